"""Candidate pairs of records by keys, for the kinds that are compared record by record.

    record ── ("plate", "AB1234") ── record

A block of more than ``LARGEST`` records is dropped and reported. So that thousands of records of
one address or vehicle stay linear, records that say the same in all that is compared are *folded*:
the first by key stands for them. They score alike with any other record, so which one stands for
them changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from itertools import combinations
from typing import Protocol, TypeVar

from workbench.resolution.blocking import Dropped
from workbench.resolution.scored import Scored

LARGEST = 200
"""Records in a block, after folding: at most 19,900 pairs."""

Key = tuple[str, ...]
"""The key's name, then its values."""


class Keyed(Protocol):
    """A record that can be paired."""

    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


def folded(
    records: Iterable[K],
    face: Callable[[K], Hashable | None],
    alone: Collection[str] = frozenset(),
) -> dict[str, str]:
    """For every record, the key of the one that stands for it: itself, or the first alike.

    Args:
        face: all that is compared of a record; None for one that equals no other.
        alone: keys of records that are not folded, as a decision speaks of them.
    """
    first: dict[Hashable, str] = {}
    stands: dict[str, str] = {}
    for record in sorted(records, key=lambda record: record.key):
        said = None if record.key in alone else face(record)
        stands[record.key] = record.key if said is None else first.setdefault(said, record.key)
    return stands


def pairs(
    records: Iterable[K],
    keys: Callable[[K], Iterable[Key]],
    compare: Callable[[K, K], Scored | None],
) -> tuple[list[Scored], list[Dropped]]:
    """Every pair that shares a key, compared once, in the order of their keys."""
    blocks: defaultdict[Key, list[K]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.key):
        for key in dict.fromkeys(keys(record)):
            blocks[key].append(record)
    found: dict[tuple[str, str], Scored | None] = {}
    dropped = []
    for key, block in sorted(blocks.items()):
        if len(block) > LARGEST:
            dropped.append(Dropped(((key[0],), key[1:]), len(block)))
            continue
        for one, other in combinations(block, 2):
            if (one.key, other.key) not in found:
                found[one.key, other.key] = compare(one, other)
    return [scored for _, scored in sorted(found.items()) if scored], dropped
