"""Room between the items of a chart: free spots, and moving apart what stands too close."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

_Held = TypeVar("_Held")
Point = tuple[float, float]
Points = NDArray[np.float64]
"""One row of x and y an item."""
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
NEAR = tuple(itertools.product((-1, 0, 1), repeat=2))


def cells_of(points: Iterable[Point]) -> Cells:
    """The points by cell."""
    cells: Cells = defaultdict(list)
    for point in points:
        claim(cells, point)
    return cells


def pushed_apart(points: Points, rounds: int = ROUNDS) -> Points:
    """Moved by small steps along the lesser overlap, so that the picture keeps its shape."""
    at = points.copy()
    room = np.array((WIDTH, HEIGHT)) * 1.02
    for _ in range(rounds):
        close = cKDTree(at / room).query_pairs(1.0, p=np.inf, output_type="ndarray")
        if not len(close):
            break
        one, other = close[np.lexsort((close[:, 1], close[:, 0]))].T
        apart = at[one] - at[other]
        push = np.copysign((room - np.abs(apart)) * 0.3, apart)
        sideways = np.abs(push[:, 0]) < np.abs(push[:, 1])
        push[sideways, 1] = 0.0
        push[~sideways, 0] = 0.0
        for axis in (0, 1):
            at[:, axis] += np.bincount(one, push[:, axis], len(at))
            at[:, axis] -= np.bincount(other, push[:, axis], len(at))
    return at


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


def is_free(cells: Cells, point: Point) -> bool:
    """Whether an item and its label have room at ``point``."""
    column, row = _cell(point)
    if (column, row) in cells:  # whatever lies in the same cell is too close
        return False
    x, y = point
    for i, j in NEAR:
        for other_x, other_y in cells.get((column + i, row + j), ()):
            if abs(other_x - x) < WIDTH and abs(other_y - y) < HEIGHT:
                return False
    return True


def free_spot(cells: Cells, start: Point, angle: float) -> Point:
    """The free spot nearest to ``start``, looking towards ``angle`` first."""
    x, y = round(start[0], 1), round(start[1], 1)
    if is_free(cells, (x, y)):
        return x, y
    for ring in itertools.count(1):
        spots = 8 * ring
        for turn in range(spots):
            sway = (turn + 1) // 2 * (1 if turn % 2 else -1) / spots * math.tau
            candidate = (
                round(x + STEP * (ring + 1) / 2 * math.cos(angle + sway), 1),
                round(y + HEIGHT * 1.05 * (ring + 1) / 2 * math.sin(angle + sway), 1),
            )
            if is_free(cells, candidate):
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
