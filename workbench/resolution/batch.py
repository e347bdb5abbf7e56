"""A whole table at once: train a model on it, and resolve it under a model.

table ─► candidates ─► patterns ─► model ─► weights ─► groups
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from workbench.resolution import training
from workbench.resolution.blocking import Block, Candidates, Key, candidates
from workbench.resolution.cautions import cautions
from workbench.resolution.comparisons import DIFFERENT, PERSON, Comparison
from workbench.resolution.grouping import grouped
from workbench.resolution.households import household_evidence
from workbench.resolution.keys import PERSON_KEYS
from workbench.resolution.model import LevelWeight, Model, Rarity
from workbench.resolution.patterns import Patterns, patterns, usable
from workbench.resolution.scored import UNITS
from workbench.resolution.scoring import weights
from workbench.resolution.statements import Folded, fold
from workbench.resolution.table import Column, Ints, Table

PAIRS_A_RECORD = 3
"""A key that would make more pairs than this for each record is too coarse for these records."""
MOST_FREQUENT = 20_000
"""Values of a column whose frequency a model keeps."""
FEWEST_STATED = 2
FEWEST_PAIRS = 500_000
"""A key that makes no more is never too coarse."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A table's statements, their candidate pairs, and the patterns of these."""

    statements: Folded
    comparisons: tuple[Comparison, ...]
    candidates: Candidates
    patterns: Patterns
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """What a model makes of a table."""

    labels: Ints
    """For each record the position of its group's first record by key."""
    statements: Folded
    candidates: Candidates
    """Pairs of statements, by their rows."""
    weights: Ints
    """Of each candidate pair, in ``1 / UNITS`` bit."""
    alone: Ints
    """Of each statement, its weight with itself: one that is not positive joins nothing."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def compare(
    table: Table,
    keys: Sequence[Key] = PERSON_KEYS,
    dropped: Collection[Block] = frozenset(),
    comparisons: Sequence[Comparison] = PERSON,
    pairs_a_record: int | None = PAIRS_A_RECORD,
) -> Compared:
    """Find and compare a table's candidate pairs.

    Args:
        dropped: blocks that a published model leaves out.
        pairs_a_record: keys that make more are left out; None uses every key, as a published
            model has left out its own.
    """
    start = perf_counter()
    statements = fold(table, comparisons)
    said = statements.table
    most = None if pairs_a_record is None else max(pairs_a_record * len(said), FEWEST_PAIRS)
    found = candidates(said, keys, dropped, most)
    blocked = perf_counter()
    able = usable(comparisons, said)
    shown = patterns(able, said, found.left, found.right)
    seconds = {"block": blocked - start, "compare": perf_counter() - blocked}
    return Compared(statements, able, found, shown, seconds)


def train(compared: Compared, keys: Sequence[Key] = PERSON_KEYS, kind: str = "person") -> Model:
    """Estimate a model from the records alone; from too few the expected weights are all there is.

    Whether the household class takes part is decided by ``household_evidence`` on these records.
    """
    table, comparisons = compared.statements.table, compared.comparisons
    learnt = training.learnable(table)
    evidence = household_evidence(comparisons, compared.patterns, compared.statements.repeats)
    estimate = (
        training.estimate(
            comparisons,
            compared.patterns,
            training.random_shares(comparisons, table),
            len(table),
            household=evidence.used,
        )
        if learnt
        else training.expected(comparisons, household=evidence.used or not evidence.told)
    )
    home = estimate.household or estimate.stranger
    levels = {}
    rarity = {}
    for at, comparison in enumerate(comparisons):
        stranger = estimate.stranger[at]
        names = (*comparison.levels, DIFFERENT)
        if comparison.rare:
            column = table.columns.get(comparison.columns[0])
            rarity[comparison.name], beyond = _rarity(column, estimate.random[at][0])
            # what the records are too few to tell of a value they hold once or twice
            stranger = stranger * np.exp2([beyond / UNITS, *([0] * (len(names) - 1))])
        classes = (estimate.same, estimate.alias, home, estimate.namesake)
        weights = (_units(np.log2(of[at] / stranger)) for of in classes)
        levels[comparison.name] = tuple(map(LevelWeight, names, *weights))
    stated = {name for name, column in table.columns.items() if column.stated}
    coarse = frozenset(compared.candidates.coarse)
    return Model(
        kind=kind,
        records=len(compared.statements.of_record),
        prior=_bits(estimate.same_share),
        alias=_bits(estimate.alias_share),
        household=_bits(estimate.household_share) if estimate.household else None,
        namesake=_bits(estimate.namesake_share) if estimate.household else None,
        levels=levels,
        rarity=rarity,
        keys=tuple(key for key in keys if key not in coarse and stated.issuperset(key)),
        dropped=tuple(sorted(gone.block for gone in compared.candidates.dropped)),
        evidence=evidence,
        learnt=learnt,
    )


def resolve(
    compared: Compared,
    model: Model,
    must: Collection[tuple[int, int]] = (),
    cannot: Collection[tuple[int, int]] = (),
) -> Resolution:
    """The groups of records that are one, under a model and decisions.

    Args:
        must, cannot: positions of records decided to be one, and decided apart.
    """
    start = perf_counter()
    pairs, said = compared.candidates, compared.statements.table
    weight = weights(model, compared.comparisons, said, compared.patterns, pairs.left, pairs.right)
    rows = np.arange(len(said))
    itself = patterns(compared.comparisons, said, rows, rows)
    alone = weights(model, compared.comparisons, said, itself, rows, rows)
    scored = perf_counter()
    labels = grouped(compared.statements, pairs.left, pairs.right, weight, alone, must, cannot)
    told = cautions(compared.statements, compared.comparisons, pairs, alone, model)
    seconds = {**compared.seconds, "score": scored - start, "cluster": perf_counter() - scored}
    return Resolution(labels, compared.statements, pairs, weight, alone, seconds, told)


def _units(bits: NDArray[np.float64]) -> list[int]:
    return [int(value) for value in np.rint(bits * UNITS)]


def _bits(share: float) -> int:
    return round(float(np.log2(share / (1 - share))) * UNITS)


def _rarity(source: Column | None, shared: float) -> tuple[Rarity, int]:
    """Weights of agreeing on each value, beside agreeing on any (probability ``shared``).

    Returns:
        The weights, none of an unlisted value under 0; and how much less agreeing on any value
        says for that, in ``1 / UNITS`` bit.
    """
    if source is None or source.stated < training.FEWEST_RECORDS:
        return Rarity(0), 0
    counts = source.counts
    order = np.argsort(-counts, kind="stable")
    beyond = counts[order[MOST_FREQUENT]] if len(order) > MOST_FREQUENT else 0
    least = max(int(beyond), FEWEST_STATED)
    listed = order[counts[order] > least]
    bits = _units(np.log2(shared * source.stated / np.append(counts[listed], least)))
    lift = max(-bits[-1], 0)
    values = {str(source.values[c]): b + lift for c, b in zip(listed, bits, strict=False)}
    return Rarity(bits[-1] + lift, values, int(source.stated), int(least)), lift
