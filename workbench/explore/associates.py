"""People by how many of those they are associated with were subjects of incidents.

(person)──associated with──(associate)──subject of, arrested in──▷(incident)

This says of nobody that they did anything: an association is a statement in a record. Only
ordinary records count, so what is juvenile, sealed, protected or intelligence neither lists a
person nor makes an associate count; being a victim or a witness never does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.cards import Card, Portrait, cards_of, common, portraits
from workbench.records.vocabulary import OUT_OF_COUNTS, Category

LINES = 20
RELATIONS = 50
COUNTED = (Category.ARREST, Category.BOOKING, Category.INCIDENT, Category.WARRANT)
"""Incidents that count; field contacts and calls for service do not."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A person, with how many associates count and of how many incidents those are subjects."""

    id: str
    name: str
    born: str
    associates: int
    incidents: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first of ``total`` people: most associates first, then most incidents."""

    people: tuple[Ranked, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Associate:
    """An associate who counts, with the incidents that do."""

    person: Card
    incidents: tuple[Card, ...]


@answers(lambda probe: (None, probe.text != probe.key < "N", 3))
def associates(
    gateway: Gateway, relation: str | None = None, uninvolved: bool = False, limit: int = LINES
) -> Ranking:
    """Rank people by their associates who are subjects of incidents or were arrested in them.

    Args:
        relation: only associations called so, as "knows"; all where None.
        uninvolved: only people who are themselves subjects of nothing that the viewer may see.
    """
    rows = gateway.read(
        "tally_associates", relation=relation, uninvolved=uninvolved, limit=limit, **_counted()
    )
    found = portraits(gateway, [row["id"] for row in rows])
    people = tuple(
        Ranked(row["id"], one.card.title, _born(one), row["associates"], row["incidents"])
        for row in rows
        if (one := found.get(row["id"]))
    )
    return Ranking(people, rows[0]["total"] if rows else 0)


@answers(lambda probe: (probe.id,))
def associates_behind(
    gateway: Gateway, id_: str, relation: str | None = None
) -> tuple[Associate, ...]:
    """The associates whom a person's line counts, each with the incidents that count."""
    rows = gateway.read("tally_associates_behind", id=id_, relation=relation, **_counted())
    events: dict[str, list[str]] = {}
    for row in rows:
        events.setdefault(row["other"], []).append(row["end"])
    cards = cards_of(gateway, (*events, *(id_ for ids in events.values() for id_ in ids)))
    return tuple(
        Associate(cards[person], _cards(cards, ids))
        for person, ids in events.items()
        if person in cards
    )


@answers(lambda _: ())
def relations(gateway: Gateway) -> tuple[str, ...]:
    """What associations are called, the most frequent first."""
    return tuple(row["relation"] for row in gateway.read("tally_relations", limit=RELATIONS))


def _counted() -> dict[str, list[str]]:
    return {
        "categories": [category.value for category in COUNTED],
        "out_of_counts": sorted(OUT_OF_COUNTS),
    }


def _cards(found: dict[str, Card], ids: Iterable[str]) -> tuple[Card, ...]:
    return tuple(found[id_] for id_ in ids if id_ in found)


def _born(one: Portrait) -> str:
    return common(one.stated, "birth_date_date") or common(one.stated, "birth_date_year")
