"""Columns of numbered values: what a record states is what was put in, whatever is derived."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.resolution.table import (
    MISSING,
    Column,
    Table,
    column,
    combined,
    derived,
    fields,
    filled,
    joined,
    members,
    one_numbering,
    unstated,
)

texts = st.lists(st.none() | st.sampled_from(["", "A", "B", "AB", "C"]), max_size=12)


def read(source: Column) -> list[object]:
    return [None if code == MISSING else source.values[code] for code in source.codes.tolist()]


@given(texts)
def test_a_column_states_what_was_put_in_and_nothing_for_empty_texts(
    values: list[str | None],
) -> None:
    found = column(values)

    assert read(found) == [value or None for value in values]
    assert len(set(found.values)) == len(found.values)
    assert found.stated == sum(bool(value) for value in values)


@given(texts)
def test_counts_are_how_many_records_state_each_value(values: list[str | None]) -> None:
    found = column(values)

    assert {v: int(c) for v, c in zip(found.values, found.counts, strict=True)} == {
        value: values.count(value) for value in values if value
    }


@given(texts)
def test_a_derived_column_is_the_rule_of_each_value(values: list[str | None]) -> None:
    def rule(value: str) -> str | None:
        return None if value == "C" else value[:1]

    assert read(derived(column(values), rule)) == [
        rule(value) if value else None for value in values
    ]


@given(st.lists(st.lists(st.sampled_from("ABC"), unique=True).map(tuple), max_size=8))
def test_members_are_every_member_of_every_record_in_order(values: list[tuple[str, ...]]) -> None:
    records, found = members(column(values))

    assert list(zip(records.tolist(), read(found), strict=True)) == [
        (at, member) for at, value in enumerate(values) for member in value
    ]


@given(st.lists(st.tuples(st.sampled_from([None, "A", "B"]), st.sampled_from([None, "A", "C"]))))
def test_combined_texts_are_equal_where_both_parts_are(
    pairs: list[tuple[str | None, str | None]],
) -> None:
    one, other = (column([pair[side] for pair in pairs]) for side in (0, 1))

    assert read(combined(one, other)) == [joined(*pair) for pair in pairs]


@given(st.lists(st.tuples(st.sampled_from([None, "A", "B"]), st.sampled_from([None, "A", "B"]))))
def test_swapped_texts_are_equal_in_either_order(
    pairs: list[tuple[str | None, str | None]],
) -> None:
    one, other = one_numbering(*(column([pair[side] for pair in pairs]) for side in (0, 1)))

    codes = combined(one, other, swapped=True).codes

    for at, pair in enumerate(pairs):
        for beside, another in enumerate(pairs):
            said = any(pair) and any(another)
            assert bool(codes[at] >= 0 and codes[at] == codes[beside]) == bool(
                said and sorted(map(str, pair)) == sorted(map(str, another))
            )


@given(texts)
def test_a_filled_column_keeps_what_it_had(values: list[str | None]) -> None:
    spare = column(["Z"] * len(values))

    assert read(filled(column(values), spare)) == [value or "Z" for value in values]
    assert read(filled(column(values), unstated(len(values)))) == [v or None for v in values]


def test_one_numbering_gives_equal_texts_equal_codes() -> None:
    one, other = one_numbering(column(["JOHN", "LEE"]), column(["LEE", "JOHN"]))

    assert one.codes.tolist() == other.codes[::-1].tolist()
    assert read(other) == ["LEE", "JOHN"]


def test_questions_are_answered_for_each_value_and_false_for_none() -> None:
    source = column(["A", None, "BB", "A"])

    assert source.which(lambda value: len(value) == 1)[source.codes].tolist() == [
        True,
        False,
        False,
        True,
    ]


def test_a_records_fields_are_only_those_it_states() -> None:
    table = Table(("x", "y"), {"given": column(["ANN", None]), "height": column([None, 70])})

    assert fields(table, 0) == {"given": "ANN"}
    assert fields(table, 1) == {"height": 70}
    assert table.value("eyes", 0) is None
    assert len(table) == 2


def test_columns_of_tuples_of_one_length_stay_tuples() -> None:
    objects = column([("A", "B"), ("C", "D")]).objects

    assert objects.shape == (2,)
    assert objects[1] == ("C", "D")
    assert objects.dtype == np.object_
