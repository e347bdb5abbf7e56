"""People, vehicles, groups and places before anybody writes about them."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.vins import parse_vin
from workbench.sample.groups import form_groups
from workbench.sample.names import HISPANIC, nicknames
from workbench.sample.places import STREETS, Precision, corner, find, house, meeting
from workbench.sample.population import Person, phone_number, populate
from workbench.sample.vehicles import equip, make_vin


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return populate(Random(4), 3000)


def test_ids_and_fingerprint_numbers_are_unique(people: list[Person]) -> None:
    assert len({p.id for p in people}) == len(people) == 3000
    assert len({p.fbi for p in people}) == len({p.state_id for p in people}) == 3000


def test_common_surnames_are_common_and_rare_ones_exist(people: list[Person]) -> None:
    heads = Counter({p.household: p.surname for p in people}.values())

    assert heads.most_common(1)[0][0] in {"Smith", "Johnson", "Williams"}
    assert sum(1 for count in heads.values() if count == 1) > 50


def test_households_hold_fathers_and_sons_of_one_name_at_one_address(people: list[Person]) -> None:
    fathers = {p.household: p for p in people if p.suffix == "Sr"}
    sons = [p for p in people if p.suffix == "Jr"]

    assert len(sons) > 30
    for son in sons:
        father = fathers[son.household]
        assert (father.given, father.surname, father.home) == (son.given, son.surname, son.home)
        assert father.birth.year < son.birth.year


def test_households_hold_twins_of_different_given_names(people: list[Person]) -> None:
    births = Counter((p.household, p.birth) for p in people)
    twins = [p for p in people if births[p.household, p.birth] > 1]

    assert len(twins) >= 10
    assert len({(p.household, p.given) for p in twins}) == len(twins)


def test_second_surnames_are_hispanic_compounds_or_few_hyphens(people: list[Person]) -> None:
    compound = [p for p in people if p.second_surname]

    assert sum(p.surname in HISPANIC for p in compound) > len(compound) / 2


@given(n=st.integers(0, 1_999), state=st.sampled_from(["DC", "MD", "VA"]))
def test_telephone_numbers_lie_in_the_unused_exchange(n: int, state: str) -> None:
    number = phone_number(state, n)

    assert number[3:6] == "555"
    assert len(number) == 10
    assert number[6:] not in {"1212", "4334"}


@given(
    seed=st.integers(0, 2**32),
    wmi=st.sampled_from(["1HG", "2T1", "3N1", "4T1", "5NP"]),
    year=st.integers(1981, 2024),
    serial=st.integers(0, 999_999),
)
def test_every_vin_has_its_check_digit_and_year(
    seed: int, wmi: str, year: int, serial: int
) -> None:
    vin = parse_vin(make_vin(Random(seed), wmi, year, serial))

    assert vin is not None
    assert vin.valid
    assert vin.model_year == year


def test_plates_and_vins_are_unique_and_reserved_plates_free(people: list[Person]) -> None:
    first = equip(Random(2), people)
    taken = (first[0].plate, first[0].state)

    vehicles = equip(Random(2), people, [taken])

    plates = [(v.plate, v.state) for v in vehicles]
    assert len(set(plates)) == len(plates)
    assert len({v.vin for v in vehicles}) == len(vehicles)
    assert taken not in plates


def test_few_offenders_do_much_and_few_groups_are_large(people: list[Person]) -> None:
    underworld = form_groups(Random(3), people, equip(Random(2), people))
    rng = Random(5)

    acts = Counter(underworld.draw(rng).person.id for _ in range(3000))
    top = sum(count for _, count in acts.most_common(len(underworld.offenders) // 10))
    sizes = sorted(len(group) for group in underworld.groups)

    assert top > 0.3 * 3000
    assert sizes[len(sizes) // 2] <= 2
    assert sizes[-1] >= 10


def test_companions_are_of_the_same_group_and_not_the_lead(people: list[Person]) -> None:
    underworld = form_groups(Random(3), people, [])
    rng = Random(6)

    for _ in range(300):
        lead = underworld.draw(rng)
        others = underworld.companions(rng, lead, 1.0)
        assert all(other.group == lead.group for other in others)
        assert lead not in others


def test_a_corner_is_one_place_in_either_order() -> None:
    h, eighth = find("H ST NE"), find("8TH ST NE")

    one, other = meeting(h, eighth), meeting(eighth, h)

    assert one.truth(Precision.CORNER) == other.truth(Precision.CORNER)
    assert (one.latitude, one.longitude) == (other.latitude, other.longitude)


def test_a_block_is_another_place_than_its_houses_and_holds_a_hundred() -> None:
    street = find("TRINIDAD AVE NE")

    exact, block = Precision.EXACT, Precision.BLOCK
    assert house(street, 1412).truth(block) == house(street, 1499).truth(block)
    assert house(street, 1412).truth(block) != house(street, 1500).truth(block)
    assert house(street, 1412).truth(exact) not in {
        house(street, 1412).truth(block),
        house(street, 1413).truth(exact),
    }


def test_corners_keep_to_one_town_and_quadrant() -> None:
    rng = Random(7)

    for streets in STREETS.values():
        for _ in range(20):
            place = corner(rng, streets)
            if place.cross is not None:
                assert place.street.city == place.cross.city
                assert place.street.quadrant == place.cross.quadrant


def test_nicknames_come_in_a_stable_order() -> None:
    assert nicknames("Robert") == tuple(sorted(nicknames("Robert")))
    assert "Bob" in nicknames("Robert")
