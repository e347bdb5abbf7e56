"""A file's columns become the columns that are compared, in whatever form it states them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.resolution.people import columns
from workbench.resolution.comparisons import PERSON
from workbench.resolution.keys import PERSON_KEYS
from workbench.resolution.reading import CANONICAL, read_columns
from workbench.resolution.table import Table, fields


def read(**stated: str) -> dict[str, Any]:
    return fields(read_columns({name: [text] for name, text in stated.items()}, 1), 0)


def told(**texts: list[str | None]) -> tuple[str, ...]:
    return read_columns(texts, len(next(iter(texts.values())))).remarks


@pytest.mark.parametrize(
    "stated",
    [
        {"given_name": "John", "middle_name": "Lee", "surname": "Smith", "suffix": "Jr."},
        {"given_name": "John", "middle_name": "Lee", "surname": "Smith Jr"},
        {"full_name": "SMITH JR, JOHN LEE"},
        {"full_name": "Smith, John Lee Jr"},
    ],
)
def test_a_name_is_read_alike_in_one_column_or_in_parts(stated: dict[str, str]) -> None:
    found = read(**stated)

    assert {name: found[name] for name in ("given", "middle", "surname", "suffix")} == {
        "given": "JOHN",
        "middle": "LEE",
        "surname": "SMITH",
        "suffix": "JR",
    }


def test_names_without_commas_put_the_given_name_first() -> None:
    table = read_columns({"full_name": ["John Smith", "Mary Jones", "Smith, Lord"]}, 3)

    assert fields(table, 0)["surname"] == "SMITH"
    assert fields(table, 1)["given"] == "MARY"


def test_a_column_of_its_own_is_believed_before_the_full_name() -> None:
    found = read(given_name="Jack", full_name="SMITH, JOHN")

    assert (found["given"], found["surname"]) == ("JACK", "SMITH")


def test_an_address_in_one_line_reads_as_its_parts() -> None:
    whole = read(address="12 Main Street, Baltimore")
    parts = read(street_number="12", street_name="Main Street")

    assert whole["number"] == parts["number"]
    assert whole["street"] == parts["street"]
    assert whole["address"] == parts["address"]


def test_exchanged_names_have_one_key() -> None:
    table = read_columns({"given_name": ["JOHN", "LEE"], "surname": ["LEE", "JOHN"]}, 2)

    assert fields(table, 0)["names"] == fields(table, 1)["names"]


def test_dates_of_one_file_are_read_in_one_order() -> None:
    table = read_columns({"birth_date": ["03/04/1990", "17/04/1990", "18/04/1990"]}, 3)

    assert fields(table, 0)["birth"] == "19900403"


def test_a_date_gives_its_year_and_its_month_and_day() -> None:
    found = read(birth_date="1990-04-17")

    assert (found["year"], found["day"], found["born"]) == ("1990", "0417", 1990)
    assert "born" not in read(birth_date="1066-10-14")


def test_every_canonical_field_is_read_by_some_comparison_or_tells_where_a_record_is_from() -> None:
    every = {name: f"{name} 12345678" for name in CANONICAL} | {
        "birth_date": "1990-04-17",
        "sex": "F",
        "suffix": "JR",
    }
    compared = {name for comparison in PERSON for name in comparison.columns}

    for name in CANONICAL:
        if name in ("record_id", "source"):
            continue
        assert compared & read(**{name: every[name]}).keys(), name


def test_race_and_ethnicity_are_no_column_that_is_read_compared_or_blocked() -> None:
    rows = [{"given_name": "ANN", "race": "W", "ethnicity": "H"}]
    names = {
        *read_columns(columns(rows), 1).columns,
        *CANONICAL,
        *(name for comparison in PERSON for name in (comparison.name, *comparison.columns)),
        *(name for key in PERSON_KEYS for name in key),
    }

    assert not [name for name in names if "race" in name or "ethnic" in name]


def test_records_are_known_by_their_ids_or_by_their_place() -> None:
    assert read_columns({"record_id": ["b", "a"]}, 2).keys == ("b", "a")
    assert read_columns({}, 2).keys == ("0", "1")


def test_nothing_reads_as_nothing() -> None:
    assert fields(read_columns({"surname": [""], "birth_date": [None], "sex": ["?"]}, 1), 0) == {}
    assert len(read_columns({"surname": []}, 0)) == 0


def test_texts_that_cannot_be_read_as_they_stand_are_told_by_field() -> None:
    assert told(birth_date=["1990-04-17", "0000-00-00", "9999-12-31", "soon", "UNK"]) == (
        'birth_date: 3 records without a date that can be read, such as "0000-00-00"',
    )
    assert told(surname=["A" * 10_000, "SMITH"]) == (
        "surname: 1 record longer than 100 characters, compared by the beginning",
    )
    assert told(given_name=["محمد", "😀", "José"]) == (
        "given_name: 2 records in another script or with signs, compared in Latin letters",
    )
    assert told(given_name=["ANN"], birth_date=["1990-04-17"]) == ()


def test_a_file_of_dates_in_either_order_says_how_they_are_read() -> None:
    undecided = told(birth_date=["03/04/1990", "05/06/1991"])
    mixed = told(birth_date=["03/04/1990", "17/04/1990", "04/17/1990", "18/04/1990"])

    assert undecided[0].endswith("read months first")
    assert mixed[0].endswith("read days first")
    assert told(birth_date=["03/04/1990", "17/04/1990"]) == ()


def test_ten_thousand_characters_are_read_at_once_and_end_alike() -> None:
    table: Table = read_columns({"full_name": ["Z" * 10_000 + "A", "Z" * 10_000 + "B"]}, 2)

    assert fields(table, 0) == fields(table, 1) != {}
