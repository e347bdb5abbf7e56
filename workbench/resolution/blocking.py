"""Candidate pairs: records that agree on all columns of at least one key.

    record ── same surname and birth date ── record

A block that is too large (``largest``) says little and costs much: it is dropped, and what was
dropped is reported. A published model names the blocks it drops, so whether two records are
candidates depends on the two and the model alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.resolution.table import Ints, Table, members

LARGEST = 50
"""Records in a block: at most 1,225 pairs."""
LARGEST_TELLING = 400
"""Records in a block of a telling key, where most are one person: at most 79,800 pairs."""
TELLING = frozenset(("fbi", "state_id", "license", "ssn", "known_as", "birth", "year", "born"))
"""Columns that make a key a telling one."""

MOST_DROPPED = 20_000
"""Blocks of one key that are dropped by name."""

Key = tuple[str, ...]
Block = tuple[Key, tuple[str, ...]]
"""A key's columns and the values that the records of one block share."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that was too large to compare."""

    block: Block
    records: int


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of positions, ``left < right``, each once, in ascending order."""

    left: Ints
    right: Ints
    dropped: tuple[Dropped, ...] = ()
    """Blocks too large to compare, beyond those already known to be."""
    coarse: tuple[Key, ...] = ()
    """Keys that would make too many pairs, and made none."""

    def __len__(self) -> int:
        return len(self.left)


def candidates(
    table: Table,
    keys: Sequence[Key],
    dropped: Collection[Block] = frozenset(),
    most: int | None = None,
) -> Candidates:
    """Every pair that shares a block of some key.

    Args:
        keys: names of columns; a key with a column that the table lacks makes no block.
        dropped: the blocks that a published model leaves out.
        most: pairs that one key may make; its largest blocks beyond that are dropped, and the
            whole key if those are too many to name.
    """
    found = [np.empty(0, dtype=np.int64)]
    gone: list[Dropped] = []
    coarse: list[Key] = []
    for key in keys:
        if all(name in table.columns for name in key):
            known = frozenset(values for of_key, values in dropped if of_key == key)
            pairs, left_out = _of_key(table, key, known, most)
            if pairs is None:
                coarse.append(key)
            else:
                found.append(pairs)
                gone += left_out
    codes = np.concatenate(found)
    found.clear()
    codes.sort()
    first = np.append(True, codes[1:] != codes[:-1])[: len(codes)]
    codes = codes[first]
    n = max(len(table), 1)
    left, right = (codes // n).astype(np.int32), (codes % n).astype(np.int32)
    return Candidates(left, right, tuple(gone), tuple(coarse))


def largest(key: Key) -> int:
    """How many records a block of the key may hold."""
    return LARGEST if TELLING.isdisjoint(key) else LARGEST_TELLING


def _of_key(
    table: Table, key: Key, known: Collection[tuple[str, ...]], most: int | None
) -> tuple[Ints | None, list[Dropped]]:
    """The key's pairs as ``left * n + right``, None if they are too many; what it drops."""
    records, parts = stating(table, key)
    block = combined_codes([(codes, len(values)) for codes, values in parts])
    order = np.argsort(block, kind="stable")
    records, block = records[order], block[order]
    starts = np.flatnonzero(np.diff(block, prepend=-1))
    sizes = np.diff(np.append(starts, len(records)))
    old = _among(known, parts, block[starts], [codes[order[starts]] for codes, _ in parts])
    limit = largest(key)
    if most is not None:
        limit = min(limit, _within(sizes[~old], most, limit))
    new = np.flatnonzero(~old & (sizes > limit))
    if len(new) > MOST_DROPPED:
        return None, []
    gone = [
        Dropped(
            (key, tuple(str(values[codes[order[starts[at]]]]) for codes, values in parts)),
            int(sizes[at]),
        )
        for at in new.tolist()
    ]
    kept = ~old & (sizes > 1) & (sizes <= limit)
    found = [np.empty(0, dtype=np.int64)]
    for size in np.unique(sizes[kept]):
        one, other = np.triu_indices(size, 1)
        rows = records[starts[kept & (sizes == size), None] + np.arange(size)]
        found.append((rows[:, one] * len(table) + rows[:, other]).ravel())
    return np.concatenate(found), gone


def _within(sizes: Ints, most: int, limit: int) -> int:
    """The size of block up to which all blocks together make at most so many pairs."""
    blocks = np.bincount(np.minimum(sizes, limit + 1), minlength=limit + 2)[: limit + 1]
    size = np.arange(limit + 1)
    pairs = np.cumsum(blocks * (size * (size - 1) // 2))
    return int(np.searchsorted(pairs, most, side="right")) - 1


def _among(
    known: Collection[tuple[str, ...]],
    parts: Sequence[tuple[Ints, Sequence[str]]],
    blocks: Ints,
    codes: Sequence[Ints],
) -> NDArray[np.bool_]:
    """Which blocks are among those known; ``codes`` are each block's values by column."""
    found = np.zeros(len(blocks), dtype=np.bool_)
    if not known:
        return found
    wanted = np.ones(len(blocks), dtype=np.bool_)
    for at, (_, values) in enumerate(parts):
        needed = {block[at] for block in known}
        able = np.array([str(value) in needed for value in values], dtype=np.bool_)
        wanted &= able[codes[at]]
    for at in np.flatnonzero(wanted).tolist():
        block = tuple(str(values[codes[n][at]]) for n, (_, values) in enumerate(parts))
        found[at] = block in known
    return found


def stating(table: Table, key: Key) -> tuple[Ints, list[tuple[Ints, Sequence[str]]]]:
    """The records that state every column of the key, and each column's codes and values.

    A record stands once for each member of a column of tuples.
    """
    records = np.arange(len(table))
    parts: list[tuple[Ints, Sequence[str]]] = []
    for name in key:
        source = table.columns[name]
        if source.values and isinstance(source.values[0], tuple):
            of_record, source = members(source)
            start = np.searchsorted(of_record, records, side="left")
            count = np.searchsorted(of_record, records, side="right") - start
            within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
            codes = source.codes[np.repeat(start, count) + within].astype(np.int64)
            records = np.repeat(records, count)
            parts = [(np.repeat(old, count), values) for old, values in parts]
        else:
            codes = source.codes[records].astype(np.int64)
        stated = codes >= 0
        records = records[stated]
        parts = [(old[stated], values) for old, values in parts]
        parts.append((codes[stated], source.values))
    return records, parts


def combined_codes(parts: Sequence[tuple[Ints, int]]) -> Ints:
    """One number for each combination of codes."""
    number, size = np.zeros(len(parts[0][0]), dtype=np.int64), 1
    for codes, distinct in parts:
        if size * max(distinct, 1) > 2**62:
            distinct_now, number = np.unique(number, return_inverse=True)
            size = len(distinct_now)
        number = number * distinct + codes
        size *= max(distinct, 1)
    return number
