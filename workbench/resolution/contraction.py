"""Greedy additive edge contraction of one component of records.

    group ── sum of the weights between their records ── group

The two groups with the greatest sum are joined, again and again, until no sum is positive (Keuper
et al. 2015, "Efficient decomposition of image and mesh graphs by lifted multicuts", GAEC). Records
that were decided to be one start together; records decided apart never meet, in whatever chain.
Ties break by the records' order, so nothing depends on the order of the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

Node = TypeVar("Node", int, str)

APART = -(10**15)
"""Weight of a pair that was decided apart: no sum of weights outweighs it."""
UNSCORED = -500
"""Weight of two records that no key brought together, in ``1 / UNITS`` bit: a little against."""


@dataclass(frozen=True, slots=True)
class Merge(Generic[Node]):
    """One step: the groups of two records, each group's first, became one."""

    one: Node
    other: Node
    weight: int
    """Sum of the weights between the two groups."""
    decided: bool
    """By a decision, whatever the weight."""


@dataclass(slots=True)
class _Groups(Generic[Node]):
    """Groups by their first record, and what stands between them beyond ``UNSCORED`` a pair."""

    members: dict[Node, list[Node]]
    between: dict[Node, dict[Node, int]]
    merges: list[Merge[Node]] = field(default_factory=list)
    waiting: list[tuple[int, Node, Node]] = field(default_factory=list)

    def total(self, one: Node, other: Node) -> int:
        pairs = len(self.members[one]) * len(self.members[other])
        return self.between[one].get(other, 0) + UNSCORED * pairs

    def join(self, one: Node, other: Node, *, decided: bool) -> None:
        self.merges.append(Merge(one, other, self.total(one, other), decided))
        self.members[one] += self.members.pop(other)
        between = self.between
        moved = between.pop(other)
        moved.pop(one, None)
        between[one].pop(other, None)
        for third, extra in moved.items():
            del between[third][other]
            between[one][third] = between[third][one] = between[one].get(third, 0) + extra
        for third in between[one]:
            self.wait(one, third)

    def wait(self, one: Node, other: Node) -> None:
        """Note two groups that could be joined."""
        if (now := self.total(one, other)) > 0:
            first, second = (one, other) if one < other else (other, one)
            heappush(self.waiting, (-now, first, second))


def contract(
    members: Sequence[Node],
    edges: Iterable[tuple[Node, Node, int]],
    must: Iterable[tuple[Node, Node]] = (),
) -> tuple[list[list[Node]], list[Merge[Node]]]:
    """The groups of a component, each sorted, and the merges that made them, in their order.

    Args:
        edges: pairs with their weights; those of one pair add up.
        must: pairs that are one, whatever their weight.
    """
    groups = _Groups({m: [m] for m in members}, {m: {} for m in members})
    between = groups.between
    for one, other, weight in edges:
        extra = weight - UNSCORED
        between[one][other] = between[other][one] = between[one].get(other, 0) + extra
    for one, other in decided(must):
        groups.join(one, other, decided=True)
    groups.waiting.clear()
    for one in between:
        groups.waiting += [
            (-total, one, other)
            for other in between[one]
            if one < other and (total := groups.total(one, other)) > 0
        ]
    heapify(groups.waiting)
    while groups.waiting:
        negative, one, other = heappop(groups.waiting)
        standing = one in groups.members and other in groups.members
        if standing and groups.total(one, other) == -negative:
            groups.join(one, other, decided=False)
    return sorted(map(sorted, groups.members.values())), groups.merges


def decided(must: Iterable[tuple[Node, Node]]) -> Iterator[tuple[Node, Node]]:
    """The groups that decisions join, one after the other, each by its first record."""
    first: dict[Node, Node] = {}
    for pair in sorted(must):
        one, other = sorted((_root(first, pair[0]), _root(first, pair[1])))
        if one != other:
            yield one, other
            first[other] = one


def _root(first: Mapping[Node, Node], member: Node) -> Node:
    while member in first:
        member = first[member]
    return member
