"""Days gathered into bars."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.bins import bins
from workbench.explore.timeline import Day, Days

DAYS = st.builds(
    Day,
    st.sampled_from("abc"),
    st.dates(date(1990, 1, 1), date(2030, 12, 31)).flatmap(
        lambda day: st.sampled_from([day.isoformat()[:form] for form in (10, 10, 7, 4)])
    ),
    st.integers(1, 9),
)


@given(st.lists(DAYS, min_size=1, max_size=30))
def test_bars_have_no_gap_and_lose_no_event(days: list[Day]) -> None:
    spans, _ = bins(days)

    assert sum(span.events for span in spans) == sum(day.events for day in days)
    for one, following in pairwise(spans):
        assert following.first == one.last + timedelta(days=1)


def test_few_days_are_bars_of_a_day_and_many_years_bars_of_a_year() -> None:
    week = [Day("a", "2025-01-06", 1), Day("a", "2025-01-12", 2)]

    assert [(s.label, s.events) for s in bins(week)[0]][-1] == ("2025-01-12", 2)
    assert len(bins(week)[0]) == 7
    assert [s.label for s in bins([*week, Day("a", "2024-05-02", 1)])[0]][:2] == [
        "2024-05", "2024-06",
    ]  # fmt: skip
    assert len(bins([*week, Day("a", "1990-05-02", 1)])[0]) == 36


def test_what_is_known_to_the_year_alone_stands_at_its_beginning_and_is_told() -> None:
    spans, imprecise = bins([Day("a", "2025", 3), Day("a", "2025-02-06", 1)])

    assert (spans[0].label, spans[0].events, imprecise) == ("2025-01-01", 3, 3)


def test_a_span_holds_what_can_have_happened_in_it() -> None:
    days = Days((Day("day", "2025-02-06", 1), Day("month", "2025-02", 1), Day("year", "2024", 1)))

    assert days.inside(date(2025, 2, 20), date(2025, 2, 28)) == {"month"}
    assert days.inside(None, date(2025, 1, 1)) == {"year"}
    assert days.inside(date(2025, 2, 6), date(2025, 2, 6)) == {"day", "month"}


@given(st.lists(DAYS, max_size=20), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_each_item_is_on_one_side_of_a_day_or_on_both(days: list[Day], at: date) -> None:
    found = Days(tuple(days))

    both = found.inside(None, at) | found.inside(at + timedelta(days=1), None)

    assert both == {day.id for day in days}


def test_days_are_counted_of_the_items_that_are_left_in_the_span_that_is_kept() -> None:
    every = Days(
        (Day("a", "2025-02-06", 2), Day("b", "2025-03", 1), Day("b", "2025-04-01", 1)),
        (Day("a", "", 3), Day("c", "", 1)),
    )

    assert (every.dated, every.undated) == (4, 4)
    assert (every.of({"a"}).dated, every.of({"a"}).undated) == (2, 3)
    assert every.between(date(2025, 3, 15), date(2025, 3, 20)).dated == 1
    assert every.between(None, None) is every
