"""What must be known before anybody goes near: live warrants, then cautions, with owner and time.

    person record ── SUBJECT_OF ──► warrant        person record: "ARMED AND DANGEROUS"

A warrant is live until its owner says that it has ended, and what is shown here is what the owner's
last file said: nobody acts on it without the owner's word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.words import when
from workbench.records.vocabulary import ENDED, IncidentStatus


class Standing(StrEnum):
    """What its owner's last file said of a warrant."""

    LIVE = "live"
    UNSTATED = "unstated"
    """It says neither that it is live nor that it has ended."""
    ENDED = "ended"


LIVE = frozenset(
    {
        *(IncidentStatus.ACTIVE, IncidentStatus.OPEN),
        *(IncidentStatus.PENDING, IncidentStatus.REOPENED),
    }
)
_ENDED_AS = {
    IncidentStatus.CLEARED_BY_ARREST: "served",
    IncidentStatus.CANCELLED: "recalled",
    IncidentStatus.UNFOUNDED: "unfounded",
}


@dataclass(frozen=True, slots=True)
class Warrant:
    """A warrant that names the person as its subject."""

    key: str
    """Of the warrant's record."""
    number: str
    offense: str
    agency: str
    agency_name: str
    standing: Standing
    status: str
    """As the owner puts it, in words."""
    issued: str
    loaded_at: str
    """When the owner's file that last listed it was loaded."""
    contact: str


@dataclass(frozen=True, slots=True)
class Said:
    """One record that states a caution."""

    key: str
    agency: str
    observed: str
    loaded_at: str
    contact: str


@dataclass(frozen=True, slots=True)
class Warning:
    """One caution, with all records that state it, the most recent first."""

    text: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Safety:
    """Warrants that may be live, then cautions, then warrants that have ended."""

    live: tuple[Warrant, ...]
    cautions: tuple[Warning, ...]
    ended: tuple[Warrant, ...]

    @property
    def nothing(self) -> bool:
        """Whether no viewable record says anything; which is no promise that there is nothing."""
        return not (self.live or self.cautions or self.ended)


@answers(lambda probe: (probe.id,))
def safety(gateway: Gateway, id_: str) -> Safety:
    """The cautions and warrants of a person, of the viewable records alone."""
    warrants: dict[str, Warrant] = {}
    cautions: dict[str, list[Said]] = {}
    for row in gateway.read("entity_safety", ids=[id_]):
        contact = gateway.rules.contact(row["agency"])
        if row["what"] == "warrant":
            warrants.setdefault(row["key"], _warrant(row, contact))
        else:
            observed = when(row["issued"], row["precision"])
            cautions.setdefault(row["text"], []).append(
                Said(row["key"], row["agency"], observed, when(row["loaded_at"]), contact)
            )
    live = [w for w in warrants.values() if w.standing is not Standing.ENDED]
    return Safety(
        tuple(sorted(live, key=lambda w: w.standing is not Standing.LIVE)),
        tuple(Warning(text, tuple(said)) for text, said in cautions.items()),
        tuple(w for w in warrants.values() if w.standing is Standing.ENDED),
    )


def standing(status: str) -> Standing:
    """What a status code says of a warrant."""
    if status in ENDED:
        return Standing.ENDED
    return Standing.LIVE if status in LIVE else Standing.UNSTATED


def status_words(status: str) -> str:
    """A warrant's status in words: what is closed otherwise than by arrest is not called served."""
    plain = status.replace("_", " ").replace("-", " ").lower()
    return _ENDED_AS.get(status, plain) if status else "status not stated"  # type: ignore[call-overload]


def _warrant(row: Mapping[str, Any], contact: str) -> Warrant:
    return Warrant(
        key=row["key"],
        number=row["number"],
        offense=row["text"] or "offense not stated",
        agency=row["agency"],
        agency_name=row["agency_name"],
        standing=standing(row["status"]),
        status=status_words(row["status"]),
        issued=when(row["issued"], row["precision"]),
        loaded_at=when(row["loaded_at"]),
        contact=contact,
    )
