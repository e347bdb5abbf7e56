"""Records that say the same are one statement, whatever else they carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given

from tests.unit.resolution.people import persons, stated
from workbench.resolution.comparisons import PERSON
from workbench.resolution.statements import fold, taken
from workbench.resolution.table import Table, column, fields

COMPARED = {name for comparison in PERSON for name in comparison.columns}


def said(table: Table, record: int) -> dict[str, Any]:
    return {name: v for name, v in fields(table, record).items() if name in COMPARED}


@given(persons)
def test_records_fold_exactly_where_they_say_the_same(rows: list[Mapping[str, Any]]) -> None:
    table = stated([*rows, *rows[:2]])
    folded = fold(table, PERSON)
    of = folded.of_record.tolist()

    for one in range(len(table)):
        for other in range(len(table)):
            assert (of[one] == of[other]) == (said(table, one) == said(table, other))
    assert set(of) == set(range(len(folded.table)))


@given(persons)
def test_a_statement_is_its_first_record_by_key_and_statements_are_in_order_of_keys(
    rows: list[Mapping[str, Any]],
) -> None:
    given_table = stated([*rows, *rows[:2]])
    table = Table(given_table.keys[::-1], given_table.columns)
    folded = fold(table, PERSON)

    keys = list(folded.table.keys)
    assert keys == sorted(keys)
    for record, statement in enumerate(folded.of_record.tolist()):
        assert said(folded.table, statement) == said(table, record)
        assert keys[statement] == min(
            key
            for key, of in zip(table.keys, folded.of_record.tolist(), strict=True)
            if of == statement
        )
    assert [table.keys[at] for at in folded.by_key.tolist()] == sorted(table.keys)


def test_what_is_not_compared_keeps_no_records_apart() -> None:
    table = Table(
        ("a", "b"),
        {"surname": column(["LEE", "LEE"]), "source": column(["CAD", "RMS"])},
    )

    assert fold(table, PERSON).of_record.tolist() == [0, 0]


def test_some_of_the_records_keep_their_values_and_the_remarks() -> None:
    table = Table(("a", "b", "c"), {"surname": column(["LEE", None, "KIM"])}, ("a remark",))

    some = taken(table, column(["x"] * 3).counts[:0].astype("int64"))
    last = taken(table, fold(table, PERSON).by_key[2:])

    assert (len(some), some.remarks) == (0, ("a remark",))
    assert fields(last, 0) == {"surname": "KIM"}
