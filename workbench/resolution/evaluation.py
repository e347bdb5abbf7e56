"""How well a partition of records agrees with the truth, counted without listing pairs.

    record ─ label (the entity that it was put in) × truth (the entity that it is of)
    record ─ statement (what was compared and weighed) × truth

All pair counts come from contingencies: a group of n records holds ``n (n - 1) / 2`` pairs, two
statements of n and m records ``n m``. So what is measured is the closure, all that the entities
assert, also between records that were never compared. Truth is read here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.resolution.scored import UNITS
from workbench.resolution.table import Ints

UNKNOWN = -1
"""The truth, or the group, of a record that states none."""
EDGES = (0.0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0)
"""Bounds of the bins of predicted probability."""
LOOKED_UP = 4_000_000
"""Cells of the contingency that are looked up at once: what bounds the memory."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and their harmonic mean; 1 where there was nothing to be wrong about."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Pairs that are together in both, in the partition and in truth."""

    both: int
    predicted: int
    actual: int

    @property
    def measure(self) -> Measure:
        """Precision = both / predicted, recall = both / actual."""
        return _measure(self.both, self.predicted, self.actual)


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Statements and their weights, by which every pair of their records was scored.

    Two records of one statement are candidates of each other, with the weight of that statement
    with itself.
    """

    statement: Ints
    """Row of each record's statement, shape (records,)."""
    left: Ints
    right: Ints
    """Rows of two different statements, each candidate pair once, shape (pairs,)."""
    weights: Ints
    """Log2 odds of each pair, in ``1 / UNITS`` bit."""
    alone: Ints
    """Those of each statement with itself, shape (statements,)."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Candidate pairs of records, counted by the statements that they are of."""

    weights: Ints
    pairs: Ints
    true: Ints
    """Those that truly are one entity."""


@dataclass(frozen=True, slots=True, eq=False)
class Stratum:
    """A kind of pair: two records whose groups are equal, or differ.

    A record in group ``UNKNOWN`` is in no pair of the stratum.
    """

    groups: Ints
    equal: bool


@dataclass(frozen=True, slots=True)
class StratumResult:
    """The closure over one kind of pair alone."""

    predicted_pairs: int
    true_pairs: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Candidate pairs of records of a probability in ``[low, high)``; the last bin holds 1 too."""

    low: float
    high: float
    pairs: int
    predicted: float
    """Mean probability."""
    observed: float
    """Share that truly is one entity."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A partition and its scored pairs against the truth; see the function of each name."""

    records: int
    scored: int
    """Records whose truth is known: only these and the pairs among them are measured."""
    candidates: int
    """Pairs of records, as all counts of pairs are."""
    entities: int
    true_entities: int
    largest_cluster: int
    blocking_recall: float
    closure: Measure
    b_cubed: Measure
    cluster: Measure
    edges: Measure
    calibration: tuple[Bin, ...]
    strata: Mapping[str, StratumResult]


def evaluate(
    labels: Ints,
    truth: Ints,
    scored: Scored,
    strata: Mapping[str, Stratum] | None = None,
) -> Evaluation:
    """Measure a partition.

    Args:
        labels: the entity of each record, shape (records,).
        truth: its true entity; ``UNKNOWN`` leaves the record out of all but ``records``,
            ``candidates`` and ``largest_cluster``.
        scored: the statement of each record, and the weights of these.
        strata: kinds of pairs to measure by themselves.
    """
    known = truth != UNKNOWN
    own, true = labels[known], truth[known]
    found = tally(replace(scored, statement=scored.statement[known]), true)
    counts = pair_counts(own, true)
    return Evaluation(
        records=len(labels),
        scored=len(own),
        candidates=int(_pairs_by_weight(scored).sum()),
        entities=len(np.unique(own)),
        true_entities=len(np.unique(true)),
        largest_cluster=int(np.unique(labels, return_counts=True)[1].max(initial=0)),
        blocking_recall=_share(int(found.true.sum()), counts.actual),
        closure=counts.measure,
        b_cubed=b_cubed(own, true),
        cluster=exact_clusters(own, true),
        edges=edges(found, counts.actual),
        calibration=calibration(found),
        strata={
            name: stratum_closure(own, true, Stratum(one_kind.groups[known], one_kind.equal))
            for name, one_kind in (strata or {}).items()
        },
    )


