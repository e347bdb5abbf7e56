"""Scores against truth, compared with counting every pair one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.resolution import evaluation
from workbench.resolution.evaluation import EDGES, Scored, Tally, calibration, evaluate
from workbench.resolution.measures import (
    UNKNOWN,
    Stratum,
    b_cubed,
    either,
    exact_clusters,
    pair_counts,
    stratum_closure,
)
from workbench.resolution.scored import UNITS
from workbench.resolution.table import Ints

Records = list[tuple[int, int, int]]
records = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(-1, 2)), max_size=12)
"""Label, truth and group of each record."""
STATEMENTS = 5
PAIRS = [*combinations(range(STATEMENTS), 2)]
some_bits = st.integers(-4, 4).map(lambda half: half * UNITS // 2)


@st.composite
def scored_statements(draw: st.DrawFn, records: int) -> Scored:
    """Statements of some records, some without any, and some of their pairs."""
    statement = draw(st.lists(st.integers(0, STATEMENTS - 1), min_size=records, max_size=records))
    pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True))
    weights = draw(st.lists(some_bits, min_size=len(pairs), max_size=len(pairs)))
    alone = draw(st.lists(some_bits, min_size=STATEMENTS, max_size=STATEMENTS))
    return scored(statement, pairs, weights, alone)


def scored(
    statement: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    weights: Sequence[int],
    alone: Sequence[int],
) -> Scored:
    left, right = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    own, of_pairs, itself = (np.array(of, dtype=np.int64) for of in (statement, weights, alone))
    return Scored(own, left, right, of_pairs, itself)


def weighed_pairs(of: Scored) -> dict[tuple[int, int], int]:
    """The weight of each candidate pair of records."""
    weights = dict(zip(zip(of.left, of.right, strict=True), of.weights, strict=True))
    weights |= {(row, row): weight for row, weight in enumerate(of.alone)}
    found = {}
    for one, other in combinations(range(len(of.statement)), 2):
        rows = tuple(sorted((of.statement[one], of.statement[other])))
        if rows in weights:
            found[one, other] = int(weights[rows])
    return found


def columns(of: Records) -> tuple[Ints, Ints, Ints]:
    labels, truth, groups = np.array(of, dtype=np.int64).reshape(-1, 3).T
    return labels, truth, groups


def counted(of: Records, kind: Callable[[int, int], bool]) -> tuple[int, int, int]:
    """Pairs of that kind of group: together in both, predicted, actual."""
    pairs = [(a, b) for a, b in combinations(of, 2) if kind(a[2], b[2])]
    return (
        sum(a[0] == b[0] and a[1] == b[1] for a, b in pairs),
        sum(a[0] == b[0] for a, b in pairs),
        sum(a[1] == b[1] for a, b in pairs),
    )


@given(records)
def test_closure_counts_every_pair(of: Records) -> None:
    labels, truth, _ = columns(of)
    counts = pair_counts(labels, truth)
    assert (counts.both, counts.predicted, counts.actual) == counted(of, lambda a, b: True)


@given(records, st.booleans())
def test_a_stratum_counts_its_pairs_alone(of: Records, equal: bool) -> None:
    labels, truth, groups = columns(of)
    both, predicted, actual = counted(of, lambda a, b: -1 not in (a, b) and (a == b) == equal)
    result = stratum_closure(labels, truth, Stratum(groups, equal))
    assert (result.predicted_pairs, result.true_pairs) == (predicted, actual)
    assert result.precision == (both / predicted if predicted else 1)
    assert result.recall == (both / actual if actual else 1)


@given(records)
def test_either_takes_pairs_with_one_flagged_record_or_two(of: Records) -> None:
    labels, truth, groups = columns(of)
    _, predicted, actual = counted(of, lambda a, b: a > 0 or b > 0)
    result = stratum_closure(labels, truth, either(groups > 0))
    assert (result.predicted_pairs, result.true_pairs) == (predicted, actual)


@given(records)
def test_b_cubed_is_the_mean_over_records(of: Records) -> None:
    labels, truth, _ = columns(of)
    shares = []
    for label, true, _ in of:
        both = sum(a == label and b == true for a, b, _ in of)
        shares.append(
            (both / sum(a == label for a, _, _ in of), both / sum(b == true for _, b, _ in of))
        )
    measured = b_cubed(labels, truth)
    precision, recall = np.mean(shares, axis=0) if shares else (1.0, 1.0)
    assert measured.precision == pytest.approx(precision)
    assert measured.recall == pytest.approx(recall)


@given(records)
def test_exact_clusters_are_those_found_whole_and_pure(of: Records) -> None:
    labels, truth, _ = columns(of)

    def sets(values: Ints) -> set[frozenset[int]]:
        return {frozenset(np.flatnonzero(values == v).tolist()) for v in values}

    measured = exact_clusters(labels, truth)
    exact = len(sets(labels) & sets(truth))
    assert measured.precision == (exact / len(sets(labels)) if of else 1)
    assert measured.recall == (exact / len(sets(truth)) if of else 1)


@given(records)
def test_a_partition_is_perfect_against_itself(of: Records) -> None:
    labels, _, _ = columns(of)
    assert pair_counts(labels, labels).measure.f1 == 1
    assert b_cubed(labels, labels).f1 == pytest.approx(1)
    assert exact_clusters(labels, labels).f1 == 1


@given(st.data(), records)
def test_candidates_are_counted_as_pairs_of_records(data: st.DataObject, of: Records) -> None:
    # Arrange: the group is the truth, as it is unknown for some
    labels, _, truth = columns(of)
    statements = data.draw(scored_statements(len(of)))
    every = weighed_pairs(statements)
    known = {pair: w for pair, w in every.items() if UNKNOWN not in truth[[*pair]]}
    true = [pair for pair in known if truth[pair[0]] == truth[pair[1]]]
    together = [pair for pair in known if known[pair] > 0]
    right = len(set(true) & set(together))

    # Act
    result = evaluate(labels, truth, statements)

    # Assert
    actual = pair_counts(truth[truth != UNKNOWN], truth[truth != UNKNOWN]).actual
    assert result.candidates == len(every)
    assert result.blocking_recall == (len(true) / actual if actual else 1)
    assert result.edges.precision == (right / len(together) if together else 1)
    assert result.edges.recall == (right / actual if actual else 1)
    shares: dict[float, list[tuple[float, bool]]] = {}
    for pair, weight in known.items():
        probability = 1 / (1 + 2 ** (-weight / UNITS))
        low = max(edge for edge in EDGES[:-1] if edge <= probability)
        shares.setdefault(low, []).append((probability, pair in true))
    assert {one.low: one.pairs for one in result.calibration} == {
        low: len(those) for low, those in shares.items()
    }
    for one in result.calibration:
        predicted, observed = np.mean(shares[one.low], axis=0)
        assert one.predicted == pytest.approx(predicted)
        assert one.observed == pytest.approx(observed)


@given(st.data(), records)
def test_looking_up_in_parts_changes_nothing(data: st.DataObject, of: Records) -> None:
    labels, truth, _ = columns(of)
    statements = data.draw(scored_statements(len(of)))
    with pytest.MonkeyPatch.context() as patch:
        whole = evaluate(labels, truth, statements)
        patch.setattr(evaluation, "LOOKED_UP", 1)
        assert evaluate(labels, truth, statements) == whole


def test_a_hundred_thousand_equal_records_are_counted_not_listed() -> None:
    # Arrange: two statements of 100,000 records; the truth is one person in two of each
    many = 100_000
    statement, truth = np.repeat([0, 1], many), np.arange(2 * many) % 2
    statements = scored(statement.tolist(), [(0, 1)], [UNITS], [UNITS, UNITS])

    # Act
    result = evaluate(np.zeros(2 * many, dtype=np.int64), truth, statements)

    # Assert
    assert result.candidates == many * (2 * many - 1)
    assert result.blocking_recall == 1
    assert result.edges.precision == (many - 1) / (2 * many - 1)


def test_records_without_truth_are_left_out_of_every_score() -> None:
    # Arrange: 0 and 1 are one person and found; 2 is of unknown truth; 3 and 4 were missed
    labels = np.array([7, 7, 7, 3, 4])
    truth = np.array([1, 1, UNKNOWN, 2, 2])
    pairs, weights = [(0, 1), (0, 2), (1, 2)], [2 * UNITS, 5 * UNITS, 5 * UNITS]

    # Act
    result = evaluate(labels, truth, scored(range(5), pairs, weights, [UNITS] * 5))

    # Assert
    assert (result.records, result.scored, result.candidates) == (5, 4, 3)
    assert (result.closure.precision, result.closure.recall) == (1, 0.5)
    assert result.blocking_recall == 0.5
    assert (result.edges.precision, result.edges.recall) == (1, 0.5)
    assert (result.entities, result.true_entities, result.largest_cluster) == (3, 2, 3)
    assert sum(one.pairs for one in result.calibration) == 1


def test_calibration_compares_predicted_with_observed_in_each_bin() -> None:
    weights = np.array([0, 3, -200, 200]) * UNITS
    found = Tally(weights, pairs=np.array([4, 1, 1, 0]), true=np.array([2, 1, 0, 0]))
    bins = {(b.low, b.high): b for b in calibration(found)}
    assert set(bins) == {(0.0, 0.01), (0.5, 0.75), (0.75, 0.9)}
    assert bins[0.5, 0.75].predicted == bins[0.5, 0.75].observed == 0.5
    assert bins[0.5, 0.75].pairs == 4
    assert bins[0.75, 0.9].predicted == pytest.approx(8 / 9)
    assert bins[0.0, 0.01].observed == 0


def test_certainty_lies_in_the_last_bin() -> None:
    (only,) = calibration(Tally(np.array([200 * UNITS]), np.array([1]), np.array([1])))
    assert (only.low, only.high, only.pairs) == (0.99, 1.0, 1)


def test_nothing_to_score_is_no_error() -> None:
    nothing = np.empty(0, dtype=np.int64)
    result = evaluate(nothing, nothing, scored([], [], [], []), {"x": Stratum(nothing, True)})
    assert (result.records, result.largest_cluster, result.closure.f1) == (0, 0, 1)
    assert result.strata["x"].true_pairs == 0
    assert result.calibration == ()
