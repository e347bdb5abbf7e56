"""Arrangements that follow an order: by steps from a root, around it or below it, and by time."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from workbench.ui.spacing import HEIGHT, STEP, WIDTH, Point
from workbench.ui.trees import Neighbours, depths, outward, rings

CLEAR = math.hypot(WIDTH, HEIGHT)
"""Distance at which two items have room in every direction."""
ROW = HEIGHT * 1.1
"""From one row of items to the next, in canvas units."""
STAGGER = 3
"""Rows among which many days follow one another, so that they stay near enough to be read."""
FEW_DAYS = 10
"""Days that stand side by side."""
LANES = 24
"""Most rows among which an item without a date looks for its place."""


def around(part: Sequence[str], neighbours: Neighbours, root: str) -> dict[str, Point]:
    """Rings by the number of steps from the root, each with room for all of its items.

    Items of as many steps stand on two or more rings where one would be too wide.
    """
    parent = outward(root, neighbours)
    depth, rough = depths(parent), rings(parent)
    positions: dict[str, Point] = {root: (0.0, 0.0)}
    radius = 0.0
    for steps in range(1, max(depth.values()) + 1):
        ring = sorted(
            (node for node in parent if depth[node] == steps),
            key=lambda node: math.atan2(rough[node][1], rough[node][0]) % math.tau,
        )
        radius += STEP * 1.2
        fits = int(math.pi / math.asin(min(1.0, CLEAR / 2 / radius)))
        wanted = max(1, math.ceil(len(ring) / fits))
        start = math.atan2(rough[ring[0]][1], rough[ring[0]][0])
        each = math.ceil(len(ring) / wanted)
        for i, node in enumerate(ring):
            angle = start + math.tau * i / wanted / each
            reach = radius + i % wanted * STEP * 1.2
            positions[node] = (reach * math.cos(angle), reach * math.sin(angle))
        radius += (wanted - 1) * STEP * 1.2
    return positions


def below(part: Sequence[str], neighbours: Neighbours, root: str) -> dict[str, Point]:
    """Rows by the number of steps from the root, each item below those that it is tied to."""
    depth = depths(outward(root, neighbours))
    longest = max(6, math.ceil(math.sqrt(2 * len(part))))
    positions: dict[str, Point] = {}
    top = 0.0
    for steps in range(max(depth.values()) + 1):
        layer = [node for node in part if depth[node] == steps]
        centre = {
            node: _mean([positions[m][0] for m in neighbours[node] if m in positions])
            for node in layer
        }
        layer.sort(key=lambda node: centre[node])
        rows = math.ceil(len(layer) / longest)
        # neighbours in order go below one another, so that a layer of several rows keeps its order
        for i, node in enumerate(layer):
            column, row = divmod(i, rows)
            columns = math.ceil(len(layer) / rows)
            x = (column - (columns - 1) / 2) * WIDTH * 1.05
            positions[node] = (x, top + row * ROW)
        top += rows * ROW + HEIGHT * 0.6
    return positions


def by_time(
    nodes: Sequence[str], neighbours: Neighbours, when: Mapping[str, str]
) -> dict[str, Point]:
    """Dated items from left to right, day after day; the others below, near what they tie to.

    Days follow one another whatever time lies between them. Each item stands on the lowest row
    that is free: the next day is nearer than an item is wide.
    """
    days: dict[str, list[str]] = defaultdict(list)
    for node in sorted((n for n in nodes if when.get(n)), key=lambda n: when[n]):
        days[when[node][:10]].append(node)
    positions: dict[str, Point] = {}
    wide = WIDTH * 1.05
    free: list[float] = []
    for column, day in enumerate(days):
        x = column * wide / (STAGGER if len(days) > FEW_DAYS else 1)
        for node in days[day]:
            row = next((row for row, end in enumerate(free) if end <= x), len(free))
            free[row : row + 1] = [x + wide]
            positions[node] = (x, -row * ROW)

    across = {node: x for node, (x, _) in positions.items()}
    queue = deque(across)
    while queue:
        for node in neighbours[queue.popleft()]:
            if node not in across:
                across[node] = _mean([across[m] for m in neighbours[node] if m in across])
                queue.append(node)
    tied = sorted((n for n in nodes if n in across and n not in positions), key=across.__getitem__)
    ends = [-math.inf] * LANES
    for node in tied:
        lane = min(range(LANES), key=lambda i: (max(0.0, ends[i] - across[node]) + i * ROW / 2, i))
        x = max(across[node], ends[lane])
        ends[lane] = x + WIDTH
        positions[node] = (x, HEIGHT * 1.8 + lane * ROW)

    bottom = max((y for _, y in positions.values()), default=-ROW) + ROW
    alone = [node for node in nodes if node not in positions]
    columns = max(8, math.ceil(math.sqrt(2 * len(alone))))
    for i, node in enumerate(alone):
        row, column = divmod(i, columns)
        positions[node] = (column * WIDTH, bottom + row * ROW)
    return positions


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
