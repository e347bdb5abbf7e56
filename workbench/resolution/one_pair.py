"""One pair of records under a model: its weight, and what each comparison says of it.

Gives the same whole numbers as ``scoring.weights`` gives for many pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import add
from typing import Any

from workbench.resolution.comparisons import Comparison
from workbench.resolution.compiled import Arguments, Level, compiled
from workbench.resolution.model import Model, Rarity
from workbench.resolution.scored import Part, Scored, scored
from workbench.resolution.scoring import NOTHING, either, household_term

Fields = Mapping[str, Any]
"""A record's values by column, without those it does not state."""
Row = tuple[Arguments, ...]
"""What all comparisons read of a record."""

PRIOR, OTHER_CLASSES, FREQUENCY = "prior", "alias or household", "frequency"
"""Parts of a weight that are no comparison's level; a frequency stands beside its comparison's."""
REMEMBERED = 50_000
"""Values of which is kept what they say beside others, so that common ones are compared once."""

WIDE = 24
"""Bits of a lane: the weights for four classes are summed as one number, the lowest for "same"."""
LANE = (1 << WIDE) - 1
NOUGHT = 1 << (WIDE - 1)
"""What a lane holds for a weight of 0."""
EVERY_LANE = sum(1 << WIDE * lane for lane in range(4))


class Said(dict[Arguments, int]):
    """What a comparison says of one record's values beside another's; worked out when asked."""

    __slots__ = ("_of",)

    def __init__(self, of: Callable[[Arguments], int]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, other: Arguments) -> int:
        says = self[other] = self._of(other)
        return says


@dataclass(frozen=True, slots=True)
class Scorer:
    """A model made ready to weigh one pair at a time."""

    model: Model
    comparisons: tuple[Comparison, ...]
    shown: tuple[Level, ...]
    """By comparison: the level that two records show."""
    base: int
    """The classes' odds before anything is compared, a lane each."""
    says: tuple[Callable[[Arguments, Arguments], int], ...]
    """By comparison: what two records' values say for each class, a lane each."""
    silent: tuple[Arguments, ...]
    """What each comparison reads of a record that states nothing."""
    said: dict[tuple[int, Arguments], Said] = field(default_factory=dict)
    """By comparison and what it reads of a record: what it says beside others, so far."""

    def row(self, fields: Fields) -> Row:
        """What the comparisons read of a record."""
        return tuple(tuple(map(fields.get, c.columns)) for c in self.comparisons)

    def weights_of(self, left: Row, others: Sequence[Row]) -> list[int]:
        """The weight of a record with each of the others, in their order."""
        sums = [self.base] * len(others)
        column: Sequence[Arguments]
        for at, column in enumerate(zip(*others, strict=True)):
            one = left[at]
            if one == self.silent[at]:
                continue
            if self.comparisons[at].last_as_equal:
                one, column = as_equal(one, column)
            sums = list(map(add, sums, map(self._said(at, one).__getitem__, column)))
        if self.model.household is None:
            return list(map(self._weight, sums))
        return list(map(self._weight_beside_households, sums))

    def _weight(self, summed: int) -> int:
        same = (summed & LANE) - NOUGHT
        if self.model.alias is None:
            return same
        return either(same, (summed >> WIDE & LANE) - NOUGHT)

    def _weight_beside_households(self, summed: int) -> int:
        household = (summed >> 2 * WIDE & LANE) - NOUGHT
        beside = either(household, (summed >> 3 * WIDE) - NOUGHT)
        weight = self._weight(summed)
        return weight if beside <= -NOTHING else weight - household_term(beside)

    def _said(self, at: int, one: Arguments) -> Said:
        """What the comparison says of these values with others."""
        known = self.said.get((at, one))
        if known is None:
            if len(self.said) >= REMEMBERED:
                self.said.clear()
            known = self.said[at, one] = Said(partial(self.says[at], one))
        return known

    def weight(self, left: Row, right: Row) -> int:
        """The pair's weight: the sum of the parts that ``explain`` gives."""
        return self.weights_of(left, (right,))[0]

    def explain(self, left_key: str, left: Row, right_key: str, right: Row) -> Scored:
        """The weight taken apart: the prior, each comparison, its value's frequency, household."""
        parts = [Part(PRIOR, "", self.model.prior)]
        for at, comparison in enumerate(self.comparisons):
            one, other = left[at], right[at]
            shown = self.shown[at](one, other)
            if shown is None:
                continue
            weight = self.model.levels[comparison.name][shown]
            texts = _text(one[0]), _text(other[0])
            parts.append(Part(comparison.name, weight.level, weight.same, *texts))
            rarity = self.model.rarity.get(comparison.name)
            if rarity and weight.level in comparison.rare and (more := _more(rarity, one, other)):
                parts.append(Part(comparison.name, FREQUENCY, more, *texts))
        against = self.weight(left, right) - sum(part.weight for part in parts)
        if against:
            parts.append(Part(OTHER_CLASSES, "", against))
        return scored(left_key, right_key, tuple(parts))


def scorer(model: Model, comparisons: Sequence[Comparison]) -> Scorer:
    """Make a model ready; comparisons that it does not know take no part."""
    known = tuple(c for c in comparisons if c.name in model.levels)
    prior = lanes(model.prior, model.alias or 0, model.household or 0, model.namesake or 0)
    return Scorer(
        model,
        known,
        tuple(map(compiled, known)),
        prior + NOUGHT * EVERY_LANE,
        tuple(saying(model, comparison) for comparison in known),
        tuple((None,) * len(c.columns) for c in known),
    )


def saying(model: Model, comparison: Comparison) -> Callable[[Arguments, Arguments], int]:
    """What two records' values say for each class, a lane each."""
    level = compiled(comparison)
    weights = tuple(
        lanes(w.same, w.alias, w.household, w.namesake) for w in model.levels[comparison.name]
    )
    rarity = model.rarity.get(comparison.name)
    telling = frozenset(map(comparison.levels.index, comparison.rare if rarity else ()))

    def says(one: Arguments, other: Arguments) -> int:
        shown = level(one, other)
        if shown is None:
            return 0
        if shown in telling and rarity:
            return weights[shown] + _more(rarity, one, other) * EVERY_LANE
        return weights[shown]

    return says


def _more(rarity: Rarity, one: Arguments, other: Arguments) -> int:
    """What the frequency of the less rare of two values adds."""
    known, rest = rarity.values, rarity.other
    return min(known.get(one[0], rest), known.get(other[0], rest))


def lanes(same: int, alias: int, household: int, namesake: int) -> int:
    """The weights for the four classes as one number; sums of such numbers are their sums."""
    return same + (alias << WIDE) + (household << 2 * WIDE) + (namesake << 3 * WIDE)


def as_equal(one: Arguments, others: Iterable[Arguments]) -> tuple[Arguments, list[Arguments]]:
    """Two values each, the second put as whether it is the same as the first record's."""
    mine = one[1]
    beside = [(first, last if last is None else last == mine) for first, last in others]
    return (one[0], None if mine is None else True), beside


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
