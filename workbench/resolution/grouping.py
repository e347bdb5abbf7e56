"""Groups of records from weighed statements and decisions.

    record ── statement ── weight ── statement ── record

Statements are clustered, and every record goes with its statement. A record that a decision
speaks of stands for itself, with the weights of its statement, so that two records which say the
same can be two people.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from workbench.resolution.clustering import cluster, connected
from workbench.resolution.statements import Folded
from workbench.resolution.table import Ints


def grouped(
    statements: Folded,
    left: Ints,
    right: Ints,
    weight: Ints,
    alone: Ints,
    must: Collection[tuple[int, int]] = (),
    cannot: Collection[tuple[int, int]] = (),
) -> Ints:
    """For each record the position of its group's first record by key.

    Args:
        left, right, weight: pairs of statements by their rows.
        alone: each statement's weight with itself; where it is not positive the statement joins
            nothing, and its records stay apart.
        must, cannot: positions of records.
    """
    left, right, weight = _near(statements, left, right, weight, [*must, *cannot])
    of_record, weak = statements.of_record, alone <= 0
    apart = np.unique(np.array([*must, *cannot], dtype=np.int64).reshape(-1))
    stands = np.arange(len(of_record))
    folds = ~weak[of_record]
    folds[apart] = False
    first = _first_by_key(statements, folds)
    stands[folds] = first[of_record[folds]]
    left, right, weight = _of_records(statements, left, right, weight, alone, apart, first)
    labels = cluster(
        statements.keys,
        left,
        right,
        weight,
        [(int(stands[a]), int(stands[b])) for a, b in must],
        cannot,
    )
    return labels[stands]


def _near(
    statements: Folded,
    left: Ints,
    right: Ints,
    weight: Ints,
    decided: Collection[tuple[int, int]],
) -> tuple[Ints, Ints, Ints]:
    """The pairs within what weights and decisions connect: no others matter, and they are few."""
    ties = weight > 0
    pairs = statements.of_record[np.array(decided, dtype=np.int64).reshape(-1, 2)]
    rows, columns = np.append(left[ties], pairs[:, 0]), np.append(right[ties], pairs[:, 1])
    _, part = connected(len(statements.table), rows, columns)
    near = part[left] == part[right]
    return left[near], right[near], weight[near]


def _first_by_key(statements: Folded, folds: NDArray[np.bool_]) -> Ints:
    """For each statement its first folded record, -1 where it has none."""
    first = np.full(len(statements.table), -1, dtype=np.int64)
    rows = statements.by_key[folds[statements.by_key]][::-1]
    first[statements.of_record[rows]] = rows
    return first


def _of_records(
    statements: Folded,
    left: Ints,
    right: Ints,
    weight: Ints,
    alone: Ints,
    apart: Ints,
    first: Ints,
) -> tuple[Ints, Ints, Ints]:
    """The pairs of statements as pairs of the records that stand for them."""
    use = (alone[left] > 0) & (alone[right] > 0)
    left, right, weight = left[use], right[use], weight[use]
    whole = (first[left] >= 0) & (first[right] >= 0)
    extra: list[tuple[int, int, int]] = []
    singles: dict[int, list[int]] = {}
    for record in apart.tolist():
        if alone[statements.of_record[record]] > 0:
            singles.setdefault(int(statements.of_record[record]), []).append(record)
    if singles:
        touched = np.isin(left, [*singles]) | np.isin(right, [*singles])

        def standing(row: int) -> list[int]:
            whole_row = [int(first[row])] if first[row] >= 0 else []
            return whole_row + singles.get(row, [])

        for a, b, w in zip(
            left[touched].tolist(), right[touched].tolist(), weight[touched].tolist(), strict=True
        ):
            plain = (int(first[a]), int(first[b]))
            extra += [
                (one, other, w)
                for one in standing(a)
                for other in standing(b)
                if (one, other) != plain
            ]
        for row in singles:
            those = standing(row)
            extra += [
                (one, other, int(alone[row]))
                for number, one in enumerate(those)
                for other in those[number + 1 :]
            ]
    more = np.array(extra, dtype=np.int64).reshape(-1, 3).T
    return (
        np.concatenate((first[left[whole]], more[0])),
        np.concatenate((first[right[whole]], more[1])),
        np.concatenate((weight[whole], more[2])),
    )
