"""Resolution by exact identifiers: records that share a decisive number are one entity.

Identifiers come in levels, strongest first. An identifier of a later level never brings together
two groups that already hold identifiers of an earlier level: a plate that moved between two VINs
joins neither, a driver's licence never joins two FBI numbers. The result does not depend on the
order of the records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identified:
    """A record with its identifiers by level, strongest level first; a level may be empty."""

    key: str
    seed: str
    order: tuple[int, int]
    """Load and row of the record's first revision."""
    levels: tuple[tuple[str, ...], ...]


def partition(records: Sequence[Identified]) -> dict[str, str]:
    """Assign every record to an entity.

    Returns:
        Entity id by record key. An entity's id is the seed of its earliest record, by load, then
        row, then key.
    """
    groups = _Groups(len(records))
    for level in range(max((len(r.levels) for r in records), default=0)):
        _join(records, groups, level)
    first: dict[int, Identified] = {}
    for index, record in enumerate(records):
        root = groups.root(index)
        if root not in first or _earlier(record, first[root]):
            first[root] = record
    return {record.key: first[groups.root(i)].seed for i, record in enumerate(records)}


def _join(records: Sequence[Identified], groups: _Groups, level: int) -> None:
    """Join groups that share an identifier of this level, unless two of them are held apart."""
    held = {groups.root(i) for i, record in enumerate(records) if any(record.levels[:level])}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if level < len(record.levels):
            for identifier in record.levels[level]:
                holders[identifier].append(groups.root(index))
    proposed = _Groups(len(records))
    _unite(proposed, holders.values())
    held_in: defaultdict[int, set[int]] = defaultdict(set)
    for root in held:
        held_in[proposed.root(root)].add(root)
    for roots in holders.values():
        together = len(held_in[proposed.root(roots[0])]) <= 1
        _unite(groups, [[r for r in roots if together or r not in held]])


def _unite(groups: _Groups, sets: Iterable[Sequence[int]]) -> None:
    for members in sets:
        for other in members[1:]:
            groups.unite(members[0], other)


def _earlier(one: Identified, other: Identified) -> bool:
    return (*one.order, one.key) < (*other.order, other.key)


class _Groups:
    """Disjoint sets of the indices 0 … n-1, with path halving."""

    def __init__(self, n: int) -> None:
        self._parent = list(range(n))

    def root(self, index: int) -> int:
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def unite(self, one: int, other: int) -> None:
        one, other = self.root(one), self.root(other)
        if one != other:
            self._parent[max(one, other)] = min(one, other)
