"""What a reviewer is asked: each two groups once, each cut of a group once, nothing decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.resolution.populations import (
    ACCORD,
    AWAY,
    HOME,
    JOHN,
    KEYS,
    MARY,
    SON,
    WILLIAM,
    Pairs,
    among,
    constraints,
    fresh,
    model_stating,
    model_without,
    read,
    saids,
    town_model,
    vehicles,
)
from workbench.records.vocabulary import Kind
from workbench.resolution.component import in_order
from workbench.resolution.contraction import UNSCORED
from workbench.resolution.doubt import Doubt, Ground
from workbench.resolution.doubts import across, doubts, of_touched
from workbench.resolution.model import Model
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import PROPOSED_FROM, VEHICLE, Person, person_scheme
from workbench.resolution.vehicles import Vehicle

Said = Mapping[str, Mapping[str, Any]]
NUMBER, OTHER_NUMBER = {"fbi": ("US:12345AB1",)}, {"fbi": ("US:99999AB9",)}
NAMED = {"given": "WILLIAM", "surname": "GARCIA"}
decided = constraints()


def people(
    records: Said, must: Pairs = (), cannot: Pairs = (), model: Model | None = None
) -> Resolver[Person]:
    scheme = person_scheme(model or town_model())
    return fresh(scheme, read(scheme, records), (), must, cannot)


def waiting(resolver: Resolver[Any], kind: Kind = Kind.PERSON) -> list[Doubt]:
    """All doubts, those between components with both sides."""
    found = of_touched(resolver, kind, sorted(resolver.of_record))
    inside = [doubt for doubt in found if all(doubt.sides)]
    outward = [doubt for doubt in found if not all(doubt.sides)]
    group_of = {key: group for group in resolver.groups(resolver.of_record) for key in group}
    return inside + across(resolver, outward, group_of, resolver.cannot)


def grounds(found: Iterable[Doubt]) -> list[tuple[str, ...]]:
    return [tuple(map(str, doubt.grounds)) for doubt in found]


def separated(doubt: Doubt, left: str, right: str) -> bool:
    """Whether it has one of them on either side."""
    one, other = doubt.sides
    return (left in one and right in other) or (right in one and left in other)


@given(saids, decided, st.permutations(KEYS))
@settings(max_examples=40)
def test_the_order_in_which_records_came_does_not_matter(
    records: Said, bound: tuple[Pairs, Pairs], order: Sequence[str]
) -> None:
    resolver = people(records, *bound)
    other: Resolver[Person] = Resolver(resolver.scheme, set())
    persons = read(person_scheme(town_model()), records)
    for key in order:
        if key in persons:
            other.put(key, persons[key])
    other.bind(*bound)

    assert waiting(other) == waiting(resolver)
    assert of_touched(other, Kind.PERSON, records) == of_touched(resolver, Kind.PERSON, records)


@given(saids, decided)
@settings(max_examples=60)
def test_two_groups_have_one_doubt_and_a_doubted_group_is_cut_in_two(
    records: Said, bound: tuple[Pairs, Pairs]
) -> None:
    resolver = people(records, *bound)
    groups = {key: group for group in resolver.groups(records) for key in group}

    found = waiting(resolver)

    assert len({doubt.pair for doubt in found}) == len(found)
    apart = [frozenset(doubt.sides) for doubt in found if not doubt.together]
    assert len(set(apart)) == len(apart)
    for doubt in found:
        one, other = doubt.sides
        assert doubt.left < doubt.right
        assert doubt.left in one
        assert doubt.right in other
        assert set(one).isdisjoint(other)
        assert doubt.weight == resolver.explain(doubt.left, doubt.right).weight
        if doubt.together:
            assert groups[doubt.left] == groups[doubt.right]
            assert {*one, *other} <= set(groups[doubt.left])
        else:
            assert doubt.sides == (groups[doubt.left], groups[doubt.right])
            assert doubt.weight > PROPOSED_FROM[Kind.PERSON]


@given(saids, decided, st.data())
@settings(max_examples=60)
def test_what_is_decided_does_not_come_back(
    records: Said, bound: tuple[Pairs, Pairs], data: st.DataObject
) -> None:
    # Arrange
    must, cannot = (among(pairs, records) for pairs in bound)
    found = waiting(people(records, must, cannot))
    if not found:
        return
    doubt = data.draw(st.sampled_from(found))
    one, other = doubt.sides
    same = data.draw(st.booleans())

    # Act
    if same:
        again = people(records, [*must, *pairwise(sorted((*one, *other)))], cannot)
    else:
        apart = [in_order(a, b) for a, b in product(one, other)]
        again = people(records, must, [*cannot, *apart])

    # Assert
    assert not any(separated(left, *doubt.pair) for left in waiting(again))
    if same:
        assert not any(
            separated(left, a, b) for left in waiting(again) for a, b in product(one, other)
        )


@given(saids, decided, st.sets(st.sampled_from(KEYS)))
@settings(max_examples=40)
@pytest.mark.parametrize("model", [town_model, lambda: model_without("fbi", "state_id", "ssn")])
def test_records_that_are_hidden_change_nothing(
    model: Callable[[], Model], records: Said, bound: tuple[Pairs, Pairs], visible: set[str]
) -> None:
    # Arrange
    shown = {key: said for key, said in records.items() if key in visible}
    must, cannot = (among(pairs, shown) for pairs in bound)
    alone = people(shown, must, cannot, model())
    every = people(records, model=model())

    # Act
    found = {
        doubt
        for component in alone.components(shown)
        for doubt in doubts(every, Kind.PERSON, component, must, cannot, frozenset(shown))
    }

    # Assert
    assert found == set(of_touched(alone, Kind.PERSON, shown))


@given(saids, decided)
@settings(max_examples=40)
def test_every_pair_that_waits_is_between_two_groups_that_are_doubted(
    records: Said, bound: tuple[Pairs, Pairs]
) -> None:
    # Arrange
    resolver = people(records, *bound)
    groups = {key: group for group in resolver.groups(records) for key in group}
    entity_of = {key: group[0] for key, group in groups.items()}

    # Act
    doubted = {frozenset(doubt.sides) for doubt in waiting(resolver) if not doubt.together}

    # Assert
    for pair in resolver.kept(records, entity_of, PROPOSED_FROM[Kind.PERSON]):
        sides = groups[pair.left], groups[pair.right]
        if pair.reasons and not any(resolver.decided(a, b) for a, b in product(*sides)):
            assert frozenset(sides) in doubted


@given(vehicles, constraints())
@settings(max_examples=40)
def test_vehicles_are_doubted_by_the_same_rules(
    cars: Mapping[str, Vehicle], bound: tuple[Pairs, Pairs]
) -> None:
    resolver = fresh(VEHICLE, cars, (), *bound)
    groups = {key: group for group in resolver.groups(cars) for key in group}

    for doubt in waiting(resolver, Kind.VEHICLE):
        assert (groups[doubt.left] == groups[doubt.right]) is doubt.together
        assert doubt.together or not any(resolver.decided(a, b) for a, b in product(*doubt.sides))


class TestGrounds:
    @pytest.mark.parametrize(
        ("ground", "one", "other"),
        [
            (Ground.FINGERPRINT, NUMBER, OTHER_NUMBER),
            (Ground.FINGERPRINT, {"state_id": ("MD:7001",)}, {"state_id": ("MD:7002",)}),
            (Ground.SSN, {"ssn": "123456789"}, {"ssn": "555443333"}),
            (Ground.SUFFIX, {"suffix": "JR"}, {"suffix": "SR"}),
            (Ground.SEX, {"sex": "F"}, {"sex": "M"}),
            (Ground.LICENSE, {"license": ("MD:1234",)}, {"license": ("MD:9876",)}),
        ],
    )
    def test_a_group_of_which_two_records_contradict_each_other_is_doubted(
        self, ground: Ground, one: Mapping[str, Any], other: Mapping[str, Any]
    ) -> None:
        model = model_stating(sex=("F", "M"), license=[(f"MD:{at}",) for at in range(60)])
        said = {**WILLIAM, **HOME, "phones": ("4105550101",)}
        records = {"a": said, "b": {**said, **one}, "c": {**said, **other}}
        resolver = people(records, model=model)
        assert resolver.groups(records) == [("a", "b", "c")]

        (doubt,) = [doubt for doubt in waiting(resolver) if ground in doubt.grounds]

        assert doubt.pair == ("b", "c")
        assert doubt.together

    def test_numbers_of_two_registers_are_no_contradiction(self) -> None:
        numbers = {"state_id": ("MD:7001",)}, {"state_id": ("VA:7002",)}
        records = {key: {**WILLIAM, **HOME, **of} for key, of in zip("ab", numbers, strict=True)}

        assert waiting(people(records)) == []

    def test_a_birth_date_and_an_age_of_another_generation_are_held_together_by_a_number(
        self,
    ) -> None:
        records = {
            "a": {**NAMED, **HOME, **NUMBER},
            "b": {**WILLIAM, **HOME},
            "c": {**NAMED, **HOME, **NUMBER, "born": 1990},
        }

        (doubt,) = waiting(people(records))

        assert doubt.pair == ("b", "c")
        assert grounds([doubt]) == [("age", "weak")]

    @pytest.mark.parametrize("birth", ["19620471", "19621704", "19620101", "1962"])
    def test_a_birth_date_that_was_mistyped_or_is_not_known_is_no_contradiction(
        self, birth: str
    ) -> None:
        records = {
            "a": {**WILLIAM, **HOME, **NUMBER},
            "b": {**WILLIAM, "birth": birth, **HOME, **NUMBER},
        }

        assert waiting(people(records)) == []

    def test_all_who_say_one_are_held_apart_from_all_who_say_the_other(self) -> None:
        said = {**WILLIAM, **HOME}
        numbers = {"a": NUMBER, "b": NUMBER, "c": OTHER_NUMBER, "d": OTHER_NUMBER}
        records = {key: {**said, **number} for key, number in numbers.items()}
        records["b"] = {**records["b"], "given": "BILL"}
        records["d"] = {**records["d"], "given": "BILL"}

        (doubt,) = waiting(people(records))

        assert doubt.sides == (("a", "b"), ("c", "d"))

    def test_two_vins_with_right_check_digits_are_doubted(self) -> None:
        other = replace(ACCORD, vin="2HGXX5671AA123456")
        cars = {"a": ACCORD, "b": replace(ACCORD, vin="", vin_valid=False), "c": other}
        cars = {key: replace(car, key=key) for key, car in cars.items()}

        (doubt,) = waiting(fresh(VEHICLE, cars), Kind.VEHICLE)

        assert doubt.pair == ("a", "c")
        assert Ground.VIN in doubt.grounds

    def test_a_vin_with_a_wrong_check_digit_contradicts_none(self) -> None:
        other = replace(ACCORD, vin="2HGXX5671AA123456", vin_valid=False, key="c")
        cars = {"a": replace(ACCORD, key="a"), "c": other}

        found = waiting(fresh(VEHICLE, cars), Kind.VEHICLE)

        assert not any(Ground.VIN in doubt.grounds for doubt in found)

    def test_a_group_that_little_holds_together_is_weak_where_it_was_joined_last(self) -> None:
        number = {**NUMBER, "given": "LUIS", "surname": "LOPEZ"}
        records = {"a": {**WILLIAM, **HOME}, "b": {**WILLIAM, **NUMBER}, "c": number}

        (doubt,) = waiting(people(records))

        assert grounds([doubt]) == [("weak",)]
        assert doubt.pair == ("b", "c")
        assert doubt.sides == (("a", "b"), ("c",))
        assert doubt.between == doubt.weight + UNSCORED
        assert doubt.statements == (2, 1)

    def test_two_parts_that_one_tie_holds_together_are_a_bridge(self) -> None:
        nameless = {"ssn": "123456789", "phones": ("4105550101",), **AWAY}
        records = {
            "a": {**WILLIAM, **HOME},
            "b": {**WILLIAM, **HOME, **NUMBER},
            "c": {**nameless, **NUMBER},
            "d": {**nameless, "given": "LUIS", "surname": "LOPEZ"},
        }

        (doubt,) = waiting(people(records))

        assert grounds([doubt]) == [("bridge", "weak")]
        assert doubt.pair == ("b", "c")
        assert doubt.sides == (("a", "b"), ("c", "d"))

    def test_two_groups_of_which_a_little_speaks_against_one_are_uncertain(self) -> None:
        records = {
            "a": {**WILLIAM, **HOME},
            "b": {**WILLIAM, **HOME},
            "c": {**SON, "birth": "19900481", "phones": ("4105550101",)},
        }

        (doubt,) = waiting(people(records))

        assert grounds([doubt]) == [("uncertain",)]
        assert (doubt.pair, doubt.sides) == (("a", "c"), (("a", "b"), ("c",)))
        assert not doubt.together
        assert doubt.between == doubt.weight

    def test_the_side_of_a_record_outside_is_not_known(self) -> None:
        records = {
            "a": {**WILLIAM, **HOME},
            "b": {**WILLIAM, **HOME},
            "c": {**SON, "birth": "19900481", "phones": ("4105550101",)},
        }

        inside, outside = of_touched(people(records), Kind.PERSON, "ac")

        assert {inside.sides, outside.sides} == {(("a", "b"), ()), ((), ("c",))}
        assert inside.between is None
        assert inside.pair == outside.pair == ("a", "c")

    def test_two_groups_that_others_hold_apart_are_doubted_for_what_looks_alike(self) -> None:
        records = {
            "a": {**WILLIAM, "suffix": "SR", **HOME},
            "b": {**NAMED, **HOME},
            "c": {**SON, "suffix": "JR", **HOME},
        }

        (doubt,) = waiting(people(records))

        assert grounds([doubt]) == [("apart",)]
        assert doubt.pair == ("b", "c")
        assert doubt.sides == (("a", "b"), ("c",))

    def test_people_whom_nothing_brings_together_are_not_doubted(self) -> None:
        assert waiting(people({"a": WILLIAM, "b": JOHN, "c": MARY})) == []

    def test_a_decision_on_any_two_records_settles_their_groups(self) -> None:
        records = {
            "a": {**WILLIAM, "suffix": "SR", **HOME},
            "b": {**NAMED, **HOME},
            "c": {**SON, "suffix": "JR", **HOME},
        }

        assert waiting(people(records, (), [("a", "c")])) == []


def test_a_record_alone_is_doubted_only_beside_others() -> None:
    resolver = people({"a": WILLIAM, "b": {**JOHN, **AWAY}})

    assert doubts(resolver, Kind.PERSON, "a") == []
