"""Where items stand on a chart: a first arrangement, and places for what is added later.

Nothing here moves an item that already has a place. The same input gives the same positions on
every machine and in every process: no randomness, no order taken from a set.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from workbench.ui.spacing import (
    HEIGHT,
    STEP,
    WIDTH,
    Cells,
    Point,
    claim,
    emptiest_angle,
    free_spot,
    pushed_apart,
)

ASPECT = 1.55
"""Width of a chart over its height: the shape of the room that a page has for it."""
PAGE = 360_000.0
"""Area of a chart that a small window shows at full size."""
ROOM = 1.3
"""Area of a relaxed part over the area that its items need."""
SPRING_LIMIT = 300
"""Largest connected part that is relaxed by springs; larger ones keep their rings."""


def arrange(
    nodes: Sequence[str], links: Iterable[tuple[str, str]], focus: str | None = None
) -> dict[str, Point]:
    """Positions for a chart in which nothing has a place yet.

    Each connected part is drawn around its root (``focus``, else its best-tied item), relaxed by
    springs where small enough, and freed of overlaps; parts stand in rows, that of ``focus``
    first.

    Args:
        nodes: ids in a stable order.
        links: pairs of ids; those with an unknown end are left out.
        focus: the item in the middle, at (0, 0).

    Returns:
        One position for each id; no two are closer than ``WIDTH`` and ``HEIGHT`` at once.
    """
    neighbours = _neighbours(nodes, links)
    parts = _parts(nodes, neighbours)
    roots = [focus if focus in part else _best_tied(part, neighbours) for part in parts]
    order = sorted(
        range(len(parts)), key=lambda i: (roots[i] != focus, -len(parts[i]), parts[i][0])
    )
    drawn = [_draw_part(parts[i], neighbours, roots[i]) for i in order]

    positions: dict[str, Point] = {}
    row_limit = max(8 * WIDTH, math.sqrt(len(nodes)) * 1.5 * WIDTH)
    left = top = bottom = 0.0
    for part in drawn:
        x_low, x_high = _span(x for x, _ in part.values())
        y_low, y_high = _span(y for _, y in part.values())
        if left and left + x_high - x_low > row_limit:
            left, top = 0.0, bottom
        shift_x, shift_y = left - x_low, top - y_low
        positions |= {node: (x + shift_x, y + shift_y) for node, (x, y) in part.items()}
        left += x_high - x_low + 1.5 * WIDTH
        bottom = max(bottom, top + y_high - y_low + 1.5 * HEIGHT)
    if not positions:
        return {}
    origin_x, origin_y = positions[roots[order[0]]]
    return {n: (round(x - origin_x, 1), round(y - origin_y, 1)) for n, (x, y) in positions.items()}


def place(
    placed: Mapping[str, Point], new: Sequence[str], links: Iterable[tuple[str, str]]
) -> dict[str, Point]:
    """Positions for new items beside what they are tied to, on its emptiest side.

    Args:
        placed: positions that stay as they are.
        new: ids without a position, in a stable order; those in ``placed`` are left out.
        links: pairs of ids among both.

    Returns:
        One position for each new id, none closer than ``WIDTH`` and ``HEIGHT`` at once to another
        item. Items tied to nothing stand in a row below the rest.
    """
    waiting = dict.fromkeys(node for node in new if node not in placed)
    neighbours = _neighbours([*placed, *waiting], links)
    cells: Cells = defaultdict(list)
    for point in placed.values():
        claim(cells, point)
    below = max((y for _, y in placed.values()), default=-STEP) + STEP
    known = dict(placed)
    tied = deque(node for node in waiting if any(m in placed for m in neighbours[node]))
    while waiting:
        node = tied.popleft() if tied else next(iter(waiting))
        if node not in waiting:
            continue
        del waiting[node]
        around = [known[m] for m in neighbours[node] if m in known]
        start = _mean(around) if around else (0.0, below)
        known[node] = free_spot(cells, start, emptiest_angle(cells, start))
        claim(cells, known[node])
        tied.extend(m for m in neighbours[node] if m in waiting)
    return {node: point for node, point in known.items() if node not in placed}


def _neighbours(
    nodes: Sequence[str], links: Iterable[tuple[str, str]]
) -> dict[str, dict[str, None]]:
    neighbours: dict[str, dict[str, None]] = {node: {} for node in nodes}
    for source, target in links:
        if source != target and source in neighbours and target in neighbours:
            neighbours[source][target] = None
            neighbours[target][source] = None
    return neighbours


def _parts(nodes: Sequence[str], neighbours: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Connected parts, each in the order of ``nodes``."""
    part_of: dict[str, int] = {}
    for node in nodes:
        if node not in part_of:
            for member in _outward(node, neighbours):
                part_of[member] = part_of.get(node, len(part_of))
    parts: dict[int, list[str]] = defaultdict(list)
    for node in dict.fromkeys(nodes):
        parts[part_of[node]].append(node)
    return list(parts.values())


