"""Whether records hold households is told by the records, never by a label."""

from __future__ import annotations

from random import Random

import pytest

from tests.unit.resolution.people import Row, birth_date, homes, mistyped, table_of, town, word
from workbench.resolution.batch import compare, resolve, train
from workbench.resolution.households import FEWEST, HouseholdEvidence, household_evidence
from workbench.resolution.table import Table


def evidence(rows: list[Row]) -> HouseholdEvidence:
    compared = compare(table_of(rows))
    return household_evidence(compared.comparisons, compared.patterns, compared.statements.repeats)


def damaged(draw: Random, people: int) -> list[Row]:
    """People who live alone, each recorded twice, once under a given name that is no name."""
    rows: list[Row] = []
    for (person,) in homes(draw, people, 1):
        rows += [person, dict(person, given_name=word(draw, 5))]
    return rows


def test_members_of_one_home_whose_birth_dates_differ_are_households() -> None:
    found = evidence([person for home in homes(Random(1), 30, 3) for person in home])

    assert found.witness == "birth_date"
    assert found.disagree > 0.9 * found.comparable
    assert found.used


def test_damaged_given_names_whose_birth_dates_agree_are_no_households() -> None:
    found = evidence(damaged(Random(2), 60))

    assert found.signature_pairs >= FEWEST
    assert found.witness == "birth_date"
    assert not found.used


def test_too_few_pairs_are_no_evidence() -> None:
    found = evidence([person for home in homes(Random(3), FEWEST - 1, 2) for person in home])

    assert 0 < found.signature_pairs < FEWEST
    assert (found.witness, found.used) == ("", False)


def test_members_of_one_home_who_state_years_of_birth_only_are_households() -> None:
    found = evidence(
        [
            dict(person, birth_date=str(person["birth_date"])[:4])
            for home in homes(Random(6), 30, 3)
            for person in home
        ]
    )

    assert (found.witness, found.used) == ("birth_date", True)


def test_a_telephone_tells_of_a_home_where_no_address_is_stated() -> None:
    rows: list[Row] = []
    for number, home in enumerate(homes(Random(7), 30, 2)):
        phone = f"301555{number:04}"
        rows += [dict(p, street_number=None, street_name=None, phone=phone) for p in home]

    found = evidence(rows)

    assert (found.witness, found.used) == ("birth_date", True)


def test_people_of_one_surname_and_address_who_state_nothing_else_are_relatives() -> None:
    bare = ("birth_date", "sex", "ssn")
    rows = [dict(p, **dict.fromkeys(bare)) for home in homes(Random(8), 30, 2) for p in home]

    found = evidence(rows)

    assert (found.witness, found.used) == ("", True)


@pytest.mark.parametrize("mistake", [False, True])
def test_without_any_witness_a_few_damaged_given_names_are_no_households(mistake: bool) -> None:
    draw = Random(9)
    rows = damaged(draw, 10)
    for (person,) in homes(draw, 60, 1):
        again = mistyped(draw, str(person["surname"])) if mistake else person["surname"]
        rows += [person, dict(person, surname=again)]

    found = evidence([dict(row, birth_date=None) for row in rows])

    assert found.signature_pairs == 10
    assert found.alike > 40
    assert (found.witness, found.told, found.used) == ("", True, False)


@pytest.mark.parametrize(("sexes", "used"), [("MF", True), ("MM", False)])
def test_where_no_birth_date_is_stated_the_sex_tells(sexes: str, used: bool) -> None:
    rows: list[Row] = []
    for home in homes(Random(4), 40, 2):
        rows += [dict(p, birth_date=None, sex=s) for p, s in zip(home, sexes, strict=True)]

    found = evidence(rows)

    assert (found.witness, found.used) == ("sex", used)


def test_records_without_addresses_show_no_households() -> None:
    rows = [dict(row, street_number=None, street_name=None) for row in town()]

    assert evidence(rows) == HouseholdEvidence(0, "", 0, 0)


def test_the_model_has_the_class_only_where_the_records_show_it() -> None:
    with_homes, without = (
        train(compare(table_of(rows))) for rows in (town(), damaged(Random(2), 60))
    )

    assert with_homes.household is not None
    assert (without.household, without.namesake) == (None, None)


def families(seed: int) -> list[Row]:
    """Homes of a father, a son of his name a generation younger, and a mother; each twice."""
    draw = Random(seed)
    rows: list[Row] = []
    for father, mother in homes(draw, 50, 2):
        son = dict(father, birth_date=birth_date(draw, 1985, 2004))
        father = dict(father, birth_date=birth_date(draw, 1940, 1965))
        for person, name in ((father, "father"), (son, "son"), (mother, "mother")):
            place = str(len(rows) // 6)
            rows += [dict(person, record_id=f"{place} {name} {time}") for time in ("1", "2")]
            rows[-1] = dict(rows[-1], middle_name="Q")
    return rows


def test_father_and_son_of_one_name_and_address_are_two_people() -> None:
    rows = families(5)
    table: Table = table_of(rows)
    compared = compare(table)
    model = train(compared)

    labels = resolve(compared, model).labels.tolist()

    assert model.household is not None
    home_and_person = [key.rsplit(" ", 1)[0] for key in table.keys]
    assert len(set(labels)) == len(set(home_and_person))
    assert len(set(zip(labels, home_and_person, strict=True))) == len(set(labels))
