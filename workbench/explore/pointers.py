"""What others hold, as far as it may be told: whom to ask, and that somebody is there.

entity ── viewable record ── likeness ── a record that is pointed to: "PGPD holds a record"
entity ── viewable record ── link ── a record whose identity is withheld: "victim, MPD"
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.words import link_words
from workbench.records.vocabulary import LinkType

WITHHELD = "expand_withheld"
TYPES = [link.value for link in LinkType]


@dataclass(frozen=True, slots=True)
class Pointer:
    """An agency that holds a record of this entity, and whom to ask for it."""

    agency: str
    contact: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Records tied to an entity of which the identity is withheld."""

    type: str
    outgoing: bool
    kind: str
    agency: str
    records: int
    contact: str

    @property
    def words(self) -> str:
        """The link as read from the entity."""
        return link_words(self.type, self.outgoing)


@answers(lambda probe: (probe.id,))
def pointers(gateway: Gateway, id_: str) -> tuple[Pointer, ...]:
    """The agencies that hold a record of the entity, once each, however many they hold.

    A record is told of where its best likeness among what the viewer may see is one of this
    entity's records, never through records that the viewer may not see.
    """
    rows = gateway.read("entity_pointers", id=id_) if gateway.standing.pointed else []
    return tuple(Pointer(r["agency"], gateway.rules.contact(r["agency"])) for r in rows)


@answers(lambda probe: (probe.id,))
def withheld(gateway: Gateway, id_: str) -> tuple[Withheld, ...]:
    """The records tied to the entity's viewable ones that are there without their identity."""
    if not gateway.standing.masked:
        return ()
    rows = gateway.read(WITHHELD, id=id_, types=TYPES)
    return tuple(
        Withheld(
            r["type"],
            r["outgoing"],
            r["kind"],
            r["agency"],
            r["records"],
            gateway.rules.contact(r["agency"]),
        )
        for r in rows
    )
