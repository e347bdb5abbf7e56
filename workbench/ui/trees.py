"""Who is tied to whom: connected parts, and a part as a tree in rings around its root."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from workbench.ui.spacing import STEP, Point

Neighbours = Mapping[str, Mapping[str, None]]
"""The items tied to each item, in the order in which the links came."""


def neighbours_of(nodes: Iterable[str], links: Iterable[tuple[str, str]]) -> Neighbours:
    """Without links to oneself and links with an unknown end."""
    neighbours: dict[str, dict[str, None]] = {node: {} for node in nodes}
    for source, target in links:
        if source != target and source in neighbours and target in neighbours:
            neighbours[source][target] = None
            neighbours[target][source] = None
    return neighbours


def parts_of(nodes: Sequence[str], neighbours: Neighbours) -> list[list[str]]:
    """Connected parts, each in the order of ``nodes``."""
    part_of: dict[str, int] = {}
    for node in nodes:
        if node not in part_of:
            number = len(part_of)
            part_of |= dict.fromkeys(outward(node, neighbours), number)
    parts: dict[int, list[str]] = defaultdict(list)
    for node in dict.fromkeys(nodes):
        parts[part_of[node]].append(node)
    return list(parts.values())


def outward(root: str, neighbours: Neighbours) -> dict[str, str]:
    """Every item reachable from ``root``, nearest first, with the item it was reached from."""
    parent = {root: root}
    queue = deque([root])
    while queue:
        node = queue.popleft()
        for other in neighbours[node]:
            if other not in parent:
                parent[other] = node
                queue.append(other)
    return parent


def depths(parent: Mapping[str, str]) -> dict[str, int]:
    """Steps from the root to each item of a tree that :func:`outward` gave."""
    depth: dict[str, int] = {}
    for node, above in parent.items():
        depth[node] = 0 if node == above else depth[above] + 1
    return depth


def rings(parent: Mapping[str, str]) -> dict[str, Point]:
    """A tree drawn in rings around its root, each branch as wide as its number of ends."""
    children: dict[str, list[str]] = defaultdict(list)
    for node, above in parent.items():
        if node != above:
            children[above].append(node)
    ends: dict[str, int] = {}
    for node in reversed(list(parent)):
        ends[node] = sum(ends[child] for child in children[node]) or 1
    depth = depths(parent)
    first_angle: dict[str, float] = {}
    share: dict[str, float] = {}
    positions: dict[str, Point] = {}
    for node, above in parent.items():
        if node == above:
            first_angle[node], share[node] = 0.0, math.tau
        angle = first_angle[node] + share[node] / 2
        radius = STEP * depth[node]
        positions[node] = (radius * math.cos(angle), radius * math.sin(angle))
        start = first_angle[node]
        for child in children[node]:
            first_angle[child] = start
            share[child] = share[node] * ends[child] / ends[node]
            start += share[child]
    return positions
