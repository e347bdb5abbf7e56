"""The address of a picture."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.filtering import Filters
from workbench.ui.address import Address, read, write
from workbench.ui.days import FIRST, LAST

NAMES = st.text(st.characters(exclude_characters=",", categories=("L", "N", "P")), min_size=1)
SETS = st.frozensets(NAMES, max_size=3)
DATES = st.none() | st.dates(FIRST, LAST)


@given(st.lists(NAMES, max_size=4, unique=True), SETS, SETS, DATES, DATES, st.booleans())
def test_an_address_says_what_was_written(
    around: list[str],
    kinds: frozenset[str],
    agencies: frozenset[str],
    since: date | None,
    until: date | None,
    firm: bool,
) -> None:
    filters = Filters(kinds=kinds, agencies=agencies, since=since, until=until)
    address = Address(tuple(around), query="carter", filters=filters, firm=firm)

    assert read(write(address)) == address


@given(st.dictionaries(st.sampled_from(["around", "since", "kinds", "entity", "q"]), st.text()))
def test_any_address_is_read(params: dict[str, str]) -> None:
    address = read(params)

    assert len(address.names) <= 200
    assert read(write(address)) == address


def test_a_day_that_no_box_takes_is_left_out() -> None:
    address = read({"around": "a1", "since": "1800-01-01", "until": "2200-01-01"})

    assert address.filters == Filters()
    assert read({"since": "1900-01-01"}).filters.since == FIRST
