from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.plates import confusable, parse_plate, state_code


@pytest.mark.parametrize(
    ("raw", "state", "plate", "code"),
    [
        ("abc-1234", "Maryland", "ABC1234", "MD"),
        ("DC ABC123", "", "ABC123", "DC"),
        ("ABC-123 (MD)", "", "ABC123", "MD"),
        ("(MD) ABC-123", "", "ABC123", "MD"),
        ("MD: 1AB2345", "", "1AB2345", "MD"),
        ("ABC123, D.C.", "", "ABC123", "DC"),
        ("GA 1234", "", "GA1234", ""),
        ("GA 1234", "DC", "GA1234", "DC"),
        ("MD ABC123", "VA", "MDABC123", "VA"),
        ("RY52 APF", "", "RY52APF", ""),
        ("AB*123", "MD", "", "MD"),
        ("1HGCM82633A004352", "", "", ""),
    ],
)
def test_a_plate_is_letters_and_digits_and_a_state(
    raw: str, state: str, plate: str, code: str
) -> None:
    read = parse_plate(raw, state)

    assert read is not None
    assert (read.raw, read.plate, read.state) == (raw, plate, code)


@pytest.mark.parametrize("raw", ["", "UNK", "NO TAGS", "no plate", "-"])
def test_no_plate_is_none(raw: str) -> None:
    assert parse_plate(raw) is None


def test_look_alike_characters_fold_to_one() -> None:
    read = parse_plate("O0DQI1LZ2S")

    assert read is not None
    assert read.folded == "0000111225"


@pytest.mark.parametrize(
    ("other", "expected"),
    [("A8C123", True), ("ABC1Z3", True), ("ABCI23", True), ("A8CIZ3", False), ("ABD123", False)],
)
def test_one_look_alike_character_is_a_confusion_and_three_are_not(
    other: str, expected: bool
) -> None:
    assert confusable("ABC123", other, most=1) is expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [("MARYLAND", "MD"), ("d.c.", "DC"), ("Washington, D.C.", "DC"), ("va", "VA"), ("ZZ", "")],
)
def test_a_state_is_two_letters_or_nothing(raw: str, code: str) -> None:
    assert state_code(raw) == code


@given(st.text(max_size=20), st.sampled_from(["", "MD", "Virginia"]))
def test_reading_the_plate_again_changes_nothing(raw: str, state: str) -> None:
    read = parse_plate(raw, state)
    if read is None:
        return
    assert read.raw == raw
    if read.plate and (again := parse_plate(read.plate, read.state)):
        assert (again.plate, again.state, again.folded) == (read.plate, read.state, read.folded)


@given(st.text("ABO0DQI1LZ2S5B8G6VY", max_size=7), st.text("ABO0DQI1LZ2S5B8G6VY", max_size=7))
def test_confusion_is_symmetric(a: str, b: str) -> None:
    assert confusable(a, a, most=0)
    assert confusable(a, b) == confusable(b, a)
