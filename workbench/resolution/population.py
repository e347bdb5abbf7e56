"""All records that resolve, of every kind, resolved: what a change of some does to all.

    records ─► context ─► resolver of each kind ─► groups ─► entities

An entity's id is the seed of its earliest current record, by load, then row. Plate reads go with a
vehicle's record of their plate and decide nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.records.vocabulary import Kind, LinkType
from workbench.resolution.blocking import Block
from workbench.resolution.component import Pair
from workbench.resolution.context import Context, Row
from workbench.resolution.kept import Kept, Reason, Use
from workbench.resolution.model import Model
from workbench.resolution.one_pair import Fields
from workbench.resolution.plate_reads import join_reads
from workbench.resolution.published import dropped, weighed, with_dropped
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import PROPOSED_FROM, STATED, PersonScheme, person_scheme

RESOLVED = (Kind.PERSON, Kind.LOCATION, Kind.INCIDENT, Kind.VEHICLE, Kind.ITEM)
"""The kinds that are compared."""
Plate = tuple[str, str]
NO_PLATE: Plate = ("", "")


@dataclass(frozen=True, slots=True)
class Current:
    """A current record: what it says, the links that it states, and when it first came."""

    key: str
    kind: Kind
    seed: str
    order: tuple[int, int]
    """Load and row of its first revision."""
    row: Row
    links: tuple[tuple[LinkType, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """What one decision asks of the current records, all of one kind."""

    kind: Kind
    must: tuple[Pair, ...]
    cannot: tuple[Pair, ...]
    viewers: int = 0
    """Who may view every record that it names, as a mask: whom it binds."""

    @property
    def keys(self) -> set[str]:
        """The records that it speaks of."""
        return {key for pair in (*self.must, *self.cannot) for key in pair}


@dataclass(slots=True)
class Population:
    """Records resolved under a model and decisions; only its methods change it."""

    model: Model
    resolvers: Mapping[Kind, Resolver[Any]]
    persons: PersonScheme
    context: Context = field(default_factory=Context)
    seeds: dict[str, tuple[tuple[int, int], str, str]] = field(default_factory=dict)
    """By key: order, key and seed, so that the least is the earliest."""
    plates: dict[Plate, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Keys of vehicles and reads by plate and state."""
    plate_of: dict[str, Plate] = field(default_factory=dict)
    bound: tuple[Bound, ...] = ()

    def change(self, put: Iterable[Current], drop: Iterable[str] = ()) -> set[str]:
        """Take records in, anew or revised, and out; keys whose entity may have changed."""
        arrived = list(put)
        gone = list(drop)
        before = self.context.read_with([*gone, *(record.key for record in arrived)])
        for key in gone:
            self.context.drop(key)
            self.seeds.pop(key, None)
        for record in arrived:
            self._take(record)
        touched = self.context.read_with(record.key for record in arrived) | before
        return self._say(touched)

    def fill(self, records: Iterable[Current], persons: Mapping[str, Fields] | None = None) -> None:
        """Take in the first records, all at once.

        Args:
            persons: what ``Context.persons`` read of them, where that is known.
        """
        for record in records:
            self._take(record)
        said = self.context.persons() if persons is None else persons
        scored = weighed(self.model, said)
        resolver = self.resolvers[Kind.PERSON]
        resolver.dropped |= set(scored.outgrown)
        resolver.fill({key: self.persons.read(said[key]) for key in said}, scored.weights)
        self._say(key for key in self.context.rows if key not in said)

    def read(self, members: Iterable[Current], beside: Iterable[Current]) -> None:
        """Take in some of all records: what they rest on must be among them.

        Args:
            members: the records to resolve.
            beside: others, with which these are read.
        """
        arrived = list(members)
        for record in arrived:
            self._take(record)
        for record in beside:
            self.context.put(record.key, record.kind, record.row, record.links)
        self._say(record.key for record in arrived)

    def outgrown(self) -> dict[Kind, set[Block]]:
        """Blocks that became too large, which the model does not name yet, by kind.

        They stay dropped; a model that names them (``published.with_dropped``) gives the same
        entities whichever of these records come first, or leave.
        """
        new = {kind: r.dropped - {*dropped(self.model, kind)} for kind, r in self.resolvers.items()}
        return {kind: blocks for kind, blocks in new.items() if blocks}

    def named(self) -> Model:
        """The model from now on: the same, or the next version, which names what was outgrown."""
        if outgrown := self.outgrown():
            self.model = with_dropped(self.model, outgrown)
        return self.model

    def bind(self, decided: Iterable[Bound]) -> set[str]:
        """Take these decisions in place of those before; keys whose entity may have changed."""
        before, self.bound = set(self.bound), tuple(decided)
        touched: set[str] = set()
        for kind, resolver in self.resolvers.items():
            of_kind = [one for one in self.bound if one.kind is kind]
            must = [pair for one in of_kind for pair in one.must]
            cannot = [pair for one in of_kind for pair in one.cannot]
            touched |= resolver.bind(must, cannot)
        # the main entities may stay while whom a decision binds does not
        moved = {key for one in before ^ set(self.bound) for key in one.keys}
        return touched | (moved & self.seeds.keys())

    def bound_among(self, keys: Collection[str]) -> list[Bound]:
        """The decisions that speak of one of these records."""
        return [one for one in self.bound if not one.keys.isdisjoint(keys)]

    def entities(self, touched: Collection[str]) -> dict[str, str]:
        """Entity id by key, of all records in the components of those touched."""
        found: dict[str, str] = {}
        for kind in RESOLVED:
            of_kind = [key for key in touched if self.context.kind(key) is kind]
            for group in self.resolvers[kind].groups(of_kind):
                entity = min(self.seeds[key] for key in group)[2]
                found |= dict.fromkeys(group, entity)
        return found | self._reads(touched, found)

    def on_plates(self, key: str) -> set[str]:
        """A vehicle's component with the reads of its plates, and who else stands on these."""
        found: set[str] = set()
        waiting = [key]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found.add(one)
            if not self._is_read(one):
                waiting += self.resolvers[Kind.VEHICLE].component(one) - found
            plated = self.plates.get(self.plate_of.get(one, NO_PLATE), set())
            if any(map(self._is_read, plated)):
                waiting += plated - found
        return found

    def components(self, touched: Iterable[str]) -> list[set[str]]:
        """The components of those touched, of all kinds that are compared."""
        keys = list(touched)
        return [part for r in self.resolvers.values() for part in r.components(keys)]

    def kept(self, entity_of: Mapping[str, str], only: Collection[str] | None = None) -> list[Kept]:
        """The pairs to keep of these records, each once.

        Args:
            entity_of: as ``entities`` gave it.
            only: just the pairs in which one of these stands, as ``affected`` gave them.
        """
        found: dict[Pair, Kept] = {}
        for kind, resolver in self.resolvers.items():
            of_kind = [key for key in entity_of if self.context.kind(key) is kind]
            for pair in resolver.kept(of_kind, entity_of, PROPOSED_FROM[kind], only):
                found[pair.left, pair.right] = pair
        for one, other in self._conflicts(entity_of):
            weight = self.resolvers[Kind.PERSON].explain(one, other).weight
            pair = found.get((one, other)) or Kept(one, other, weight, Use.SHOWN)
            reasons = tuple(dict.fromkeys((*pair.reasons, Reason.FINGERPRINT)))
            found[one, other] = replace(pair, reasons=reasons)
        return list(found.values())

    def take_changed(self) -> set[str]:
        """Records whose pairs have changed since this was last asked."""
        found: set[str] = set()
        for resolver in self.resolvers.values():
            found |= resolver.changed
            resolver.changed.clear()
        return found

    def affected(self, keys: Iterable[str], entity_of: Mapping[str, str]) -> set[str]:
        """Records whose kept pairs a change of these may change, if no component did but by them.

        Their statements' records, and those with conflicting numbers, whose pairs are told anew.
        """
        changed = {*keys, *(key for pair in self._conflicts(entity_of) for key in pair)}
        return changed.union(*(r.saying_the_same(changed) for r in self.resolvers.values()))

    def _conflicts(self, entity_of: Mapping[str, str]) -> Iterator[Pair]:
        """Pairs of one entity with two numbers of one register that goes by fingerprints."""
        held: dict[tuple[str, str], dict[str, str]] = {}
        persons = self.resolvers[Kind.PERSON]
        for key in sorted(entity_of):
            if self.context.kind(key) is not Kind.PERSON:
                continue
            fields = persons.statements[persons.of_record[key]].record.fields
            for number in (*fields.get("fbi", ()), *fields.get("state_id", ())):
                of_register = held.setdefault((entity_of[key], number.partition(":")[0]), {})
                of_register.setdefault(number, key)
        for numbers in held.values():
            first, *others = sorted(numbers.values())
            yield from ((first, other) for other in others if other != first)

    def _take(self, record: Current) -> None:
        """Note a record; what it says is told to the resolvers by ``_say``."""
        self.context.put(record.key, record.kind, record.row, record.links)
        self.seeds[record.key] = record.order, record.key, record.seed

    def _say(self, touched: Iterable[str]) -> set[str]:
        """Tell the resolvers what the touched records say now.

        What they said before is taken out first, so that no block holds more than it will.
        """
        changed: set[str] = set()
        says: dict[str, tuple[Kind, Any]] = {}
        for key in sorted(touched):
            kind = self.context.kind(key)
            if kind in (Kind.VEHICLE, Kind.PLATE_READ, None):
                changed |= self._plated(key)
            if kind is not None:
                changed.add(key)
            if kind is not None and kind in self.resolvers:
                says[key] = kind, self._read(kind, key)
        new = {key for key, (kind, said) in says.items() if not self._stands(kind, key, said)}
        for key in sorted(touched):
            if key in new or key not in says:
                for resolver in self.resolvers.values():
                    changed |= resolver.drop(key)
        for key in sorted(new):
            kind, said = says[key]
            changed |= self.resolvers[kind].put(key, said)
        return {key for key in changed if key in self.seeds}

    def _stands(self, kind: Kind, key: str, said: Any) -> bool:
        """Whether the record is there and says the same as it did."""
        resolver = self.resolvers[kind]
        number = resolver.of_record.get(key)
        if number is None:
            return False
        before, face = resolver.statements[number].record, resolver.scheme.face(said)
        return before == said if face is None else resolver.scheme.face(before) == face

    def _read(self, kind: Kind, key: str) -> Any:
        match kind:
            case Kind.PERSON:
                return self.persons.read(self.context.person(key))
            case Kind.LOCATION:
                return self.context.location(key)
            case Kind.INCIDENT:
                return self.context.incident(key)
            case Kind.VEHICLE:
                return self.context.vehicle(key)
            case _:
                return self.context.item(key)

    def _plated(self, key: str) -> set[str]:
        """Note the record's plate; the plate reads that this may move."""
        plates = {plate for plate in (self.plate_of.pop(key, None),) if plate}
        for plate in plates:
            self.plates[plate].discard(key)
        if self.context.kind(key) is not None:
            read = self.context.vehicle(key)
            if read.plate and read.state:
                self.plate_of[key] = read.plate, read.state
                self.plates[read.plate, read.state].add(key)
                plates.add((read.plate, read.state))
        return {other for plate in plates for other in self.plates[plate] if self._is_read(other)}

    def _reads(self, touched: Iterable[str], found: dict[str, str]) -> dict[str, str]:
        """Entity by key of the touched plate reads, and of those on the plates of ``found``."""
        plates = {self.plate_of[key] for key in (*touched, *found) if key in self.plate_of}
        loose = [key for key in touched if self._is_read(key) and key not in self.plate_of]
        entity_of = {key: self.seeds[key][2] for key in loose}
        for plate in plates:
            reads = [key for key in self.plates[plate] if self._is_read(key)]
            if not reads:
                continue
            cars = [key for key in self.plates[plate] if not self._is_read(key)]
            stands = join_reads(map(self.context.vehicle, reads), map(self.context.vehicle, cars))
            beside: dict[str, list[str]] = {}
            for read, key in stands.items():
                beside.setdefault(key, []).append(read)
            for key, those in beside.items():
                if self._is_read(key):
                    entity = min(self.seeds[read] for read in those)[2]
                else:
                    entity = found.get(key) or self._entity(key)
                entity_of |= dict.fromkeys(those, entity)
        return entity_of

    def _entity(self, key: str) -> str:
        groups = self.resolvers[Kind.VEHICLE].groups([key])
        return min(self.seeds[one] for group in groups if key in group for one in group)[2]

    def _is_read(self, key: str) -> bool:
        return self.context.kind(key) is Kind.PLATE_READ


def population(model: Model, viewers: Mapping[str, int] | None = None) -> Population:
    """An empty population under a model of persons; the other kinds have stated weights.

    Args:
        viewers: by audience who may view it, as a mask; None where everybody views everything.
    """
    persons = person_scheme(model)
    schemes: dict[Kind, Any] = {Kind.PERSON: persons, **STATED}
    resolvers = {
        kind: Resolver(scheme, set(dropped(model, kind))) for kind, scheme in schemes.items()
    }
    return Population(model, resolvers, persons, Context(viewers=viewers))
