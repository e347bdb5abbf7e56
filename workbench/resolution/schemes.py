"""How the records of each kind are compared, one record at a time (``statement.Scheme``)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, TypeVar

from workbench.records.vocabulary import Kind
from workbench.resolution import incidents, items, locations, pairing, vehicles
from workbench.resolution.blocking import Block, Key, largest
from workbench.resolution.comparisons import PERSON, Comparison
from workbench.resolution.model import Model
from workbench.resolution.one_pair import Fields, Row, Scorer, scorer
from workbench.resolution.scored import UNITS, Scored, scored

T = TypeVar("T", bound=pairing.Keyed)
SAYS_THE_SAME = 100 * UNITS
"""Weight of two records that say the same in all that tells two things apart."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's record with what the comparisons read of it."""

    fields: Fields
    row: Row


@dataclass(frozen=True, slots=True)
class PersonScheme:
    """Persons are compared by a published model."""

    scorer: Scorer
    keys: tuple[Key, ...]

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are compared: records of one statement agree in these, and no others."""
        return frozenset(name for one in self.scorer.comparisons for name in one.columns)

    def read(self, fields: Fields) -> Person:
        """A record of these values, ready to be compared."""
        return Person(fields, self.scorer.row(fields))

    def face(self, record: Person) -> Row:
        """All that is compared."""
        return record.row

    def itself(self, record: Person) -> int:
        """By the model, as of any pair."""
        return self.scorer.weight(record.row, record.row)

    def blocks(self, record: Person) -> Iterator[Block]:
        """By the model's keys."""
        return blocks_of(record.fields, self.keys)

    def largest(self, block: Block) -> int:
        """By the block's key."""
        return largest(block[0])

    def weights(self, record: Person, others: Sequence[Person]) -> list[int]:
        """By the model."""
        return self.scorer.weights_of(record.row, [other.row for other in others])

    def explain(self, one_key: str, one: Person, other_key: str, other: Person) -> Scored:
        """By comparison, frequency and class."""
        return self.scorer.explain(one_key, one.row, other_key, other.row)


def person_scheme(model: Model, comparisons: Sequence[Comparison] = PERSON) -> PersonScheme:
    """The scheme of a published model."""
    return PersonScheme(scorer(model, comparisons), model.keys)


@dataclass(frozen=True, slots=True)
class StatedScheme(Generic[T]):
    """Records that are compared by stated weights, as the kind's module has them."""

    keys: Callable[[T], Iterable[pairing.Key]]
    compare: Callable[[T, T], Scored | None]
    said: Callable[[T], Hashable | None]

    def face(self, record: T) -> Hashable | None:
        """All that is compared, where it tells enough to be one thing."""
        return self.said(record)

    def itself(self, record: T) -> int:
        """A face tells enough."""
        return SAYS_THE_SAME

    def blocks(self, record: T) -> Iterator[Block]:
        """By the kind's keys."""
        return (((name,), tuple(values)) for name, *values in self.keys(record))

    def largest(self, block: Block) -> int:
        """The same for every key."""
        return pairing.LARGEST

    def weights(self, record: T, others: Sequence[T]) -> list[int | None]:
        """The sum of the parts."""
        pairs = (self.compare(record, other) for other in others)
        return [None if pair is None else pair.weight for pair in pairs]

    def explain(self, one_key: str, one: T, other_key: str, other: T) -> Scored:
        """The parts; none where the two cannot be one."""
        pair = self.compare(one, other)
        if pair is None:
            return scored(one_key, other_key, ())
        ends = (one_key, other_key) if pair.left == one.key else (other_key, one_key)
        return scored(*ends, pair.parts)


def _nothing(record: Any) -> None:
    """Each record stands for itself."""


VEHICLE = StatedScheme(vehicles.keys, vehicles.compare, vehicles.face)
LOCATION = StatedScheme(locations.keys, locations.compare, locations.face)
INCIDENT = StatedScheme(incidents.keys, incidents.compare, _nothing)
ITEM = StatedScheme(items.keys, items.compare, _nothing)
STATED: dict[Kind, StatedScheme[Any]] = {
    Kind.VEHICLE: VEHICLE,
    Kind.LOCATION: LOCATION,
    Kind.INCIDENT: INCIDENT,
    Kind.ITEM: ITEM,
}
PROPOSED_FROM = {
    Kind.PERSON: -3 * UNITS,
    Kind.VEHICLE: vehicles.PROPOSED_FROM,
    Kind.LOCATION: locations.PROPOSED_FROM,
    Kind.INCIDENT: incidents.PROPOSED_FROM,
    Kind.ITEM: items.PROPOSED_FROM,
}
"""Weights above this and not above 0 are proposed for review."""


def blocks_of(fields: Fields, keys: Sequence[Key]) -> Iterator[Block]:
    """The blocks in which a record stands; one for each member of a value that is a tuple."""
    said = {
        name: value if isinstance(value, tuple) else str(value) for name, value in fields.items()
    }
    several = {name for name, value in said.items() if isinstance(value, tuple)}
    for key in keys:
        values: tuple[Any, ...] = tuple(map(said.get, key))
        if None in values:
            continue
        if not several.isdisjoint(key):
            parts = [value if isinstance(value, tuple) else (value,) for value in values]
            for combination in product(*parts):
                yield key, tuple(map(str, combination))
        else:
            yield key, values
