"""Reading the columns of one row, and the pieces of a record that every layout needs."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.messages import cause_of, quoted
from loaders.source import Row, RowError
from workbench.records.dates import Moment, parse_moment
from workbench.records.model import RecordKey

SEXES: Mapping[str, str] = {
    "M": "M",
    "MALE": "M",
    "MAN": "M",
    "F": "F",
    "FEMALE": "F",
    "WOMAN": "F",
}
RACES: Mapping[str, str] = {
    "W": "W",
    "WHITE": "W",
    "B": "B",
    "BLACK": "B",
    "I": "I",
    "AMERICAN INDIAN": "I",
    "A": "A",
    "ASIAN": "A",
    "P": "P",
    "PACIFIC ISLANDER": "P",
}
ETHNICITIES: Mapping[str, str] = {
    "H": "H",
    "HISPANIC": "H",
    "N": "N",
    "NOT HISPANIC": "N",
}
"""Words to NIBRS codes. An unknown sex, race or ethnicity is absent, never a code of its own, so
that it cannot count as evidence against."""


LARGEST = 2**63 - 1
"""The largest whole number that the database holds."""


def whole_number(digits: str) -> int:
    """The number that decimal digits write.

    Raises:
        ValueError: it is something else or above ``LARGEST``; the message says what it is.
    """
    if not (digits.isascii() and digits.isdecimal()):
        raise ValueError("not a whole number")
    significant = digits.lstrip("0") or "0"
    # Python itself refuses to read some thousands of digits.
    if len(significant) > len(str(LARGEST)) or int(significant) > LARGEST:
        raise ValueError(f"above {LARGEST:,}, the largest whole number that can be kept")
    return int(significant)


def used(row: Row, *columns: str) -> dict[str, str]:
    """The named columns that hold something, as written: the ``raw`` of one record."""
    return {column: value for column in columns if (value := row.values.get(column, ""))}


def text(row: Row, column: str) -> str:
    """The column's value without the blanks around it; empty where the column is absent."""
    return row.values.get(column, "").strip()


def required(row: Row, column: str) -> str:
    """The column's value.

    Raises:
        RowError: the column is empty.
    """
    value = text(row, column)
    if not value:
        raise RowError(
            f"the column {column} is empty, and without it the row cannot be told from others; "
            "fill it in"
        )
    return value


def key(agency: str, system: str, number: str, part: str = "") -> RecordKey:
    """A record's key.

    Raises:
        RowError: a piece is missing or holds the separator of keys.
    """
    try:
        return RecordKey(agency, system, number, part)
    except ValueError as error:
        stated = ", ".join(map(quoted, filter(None, (agency, number, part))))
        raise RowError(f"{error}; the row gives {stated or 'none'}; correct the value") from error


def whole(row: Row, column: str) -> int | None:
    """The column as a whole number, None where it is empty.

    Raises:
        RowError: the column holds something else, or more than ``LARGEST``.
    """
    value = text(row, column)
    if not value:
        return None
    try:
        return whole_number(value)
    except ValueError as error:
        raise RowError(
            f"the column {column} holds {quoted(value)}, which is {error}; correct the value"
        ) from error


def moment(
    row: Row, column: str, formats: tuple[str, ...] = (), zone: str = "America/New_York"
) -> Moment | None:
    """The column as a moment, None where it is empty; ``parse_moment`` says how it is read.

    Raises:
        RowError: it names an impossible date or time.
    """
    try:
        return parse_moment(text(row, column), formats, zone)
    except ValueError as error:
        raise RowError(f"the column {column}: {cause_of(error)}") from error


def coordinates(row: Row, latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees; both None where either is absent or both are 0.

    Publishers write (0, 0), a point in the Atlantic, where they have no position.

    Raises:
        RowError: a value is not a number or lies off the globe.
    """
    north, east = _degrees(row, latitude, 90.0), _degrees(row, longitude, 180.0)
    if north is None or east is None or (north == 0.0 and east == 0.0):
        return None, None
    return north, east


def attributes(row: Row, names: Mapping[str, str]) -> tuple[str, ...]:
    """``name: value`` of the columns that hold something; ``names`` is column to name, in order."""
    return tuple(
        f"{name}: {value}" for column, name in names.items() if (value := text(row, column))
    )


def _degrees(row: Row, column: str, limit: float) -> float | None:
    value = text(row, column)
    if not value:
        return None
    try:
        degrees = float(value)
    except ValueError:
        degrees = float("nan")
    if not -limit <= degrees <= limit:
        raise RowError(
            f"the column {column} holds {quoted(value)}; degrees between -{limit:g} and {limit:g} "
            "are expected; correct the value"
        )
    return degrees
