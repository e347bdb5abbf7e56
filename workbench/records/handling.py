"""Handling that a record's own facts call for, and what dated statements add to it.

own facts ∪ statements in force = the handling that counts
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
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


class Verb(StrEnum):
    """What a statement does."""

    ADD = "add"
    LIFT = "lift"


STATABLE = (Handling.SEALED, Handling.PROTECTED, Handling.JUVENILE)
"""Handling that can be stated; intelligence comes with its basis, in the record itself."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One act about the handling of one record: appended, never edited."""

    id: str
    handling: Handling
    verb: Verb
    reason: str
    authority: str
    by: str
    at: datetime


def in_force(statements: Iterable[Statement]) -> frozenset[Handling]:
    """What is stated now: of each handling, the latest statement counts.

    A lift ends what was added. It never takes away what the record's own facts call for.
    """
    latest: dict[Handling, Verb] = {}
    for one in sorted(statements, key=lambda s: (s.at, s.id)):
        latest[one.handling] = one.verb
    return frozenset(handling for handling, verb in latest.items() if verb is Verb.ADD)
