"""Springs: tied items draw together and all items keep away from one another.

Up to ``FEW`` items every pair is weighed; beyond, what pushes is read from a grid of how many
items stand where, so that the work grows with the items and not with their pairs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import fft

from workbench.ui.spacing import HEIGHT, STEP, WIDTH, Point, Points, pushed_apart

ASPECT = 1.55
"""Width of a chart over its height: the shape of the room that a page has for it."""
PAGE = 360_000.0
"""Area of a chart that a small window shows at full size."""
ROOM = 1.3
"""Area of a relaxed part over the area that its items need."""
CROWD = 2.2
"""The same in a part of many items, which is round: its corners stay empty."""
FEW = 300
"""Largest connected part in which every pair of items is weighed."""
ROUNDS = 70
"""Rounds of a part of many items."""
GRID = 64
"""Cells of the grid along one side."""

Pairs = NDArray[np.int64]
"""One row of two indices a link."""


def relaxed(
    part: Sequence[str], pairs: Sequence[tuple[str, str]], rough: Mapping[str, Point]
) -> dict[str, Point]:
    """Springs from rough places, laid flat, in the shape of a page and freed of most overlaps.

    Args:
        part: ids of one connected part.
        pairs: the links among them, each once.
        rough: where each begins; no two at the same place.
    """
    index = {node: i for i, node in enumerate(part)}
    points = np.array([rough[node] for node in part])
    points /= np.hypot(*points.T).max()
    if len(part) <= FEW:
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(part)))
        graph.add_edges_from((index[a], index[b]) for a, b in pairs)
        start = dict(enumerate(points))
        spread = nx.spring_layout(graph, pos=start, seed=1, method="force")
        points = np.array([spread[i] for i in range(len(part))])
        ready = pushed_apart(_filling(_laid_flat(points), ROOM))
    else:
        points = _sprung(points, np.array([(index[a], index[b]) for a, b in pairs]))
        ready = pushed_apart(_filling(_spread(_laid_flat(points)), CROWD))
    return {node: (float(x), float(y)) for node, (x, y) in zip(part, ready, strict=True)}


def _sprung(points: Points, pairs: Pairs) -> Points:
    """Fruchterman and Reingold's springs, with the push of all items taken from a grid."""
    number = len(points)
    ideal = 1 / math.sqrt(number)
    one, other = pairs.T
    # an item of many links would draw the whole chart into one knot
    links = np.bincount(pairs.ravel(), minlength=number)
    weight = 1 / np.sqrt(np.minimum(links[one], links[other]))
    at = points.copy()
    for heat in np.linspace(0.1, 0.002, ROUNDS):
        moved = _pushes(at) * ideal**2
        apart = at[one] - at[other]
        pull = apart * (np.hypot(*apart.T) / ideal * weight)[:, None]
        for axis in (0, 1):
            moved[:, axis] -= np.bincount(one, pull[:, axis], number)
            moved[:, axis] += np.bincount(other, pull[:, axis], number)
        length = np.maximum(np.hypot(*moved.T), 1e-12)
        at += moved * (np.minimum(length, heat) / length)[:, None]
    return at


def _pushes(at: Points) -> Points:
    """What pushes each item: one over the distance to each other item, summed over a grid."""
    low, size = at.min(axis=0), float(np.ptp(at, axis=0).max()) * 1.0001 + 1e-9
    place = (at - low) / size * (GRID - 1)
    corner = place.astype(np.int64)
    part = place - corner
    crowd = np.zeros((GRID, GRID))
    corners = []
    for i in (0, 1):
        for j in (0, 1):
            share = np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1])
            flat = (corner[:, 0] + i) * GRID + corner[:, 1] + j
            corners.append((flat, share))
            crowd += np.bincount(flat, share, GRID * GRID).reshape(GRID, GRID)
    spectrum = fft.rfft2(crowd, (2 * GRID, 2 * GRID))
    pushes = np.zeros_like(at)
    for axis, kernel in enumerate(KERNELS):
        field = fft.irfft2(spectrum * kernel, (2 * GRID, 2 * GRID))[:GRID, :GRID].ravel()
        pushes[:, axis] = sum(field[flat] * share for flat, share in corners)
    scaled: Points = pushes * ((GRID - 1) / size)
    return scaled


def _kernels() -> tuple[NDArray[np.complex128], ...]:
    along = np.concatenate([np.arange(GRID), [0], np.arange(1 - GRID, 0)]).astype(float)
    x, y = np.meshgrid(along, along, indexing="ij")
    square = x**2 + y**2 + 0.25
    return fft.rfft2(x / square), fft.rfft2(y / square)


KERNELS = _kernels()


def _laid_flat(points: Points) -> Points:
    """Turned so that the longest extent runs from left to right, as a screen does."""
    offsets = points - points.mean(axis=0)
    across = float((offsets[:, 0] * offsets[:, 1]).sum())
    along = float((offsets[:, 0] ** 2 - offsets[:, 1] ** 2).sum())
    turn = -math.atan2(2 * across, along) / 2
    cosine, sine = math.cos(turn), math.sin(turn)
    flat: Points = points @ np.array([[cosine, sine], [-sine, cosine]])
    return flat


def _spread(points: Points) -> Points:
    """Evenly dense from the middle to the rim, each item still in its direction."""
    offsets = points - np.median(points, axis=0)
    reach = np.hypot(*offsets.T)
    rank = np.empty(len(points))
    rank[np.argsort(reach, kind="stable")] = np.arange(1, len(points) + 1)
    even = np.sqrt(rank / len(points))
    spread: Points = offsets * (even / np.maximum(reach, 1e-12))[:, None]
    return spread


def _filling(points: Points, room: float) -> Points:
    """Stretched to the shape and size of a page on which everything can be read."""
    extent = np.ptp(points, axis=0)
    needed = len(points) * WIDTH * HEIGHT
    height = math.sqrt(max(needed * room, min(needed * 3, PAGE)) / ASPECT)
    width = min(height * ASPECT, STEP * len(points))
    wide = (max(width, 2 * STEP) - WIDTH) / max(extent[0], 1e-9)
    high = max(height - HEIGHT, HEIGHT) / max(extent[1], 1e-9)
    # a chain stays one: it is not torn open to fill the page
    high = min(high, 2 * wide)
    filled: Points = points * np.array((wide, high))
    return filled
