"""The address of a question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.tallies import By, Filters, State
from workbench.records.vocabulary import Category
from workbench.ui.asked import LONGEST, read, write
from workbench.ui.days import FIRST, LAST
from workbench.ui.questions import READY, OfIncidents, OfPeople, Question

WORDS = st.text(max_size=LONGEST).map(str.strip)
DATES = st.none() | st.dates(FIRST, LAST)
FILTERS = st.builds(
    Filters,
    category=st.none() | st.sampled_from(Category),
    offense=WORDS,
    outcome=WORDS,
    state=st.none() | st.sampled_from(State),
    agency=WORDS,
    officer=WORDS,
    since=DATES,
    until=DATES,
)
QUESTIONS = st.builds(OfIncidents, st.sampled_from(By), FILTERS) | st.builds(
    OfPeople, st.none() | WORDS.filter(bool), st.booleans()
)


@given(QUESTIONS | st.sampled_from([question for _, question in READY]))
def test_an_address_asks_what_was_written(question: Question) -> None:
    assert read(write(question)) == question


@given(
    st.dictionaries(st.sampled_from(["by", "category", "status", "since", "offense"]), st.text())
)
def test_any_address_is_read(params: dict[str, str]) -> None:
    asked = read({**params, "ask": "incidents"})

    assert isinstance(asked, OfIncidents)
    assert len(asked.filters.offense) <= LONGEST
    assert read(write(asked)) == asked


def test_a_value_that_there_is_not_is_left_out() -> None:
    told = {"ask": "incidents", "by": "race", "category": "any", "since": "soon"}

    assert read(told) == OfIncidents(By.OFFENSE, Filters(category=None))
    assert read({"by": "offense", "since": "2024-01-01"}) is None
