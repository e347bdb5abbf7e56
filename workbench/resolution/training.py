"""Estimating a model from the records alone: expectation-maximisation over comparison patterns.

Every pair of records belongs to one of five latent classes: the *same* person, the same under an
*alias*, *household* member, *namesake* (parent and child of one name), *stranger*. Within a class
the comparisons are taken as independent (Fellegi and Sunter 1969), so that the probability of a
pattern is the product of its levels' shares. Strangers are all other pairs, and nearly all pairs:
their shares are those of random pairs. Pairs that no blocking key brings together count as
strangers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.resolution.comparisons import DIFFERENT, Comparison
from workbench.resolution.patterns import UNSTATED, Levels, Patterns, levels_of_each
from workbench.resolution.table import Column, Table

Shares = tuple[NDArray[np.float64], ...]
"""For each comparison the share of each level in a class; sums to 1."""

RANDOM_PAIRS = 250_000
SEED = 20260
STRENGTH = 20.0
"""Pairs that the expected shares count for beside the data."""
ROUNDS = 100
SETTLED = 1e-4
LEAST = 0.1
"""Of an expected share that the data may leave: no single field may seem to exclude anybody."""
MOST = 4.0
"""Times the expected share that the data may make of what goes against a class. Where few records
are of one person, or few of one household, the class would be learnt from other pairs."""
SMALLEST_SHARE = 1e-7
FEWEST_RECORDS = 50
"""Statements, or records that state a field, below which chance agreement cannot be measured."""
FEWEST_PAIRS = 100
"""Random pairs that state a comparison, below which its expected shares stand."""
EXPECTED_SAME = 1e-5
"""Share of pairs that are the same person where nothing can be learnt: as in a town of 100,000.
By it an equal name alone joins nobody; an equal name and birth date do."""
RELATIVES = 2.0
"""Pairs of one household to each of one person, where nothing can be learnt."""
MOST_SAME = 0.25
"""Share of all pairs that a class other than strangers may take."""
ALIASES = 0.02
"""Of the pairs of records of one person, those with another name, before any data is seen."""
NAMESAKES = 0.01
"""Of the pairs of one household, those of a parent and a child who bears the parent's name."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Shares of levels in each class, and the classes' shares of all pairs of records."""

    same: Shares
    alias: Shares
    household: Shares | None
    namesake: Shares
    stranger: Shares
    random: Shares
    """Shares among random pairs, whatever their class."""
    same_share: float
    """Of records of one person under one name."""
    alias_share: float
    """Of records of one person under two names."""
    household_share: float

    @property
    def namesake_share(self) -> float:
        """Share of parents and children of the same name."""
        return NAMESAKES * self.household_share


def learnable(table: Table) -> bool:
    """Whether so many records say different things that weights can be learnt from them."""
    return len(table) >= FEWEST_RECORDS


def expected(comparisons: Sequence[Comparison], *, household: bool) -> Estimate:
    """What stands where nothing can be learnt: the expected shares."""
    home = tuple(np.array(c.household) for c in comparisons)
    stranger = tuple(np.array(c.stranger) for c in comparisons)
    same = tuple(np.array(c.same) for c in comparisons)
    return Estimate(
        same=same,
        alias=_instead(same, [c.alias for c in comparisons]),
        household=home if household else None,
        namesake=_instead(home, [c.namesake for c in comparisons]),
        stranger=stranger,
        random=stranger,
        same_share=EXPECTED_SAME,
        alias_share=ALIASES * EXPECTED_SAME,
        household_share=RELATIVES * EXPECTED_SAME if household else 0.0,
    )


def random_shares(comparisons: Sequence[Comparison], table: Table) -> Shares:
    """Each level's share among random pairs; of "exact" the sum of the squared frequencies.

    Where too few records state a comparison its expected shares among strangers stand.
    """
    n = len(table)
    draw = np.random.default_rng(SEED)
    wanted = min(RANDOM_PAIRS, n * (n - 1) // 2)
    left, right = draw.integers(0, n, wanted), draw.integers(0, n, wanted)
    left, right = left[left != right], right[left != right]
    measured = [comparison for comparison in comparisons if comparison.measured]
    levels = dict(zip(measured, levels_of_each(measured, table, left, right), strict=True))
    return tuple(
        _random_share(one, table, levels[one]) if one.measured else np.array(one.stranger)
        for one in comparisons
    )


def _random_share(comparison: Comparison, table: Table, levels: Levels) -> NDArray[np.float64]:
    stranger = np.array(comparison.stranger)
    size = len(comparison.levels) + 1
    counts = np.bincount(levels[levels != UNSTATED], minlength=size).astype(np.float64)
    if counts.sum() < FEWEST_PAIRS:
        return stranger
    share: NDArray[np.float64] = (counts + 0.5 / size) / (counts.sum() + 0.5)
    if comparison.levels[0] not in comparison.rare:
        return share
    first = table.columns.get(comparison.columns[0])
    exact = float(stranger[0]) if first is None or first.stated < FEWEST_RECORDS else _chance(first)
    rest = share[1:] / share[1:].sum() * (1 - exact)
    return np.concatenate(([exact], rest))


def _chance(source: Column) -> float:
    """How often two records that state a column state the same."""
    counts = source.counts.astype(np.float64)
    n = counts.sum()
    return min(max(float((counts * (counts - 1)).sum() / (n * (n - 1))), SMALLEST_SHARE), 0.999)


def estimate(
    comparisons: Sequence[Comparison],
    patterns: Patterns,
    random: Shares,
    records: int,
    *,
    household: bool,
) -> Estimate:
    """Expectation-maximisation from the comparisons' expected shares.

    Args:
        random: as ``random_shares`` gives them.
        household: whether the latent class of household members takes part.
    """
    everything = max(records * (records - 1) / 2, 1.0)
    counts = patterns.counts.astype(np.float64)
    expected = [np.array(c.same) for c in comparisons]
    expected_h = [np.array(c.household) for c in comparisons]
    same, home, stranger = tuple(expected), tuple(expected_h), random
    same_share = home_share = MOST_SAME * max(counts.sum(), 1.0) / everything
    alias_share = ALIASES * same_share
    for _ in range(ROUNDS):
        log_same = np.log(same_share) + _log_shares(patterns.levels, same)
        alias = _instead(same, [c.alias for c in comparisons])
        log_alias = np.log(alias_share) + _log_shares(patterns.levels, alias)
        log_home = np.log(home_share) + _log_shares(patterns.levels, home)
        namesake = _instead(home, [c.namesake for c in comparisons])
        log_name = np.log(NAMESAKES * home_share) + _log_shares(patterns.levels, namesake)
        log_strange = np.log1p(-same_share - alias_share - home_share) + _log_shares(
            patterns.levels, stranger
        )
        if not household:
            log_home = log_name = np.full_like(log_home, -np.inf)
        total = np.logaddexp.reduce((log_same, log_alias, log_home, log_name, log_strange))
        of_same = counts * np.exp(log_same - total)
        of_home = counts * np.exp(log_home - total)
        of_alias = counts * np.exp(log_alias - total)
        before = same_share
        same = tuple(
            one if c.alias else both
            for c, one, both in zip(
                comparisons,
                _shares(comparisons, patterns.levels, of_same, expected),
                _shares(comparisons, patterns.levels, of_same + of_alias, expected),
                strict=True,
            )
        )
        same = tuple(map(_mostly_alike, comparisons, same))
        if household:
            same = tuple(map(_held_down, comparisons, same))
        same_share = min(max(of_same.sum(), 1.0) / everything, MOST_SAME)
        alias_share = min((of_alias.sum() + ALIASES) / everything, MOST_SAME)
        if household:
            home = _shares(comparisons, patterns.levels, of_home, expected_h)
            home = tuple(map(_told_apart, comparisons, home))
            home_share = min(max(of_home.sum(), 1.0) / everything, MOST_SAME)
        else:
            home_share = 0.0
        stranger = _strangers(comparisons, random, same, home, same_share + alias_share, home_share)
        if abs(np.log(same_share / before)) < SETTLED:
            break
        home_share = max(home_share, 1e-300)
    stranger = tuple(map(_no_stronger, stranger, same))
    return Estimate(
        same,
        _instead(same, [c.alias for c in comparisons]),
        home if household else None,
        _instead(home, [c.namesake for c in comparisons]),
        stranger,
        random,
        same_share,
        alias_share,
        home_share,
    )


def _mostly_alike(comparison: Comparison, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares of one person's records, which differ in no field much oftener than expected."""
    return _with_last(share, min(share[-1], MOST * comparison.same[-1]))


