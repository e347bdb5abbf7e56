"""Room between the items of a chart: free spots, and moving apart what stands too close."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

_Held = TypeVar("_Held")
Point = tuple[float, float]
Cells = dict[tuple[int, int], list[Point]]
"""Points by the cell of ``WIDTH`` and ``HEIGHT`` in which they lie."""

WIDTH = 150.0
"""Room that one item and its label need from left to right, in canvas units."""
HEIGHT = 110.0
"""Room that one item and its label need from top to bottom, in canvas units."""
STEP = 160.0
"""Distance between neighbours, in canvas units."""
ROUNDS = 60
"""Most rounds in which items that stand too close push one another apart."""


def pushed_apart(positions: Mapping[str, Point]) -> dict[str, Point]:
    """Moved by small steps along the lesser overlap, so that the picture keeps its shape."""
    at = dict(positions)
    for _ in range(ROUNDS):
        cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        for node, point in at.items():
            cells[_cell(point)].append(node)
        pushes = [
            (node, other, push)
            for node in at
            for other in _near(cells, at[node], 1)
            if node < other and (push := _push(at[node], at[other]))
        ]
        if not pushes:
            break
        for node, other, (x, y) in pushes:
            at[node] = (at[node][0] + x, at[node][1] + y)
            at[other] = (at[other][0] - x, at[other][1] - y)
    return at


def _push(one: Point, other: Point) -> Point | None:
    """How far ``one`` gives way to ``other``, which gives way as far; None where it need not."""
    x, y = one[0] - other[0], one[1] - other[1]
    over_x, over_y = WIDTH * 1.02 - abs(x), HEIGHT * 1.02 - abs(y)
    if over_x <= 0 or over_y <= 0:
        return None
    if over_x < over_y:
        return math.copysign(over_x * 0.3, x), 0.0
    return 0.0, math.copysign(over_y * 0.3, y)


def claim(cells: Cells, point: Point) -> None:
    """Take the room around ``point``."""
    cells[_cell(point)].append(point)


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point[0] / WIDTH), math.floor(point[1] / HEIGHT)


def _near(
    cells: Mapping[tuple[int, int], list[_Held]], point: Point, reach: int
) -> Iterable[_Held]:
    column, row = _cell(point)
    for i, j in itertools.product(range(-reach, reach + 1), repeat=2):
        yield from cells.get((column + i, row + j), ())


def _is_free(cells: Cells, point: Point) -> bool:
    return all(
        abs(x - point[0]) >= WIDTH or abs(y - point[1]) >= HEIGHT for x, y in _near(cells, point, 1)
    )


def free_spot(cells: Cells, start: Point, angle: float) -> Point:
    """The free spot nearest to ``start``, looking towards ``angle`` first."""
    x, y = round(start[0], 1), round(start[1], 1)
    if _is_free(cells, (x, y)):
        return x, y
    for ring in itertools.count(1):
        spots = 8 * ring
        for turn in range(spots):
            sway = (turn + 1) // 2 * (1 if turn % 2 else -1) / spots * math.tau
            candidate = (
                round(x + STEP * (ring + 1) / 2 * math.cos(angle + sway), 1),
                round(y + HEIGHT * 1.05 * (ring + 1) / 2 * math.sin(angle + sway), 1),
            )
            if _is_free(cells, candidate):
                return candidate
    raise AssertionError("the plane is not finite")


def emptiest_angle(cells: Cells, anchor: Point) -> float:
    """The direction in radians that points away from what stands near ``anchor``."""
    pull_x = pull_y = 0.0
    for x, y in _near(cells, anchor, 3):
        distance = math.dist((x, y), anchor)
        if distance > 1:
            pull_x += (anchor[0] - x) / distance**2
            pull_y += (anchor[1] - y) / distance**2
    return math.atan2(pull_y, pull_x)
