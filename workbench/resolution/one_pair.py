"""One pair of records under a model: its weight, and what each comparison says of it.

Gives the same whole numbers as ``scoring.weights`` gives for many pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, TypeAlias

from workbench.resolution.comparisons import PERSON, Comparison
from workbench.resolution.compiled import Arguments, Level, compiled
from workbench.resolution.model import Model, Rarity
from workbench.resolution.reading import DERIVED_NAMES
from workbench.resolution.scored import Part, Scored, scored
from workbench.resolution.scoring import NOTHING, either, household_term

Fields = Mapping[str, Any]
"""A record's values by column, without those that it does not state."""
Row: TypeAlias = bytes
"""What all comparisons read of a record, as the numbers of one scorer's ``Values``."""

PRIOR, FREQUENCY = "prior", "frequency"
OTHER_NAME, HOUSEHOLD = "another name", "household"
"""Parts of a weight that are no comparison's level; a frequency stands beside its comparison's."""
MEANINGS: Mapping[str, str] = {
    PRIOR: "How rarely two records drawn at random are one person's. All else must first make up "
    "for it.",
    FREQUENCY: "Beside its level, more for a rare value and less for a common one. Two SMITHs say "
    "less than two WHITLOCKs.",
    OTHER_NAME: "It may be one person under another name, so that a different name alone does not "
    "outweigh numbers that agree.",
    HOUSEHOLD: "The two may be members of one household, or a parent and a child of one name: what "
    "these share speaks less for one person.",
}
"""What a supervisor reads about them."""
MEANING: Mapping[str, str] = {**{c.name: c.meaning for c in PERSON}, **MEANINGS}
"""The same about every comparison of persons too."""
REMEMBERED = 50_000
"""Values of which is kept what they say beside others, so that common ones are compared once."""

WIDE = 24
"""Bits of a lane: the weights for four classes are summed as one number, the lowest for "same"."""
LANE = (1 << WIDE) - 1
NOUGHT = 1 << (WIDE - 1)
"""What a lane holds for a weight of 0."""
EVERY_LANE = sum(1 << WIDE * lane for lane in range(4))
ABSENT, ANOTHER, EQUAL = range(3)
"""Of a second value: there is none, it is not the first record's, it is."""
_EQUALITY = {ABSENT: None, ANOTHER: False, EQUAL: True}


@dataclass(slots=True)
class Values:
    """What one comparison reads of records, numbered as it comes; 0 is nothing stated.

    A row of numbers lies in one place of memory, where the values themselves are scattered: that is
    most of the time that comparing with many records takes.
    """

    of: list[Arguments]
    numbers: dict[Arguments, int]

    def number(self, values: Arguments) -> int:
        """The number of some values."""
        number = self.numbers.setdefault(values, len(self.of))
        if number == len(self.of):
            self.of.append(values)
        return number


Said: TypeAlias = Callable[[int], int]
"""What a comparison says of one record's values beside another's, by the number of these."""


class _Known(dict[int, int]):
    """What was worked out of ``of`` so far; ``functools.cache`` takes longer to make."""

    __slots__ = ("of",)

    def __init__(self, of: Said) -> None:
        self.of = of

    def __missing__(self, number: int) -> int:
        self[number] = found = self.of(number)
        return found


