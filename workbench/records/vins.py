"""Vehicle identification numbers (ISO 3779, 49 CFR 565)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import vininfo

from workbench.records.plain_text import plain, stated

_WELL_FORMED = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_YEAR_CODES = "ABCDEFGHJKLMNPRSTVWXY123456789"


@dataclass(frozen=True, slots=True)
class Vin:
    """A VIN as written and its letters and digits, also when they are too few or wrong.

    ``valid``: 17 characters without I, O, Q, not all alike, and the check digit of 49 CFR 565.15(c)
    agrees. Only North American makers (first character 1 to 5) must write a check digit: elsewhere
    False says nothing. ``model_year`` and ``manufacturer`` are given for valid VINs only; the year
    holds for light vehicles (up to 10,000 lb), the only ones whose position 7 tells the cycle.
    """

    raw: str
    vin: str
    valid: bool
    model_year: int | None
    manufacturer: str


def _model_year(vin: str) -> int | None:
    """Read position 10; position 7 tells the thirty-year cycle (49 CFR 565.15)."""
    if vin[0] not in "12345" or vin[9] not in _YEAR_CODES:
        return None
    return (2010 if vin[6].isalpha() else 1980) + _YEAR_CODES.index(vin[9])


@lru_cache(maxsize=65536)
def parse_vin(raw: str) -> Vin | None:
    """Read a VIN. Never replaces I, O or Q, which no VIN contains: such a VIN is not valid."""
    text = stated(raw)
    if not text:
        return None
    vin = re.sub(r"[^A-Z0-9]", "", text.removeprefix("VIN"))
    if not _WELL_FORMED.fullmatch(vin) or len(set(vin)) == 1:
        return Vin(raw, vin, False, None, "")
    known = vininfo.Vin(vin)
    if not known.verify_checksum():
        return Vin(raw, vin, False, None, "")
    maker = plain(known.manufacturer or "")
    return Vin(raw, vin, True, _model_year(vin), "" if maker == "UNSUPPORTEDBRAND" else maker)
