from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.dates import Moment, Precision, parse_date, parse_moment
from workbench.records.handling import MAJORITY, STATABLE, Statement, Verb, in_force, juvenile
from workbench.records.vocabulary import Handling

JUVENILE = frozenset({Handling.JUVENILE})
ADULT: frozenset[Handling] = frozenset()


def on(day: str) -> Moment:
    moment = parse_moment(day)
    assert moment is not None
    return moment


@pytest.mark.parametrize(
    ("age", "handling"), [(0, JUVENILE), (17, JUVENILE), (18, ADULT), (None, ADULT)]
)
def test_the_stated_age_decides(age: int | None, handling: frozenset[Handling]) -> None:
    assert juvenile(None, None, age) == handling


@pytest.mark.parametrize(
    ("born", "day", "handling"),
    [
        ("2006-05-11", "2024-05-10", JUVENILE),
        ("2006-05-10", "2024-05-10", ADULT),
        ("2006-02-28", "2024-02-29", ADULT),
        ("2004-02-29", "2022-02-28", JUVENILE),
        ("2004-02-29", "2022-03-01", ADULT),
    ],
)
def test_the_eighteenth_birthday_ends_it(
    born: str, day: str, handling: frozenset[Handling]
) -> None:
    assert juvenile(on(day), parse_date(born), None) == handling


def test_either_the_age_or_the_birth_date_is_enough() -> None:
    assert juvenile(on("2024-05-10"), parse_date("2007-01-02"), 18) == JUVENILE
    assert juvenile(on("2024-05-10"), parse_date("1990-01-02"), 17) == JUVENILE


@pytest.mark.parametrize("born", ["2006", "2006-06", "2006-00-00", "2006-01-01"])
def test_doubt_about_the_birth_date_protects(born: str) -> None:
    assert juvenile(on("2024-05-10"), parse_date(born), None) == JUVENILE
    assert juvenile(on("2025-05-10"), parse_date(born), None) == ADULT


def test_the_events_day_is_the_local_one() -> None:
    eve = Moment("", dt.datetime(2024, 5, 10, 2, 0, tzinfo=dt.UTC), Precision.MINUTE)

    assert juvenile(eve, parse_date("2006-05-10"), None) == JUVENILE


@pytest.mark.parametrize("born", ["9999-01-01", "unknown", "about 2010"])
def test_a_birth_date_that_is_none_decides_nothing(born: str) -> None:
    assert juvenile(on("2024-05-10"), parse_date(born), None) == ADULT


def test_without_the_event_a_birth_date_decides_nothing() -> None:
    assert juvenile(None, parse_date("2020-01-02"), None) == ADULT
    assert juvenile(Moment("?", None, None), parse_date("2020-01-02"), None) == ADULT


@given(born=st.dates(dt.date(1950, 1, 2), dt.date(2010, 12, 31)), days=st.integers(0, 20_000))
def test_nobody_becomes_a_juvenile_again(born: dt.date, days: int) -> None:
    birth_date = parse_date(born.isoformat())
    earlier, later = (on(str(born + dt.timedelta(days=d))) for d in (days, days + 1))

    if juvenile(later, birth_date, None):
        assert juvenile(earlier, birth_date, None)
    if days > 366 * (MAJORITY + 1):
        assert not juvenile(later, birth_date, None)


ACTS = st.lists(st.tuples(st.sampled_from(STATABLE), st.sampled_from(list(Verb))), max_size=8)


def statements(acts: list[tuple[Handling, Verb]]) -> list[Statement]:
    noon = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    return [
        Statement(f"{n:02}", handling, verb, "why", "order", "clerk", noon + dt.timedelta(n))
        for n, (handling, verb) in enumerate(acts)
    ]


@given(ACTS, st.randoms())
def test_of_each_handling_the_latest_statement_counts(
    acts: list[tuple[Handling, Verb]], random: Random
) -> None:
    last = dict(acts)
    said = statements(acts)
    random.shuffle(said)

    assert in_force(said) == {handling for handling, verb in last.items() if verb is Verb.ADD}


def test_a_lift_ends_what_was_added() -> None:
    sealed = [(Handling.SEALED, Verb.ADD), (Handling.SEALED, Verb.LIFT)]

    assert in_force(statements(sealed[:1])) == {Handling.SEALED}
    assert in_force(statements(sealed)) == frozenset()
