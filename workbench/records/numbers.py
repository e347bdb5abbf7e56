"""Numbers that agencies give to people, firearms and cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from workbench.records.plain_text import stated
from workbench.records.plates import STATES, state_code

_SEPARATORS = re.compile(r"[^A-Z0-9]")
_WILDCARDS = re.compile(r"[*?_]|X{2,}")


class IdentificationKind(Enum):
    """Which register a person's number comes from."""

    STATE_ID = "state-id"
    FBI = "fbi"
    DRIVER_LICENSE = "driver-license"
    SSN = "ssn"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identification:
    """A person's number as written and its letters and digits ("" when it identifies nobody).

    ``jurisdiction`` is a state's code, "US", or "" when unknown. ``fingerprint_based`` numbers
    (state identification and FBI numbers) stand for a fingerprint record, not for a claim.
    """

    raw: str
    number: str
    jurisdiction: str
    kind: IdentificationKind
    fingerprint_based: bool


def _whole(raw: str) -> str:
    """Give the text without the ".0" that a spreadsheet adds to a whole number."""
    text = stated(raw)
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text


def _usable(text: str, longest: int) -> str:
    """Give letters and digits; "" for wildcards, no digit but 0, or more than ``longest``."""
    number = _SEPARATORS.sub("", text)
    if _WILDCARDS.search(text) or _WILDCARDS.search(number) or len(number) > longest:
        return ""
    return number if any(digit in number for digit in "123456789") else ""


@lru_cache(maxsize=65536)
def state_id(raw: str, state: str = "") -> Identification | None:
    """Read a state identification number (SID); a state's code before the digits is taken off."""
    text = _whole(raw)
    if not text:
        return None
    number, code = _usable(text, 20), state_code(state)
    written, digits = number[:2], number[2:]
    if digits[:1].isdigit() and written in STATES and written == (code or written):
        number, code = digits, written
    return Identification(raw, number, code, IdentificationKind.STATE_ID, True)


@lru_cache(maxsize=65536)
def fbi_number(raw: str) -> Identification | None:
    """Read an FBI number (UCN): up to nine letters and digits; longer text is no such number."""
    text = _whole(raw)
    if not text:
        return None
    text = re.sub(r"^(?:(?:FBI|UCN|NO|NUMBER)\b[ .:#]*)+", "", text)
    return Identification(raw, _usable(text, 9), "US", IdentificationKind.FBI, True)


@lru_cache(maxsize=65536)
def driver_license(raw: str, state: str = "") -> Identification | None:
    """Read a driver licence; "MD S-530-…" gives its state where the column does not."""
    text, code = _whole(raw), state_code(state)
    if not text:
        return None
    match = re.fullmatch(r"([A-Z]{2})[ :]+(.*\d.*)", text)
    if match and match[1] in STATES and match[1] == (code or match[1]):
        text, code = match[2], match[1]
    return Identification(raw, _usable(text, 20), code, IdentificationKind.DRIVER_LICENSE, False)


@lru_cache(maxsize=65536)
def ssn(raw: str) -> Identification | None:
    """Read a social security number; "" for fewer than nine digits and numbers never issued.

    Never issued or used as examples: area 000, 666 and 9xx, group 00, serial 0000 (20 CFR
    422.103), one digit repeated, 123-45-6789, 078-05-1120, 219-09-9999.
    """
    text = _whole(raw)
    if not text:
        return None
    number = re.sub(r"[ .-]", "", text)
    area, group, serial = number[:3], number[3:5], number[5:]
    if (
        not re.fullmatch(r"\d{9}", number)
        or area in ("000", "666")
        or area[0] == "9"
        or group == "00"
        or serial == "0000"
        or len(set(number)) == 1
        or number in ("123456789", "078051120", "219099999")
    ):
        number = ""
    return Identification(raw, number, "US", IdentificationKind.SSN, False)


@dataclass(frozen=True, slots=True)
class FirearmSerial:
    """A firearm's serial as written; ``serial`` is "" when it is not wholly readable."""

    raw: str
    serial: str
    obliterated: bool


_OBLITERATED = re.compile(r"OBLIT|DEFACED|FILED|GROUND|SCRATCHED|REMOVED|ALTERED|ILLEGIBLE")
_SERIAL_LABEL = re.compile(r"^(?:S/?N|SER(?:IAL)?(?: ?(?:NO|NUM|NUMBER))?)[ .:#]+")


@lru_cache(maxsize=65536)
def firearm_serial(raw: str) -> FirearmSerial | None:
    """Read a serial. Letters are never changed to digits; a partly readable serial is no serial."""
    text = _whole(raw)
    if not text:
        return None
    if _OBLITERATED.search(text):
        return FirearmSerial(raw, "", True)
    return FirearmSerial(raw, _usable(_SERIAL_LABEL.sub("", text), 20), False)


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number as written and its key within ``agency``; ``year`` only by a known format."""

    raw: str
    normal: str
    agency: str
    year: int | None


_YEAR_AND_6 = re.compile(r"(?P<year>\d\d)\d{6}")
_YEAR_AND_7 = re.compile(r"(?P<year>\d\d)\d{7}")
_EVENT = re.compile(r"P(?P<year>\d\d)\d{8}")
CASE_NUMBER_FORMATS: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        "MPD": (_YEAR_AND_6,),
        "MCPD": (_YEAR_AND_7,),
        "RCPD": (_YEAR_AND_7,),
        "GPD": (_YEAR_AND_7,),
        "MCSO": (_YEAR_AND_7,),
        "TPPD": (_YEAR_AND_7, _YEAR_AND_6, _EVENT),
    }
)
_CASE_LABEL = re.compile(r"^(?:(?:CCN|CR|CASE|REPORT|INCIDENT|NO|NUMBER)(?: ?[.:#-] ?| )|# ?)+")


@lru_cache(maxsize=65536)
def case_number(raw: str, agency: str) -> CaseNumber | None:
    """Read a case number of ``agency``: letters and digits, a label such as "CCN" taken off.

    The formats verified so far are in ``CASE_NUMBER_FORMATS``; two-digit years from 70 on are of
    the last century. Any other agency's number, and one that does not fit, has no year.
    """
    text = _whole(raw)
    normal = _SEPARATORS.sub("", _CASE_LABEL.sub("", text))
    if not normal:
        return None
    agency = agency.strip().upper()
    for form in CASE_NUMBER_FORMATS.get(agency, ()):
        if match := form.fullmatch(normal):
            short = int(match["year"])
            return CaseNumber(raw, normal, agency, short + (1900 if short >= 70 else 2000))
    return CaseNumber(raw, normal, agency, None)
