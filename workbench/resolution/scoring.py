"""The weight of a pair under a published model, for many pairs at once.

    weight = log2(same odds + alias odds) + rarity - log2(1 + household odds + namesake odds)

The odds are each class's against strangers: its prior and its levels. The second class is the same
person under another name; the last term speaks for two members of one household instead, or for a
parent and a child of one name. All terms are whole numbers in ``1 / UNITS`` bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from workbench.resolution.comparisons import Comparison
from workbench.resolution.model import Model, Rarity
from workbench.resolution.patterns import AT_ONCE, Levels, Patterns
from workbench.resolution.scored import UNITS
from workbench.resolution.table import Column, Ints, Table

NOTHING = 12 * UNITS
"""How far apart two odds are when the smaller adds nothing to the greater, in whole units."""
ADDED = np.rint(np.log2(1 + np.exp2(-np.arange(NOTHING + 1) / UNITS)) * UNITS).astype(np.int64)
"""log2(1 + 2^-apart) by how far two odds are apart: one table, so that all sums are equal."""
_ADDED = ADDED.tolist()


def weights(
    model: Model,
    comparisons: Sequence[Comparison],
    table: Table,
    patterns: Patterns,
    left: Ints,
    right: Ints,
) -> Ints:
    """Each pair's weight; ``patterns`` are those of the pairs.

    A comparison that the model does not know takes no part.
    """
    same = np.full(len(patterns.levels), model.prior, dtype=np.int64)
    alias = np.full(len(patterns.levels), model.alias or 0, dtype=np.int64)
    home = np.full(len(patterns.levels), model.household or 0, dtype=np.int64)
    name = np.full(len(patterns.levels), model.namesake or 0, dtype=np.int64)
    for at, comparison in enumerate(comparisons):
        of_level = model.levels.get(comparison.name)
        if of_level is None:
            continue
        levels = patterns.levels[:, at]
        same += np.array([*(w.same for w in of_level), 0])[levels]
        alias += np.array([*(w.alias for w in of_level), 0])[levels]
        home += np.array([*(w.household for w in of_level), 0])[levels]
        name += np.array([*(w.namesake for w in of_level), 0])[levels]
    if model.alias is not None:
        same = eithers(same, alias)
    home = eithers(home, name)
    values = _values(model, comparisons, table)
    out = np.empty(len(left), dtype=np.int64)
    for start in range(0, len(left), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        shown = patterns.of_pair[part]
        rare = _rarity(comparisons, values, patterns.levels, shown, left[part], right[part])
        out[part] = same[shown] + rare
        if model.household is not None:
            out[part] -= household_terms(home[shown] + rare)
    return out


def either(one: int, other: int) -> int:
    """log2 of the sum of two odds given as log2, all in ``1 / UNITS`` bit."""
    if one < other:
        one, other = other, one
    apart = one - other
    return one + _ADDED[apart] if apart < NOTHING else one


def household_term(odds: int) -> int:
    """log2(1 + odds) of odds given as log2, both in ``1 / UNITS`` bit."""
    return either(0, odds)


def eithers(one: Ints, other: Ints) -> Ints:
    """``either`` for arrays."""
    apart = np.minimum(np.abs(one - other), NOTHING)
    summed: Ints = np.maximum(one, other) + ADDED[apart]
    return summed


def household_terms(odds: Ints) -> Ints:
    """``household_term`` for an array."""
    return eithers(np.zeros_like(odds), odds)


def _values(
    model: Model, comparisons: Sequence[Comparison], table: Table
) -> dict[str, tuple[Column, Ints]]:
    """By comparison whose rare values weigh more: their column, and what each value adds."""
    found = {}
    for comparison in comparisons:
        column = table.columns.get(comparison.columns[0])
        if column is not None and (rarity := model.rarity.get(comparison.name)):
            found[comparison.name] = column, rarities(rarity, column)
    return found


def _rarity(
    comparisons: Sequence[Comparison],
    values: Mapping[str, tuple[Column, Ints]],
    levels: Levels,
    of_pair: Ints,
    left: Ints,
    right: Ints,
) -> Ints:
    out = np.zeros(len(left), dtype=np.int64)
    for at, comparison in enumerate(comparisons):
        if comparison.name not in values:
            continue
        column, of_value = values[comparison.name]
        rare = [comparison.levels.index(level) for level in comparison.rare]
        pairs = np.flatnonzero(np.isin(levels[:, at], rare)[of_pair])
        out[pairs] += np.minimum(
            of_value[column.codes[left[pairs]]], of_value[column.codes[right[pairs]]]
        )
    return out


def rarities(rarity: Rarity, column: Column) -> Ints:
    """What an agreement on each of a column's values adds, by code."""
    known = rarity.values
    return np.array(
        [*(known.get(value, rarity.other) for value in column.values), 0], dtype=np.int64
    )
