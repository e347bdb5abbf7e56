"""Whatever a table holds, it resolves, at once, and says what there is to know."""

from __future__ import annotations

from random import Random
from time import perf_counter
from typing import Any

import pytest

from tests.unit.resolution.people import Row, columns, learnt, mistyped, table_of, town, word
from workbench.resolution.batch import Resolution, compare, resolve, train
from workbench.resolution.model import Model, to_json
from workbench.resolution.reading import read_columns

JOHN: Row = {
    "given_name": "JOHN",
    "surname": "SMITH",
    "birth_date": "1980-05-17",
    "ssn": "123456789",
}
MARY: Row = {
    "given_name": "MARY",
    "surname": "JONES",
    "birth_date": "1951-11-02",
    "ssn": "987654320",
}
MANY = 100_000
SOON = 20.0
"""Seconds within which anything that is not quadratic is done on any machine."""


def resolved(rows: list[Row]) -> Resolution:
    compared, model = learnt(rows)
    return resolve(compared, model)


def entities(rows: list[Row]) -> int:
    return len(set(resolved(rows).labels.tolist()))


def parts(table_keys: Any, labels: Any) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    for key, label in zip(table_keys, labels.tolist(), strict=True):
        found.setdefault(label, set()).add(key)
    return set(map(frozenset, found.values()))


def test_no_record_is_no_entity() -> None:
    for texts in ({}, {"surname": [], "birth_date": []}):
        compared = compare(read_columns(texts, 0))

        found = resolve(compared, train(compared))

        assert len(found.labels) == 0
        assert len(found.warnings) == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([JOHN], 1),
        ([JOHN, JOHN], 1),
        ([JOHN, MARY], 2),
        ([JOHN, dict(JOHN, surname="SMYTH")], 1),
        ([JOHN, JOHN, MARY], 2),
        ([JOHN, dict(JOHN, given_name="JON"), dict(JOHN, birth_date="1980-05-18")], 1),
        ([{"given_name": "JOHN", "surname": "SMITH"}] * 2, 2),
        ([{}], 1),
        ([{}, {}, {}], 3),
        ([dict.fromkeys(JOHN)] * 50, 50),
    ],
)
def test_few_records_are_judged_by_what_is_expected(rows: list[Row], expected: int) -> None:
    found = resolved(rows)

    assert len(set(found.labels.tolist())) == expected
    assert any("too few different records" in line for line in found.warnings)


def test_records_that_state_nothing_stay_alone_and_are_counted() -> None:
    found = resolved([dict.fromkeys(JOHN)] * 1000)

    assert len(set(found.labels.tolist())) == 1000
    assert "1,000 records without anything to compare: each stays alone" in found.warnings


def test_a_hundred_thousand_equal_records_are_one_person_at_once() -> None:
    start = perf_counter()

    found = resolved([JOHN] * MANY)

    assert perf_counter() - start < SOON
    assert set(found.labels.tolist()) == {0}
    assert len(found.statements.table) == 1
    assert any("nobody apart" in line for line in found.warnings)


def test_a_hundred_thousand_equal_records_that_say_too_little_stay_apart_at_once() -> None:
    start = perf_counter()

    found = resolved([{"given_name": "JOHN", "surname": "SMITH"}] * MANY)

    assert perf_counter() - start < SOON
    assert len(set(found.labels.tolist())) == MANY
    assert any("too vague" in line for line in found.warnings)


@pytest.mark.parametrize("shared", [{"surname": "SMITH"}, {"postal_code": "21201"}])
def test_one_value_shared_by_everyone_joins_nobody_and_stays_linear(shared: Row) -> None:
    draw = Random(8)
    rows = [{"given_name": word(draw, 4), **shared} for _ in range(20_000)]
    start = perf_counter()

    found = resolved(rows)

    assert perf_counter() - start < SOON
    assert len(found.candidates) < 30 * len(rows)
    assert any("tells nobody apart" in line for line in found.warnings)
    sizes = sorted(map(len, parts(found.statements.keys, found.labels)))
    assert sizes[-1] <= 5


@pytest.mark.parametrize(
    ("one", "same", "another"),
    [
        ("😀", "😀", "🦊"),
        ("محمد علي", "محمد علي", "שלום"),
        ("A" * 10_000, "A" * 9_999 + "B", "B" * 10_000),
        ("José", "JOSE", "Zoë"),
    ],
)
def test_names_in_any_signs_and_of_any_length_are_compared(
    one: str, same: str, another: str
) -> None:
    rows: list[Row] = [dict(JOHN, ssn=None, surname=name) for name in (one, same)]
    rows.append(dict(MARY, surname=another))

    found = resolved(rows)

    assert found.labels.tolist() == [0, 0, 2]


