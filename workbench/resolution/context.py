"""Records with what the records linked to them say, as resolution reads them.

    person ──LIVES_AT──► location ◄──OCCURRED_AT── incident ◄──SUBJECT_OF …── person
    vehicle ──INVOLVED_IN──► incident ──PART_OF──► incident        person ──DRIVES, OWNS──► vehicle

A person is read with a residence, an incident with its place and parties, a vehicle with who keeps
it and the events it was in. When a record changes, so do those that are read with it.

A record is read with another only if whoever may view the one may view the other: so what two
records weigh together is the same for all who may view them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.records.vocabulary import Kind, LinkType
from workbench.resolution import incidents, items, parties, persons, places, vehicles
from workbench.resolution.one_pair import Fields
from workbench.resolution.parties import Party

Row = Mapping[str, Any]
"""A record's graph properties (``records/properties.py``)."""

PARTY_OF = frozenset(
    {
        *(LinkType.SUBJECT_OF, LinkType.ARRESTED_IN, LinkType.VICTIM_OF),
        *(LinkType.WITNESS_OF, LinkType.CONTACTED_IN, LinkType.REPORTED),
    }
)
KEEPER_OF = frozenset({LinkType.DRIVES, LinkType.OWNS})
LIVES_AT = frozenset({LinkType.LIVES_AT})
OCCURRED_AT = frozenset({LinkType.OCCURRED_AT})
INVOLVED_IN = frozenset({LinkType.INVOLVED_IN})
PART_OF = frozenset({LinkType.PART_OF})
AUDIENCE = "audience"
"""Property in which a record says its audience."""
READ = PARTY_OF | KEEPER_OF | LIVES_AT | OCCURRED_AT | INVOLVED_IN | PART_OF
"""The types of link that resolution follows."""
_READ_WITH: Mapping[Kind | None, tuple[tuple[frozenset[LinkType], Kind, bool], ...]] = {
    Kind.LOCATION: ((LIVES_AT, Kind.PERSON, True), (OCCURRED_AT, Kind.INCIDENT, True)),
    Kind.PERSON: ((PARTY_OF, Kind.INCIDENT, False), (KEEPER_OF, Kind.VEHICLE, False)),
    Kind.INCIDENT: ((INVOLVED_IN, Kind.VEHICLE, True), (PART_OF, Kind.INCIDENT, True)),
}
"""By the kind of a record: links to those that are read with it, and whether they start there."""


@dataclass(slots=True)
class Context:
    """Current records by key with their links; ``put`` and ``drop`` change it."""

    rows: dict[str, tuple[Kind, Row]] = field(default_factory=dict)
    viewers: Mapping[str, int] | None = None
    """By audience who may view it, as a mask; None where everybody may view everything."""
    out: dict[str, list[tuple[LinkType, str]]] = field(default_factory=dict)
    into: dict[str, dict[tuple[LinkType, str], None]] = field(default_factory=dict)

    def put(self, key: str, kind: Kind, row: Row, links: Iterable[tuple[LinkType, str]]) -> None:
        """Add a record with the links that it states, in place of what it stated before."""
        self.drop(key)
        self.rows[key] = kind, row
        self.out[key] = sorted(links)
        for of_type, end in self.out[key]:
            self.into.setdefault(end, {})[of_type, key] = None

    def drop(self, key: str) -> None:
        """Take a record out with the links that it states."""
        self.rows.pop(key, None)
        for of_type, end in self.out.pop(key, ()):
            self.into[end].pop((of_type, key), None)

    def read_with(self, keys: Iterable[str]) -> set[str]:
        """The records and all those that are read with one of them, in a chain too."""
        found: set[str] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key in found:
                continue
            found.add(key)
            for types, kind, starts in _READ_WITH.get(self.kind(key), ()):
                near = self._starts(key, types) if starts else self._ends(key, types)
                waiting += [other for other in near if self.kind(other) is kind]
        return found

    def kind(self, key: str) -> Kind | None:
        """What the record is about; None where it is not current."""
        held = self.rows.get(key)
        return held and held[0]

    def audience(self, key: str) -> str:
        """The audience of a current record; "" where none is known."""
        return str(self.rows[key][1].get(AUDIENCE, ""))

    def mask(self, key: str) -> int:
        """Who may view a current record."""
        return -1 if self.viewers is None else self.viewers.get(self.audience(key), 0)

    def person(self, key: str) -> Fields:
        """A person with a residence."""
        return persons.fields(
            self.rows[key][1], self._row(key, self._ends(key, LIVES_AT), Kind.LOCATION)
        )

    def persons(self) -> dict[str, Fields]:
        """All persons, each with a residence."""
        return {
            key: self.person(key) for key, (kind, _) in self.rows.items() if kind is Kind.PERSON
        }

    def location(self, key: str) -> places.Location:
        """A location."""
        return places.read(self.rows[key][1])

    def incident(self, key: str) -> incidents.Incident:
        """An incident with its place and its parties."""
        place = self._row(key, self._ends(key, OCCURRED_AT), Kind.LOCATION)
        return incidents.read(
            self.rows[key][1],
            places.read(place) if place else None,
            self._parties(key, self._starts(key, PARTY_OF)),
        )

    def vehicle(self, key: str) -> vehicles.Vehicle:
        """A vehicle or plate read with its keepers and events."""
        involved = self._incidents(key, self._ends(key, INVOLVED_IN))
        parents = [self._incidents(key, self._ends(event.key, PART_OF)) for event in involved]
        return vehicles.read(
            self.rows[key][1],
            self._parties(key, self._starts(key, KEEPER_OF)),
            involved,
            [event for events in parents for event in events],
        )

    def item(self, key: str) -> items.Item:
        """An item."""
        return items.read(self.rows[key][1])

    def _ends(self, key: str, types: frozenset[LinkType]) -> Iterator[str]:
        return (end for of_type, end in self.out.get(key, ()) if of_type in types)

    def _starts(self, key: str, types: frozenset[LinkType]) -> list[str]:
        return sorted(start for of_type, start in self.into.get(key, ()) if of_type in types)

    def _row(self, reader: str, keys: Iterable[str], kind: Kind) -> Row | None:
        return next((self.rows[key][1] for key in self._read(reader, keys, kind)), None)

    def _incidents(self, reader: str, keys: Iterable[str]) -> list[incidents.Incident]:
        return [self.incident(key) for key in self._read(reader, keys, Kind.INCIDENT)]

    def _parties(self, reader: str, keys: Iterable[str]) -> list[Party]:
        rows = (self.rows[key][1] for key in self._read(reader, keys, Kind.PERSON))
        return [party for party in map(parties.read, rows) if party]

    def _read(self, reader: str, keys: Iterable[str], kind: Kind) -> Iterator[str]:
        """Those of a kind that whoever may view the reader may view as well."""
        return (key for key in keys if self.kind(key) is kind and self._covers(reader, key))

    def _covers(self, reader: str, other: str) -> bool:
        own, asked = self.audience(reader), self.audience(other)
        if self.viewers is None or own == asked:
            return True
        known = own in self.viewers and asked in self.viewers
        return known and not self.viewers[own] & ~self.viewers[asked]
