"""What the records of one group say that one person, or one vehicle, cannot be.

    records ── say "Jr" ╌╌ a discrepancy ╌╌ say "Sr" ── records

By the rules that compare two records (``rules``): what these call different, a slip of a key is
not. What a record leaves out contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, TypeAlias

from rapidfuzz.distance import OSA

from workbench.records.vocabulary import Kind
from workbench.resolution.comparisons import DIFFERENT, PERSON
from workbench.resolution.compiled import Arguments, compiled
from workbench.resolution.doubt import Ground
from workbench.resolution.one_pair import Fields
from workbench.resolution.reading import born
from workbench.resolution.rules import GENERATION

Keys: TypeAlias = tuple[str, ...]
Told: TypeAlias = Sequence[tuple[Any, Keys]]
"""What the statements of a group say, each with the keys of those of its records that say it."""
FINGERPRINTED = ("fbi", "state_id")
"""Columns of the numbers that a register gives by fingerprints."""
Contradict: TypeAlias = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two sets of records of one group that contradict each other; each in key order."""

    ground: Ground
    one: Keys
    other: Keys
    stated: frozenset[str] = field(compare=False, default=frozenset())
    """All records of the group that state anything in what these contradict each other in."""
    near: bool = False
    """Whether a single slip of a key explains it: two numbers that differ in one character."""


def discrepancies(kind: Kind, told: Told, columns: Collection[str] = ()) -> list[Discrepancy]:
    """In the order of ``Ground``; of one ground first those between the most records, then by key.

    Kinds other than persons and vehicles have none: their records are joined by what would
    contradict.

    Args:
        columns: those of persons that are compared. In others the records of a statement may differ
            from what is told of them.
    """
    if len(told) < 2:
        return []
    if kind is Kind.PERSON:
        found = _of_persons(told, columns)
    elif kind is Kind.VEHICLE:
        found = _of_vehicles(told)
    else:
        return []
    order = {ground: at for at, ground in enumerate(Ground)}
    return sorted(
        found, key=lambda d: (order[d.ground], -len(d.one) * len(d.other), d.one, d.other)
    )


def _of_persons(told: Told, columns: Collection[str]) -> Iterator[Discrepancy]:
    said = [(record.fields, keys) for record, keys in told]
    yield from _fingerprints(said, [name for name in FINGERPRINTED if name in columns])
    for ground, column, read, contradict in _RULES:
        if column in columns:
            held = _held((read(fields), keys) for fields, keys in said)
            yield from _across(ground, held, contradict)


def _of_vehicles(told: Told) -> Iterator[Discrepancy]:
    held = _held((car.vin if car.vin_valid else None, keys) for car, keys in told)
    return _across(Ground.VIN, held, _other, _near)


def _fingerprints(
    said: Iterable[tuple[Fields, Keys]], columns: Sequence[str]
) -> Iterator[Discrepancy]:
    """Any two numbers of one register, but for the records that state both."""
    registers: dict[str, dict[str, set[str]]] = {}
    for fields, keys in said:
        for number in (number for name in columns for number in fields.get(name, ())):
            of_register = registers.setdefault(number.partition(":")[0], {})
            of_register.setdefault(number, set()).update(keys)
    for numbers in registers.values():
        yield from _across(Ground.FINGERPRINT, numbers, _other, _near)


def _held(values: Iterable[tuple[Any, Keys]]) -> dict[Any, set[str]]:
    """By value, the records that state it."""
    found: dict[Any, set[str]] = {}
    for value, keys in values:
        if value is not None:
            found.setdefault(value, set()).update(keys)
    return found


def _across(
    ground: Ground,
    held: Mapping[Any, set[str]],
    contradict: Contradict,
    near: Contradict = lambda one, other: False,
) -> Iterator[Discrepancy]:
    """The discrepancies between the records that state one value and those that state another.

    With each stand those whose value contradicts the other as well, and the one not: a birth date
    and an age that fits it speak with one voice. Where most state what fits both, as a third date
    does that is one digit from either, the two are slips and no discrepancy.
    """
    if len(held) < 2:
        return
    stated = frozenset().union(*held.values())
    against = {
        one: {other for other in held if other != one and contradict(one, other)} for one in held
    }
    for one, other in combinations(held, 2):
        if other in against[one]:
            voices = against[other] - against[one], against[one] - against[other]
            fitting = held.keys() - against[one] - against[other]
            left, right, both = (_stating(held, values) for values in (*voices, fitting))
            first, second = sorted((tuple(sorted(left - right)), tuple(sorted(right - left))))
            if first and second and len(both) <= len(first) + len(second):
                yield Discrepancy(ground, first, second, stated, near(one, other))


def _stating(held: Mapping[Any, set[str]], values: Iterable[Any]) -> set[str]:
    return set[str]().union(*map(held.__getitem__, values))


def _other(one: Any, other: Any) -> bool:
    return bool(one != other)


def _near(one: str, other: str) -> bool:
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _stated(column: str) -> Callable[[Fields], Arguments | None]:
    """What the rule of one column reads of a record."""
    return lambda fields: (fields[column],) if column in fields else None


def _birth(fields: Fields) -> Arguments | None:
    """What the rule of birth dates reads, by the date alone; and the year of birth, also by age."""
    if "born" not in fields:
        return None
    year = fields.get("year")
    dated = born(year) if year else None
    return fields.get("birth"), year, fields.get("day"), dated, fields["born"]


def _shows(name: str, *levels: str) -> Contradict:
    """Whether a comparison of persons shows one of these levels."""
    (comparison,) = (one for one in PERSON if one.name == name)
    level, names = compiled(comparison), (*comparison.levels, DIFFERENT)
    numbers = {names.index(shown) for shown in levels}
    return lambda one, other: level(one, other) in numbers


_NEW_YEAR = "0101"


def _misfit() -> Contradict:
    """Whether two birth dates differ in more than a slip; by a generation, where one is no date.

    1 January is none: it is written for a year of which no more is known.
    """
    by_date = _shows("birth_date", "generation", DIFFERENT)

    def contradict(one: Arguments, other: Arguments) -> bool:
        if all(day and day != _NEW_YEAR for day in (one[2], other[2])):
            return by_date(one[:-1], other[:-1])
        return bool(abs(one[-1] - other[-1]) >= GENERATION)

    return contradict


_RULES: tuple[tuple[Ground, str, Callable[[Fields], Arguments | None], Contradict], ...] = (
    (Ground.AGE, "born", _birth, _misfit()),
    (Ground.SSN, "ssn", _stated("ssn"), _shows("ssn", DIFFERENT)),
    (Ground.LICENSE, "license", _stated("license"), _shows("driver_license", DIFFERENT)),
    (Ground.SUFFIX, "suffix", _stated("suffix"), _shows("suffix", DIFFERENT)),
    (Ground.SEX, "sex", _stated("sex"), _shows("sex", DIFFERENT)),
)
"""What is read of a record, in which column at the least, and when two values contradict."""
