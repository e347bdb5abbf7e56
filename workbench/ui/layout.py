"""Where items stand on a chart: an arrangement of all, and places for what is added later.

Nothing here moves an item that already has a place, unless all are to be arranged anew; pinned
items stay even then. The same input gives the same positions in every process: no randomness, no
order taken from a set.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from workbench.ui.forces import relaxed
from workbench.ui.orders import around, below, by_time
from workbench.ui.spacing import (
    HEIGHT,
    STEP,
    WIDTH,
    Cells,
    Point,
    cells_of,
    claim,
    emptiest_angle,
    free_spot,
    is_free,
)
from workbench.ui.trees import Neighbours, neighbours_of, outward, parts_of, rings

Style = Literal["organic", "hierarchical", "radial", "time"]
STYLES: Mapping[Style, str] = {
    "organic": "Organic: what is tied stands together",
    "hierarchical": "Hierarchical: rows by steps from the focus",
    "radial": "Radial: rings by steps from the focus",
    "time": "By time: the first dates on the left",
}
"""Every arrangement, in the words of its menu."""


def arrange(
    nodes: Sequence[str],
    links: Iterable[tuple[str, str]],
    focus: str | None = None,
    *,
    style: Style = "organic",
    pinned: Mapping[str, Point] | None = None,
    when: Mapping[str, str] | None = None,
) -> dict[str, Point]:
    """Positions for all items of a chart.

    Each connected part is drawn around its root (``focus``, else its best-tied item) and freed of
    overlaps; parts stand in rows, that of ``focus`` first. By time, all parts share one axis.

    Args:
        nodes: ids in a stable order.
        links: pairs of ids; those with an unknown end are left out.
        focus: the item in the middle, at (0, 0) where nothing is pinned.
        style: how parts are drawn.
        pinned: places of items that do not move; the others are arranged about them.
        when: first dates as ISO 8601 text, for the arrangement by time.

    Returns:
        One position for each id; no two are closer than ``WIDTH`` and ``HEIGHT`` at once, except
        where pinned items are.
    """
    if not nodes:
        return {}
    neighbours = neighbours_of(nodes, links)
    if style == "time":
        positions = by_time(nodes, neighbours, when or {})
        origin = focus if focus in positions else nodes[0]
    else:
        positions, origin = _in_rows(nodes, neighbours, focus, style)
    origin_x, origin_y = positions[origin]
    moved = {n: (round(x - origin_x, 1), round(y - origin_y, 1)) for n, (x, y) in positions.items()}
    fixed = {node: point for node, point in (pinned or {}).items() if node in moved}
    return _about(fixed, moved) if fixed else moved


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
    if not waiting:
        return {}
    neighbours = neighbours_of([*placed, *waiting], links)
    cells = cells_of(placed.values())
    bottom = max((y for _, y in placed.values()), default=-STEP) + STEP
    known = dict(placed)
    tied = deque(node for node in waiting if any(m in placed for m in neighbours[node]))
    while waiting:
        node = tied.popleft() if tied else next(iter(waiting))
        if node not in waiting:
            continue
        del waiting[node]
        beside = [known[m] for m in neighbours[node] if m in known]
        start = _mean(beside) if beside else (0.0, bottom)
        known[node] = free_spot(cells, start, emptiest_angle(cells, start))
        claim(cells, known[node])
        tied.extend(m for m in neighbours[node] if m in waiting)
    return {node: point for node, point in known.items() if node not in placed}


def _in_rows(
    nodes: Sequence[str], neighbours: Neighbours, focus: str | None, style: Style
) -> tuple[dict[str, Point], str]:
    """Each connected part drawn for itself, the parts in rows; with the root of the first."""
    parts = parts_of(nodes, neighbours)
    roots = [
        focus if focus in part else max(part, key=lambda node: len(neighbours[node]))
        for part in parts
    ]
    order = sorted(
        range(len(parts)), key=lambda i: (roots[i] != focus, -len(parts[i]), parts[i][0])
    )
    positions: dict[str, Point] = {}
    row_limit = max(8 * WIDTH, math.sqrt(len(nodes)) * 1.5 * WIDTH)
    left = top = bottom = 0.0
    for i in order:
        part = _drawn(parts[i], neighbours, roots[i], style)
        x_low, x_high = _span(x for x, _ in part.values())
        y_low, y_high = _span(y for _, y in part.values())
        if left and left + x_high - x_low > row_limit:
            left, top = 0.0, bottom
        shift_x, shift_y = left - x_low, top - y_low
        positions |= {node: (x + shift_x, y + shift_y) for node, (x, y) in part.items()}
        left += x_high - x_low + 1.5 * WIDTH
        bottom = max(bottom, top + y_high - y_low + 1.5 * HEIGHT)
    return positions, roots[order[0]]


def _drawn(
    part: Sequence[str], neighbours: Neighbours, root: str, style: Style
) -> dict[str, Point]:
    if style == "radial":
        return around(part, neighbours, root)
    if style == "hierarchical":
        return below(part, neighbours, root)
    parent = outward(root, neighbours)
    rough = rings(parent)
    if len(part) > 2:
        order = {node: i for i, node in enumerate(part)}
        pairs = [(a, b) for a in part for b in neighbours[a] if order[a] < order[b]]
        rough = relaxed(part, pairs, rough)
    return _apart({node: rough[node] for node in parent}, defaultdict(list))


def _about(pinned: Mapping[str, Point], positions: Mapping[str, Point]) -> dict[str, Point]:
    """An arrangement shifted to the pinned items, which stay; who stands too close gives way."""
    here, there = _mean([positions[n] for n in pinned]), _mean(list(pinned.values()))
    shift_x, shift_y = there[0] - here[0], there[1] - here[1]
    free = {n: (x + shift_x, y + shift_y) for n, (x, y) in positions.items() if n not in pinned}
    moved = _apart(free, cells_of(pinned.values()))
    return {node: pinned.get(node) or moved[node] for node in positions}


def _apart(rough: Mapping[str, Point], cells: Cells) -> dict[str, Point]:
    """Who stands free stays; the others go to the nearest free spot, away from the middle."""
    positions = {}
    for node, (x, y) in rough.items():
        spot = round(x, 1), round(y, 1)
        if is_free(cells, spot):
            positions[node] = spot
            claim(cells, spot)
    for node, start in rough.items():
        if node not in positions:
            positions[node] = free_spot(cells, start, math.atan2(start[1], start[0]))
            claim(cells, positions[node])
    return positions


def _mean(points: Sequence[Point]) -> Point:
    return (
        sum(x for x, _ in points) / len(points),
        sum(y for _, y in points) / len(points),
    )


def _span(values: Iterable[float]) -> tuple[float, float]:
    sequence = list(values)
    return min(sequence), max(sequence)
