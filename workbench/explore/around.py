"""What stands around an entity: roles, co-offenders, vehicles, addresses, papers, by concern.

    person ── SUBJECT_OF, ARRESTED_IN ──► incident ◄── SUBJECT_OF, ARRESTED_IN ── co-offender
    person ── OWNS, DRIVES ──► vehicle     person ── LIVES_AT ──► place ◄── OCCURRED_AT ── incident
    disposition ── DISPOSES_OF ──► charge ── CHARGED_IN ──► incident ◄── NARRATES ── narrative

All of it rests on viewable records, and every cut is of the most recent with how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.cards import Card, cards_of
from workbench.explore.fields import plain
from workbench.explore.words import link_words, when
from workbench.records.vocabulary import OUT_OF_COUNTS, Kind, LinkType

EACH = 12
"""Neighbours shown of each link, the most recent."""
CO_OFFENDERS = 20
SCENES = 12
PAPERS = 60
INCIDENTS_LOOKED_AT = 500
"""Incidents of one person in which co-offenders are looked for, the most recent."""
OFFENDING = (LinkType.SUBJECT_OF.value, LinkType.ARRESTED_IN.value)
"""The roles of an offender: a victim or witness is nobody's co-offender."""
THERE = (*OFFENDING, LinkType.CONTACTED_IN.value, LinkType.INVOLVED_IN.value)
"""Links of a person or vehicle that put it at the place of an incident."""
ORDER = (
    *(LinkType.SUBJECT_OF, LinkType.ARRESTED_IN, LinkType.CONTACTED_IN, LinkType.VICTIM_OF),
    *(LinkType.WITNESS_OF, LinkType.REPORTED, LinkType.ASSOCIATED_WITH, LinkType.OWNS),
    *(LinkType.DRIVES, LinkType.INVOLVED_IN, LinkType.LIVES_AT, LinkType.OCCURRED_AT),
    *(LinkType.SEEN_AT, LinkType.POSSESSED, LinkType.USES, LinkType.PART_OF),
    *(LinkType.INVESTIGATED_BY, LinkType.IN),
)
"""In which order groups stand; what is not named comes last."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Something tied to the entity. ``ties`` counts the viewable records that tie the two."""

    card: Card
    ties: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Tied:
    """The most recent of ``total`` neighbours by one link in one direction."""

    type: str
    outgoing: bool
    kind: str
    neighbours: tuple[Neighbour, ...]
    total: int
    records: int
    """Viewable records that tie any of them."""

    @property
    def words(self) -> str:
        """The link as read from the entity."""
        return link_words(self.type, self.outgoing)


@dataclass(frozen=True, slots=True)
class CoOffender:
    """Who was a subject or arrestee of the same incidents."""

    card: Card
    shared: int
    """Incidents; an arrest counts with the incident that it is part of."""
    incidents: tuple[Card, ...]
    """Some of them, the most recent first."""
    last: str


@dataclass(frozen=True, slots=True)
class CoOffenders:
    """Those of most shared incidents of ``total``, looked for in ``looked_at`` of ``of`` events."""

    people: tuple[CoOffender, ...] = ()
    total: int = 0
    looked_at: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """A place with how many of the entity's incidents occurred there."""

    card: Card
    incidents: int
    last: str


