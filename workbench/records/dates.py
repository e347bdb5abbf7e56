"""Dates and moments, to exactly the precision that was written."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from workbench.records.plain_text import stated


class Precision(Enum):
    """The smallest unit that a date or moment states."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only some parts may be known; every part is None when the text is unread.

    ``date`` is set only when all three parts are known. ``placeholder`` marks dates that systems
    write when they know none: 1 January of any year (as a birth date) and the year 9999.
    """

    raw: str
    date: dt.date | None
    year: int | None
    month: int | None
    day: int | None
    precision: Precision | None
    placeholder: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, UTC; unstated parts are the first of their range. None when unread."""

    raw: str
    at: dt.datetime | None
    precision: Precision | None


class _Reading(NamedTuple):
    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    microsecond: int
    offset: str
    precision: Precision


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DIRECTIVES = {
    "Y": r"(?P<year>\d{4})",
    "m": r"(?P<month>\d{1,2})",
    "b": r"(?P<month_name>[A-Z]{3})",
    "B": r"(?P<month_name>[A-Z]{3,9})",
    "d": r"(?P<day>\d{1,2})",
    "H": r"(?P<hour>\d{1,2})",
    "I": r"(?P<hour>\d{1,2})",
    "M": r"(?P<minute>\d{2})",
    "S": r"(?P<second>\d{2})",
    "f": r"(?P<fraction>\d{1,9})",
    "p": r"(?P<half>AM|PM)",
    "z": r"(?P<offset>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)",
}
_ISO = (
    re.compile(
        r"(?P<year>\d{4})(?:([-/])(?P<month>\d\d)(?:\2(?P<day>\d\d)"
        r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)"
        r"(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
        r" ?(?P<offset>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?)?)?"
    ),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
)


@lru_cache(maxsize=1024)
def _patterns(formats: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    patterns = []
    for written in formats:
        pattern = ""
        for directive, literal in re.findall(r"%(.)|([^%])", written):
            if directive and directive not in _DIRECTIVES:
                known = " ".join(f"%{letter}" for letter in _DIRECTIVES)
                raise ValueError(
                    f"date format {written!r}: %{directive} is not supported (a two-digit year is "
                    f"never certain); use {known}"
                )
            pattern += _DIRECTIVES[directive] if directive else re.escape(literal.upper())
        try:
            patterns.append(re.compile(pattern.replace(r"\ ", " +")))
        except re.error as error:
            raise ValueError(
                f"date format {written!r} names one part twice; name each part once"
            ) from error
    return tuple(patterns)


def _reading(match: re.Match[str]) -> _Reading | None:
    """Turn a match into parts; None for a zero year; ValueError for an impossible date or time."""
    part = match.groupdict()
    year, month, day = int(part["year"]), int(part.get("month") or 0), int(part.get("day") or 0)
    if name := part.get("month_name"):
        if name[:3] not in _MONTHS:
            raise ValueError(f"no month is called {name}")
        month = _MONTHS.index(name[:3]) + 1
    if not year:
        return None
    hour, minute = int(part.get("hour") or 0), int(part.get("minute") or 0)
    if half := part.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError(f"hour {hour} cannot stand before {half}")
        hour = hour % 12 + (12 if half == "PM" else 0)
    second = int(part.get("second") or 0)
    fraction = int((part.get("fraction") or "0")[:6].ljust(6, "0"))
    dt.datetime(year, month or 1, day or 1, hour, minute, second, fraction)  # noqa: DTZ001
    precision = (
        Precision.YEAR
        if not month
        else Precision.MONTH
        if not day
        else Precision.DAY
        if not part.get("minute")
        else Precision.MINUTE
        if not part.get("second")
        else Precision.SECOND
    )
    day = day if month else 0
    return _Reading(
        year, month, day, hour, minute, second, fraction, part.get("offset") or "", precision
    )


def _readings(raw: str, text: str, formats: tuple[str, ...]) -> list[_Reading]:
    """Give every different reading of ``text``; ValueError when it has only impossible ones."""
    matches = [m for p in (_patterns(formats) if formats else _ISO) if (m := p.fullmatch(text))]
    readings: list[_Reading] = []
    reason = ""
    for match in matches:
        try:
            reading = _reading(match)
        except ValueError as error:
            reason = str(error)
        else:
            if reading and reading not in readings:
                readings.append(reading)
    if reason and not readings:
        raise ValueError(f"{raw!r} is not a possible date or time ({reason}); correct the value")
    return readings


def _agreed(values: set[int]) -> int:
    return next(iter(values)) if len(values) == 1 else 0


@lru_cache(maxsize=65536)
def parse_date(raw: str, formats: tuple[str, ...] = ()) -> PartialDate | None:
    """Read a date by ``formats`` (strptime directives; English month names), to DAY at most.

    Without formats: 1991, 1991-04, 1991-04-17, 1991/04/17, 19910417, each ISO moment (the day as
    written). Month or day "00" is unknown; all zeros is None. Text that fits no format keeps only
    ``raw``. Where several formats fit and differ, only the parts on which they agree are kept.

    Raises ValueError for an impossible date (2023-02-30) and for an unusable format.
    """
    text = stated(raw)
    if not text or not any(digit in text for digit in "123456789"):
        return None
    readings = _readings(raw, text, formats)
    year = _agreed({reading.year for reading in readings})
    month = _agreed({reading.month for reading in readings})
    day = _agreed({reading.day for reading in readings})
    month = month if year else 0
    day = day if month else 0
    if not year:
        return PartialDate(raw, None, None, None, None, None, False)
    date = dt.date(year, month, day) if day else None
    placeholder = year == 9999 or (month == 1 and day == 1)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return PartialDate(raw, date, year, month or None, day or None, precision, placeholder)


@lru_cache(maxsize=64)
def _zone(name: str) -> dt.tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"{name!r} is not a time zone; use an IANA name such as America/New_York"
        ) from error


def _offset(text: str) -> dt.tzinfo:
    if text[0] not in "+-":
        return dt.UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    span = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-span if text[0] == "-" else span)


@lru_cache(maxsize=65536)
def parse_moment(
    raw: str, formats: tuple[str, ...] = (), zone: str = "America/New_York"
) -> Moment | None:
    """Read a moment by ``formats`` as ``parse_date`` does; an offset in the text beats ``zone``.

    A local time that the clock shows twice is the first of the two (daylight time); one that the
    clock skips is read with the offset before the change (fold=0, PEP 495): 02:30 on the day in
    March is 03:30 daylight time.

    Raises ValueError for an impossible date or time, an unknown zone and an unusable format.
    """
    text = stated(raw)
    if not text or not any(digit in text for digit in "123456789"):
        return None
    readings = _readings(raw, text, formats)
    if len(readings) != 1:
        return Moment(raw, None, None)
    year, month, day, hour, minute, second, microsecond, offset, precision = readings[0]
    try:
        tz = _offset(offset) if offset else _zone(zone)
        local = dt.datetime(
            year, month or 1, day or 1, hour, minute, second, microsecond, tzinfo=tz
        )
        return Moment(raw, local.astimezone(dt.UTC), precision)
    except OverflowError as error:
        raise ValueError(f"{raw!r} lies outside the years 1 to 9999; correct the value") from error
