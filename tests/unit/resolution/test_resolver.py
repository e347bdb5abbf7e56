"""However records came and left, they are grouped as if they had come at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.resolution.deciding import admitted, logs
from tests.unit.resolution.populations import (
    HOME,
    JOHN,
    KEYS,
    MARY,
    SAID,
    WILLIAM,
    Pairs,
    among,
    constraints,
    first_of,
    fresh,
    model_without,
    narrow_scheme,
    read,
    said,
    saids,
    town_model,
)
from workbench.records.vocabulary import Kind
from workbench.resolution import decisions
from workbench.resolution.blocking import LARGEST
from workbench.resolution.decisions import Decision, standing
from workbench.resolution.kept import Kept
from workbench.resolution.published import weighed
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import PROPOSED_FROM, Person, PersonScheme, person_scheme

Step = tuple[str, Any]
SCHEMES: Mapping[str, Callable[[], PersonScheme]] = {
    "ordinary": lambda: person_scheme(town_model()),
    "blocks that are soon too large": lambda: narrow_scheme(town_model()),
}

step = st.one_of(
    st.tuples(st.just("put"), st.tuples(st.sampled_from(KEYS), said)),
    st.tuples(st.just("put"), st.tuples(st.sampled_from(KEYS), said)),
    st.tuples(st.just("drop"), st.sampled_from(KEYS)),
    st.tuples(st.just("bind"), constraints()),
)


class Noted:
    """A resolver, and what those who follow it from change to change know of its groups."""

    def __init__(self, scheme: PersonScheme, records: Mapping[str, Mapping[str, Any]]) -> None:
        self.scheme = scheme
        self.records = read(scheme, records)
        self.must: Pairs = ()
        self.cannot: Pairs = ()
        self.entity_of: dict[str, str] = {}
        self.kept: dict[tuple[str, str], Kept] = {}
        self.resolver = Resolver[Person](scheme, set())
        for key in sorted(records):
            self.note(self.resolver.put(key, self.records[key]))

    def take(self, step: Step) -> None:
        match step:
            case "put", (key, values):
                self.records |= read(self.scheme, {key: values})
                self.note(self.resolver.put(key, self.records[key]))
            case "drop", key:
                self.records.pop(key, None)
                self.note(self.resolver.drop(key), gone=key)
            case _, (must, cannot):
                self.must, self.cannot = must, cannot
                self.note(self.resolver.bind(must, cannot))

    def note(self, touched: Iterable[str], gone: str | None = None) -> None:
        now = entities(self.resolver, touched)
        if gone is not None:
            self.entity_of.pop(gone, None)
        self.entity_of |= now
        again = {*now, gone}
        self.kept = {ends: pair for ends, pair in self.kept.items() if again.isdisjoint(ends)}
        self.kept |= kept(self.resolver, now)

    def at_once(self) -> Resolver[Person]:
        dropped = self.resolver.dropped
        return fresh(self.scheme, self.records, dropped, self.must, self.cannot)


def entities(resolver: Resolver[Person], touched: Iterable[str]) -> dict[str, str]:
    return {key: group[0] for group in resolver.groups(touched) for key in group}


def kept(resolver: Resolver[Person], entity_of: Mapping[str, str]) -> dict[tuple[str, str], Kept]:
    pairs = list(resolver.kept(entity_of, entity_of, PROPOSED_FROM[Kind.PERSON]))
    by_ends = {(pair.left, pair.right): pair for pair in pairs}
    assert len(by_ends) == len(pairs)
    return by_ends


def weights(resolver: Resolver[Person]) -> dict[tuple[str, str], int]:
    """Of every pair of statements that a block brings together, by their first records."""
    first = {number: min(one.keys) for number, one in resolver.statements.items()}
    return {
        (first[number], first[other]): weight
        for number, one in resolver.statements.items()
        for other, weight in one.weights.items()
        if first[number] < first[other]
    }


def crowd(number: int) -> dict[str, dict[str, Any]]:
    """So many people called SMITH with a J: one block, and nothing else that many share."""
    return {
        f"r{at:03}": {"given": f"J{chr(65 + at % 26)}{chr(65 + at // 26)}", "surname": "SMITH"}
        for at in range(number)
    }


@pytest.mark.parametrize("blocks", SCHEMES)
@given(saids, st.lists(step, max_size=10))
@settings(max_examples=25)
def test_after_any_changes_the_groups_are_those_of_the_final_records(
    blocks: str, records: Mapping[str, Mapping[str, Any]], steps: Sequence[Step]
) -> None:
    noted = Noted(SCHEMES[blocks](), records)

    for one in steps:
        noted.take(one)

    at_once = noted.at_once()
    assert noted.resolver.groups(noted.records) == at_once.groups(noted.records)
    assert weights(noted.resolver) == weights(at_once)


@pytest.mark.parametrize("blocks", SCHEMES)
@given(saids, st.lists(step, max_size=10), st.data())
@settings(max_examples=25)
def test_a_component_is_what_positive_weights_and_decisions_connect_among_those_there(
    blocks: str,
    records: Mapping[str, Mapping[str, Any]],
    steps: Sequence[Step],
    data: st.DataObject,
) -> None:
    noted = Noted(SCHEMES[blocks](), records)
    for change in steps:
        noted.take(change)
    there = data.draw(st.sets(st.sampled_from(KEYS))) & noted.records.keys()

    found = {key: noted.resolver.component(key, there) for key in there}

    home = {key: {key} for key in there}
    for one, other in combinations(sorted(there), 2):
        if connected(noted, one, other) and home[one] is not home[other]:
            home[one] |= home[other]
            home |= dict.fromkeys(home[other], home[one])
    assert found == home
    every = noted.records.keys()
    assert all(
        noted.resolver.component(key) == noted.resolver.component(key, every) for key in every
    )


def connected(noted: Noted, one: str, other: str) -> bool:
    """Whether a positive weight or a decision ties the two."""
    numbers = [noted.resolver.of_record[key] for key in (one, other)]
    left, right = (noted.resolver.statements[number] for number in numbers)
    weight = left.itself if left is right else left.weights.get(numbers[1], 0)
    return (one, other) in {(min(pair), max(pair)) for pair in noted.must} or min(
        left.itself, right.itself, weight
    ) > 0


@pytest.mark.parametrize("blocks", SCHEMES)
@given(saids, st.lists(step, max_size=10))
@settings(max_examples=25)
def test_who_follows_what_each_change_touches_knows_all_groups_and_kept_pairs(
    blocks: str, records: Mapping[str, Mapping[str, Any]], steps: Sequence[Step]
) -> None:
    noted = Noted(SCHEMES[blocks](), records)

    for one in steps:
        noted.take(one)

    at_once = noted.at_once()
    every = entities(at_once, noted.records)
    assert noted.entity_of == every
    assert noted.kept == kept(at_once, every)


@pytest.mark.parametrize("blocks", SCHEMES)
@given(saids, st.data())
@settings(max_examples=25)
def test_the_order_in_which_records_come_changes_nothing(
    blocks: str, records: Mapping[str, Mapping[str, Any]], data: st.DataObject
) -> None:
    scheme = SCHEMES[blocks]()
    persons = read(scheme, records)
    resolver = Resolver[Person](scheme, set())

    for key in data.draw(st.permutations(sorted(records))):
        resolver.put(key, persons[key])

    at_once = fresh(scheme, persons)
    assert resolver.groups(persons) == at_once.groups(persons)
    assert resolver.dropped == at_once.dropped
    assert weights(resolver) == weights(at_once)


@given(saids, constraints())
@settings(max_examples=25)
def test_records_that_a_batch_has_weighed_are_as_if_they_had_come_one_by_one(
    records: Mapping[str, Mapping[str, Any]], decided: tuple[Pairs, Pairs]
) -> None:
    scheme = person_scheme(town_model())
    persons = read(scheme, records)
    resolver = Resolver[Person](scheme, set())

    found = weighed(town_model(), {key: person.fields for key, person in persons.items()})
    resolver.fill(persons, found.weights)
    resolver.bind(*decided)

    one_by_one = fresh(scheme, persons, (), *decided)
    assert resolver.groups(persons) == one_by_one.groups(persons)
    assert weights(resolver) == weights(one_by_one)


def test_a_block_is_dropped_by_the_same_record_whether_one_by_one_or_at_once() -> None:
    scheme = person_scheme(town_model())
    most, too_many = (read(scheme, crowd(number)) for number in (LARGEST, LARGEST + 1))
    block = (("surname", "given_letter"), ("SMITH", "J"))

    for persons, expected in ((most, False), (too_many, True)):
        fields = {key: person.fields for key, person in persons.items()}
        at_once = weighed(town_model(), fields)
        one_by_one = fresh(scheme, persons)

        assert (block in one_by_one.dropped) is expected
        assert set(at_once.outgrown) == one_by_one.dropped
        assert at_once.weights == weights(one_by_one)


def test_a_filled_resolver_drops_a_block_that_the_next_record_outgrows() -> None:
    # Arrange
    scheme = person_scheme(town_model())
    persons = read(scheme, crowd(LARGEST + 1))
    *first, last = persons
    resolver = Resolver[Person](scheme, set())
    fields = {key: persons[key].fields for key in first}
    resolver.fill({key: persons[key] for key in first}, weighed(town_model(), fields).weights)
    before = entities(resolver, first)

    # Act
    now = before | entities(resolver, resolver.put(last, persons[last]))

    # Assert
    at_once = fresh(scheme, persons)
    assert resolver.dropped == at_once.dropped
    assert resolver.dropped
    assert now == entities(at_once, persons)
    assert weights(resolver) == weights(at_once)


def test_a_dropped_block_stays_dropped_when_its_records_leave() -> None:
    scheme = person_scheme(town_model())
    persons = read(scheme, crowd(LARGEST + 1))
    resolver = fresh(scheme, persons)
    dropped = set(resolver.dropped)

    for key in sorted(persons)[2:]:
        resolver.drop(key)

    left = sorted(persons)[:2]
    assert resolver.dropped == dropped
    assert weights(resolver) == weights(fresh(scheme, {k: persons[k] for k in left}, dropped))


@pytest.mark.parametrize("order", ["abc", "bac", "cba"])
def test_a_value_that_the_model_does_not_compare_counts_the_same_in_any_order(order: str) -> None:
    # Arrange: nobody stated a telephone when the model was learnt; it still is a blocking key.
    scheme = person_scheme(model_without("phones"))
    phone = {"phones": ("4105550101",)}
    alike = {"given": "BILL", "surname": "SMITH", "birth": "19621704", "ssn": "123456798"}
    one = {**WILLIAM, "ssn": "123456789"}
    persons = read(scheme, {"a": one, "b": {**one, **phone}, "c": {**alike, **phone}})
    resolver = Resolver[Person](scheme, set())

    # Act
    for key in order:
        resolver.put(key, persons[key])

    # Assert
    at_once = fresh(scheme, persons)
    assert resolver.groups(persons) == at_once.groups(persons)
    assert weights(resolver) == weights(at_once)


def test_a_record_that_left_takes_with_it_what_the_model_does_not_compare() -> None:
    scheme = person_scheme(model_without("phones"))
    phone = {"phones": ("4105550101",)}
    persons = read(scheme, {"a": {**WILLIAM, **phone}, "b": WILLIAM, "c": {**JOHN, **phone}})
    resolver = fresh(scheme, persons)

    resolver.drop("a")

    left = {key: persons[key] for key in "bc"}
    assert weights(resolver) == weights(fresh(scheme, left))


@given(saids, constraints(), constraints())
@settings(max_examples=25)
def test_decisions_taken_back_leave_the_groups_as_they_were(
    records: Mapping[str, Mapping[str, Any]],
    before: tuple[Pairs, Pairs],
    after: tuple[Pairs, Pairs],
) -> None:
    scheme = person_scheme(town_model())
    resolver = fresh(scheme, read(scheme, records), (), *before)
    groups_before = resolver.groups(records)
    kept_before = kept(resolver, entities(resolver, records))

    there = resolver.bind(*after)
    back = resolver.bind(*before)

    assert there == back
    assert resolver.groups(records) == groups_before
    assert kept(resolver, entities(resolver, records)) == kept_before


@given(saids, constraints())
@settings(max_examples=25)
def test_what_was_decided_holds_whatever_the_weights(
    records: Mapping[str, Mapping[str, Any]], decided: tuple[Pairs, Pairs]
) -> None:
    must, cannot = (among(pairs, records) for pairs in decided)
    scheme = person_scheme(town_model())

    group_of = entities(fresh(scheme, read(scheme, records), (), must, cannot), records)

    first = first_of(must, records)
    assert all(group_of[key] == group_of[first[key]] for key in records)
    assert all(group_of[one] != group_of[other] for one, other in cannot)


@given(st.lists(said, min_size=6, max_size=6), logs(), st.data())
@settings(max_examples=25)
def test_any_order_of_decisions_that_were_admitted_gives_the_same_groups(
    values: Sequence[Mapping[str, Any]], offered: Sequence[Decision], data: st.DataObject
) -> None:
    # Arrange
    scheme = person_scheme(town_model())
    persons = read(scheme, dict(zip("abcdef", values, strict=True)))
    log = admitted(offered)

    def grouped(some: Sequence[Decision]) -> list[tuple[str, ...]]:
        asked = decisions.constraints(standing(some), persons)
        return fresh(scheme, persons, (), asked.must, asked.cannot).groups(persons)

    # Act
    found = grouped(log)
    turned = grouped(data.draw(st.permutations(log)))

    # Assert
    assert turned == found
    group_of = {key: group for group in found for key in group}
    for decision in standing(log):
        across = [(one, other) for one in decision.left for other in decision.right]
        if decision.verdict is decisions.Verdict.SAME:
            assert len({group_of[key] for key in decision.records}) == 1
        else:
            assert all(group_of[one] != group_of[other] for one, other in across)


@pytest.mark.parametrize("withdrawn", ["b", "c"])
def test_a_chain_of_decisions_binds_while_all_of_its_records_are_there(withdrawn: str) -> None:
    scheme = person_scheme(town_model())
    persons = read(scheme, {"a": WILLIAM, "b": JOHN, "c": MARY})
    resolver = fresh(scheme, persons, (), [("a", "b"), ("b", "c")])
    assert resolver.groups("a") == [("a", "b", "c")]

    touched = resolver.drop(withdrawn)

    expected = [("a",), ("c",)] if withdrawn == "b" else [("a", "b")]
    assert resolver.groups(touched) == expected[-len(resolver.groups(touched)) :]
    assert resolver.groups(set("abc") - {withdrawn}) == expected
    assert resolver.groups(resolver.put(withdrawn, persons[withdrawn])) == [("a", "b", "c")]


def test_records_that_say_the_same_can_be_decided_apart() -> None:
    scheme = person_scheme(town_model())
    persons = read(scheme, {key: {**WILLIAM, **HOME} for key in "abc"})

    groups = fresh(scheme, persons, (), (), [("a", "b")]).groups(persons)

    assert len(groups) == 2
    assert not any({"a", "b"} <= set(group) for group in groups)


@pytest.mark.parametrize("blocks", SCHEMES)
def test_an_explanation_sums_to_the_weight_of_every_pair(blocks: str) -> None:
    scheme = SCHEMES[blocks]()
    persons = read(scheme, {f"r{at:02}": values for at, values in enumerate(SAID)})
    resolver = fresh(scheme, persons)
    held = weights(resolver)
    assert len(held) >= 20

    for one, other in combinations(sorted(persons), 2):
        explained = resolver.explain(one, other)

        assert (explained.left, explained.right) == (one, other)
        assert explained.weight == sum(part.weight for part in explained.parts)
        assert explained.weight == scheme.weights(persons[one], [persons[other]])[0]
        assert explained.weight == held.get((one, other), explained.weight)
        assert resolver.explain(other, one) == explained


@given(saids)
@settings(max_examples=15)
def test_merges_tell_how_each_component_came_together(
    records: Mapping[str, Mapping[str, Any]],
) -> None:
    scheme = person_scheme(town_model())
    resolver = fresh(scheme, read(scheme, records))

    for key in records:
        component = resolver.component(key)
        steps = resolver.merges(key)
        grouped = resolver.groups([key])

        assert {one for group in grouped for one in group} == component
        assert all(step.weight > 0 and not step.decided for step in steps)
        assert len(steps) <= len(component) - len(grouped)
