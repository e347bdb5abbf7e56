"""What a profile sees as one is what clustering makes of the records it may view, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.resolution.populations import current, incident, person, town_model, worlds
from tests.unit.resolution.test_population import logs
from workbench.records.vocabulary import Kind
from workbench.resolution.decisions import Decision, constraints, standing
from workbench.resolution.population import Bound, Current, Population, population
from workbench.resolution.profiles import Views, around, views

PROFILES = 3
EVERYONE = (1 << PROFILES) - 1
AUDIENCES = [str(mask) for mask in range(EVERYONE + 1)]
"""Named after the profiles that view them."""
VIEWERS = {audience: int(audience) for audience in AUDIENCES}


def shared(record: Current, audience: str) -> Current:
    return replace(record, row={**record.row, "audience": audience})


@st.composite
def shared_worlds(draw: st.DrawFn) -> list[Current]:
    """Records, most of which everybody may view."""
    audience = st.sampled_from([str(EVERYONE)] * 4 + AUDIENCES)
    return [shared(record, draw(audience)) for record in draw(worlds)]


def bound_to(
    log: Sequence[Decision], some: Population, audience_of: Mapping[str, str]
) -> list[Bound]:
    found = []
    for decision in standing(log):
        asked = constraints((decision,), some.context.rows)
        if not (asked.must or asked.cannot):
            continue
        viewers = EVERYONE
        for key in decision.records:
            viewers &= VIEWERS[audience_of[key]]
        kind = some.context.rows[(asked.must or asked.cannot)[0][0]][0]
        found.append(Bound(kind, asked.must, asked.cannot, viewers))
    return found


def filled(world: Sequence[Current]) -> Population:
    found = population(town_model(), VIEWERS)
    found.fill(world)
    return found


def seen_by(
    profile: int, found: Population, entity_of: Mapping[str, str], of: Views
) -> dict[frozenset[str], str]:
    """The groups of records that a profile sees, with the id that it is told."""
    groups: dict[str, set[str]] = {}
    for key, entity in entity_of.items():
        if found.context.mask(key) >> profile & 1 and not of.left_out.get(entity, 0) >> profile & 1:
            groups.setdefault(entity, set()).add(key)
    seen = {frozenset(keys): entity for entity, keys in groups.items()}
    for variant in of.variants.values():
        if variant.viewers >> profile & 1:
            assert frozenset(variant.members) not in seen
            seen[frozenset(variant.members)] = variant.id
    return seen


@given(shared_worlds(), st.data())
@settings(max_examples=60)
def test_a_profile_sees_what_it_would_without_the_records_hidden_from_it(
    world: list[Current], data: st.DataObject
) -> None:
    # Arrange
    log = data.draw(logs(world))
    audience_of = {record.key: str(record.row["audience"]) for record in world}
    main = filled(world)
    main.bind(bound_to(log, main, audience_of))
    entity_of = main.entities(list(main.seeds))

    # Act
    found = views(main, entity_of, EVERYONE)

    # Assert
    for profile in range(PROFILES):
        own = [r for r in world if VIEWERS[audience_of[r.key]] >> profile & 1]
        alone = filled(own)
        binding = [b for b in bound_to(log, main, audience_of) if b.viewers >> profile & 1]
        alone.bind(binding)
        groups: dict[str, set[str]] = {}
        for key, entity in alone.entities(list(alone.seeds)).items():
            groups.setdefault(entity, set()).add(key)
        seen = seen_by(profile, main, entity_of, found)
        assert set(seen) == {frozenset(keys) for keys in groups.values()}
        assert len(set(seen.values())) == len(seen), "two entities of one id"


@given(shared_worlds(), st.data())
@settings(max_examples=30)
def test_a_change_is_worked_out_from_the_components_that_it_touches(
    world: list[Current], data: st.DataObject
) -> None:
    # Arrange
    log = data.draw(logs(world))
    audience_of = {record.key: str(record.row["audience"]) for record in world}
    changed = data.draw(st.sampled_from(world)) if world else None
    if changed is None:
        return
    audience = data.draw(st.sampled_from(AUDIENCES))
    main = filled(world)
    main.bind(bound_to(log, main, audience_of))
    before = views(main, main.entities(list(main.seeds)), EVERYONE)

    # Act
    touched = main.change([shared(changed, audience)])
    touched |= main.bind(bound_to(log, main, audience_of | {changed.key: audience}))
    part = around(main, touched)
    more = {k for v in before.variants if not part.keys().isdisjoint(v) for k in v} - part.keys()
    part |= around(main, more)
    again = views(main, part, EVERYONE)

    # Assert
    every = views(main, main.entities(list(main.seeds)), EVERYONE)
    kept = {v: one for v, one in before.variants.items() if part.keys().isdisjoint(v)}
    assert kept | again.variants == every.variants


def test_whom_a_decision_does_not_bind_sees_two_though_all_may_view_both() -> None:
    # as where it names a third record, hidden from them, that was withdrawn
    world = [current(person(0, "WILLIAM", "GARCIA")), current(person(1, "AGNES", "OKAFOR"))]
    main = filled([shared(record, str(EVERYONE)) for record in world])
    one, other = sorted(record.key for record in world)
    main.bind([Bound(Kind.PERSON, ((one, other),), (), 1)])
    entity_of = main.entities(list(main.seeds))

    found = views(main, entity_of, EVERYONE)

    assert entity_of[one] == entity_of[other]
    assert found.left_out == {entity_of[one]: EVERYONE & ~1}
    assert {v.members: v.viewers for v in found.variants.values()} == {
        (one,): EVERYONE & ~1,
        (other,): EVERYONE & ~1,
    }


@pytest.mark.parametrize(("audience", "parties"), [("7", 1), ("3", 0), ("1", 0)])
def test_a_record_is_read_only_with_linked_ones_that_all_its_viewers_may_view(
    audience: str, parties: int
) -> None:
    event = current(incident(0, "24000153", "", "2024-03-01 12:30"))
    party = current(person(0, "WILLIAM", "GARCIA", "", "1962-04-17", event=0))

    main = filled([shared(event, "7"), shared(party, audience)])

    assert len(main.context.incident(event.key).people) == parties
