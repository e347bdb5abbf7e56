"""Candidate pairs are those that counting every pair by hand finds."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.resolution.blocking import (
    LARGEST,
    LARGEST_TELLING,
    Block,
    Candidates,
    Key,
    candidates,
    combined_codes,
    largest,
)
from workbench.resolution.table import Table, column

KEYS: tuple[Key, ...] = (("name",), ("town", "year"), ("phones",), ("phones", "name"), ("lost",))
row = st.tuples(
    st.sampled_from([None, "SMITH", "JONES", "LEE"]),
    st.sampled_from([None, "A", "B"]),
    st.sampled_from([None, "1990", "1991"]),
    st.lists(st.sampled_from("123"), max_size=2, unique=True).map(tuple),
)
few = st.lists(row, max_size=14)
many = st.lists(row, min_size=LARGEST, max_size=3 * LARGEST)


def table_of(rows: list[tuple[Any, ...]]) -> Table:
    names = ("name", "town", "year", "phones")
    return Table(
        tuple(map(str, range(len(rows)))),
        {name: column([row[at] for row in rows]) for at, name in enumerate(names)},
    )


def blocks(rows: list[tuple[Any, ...]]) -> dict[Block, list[int]]:
    """Every block by brute force."""
    found = defaultdict(list)
    for at, (name, town, year, phones) in enumerate(rows):
        values = {
            "name": [name] if name else [],
            "town": [town] if town else [],
            "year": [year] if year else [],
            "phones": phones,
            "lost": [],
        }
        for key in KEYS:
            for block in product(*(values[part] for part in key)):
                found[key, block].append(at)
    return found


def pairs(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


@given(few | many)
@settings(max_examples=30)
def test_candidates_share_a_block_that_is_not_too_large(rows: list[tuple[Any, ...]]) -> None:
    every = blocks(rows)
    wanted = {
        pair
        for (key, _), members in every.items()
        if len(members) <= largest(key)
        for pair in combinations(members, 2)
    }

    found = candidates(table_of(rows), KEYS)

    assert pairs(found) == sorted(wanted)
    assert {gone.block: gone.records for gone in found.dropped} == {
        block: len(members) for block, members in every.items() if len(members) > largest(block[0])
    }
    assert found.coarse == ()


@given(many, st.integers(0, 500))
@settings(max_examples=30)
def test_the_blocks_that_were_dropped_give_the_same_pairs_again(
    rows: list[tuple[Any, ...]], most: int
) -> None:
    table = table_of(rows)
    before = candidates(table, KEYS, most=most)

    again = candidates(table, KEYS, {gone.block for gone in before.dropped})

    assert pairs(again) == pairs(before)
    assert again.dropped == ()


@given(many, st.integers(0, 500))
@settings(max_examples=30)
def test_no_key_makes_more_pairs_than_it_may(rows: list[tuple[Any, ...]], most: int) -> None:
    for key in KEYS[:2]:
        assert len(candidates(table_of(rows), [key], most=most)) <= most


@given(few, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(rows: list[tuple[Any, ...]], draw: Any) -> None:
    order = list(range(len(rows)))
    draw.shuffle(order)

    found = pairs(candidates(table_of([rows[at] for at in order]), KEYS))

    back = {tuple(sorted((order[one], order[other]))) for one, other in found}
    assert back == set(pairs(candidates(table_of(rows), KEYS)))


def test_a_block_of_a_telling_key_may_be_larger() -> None:
    def shared(name: str, records: int) -> Candidates:
        keys = tuple(map(str, range(records)))
        return candidates(Table(keys, {name: column(["X"] * records)}), [(name,)])

    assert len(shared("surname", LARGEST)) == LARGEST * (LARGEST - 1) // 2
    assert len(shared("surname", LARGEST + 1)) == 0
    assert len(shared("birth", LARGEST + 1)) == LARGEST * (LARGEST + 1) // 2
    assert len(shared("birth", LARGEST_TELLING + 1)) == 0


def test_a_key_with_too_many_blocks_to_name_makes_no_pair() -> None:
    names = [f"N{at // 3}" for at in range(3 * 20_001)]
    table = Table(tuple(map(str, range(len(names)))), {"name": column(names)})

    found = candidates(table, [("name",)], most=1)

    assert (found.coarse, len(found)) == ((("name",),), 0)
    assert len(candidates(table, [("name",)])) == 3 * 20_001


def test_a_hundred_thousand_records_in_one_block_make_no_pair() -> None:
    table = Table(tuple(map(str, range(100_000))), {"name": column(["SMITH"] * 100_000)})

    found = candidates(table, [("name",)])

    assert len(found) == 0
    assert [(gone.block, gone.records) for gone in found.dropped] == [
        ((("name",), ("SMITH",)), 100_000)
    ]


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 9), min_size=1))
def test_combined_codes_are_equal_only_where_all_codes_are(rows: list[tuple[int, ...]]) -> None:
    huge = 2**20  # distinct values of each part: their product does not fit in 64 bits
    parts = [(column([str(row[at]) for row in rows]).codes, huge) for at in range(9)]

    numbers = combined_codes([(codes.astype("int64"), size) for codes, size in parts]).tolist()

    for one, first in zip(rows, numbers, strict=True):
        for other, second in zip(rows, numbers, strict=True):
            assert (one == other) == (first == second)
