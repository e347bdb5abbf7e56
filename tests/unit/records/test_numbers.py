from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.records.numbers import (
    Identification,
    IdentificationKind,
    case_number,
    driver_license,
    fbi_number,
    firearm_serial,
    ssn,
    state_id,
)


@pytest.mark.parametrize(
    ("raw", "state", "number", "jurisdiction"),
    [
        ("MD01234567", "", "01234567", "MD"),
        ("MD-01234567", "Maryland", "01234567", "MD"),
        ("1234567", "MD", "1234567", "MD"),
        ("VA1234567", "MD", "VA1234567", "MD"),
        ("0000000", "MD", "", "MD"),
    ],
)
def test_a_state_id_rests_on_fingerprints(
    raw: str, state: str, number: str, jurisdiction: str
) -> None:
    read = state_id(raw, state)

    assert read is not None
    assert (read.raw, read.number, read.jurisdiction) == (raw, number, jurisdiction)
    assert read.kind is IdentificationKind.STATE_ID
    assert read.fingerprint_based


@pytest.mark.parametrize(
    ("raw", "number"),
    [("FBI# 123456AB1", "123456AB1"), ("123456ab1", "123456AB1"), ("PENDING", ""), ("1" * 10, "")],
)
def test_an_fbi_number_has_at_most_nine_characters(raw: str, number: str) -> None:
    read = fbi_number(raw)

    assert read is not None
    assert (read.number, read.jurisdiction, read.fingerprint_based) == (number, "US", True)


@pytest.mark.parametrize(
    ("raw", "state", "number", "jurisdiction"),
    [
        ("S-530-123-456-789", "MD", "S530123456789", "MD"),
        ("MD S-530-123-456-789", "", "S530123456789", "MD"),
        ("REVOKED", "MD", "", "MD"),
    ],
)
def test_a_driver_licence_is_a_claim(raw: str, state: str, number: str, jurisdiction: str) -> None:
    read = driver_license(raw, state)

    assert read is not None
    assert (read.number, read.jurisdiction) == (number, jurisdiction)
    assert not read.fingerprint_based


@pytest.mark.parametrize(
    "raw",
    [
        "000-00-0000",
        "123-45-6789",
        "999-99-9999",
        "111-11-1111",
        "666-12-3456",
        "912-12-3456",
        "078-05-1120",
        "219-00-6782",
        "219-45-0000",
        "XXX-XX-6782",
        "219-45-678",
    ],
)
def test_a_number_never_issued_is_kept_only_as_written(raw: str) -> None:
    read = ssn(raw)

    assert read is not None
    assert (read.raw, read.number) == (raw, "")


def test_an_issued_number_is_nine_digits() -> None:
    read = ssn("219-45-6782")

    assert read is not None
    assert (read.number, read.kind) == ("219456782", IdentificationKind.SSN)


@pytest.mark.parametrize(
    ("raw", "serial", "obliterated"),
    [
        ("SN: ab-1234", "AB1234", False),
        ("Obliterated", "", True),
        ("AB12 (partially defaced)", "", True),
        ("AB?1234", "", False),
        ("NO SERIAL", "", False),
    ],
)
def test_a_serial_is_whole_or_not_given(raw: str, serial: str, obliterated: bool) -> None:
    read = firearm_serial(raw)

    assert read is not None
    assert (read.raw, read.serial, read.obliterated) == (raw, serial, obliterated)


@pytest.mark.parametrize(
    ("raw", "agency", "normal", "year"),
    [
        ("24022219", "MPD", "24022219", 2024),
        ("24-022219", "mpd", "24022219", 2024),
        ("CCN 24-022219", "MPD", "24022219", 2024),
        ("24022219.0", "MPD", "24022219", 2024),
        ("98123456", "MPD", "98123456", 1998),
        ("240222191", "MPD", "240222191", None),
        ("250025238", "MCPD", "250025238", 2025),
        ("CR# 250025238", "RCPD", "250025238", 2025),
        ("17012345", "TPPD", "17012345", 2017),
        ("170123456", "TPPD", "170123456", 2017),
        ("P1800000056", "TPPD", "P1800000056", 2018),
        ("P201550867", "TPPD", "P201550867", None),
        ("PP24-0102 0003", "PGPD", "PP2401020003", None),
        ("2024-0102-0003", "ACPD", "202401020003", None),
    ],
)
def test_a_case_number_has_a_year_only_by_a_verified_format(
    raw: str, agency: str, normal: str, year: int | None
) -> None:
    read = case_number(raw, agency)

    assert read is not None
    assert (read.raw, read.normal, read.agency, read.year) == (raw, normal, agency.upper(), year)


@pytest.mark.parametrize("raw", ["", "UNK", "N/A", "-"])
def test_no_number_is_none(raw: str) -> None:
    assert case_number(raw, "MPD") is None
    assert ssn(raw) is None
    assert state_id(raw) is None
    assert fbi_number(raw) is None
    assert driver_license(raw) is None
    assert firearm_serial(raw) is None


@example("X:X1")
@given(st.text(max_size=20) | st.text("0123456789- .AMDX", max_size=14))
def test_reading_a_number_again_changes_nothing(raw: str) -> None:
    readers: tuple[Callable[[str], Identification | None], ...] = (
        lambda text: state_id(text, "MD"),
        lambda text: driver_license(text, "MD"),
        fbi_number,
        ssn,
    )
    for read in readers:
        once = read(raw)
        assert once is None or once.raw == raw
        if once and once.number:
            again = read(once.number)
            assert again is not None
            assert again.number == once.number
    case = case_number(raw, "MPD")
    if case and (repeated := case_number(case.normal, "MPD")):
        assert (case.raw, repeated.normal, repeated.year) == (raw, case.normal, case.year)
