"""What stands between some statements, so that one part of their records after the other clusters.

    statements ─► weights, once ── any of their records ──► groups

The same as ``component.clustered``, quicker where most pairs say something: the sums between groups
are rows of one matrix, and joining two adds their rows. Zero stands where nothing can be joined: on
the diagonal, and for a group that was joined.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbench.resolution.component import Pair, Said, parting
from workbench.resolution.contraction import APART, UNSCORED, decided
from workbench.resolution.statement import Statement

Sums: TypeAlias = NDArray[np.int64]
MOST = 400
"""Statements beyond which the matrix is slower than a heap, and large."""
EXACT = 1 << 62
"""Sums below it fit the matrix."""


@dataclass(frozen=True, slots=True)
class Tied:
    """Statements with the weights among them."""

    row: Mapping[int, int]
    """By statement its row and column."""
    weights: Sums
    """``UNSCORED`` where two say nothing of each other, or one of them joins nothing."""
    greatest: int
    """Of the weights, without sign."""

    def groups(
        self, inside: Mapping[int, Said], must: Collection[Pair], cannot: Collection[Pair]
    ) -> list[tuple[str, ...]] | None:
        """The groups of some of the statements' records, as ``clustered`` gives them.

        Returns:
            None where the sums could outgrow the matrix.
        """
        if cannot:
            cannot = parting(inside, self._joining(inside), must, tuple(cannot))
        nodes, groups = _nodes(inside, {key for pair in (*must, *cannot) for key in pair})
        if self.greatest * len(nodes) ** 2 - APART * len(cannot) >= EXACT:
            return None
        rows = [self.row[number] for _, number in nodes]
        sums = self.weights[np.ix_(rows, rows)]
        np.fill_diagonal(sums, 0)
        at = {keys[0]: node for node, (keys, _) in enumerate(nodes)}
        for one, other in cannot:
            sums[at[one], at[other]] += APART
            sums[at[other], at[one]] += APART
        of = {node: keys for node, (keys, _) in enumerate(nodes)}
        for left, right in decided((at[one], at[other]) for one, other in must):
            _join(sums, left, right)
            of[left] += of.pop(right)
        for left, right in _joined(sums):
            of[left] += of.pop(right)
        groups += map(tuple, map(sorted, of.values()))
        return sorted(groups)

    def _joining(self, inside: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """The positive weights between two of the statements."""
        numbers = sorted(inside)
        rows = [self.row[number] for number in numbers]
        positive = np.triu(self.weights[np.ix_(rows, rows)] > 0, 1)
        for one, other in np.argwhere(positive).tolist():
            yield numbers[one], numbers[other], 1


def tied(statements: Mapping[int, Statement[Any]]) -> Tied | None:
    """The weights among these; None where they are too many."""
    if len(statements) > MOST:
        return None
    size = len(statements)
    joins = [number for number, statement in statements.items() if statement.itself > 0]
    rest = [number for number, statement in statements.items() if statement.itself <= 0]
    said = [
        weight(other, UNSCORED)
        for weight in [statements[number].weights.get for number in joins]
        for other in joins
    ]
    weights = np.full((size, size), UNSCORED, dtype=np.int64)
    of_joins = np.fromiter(said, np.int64, len(said)).reshape(len(joins), len(joins))
    np.fill_diagonal(of_joins, [statements[number].itself for number in joins] or 0)
    weights[: len(joins), : len(joins)] = of_joins
    row = {number: at for at, number in enumerate((*joins, *rest))}
    return Tied(row, weights, int(np.abs(weights).max(initial=0)))


def _nodes(
    inside: Mapping[int, Said], apart: Collection[str]
) -> tuple[list[tuple[list[str], int]], list[tuple[str, ...]]]:
    """Records that stand together, with their statement, in key order; and those that join nobody.

    Records stand together that say the same, unless a decision speaks of them.
    """
    nodes: list[tuple[list[str], int]] = []
    alone: list[tuple[str, ...]] = []
    for number, said in inside.items():
        own = [key for key in said.keys if key in apart] if apart else []
        nodes += (([key], number) for key in own)
        others = sorted(set(said.keys).difference(own)) if own else sorted(said.keys)
        if said.itself > 0 and others:
            nodes.append((others, number))
        else:
            alone += ((key,) for key in others)
    return sorted(nodes), alone


def _join(sums: Sums, one: int, other: int) -> None:
    """Join one group's row to another's."""
    row = sums[one]
    row += sums[other]
    row[one] = row[other] = 0
    sums[:, one] = row
    sums[other] = 0
    sums[:, other] = 0


def _joined(sums: Sums) -> Iterator[tuple[int, int]]:
    """Join the two groups of the greatest sum until none is positive; of equal sums the first."""
    size = len(sums)
    flat = sums.reshape(-1)
    while size:
        # of equal ones the first by row, then column: as all is there twice, row < column
        one, other = divmod(int(flat.argmax()), size)
        if sums[one, other] <= 0:
            return
        _join(sums, one, other)
        yield one, other
