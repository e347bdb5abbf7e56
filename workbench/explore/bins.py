"""Days gathered into bars of equal spans: days, months or years, as few as can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.explore.timeline import Day, spanned

MOST_DAYS = 62
MOST_MONTHS = 96


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days, both ends within, and the events in it."""

    first: date
    last: date
    label: str
    events: int


def bins(days: Sequence[Day]) -> tuple[tuple[Span, ...], int]:
    """Spans without gaps from the first day to the last, and how many events are less precise.

    Events known to the month or year alone are counted where that begins.
    """
    ends = spanned(days)
    if ends is None:
        return (), 0
    first, last = ends
    months = (last.year - first.year) * 12 + last.month - first.month
    form = 10 if (last - first).days < MOST_DAYS else 7 if months < MOST_MONTHS else 4
    counts: Counter[str] = Counter()
    for day in days:
        counts[day.first.isoformat()[:form]] += day.events
    spans = tuple(
        Span(start, _before(_next(start, form)), start.isoformat()[:form],
             counts[start.isoformat()[:form]])
        for start in _starts(first, last, form)
    )  # fmt: skip
    return spans, sum(day.events for day in days if len(day.at) < form)


def _starts(first: date, last: date, form: int) -> list[date]:
    start = date(first.year, first.month if form > 4 else 1, first.day if form == 10 else 1)
    starts = []
    while start <= last:
        starts.append(start)
        if start.year == date.max.year:
            break
        start = _next(start, form)
    return starts


def _next(start: date, form: int) -> date:
    if form == 10:
        return start + timedelta(days=1) if start < date.max else start
    if form == 7 and start.year < date.max.year:
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return date(start.year + 1, 1, 1) if start.year < date.max.year else date.max


def _before(day: date) -> date:
    return day - timedelta(days=1)
