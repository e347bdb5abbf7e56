"""Records go with their statement unless it says too little or a decision holds them apart."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.resolution.test_clustering import joined, pair
from workbench.resolution.clustering import cluster
from workbench.resolution.comparisons import PERSON
from workbench.resolution.grouping import grouped
from workbench.resolution.statements import Folded, fold
from workbench.resolution.table import Table, column

RECORDS, NAMES = 7, "ABCD"
names = st.lists(st.sampled_from(NAMES), min_size=RECORDS, max_size=RECORDS)
weight = st.integers(-9, 9).map(lambda bits: bits * 1000)
strength = st.lists(weight, min_size=len(NAMES), max_size=len(NAMES))
between = st.dictionaries(
    st.sampled_from([*combinations(range(len(NAMES)), 2)]), weight, max_size=6
)
decisions = st.tuples(st.lists(pair, max_size=3), st.lists(pair, max_size=3)).map(
    lambda both: (both[0], [p for p in both[1] if joined(both[0])[p[0]] != joined(both[0])[p[1]]])
)


def folded(said: list[str]) -> Folded:
    keys = tuple(f"k{at}" for at in range(len(said)))
    return fold(Table(keys, {"surname": column(said)}), PERSON)


def labels_of(
    said: list[str],
    alone: list[int],
    weights: dict[tuple[int, int], int],
    must: list[tuple[int, int]] | None = None,
    cannot: list[tuple[int, int]] | None = None,
) -> list[int]:
    """``alone`` and ``weights`` by name's place in ``NAMES``."""
    statements = folded(said)
    row = {name: at for at, name in enumerate(statements.table.columns["surname"].values)}
    codes = statements.table.columns["surname"].codes.tolist()
    of_code = {code: at for at, code in enumerate(codes)}
    at_row = {name: of_code[code] for name, code in row.items()}
    here = {
        tuple(sorted((at_row[NAMES[a]], at_row[NAMES[b]]))): w
        for (a, b), w in weights.items()
        if NAMES[a] in at_row and NAMES[b] in at_row
    }
    strong = np.zeros(len(codes), dtype=np.int64)
    for name, at in at_row.items():
        strong[at] = alone[NAMES.index(name)]
    left, right = np.array([*here], dtype=np.int64).reshape(-1, 2).T
    return grouped(
        statements,
        left,
        right,
        np.array([*here.values()], dtype=np.int64),
        strong,
        must or [],
        cannot or [],
    ).tolist()


@given(names, strength, between, decisions)
def test_decisions_hold_and_nothing_else_parts_a_strong_statement(
    said: list[str],
    alone: list[int],
    weights: dict[tuple[int, int], int],
    decided: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    must, cannot = decided
    labels = labels_of(said, alone, weights, must, cannot)

    assert all(labels[one] == labels[other] for one, other in must)
    assert all(labels[one] != labels[other] for one, other in cannot)
    named = {record for both in (*must, *cannot) for record in both}
    for one, other in combinations(range(RECORDS), 2):
        strong = said[one] == said[other] and alone[NAMES.index(said[one])] > 0
        if strong and not named & {one, other}:
            assert labels[one] == labels[other]


@given(names, strength, between)
def test_a_statement_that_says_too_little_joins_nothing(
    said: list[str], alone: list[int], weights: dict[tuple[int, int], int]
) -> None:
    labels = labels_of(said, alone, weights)

    for record, name in enumerate(said):
        if alone[NAMES.index(name)] <= 0:
            assert labels.count(labels[record]) == 1


@given(names, strength, between)
def test_without_repetition_groups_are_the_clusters_of_the_records(
    said: list[str], alone: list[int], weights: dict[tuple[int, int], int]
) -> None:
    once = sorted(set(said))
    strong = [1000] * len(NAMES)

    labels = labels_of(once, strong, weights)

    at = {name: number for number, name in enumerate(once)}
    here = {
        (at[NAMES[a]], at[NAMES[b]]): w
        for (a, b), w in weights.items()
        if NAMES[a] in at and NAMES[b] in at
    }
    left, right = np.array([*here], dtype=np.int64).reshape(-1, 2).T
    expected = cluster(
        [f"k{number}" for number in range(len(once))],
        left,
        right,
        np.array([*here.values()], dtype=np.int64),
    )
    assert labels == expected.tolist()
    assert len(alone) == len(NAMES)


@given(names, strength, between)
def test_repeating_a_record_changes_no_other(
    said: list[str], alone: list[int], weights: dict[tuple[int, int], int]
) -> None:
    labels = labels_of(said, alone, weights)
    again = labels_of([*said, said[0]], alone, weights)

    def parts(of: list[int]) -> set[frozenset[int]]:
        found = defaultdict(set)
        for record, label in enumerate(of[:RECORDS]):
            found[label].add(record)
        return set(map(frozenset, found.values()))

    assert parts(again) == parts(labels)


def test_two_records_that_say_the_same_can_be_decided_apart() -> None:
    labels = labels_of(["A", "A", "A", "B"], [5000] * 4, {(0, 1): 4000}, cannot=[(0, 1)])

    assert labels[0] != labels[1]
    assert labels.count(labels[0]) + labels.count(labels[1]) == 4


def test_records_that_say_too_little_are_one_by_a_decision_only() -> None:
    assert labels_of(["A", "A", "A"], [-5000] * 4, {}) == [0, 1, 2]
    assert labels_of(["A", "A", "A"], [-5000] * 4, {}, must=[(0, 2)]) == [0, 1, 0]
