"""Time in words: what stands below the bars, and along what an arrangement runs."""

from __future__ import annotations

import pytest

from workbench.ui.times import counted, in_time


def test_events_are_counted_of_all_where_filters_leave_some_out() -> None:
    assert counted(5, 5) == "5 incidents and plate reads"
    assert counted(2, 5) == "2 of 5 incidents and plate reads"
    assert counted(1, 1) == "1 incident or plate read"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (
            ["2024-03-01T10:00", "", "2024-01-02"],
            (
                "By first date: earliest 2024-01-02 at the left, latest 2024-03-01 at the right; "
                "without a date below."
            ),
        ),
        (["2024-01-02"], "By first date: all of 2024-01-02; without a date below."),
        (["", ""], ""),
    ],
)
def test_the_arrangement_by_time_says_what_it_runs_along(dates: list[str], expected: str) -> None:
    assert in_time(dates) == expected
