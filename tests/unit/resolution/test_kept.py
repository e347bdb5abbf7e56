"""Any part of the records clusters alone by the kept pairs, as if no others had ever been there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.resolution.populations import (
    HOME,
    JOHN,
    KEYS,
    MARY,
    WILLIAM,
    Pairs,
    among,
    constraints,
    fresh,
    read,
    saids,
    town_model,
    vehicles,
)
from workbench.records.vocabulary import Kind
from workbench.resolution.kept import Kept, Reason, Use, partition
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import PROPOSED_FROM, VEHICLE, person_scheme
from workbench.resolution.statement import Scheme
from workbench.resolution.vehicles import Vehicle

R = TypeVar("R")
subsets = st.sets(st.sampled_from(KEYS))
PROPOSED = PROPOSED_FROM[Kind.PERSON]


def kept_of(resolver: Resolver[Any], keys: Collection[str], proposed_from: int) -> list[Kept]:
    entity_of = {key: group[0] for group in resolver.groups(keys) for key in group}
    return list(resolver.kept(keys, entity_of, proposed_from))


def alone(
    scheme: Scheme[R], resolver: Resolver[R], part: Mapping[str, R], must: Pairs, cannot: Pairs
) -> list[tuple[str, ...]]:
    """The groups of some records, all of them compared anew, the same blocks left out."""
    return fresh(scheme, part, resolver.dropped, must, cannot).groups(part)


def ends(pairs: Iterable[Kept], use: Use) -> dict[tuple[str, str], int]:
    return {(pair.left, pair.right): pair.weight for pair in pairs if pair.use is use}


@given(saids, constraints(), subsets)
@settings(max_examples=30)
def test_any_part_of_the_persons_clusters_alone_by_what_is_kept(
    records: Mapping[str, Mapping[str, Any]], decided: tuple[Pairs, Pairs], some: set[str]
) -> None:
    # Arrange
    scheme = person_scheme(town_model())
    persons = read(scheme, records)
    resolver = fresh(scheme, persons, (), *decided)
    part = {key: persons[key] for key in persons if key in some}
    must, cannot = (among(pairs, part) for pairs in decided)

    # Act
    found = partition(list(part), kept_of(resolver, persons, PROPOSED), must, cannot)

    # Assert
    assert found == alone(scheme, resolver, part, must, cannot)


@given(vehicles, constraints(), subsets)
@settings(max_examples=30)
def test_any_part_of_the_vehicles_clusters_alone_by_what_is_kept(
    cars: Mapping[str, Vehicle], decided: tuple[Pairs, Pairs], some: set[str]
) -> None:
    resolver = fresh(VEHICLE, cars, (), *decided)
    part = {key: cars[key] for key in cars if key in some}
    must, cannot = (among(pairs, part) for pairs in decided)
    kept = kept_of(resolver, cars, PROPOSED_FROM[Kind.VEHICLE])

    found = partition(list(part), kept, must, cannot)

    assert found == alone(VEHICLE, resolver, part, must, cannot)


@given(saids, constraints())
@settings(max_examples=30)
def test_all_of_the_records_cluster_by_what_is_kept_as_they_are(
    records: Mapping[str, Mapping[str, Any]], decided: tuple[Pairs, Pairs]
) -> None:
    scheme = person_scheme(town_model())
    resolver = fresh(scheme, read(scheme, records), (), *decided)
    must, cannot = (among(pairs, records) for pairs in decided)

    found = partition(list(records), kept_of(resolver, records, PROPOSED), must, cannot)

    assert found == resolver.groups(records)


@given(saids, constraints(), st.data())
@settings(max_examples=30)
def test_what_is_kept_of_one_component_suffices_for_it(
    records: Mapping[str, Mapping[str, Any]], decided: tuple[Pairs, Pairs], data: st.DataObject
) -> None:
    scheme = person_scheme(town_model())
    resolver = fresh(scheme, read(scheme, records), (), *decided)
    component = resolver.component(data.draw(st.sampled_from(sorted(records))))
    must, cannot = (among(pairs, component) for pairs in decided)

    kept = kept_of(resolver, component, PROPOSED)

    assert partition(component, kept, must, cannot) == resolver.groups(component)


@given(saids, constraints())
@settings(max_examples=30)
def test_a_kept_pair_waits_only_between_entities_and_undecided(
    records: Mapping[str, Mapping[str, Any]], decided: tuple[Pairs, Pairs]
) -> None:
    scheme = person_scheme(town_model())
    resolver = fresh(scheme, read(scheme, records), (), *decided)
    entity_of = {key: group[0] for group in resolver.groups(records) for key in group}

    for pair in kept_of(resolver, records, PROPOSED):
        assert pair.left < pair.right
        assert pair.weight == resolver.explain(pair.left, pair.right).weight
        if pair.reasons:
            assert entity_of[pair.left] != entity_of[pair.right]
            assert pair.weight > PROPOSED
            assert not any((pair.left, pair.right) in pairs for pairs in decided)
        else:
            assert pair.use is not Use.SHOWN
        if pair.reasons == (Reason.APART,):
            assert pair.weight > 0


def test_a_weight_is_kept_once_for_two_statements_and_a_fold_for_each_other_record() -> None:
    scheme = person_scheme(town_model())
    william, bill = {**WILLIAM, **HOME}, {**WILLIAM, **HOME, "given": "BILL"}
    persons = read(scheme, {"a": william, "b": bill, "c": william, "d": bill, "e": william})
    resolver = fresh(scheme, persons)

    kept = kept_of(resolver, persons, PROPOSED)

    assert ends(kept, Use.WEIGHED) == {("a", "b"): resolver.explain("c", "d").weight}
    assert ends(kept, Use.FOLDED).keys() == {("a", "c"), ("a", "e"), ("b", "d")}
    assert partition("cd", kept) == [("c", "d")]


def test_a_record_left_out_no_longer_holds_two_together() -> None:
    scheme = person_scheme(town_model())
    number = {"fbi": ("US:12345AB1",)}
    other_name = {"given": "LUIS", "surname": "LOPEZ", **number}
    persons = read(scheme, {"a": WILLIAM, "b": {**WILLIAM, **number}, "c": other_name})
    resolver = fresh(scheme, persons)

    kept = kept_of(resolver, persons, PROPOSED)

    assert partition("abc", kept) == [("a", "b", "c")]
    assert partition("ac", kept) == [("a",), ("c",)]


def test_strangers_are_not_kept() -> None:
    scheme = person_scheme(town_model())
    persons = read(scheme, {"a": WILLIAM, "b": JOHN, "c": MARY})

    assert kept_of(fresh(scheme, persons), persons, PROPOSED) == []