def _outward(root: str, neighbours: Mapping[str, Iterable[str]]) -> dict[str, str]:
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


def _best_tied(part: Sequence[str], neighbours: Mapping[str, Mapping[str, None]]) -> str:
    return max(part, key=lambda node: len(neighbours[node]))


def _draw_part(
    part: Sequence[str], neighbours: Mapping[str, Mapping[str, None]], root: str
) -> dict[str, Point]:
    parent = _outward(root, neighbours)
    rough = _rings(parent)
    if 2 < len(part) <= SPRING_LIMIT:
        rough = _relax(part, neighbours, rough)
    cells: Cells = defaultdict(list)
    positions = {}
    for node in parent:
        start = rough[node]
        positions[node] = free_spot(cells, start, math.atan2(start[1], start[0]))
        claim(cells, positions[node])
    return positions


def _rings(parent: dict[str, str]) -> dict[str, Point]:
    """A tree drawn in rings around its root, each branch as wide as its number of ends."""
    children: dict[str, list[str]] = defaultdict(list)
    depth: dict[str, int] = {}
    for node, above in parent.items():
        depth[node] = 0 if node == above else depth[above] + 1
        if node != above:
            children[above].append(node)
    ends: dict[str, int] = {}
    for node in reversed(parent):
        ends[node] = sum(ends[child] for child in children[node]) or 1
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


def _relax(
    part: Sequence[str], neighbours: Mapping[str, Iterable[str]], rough: Mapping[str, Point]
) -> dict[str, Point]:
    """Springs from the rings, laid flat, in the shape of a page and freed of most overlaps."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(part)
    graph.add_edges_from((node, other) for node in part for other in neighbours[node])
    reach = max(math.hypot(x, y) for x, y in rough.values())
    spread = nx.spring_layout(
        graph,
        pos={node: (x / reach, y / reach) for node, (x, y) in rough.items()},
        seed=1,
        method="force",
    )
    flat = _laid_flat({n: (float(x), float(y)) for n, (x, y) in spread.items()})
    return pushed_apart(_filling(flat))


def _laid_flat(positions: Mapping[str, Point]) -> dict[str, Point]:
    """Turned so that the longest extent runs from left to right, as a screen does."""
    middle_x, middle_y = _mean(list(positions.values()))
    offsets = [(x - middle_x, y - middle_y) for x, y in positions.values()]
    across = sum(x * y for x, y in offsets)
    along = sum(x * x - y * y for x, y in offsets)
    turn = -math.atan2(2 * across, along) / 2
    cosine, sine = math.cos(turn), math.sin(turn)
    return {n: (x * cosine - y * sine, x * sine + y * cosine) for n, (x, y) in positions.items()}


def _filling(positions: Mapping[str, Point]) -> dict[str, Point]:
    """Stretched to the shape and size of a page on which everything can be read."""
    (left, right), (top, bottom) = (_span(axis) for axis in zip(*positions.values(), strict=True))
    needed = len(positions) * WIDTH * HEIGHT
    height = math.sqrt(max(needed * ROOM, min(needed * 3, PAGE)) / ASPECT)
    width = min(height * ASPECT, STEP * len(positions))
    wide = (max(width, 2 * STEP) - WIDTH) / max(right - left, 1e-9)
    high = max(height - HEIGHT, HEIGHT) / max(bottom - top, 1e-9)
    # a chain stays one: it is not torn open to fill the page
    high = min(high, 2 * wide)
    return {node: (x * wide, y * high) for node, (x, y) in positions.items()}


def _mean(points: Sequence[Point]) -> Point:
    return (
        sum(x for x, _ in points) / len(points),
        sum(y for _, y in points) / len(points),
    )


def _span(values: Iterable[float]) -> tuple[float, float]:
    sequence = list(values)
    return min(sequence), max(sequence)
