"""Sums of odds in whole units, by one and by many, and weights that any model may give."""

from __future__ import annotations

from math import log2

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.resolution.people import learnt, table_of, town
from workbench.resolution.batch import Compared, compare
from workbench.resolution.model import Rarity
from workbench.resolution.scored import UNITS
from workbench.resolution.scoring import (
    either,
    eithers,
    household_term,
    household_terms,
    rarities,
    weights,
)
from workbench.resolution.table import column

odds = st.integers(-60 * UNITS, 60 * UNITS)


@given(odds, odds)
def test_the_sum_of_two_odds_is_right_to_a_unit(one: int, other: int) -> None:
    exact = log2(2 ** (one / UNITS) + 2 ** (other / UNITS)) * UNITS

    assert either(one, other) == pytest.approx(exact, abs=1)
    assert either(one, other) == either(other, one)
    assert household_term(one) == either(0, one)


@given(st.lists(st.tuples(odds, odds), min_size=1))
def test_many_sums_are_each_as_one(pairs: list[tuple[int, int]]) -> None:
    one, other = np.array(pairs, dtype=np.int64).T

    assert eithers(one, other).tolist() == [either(*pair) for pair in pairs]
    assert household_terms(one).tolist() == [household_term(value) for value in one.tolist()]


def test_a_value_that_a_model_does_not_list_is_as_rare_as_the_rarest() -> None:
    found = rarities(Rarity(5000, {"SMITH": -2000}), column(["SMITH", "ZZYZX", None]))

    assert found.tolist() == [-2000, 5000, 0]


def test_a_comparison_that_the_model_does_not_know_takes_no_part() -> None:
    rows = town()
    undated = [{name: row[name] for name in row if name != "birth_date"} for row in rows]
    _, model = learnt(undated)
    compared = compare(table_of(rows))
    without = compare(table_of(undated))
    assert "birth_date" not in model.levels

    def by_keys(some: Compared) -> dict[tuple[str, str], int]:
        keys, pairs = some.statements.table.keys, some.candidates
        found = weights(
            model,
            some.comparisons,
            some.statements.table,
            some.patterns,
            pairs.left,
            pairs.right,
        )
        return {
            (keys[a], keys[b]): weight
            for a, b, weight in zip(
                pairs.left.tolist(), pairs.right.tolist(), found.tolist(), strict=True
            )
        }

    with_dates, plain = by_keys(compared), by_keys(without)

    common = with_dates.keys() & plain.keys()
    assert len(common) > 100
    assert {pair: with_dates[pair] for pair in common} == {pair: plain[pair] for pair in common}


def test_weights_are_whole_and_a_higher_prior_raises_each_by_as_much() -> None:
    compared, model = learnt([dict(row, street_number=None, street_name=None) for row in town()])
    assert model.household is None
    model = msgspec.structs.replace(model, alias=None)
    raised = msgspec.structs.replace(model, prior=model.prior + 250)
    said, pairs = compared.statements.table, compared.candidates

    before, after = (
        weights(some, compared.comparisons, said, compared.patterns, pairs.left, pairs.right)
        for some in (model, raised)
    )

    assert before.dtype == np.int64
    assert (after - before == 250).all()