def _told_apart(comparison: Comparison, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares of household members, who are not much oftener alike in what tells them apart."""
    if not comparison.tells_members:
        return share
    return _with_last(share, max(share[-1], 1 - MOST * (1 - comparison.household[-1])))


def _with_last(share: NDArray[np.float64], last: float) -> NDArray[np.float64]:
    """The shares with another last one, and the others as they stand to each other."""
    if last == share[-1]:
        return share
    moved: NDArray[np.float64] = share * (1 - last) / (1 - share[-1])
    moved[-1] = last
    return moved


def _held_down(comparison: Comparison, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares of one person's records, where what tells relatives apart stays as rare as expected.

    Where parents and children of one name abound, they would be learnt as one person's mistakes.
    """
    for level in comparison.tells_kin:
        at = (*comparison.levels, DIFFERENT).index(level)
        share = np.where(np.arange(len(share)) == at, min(share[at], comparison.same[at]), share)
    held: NDArray[np.float64] = share / share.sum()
    return held


def _no_stronger(stranger: NDArray[np.float64], same: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chance shares such that no level says more than the strongest: chance is seldom measured
    where a level is rare."""
    raised: NDArray[np.float64] = np.maximum(stranger, same * stranger[0] / same[0])
    return raised


def _instead(shares: Shares, stated: Sequence[tuple[float, ...]]) -> Shares:
    """The shares of a class that differs from another only where its own are stated."""
    return tuple(np.array(own) if own else share for share, own in zip(shares, stated, strict=True))


def _log_shares(levels: Levels, shares: Shares) -> NDArray[np.float64]:
    out = np.zeros(len(levels))
    for at, share in enumerate(shares):
        out += np.append(np.log(share), 0.0)[levels[:, at]]
    return out


def _shares(
    comparisons: Sequence[Comparison],
    levels: Levels,
    weights: NDArray[np.float64],
    expected: Sequence[NDArray[np.float64]],
) -> Shares:
    shares = []
    for at, prior in enumerate(expected):
        if not comparisons[at].measured:
            shares.append(prior)
            continue
        stated = levels[:, at] != UNSTATED
        counts = np.bincount(levels[stated, at], weights=weights[stated], minlength=len(prior))
        share = (counts + STRENGTH * prior) / (counts.sum() + STRENGTH)
        share = np.maximum(share, LEAST * prior)
        shares.append(share / share.sum())
    return tuple(shares)


def _strangers(
    comparisons: Sequence[Comparison],
    random: Shares,
    same: Shares,
    home: Shares,
    same_share: float,
    home_share: float,
) -> Shares:
    """Random pairs hold a few of the same person and household: what is left are the strangers."""
    out = []
    for comparison, all_pairs, one, other in zip(comparisons, random, same, home, strict=True):
        if not comparison.measured:
            out.append(all_pairs)
            continue
        rest = all_pairs - same_share * one - home_share * other
        rest = np.maximum(rest, 0.05 * all_pairs)
        out.append(np.maximum(rest / rest.sum(), SMALLEST_SHARE))
    return tuple(out)