@dataclass(frozen=True, slots=True)
class Scorer:
    """A model made ready to weigh one pair at a time, by one thread."""

    model: Model
    comparisons: tuple[Comparison, ...]
    shown: tuple[Level, ...]
    """By comparison: the level that two records show."""
    says: tuple[Callable[[Sequence[Arguments], int, bool], Said], ...]
    """By comparison: what two records' values say for each class, a lane each."""
    base: int
    """The classes' odds before anything is compared, a lane each."""
    total: Callable[[int], int]
    """The weight that the classes' odds make."""
    values: tuple[Values, ...]
    """By column of a row: a comparison has one, or two where the last value counts as equal."""
    said: dict[tuple[int, int, bool], Said] = field(default_factory=dict)
    """By comparison and what it reads of a record: what it says beside others, so far."""

    def row(self, fields: Fields) -> Row:
        """What the comparisons read of a record."""
        values = iter(self.values)
        numbers = []
        for comparison in self.comparisons:
            said = tuple(map(fields.get, comparison.columns))
            parts = ((said[0],), (said[1],)) if comparison.last_as_equal else (said,)
            numbers += [next(values).number(part) for part in parts]
        return array("i", numbers).tobytes()

    def weights_of(self, left: Row, others: Sequence[Row]) -> list[int]:
        """The weight of a record with each of the others, in their order."""
        return list(map(self.total, self._odds_of(left, others)))

    def _odds_of(self, left: Row, others: Sequence[Row]) -> list[int]:
        """The odds of all classes, a lane each, of a record with each of the others."""
        said: list[Iterable[int]] = [repeat(self.base, len(others))]
        mine = memoryview(left).cast("i").tolist()
        theirs = memoryview(b"".join(others)).cast("i").tolist()
        width = len(mine)
        column = 0
        for at, comparison in enumerate(self.comparisons):
            first, one, last = column, mine[column], 0
            numbers = theirs[column::width]
            column += 1
            if comparison.last_as_equal:
                last = mine[column]
                if one:
                    beside = theirs[column::width]
                    numbers = with_equality(numbers, beside, last)
                column += 1
            if one:
                said.append(map(self._said(at, first, one, bool(last)), numbers))
        return list(map(sum, zip(*said, strict=True)))

    def _said(self, at: int, column: int, one: int, last: bool) -> Said:
        """What the comparison says of these values; worked out once for each that it meets."""
        known = self.said.get((at, one, last))
        if known is None:
            if len(self.said) >= REMEMBERED:
                self.said.clear()
            of = self.values[column].of
            known = self.said[at, one, last] = _Known(self.says[at](of, one, last)).__getitem__
        return known

    def arguments(self, row: Row) -> tuple[Arguments, ...]:
        """What each comparison reads of a record, from its row."""
        numbers = memoryview(row).cast("i").tolist()
        read = iter([values.of[n] for values, n in zip(self.values, numbers, strict=True)])
        return tuple(
            next(read) + next(read) if comparison.last_as_equal else next(read)
            for comparison in self.comparisons
        )

    def weight(self, left: Row, right: Row) -> int:
        """The pair's weight: the sum of the parts that ``explain`` gives."""
        return self.weights_of(left, (right,))[0]

    def explain(self, left_key: str, left: Row, right_key: str, right: Row) -> Scored:
        """The weight taken apart: prior, comparisons, frequencies, another name, household."""
        parts = [Part(PRIOR, "", self.model.prior)]
        read = zip(self.comparisons, self.arguments(left), self.arguments(right), strict=True)
        for at, (comparison, one, other) in enumerate(read):
            shown = self.shown[at](one, other)
            if shown is None:
                continue
            weight = self.model.levels[comparison.name][shown]
            texts = _stated(comparison, one), _stated(comparison, other)
            parts.append(Part(comparison.name, weight.level, weight.same, *texts))
            rarity = self.model.rarity.get(comparison.name)
            if rarity and weight.level in comparison.rare and (more := _more(rarity, one, other)):
                parts.append(Part(comparison.name, FREQUENCY, more, *texts))
        (odds,) = self._odds_of(left, (right,))
        same = sum(part.weight for part in parts)
        either_name = same
        if self.model.alias is not None:
            either_name = either(same, (odds >> WIDE & LANE) - NOUGHT)
        against = self.total(odds) - either_name
        others = ((OTHER_NAME, either_name - same), (HOUSEHOLD, against))
        parts += [Part(of, "", weight) for of, weight in others if weight]
        return scored(left_key, right_key, tuple(parts))


