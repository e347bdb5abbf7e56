"""One pair weighs what it weighs among many, and its explanation sums to that."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.resolution.people import PERSONS, persons, stated, town
from workbench.resolution.batch import compare, train
from workbench.resolution.comparisons import PERSON
from workbench.resolution.model import Model
from workbench.resolution.one_pair import HOUSEHOLD, OTHER_NAME, PRIOR, scorer
from workbench.resolution.patterns import patterns, usable
from workbench.resolution.scored import UNITS
from workbench.resolution.scoring import weights
from workbench.resolution.table import fields

KINDS = ("household", "no household", "no class beside")


@cache
def model_of(kind: str) -> Model:
    """A model that knows every comparison, with or without the latent classes."""
    draw = Random(7)
    rows: list[dict[str, Any]] = []
    for at, row in enumerate(town(number=30)):
        rows.append(
            {
                "given": row["given_name"] if at % 3 else "BILL",
                "surname": row["surname"] if at % 5 else "GARCIA",
                "birth": (row["birth_date"] or "").replace("-", "") or None,
                "number": row["street_number"],
                "street": row["street_name"],
                **{
                    name: draw.choice(values)
                    for name, values in _others().items()
                    if draw.random() < 0.6
                },
            }
        )
    model = train(compare(stated(rows)))
    assert set(model.levels) == {comparison.name for comparison in PERSON}
    assert any(rarity.values for rarity in model.rarity.values())
    if kind == "household":
        return msgspec.structs.replace(model, household=-9000, namesake=-15000)
    model = msgspec.structs.replace(model, household=None, namesake=None)
    return model if kind == "no household" else msgspec.structs.replace(model, alias=None)


def _others() -> Mapping[str, Any]:
    own = ("given", "surname", "birth", "number", "street", "born")
    return {name: values for name, values in PERSONS.items() if name not in own}


@pytest.mark.parametrize("kind", KINDS)
@given(persons)
@settings(max_examples=40)
def test_a_pair_weighs_the_same_alone_and_among_many(
    kind: str, rows: list[Mapping[str, Any]]
) -> None:
    model, table = model_of(kind), stated(rows)
    left, right = np.divmod(np.arange(len(table) ** 2), len(table))
    able = usable(PERSON, table)
    one_by_one = scorer(model, PERSON)
    said = [one_by_one.row(fields(table, record)) for record in range(len(table))]

    found = weights(model, able, table, patterns(able, table, left, right), left, right)

    for at in range(len(table)):
        alone = one_by_one.weights_of(said[at], said)
        assert alone == found[left == at].tolist()
        assert alone == [one_by_one.weight(said[at], other) for other in said]
        assert alone == [one_by_one.weight(other, said[at]) for other in said]


@pytest.mark.parametrize("kind", KINDS)
@given(persons)
@settings(max_examples=40)
def test_an_explanation_sums_to_the_weight(kind: str, rows: list[Mapping[str, Any]]) -> None:
    table = stated(rows)
    one_by_one = scorer(model_of(kind), PERSON)
    one, other = (one_by_one.row(fields(table, record)) for record in (0, 1))

    explained = one_by_one.explain("a", one, "b", other)
    turned = one_by_one.explain("b", other, "a", one)

    assert explained.weight == one_by_one.weight(one, other)
    assert turned == explained
    assert explained.parts[0].comparison == PRIOR


def test_an_explanation_shows_the_values_compared() -> None:
    one_by_one = scorer(model_of("no household"), PERSON)
    one, other = (one_by_one.row({"given": name}) for name in ("BILL", "WILLIAM"))

    parts = one_by_one.explain("z", one, "a", other).parts

    shown = next(part for part in parts if part.comparison == "given_name")
    assert (shown.level, shown.left, shown.right) == ("nickname", "WILLIAM", "BILL")


def test_an_explanation_shows_all_that_a_comparison_of_any_field_reads() -> None:
    one_by_one = scorer(model_of("no household"), PERSON)
    one = one_by_one.row({"postal": "20743", "area": "207", "city": "BOWIE", "state": "MD"})
    other = one_by_one.row({"city": "LAUREL", "state": "MD"})

    parts = one_by_one.explain("a", one, "b", other).parts

    shown = next(part for part in parts if part.comparison == "locality")
    assert (shown.left, shown.right) == ("20743, BOWIE, MD", "LAUREL, MD")


def test_an_explanation_tells_another_name_from_a_household() -> None:
    one_by_one = scorer(model_of("household"), PERSON)
    birth = {"birth": "19710304", "year": "1971", "day": "0304", "ssn": "123456789"}
    one = one_by_one.row({"given": "MARY", "surname": "JONES", **birth})
    renamed = one_by_one.row({"given": "AVA", "surname": "SMITH", **birth})
    home = {"surname": "JONES", "address": "1|OAK LN", "number": "1", "street": "OAK LN"}
    sisters = [one_by_one.row({"given": name, **home}) for name in ("MARY", "AVA")]

    weight = {
        part.comparison: part.weight
        for pair in ((one, renamed), sisters)
        for part in one_by_one.explain("a", pair[0], "b", pair[1]).parts
        if part.comparison in (OTHER_NAME, HOUSEHOLD)
    }

    assert weight[OTHER_NAME] > UNITS
    assert weight[HOUSEHOLD] < -UNITS


@given(st.sampled_from(KINDS))
def test_two_records_that_state_nothing_weigh_what_the_classes_do(kind: str) -> None:
    one_by_one = scorer(model_of(kind), PERSON)
    nothing = one_by_one.row({})

    assert one_by_one.weight(nothing, nothing) < 0
    assert one_by_one.explain("a", nothing, "b", nothing).weight == one_by_one.weight(
        nothing, nothing
    )
