"""What was typed into the search box, read in every way that it can be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from workbench.explore.looks import NOT_ASKED, is_model_year
from workbench.explore.sites import Site, site
from workbench.explore.words import ZONE
from workbench.records.addresses import parse_address
from workbench.records.dates import parse_date
from workbench.records.names import PersonName, parse_name
from workbench.records.numbers import (
    case_number,
    driver_license,
    fbi_number,
    firearm_serial,
    state_id,
)
from workbench.records.phones import parse_phone
from workbench.records.places import AddressPrecision
from workbench.records.plain_text import plain
from workbench.records.plates import Plate, parse_plate
from workbench.records.vins import parse_vin

LONGEST = 200
"""Characters read of what was typed."""
DATE_FORMATS = ("%m/%d/%Y", "%m-%d-%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")
SHORTEST_PART = 3
"""Characters of a plate that may stand anywhere in it: fewer are in too many."""
SHORTEST_RUN = 2
"""Characters of a pattern that may stand anywhere in a plate."""
_DATE = re.compile(
    r"\b(\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}[/-]\d{1,2}[/-]\d{1,2}|\d{1,2}/\d{1,2}/\d{2})\b"
)
_SHORT_YEAR = re.compile(r"(\d{1,2}/\d{1,2}/)(\d{2})")
_WORD = re.compile(r"[A-Z0-9']+")
_PATTERN = re.compile(r"[A-Z0-9?*]{2,10}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_LOCAL = re.compile(r"[2-9]\d\d[ .-]?\d{4}")
_ANNOUNCED = re.compile(
    r"(?:(?:license\s+)?(?:plate|tag)|vin|phone|tel|cell|mobile|case|report|incident|serial|sid"
    r"|license|oln)\b(?:\s+(?:no|number|num)\b)?[.:#\s]*(?=.*[\d?*])(?=\S+(?:\s+\S+){0,2}\s*$)",
    re.IGNORECASE,
)
"""What a number is called before it is given: what follows is one, in three words at most."""
_BORN = re.compile(r"\b(?:dob|d\.o\.b\.?|born|birth ?date)[:\s]*$", re.IGNORECASE)
_LABELS = frozenset(("CASE", "REPORT", "INCIDENT", "NUMBER", "SERIAL"))
_PLACED = frozenset(AddressPrecision) - {
    AddressPrecision.UNKNOWN,
    AddressPrecision.CITY,
    AddressPrecision.POINT,
}


@dataclass(frozen=True, slots=True)
class Query:
    """Every reading of one text; a reading that does not apply is empty or None."""

    text: str
    words: tuple[str, ...] = ()
    """Words in upper case, a date of birth taken out."""
    name: PersonName | None = None
    birth_date: date | None = None
    plate: Plate | None = None
    pattern: str = ""
    """A plate with ``?`` for one unread character and ``*`` for any."""
    vin: str = ""
    vin_end: str = ""
    """The last characters of a VIN, six or more."""
    number: str = ""
    """Letters and digits of a case number."""
    identifications: frozenset[str] = frozenset()
    serial: str = ""
    address: str = ""
    """Normal form of an address, block or intersection."""
    references: tuple[str, ...] = ()
    """Ids of the phones and e-mail addresses that it can name."""
    phone_end: str = ""
    """The last seven digits of a phone, typed without its area."""

    @property
    def site(self) -> Site | None:
        """The numbered address or the block that was typed."""
        return site(self.address)

    @property
    def part(self) -> str:
        """The longest run of a plate's characters that was typed, wherever it stands in it."""
        if self.pattern:
            return max(re.split(r"[?*]", self.pattern), key=len)
        plate = self.plate.plate if self.plate else ""
        return plate if any(map(str.isdigit, plate)) else ""

    @property
    def told(self) -> tuple[str, ...]:
        """The words that a mark, a look, an offense or a narrative must have; no model year."""
        if self.pattern or all(len(word) < SHORTEST_PART for word in self.words):
            return ()
        asked = [word for word in self.words if word not in NOT_ASKED]
        return tuple(word for word in asked if not is_model_year(word)) or tuple(asked)

    @property
    def model_year(self) -> int | None:
        """The year beside other words, which a vehicle can be of."""
        years = [int(word) for word in self.words if is_model_year(word)]
        return years[0] if len(years) == 1 and len(self.told) + 1 <= len(self.words) > 1 else None

    @property
    def other_order(self) -> bool:
        """Whether the streets of an intersection were typed in another order than ``address``."""
        streets = [street.split()[0] for street in self.address.split(" & ")]
        at = [self.words.index(name) for name in streets if name in self.words]
        return len(at) == len(streets) and at != sorted(at)

    @property
    def _beside_it(self) -> str:
        if self.site is None:
            return ""
        if self.site.block:
            return " and addresses within it"
        return ", also without the unit" if self.site.unit else ", also with a unit"

    @property
    def tried(self) -> tuple[str, ...]:
        """The readings in words, for an answer that found nothing."""
        plate = self.plate.plate if self.plate else self.pattern
        readings = (
            ("name, alias or moniker " + " ".join(self.words), self.name),
            (f"plate {plate}, also as a part of it and with look-alike characters", plate),
            (f"VIN {self.vin}", self.vin),
            (f"VIN that ends in {self.vin_end}", self.vin_end),
            (f"case number {self.number}", self.number),
            ("SID, FBI or license number " + " or ".join(sorted(self.identifications)),
             self.identifications),
            (f"firearm serial {self.serial}", self.serial),
            (f"address {self.address}" + self._beside_it, self.address),
            (f"born {self.birth_date}", self.birth_date),
            ("phone or e-mail " + " or ".join(r.partition(":")[2] for r in self.references),
             self.references),
            (f"phone that ends in {self.phone_end}", self.phone_end),
            ("mark, look, offense or narrative with " + " ".join(self.told), self.told),
            ("words " + " ".join(self.words), self.words and not self.name and not self.told),
        )  # fmt: skip
        return tuple(words for words, applies in readings if applies)


