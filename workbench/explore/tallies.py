"""Counted answers: how many incidents say what, over everything that the viewer may see.

An incident counts once under each value that those of its viewable records state which meet the
filters, so lines may add up to more than the total. Unfounded and cancelled numbers are in no
count; how many they are is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from loaders.nibrs_codes import OFFENSES
from workbench.access.gateway import Gateway
from workbench.access.reads import Probe, answers
from workbench.explore.cards import Card, cards_of
from workbench.explore.words import ZONE
from workbench.records.agencies import AGENCY_NAMES
from workbench.records.unseen import visible
from workbench.records.vocabulary import OUT_OF_COUNTS, Category, IncidentStatus

LINES = 20
"""Lines of an answer; the others are counted."""
BEHIND = 20
"""Incidents opened at once."""


class By(StrEnum):
    """What incidents are counted by."""

    OFFENSE = "offense"
    CODE = "code"
    CATEGORY = "category"
    STATUS = "status"
    OUTCOME = "outcome"
    AGENCY = "agency"
    AREA = "area"
    OFFICER = "officer"
    MONTH = "month"


class State(StrEnum):
    """What has become of a case, as far as its records state it."""

    OPEN = "open"
    CLOSED = "closed"
    RESTING = "inactive or cold"
    UNSTATED = "not stated"


_STATUSES: Mapping[State, tuple[str, ...]] = {
    State.OPEN: (
        IncidentStatus.ACTIVE,
        IncidentStatus.OPEN,
        IncidentStatus.PENDING,
        IncidentStatus.REOPENED,
    ),
    State.CLOSED: (
        IncidentStatus.ADMINISTRATIVELY_CLOSED,
        IncidentStatus.CLEARED_BY_ARREST,
        IncidentStatus.CLEARED_BY_EXCEPTIONAL_MEANS,
        IncidentStatus.CLOSED,
    ),
    State.RESTING: (IncidentStatus.COLD, IncidentStatus.INACTIVE),
    State.UNSTATED: ("",),
}
"""N-DEx incident status codes of each state."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents are counted: those of which one record meets all of these."""

    category: Category | None = Category.INCIDENT
    offense: str = ""
    """Words that the offense contains, in any order, or its NIBRS code; a comma before others that
    will do as well."""
    outcome: str = ""
    """Words that the outcome contains, in any order."""
    state: State | None = None
    agency: str = ""
    officer: str = ""
    """Part of an officer's name or badge number."""
    since: date | None = None
    until: date | None = None
    """First and last day on which the incident began."""


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Line:
    """How many incidents state a value; ``value`` is "" where none is stated."""

    value: str
    label: str
    incidents: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The first lines of ``rows``, of ``total`` incidents; ``left_out`` are in no count."""

    lines: tuple[Line, ...]
    rows: int
    total: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Behind:
    """Some of the ``total`` incidents behind a line, the latest first."""

    incidents: tuple[Card, ...]
    total: int


def _any_by(probe: Probe) -> By:
    every = tuple(By)
    return every[0 if probe.text == probe.key else sum(map(ord, probe.key)) % len(every)]


def _an_agency(probe: Probe) -> str:
    return "MPD" if probe.text == probe.key else probe.key.partition("|")[0]


@answers(lambda probe: (_any_by(probe), Filters(category=None), 2))
def tally(gateway: Gateway, by: By, filters: Filters = NO_FILTERS, limit: int = LINES) -> Tally:
    """Count incidents; the most frequent values first, months the latest first."""
    rows = gateway.read(
        "tally_incidents",
        **_asked(by, filters),
        in_order=by is By.MONTH,
        limit=limit,
    )
    if not rows:
        return Tally((), 0, 0, 0)
    lines = [row for row in rows if row["value"] is not None]
    labels = _labels(gateway, by, {row["value"]: row["said"] for row in lines})
    return Tally(
        tuple(Line(row["value"], labels[row["value"]], row["incidents"]) for row in lines),
        rows[0]["rows"],
        rows[0]["total"],
        rows[0]["out"],
    )


@answers(lambda probe: (By.AGENCY, _an_agency(probe), Filters(category=None), 0, 2))
def behind(
    gateway: Gateway,
    by: By,
    value: str,
    filters: Filters = NO_FILTERS,
    skip: int = 0,
    limit: int = BEHIND,
) -> Behind:
    """The incidents that one line counts, the latest first."""
    rows = gateway.read(
        "tally_incidents_behind", **_asked(by, filters), value=value, skip=skip, limit=limit
    )
    cards = cards_of(gateway, [row["id"] for row in rows])
    return Behind(tuple(cards.values()), rows[0]["total"] if rows else 0)


def _asked(by: By, filters: Filters) -> dict[str, Any]:
    return {
        "by": by.value,
        "dated": bool(by is By.MONTH or filters.since or filters.until),
        "zone": ZONE.key,
        "category": filters.category.value if filters.category else None,
        "offenses": [words for one in filters.offense.upper().split(",") if (words := one.split())],
        "outcome": filters.outcome.upper().split(),
        "statuses": [str(s) for s in _STATUSES[filters.state]] if filters.state else None,
        "agency": filters.agency or None,
        "officer": " ".join(filters.officer.upper().split()) or None,
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "out_of_counts": sorted(OUT_OF_COUNTS),
    }


def _labels(gateway: Gateway, by: By, said: Mapping[str, str]) -> dict[str, str]:
    """What each value is called."""
    named = {value: visible(label) for value, label in said.items()}
    if by in (By.OFFICER, By.AREA):
        for id_, one in cards_of(gateway, [value for value in said if value]).items():
            named[id_] = " · ".join(filter(None, (one.title, one.subtitle)))
    elif by is By.CODE:
        named |= {code: f"{code} {OFFENSES[code]}" for code in said if code in OFFENSES}
    elif by is By.AGENCY:
        named |= {code: f"{code} · {AGENCY_NAMES[code]}" for code in said if code in AGENCY_NAMES}
    elif by in (By.STATUS, By.CATEGORY):
        named = {value: value.replace("_", " ").replace("-", " ").lower() for value in said}
    return {value: label or "not stated" for value, label in named.items()}
