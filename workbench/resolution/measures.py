"""Two partitions of the same records compared: closure, B-cubed, exact clusters, strata.

    record ─ label (the entity that it was put in) × truth (the entity that it is of)

All pair counts come from contingencies: a group of n records holds ``n (n - 1) / 2`` pairs.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.resolution.table import Ints

UNKNOWN = -1
"""The truth, or the group, of a record that states none."""


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
        return measured(self.both, self.predicted, self.actual)


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
    return measured(exact, len(np.unique(labels)), len(np.unique(truth)))


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


def _pairs(labels: Ints) -> int:
    sizes = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def measured(right: int, predicted: int, actual: int) -> Measure:
    """Of the predicted and of the actual ones, how many are both."""
    precision, recall = share(right, predicted), share(right, actual)
    return Measure(precision, recall, _harmonic(precision, recall))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def share(part: int, whole: int) -> float:
    """1 of nothing."""
    return part / whole if whole else 1.0


def _cells(labels: Ints, truth: Ints) -> tuple[Ints, Ints, Ints]:
    """For each non-empty cell: its records, those of its cluster, those of its entity."""
    first = np.unique(labels, return_inverse=True, return_counts=True)
    second = np.unique(truth, return_inverse=True, return_counts=True)
    _, at, cell = np.unique(joint(labels, truth), return_index=True, return_counts=True)
    return cell, first[2][first[1][at]], second[2][second[1][at]]