@dataclass(frozen=True, slots=True)
class Scenes:
    """The places of most incidents of ``total``."""

    places: tuple[Scene, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """An offense, charge, disposition or narrative that hangs on an incident."""

    key: str
    kind: str
    agency: str
    at: str
    text: str
    of: str
    """Key of the charge that a disposition disposes of."""
    person: Card | None
    """Who is charged, where that may be seen."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The most recent of ``total``."""

    papers: tuple[Paper, ...] = ()
    total: int = 0


@answers(lambda probe: (probe.id,))
def around(gateway: Gateway, id_: str, limit: int = EACH) -> tuple[Tied, ...]:
    """Everything tied to an entity or reference, by link; the most recent ``limit`` of each."""
    rows = gateway.read("entity_around", id=id_, limit=limit)
    cards = cards_of(gateway, (row["other"] for row in rows))
    groups: dict[tuple[str, bool, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["type"], row["outgoing"], row["kind"].lower()), []).append(row)
    tied = [
        Tied(
            *group,
            tuple(
                Neighbour(cards[r["other"]], r["ties"], when(r["first"]), when(r["last"]))
                for r in of
                if r["other"] in cards
            ),
            of[0]["neighbours"],
            of[0]["records"],
        )
        for group, of in groups.items()
    ]
    return tuple(sorted(tied, key=_order))


@answers(lambda probe: (probe.id,))
def co_offenders(gateway: Gateway, id_: str, limit: int = CO_OFFENDERS) -> CoOffenders:
    """Who shares incidents with a person as subject or arrestee, never as victim or witness."""
    rows = gateway.read(
        "entity_co_offenders",
        id=id_,
        most=INCIDENTS_LOOKED_AT,
        limit=limit,
        roles=list(OFFENDING),
        out_of_counts=sorted(OUT_OF_COUNTS),
    )
    if not rows:
        return CoOffenders()
    named = (i for row in rows for i in (row["other"], *row["incidents"]))
    cards = cards_of(gateway, named)
    people = tuple(
        CoOffender(
            cards[row["other"]],
            row["shared"],
            tuple(cards[i] for i in row["incidents"] if i in cards),
            when(row["last"]),
        )
        for row in rows
        if row["other"] in cards
    )
    first = rows[0]
    return CoOffenders(people, first["total"], min(first["looked_at"], first["of"]), first["of"])


@answers(lambda probe: (probe.id,))
def scenes(gateway: Gateway, id_: str, limit: int = SCENES) -> Scenes:
    """Where the incidents of a person (subject, arrestee, contacted) or vehicle occurred."""
    rows = gateway.read("entity_scenes", id=id_, roles=list(THERE), limit=limit)
    cards = cards_of(gateway, (row["other"] for row in rows))
    places = tuple(
        Scene(cards[row["other"]], row["incidents"], when(row["last"]))
        for row in rows
        if row["other"] in cards
    )
    return Scenes(places, rows[0]["total"] if rows else 0)


@answers(lambda probe: (probe.id,))
def papers(gateway: Gateway, id_: str, limit: int = PAPERS) -> Papers:
    """Offenses, charges, dispositions and narratives of an incident; a person's charges."""
    rows = gateway.read("entity_papers", id=id_, limit=limit)
    cards = cards_of(gateway, (row["person"] for row in rows if row["person"]))
    found = tuple(
        Paper(
            key=row["key"],
            kind=row["kind"],
            agency=row["agency"],
            at=when(row["observed"], row["precision"]),
            text=_paper(row["kind"], row["said"]),
            of=row["of"],
            person=cards.get(row["person"]),
        )
        for row in rows
    )
    return Papers(found, rows[0]["total"] if rows else 0)


def _order(tied: Tied) -> tuple[int, str, bool, str]:
    place = ORDER.index(LinkType(tied.type)) if tied.type in ORDER else len(ORDER)
    return place, tied.type, not tied.outgoing, tied.kind


def _paper(kind: str, said: Mapping[str, Any]) -> str:
    """A paper in one line, with the field's words."""
    fields = _LINES.get(kind, ())
    words = [plain(said[name]) for name in fields if said.get(name) not in (None, "", [])]
    if kind == Kind.DISPOSITION and said.get("convicted") is not None:
        words.append("convicted" if said["convicted"] else "not convicted")
    if kind == Kind.OFFENSE and said.get("attempted"):
        words.append("attempted")
    return " · ".join(words) or "nothing stated"


_LINES: Mapping[str, Sequence[str]] = {
    Kind.OFFENSE: ("code", "weapons"),
    Kind.CHARGE: ("statute", "description", "severity"),
    Kind.DISPOSITION: ("disposition",),
    Kind.NARRATIVE: ("text",),
}
