"""Fields of a table specification that are one number, truth, code or short text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from loaders.columns import ETHNICITIES, RACES, SEXES, whole_number
from loaders.specification import Shape
from workbench.records.numbers import firearm_serial
from workbench.records.plain_text import stated
from workbench.records.vins import parse_vin
from workbench.records.vocabulary import IncidentStatus

MAP_IT = "add it to a map of the specification"
"""The way out where a value is right as it is, but not in the words that are understood."""


def _whole(text: str) -> int | None:
    if not stated(text):
        return None
    try:
        return whole_number(text.removesuffix(".0"))
    except ValueError as error:
        raise ValueError(f"{error}; correct it, or {MAP_IT}") from error


_FEET_AND_INCHES = re.compile(r"([3-8])\s*(?:'|-|FT\.?)?\s*(0?\d|1[01])\s*(?:\"|''|IN\.?)?")


def _height(text: str) -> int | None:
    """Inches, from 71, 5'11", 5-11 or the 511 of NCIC."""
    if not stated(text):
        return None
    if text.isascii() and text.isdecimal() and len(text) == 2:
        return int(text)
    match = _FEET_AND_INCHES.fullmatch(text.upper())
    if match is None:
        raise ValueError(f"not a height in inches or in feet and inches; correct it, or {MAP_IT}")
    return 12 * int(match[1]) + int(match[2])


def _number(text: str) -> float | None:
    if not stated(text):
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) < float("inf"):
        raise ValueError(f"not a number; correct it, or {MAP_IT}")
    return value


def _degrees(limit: float) -> Callable[[str], float | None]:
    def degrees(text: str) -> float | None:
        value = _number(text)
        if value is not None and abs(value) > limit:
            raise ValueError(
                f"not between -{limit:g} and {limit:g} degrees; correct it, or have the "
                "specification name another column"
            )
        # Publishers write 0, a place in the Atlantic, where they have no position.
        return value or None

    return degrees


_TRUTH = {"TRUE": True, "YES": True, "Y": True, "1": True}
_TRUTH |= {"FALSE": False, "NO": False, "N": False, "0": False}


def _truth(text: str) -> bool | None:
    if not stated(text):
        return None
    if text.upper() not in _TRUTH:
        raise ValueError(f"neither true nor false; correct it, or {MAP_IT}")
    return _TRUTH[text.upper()]


def _status(text: str) -> IncidentStatus | None:
    try:
        return IncidentStatus(text) if text else None
    except ValueError:
        raise ValueError(f"no incident status that is known; correct it, or {MAP_IT}") from None


SCALARS: Mapping[Shape, Callable[[str], Any]] = {
    Shape.TEXT: str,
    Shape.WHOLE: _whole,
    Shape.HEIGHT: _height,
    Shape.NUMBER: _number,
    Shape.LATITUDE: _degrees(90.0),
    Shape.LONGITUDE: _degrees(180.0),
    Shape.TRUTH: _truth,
    Shape.SEX: lambda text: SEXES.get(text.upper(), ""),
    Shape.RACE: lambda text: RACES.get(text.upper(), ""),
    Shape.ETHNICITY: lambda text: ETHNICITIES.get(text.upper(), ""),
    Shape.VIN: parse_vin,
    Shape.SERIAL: firearm_serial,
    Shape.STATUS: _status,
}
"""How a single value is read; a ``ValueError`` says what the text is instead, and a way out."""
