"""The shortest ways through a piece of a graph, in one order whatever order it was read in.

    start ── near ── near ── goal      by length, then by the names of what lies between

Pure: what is tied to what, and within which times, goes in; ways come out. A way passes nothing
twice. In order of time a way is one along which moments can be chosen that never go back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)
Span = tuple[str, str]
"""First and last moment, ISO text in UTC; text of one form sorts as its moments do."""
ALWAYS: Span = ("", "~")
"""A span that every moment fits: sorts before and after any text of a moment."""
STEPS = 200_000
"""Steps tried in one search before it stops and says so."""

Near = Mapping[Node, Mapping[Node, Collection[Span]]]
"""By node the nodes tied to it, each with the spans of time of the ties; the same both ways."""


@dataclass(slots=True)
class Ways(Generic[Node]):
    """Ways found: at most as many as were asked for, of ``counted`` that are there to be listed."""

    found: list[tuple[Node, ...]] = field(default_factory=list)
    counted: int = 0
    more: bool = False
    """There are more than were counted."""
    steps: int = 0


def fits(first: str, last: str, since: str, until: str) -> bool:
    """Whether a span overlaps a window; an open end of the window is "". Undated fits none."""
    if not (since or until):
        return True
    return bool(first and last) and (not until or first <= until) and (not since or last >= since)


def in_order(spans: Sequence[Collection[Span]]) -> bool:
    """Whether moments can be chosen, one within a span of each step, that never go back."""
    at = ""
    for step in spans:
        later = [max(at, first) for first, last in step if last >= at]
        if not later:
            return False
        at = min(later)
    return True


def relevant(near: Near[Node], starts: Collection[Node], goals: Collection[Node],
             length: int) -> set[Node]:  # fmt: skip
    """The nodes that can lie on some way of at most ``length`` ties from a start to a goal."""
    there, back = (
        _distances(near, ends, length, others)
        for ends, others in ((starts, goals), (goals, starts))
    )
    return {node for node, far in there.items() if node in back and far + back[node] <= length}


def search(
    near: Near[Node],
    starts: Collection[Node],
    goals: Collection[Node],
    length: int,
    *,
    most: int,
    count: int,
    name: Callable[[Node], str],
    alike: Callable[[Node], Hashable] | None = None,
    ways: Ways[Node] | None = None,
) -> Ways[Node]:
    """The ways of exactly ``length`` ties, by name, after those that ``ways`` holds already.

    Args:
        most: ways listed.
        count: ways counted, at least ``most``.
        name: what nodes are ordered by; no two have the same.
        alike: what nodes are told apart by, their names where None. Of ways that pass what is
            alike the first is listed.
        ways: what shorter searches found; it is added to.
    """
    ways = ways if ways is not None else Ways()
    alike = alike or name
    listed = {tuple(map(alike, way)) for way in ways.found}
    latest = _latest(near, starts, goals, length)
    for way in _walk(near, sorted(starts, key=name), set(goals), length, latest, name, ways):
        called = tuple(map(alike, way))
        if called in listed:
            continue
        if ways.counted == count:
            ways.more = True
            break
        listed.add(called)
        ways.counted += 1
        if len(ways.found) < most:
            ways.found.append(way)
    return ways


def _walk(
    near: Near[Node],
    starts: Sequence[Node],
    goals: set[Node],
    length: int,
    latest: Sequence[Mapping[Node, str]],
    name: Callable[[Node], str],
    ways: Ways[Node],
) -> Iterator[tuple[Node, ...]]:
    """Ways depth first, never into what cannot end at a goal in the ties that are left."""
    for start in starts:
        if start not in latest[length]:
            continue
        stack = [iter(_onward(near, start, "", length, latest, name))]
        way, times = [start], [""]
        while stack:
            node, at = next(stack[-1], (None, ""))
            if node is None:
                stack.pop()
                way.pop()
                times.pop()
                continue
            ways.steps += 1
            if ways.steps > STEPS:
                ways.more = True
                return
            left = length - len(way)
            if node in way or node in starts or (node in goals) != (left == 0):
                continue
            if left == 0:
                yield (*way, node)
                continue
            way.append(node)
            times.append(at)
            stack.append(iter(_onward(near, node, at, left, latest, name)))


def _onward(
    near: Near[Node],
    node: Node,
    at: str,
    left: int,
    latest: Sequence[Mapping[Node, str]],
    name: Callable[[Node], str],
) -> list[tuple[Node, str]]:
    """Where a way can go on to at a moment, by name, each with the earliest moment there."""
    within = latest[left - 1]
    found = []
    for other, spans in near.get(node, {}).items():
        if other in within:
            later = [max(at, first) for first, last in spans if last >= at]
            if later and (then := min(later)) <= within[other]:
                found.append((other, then))
    return sorted(found, key=lambda one: name(one[0]))


def _latest(
    near: Near[Node], starts: Collection[Node], goals: Collection[Node], length: int
) -> list[dict[Node, str]]:
    """By the number of ties left, the latest moment at which a goal can still be come to.

    What no start comes to in the ties before is left out, so that nothing is looked up for it.
    """
    there: list[set[Node]] = [set(starts)]
    for _ in range(length):
        there.append({other for node in there[-1] for other in near.get(node, {})})
    latest: list[dict[Node, str]] = [{goal: ALWAYS[1] for goal in goals if goal in there[length]}]
    for left in range(1, length + 1):
        at: dict[Node, str] = {}
        for node, moment in latest[-1].items():
            for other, spans in near.get(node, {}).items():
                if other not in there[length - left]:
                    continue
                ends = [min(last, moment) for first, last in spans if first <= moment]
                if ends and (end := max(ends)) > at.get(other, ""):
                    at[other] = end
        latest.append(at)
    return latest


def _distances(
    near: Near[Node], ends: Collection[Node], length: int, others: Collection[Node]
) -> dict[Node, int]:
    """Ties from the nearest end, to others and never through them: there a way has ended."""
    far = dict.fromkeys(ends, 0)
    front = list(far)
    for step in range(1, length + 1):
        onward = {o for n in front if n not in others for o in near.get(n, {})}
        front = [o for o in onward if o not in far]
        far.update(dict.fromkeys(front, step))
    return far
