from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.dates import Precision, parse_date, parse_moment

Parts = tuple[int | None, int | None, int | None]


@pytest.mark.parametrize(
    ("raw", "parts", "precision"),
    [
        ("1991", (1991, None, None), Precision.YEAR),
        ("1991-04", (1991, 4, None), Precision.MONTH),
        ("1991-04-17", (1991, 4, 17), Precision.DAY),
        ("1991/04/17", (1991, 4, 17), Precision.DAY),
        ("19910417", (1991, 4, 17), Precision.DAY),
        ("1991-04-00", (1991, 4, None), Precision.MONTH),
        ("1991-00-00", (1991, None, None), Precision.YEAR),
        ("2025-06-06T19:25:00.000", (2025, 6, 6), Precision.DAY),
        ("04/17/1991", (None, None, None), None),
        ("17 or 18 April", (None, None, None), None),
    ],
)
def test_a_date_has_the_parts_that_were_written(
    raw: str, parts: Parts, precision: Precision | None
) -> None:
    date = parse_date(raw)

    assert date is not None
    assert (date.raw, date.year, date.month, date.day) == (raw, *parts)
    assert date.precision is precision
    assert (date.date is None) is (parts[2] is None)


@pytest.mark.parametrize(
    ("raw", "formats", "expected"),
    [
        ("04/17/1991", ("%m/%d/%Y",), dt.date(1991, 4, 17)),
        ("4/7/1991", ("%m/%d/%Y",), dt.date(1991, 4, 7)),
        ("17-Apr-1991", ("%d-%b-%Y",), dt.date(1991, 4, 17)),
        ("April 17, 1991", ("%B %d, %Y",), dt.date(1991, 4, 17)),
        ("04/17/1991", ("%d/%m/%Y", "%m/%d/%Y"), dt.date(1991, 4, 17)),
    ],
)
def test_a_format_reads_what_it_says(raw: str, formats: tuple[str, ...], expected: dt.date) -> None:
    date = parse_date(raw, formats)

    assert date is not None
    assert date.date == expected


def test_where_two_formats_disagree_only_the_agreed_part_is_kept() -> None:
    date = parse_date("04/05/1991", ("%m/%d/%Y", "%d/%m/%Y"))

    assert date is not None
    assert (date.date, date.year, date.month, date.day) == (None, 1991, None, None)
    assert date.precision is Precision.YEAR


@pytest.mark.parametrize("raw", ["2023-02-30", "1848-85-28", "07211990", "1900-02-29"])
def test_an_impossible_date_is_an_error_that_names_it(raw: str) -> None:
    with pytest.raises(ValueError, match=f"'{raw}' is not a possible date"):
        parse_date(raw)


@pytest.mark.parametrize(
    ("raw", "placeholder"),
    [("1900-01-01", True), ("1985-01-01", True), ("9999-12-31", True), ("1985-01-02", False)],
)
def test_a_placeholder_is_marked_and_kept(raw: str, placeholder: bool) -> None:
    date = parse_date(raw)

    assert date is not None
    assert date.date == dt.date.fromisoformat(raw)
    assert date.placeholder is placeholder


@pytest.mark.parametrize("raw", ["", "UNK", "0000-00-00", "00/00/0000", "-"])
def test_no_date_is_none(raw: str) -> None:
    assert parse_date(raw) is None
    assert parse_moment(raw) is None


def test_a_two_digit_year_is_never_guessed() -> None:
    with pytest.raises(ValueError, match="%y is not supported"):
        parse_date("04/17/91", ("%m/%d/%y",))


def test_a_format_that_names_a_part_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="names one part twice"):
        parse_date("1991 1992", ("%Y %Y",))


@pytest.mark.parametrize(
    ("raw", "utc", "precision"),
    [
        ("2024/02/20 11:08:25+00", "2024-02-20T11:08:25", Precision.SECOND),
        ("2025-06-06T19:25:00.000", "2025-06-06T23:25:00", Precision.SECOND),
        ("2018-01-01 00:37:00", "2018-01-01T05:37:00", Precision.SECOND),
        ("2018-01-01T00:37:00-05:00", "2018-01-01T05:37:00", Precision.SECOND),
        ("2018-01-01T00:37Z", "2018-01-01T00:37:00", Precision.MINUTE),
        ("2018-01-01", "2018-01-01T05:00:00", Precision.DAY),
        ("2024-11-03 01:30", "2024-11-03T05:30:00", Precision.MINUTE),
        ("2024-03-10 02:30", "2024-03-10T07:30:00", Precision.MINUTE),
    ],
)
def test_a_moment_is_utc_by_its_offset_or_the_zone(
    raw: str, utc: str, precision: Precision
) -> None:
    moment = parse_moment(raw)

    assert moment is not None
    assert moment.at == dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    assert (moment.raw, moment.precision) == (raw, precision)


@pytest.mark.parametrize(
    ("raw", "hour"), [("06/06/2025 07:25:00 PM", 23), ("06/06/2025 12:25:00 AM", 4)]
)
def test_twelve_hour_clocks_are_read_by_their_format(raw: str, hour: int) -> None:
    moment = parse_moment(raw, ("%m/%d/%Y %I:%M:%S %p",))

    assert moment is not None
    assert moment.at is not None
    assert moment.at.hour == hour


def test_a_moment_that_fits_no_format_keeps_its_text() -> None:
    moment = parse_moment("yesterday at 5")

    assert moment is not None
    assert (moment.raw, moment.at, moment.precision) == ("yesterday at 5", None, None)


def test_an_unknown_zone_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="'Mars/Olympus' is not a time zone"):
        parse_moment("2018-01-01", zone="Mars/Olympus")


@pytest.mark.parametrize("raw", ["2018-01-01 25:00", "0001-01-01 00:00+05", "9999-12-31 23:59"])
def test_an_impossible_moment_is_an_error(raw: str) -> None:
    with pytest.raises(ValueError, match="correct the value"):
        parse_moment(raw)


@given(st.dates())
def test_every_written_iso_date_is_read_back(day: dt.date) -> None:
    date = parse_date(day.isoformat())

    assert date is not None
    assert date.date == day


@given(st.text(max_size=20) | st.text("0123456789-/: TZ+.", max_size=24))
def test_any_other_text_is_kept_and_only_possible_errors_are_raised(raw: str) -> None:
    message = ""
    try:
        date, moment = parse_date(raw), parse_moment(raw)
    except ValueError as error:
        message = str(error)
    else:
        assert date is None or date.raw == raw
        assert moment is None or moment.raw == raw
    assert not message or message.startswith(repr(raw))
