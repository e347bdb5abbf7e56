"""Pairs of records → the level of every comparison, and the distinct patterns of levels."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.resolution.comparisons import Comparison
from workbench.resolution.table import Column, Ints, Table
from workbench.resolution.views import PairsView

Levels: TypeAlias = NDArray[np.int8]
UNSTATED = -1
AT_ONCE = 1_000_000
"""Pairs compared at once; bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Distinct patterns of levels, which of them each pair shows, and how many pairs show each."""

    levels: Levels
    """patterns × comparisons; ``UNSTATED`` where the two cannot be compared."""
    of_pair: Ints
    counts: Ints


def usable(comparisons: Sequence[Comparison], table: Table) -> tuple[Comparison, ...]:
    """The comparisons of which the table states what they need: the first column, or any."""
    return tuple(
        c
        for c in comparisons
        if any(name in table.columns for name in (c.columns if c.any_of else c.columns[:1]))
    )


def levels_of(comparison: Comparison, table: Table, left: Ints, right: Ints) -> Levels:
    """The level of one comparison for each pair of positions."""
    nothing = Column(np.full(len(table), UNSTATED, dtype=np.int32), ())
    views = [
        PairsView(table.columns.get(name, nothing), left, right) for name in comparison.columns
    ]
    out = np.full(len(left), len(comparison.levels), dtype=np.int8)
    numbers = {level: at for at, level in enumerate(comparison.levels)}
    for level, holds in reversed(tuple(comparison.rule(*views))):
        out[holds] = numbers[level]
    out[~np.asarray(comparison.stated(*views), dtype=np.bool_)] = UNSTATED
    return out


def levels_of_each(
    comparisons: Sequence[Comparison], table: Table, left: Ints, right: Ints
) -> Iterator[Levels]:
    """The levels of each comparison, side by side: numpy and rapidfuzz let go of Python's lock."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda c: levels_of(c, table, left, right), comparisons)


def radices(comparisons: Sequence[Comparison]) -> tuple[int, ...]:
    """What each comparison's level counts in a packed pattern, and what would come next."""
    sizes = (len(comparison.levels) + 2 for comparison in comparisons)
    return tuple(accumulate(sizes, mul, initial=1))


def packed(comparisons: Sequence[Comparison], table: Table, left: Ints, right: Ints) -> Ints:
    """Each pair's pattern as one number."""
    out = np.zeros(len(left), dtype=np.int64)
    for start in range(0, len(left), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        each = levels_of_each(comparisons, table, left[part], right[part])
        for levels, radix in zip(each, radices(comparisons), strict=False):
            out[part] += (levels.astype(np.int64) + 1) * radix
    return out


def unpacked(numbers: Ints, comparisons: Sequence[Comparison]) -> Levels:
    """The levels of packed patterns."""
    scale = np.array(radices(comparisons), dtype=np.int64)
    levels: Levels = (numbers[:, None] % scale[1:] // scale[:-1] - 1).astype(np.int8)
    return levels


def patterns(comparisons: Sequence[Comparison], table: Table, left: Ints, right: Ints) -> Patterns:
    """Compare pairs; the patterns are in ascending order of their packed numbers."""
    which, distinct = pd.factorize(packed(comparisons, table, left, right), sort=True)
    counts = np.bincount(which, minlength=len(distinct)).astype(np.int64)
    return Patterns(unpacked(np.asarray(distinct), comparisons), which.astype(np.int32), counts)
