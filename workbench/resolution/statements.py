"""Records that say the same in everything that is compared are one statement.

    record ─┐
    record ─┴► statement ── weight ── statement

A person who is booked a hundred times under one name, birth date and number is a hundred records
and a few statements. Statements are compared and clustered, so that repetition neither costs time
nor counts as evidence. A statement that says too little to tell people apart ("SMITH, JOHN" and
nothing else) joins nothing: its records stay apart, each for itself, unless a decision joins them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.resolution.comparisons import Comparison
from workbench.resolution.table import Column, Ints, Table


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """The table of statements, and the statement of each record."""

    table: Table
    """One row a statement: its first record by key, in the order of the keys."""
    of_record: Ints
    """Row of each record's statement."""
    keys: Sequence[str]
    """The records' keys."""
    by_key: Ints
    """Positions of the records in the order of their keys."""

    @property
    def repeats(self) -> int:
        """Records that say what another says."""
        return len(self.of_record) - len(self.table)


def fold(table: Table, comparisons: Sequence[Comparison]) -> Folded:
    """Fold the records that are equal in all columns that the comparisons read."""
    number = np.zeros(len(table), dtype=np.int64)
    for name in sorted({name for c in comparisons for name in c.columns} & table.columns.keys()):
        codes = table.columns[name].codes.astype(np.int64) + 1
        number = pd.factorize(number * (int(codes.max(initial=0)) + 1) + codes)[0]
    order = np.array(sorted(range(len(table)), key=table.keys.__getitem__), dtype=np.int64)
    which, _ = pd.factorize(number[order])
    first = order[np.unique(which, return_index=True)[1]]
    of_record = np.empty(len(table), dtype=np.int64)
    of_record[order] = which
    return Folded(taken(table, first), of_record, table.keys, order)


def taken(table: Table, rows: Ints) -> Table:
    """The table of some of the records, in the order given."""
    return Table(
        tuple(table.keys[row] for row in rows.tolist()),
        {name: Column(c.codes[rows], c.values) for name, c in table.columns.items()},
        table.remarks,
    )
