"""Clustering all records at once: components by array, each contracted on its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from workbench.resolution.contraction import APART, contract
from workbench.resolution.table import Ints


def cluster(
    keys: Sequence[str],
    left: Ints,
    right: Ints,
    weight: Ints,
    must: Iterable[tuple[int, int]] = (),
    cannot: Iterable[tuple[int, int]] = (),
) -> Ints:
    """The group of each record: the position of the group's first record by key.

    Args:
        left, right: positions in ``keys`` of the scored pairs, each pair once.
        weight: log2 odds in ``1 / UNITS`` bit that the two are one.
        must: positions decided to be one.
        cannot: positions decided apart; never within what ``must`` joins.
    """
    rank = _ranks(keys)
    at_rank = np.argsort(rank)
    labels, components = _components(rank, left, right, weight, must, cannot)
    for component in components:
        groups, _ = contract(component.members, component.edges, component.must)
        for group in groups:
            labels[group] = group[0]
    out = np.empty(len(keys), dtype=np.int64)
    out[at_rank] = at_rank[labels]
    return out


def connected(size: int, rows: Ints, columns: Ints) -> tuple[int, NDArray[np.int32]]:
    """How many parts links leave of ``size`` nodes, and the part of each node."""
    links = coo_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(size, size))
    count, part = connected_components(links, directed=False)
    return count, part


@dataclass(frozen=True, slots=True, eq=False)
class _Component:
    """Records, by rank in key order, that positive weights or decisions connect."""

    members: list[int]
    edges: list[tuple[int, int, int]]
    must: list[tuple[int, int]]


def _ranks(keys: Sequence[str]) -> Ints:
    rank = np.empty(len(keys), dtype=np.int64)
    rank[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return rank


def _components(
    rank: Ints,
    left: Ints,
    right: Ints,
    weight: Ints,
    must: Iterable[tuple[int, int]],
    cannot: Iterable[tuple[int, int]],
) -> tuple[Ints, list[_Component]]:
    """The groups that need no contraction, as labels by rank; and the components that do.

    Where every pair of a component speaks for it, contraction would join it whole.
    """
    n = len(rank)
    joined = rank[np.array(list(must), dtype=np.int64).reshape(-1, 2)]
    parted = rank[np.array(list(cannot), dtype=np.int64).reshape(-1, 2)]
    one = np.concatenate((rank[left], parted[:, 0]))
    other = np.concatenate((rank[right], parted[:, 1]))
    weights = np.concatenate((weight, np.full(len(parted), APART)))
    ties = weights > 0
    rows, columns = np.append(one[ties], joined[:, 0]), np.append(other[ties], joined[:, 1])
    count, of_record = connected(n, rows, columns)
    by_component = np.argsort(of_record, kind="stable")
    starts = np.searchsorted(of_record[by_component], np.arange(count + 1))
    sizes = np.diff(starts)
    inside = of_record[one] == of_record[other]
    one, other, weights = one[inside], other[inside], weights[inside]
    of_edge = of_record[one]
    pairs = sizes * (sizes - 1) // 2
    edges = np.bincount(of_edge, minlength=count)
    whole = (edges == pairs) & (np.bincount(of_edge[weights > 0], minlength=count) == pairs)
    labels = np.where(whole[of_record], by_component[starts[:-1]][of_record], np.arange(n))
    left_over = np.flatnonzero(~whole[of_edge])
    order = left_over[np.argsort(of_edge[left_over], kind="stable")]
    bounds = np.searchsorted(of_edge[order], np.arange(count + 1))
    musts: dict[int, list[tuple[int, int]]] = {}
    for a, b in joined.tolist():
        musts.setdefault(int(of_record[a]), []).append((a, b))
    components = []
    for at in np.flatnonzero(~whole).tolist():
        its = order[bounds[at] : bounds[at + 1]]
        edges_of = zip(*(of[its].tolist() for of in (one, other, weights)), strict=True)
        members = by_component[starts[at] : starts[at + 1]].tolist()
        components.append(_Component(members, [*edges_of], musts.get(at, [])))
    return labels, components
