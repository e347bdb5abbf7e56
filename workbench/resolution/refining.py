"""Moving statements from one side of a cut to the other until each stands with its like.

    side ── average weight ── statement ── average weight ── side

Clustering adds weights up, so that many who each say a little of a statement draw it away from the
few who say much. Averages do not: what is said again is no further evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from workbench.resolution.resolver import Resolver
from workbench.resolution.tied import Sums

Keys: TypeAlias = tuple[str, ...]
ROUNDS = 10
"""How often every statement may move."""


@dataclass(slots=True)
class _Block:
    """Records that move together: those of one statement, or those that decisions tie."""

    side: int
    keys: list[str]
    numbers: set[int]
    """Their statements."""


def refined(
    resolver: Resolver[Any],
    sides: tuple[Keys, Keys],
    tied_to: Mapping[str, str],
    fixed: Collection[str] = (),
) -> tuple[Keys, Keys]:
    """The sides after every statement went to the one of which more speaks for it on average.

    No side is emptied. Sides of too many statements stay as they are.

    Args:
        tied_to: by record that decisions hold together with others, the first of all these.
        fixed: records that stay where they are.
    """
    blocks = _blocks(resolver, sides, tied_to)
    tied = resolver.tied((*sides[0], *sides[1])) if len(blocks) > len(sides) else None
    if tied is None:
        return sides
    rows = [(at, number) for at, block in enumerate(blocks) for number in sorted(block.numbers)]
    matrix = [tied.row[number] for _, number in rows]
    weights = tied.weights[np.ix_(matrix, matrix)]
    np.fill_diagonal(weights, 0)
    _settle(blocks, np.array([at for at, _ in rows]), weights, fixed)
    one, other = (
        tuple(sorted(key for block in blocks if block.side == side for key in block.keys))
        for side in (0, 1)
    )
    return one, other


def _blocks(
    resolver: Resolver[Any], sides: tuple[Keys, Keys], tied_to: Mapping[str, str]
) -> list[_Block]:
    """In the order of their first keys, as nothing may depend on the statements' numbers."""
    blocks: dict[tuple[int, str | int], _Block] = {}
    for key, side in sorted((key, side) for side, keys in enumerate(sides) for key in keys):
        number = resolver.of_record[key]
        block = blocks.setdefault((side, tied_to.get(key, number)), _Block(side, [], set()))
        block.keys.append(key)
        block.numbers.add(number)
    return list(blocks.values())


def _settle(blocks: list[_Block], of_row: Sums, weights: Sums, fixed: Collection[str]) -> None:
    """Move block after block, and again, until all stay."""
    inside = [np.flatnonzero(of_row == at) for at in range(len(blocks))]
    side_of_row = np.array([block.side for block in blocks])[of_row]
    sums = [weights[:, side_of_row == side].sum(axis=1) for side in (0, 1)]
    sizes = [int((side_of_row == side).sum()) for side in (0, 1)]
    moving = [at for at, block in enumerate(blocks) if set(block.keys).isdisjoint(fixed)]
    for _ in range(ROUNDS):
        moved = False
        for at in moving:
            rows, here = inside[at], blocks[at].side
            there = 1 - here
            fellows = sizes[here] - len(rows)
            own = int(sums[here][rows].sum() - weights[np.ix_(rows, rows)].sum())
            if fellows and int(sums[there][rows].sum()) * fellows > own * sizes[there]:
                blocks[at].side = there
                step = weights[:, rows].sum(axis=1)
                sums[here] -= step
                sums[there] += step
                sizes[here], sizes[there] = fellows, sizes[there] + len(rows)
                moved = True
        if not moved:
            return
