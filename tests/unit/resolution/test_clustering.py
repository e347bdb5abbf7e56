"""Decisions hold in every chain, ties break by key, and a part alone is as in the whole."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.resolution.clustering import cluster
from workbench.resolution.contraction import contract

Edges = dict[tuple[int, int], int]
RECORDS = 7
KEYS = [f"k{at}" for at in range(RECORDS)]
pair = st.tuples(st.integers(0, RECORDS - 1), st.integers(0, RECORDS - 1)).filter(
    lambda p: p[0] < p[1]
)
edges = st.dictionaries(pair, st.integers(-9, 9).map(lambda bits: bits * 1000), max_size=16)


def labels_of(
    found: Edges,
    must: list[tuple[int, int]] | None = None,
    cannot: list[tuple[int, int]] | None = None,
    keys: list[str] = KEYS,
) -> list[int]:
    left, right = np.array([*found], dtype=np.int64).reshape(-1, 2).T
    weight = np.array([*found.values()], dtype=np.int64)
    return cluster(keys, left, right, weight, must or [], cannot or []).tolist()


def groups(labels: list[int], keys: list[str] = KEYS) -> set[frozenset[str]]:
    return {
        frozenset(key for key, of in zip(keys, labels, strict=True) if of == label)
        for label in labels
    }


def joined(must: list[tuple[int, int]]) -> list[int]:
    """The first record that each is decided to be one with, through chains too."""
    first = list(range(RECORDS))
    for _ in must:
        for one, other in must:
            first[one] = first[other] = min(first[one], first[other])
    return first


decisions = st.tuples(st.lists(pair, max_size=4), st.lists(pair, max_size=4)).map(
    lambda both: (both[0], [p for p in both[1] if joined(both[0])[p[0]] != joined(both[0])[p[1]]])
)


@given(edges, decisions)
def test_what_was_decided_holds_through_every_chain(
    found: Edges, decided: tuple[list[tuple[int, int]], list[tuple[int, int]]]
) -> None:
    must, cannot = decided
    labels = labels_of(found, must, cannot)
    first = joined(must)

    assert all(labels[one] == labels[other] for one, other in must)
    assert all(labels[one] != labels[other] for one, other in cannot)
    assert all(labels[at] == labels[first[at]] for at in range(RECORDS))


def test_no_sum_of_weights_outweighs_a_decision() -> None:
    all_for = {(a, b): 900_000 for a in range(RECORDS) for b in range(a + 1, RECORDS)}

    labels = labels_of(all_for, must=[(1, 2)], cannot=[(0, 2)])

    assert labels[0] != labels[1] == labels[2]


@given(edges, decisions, st.permutations(range(RECORDS)))
def test_the_order_of_the_records_changes_nothing(
    found: Edges,
    decided: tuple[list[tuple[int, int]], list[tuple[int, int]]],
    order: list[int],
) -> None:
    place = {record: at for at, record in enumerate(order)}

    def moved(pairs: Any) -> list[tuple[int, int]]:
        return [(place[one], place[other]) for one, other in pairs]

    keys = [KEYS[record] for record in order]
    there = dict(zip(moved(found), found.values(), strict=True))
    turned = dict(reversed(there.items()))

    labels = labels_of(turned, *map(moved, decided), keys)

    assert groups(labels, keys) == groups(labels_of(found, *decided))
    assert all(
        keys[of] == min(k for k, o in zip(keys, labels, strict=True) if o == of) for of in labels
    )


@given(edges)
def test_a_group_is_labelled_by_its_first_record_by_key(found: Edges) -> None:
    labels = labels_of(found)

    assert all(
        KEYS[of] == min(k for k, o in zip(KEYS, labels, strict=True) if o == of) for of in labels
    )


@given(edges, st.sets(st.integers(0, RECORDS - 1), min_size=1))
def test_some_records_alone_cluster_as_the_rule_says_of_them_alone(
    found: Edges, some: set[int]
) -> None:
    kept = sorted(some)
    place = {record: at for at, record in enumerate(kept)}
    keys = [KEYS[record] for record in kept]
    inside = {(place[a], place[b]): w for (a, b), w in found.items() if a in some and b in some}

    alone, _ = contract(keys, [(keys[a], keys[b], w) for (a, b), w in inside.items()])

    assert groups(labels_of(inside, keys=keys), keys) == set(map(frozenset, alone))


@given(edges)
def test_components_do_not_touch_each_other(found: Edges) -> None:
    twice = found | {(a + RECORDS, b + RECORDS): w for (a, b), w in found.items()}
    keys = KEYS + [f"l{at}" for at in range(RECORDS)]

    labels = labels_of(twice, keys=keys)

    once = labels_of(found)
    assert labels == once + [of + RECORDS for of in once]


def test_of_two_equal_ties_the_one_of_the_smaller_keys_is_joined() -> None:
    found = {(0, 1): 5000, (1, 2): 5000, (0, 2): -20_000}

    assert groups(labels_of(found)) >= {frozenset({"k0", "k1"}), frozenset({"k2"})}
    turned = ["k2", "k1", "k0", *KEYS[3:]]
    assert groups(labels_of(found, keys=turned), turned) >= {
        frozenset({"k0", "k1"}),
        frozenset({"k2"}),
    }


def test_a_strong_case_against_parts_a_chain() -> None:
    found = {(0, 1): 9000, (1, 2): 4000, (0, 2): -9000}

    assert labels_of(found)[:3] == [0, 0, 2]


def test_nothing_clusters_to_nothing() -> None:
    assert cluster([], *(np.empty(0, dtype=np.int64) for _ in range(3))).tolist() == []
    assert labels_of({}) == list(range(RECORDS))
