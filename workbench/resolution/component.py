"""Clustering statements with their records, by weights and decisions.

    record ── statement ── weight ── statement ── record

Every record goes with its statement, unless a decision ties it to another that is there or holds
it apart: then it stands for itself, with the weights of its statement, so that two records which
say the same can be two people. The records of a statement that says too little do so too.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workbench.resolution.contraction import APART, Merge, contract

Pair = tuple[str, str]
"""Two record keys, in ascending order."""
S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Said:
    """Records that say the same, and the weight between two of them."""

    keys: Collection[str]
    itself: int
    """Where it is not positive, the records join nothing unless a decision joins them."""


def clustered(
    statements: Mapping[S, Said],
    ties: Iterable[tuple[S, S, int]],
    must: Iterable[Pair],
    cannot: Iterable[Pair],
) -> tuple[list[tuple[str, ...]], list[Merge[str]]]:
    """The groups of the statements' records, each in key order, and the merges that made them.

    Args:
        ties: the weights between two statements, every pair once.
        must: pairs of these records, decided to be one.
        cannot: pairs of these records, decided apart.
    """
    ties, must = tuple(ties), tuple(must)
    cannot = parting(statements, ties, must, tuple(cannot))
    stands = stand_for(statements, must, cannot)
    standing = {
        name: sorted({stands[key] for key in said.keys}) for name, said in statements.items()
    }
    edges = [*_edges(statements, standing, ties)]
    edges += [(stands[one], stands[other], APART) for one, other in cannot]
    groups, merges = contract(
        sorted(set(stands.values())), edges, [(stands[one], stands[other]) for one, other in must]
    )
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    out: list[list[str]] = [[] for _ in groups]
    for key in sorted(stands):
        out[group_of[stands[key]]].append(key)
    return sorted(map(tuple, out)), merges


def stand_for(
    statements: Mapping[S, Said], must: Iterable[Pair], cannot: Iterable[Pair]
) -> dict[str, str]:
    """By record the one that stands for it: of those that say the same the first, or itself.

    Args:
        cannot: as ``parting`` gives them.
    """
    apart = {key for pair in (*must, *cannot) for key in pair}
    stands: dict[str, str] = {}
    for said in statements.values():
        folded = [key for key in said.keys if said.itself > 0 and key not in apart]
        stands |= {key: key for key in said.keys} | dict.fromkeys(folded, min(folded, default=""))
    return stands


def in_order(one: str, other: str) -> Pair:
    """Two records as a pair."""
    return (one, other) if one < other else (other, one)


def both_ways(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """By record those with which it is paired."""
    ways: dict[str, set[str]] = {}
    for one, other in pairs:
        ways.setdefault(one, set()).add(other)
        ways.setdefault(other, set()).add(one)
    return ways


def parting(
    statements: Mapping[S, Said],
    ties: Iterable[tuple[S, S, int]],
    must: Iterable[Pair],
    cannot: Sequence[Pair],
) -> tuple[Pair, ...]:
    """Those decided apart whom something connects.

    Two that nothing connects are apart anyway, and their statements stay whole.
    """
    if not cannot:
        return ()
    home = _connected(statements, ties, must)
    return tuple((one, other) for one, other in cannot if home[one] == home[other])


def _connected(
    statements: Mapping[S, Said], ties: Iterable[tuple[S, S, int]], must: Iterable[Pair]
) -> dict[str, str]:
    """By record another that stands for all that positive weights and decisions connect it with."""
    above: dict[str, str] = {key: key for said in statements.values() for key in said.keys}

    def top(key: str) -> str:
        while above[key] != key:
            above[key] = key = above[above[key]]
        return key

    def connect(one: str, other: str) -> None:
        above[top(one)] = top(other)

    joining = {name: said.keys for name, said in statements.items() if said.itself > 0}
    for keys in joining.values():
        for key in keys:
            connect(next(iter(keys)), key)
    for one, other, weight in ties:
        if weight > 0 and one in joining and other in joining and joining[one] and joining[other]:
            connect(next(iter(joining[one])), next(iter(joining[other])))
    for pair in must:
        connect(*pair)
    return {key: top(key) for key in above}


def _edges(
    statements: Mapping[S, Said],
    standing: Mapping[S, Sequence[str]],
    ties: Iterable[tuple[S, S, int]],
) -> Iterator[tuple[str, str, int]]:
    for name, ones in standing.items():
        itself = statements[name].itself
        if itself > 0:
            yield from ((a, b, itself) for a in ones for b in ones if a < b)
    for one, other, weight in ties:
        if statements[one].itself > 0 and statements[other].itself > 0:
            yield from ((a, b, weight) for a in standing[one] for b in standing[other])