def parse(text: str) -> Query:
    """Read ``text`` as a name, plate, VIN, case number, address … whichever it can be.

    A date beside other words is a birth date and narrows them; "dob" before it, or "plate" before
    a number, says what that is and is no word of its own. Nothing typed raises an error.
    """
    # half a character, which a forged message can hold, is no text
    text = text[:LONGEST].encode(errors="ignore").decode().strip()
    found = _DATE.search(text)
    birth_date = _birth_date(found[1] if found else text)
    rest = text
    if found and birth_date:
        rest = _BORN.sub("", text[: found.start()]) + " " + text[found.end() :]
    rest = _ANNOUNCED.sub("", rest.strip(), count=1) if _ANNOUNCED.match(rest.strip()) else rest
    written = plain(rest)
    words = tuple(word for w in _WORD.findall(written) if (word := w.strip("'")))
    compact = "".join(filter(str.isalnum, written))
    plate, pattern = _plate(written, compact)
    if pattern:
        return Query(text, pattern=pattern)
    digits = any(map(str.isdigit, compact))
    few = len(words) <= 3 and all(map(_in_numbers, words))
    name = parse_name(rest) if words and not digits else None
    vin = parse_vin(rest) if len(compact) == 17 and digits else None
    number = case_number(rest, "") if digits and few else None
    serial = firearm_serial(rest) if digits and few else None
    return Query(
        text=text,
        words=words,
        name=name,
        birth_date=birth_date,
        plate=plate,
        pattern=pattern,
        vin=vin.vin if vin else "",
        vin_end=compact if digits and len(words) == 1 and 6 <= len(compact) < 17 else "",
        number=number.normal if number and len(number.normal) >= 4 else "",
        identifications=_identifications(rest, compact) if digits and few else frozenset(),
        serial=serial.serial if serial else "",
        address=_address(rest) if len(words) > 1 else "",
        references=_references(rest),
        phone_end=_phone_end(rest),
    )


def _in_numbers(word: str) -> bool:
    """Whether a word can stand in a number: a street's name and BLOCK cannot."""
    return not word.isalpha() or len(word) < 4 or word in _LABELS


def _birth_date(text: str) -> date | None:
    if short := _SHORT_YEAR.fullmatch(text):
        # nobody is born in a year to come
        century = 20 if int(short[2]) <= datetime.now(ZONE).year % 100 else 19
        text = f"{short[1]}{century}{short[2]}"
    try:
        read = parse_date(text, DATE_FORMATS)
    except ValueError:
        return None
    return read.date if read else None


def _plate(written: str, compact: str) -> tuple[Plate | None, str]:
    squeezed = written.replace(" ", "").replace("-", "")
    if any(mark in squeezed for mark in "?*"):
        known = sum(map(str.isalnum, squeezed))
        return None, squeezed if _PATTERN.fullmatch(squeezed) and known >= 2 else ""
    if not 2 <= len(compact) <= 12 or len(written.split()) > 4:
        return None, ""
    if not any(map(str.isdigit, compact)) and (len(written.split()) > 1 or len(compact) > 7):
        return None, ""
    plate = parse_plate(written)
    return (plate if plate and 2 <= len(plate.plate) <= 8 else None), ""


def _identifications(rest: str, compact: str) -> frozenset[str]:
    read = (state_id(rest), fbi_number(rest), driver_license(rest))
    numbers = {compact, *(one.number for one in read if one)}
    return frozenset(n for n in numbers if 4 <= len(n) <= 20 and any(map(str.isdigit, n)))


def _address(rest: str) -> str:
    address = parse_address(rest)
    return address.normal if address and address.precision in _PLACED else ""


def _references(rest: str) -> tuple[str, ...]:
    if _EMAIL.fullmatch(rest.strip()):
        return (f"email:{rest.strip().lower()}",)
    phone = parse_phone(rest) if sum(map(str.isdigit, rest)) >= 7 else None
    if not phone or sum(map(str.isalpha, rest)) > 5:
        return ()
    return tuple(dict.fromkeys(f"phone:{n}" for n in (phone.e164, phone.digits) if n))


def _phone_end(rest: str) -> str:
    """Seven digits, written as one number or as 555-0143."""
    return "".join(filter(str.isdigit, rest)) if _LOCAL.fullmatch(rest.strip()) else ""
