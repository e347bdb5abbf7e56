"""How well a partition of records agrees with the truth, counted without listing pairs.

    record ─ label (the entity that it was put in) × truth (the entity that it is of)
    record ─ statement (what was compared and weighed) × truth

All pair counts come from contingencies: a group of n records holds ``n (n - 1) / 2`` pairs, two
statements of n and m records ``n m``. So what is measured is the closure, all that the entities
assert, also between records that were never compared. Truth is read here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from workbench.resolution.measures import (
    UNKNOWN,
    Measure,
    Stratum,
    StratumResult,
    b_cubed,
    exact_clusters,
    measured,
    pair_counts,
    share,
    stratum_closure,
)
from workbench.resolution.scored import UNITS
from workbench.resolution.table import Ints

EDGES = (0.0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0)
"""Bounds of the bins of predicted probability."""
LOOKED_UP = 4_000_000
"""Cells of the contingency that are looked up at once: what bounds the memory."""


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
        blocking_recall=share(int(found.true.sum()), counts.actual),
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


def edges(found: Tally, actual: int) -> Measure:
    """Candidate pairs with a weight over 0, against all true pairs, before any clustering."""
    together = found.weights > 0
    return measured(int(found.true[together].sum()), int(found.pairs[together].sum()), actual)


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


def _pairs_by_weight(scored: Scored) -> Ints:
    """The pairs of records of each candidate pair of statements, then of each statement."""
    size = np.bincount(scored.statement, minlength=len(scored.alone))
    return np.concatenate((size[scored.left] * size[scored.right], size * (size - 1) // 2))


def _sums(values: Ints, bounds: Ints) -> Ints:
    """The sums of consecutive stretches, which may be empty."""
    return np.diff(np.append(0, np.cumsum(values))[bounds])
