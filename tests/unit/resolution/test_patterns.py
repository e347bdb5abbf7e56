"""A rule says the same of one pair as of many, and the same both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.resolution.people import persons, stated
from workbench.resolution.comparisons import DIFFERENT, PERSON
from workbench.resolution.compiled import compiled
from workbench.resolution.patterns import (
    UNSTATED,
    levels_of,
    patterns,
    radices,
    unpacked,
    usable,
)
from workbench.resolution.table import Table, column, fields, unstated

BY_NAME = {comparison.name: comparison for comparison in PERSON}


def every_pair(table: Table) -> tuple[Any, Any]:
    one, other = np.divmod(np.arange(len(table) ** 2), len(table))
    return one, other


@given(persons)
@settings(max_examples=40)
def test_every_rule_gives_one_pair_the_level_that_it_gives_many(
    rows: list[Mapping[str, Any]],
) -> None:
    table = stated(rows)
    left, right = every_pair(table)
    values = [fields(table, record) for record in range(len(table))]

    for comparison in PERSON:
        found = levels_of(comparison, table, left, right).tolist()
        for one, other, shown in zip(left.tolist(), right.tolist(), found, strict=True):
            alone = compiled(comparison)(
                tuple(map(values[one].get, comparison.columns)),
                tuple(map(values[other].get, comparison.columns)),
            )
            assert (UNSTATED if alone is None else alone) == shown, comparison.name


@given(persons)
@settings(max_examples=40)
def test_a_level_is_the_same_both_ways(rows: list[Mapping[str, Any]]) -> None:
    table = stated(rows)
    left, right = every_pair(table)

    for comparison in PERSON:
        assert (
            levels_of(comparison, table, left, right).tolist()
            == levels_of(comparison, table, right, left).tolist()
        ), comparison.name


@pytest.mark.parametrize(
    ("name", "one", "other", "level_name"),
    [
        ("given_name", {"given": "BILL"}, {"given": "WILLIAM"}, "nickname"),
        ("given_name", {"given": "JON"}, {"given": "JOHN"}, "nickname"),
        ("given_name", {"given": "WILLIAM"}, {"given": "WILLAIM"}, "near"),
        ("given_name", {"given": "J"}, {"given": "JOHN"}, "initial"),
        ("given_name", {"given": "MARY ANN"}, {"given": "ANN"}, "alike"),
        ("given_name", {"given": "JOHN"}, {"given": "MARY"}, DIFFERENT),
        (
            "given_name",
            {"given": "LEE", "surname": "JOHN"},
            {"given": "JOHN", "surname": "LEE"},
            "exchanged",
        ),
        ("surname", {"surname": "GARCIA LOPEZ"}, {"surname": "LOPEZ"}, "part"),
        ("surname", {"surname": "SMITH"}, {"surname": "SMYTH"}, "near"),
        ("suffix", {"suffix": "JR"}, {"suffix": "SR"}, DIFFERENT),
        ("birth_date", {"birth": "19900417"}, {"birth": "19900418"}, "near"),
        ("birth_date", {"birth": "19900407"}, {"birth": "19900704"}, "turned"),
        ("birth_date", {"birth": "19900417"}, {"birth": "1990"}, "partial"),
        ("birth_date", {"birth": "19900417"}, {"birth": "19900428"}, "close"),
        ("birth_date", {"birth": "19900417"}, {"birth": "19730417"}, "close"),
        ("birth_date", {"birth": "19900417"}, {"birth": "18560417"}, "day"),
        ("birth_date", {"birth": "19900417"}, {"birth": "19901228"}, "year"),
        ("birth_date", {"birth": "19900417"}, {"birth": "19611129"}, "generation"),
        ("birth_date", {"birth": "19900417"}, {"birth": "19871129"}, DIFFERENT),
        ("ssn", {"ssn": "123456789"}, {"ssn": "123456798"}, "near"),
        ("ssn", {"ssn": "123456789"}, {"ssn": "987656789"}, "ending"),
        ("fbi_number", {"fbi": ("US:1234",)}, {"fbi": ("US:1235",)}, "near"),
        ("fbi_number", {"fbi": ("US:1234",)}, {"fbi": ("US:9",)}, DIFFERENT),
        (
            "address",
            {"number": "12", "street": "MAIN ST"},
            {"number": "12", "street": "MAINE ST"},
            "near",
        ),
        (
            "address",
            {"number": "12", "street": "MAIN ST"},
            {"number": "99", "street": "MAIN ST"},
            "street",
        ),
        ("locality", {"postal": "21201"}, {"postal": "21202"}, "near"),
        ("locality", {"city": "TOWSON"}, {"city": "TOWSON"}, "town"),
        ("sex", {"sex": "F"}, {"sex": "M"}, DIFFERENT),
        ("height", {"height": 70}, {"height": 73}, "near"),
        (
            "alias",
            {"given": "BO", "surname": "DEE", "known_as": ("AL FOX",)},
            {"given": "AL", "surname": "FOX", "known_as": ("AL FOX",)},
            "exact",
        ),
    ],
)
def test_levels_are_what_a_supervisor_reads(
    name: str, one: dict[str, Any], other: dict[str, Any], level_name: str
) -> None:
    comparison = BY_NAME[name]

    (shown,) = levels_of(comparison, stated([one, other]), np.array([0]), np.array([1])).tolist()

    assert (*comparison.levels, DIFFERENT)[shown] == level_name


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("given_name", {"given": "ANN"}, {"surname": "LEE"}),
        ("fbi_number", {"fbi": ("US:1",)}, {"fbi": ("CA:2",)}),
        ("age", {"birth": "19900417"}, {"birth": "19900417"}),
        ("address", {"number": "12", "street": "MAIN ST"}, {"number": "12"}),
        (
            "alias",
            {"given": "AL", "surname": "FOX", "known_as": ("AL FOX",)},
            {"given": "AL", "surname": "FOX", "known_as": ("AL FOX",)},
        ),
    ],
)
def test_what_cannot_be_compared_has_no_level(
    name: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    found = levels_of(BY_NAME[name], stated([one, other]), np.array([0]), np.array([1]))

    assert found.tolist() == [UNSTATED]


@given(st.lists(st.tuples(*(st.integers(-1, len(c.levels)) for c in PERSON)), min_size=1))
def test_unpacking_gives_back_the_levels(rows: list[tuple[int, ...]]) -> None:
    numbers = (np.array(rows) + 1) @ np.array(radices(PERSON)[:-1])

    assert unpacked(numbers, PERSON).tolist() == [list(row) for row in rows]


@given(persons)
@settings(max_examples=40)
def test_patterns_give_each_pair_its_levels_and_count_the_pairs(
    rows: list[Mapping[str, Any]],
) -> None:
    table = stated(rows)
    left, right = every_pair(table)

    found = patterns(PERSON, table, left, right)

    for at, comparison in enumerate(PERSON):
        shown = levels_of(comparison, table, left, right)
        assert found.levels[found.of_pair, at].tolist() == shown.tolist()
    assert found.counts.sum() == len(left)
    assert len(np.unique(found.levels, axis=0)) == len(found.counts)


def test_every_pattern_of_persons_fits_into_a_packed_number() -> None:
    assert radices(PERSON)[-1] < 2**63


def test_a_comparison_is_usable_where_the_table_states_what_it_needs() -> None:
    names = [
        comparison.name
        for comparison in usable(
            PERSON, Table(("a",), {"city": column(["X"]), "number": unstated(1)})
        )
    ]

    assert names == ["locality"]
