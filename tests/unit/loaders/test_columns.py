from __future__ import annotations

import pytest

from loaders.columns import (
    LARGEST,
    attributes,
    coordinates,
    key,
    moment,
    required,
    used,
    whole,
    whole_number,
)
from loaders.source import Row, RowError

ROW = Row("file.csv", 2, {"a": " 7 ", "b": "", "north": "38.9", "east": "-77", "zero": "0.0"})


def test_used_columns_are_those_that_hold_something_as_written() -> None:
    assert used(ROW, "a", "b", "absent") == {"a": " 7 "}


def test_a_whole_number_is_one_or_absent_or_an_error() -> None:
    assert whole(ROW, "a") == 7
    assert whole(ROW, "b") is None
    with pytest.raises(RowError, match="which is not a whole number"):
        whole(ROW, "north")


@pytest.mark.parametrize("digits", [str(LARGEST + 1), "1" + "0" * 20, "9" * 5_000])
def test_a_whole_number_that_the_database_cannot_hold_is_an_error(digits: str) -> None:
    with pytest.raises(RowError, match=r"above 9,223,372,036,854,775,807, the largest .*; correct"):
        whole(Row("file.csv", 2, {"a": digits}), "a")


def test_the_largest_whole_number_may_have_zeros_before_it() -> None:
    assert whole_number(str(LARGEST)) == LARGEST
    assert whole_number("0" * 5_000 + "7") == 7
    assert whole_number("000") == 0


def test_a_required_column_must_hold_something() -> None:
    assert required(ROW, "a") == "7"
    with pytest.raises(RowError, match="the column b is empty"):
        required(ROW, "b")


@pytest.mark.parametrize(
    ("north", "east", "expected"),
    [
        ("north", "east", (38.9, -77.0)),
        ("north", "b", (None, None)),
        ("zero", "zero", (None, None)),
        ("zero", "east", (0.0, -77.0)),
    ],
)
def test_coordinates(north: str, east: str, expected: tuple[float | None, float | None]) -> None:
    assert coordinates(ROW, north, east) == expected


@pytest.mark.parametrize("value", ["91", "-90.5", "nan", "inf", "N38"])
def test_degrees_off_the_globe_are_an_error(value: str) -> None:
    row = Row("file.csv", 2, {"north": value, "east": "-77"})

    with pytest.raises(RowError, match="degrees between -90 and 90"):
        coordinates(row, "north", "east")


def test_attributes_name_what_is_there() -> None:
    assert attributes(ROW, {"a": "first", "b": "second"}) == ("first: 7",)


def test_a_key_that_cannot_be_is_a_row_error() -> None:
    with pytest.raises(RowError, match="needs an agency"):
        key("", "RMS", "1")
    with pytest.raises(RowError, match="cannot hold"):
        key("MPD", "RMS", "1|2")


def test_an_impossible_moment_names_its_column() -> None:
    row = Row("file.csv", 2, {"seen": "2024-02-30"})

    with pytest.raises(RowError, match="the column seen: "):
        moment(row, "seen")