def test_years_that_stand_for_no_date_are_no_evidence_and_are_told() -> None:
    filler = ("0000-00-00", "9999-12-31", "0000-01-01", "01/01/0000", "12/31/9999", "99991231")
    rows: list[Row] = [dict(JOHN, ssn=None, birth_date=text) for text in filler]

    found = resolved(rows)

    assert len(set(found.labels.tolist())) == len(filler)
    assert any(line.startswith("birth_date: 6 records without a date") for line in found.warnings)


def test_dates_in_mixed_formats_are_one_date() -> None:
    texts = ("1980-05-17", "05/17/1980", "17.05.1980", "17 MAY 1980", "May 17, 1980", "19800517")

    assert entities([dict(JOHN, ssn=None, birth_date=text) for text in texts]) == 1


def test_no_warning_is_repeated_and_none_speaks_of_columns_that_no_file_has() -> None:
    draw = Random(9)
    rows: list[Row] = [
        {"given_name": "JOHN", "surname": "SMITH", "birth_date": "1980-05-17", "ssn": str(number)}
        for number in draw.sample(range(10**8, 10**9), 500)
    ]

    lines = resolved([*rows, {}, {}]).warnings

    assert len(lines) == len(set(lines)) <= 4
    assert not any(
        name in line for line in lines for name in ("given_sound", "given_letter", "born", "names")
    )


def test_a_town_is_resolved_into_its_people() -> None:
    rows = town(number=60)
    found = resolved(rows)

    together = sum(bool(found.labels[at] == found.labels[at + 1]) for at in range(0, len(rows), 2))

    assert together > 0.95 * len(rows) / 2
    assert len(set(found.labels.tolist())) > 0.98 * len(rows) / 2


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_records_changes_neither_model_nor_entities(seed: int) -> None:
    rows = [dict(row, record_id=f"r{at:04}") for at, row in enumerate(town(seed))]
    shuffled = rows[:]
    Random(seed).shuffle(shuffled)
    names = [*columns(rows)][:: 1 if seed % 2 else -1]

    def found(some: list[Row]) -> tuple[Model, set[frozenset[str]]]:
        texts = columns(some)
        table = read_columns({name: texts[name] for name in names}, len(some))
        compared = compare(table)
        model = train(compared)
        return model, parts(table.keys, resolve(compared, model).labels)

    model, people = found(rows)
    again, same_people = found(shuffled)

    assert to_json(again) == to_json(model)
    assert same_people == people


def test_under_a_published_model_the_same_blocks_are_dropped() -> None:
    rows = town() + [
        {"given_name": word(Random(at), 3), "surname": "SMITH", "postal_code": "21201"}
        for at in range(400)
    ]
    compared, model = learnt(rows)
    assert model.dropped

    again = compare(table_of(rows), model.keys, frozenset(model.dropped), pairs_a_record=None)

    assert again.candidates.dropped == ()
    assert resolve(again, model).labels.tolist() == resolve(compared, model).labels.tolist()
    assert resolve(again, model).weights.tolist() == resolve(compared, model).weights.tolist()


def test_a_table_without_some_of_a_models_columns_resolves_under_it() -> None:
    _, model = learnt(town())
    compared = compare(table_of([dict(JOHN), dict(JOHN), dict(MARY)]))

    found = resolve(compared, model)

    assert found.labels.tolist() == [0, 0, 2]
    assert found.warnings == ()


def test_only_a_town_or_only_a_postal_code_can_be_compared() -> None:
    draw = Random(10)
    for field in ("city", "postal_code", "street_name", "state"):
        rows: list[Row] = [
            {"given_name": word(draw, 2), "surname": word(draw, 2), field: word(draw, 1)}
            for _ in range(100)
        ]
        again = [dict(row, surname=mistyped(draw, str(row["surname"]))) for row in rows]

        assert len(resolved(rows + again).labels) == 200


def test_decisions_hold_over_what_the_records_say() -> None:
    rows = [JOHN, JOHN, MARY]
    compared, model = learnt(rows)

    labels = resolve(compared, model, must=[(1, 2)], cannot=[(0, 1)]).labels.tolist()

    assert labels == [0, 1, 1]
