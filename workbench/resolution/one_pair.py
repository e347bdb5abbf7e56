"""One pair of records under a model: its weight, and what each comparison says of it.

Gives the same whole numbers as ``scoring.weights`` gives for many pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workbench.resolution.comparisons import Comparison
from workbench.resolution.model import LevelWeight, Model, Rarity
from workbench.resolution.scored import Part, Scored, scored
from workbench.resolution.scoring import either, household_term
from workbench.resolution.views import OneView

Fields = Mapping[str, Any]
"""A record's values by column, without those it does not state."""
Arguments = tuple[Any, ...]
"""What one comparison reads of a record."""
Row = tuple[Arguments, ...]
"""What all comparisons read of a record."""

PRIOR, OTHER_CLASSES, FREQUENCY = "prior", "alias or household", "frequency"
"""Parts of a weight that are no comparison's level; a frequency stands beside its comparison's."""
REMEMBERED = 500_000
"""Levels of pairs of values that are kept, so that common ones are compared once."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """A model made ready to weigh one pair at a time."""

    model: Model
    comparisons: tuple[Comparison, ...]
    weights: tuple[tuple[LevelWeight, ...], ...]
    rarity: tuple[tuple[frozenset[int], Rarity] | None, ...]
    """By comparison: the levels at which rarity counts, and the rarities."""
    silent: tuple[Arguments, ...]
    """What each comparison reads of a record that states nothing."""

    def row(self, fields: Fields) -> Row:
        """What the comparisons read of a record."""
        return tuple(tuple(map(fields.get, c.columns)) for c in self.comparisons)

    def weights_of(self, left: Row, others: Sequence[Row]) -> list[int]:
        """The weight of a record with each of the others, in their order."""
        same = [self.model.prior] * len(others)
        alias = [self.model.alias or 0] * len(others)
        home = [self.model.household or 0] * len(others)
        name = [self.model.namesake or 0] * len(others)
        for at, one in enumerate(left):
            if one == self.silent[at]:
                continue
            said: dict[Arguments, tuple[int, int, int, int]] = {}
            for number, right in enumerate(others):
                other = right[at]
                says = said.get(other)
                if says is None:
                    says = said[other] = self._says(at, one, other)
                same[number] += says[0]
                alias[number] += says[1]
                home[number] += says[2]
                name[number] += says[3]
        if self.model.alias is not None:
            same = list(map(either, same, alias))
        if self.model.household is None:
            return same
        return [s - household_term(either(h, n)) for s, h, n in zip(same, home, name, strict=True)]

    def weight(self, left: Row, right: Row) -> int:
        """The pair's weight: the sum of the parts that ``explain`` gives."""
        return self.weights_of(left, (right,))[0]

    def _says(self, at: int, one: Arguments, other: Arguments) -> tuple[int, int, int, int]:
        shown = level(self.comparisons[at], one, other)
        if shown is None:
            return 0, 0, 0, 0
        weight, rare = self.weights[at][shown], self._rarity(at, shown, one[0], other[0])
        return (
            weight.same + rare,
            weight.alias + rare,
            weight.household + rare,
            weight.namesake + rare,
        )

    def _rarity(self, at: int, shown: int, one: Any, other: Any) -> int:
        by_value = self.rarity[at]
        if by_value is None or shown not in by_value[0]:
            return 0
        known, rest = by_value[1].values, by_value[1].other
        return min(known.get(one, rest), known.get(other, rest))

    def explain(self, left_key: str, left: Row, right_key: str, right: Row) -> Scored:
        """The weight taken apart: the prior, each comparison, its value's frequency, household."""
        parts = [Part(PRIOR, "", self.model.prior)]
        for at, comparison in enumerate(self.comparisons):
            one, other = left[at], right[at]
            shown = level(comparison, one, other)
            if shown is None:
                continue
            weight = self.weights[at][shown]
            texts = _text(one[0]), _text(other[0])
            parts.append(Part(comparison.name, weight.level, weight.same, *texts))
            if rarity := self._rarity(at, shown, one[0], other[0]):
                parts.append(Part(comparison.name, FREQUENCY, rarity, *texts))
        against = self.weight(left, right) - sum(part.weight for part in parts)
        if against:
            parts.append(Part(OTHER_CLASSES, "", against))
        return scored(left_key, right_key, tuple(parts))


def scorer(model: Model, comparisons: Sequence[Comparison]) -> Scorer:
    """Make a model ready; comparisons that it does not know take no part."""
    known = tuple(c for c in comparisons if c.name in model.levels)
    return Scorer(
        model,
        known,
        tuple(model.levels[c.name] for c in known),
        tuple(
            (frozenset(map(c.levels.index, c.rare)), model.rarity[c.name])
            if c.name in model.rarity
            else None
            for c in known
        ),
        tuple((None,) * len(c.columns) for c in known),
    )


@lru_cache(maxsize=REMEMBERED)
def level(comparison: Comparison, left: Arguments, right: Arguments) -> int | None:
    """The number of the level that two records show; None where they cannot be compared."""
    views = tuple(map(OneView, left, right))
    if not comparison.stated(*views):
        return None
    for name, holds in comparison.rule(*views):
        if holds:
            return comparison.levels.index(name)
    return len(comparison.levels)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
