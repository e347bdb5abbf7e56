from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.vins import parse_vin


@pytest.mark.parametrize(
    ("raw", "vin", "year", "maker"),
    [
        ("1HGCM82633A004352", "1HGCM82633A004352", 2003, "HONDA"),
        ("VIN: 1hgcm-82633 a004352", "1HGCM82633A004352", 2003, "HONDA"),
        ("5YJSA1DG9DFP14705", "5YJSA1DG9DFP14705", 2013, "TESLA"),
    ],
)
def test_a_vin_with_its_check_digit_is_valid(raw: str, vin: str, year: int, maker: str) -> None:
    read = parse_vin(raw)

    assert read is not None
    assert (read.raw, read.vin, read.valid) == (raw, vin, True)
    assert (read.model_year, read.manufacturer) == (year, maker)


@pytest.mark.parametrize(
    "raw", ["1HGCM82633A004353", "1HGCM8263IA004352", "A004352", "11111111111111111"]
)
def test_any_other_vin_is_kept_unchanged_and_not_valid(raw: str) -> None:
    read = parse_vin(raw)

    assert read is not None
    assert (read.vin, read.valid, read.model_year, read.manufacturer) == (raw, False, None, "")


@pytest.mark.parametrize("raw", ["", "UNKNOWN", "N/A", "-"])
def test_no_vin_is_none(raw: str) -> None:
    assert parse_vin(raw) is None


@given(
    st.text(max_size=20) | st.text("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", min_size=17, max_size=17)
)
def test_reading_the_vin_again_changes_nothing(raw: str) -> None:
    read = parse_vin(raw)
    if read and read.vin and not read.vin.startswith("VIN") and (again := parse_vin(read.vin)):
        assert read.raw == raw
        assert (again.vin, again.valid) == (read.vin, read.valid)


@given(st.integers(0, 16), st.sampled_from("ABCDEFGHJKLMNPRSTUVWXYZ0123456789"))
def test_one_changed_character_almost_never_keeps_the_check_digit(at: int, letter: str) -> None:
    vin = "1HGCM82633A004352"
    values = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
    changed = parse_vin(vin[:at] + letter + vin[at + 1 :])

    assert changed is not None
    same_value = values.get(letter, letter) == values.get(vin[at], vin[at])
    if at not in (8, 9):
        assert changed.valid is same_value
