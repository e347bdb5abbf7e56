"""What is learnt from records alone, and what stands where too few say anything."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from tests.unit.resolution.people import (
    Row,
    birth_date,
    common_people,
    homes,
    learnt,
    stated,
    table_of,
    town,
    word,
)
from workbench.resolution import training
from workbench.resolution.batch import compare, resolve
from workbench.resolution.comparisons import DIFFERENT, PERSON
from workbench.resolution.patterns import usable
from workbench.resolution.scored import UNITS

BY_NAME = {comparison.name: comparison for comparison in PERSON}


@pytest.mark.parametrize("comparison", PERSON, ids=lambda comparison: comparison.name)
def test_expected_shares_are_shares_of_every_level(comparison: object) -> None:
    assert comparison in PERSON
    found = BY_NAME[getattr(comparison, "name")]  # noqa: B009

    for shares in (found.same, found.household, found.stranger, found.namesake or found.same):
        assert len(shares) == len(found.levels) + 1
        assert sum(shares) == pytest.approx(1)
        assert min(shares) > 0


def test_expected_shares_let_an_equal_name_and_birth_date_join_and_a_name_alone_not() -> None:
    estimate = training.expected(PERSON, household=False)

    def bits(*names: str) -> float:
        at = [comparison.name for comparison in PERSON].index
        weights = (np.log2(estimate.same[at(n)][0] / estimate.stranger[at(n)][0]) for n in names)
        return float(np.log2(estimate.same_share) + sum(weights))

    assert bits("given_name", "surname") < 0 < bits("given_name", "surname", "birth_date")
    assert bits("fbi_number") > 0
    assert estimate.household is None


def test_random_shares_of_exact_are_the_sum_of_squared_frequencies() -> None:
    rows = [{"surname": "LEE" if at < 60 else word(Random(at), 4)} for at in range(240)]
    table = table_of(rows)
    (comparison,) = usable(PERSON, table)

    (shares,) = training.random_shares([comparison], table)

    assert comparison.name == "surname"
    assert shares[0] == pytest.approx(60 * 59 / (240 * 239))
    assert shares.sum() == pytest.approx(1)


def test_a_field_that_hardly_anybody_states_has_its_expected_chance_of_agreeing() -> None:
    rows = [
        {"surname": word(Random(at), 4), "suffix": "JR" if at < 5 else None} for at in range(99)
    ]
    suffix = BY_NAME["suffix"]

    (shares,) = training.random_shares([suffix], table_of(rows))

    assert shares.tolist() == list(suffix.stranger)


def test_a_first_column_that_hardly_anybody_states_leaves_the_rest_measured() -> None:
    towns = ("LAUREL", "BOWIE")
    rows = [{"city": towns[at % 2], "postal": "21201" if at < 5 else None} for at in range(200)]
    locality = BY_NAME["locality"]

    (shares,) = training.random_shares([locality], stated(rows))

    assert shares[0] == pytest.approx(locality.stranger[0])
    assert shares[locality.levels.index("town")] == pytest.approx(0.48, abs=0.05)


def test_numbers_of_a_register_weigh_what_is_stated_whatever_the_records_say() -> None:
    rows = [{"surname": word(Random(at), 4), "fbi": ("US:1",)} for at in range(99)]
    fbi = BY_NAME["fbi_number"]

    (shares,) = training.random_shares([fbi], stated(rows))

    assert shares.tolist() == list(fbi.stranger)


def test_agreement_weighs_for_and_difference_against_in_a_town() -> None:
    _, model = learnt(town())

    for name in ("given_name", "surname", "birth_date", "address"):
        of_level = {weight.level: weight.same for weight in model.levels[name]}
        assert of_level["exact"] > 2 * UNITS, name
        assert of_level[DIFFERENT] < 0, name
    assert model.learnt


def test_the_share_of_the_same_person_is_found() -> None:
    rows = town(number=40, members=3)
    compared = compare(table_of(rows))

    estimate = training.estimate(
        compared.comparisons,
        compared.patterns,
        training.random_shares(compared.comparisons, compared.statements.table),
        len(compared.statements.table),
        household=True,
    )

    n = len(compared.statements.table)
    apart = n - len(rows) // 2
    assert estimate.same_share * n * (n - 1) / 2 == pytest.approx(apart, rel=0.35)


def test_shares_of_every_class_stay_shares() -> None:
    compared = compare(table_of(town()))

    estimate = training.estimate(
        compared.comparisons,
        compared.patterns,
        training.random_shares(compared.comparisons, compared.statements.table),
        len(compared.statements.table),
        household=True,
    )

    assert estimate.household is not None
    for shares in (*estimate.same, *estimate.household, *estimate.stranger):
        assert shares.sum() == pytest.approx(1, abs=1e-3)
        assert shares.min() > 0


def test_records_that_are_all_of_one_person_are_learnt_from_without_an_error() -> None:
    draw = Random(3)
    rows = [
        {"given_name": "JOHN", "surname": "SMITH", "street_number": str(draw.randint(1, 999))}
        for _ in range(300)
    ]

    _, model = learnt(rows)

    assert model.prior <= round(np.log2(training.MOST_SAME / (1 - training.MOST_SAME)) * UNITS)


def test_too_few_different_records_are_not_learnt_from() -> None:
    compared, model = learnt(town(number=2) * 50)

    assert len(compared.statements.table) < training.FEWEST_RECORDS
    assert not model.learnt
    assert model.prior == round(np.log2(training.EXPECTED_SAME) * UNITS)
    assert {rarity.other for rarity in model.rarity.values()} == {0}


@pytest.mark.parametrize("seed", [1, 3])
def test_where_nobody_is_recorded_twice_nobody_is_joined(seed: int) -> None:
    compared, model = learnt(common_people(Random(seed), 800, 5))

    found = resolve(compared, model)

    assert len(set(found.labels.tolist())) == len(found.labels) == 4_000
    assert model.levels["birth_date"][-1].same < 0


def test_generations_of_one_name_are_not_learnt_as_a_persons_mistakes() -> None:
    draw = Random(5)
    rows: list[Row] = []
    for father, son in homes(draw, 80, 2):
        named = {"given_name": father["given_name"]}
        born = {"birth_date": birth_date(draw, 1940, 1960)}
        rows += [{**father, **born, "suffix": "SR"}] * 2
        rows += [{**son, **named, "birth_date": birth_date(draw, 1975, 1990), "suffix": "JR"}] * 2
    plain = [one for home in homes(draw, 80, 2) for one in home]

    _, model = learnt([*rows, *plain, *plain])

    different = model.levels["suffix"][-1]
    assert different.same < different.namesake - 3 * UNITS


def test_an_age_in_common_never_makes_one_person_of_two_names() -> None:
    age = BY_NAME["age"]
    fits, near, different = np.log2(np.array(age.alias) / np.array(age.stranger))

    assert max(fits, near) < 0.5
    assert different < -4
