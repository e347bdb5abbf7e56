"""What stands between two groups of records, statement by statement.

group ── statement ── weight ── statement ── group
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.resolution.component import Pair, in_order
from workbench.resolution.contraction import UNSCORED
from workbench.resolution.resolver import Resolver


@dataclass(frozen=True, slots=True)
class Between:
    """The weights between the statements of two groups, as clustering counts them.

    A statement counts once, however many records say it.
    """

    statements: tuple[int, int]
    """How many each of the two has."""
    weights: tuple[tuple[int, Pair], ...]
    """Each with the first record of either statement on its side. ``UNSCORED`` for two that no
    block brought together, or of which one says too little to join others."""

    @property
    def total(self) -> int:
        """The sum of all."""
        return sum(weight for weight, _ in self.weights)

    @property
    def average(self) -> int:
        """Their average, rounded down."""
        return self.total // len(self.weights)

    @property
    def ties(self) -> int:
        """How many are positive."""
        return sum(weight > 0 for weight, _ in self.weights)

    @property
    def strongest(self) -> Pair:
        """The pair of which most speaks for one, of several the first by key."""
        return min((-weight, pair) for weight, pair in self.weights)[1]

    @property
    def weakest(self) -> Pair:
        """The pair of which most speaks against one, of several the first by key."""
        return min(self.weights)[1]


def between(resolver: Resolver[Any], some: Iterable[str], others: Iterable[str]) -> Between:
    """What stands between two groups that share no record."""
    ours, theirs = resolver.firsts(some), resolver.firsts(others)
    joins = {number: resolver.statements[number].itself > 0 for number in (*ours, *theirs)}
    found: list[tuple[int, Pair]] = []
    for number, one in ours.items():
        statement = resolver.statements[number]
        for beside, other in theirs.items():
            weight = UNSCORED
            if joins[number] and joins[beside]:
                weight = statement.weights.get(beside, weight)
                weight = statement.itself if beside == number else weight
            found.append((weight, in_order(one, other)))
    return Between((len(ours), len(theirs)), tuple(found))


def weight_of(resolver: Resolver[Any], one: str, other: str) -> int:
    """The weight of two records, whether a block brought them together or not."""
    number, beside = resolver.of_record[one], resolver.of_record[other]
    statement = resolver.statements[number]
    if number == beside:
        return statement.itself
    weight = statement.weights.get(beside)
    return resolver.explain(one, other).weight if weight is None else weight
