"""What holds two groups of records apart that stand in two entities.

record ── cannot, or a negative weight ── record
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from workbench.resolution.component import Pair, in_order
from workbench.resolution.resolver import Resolver

R = TypeVar("R")


def decided_apart(resolver: Resolver[R], some: Iterable[str], others: Iterable[str]) -> list[Pair]:
    """The pairs across two groups that were decided to be different, in key order."""
    there = frozenset(others)
    return sorted(in_order(a, b) for a in some for b in resolver.cannot.get(a, set()) & there)


def against(
    resolver: Resolver[R], some: Iterable[str], others: Iterable[str]
) -> list[tuple[int, Pair]]:
    """The weights across two groups that are not positive, the strongest first.

    Once for all records that say the same, by the first of each group by key.
    """
    ours, theirs = resolver.firsts(some), resolver.firsts(others)
    return sorted(
        (weight, in_order(one, theirs[other]))
        for number, one in ours.items()
        for other, weight in resolver.statements[number].weights.items()
        if weight <= 0 and other in theirs
    )
