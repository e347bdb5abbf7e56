"""Records of every kind come, change and leave; the entities are those of the records there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.resolution.deciding import admitted, decide
from tests.unit.resolution.populations import (
    CARS,
    FATHER,
    PLACES,
    READS,
    batches,
    car,
    current,
    first_of,
    person,
    place,
    plate_read,
    town_model,
    worlds,
)
from workbench.records.model import PersonRecord
from workbench.records.vocabulary import Kind
from workbench.resolution.blocking import LARGEST
from workbench.resolution.component import Pair
from workbench.resolution.decisions import Decision, Verdict, constraints, sides, standing
from workbench.resolution.kept import Kept, Reason, Use, partition
from workbench.resolution.population import Bound, Current, Population, population
from workbench.resolution.published import with_dropped
from workbench.resolution.resolver import Resolver

Decided = Sequence[Bound]


class Followed:
    """A population, and what those who follow it from change to change know of it."""

    def __init__(self) -> None:
        self.population = population(town_model())
        self.records: dict[str, Current] = {}
        self.entity_of: dict[str, str] = {}
        self.kept: dict[Pair, Kept] = {}

    def change(self, put: Iterable[Current], drop: Collection[str] = ()) -> None:
        put = list(put)
        gone = [one for one in drop if one in self.records]
        touched = self.population.change(put, gone)
        for one in gone:
            del self.records[one]
            self.entity_of.pop(one, None)
        self.records |= {record.key: record for record in put}
        now = self.population.entities(touched)
        self.entity_of |= now
        again = {*now, *gone}
        self.kept = {ends: pair for ends, pair in self.kept.items() if again.isdisjoint(ends)}
        self.kept |= by_ends(self.population.kept(now))


def by_ends(kept: Iterable[Kept]) -> dict[Pair, Kept]:
    return {(pair.left, pair.right): pair for pair in kept}


def filled(some: Iterable[Current], decided: Decided | None = None) -> Population:
    found = population(town_model())
    found.fill(some)
    found.bind(decided or ())
    return found


def all_entities(some: Population) -> dict[str, str]:
    return some.entities(list(some.seeds))


def bound(log: Iterable[Decision], some: Population) -> Decided:
    asked = [constraints((decision,), some.seeds) for decision in standing(log)]
    return [
        Bound(some.context.rows[(one.must or one.cannot)[0][0]][0], one.must, one.cannot)
        for one in asked
        if one.must or one.cannot
    ]


@st.composite
def logs(draw: st.DrawFn, some: Iterable[Current]) -> list[Decision]:
    """Decisions, admitted one after the other, about records of one kind each."""
    offered: list[Decision] = []
    by_kind: dict[Kind, list[str]] = {}
    for record in some:
        by_kind.setdefault(record.kind, []).append(record.key)
    kinds = [k for k, keys in by_kind.items() if len(keys) > 1 and k is not Kind.PLATE_READ]
    for number in range(draw(st.integers(0, 4)) if kinds else 0):
        of_kind = by_kind[draw(st.sampled_from(kinds))]
        named = draw(st.lists(st.sampled_from(of_kind), min_size=2, max_size=3, unique=True))
        verdict = draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]))
        offered.append(decide(str(number), verdict, *sides(named[:1], named[1:])))
    return admitted(offered)


@given(worlds, st.data())
@settings(max_examples=25)
def test_in_any_order_and_any_batches_the_entities_are_those_of_all_at_once(
    world: Sequence[Current], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(world))
    size = data.draw(st.integers(1, len(world)))
    followed = Followed()

    for start in range(0, len(order), size):
        followed.change(order[start : start + size])

    at_once = filled(world)
    every = all_entities(at_once)
    assert all_entities(filled(order)) == every
    assert all_entities(followed.population) == every
    assert followed.entity_of == every
    assert by_ends(filled(order).kept(every)) == by_ends(at_once.kept(every)) == followed.kept


@given(worlds, batches)
@settings(max_examples=25)
def test_after_any_revisions_and_withdrawals_the_entities_are_those_of_what_is_left(
    world: Sequence[Current], loads: Sequence[tuple[Sequence[Current], Sequence[str]]]
) -> None:
    followed = Followed()
    followed.change(world)

    for put, drop in loads:
        followed.change(put, set(drop) - {record.key for record in put})

    at_once = filled(followed.records.values())
    every = all_entities(at_once)
    assert all_entities(followed.population) == every
    assert followed.entity_of == every
    assert followed.kept == by_ends(at_once.kept(every))


@given(worlds, st.data())
@settings(max_examples=15)
def test_an_entity_bears_the_seed_of_its_earliest_record_and_every_record_has_one(
    world: Sequence[Current], data: st.DataObject
) -> None:
    found = filled(world, bound(data.draw(logs(world)), filled(world)))

    every = all_entities(found)

    assert every.keys() == {record.key for record in world}
    by_key = {record.key: record for record in world}
    groups: dict[str, list[Current]] = {}
    for one, entity in every.items():
        groups.setdefault(entity, []).append(by_key[one])
    for entity, members in groups.items():
        cars = [r for r in members if r.kind is not Kind.PLATE_READ] or members
        assert entity == min(cars, key=lambda record: (record.order, record.key)).seed
        assert len({record.kind for record in cars}) == 1


@given(worlds, st.data())
@settings(max_examples=15)
def test_a_decision_undone_leaves_groups_and_ids_as_they_were(
    world: Sequence[Current], data: st.DataObject
) -> None:
    found = filled(world)
    before, after = (bound(data.draw(logs(world)), found) for _ in range(2))
    found.bind(before)
    entity_of = all_entities(found)
    kept = by_ends(found.kept(entity_of))
    there = found.entities(found.bind(after))
    followed = entity_of | there

    back = found.entities(found.bind(before))

    assert followed == all_entities(filled(world, after))
    assert followed | back == entity_of == all_entities(found)
    assert by_ends(found.kept(entity_of)) == kept


@given(worlds, batches, st.data())
@settings(max_examples=15)
def test_all_can_be_built_again_from_the_records_and_the_decisions(
    world: Sequence[Current],
    loads: Sequence[tuple[Sequence[Current], Sequence[str]]],
    data: st.DataObject,
) -> None:
    # Arrange
    followed = Followed()
    followed.change(world)
    log = data.draw(logs(world))
    held = followed.population
    held.bind(bound(log, held))

    # Act
    for put, drop in loads:
        followed.change(put, set(drop) - {record.key for record in put})
        held.bind(bound(log, held))

    # Assert
    asked = bound(log, held)
    again = filled(followed.records.values(), asked)
    every = all_entities(again)
    assert all_entities(held) == every
    assert by_ends(held.kept(every)) == by_ends(again.kept(every))
    first = first_of([pair for one in asked for pair in one.must], every)
    assert all(every[one] == every[first[one]] for one in every)
    assert all(every[one] != every[other] for of in asked for one, other in of.cannot)


@given(worlds, st.data())
@settings(max_examples=15)
def test_any_part_of_a_kind_clusters_alone_by_what_is_kept(
    world: Sequence[Current], data: st.DataObject
) -> None:
    # Arrange: what is left out still is what the others are read with.
    found = filled(world)
    found.bind(bound(data.draw(logs(world)), found))
    kind = data.draw(st.sampled_from(sorted(found.resolvers)))
    resolver = found.resolvers[kind]
    some = data.draw(st.sets(st.sampled_from([record.key for record in world])))
    part = [one for one in some if found.context.kind(one) is kind]
    kept = [
        pair
        for pair in found.kept(all_entities(found))
        if found.context.kind(pair.left) is kind and pair.use is not Use.SHOWN
    ]
    must, cannot = (
        [(a, b) for a in of for b in of[a] if a < b and {a, b} <= set(part)]
        for of in (resolver.must, resolver.cannot)
    )

    # Act
    groups = partition(part, kept, must, cannot)

    # Assert
    alone: Resolver[Any] = Resolver(resolver.scheme, set())
    for one in part:
        alone.put(one, resolver.statements[resolver.of_record[one]].record)
    alone.bind(must, cannot)
    assert groups == alone.groups(part)


@given(worlds)
@settings(max_examples=15)
def test_explanations_of_every_kind_sum_to_the_weights(world: Sequence[Current]) -> None:
    found = filled(world)

    for pair in found.kept(all_entities(found)):
        kind = found.context.kind(pair.left)
        assert kind is not None
        explained = found.resolvers[kind].explain(pair.left, pair.right)

        assert (explained.left, explained.right) == (pair.left, pair.right)
        if pair.use is Use.FOLDED and kind is not Kind.PERSON:
            assert explained.weight > 0
        else:
            assert explained.weight == pair.weight


def crowd(number: int) -> list[PersonRecord]:
    """So many people called SMITH with a J: as many as a block may hold, or more.

    The first two are one by a mistyped number, and nothing but that block brings them together.
    """
    given = ["J", "JACOB", *(f"J{chr(65 + at % 26)}{chr(65 + at // 26)}" for at in range(number))]
    near = ["12345AB1", "12345AB2"]
    return [
        person(at, name, "SMITH", fbi=(near[at : at + 1] or [""])[0])
        for at, name in enumerate(given[:number])
    ]


class TestCrowdedBlocks:
    BLOCK = (("surname", "given_letter"), ("SMITH", "J"))

    @pytest.mark.parametrize("number", [LARGEST, LARGEST + 1])
    def test_a_block_is_dropped_whether_its_records_come_at_once_or_not(self, number: int) -> None:
        world = [current(record) for record in crowd(number)]
        followed = Followed()

        for record in world:
            followed.change([record])

        at_once = filled(world)
        every = all_entities(at_once)
        assert (self.BLOCK in at_once.resolvers[Kind.PERSON].dropped) is (number > LARGEST)
        assert (every[world[0].key] == every[world[1].key]) is (number <= LARGEST)
        assert followed.entity_of == every
        assert followed.kept == by_ends(at_once.kept(every))

    def test_records_that_are_read_anew_together_crowd_no_block_on_the_way(self) -> None:
        # Arrange: as many statements as a block may hold; two records are of one of them.
        twice = [person(number, "JOSEPH", "SMITH", home=0) for number in (60, 61)]
        world = [current(record) for record in (*crowd(LARGEST - 1), *twice)]
        home = current(place(0, *PLACES[0]))
        housed_first, housed_last = Followed(), Followed()

        # Act
        housed_first.change([home])
        housed_first.change(world)
        housed_last.change(world)
        housed_last.change([home])

        # Assert
        assert housed_last.entity_of == housed_first.entity_of

    def test_a_record_that_takes_the_place_of_another_crowds_no_block(self) -> None:
        first, *rest, last = [current(record) for record in reversed(crowd(LARGEST + 1))]
        followed = Followed()
        followed.change([first, *rest])

        followed.change([last], [first.key])

        assert followed.entity_of == all_entities(filled([*rest, last]))

    def test_a_block_that_was_outgrown_for_a_while_stays_dropped_by_the_model(self) -> None:
        followed, world = self.outgrown_for_a_while()

        found = followed.population
        again = population(with_dropped(found.model, found.outgrown()))
        again.fill(world)

        assert all_entities(again) == followed.entity_of

    def test_under_a_model_that_names_what_was_outgrown_all_is_built_again_as_it_was(self) -> None:
        followed, world = self.outgrown_for_a_while()
        dropped = {Kind.PERSON: followed.population.resolvers[Kind.PERSON].dropped}

        again = population(with_dropped(town_model(), dropped))
        again.fill(world)

        assert not again.outgrown()
        assert all_entities(again) == followed.entity_of

    def outgrown_for_a_while(self) -> tuple[Followed, list[Current]]:
        *world, last = [current(record) for record in crowd(LARGEST + 1)]
        followed = Followed()
        followed.change(world)
        followed.change([last])
        followed.change([], [last.key])
        return followed, world


class TestResidence:
    def test_a_changed_residence_is_read_again_with_its_persons(self) -> None:
        # Arrange: one address makes one woman of two surnames.
        both = [person(1, "MARY", "GARCIA", home=0), person(2, "MARY", "LOPEZ", home=1)]
        homes = [place(0, *PLACES[0]), place(1, *PLACES[2])]
        found = filled(map(current, (*both, *homes)))
        before = all_entities(found)

        # Act
        touched = found.change([current(place(1, *PLACES[0]))])

        # Assert
        keys = {str(record.key) for record in both}
        after = before | found.entities(touched)
        assert str(both[1].key) in touched
        assert len({before[one] for one in keys}) == 2
        assert len({after[one] for one in keys}) == 1

    def test_a_residence_that_arrives_after_its_persons_or_leaves_counts(self) -> None:
        both = [current(person(n, *FATHER[:2], home=n)) for n in (0, 1)]
        homes = [current(place(n, *PLACES[0])) for n in (0, 1)]
        found = filled(both)
        bare = all_entities(found)

        housed = found.entities(found.change(homes))
        left = found.entities(found.change([], [home.key for home in homes]))

        assert {one.key for one in both} <= housed.keys()
        assert housed == all_entities(filled([*both, *homes]))
        assert left == bare


class TestPlateReads:
    def test_a_read_goes_with_the_vehicle_of_its_plate_and_state(self) -> None:
        cars = [car(0, *CARS[0]), car(1, *CARS[4])]
        reads = [plate_read(n, *READS[n]) for n in (0, 2, 3, 4)]

        entity_of = all_entities(filled(map(current, (*cars, *reads))))

        dc, md = (entity_of[str(one.key)] for one in cars)
        of_read = [entity_of[str(one.key)] for one in reads]
        assert of_read[:2] == [dc, md]
        assert len({dc, md, *of_read[2:]}) == 4

    def test_a_read_moves_when_its_vehicle_is_withdrawn_and_comes_back_with_it(self) -> None:
        # Arrange: two vehicles that had one plate, years apart.
        late = current(car(0, *CARS[0]))
        early = current(car(1, "2HGXX5671AA123456", "AB1234", "DC", "FORD", "2021-06-01"))
        reads = [current(plate_read(n, "AB1234", "DC", f"2024-03-0{n + 1}")) for n in (1, 2)]
        found = filled([late, early, *reads])
        before = all_entities(found)
        assert {before[read.key] for read in reads} == {before[late.key]} != {before[early.key]}

        # Act
        to_early = found.entities(found.change([], [late.key]))
        to_none = found.entities(found.change([], [early.key]))
        back = found.entities(found.change([late]))

        # Assert
        assert {to_early[read.key] for read in reads} == {before[early.key]}
        assert {to_none[read.key] for read in reads} == {reads[1].seed}
        assert {back[read.key] for read in reads} == {before[late.key]}

    def test_a_read_follows_a_vehicle_that_is_given_its_plate(self) -> None:
        one, read = current(car(0, *CARS[3])), current(plate_read(1, "XY9876"))
        found = filled([one, read])
        assert all_entities(found)[read.key] == read.seed

        revised = current(car(0, "1HG09G4543G000582", "XY9876"))
        entity_of = found.entities(found.change([revised]))

        assert entity_of[read.key] == one.seed

    def test_reads_of_one_plate_join_no_two_vehicles(self) -> None:
        cars = [current(car(0, *CARS[0])), current(car(1, "2HGXX5671AA123456", "AB1234"))]
        reads = [current(plate_read(n, "AB1234")) for n in range(3)]

        alone, beside = all_entities(filled(cars)), all_entities(filled([*cars, *reads]))

        assert {one: beside[one] for one in alone} == alone


class TestFingerprints:
    def test_two_numbers_of_one_register_in_an_entity_wait_for_a_reviewer(self) -> None:
        one, other = current(person(1, *FATHER, "12345AB1")), current(person(2, *FATHER, "7"))
        found = filled([one, other])
        found.bind([Bound(Kind.PERSON, ((one.key, other.key),), ())])
        entity_of = all_entities(found)
        assert len(set(entity_of.values())) == 1

        kept = by_ends(found.kept(entity_of))

        assert kept[one.key, other.key].reasons == (Reason.FINGERPRINT,)
        weight = found.resolvers[Kind.PERSON].explain(one.key, other.key).weight
        assert kept[one.key, other.key].weight == weight

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            pytest.param(("12345AB1", ""), ("12345AB1", ""), id="the same number"),
            pytest.param(("12345AB1", ""), ("", "7001"), id="numbers of two registers"),
            pytest.param(("12345AB1", ""), ("", ""), id="a number on one alone"),
        ],
    )
    def test_nothing_else_is_a_conflict(
        self, first: tuple[str, str], second: tuple[str, str]
    ) -> None:
        both = [current(person(n, *FATHER, *of)) for n, of in ((1, first), (2, second))]
        found = filled(both)
        found.bind([Bound(Kind.PERSON, ((both[0].key, both[1].key),), ())])

        kept = found.kept(all_entities(found))

        assert not any(Reason.FINGERPRINT in pair.reasons for pair in kept)

    @given(worlds, st.data())
    @settings(max_examples=15)
    def test_every_conflict_within_an_entity_is_kept_and_none_across(
        self, world: Sequence[Current], data: st.DataObject
    ) -> None:
        found = filled(world)
        found.bind(bound(data.draw(logs(world)), found))
        every = all_entities(found)

        kept = found.kept(every)

        shown = [pair for pair in kept if Reason.FINGERPRINT in pair.reasons]
        assert all(every[pair.left] == every[pair.right] for pair in shown)
        held: dict[tuple[str, str], dict[str, set[str]]] = {}
        for one in world:
            if one.kind is Kind.PERSON:
                fields = found.context.person(one.key)
                for number in (*fields.get("fbi", ()), *fields.get("state_id", ())):
                    register = every[one.key], number.partition(":")[0]
                    held.setdefault(register, {}).setdefault(number, set()).add(one.key)
        expected = {
            entity
            for (entity, _), of in held.items()
            if len(of) > 1 and not set.intersection(*of.values())
        }
        assert expected <= {every[pair.left] for pair in shown}
        assert {every[pair.left] for pair in shown} <= {
            entity for (entity, _), of in held.items() if len(of) > 1
        }


def test_a_new_order_of_a_record_names_its_entity_anew() -> None:
    one, other = (current(person(n, *FATHER)) for n in (1, 2))
    found = filled([one, other])
    assert set(all_entities(found).values()) == {other.seed}

    touched = found.change([replace(one, order=(0, 0))])

    assert found.entities(touched) == dict.fromkeys((one.key, other.key), one.seed)
