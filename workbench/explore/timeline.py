"""When: the days of what is on a picture, and what happened to one entity.

(entity)<──RESOLVED_TO──(incident record, plate read) ── its own moment ──► day
(entity)<──RESOLVED_TO──(record)──role──(incident record) ── its moment ──► line
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.words import ZONE, link_words, when
from workbench.records.unseen import visible

LINES = 50
"""Events of one entity listed at first."""
_PARTS = {"year": 4, "month": 7}


@dataclass(frozen=True, slots=True)
class Day:
    """What happened to one shown entity on one day, or in the month or year that is all known."""

    id: str
    at: str
    """``2025-01-18``, or as much as was written; "" where no date is."""
    events: int

    @property
    def first(self) -> date:
        """The first day that it can have been."""
        return date.fromisoformat(f"{self.at}-01-01"[:10] if len(self.at) < 7 else
                                  f"{self.at}-01"[:10])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """The dated incidents and plate reads of shown entities."""

    days: tuple[Day, ...] = ()
    without: tuple[Day, ...] = ()
    """Those without a date."""

    @property
    def undated(self) -> int:
        """Incidents and plate reads without a date."""
        return sum(day.events for day in self.without)

    @property
    def dated(self) -> int:
        """Incidents and plate reads with a date."""
        return sum(day.events for day in self.days)

    def of(self, ids: Container[str]) -> Days:
        """What happened to some of the entities."""
        return Days(
            tuple(day for day in self.days if day.id in ids),
            tuple(day for day in self.without if day.id in ids),
        )

    def between(self, since: date | None, until: date | None) -> Days:
        """What happened in a span of days; what has no date happened in none."""
        if since is None and until is None:
            return self
        return Days(tuple(day for day in self.days if _is_in(day, since, until)))

    def inside(self, since: date | None, until: date | None) -> frozenset[str]:
        """The entities of which something happened in a span of days, both ends within.

        What is known to the month or year alone is inside where any of its days is.
        """
        return frozenset(day.id for day in self.days if _is_in(day, since, until))


def _is_in(day: Day, since: date | None, until: date | None) -> bool:
    low, high = (end.isoformat() if end else "" for end in (since, until))
    return not (low and day.at < low[: len(day.at)]) and not (high and day.at > high[: len(day.at)])


@dataclass(frozen=True, slots=True)
class Line:
    """One event in the life of an entity."""

    at: str
    what: str
    place: str
    agency: str
    key: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The most recent events of ``total``; undated ones come last."""

    lines: tuple[Line, ...]
    total: int


@answers(lambda probe: (probe.ids,))
def days(gateway: Gateway, ids: Iterable[str]) -> Days:
    """The days of incidents and plate reads among these; an incident counts once."""
    wanted = [id_ for id_ in dict.fromkeys(ids) if ":" not in id_]
    rows = gateway.read("time_days", ids=wanted, zone=ZONE.key) if wanted else []
    found = [
        Day(row["id"], row["day"][: _PARTS.get(row["precision"], 10)], row["events"])
        for row in rows
    ]
    return Days(tuple(day for day in found if day.at), tuple(day for day in found if not day.at))


@answers(lambda probe: (probe.id,))
def timeline(gateway: Gateway, id_: str, limit: int = LINES) -> Timeline:
    """What viewable records say happened to an entity or reference, most recent first."""
    rows = gateway.read("time_line", id=id_, limit=limit)
    lines = tuple(
        Line(
            at=when(row["at"], row["precision"]),
            what=_what(row["link"], row["offense"], row["category"]),
            place=visible(row["place"] or ""),
            agency=row["agency"],
            key=row["key"],
        )
        for row in rows
    )
    return Timeline(lines, rows[0]["total"] if rows else 0)


def _what(link: str, offense: str | None, category: str) -> str:
    words = [link_words(link) if link else "", offense or category.replace("-", " ")]
    return visible(" ".join(filter(None, words)))


def spanned(days_: Sequence[Day]) -> tuple[date, date] | None:
    """The first and the last day; None where nothing is dated."""
    if not days_:
        return None
    return min(day.first for day in days_), max(day.first for day in days_)
