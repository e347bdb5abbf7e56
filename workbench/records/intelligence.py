"""Criminal intelligence under 28 CFR Part 23: what it must state, and how long it may be kept.

entered ──five calendar years──► review due: expired, unless it was validated before
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from workbench.records.basis import Basis
from workbench.records.model import Record
from workbench.records.vocabulary import Category, Handling, LinkType

YEARS = 5
"""28 CFR 23.20 (h): the longest retention without a validation."""
_LOCAL = ZoneInfo("America/New_York")
_AS_SUBJECT = frozenset({LinkType.SUBJECT_OF, LinkType.ARRESTED_IN, LinkType.CHARGED_WITH})
_NEEDED = {
    "predicate": "criminal predicate code",
    "suspicion": "reasonable-suspicion narrative",
    "submitted_by": "submitting agency",
    "control_official": "control official",
    "reliability": "source reliability",
    "validity": "content validity",
}
R = TypeVar("R", bound=Record)


def is_intelligence(record: Record) -> bool:
    """Whether 28 CFR Part 23 holds for a record: by its category, or by its handling."""
    return record.category is Category.INTELLIGENCE or Handling.INTELLIGENCE in record.handling


def marked(record: R) -> R:
    """The record with the handling that its category calls for."""
    if not is_intelligence(record) or Handling.INTELLIGENCE in record.handling:
        return record
    return replace(record, handling=record.handling | {Handling.INTELLIGENCE})


def refusal(record: Record) -> str:
    """Why a record may not be held as intelligence; empty where it may, or is none."""
    if not is_intelligence(record):
        return ""
    if lacking := missing(record.basis):
        return (
            f"this is criminal intelligence, which may not be kept without its "
            f"{', '.join(lacking)} (28 CFR 23.20): have the submitting agency state "
            f"{'it' if len(lacking) == 1 else 'them'}"
        )
    if record.basis and record.basis.identifying_only:
        stated = sorted(link.type for link in record.links if link.type in _AS_SUBJECT)
        if stated:
            return (
                f"non-criminal identifying information cannot make anybody a subject, and this "
                f"states {stated[0]}: leave the link out, or the flag"
            )
    return ""


def missing(basis: Basis | None) -> tuple[str, ...]:
    """What a basis lacks, in words; empty where it is whole."""
    if basis is None:
        return tuple(_NEEDED.values())
    return tuple(
        words
        for name, words in _NEEDED.items()
        if (value := getattr(basis, name)) is None or not value.strip()
    )


def local_day(at: datetime) -> date:
    """The day on which a moment falls here."""
    return at.astimezone(_LOCAL).date()


def review_due(since: date) -> date:
    """The day on which the clock runs out; from 29 February, the 28th."""
    try:
        return since.replace(year=since.year + YEARS)
    except ValueError:
        return since.replace(year=since.year + YEARS, day=28)


def expires_at(entered: date, validated: datetime | None = None) -> datetime:
    """The moment (UTC) from which a record is expired: the first of the day of its review.

    Args:
        validated: the latest validation, which restarts the clock.
    """
    since = max(entered, local_day(validated)) if validated else entered
    return datetime.combine(review_due(since), time(), _LOCAL).astimezone(UTC)
