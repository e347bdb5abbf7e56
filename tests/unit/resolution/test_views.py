"""One pair is measured as many are."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.resolution.people import GIVEN, MEMBERS, SURNAMES
from workbench.resolution.alike import is_nickname, nicknames_of
from workbench.resolution.compiled import answered
from workbench.resolution.table import column
from workbench.resolution.views import FAR, PairsView

words = st.sampled_from([*GIVEN, *SURNAMES]) | st.text("ABC ", min_size=1, max_size=6)
digits = st.text("01", min_size=4, max_size=4)
sets = st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=3, unique=True).map(tuple)
MEASURES = {
    "both": words,
    "same": words,
    "likeness": words,
    "edits": words,
    "nickname": words,
    "initial": words,
    "shared": words | words.map(lambda text: f"{text} {text}"),
    "ending": words,
    "turned": digits,
    "comparable": sets,
    "near_member": sets,
    "gap": st.integers(1, 40),
}


def both_ways(name: str, one: Any, other: Any) -> tuple[Any, Any, Any]:
    """By a compiled question, by the view of pairs, and by that with the two exchanged."""
    source = column([one, other])
    left, right = np.array([0]), np.array([1])
    return (
        answered(attrgetter(name))((one,), (other,)),
        getattr(PairsView(source, left, right), name)[0],
        getattr(PairsView(source, right, left), name)[0],
    )


@pytest.mark.parametrize("name", MEASURES)
@given(st.data())
def test_one_pair_measures_as_the_view_of_pairs_in_either_order(
    name: str, data: st.DataObject
) -> None:
    values = st.none() | MEASURES[name]
    one, other = data.draw(values), data.draw(values)
    single, pairs, exchanged = both_ways(name, one, other)

    assert single == pairs == exchanged


@pytest.mark.parametrize("name", ["shared", "near_member"])
@given(sets, sets)
def test_several_values_are_measured_alike(
    name: str, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    single, pairs, exchanged = both_ways(name, one, other)

    assert single == pairs == exchanged


@given(st.lists(st.none() | words, min_size=1, max_size=10), st.data())
def test_edits_are_counted_where_they_are_asked_for(
    values: list[str | None], data: st.DataObject
) -> None:
    at = st.integers(0, len(values) - 1)
    pairs = data.draw(st.lists(st.tuples(at, at, st.booleans()), max_size=10))
    left, right, asked = np.array(pairs, dtype=np.int64).reshape(-1, 3).T
    view = PairsView(column(values), left, right)
    asks = answered(lambda text, worth: text.edits_where(worth.same), columns=2)

    found = view.edits_where(asked.astype(np.bool_))

    assert found.tolist() == [
        asks((values[one], True), (values[other], ask)) for one, other, ask in pairs
    ]
    assert found.tolist() == np.where(asked, view.edits, FAR).tolist()


def test_nicknames_hold_both_ways_and_by_one_full_name() -> None:
    assert is_nickname("BILL", "WILLIAM")
    assert is_nickname("WILLIAM", "BILL")
    assert is_nickname("BILL", "BILLY")
    assert not is_nickname("BILL", "MARY")
    assert "ZZZZ" in nicknames_of("ZZZZ")


def test_unstated_values_measure_as_nothing() -> None:
    found = {name: answered(attrgetter(name))((None,), ("ANN",)) for name in MEASURES}

    assert (found.pop("likeness"), found.pop("edits"), found.pop("gap")) == (0.0, FAR, FAR)
    assert not any(found.values())
