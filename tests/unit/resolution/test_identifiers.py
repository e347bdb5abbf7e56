"""Resolution by exact identifiers: levels, held apart, independent of order, stable ids."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.resolution.identifiers import Identified, partition


def record(name: str, *levels: tuple[str, ...], row: int = 0) -> Identified:
    return Identified(name, f"seed-{name}", (1, row), levels)


def groups(records: list[Identified]) -> set[frozenset[str]]:
    entity_of = partition(records)
    return {
        frozenset(key for key, entity in entity_of.items() if entity == one)
        for one in set(entity_of.values())
    }


def test_a_shared_decisive_number_joins_and_no_number_stays_alone() -> None:
    found = groups([record("a", ("x",)), record("b", ("x",)), record("c", ()), record("d")])

    assert found == {frozenset("ab"), frozenset("c"), frozenset("d")}


def test_a_plate_joins_a_record_without_vin_to_the_one_vin_it_has() -> None:
    found = groups([record("a", ("vin",), ("plate",)), record("b", (), ("plate",))])

    assert found == {frozenset("ab")}


def test_a_plate_that_moved_between_two_vins_joins_neither() -> None:
    found = groups(
        [
            record("a", ("vin1",), ("plate",)),
            record("b", ("vin2",), ("plate",)),
            record("c", (), ("plate",)),
            record("d", (), ("plate",)),
        ]
    )

    assert found == {frozenset("a"), frozenset("b"), frozenset("cd")}


def test_two_strong_groups_are_not_joined_through_a_chain_of_weak_ones() -> None:
    found = groups(
        [
            record("a", ("fbi1",), ("l1",)),
            record("b", (), ("l1", "l2")),
            record("c", ("fbi2",), ("l2",)),
        ]
    )

    assert found == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_the_id_is_the_seed_of_the_earliest_record() -> None:
    records = [record("z", ("x",), row=1), record("a", ("x",), row=2)]

    assert set(partition(records).values()) == {"seed-z"}


identifiers = st.lists(st.sampled_from(["p", "q", "r"]), max_size=2).map(tuple)
records_of = st.lists(st.tuples(identifiers, identifiers, identifiers), max_size=12).map(
    lambda drawn: [record(f"k{i:02d}", *levels, row=i) for i, levels in enumerate(drawn)]
)


@given(records_of, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(records: list[Identified], random_: object) -> None:
    shuffled = list(records)
    random_.shuffle(shuffled)  # type: ignore[attr-defined]

    assert partition(shuffled) == partition(records)


@given(records_of)
def test_equal_first_level_identifiers_are_always_together(records: list[Identified]) -> None:
    entity_of = partition(records)

    for one in records:
        for other in records:
            if set(one.levels[0]) & set(other.levels[0]):
                assert entity_of[one.key] == entity_of[other.key]


@given(records_of)
def test_every_record_has_one_entity_whose_id_is_a_member_seed(records: list[Identified]) -> None:
    entity_of = partition(records)

    assert entity_of.keys() == {r.key for r in records}
    assert set(entity_of.values()) <= {r.seed for r in records}