def tally(scored: Scored, truth: Ints) -> Tally:
    """Count the candidate pairs of records, and the true ones among them.

    With n[a, t] records of statement a and entity t, statements a and b hold the true pairs
    ``sum over t of n[a, t] n[b, t]``, and statement a with itself ``n[a, t] (n[a, t] - 1) / 2``.
    The cells of the statement that has fewer are looked up among those of the other.
    """
    names, entity = np.unique(truth, return_inverse=True)
    entities = np.int64(max(len(names), 1))
    cells, size = np.unique(scored.statement * entities + entity, return_counts=True)
    bounds = np.searchsorted(cells, np.arange(len(scored.alone) + 1) * entities)
    many = np.diff(bounds)
    fewer = np.where(many[scored.left] <= many[scored.right], scored.left, scored.right)
    other = scored.left + scored.right - fewer
    between = np.zeros(len(fewer), dtype=np.int64)
    able = np.flatnonzero(many[fewer])
    for part in np.array_split(able, 1 + int(many[fewer[able]].sum()) // LOOKED_UP):
        ends = np.append(0, np.cumsum(many[fewer[part]]))
        at = np.repeat(bounds[fewer[part]] - ends[:-1], np.diff(ends)) + np.arange(ends[-1])
        wanted = np.repeat(other[part] * entities, np.diff(ends)) + cells[at] % entities
        there = np.minimum(np.searchsorted(cells, wanted), len(cells) - 1)
        between[part] = _sums(np.where(cells[there] == wanted, size[at] * size[there], 0), ends)
    within = _sums(size * (size - 1) // 2, bounds)
    return Tally(
        np.concatenate((scored.weights, scored.alone)),
        _pairs_by_weight(scored),
        np.concatenate((between, within)),
    )


def pair_counts(labels: Ints, truth: Ints) -> PairCounts:
    """Pairs within the cells, the rows and the columns of the contingency table."""
    return PairCounts(_pairs(joint(labels, truth)), _pairs(labels), _pairs(truth))


def b_cubed(labels: Ints, truth: Ints) -> Measure:
    """Mean over records of the share of its cluster that is its entity (Bagga, Baldwin 1998).

    A cell of n records in a cluster of p and an entity of t adds ``n * n / p`` to precision and
    ``n * n / t`` to recall; both are divided by the number of records.
    """
    cell, cluster, entity = _cells(labels, truth)
    n = len(labels)
    precision = float((cell * cell / cluster).sum()) / n if n else 1.0
    recall = float((cell * cell / entity).sum()) / n if n else 1.0
    return Measure(precision, recall, _harmonic(precision, recall))


def exact_clusters(labels: Ints, truth: Ints) -> Measure:
    """Clusters, of one record or more, that are an entity exactly: of all clusters, of all true."""
    cell, cluster, entity = _cells(labels, truth)
    exact = int(((cell == cluster) & (cell == entity)).sum())
    return _measure(exact, len(np.unique(labels)), len(np.unique(truth)))


def edges(found: Tally, actual: int) -> Measure:
    """Candidate pairs with a weight over 0, against all true pairs, before any clustering."""
    together = found.weights > 0
    return _measure(int(found.true[together].sum()), int(found.pairs[together].sum()), actual)


def calibration(found: Tally) -> tuple[Bin, ...]:
    """Predicted probability ``1 / (1 + 2 ** -weight)`` against the share that is one entity."""
    bits = np.clip(found.weights / UNITS, -60.0, 60.0)
    probability = 1.0 / (1.0 + np.exp2(-bits))
    at = np.minimum(np.searchsorted(EDGES, probability, side="right") - 1, len(EDGES) - 2)
    bins = len(EDGES) - 1
    pairs = np.bincount(at, weights=found.pairs, minlength=bins)
    predicted = np.bincount(at, weights=probability * found.pairs, minlength=bins)
    observed = np.bincount(at, weights=found.true, minlength=bins)
    return tuple(
        Bin(EDGES[i], EDGES[i + 1], int(n), float(predicted[i] / n), float(observed[i] / n))
        for i, n in enumerate(pairs)
        if n
    )


def stratum_closure(labels: Ints, truth: Ints, stratum: Stratum) -> StratumResult:
    """The closure over the stratum's pairs, exactly.

    Pairs of equal group: those within (label, group) and (truth, group). Pairs of different group:
    all pairs of the records that have a group, less those.
    """
    stated = stratum.groups != UNKNOWN
    own, true, groups = labels[stated], truth[stated], stratum.groups[stated]
    counts = PairCounts(
        _pairs(joint(joint(own, true), groups)),
        _pairs(joint(own, groups)),
        _pairs(joint(true, groups)),
    )
    if not stratum.equal:
        every = pair_counts(own, true)
        counts = PairCounts(*np.subtract(astuple(every), astuple(counts)).tolist())
    of = counts.measure
    return StratumResult(counts.predicted, counts.actual, of.precision, of.recall, of.f1)


def either(flags: NDArray[np.bool_]) -> Stratum:
    """Pairs of which at least one record is flagged: each flagged one is a group of its own."""
    return Stratum(np.where(flags, np.arange(1, len(flags) + 1), 0), equal=False)


def joint(one: Ints, other: Ints) -> Ints:
    """A number for each combination of two labels, shape as theirs."""
    first = np.unique(one, return_inverse=True)[1]
    distinct, second = np.unique(other, return_inverse=True)
    return (first * np.int64(max(len(distinct), 1)) + second).astype(np.int64)


def _cells(labels: Ints, truth: Ints) -> tuple[Ints, Ints, Ints]:
    """For each non-empty cell: its records, those of its cluster, those of its entity."""
    first = np.unique(labels, return_inverse=True, return_counts=True)
    second = np.unique(truth, return_inverse=True, return_counts=True)
    _, at, cell = np.unique(joint(labels, truth), return_index=True, return_counts=True)
    return cell, first[2][first[1][at]], second[2][second[1][at]]


def _pairs_by_weight(scored: Scored) -> Ints:
    """The pairs of records of each candidate pair of statements, then of each statement."""
    size = np.bincount(scored.statement, minlength=len(scored.alone))
    return np.concatenate((size[scored.left] * size[scored.right], size * (size - 1) // 2))


def _sums(values: Ints, bounds: Ints) -> Ints:
    """The sums of consecutive stretches, which may be empty."""
    return np.diff(np.append(0, np.cumsum(values))[bounds])


def _pairs(labels: Ints) -> int:
    sizes = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _measure(right: int, predicted: int, actual: int) -> Measure:
    precision, recall = _share(right, predicted), _share(right, actual)
    return Measure(precision, recall, _harmonic(precision, recall))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