def scorer(model: Model, comparisons: Sequence[Comparison]) -> Scorer:
    """Make a model ready; comparisons that it does not know take no part."""
    known = tuple(c for c in comparisons if c.name in model.levels)
    prior = lanes(model.prior, model.alias or 0, model.household or 0, model.namesake or 0)
    return Scorer(
        model,
        known,
        tuple(map(compiled, known)),
        tuple(saying(model, comparison) for comparison in known),
        prior + NOUGHT * EVERY_LANE,
        totalling(model),
        tuple(Values([silent], {silent: 0}) for c in known for silent in _silent(c)),
    )


def totalling(model: Model) -> Callable[[int], int]:
    """What makes one weight of the odds of all classes, as ``scoring.weights`` does."""
    alias, household = model.alias is not None, model.household is not None

    def total(summed: int) -> int:
        weight = (summed & LANE) - NOUGHT
        if alias:
            weight = either(weight, (summed >> WIDE & LANE) - NOUGHT)
        if household:
            home = (summed >> 2 * WIDE & LANE) - NOUGHT
            home = either(home, (summed >> 3 * WIDE) - NOUGHT)
            if home > -NOTHING:
                weight -= household_term(home)
        return weight

    return total


def saying(
    model: Model, comparison: Comparison
) -> Callable[[Sequence[Arguments], int, bool], Said]:
    """What a comparison says of one record's values beside another's.

    The function returned takes the values by number, the record's own number and, where the last
    value counts as equal, whether it states that; the other's is then ``with_equality``.
    """
    level = compiled(comparison)
    weights = tuple(
        lanes(w.same, w.alias, w.household, w.namesake) for w in model.levels[comparison.name]
    )
    rarity = model.rarity.get(comparison.name)
    telling = frozenset(map(comparison.levels.index, comparison.rare if rarity else ()))

    def says(values: Sequence[Arguments], one: int, last: bool) -> Said:
        mine = values[one]
        if comparison.last_as_equal:
            mine = (mine[0], True if last else None)

        def of(number: int) -> int:
            if comparison.last_as_equal:
                first, equality = divmod(number, len(_EQUALITY))
                other: Arguments = (values[first][0], _EQUALITY[equality])
            else:
                other = values[number]
            shown = level(mine, other)
            if shown is None:
                return 0
            if shown in telling and rarity:
                return weights[shown] + _more(rarity, mine, other) * EVERY_LANE
            return weights[shown]

        return of

    return says


def _more(rarity: Rarity, one: Arguments, other: Arguments) -> int:
    """What the frequency of the less rare of two values adds."""
    known, rest = rarity.values, rarity.other
    return min(known.get(one[0], rest), known.get(other[0], rest))


def lanes(same: int, alias: int, household: int, namesake: int) -> int:
    """The weights for the four classes as one number; sums of such numbers are their sums."""
    return same + (alias << WIDE) + (household << 2 * WIDE) + (namesake << 3 * WIDE)


def with_equality(numbers: Sequence[int], lasts: Sequence[int], mine: int) -> list[int]:
    """The numbers of first values, each with what its last value is beside the first record's."""
    width = len(_EQUALITY)
    return [
        number * width + (ABSENT if not last else EQUAL if last == mine else ANOTHER)
        for number, last in zip(numbers, lasts, strict=True)
    ]


def _silent(comparison: Comparison) -> tuple[Arguments, ...]:
    """What is read of a record that states nothing."""
    if comparison.last_as_equal:
        return (None,), (None,)
    return ((None,) * len(comparison.columns),)


def _stated(comparison: Comparison, values: Arguments) -> str:
    """What a record says of it: the first column, or all of a comparison that reads any of them."""
    if not comparison.any_of:
        return _text(values[0])
    named = zip(comparison.columns, values, strict=True)
    return ", ".join(_text(value) for name, value in named if value and name not in DERIVED_NAMES)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
