"""Handling that a record's own facts call for, before any rule or statement about it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from workbench.records.dates import Moment, PartialDate
from workbench.records.vocabulary import Handling

MAJORITY = 18
"""Years; D.C. Code 16-2301 (3): a child is a person under 18."""
_LOCAL = ZoneInfo("America/New_York")
_JUVENILE = frozenset({Handling.JUVENILE})
_ORDINARY: frozenset[Handling] = frozenset()


def juvenile(
    event: Moment | None, birth_date: PartialDate | None, age: int | None
) -> frozenset[Handling]:
    """``{juvenile}`` when the person was under 18 at the event, else the empty set.

    By the stated age or by the birth date, whichever says so; never by a label such as "juvenile
    arrest", which real files leave off or set wrongly. Where the birth date is partial or a
    placeholder such as 1 January, its latest reading counts, so that doubt protects. A birth date
    without the event's date decides nothing.
    """
    if age is not None and age < MAJORITY:
        return _JUVENILE
    years = _least_age(event, birth_date)
    return _JUVENILE if years is not None and years < MAJORITY else _ORDINARY


def _least_age(event: Moment | None, birth_date: PartialDate | None) -> int | None:
    """Completed years on the event's local day, at the latest birth date that fits."""
    if event is None or event.at is None or birth_date is None or birth_date.year is None:
        return None
    if birth_date.year == 9999:
        return None
    month, day = birth_date.month or 12, birth_date.day or 31
    if birth_date.placeholder:
        month, day = 12, 31
    on = event.at.astimezone(_LOCAL).date()
    return on.year - birth_date.year - ((on.month, on.day) < (month, day))
