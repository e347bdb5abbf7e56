"""Addresses with unit, city, state and postal code, read into the parts that NIEM names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import usaddress

from workbench.records.places import AddressPrecision, Place, parse_place, untidy
from workbench.records.plain_text import stated
from workbench.records.plates import STATES, state_code
from workbench.records.streets import CATEGORIES, DIRECTIONS, ORDINAL, QUADRANTS, TRAVEL, Street


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written, its parts ("" when absent) and its key text ``normal``.

    ``cross_street`` is the other street of an intersection or of a block's end.
    """

    raw: str
    normal: str
    precision: AddressPrecision
    street_number: str = ""
    street_number_high: str = ""
    number_suffix: str = ""
    predirectional: str = ""
    street_name: str = ""
    street_category: str = ""
    postdirectional: str = ""
    unit: str = ""
    cross_street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""


_UNIT_WORDS = ("APT", "APARTMENT", "UNIT", "STE", "SUITE", "RM", "ROOM", "BSMT", "BASEMENT")
_RESERVED = frozenset(
    ("AND", "X", "OVER", "UNDER", "OF", "BLK", "BLOCK", "REAR", "I", "US", "MD", "VA")
).union(_UNIT_WORDS, CATEGORIES, DIRECTIONS, TRAVEL)
_QUADRANT_DOTS = re.compile(r"\b([NS])\. ?([EW])\b\.?")
_TRAVEL_SLASH = re.compile(r"\b([NSEW])/B\b")
_UNIT = re.compile(
    r"(?P<place>.+?)[ ,]+(?:(?:APT|APARTMENT|UNIT|STE|SUITE|RM|ROOM)\b[ #]*|#[ #]*)+"
    r"(?P<unit>[A-Z0-9]+(?:-[A-Z0-9]+)?)(?P<rest>,.*)?"
)
_BASEMENT = re.compile(r",? (?:BASEMENT|BSMT)\b(?=,|$)")
_POINT = re.compile(r"\(?(-?\d{1,2}\.\d+)[, ]+(-?\d{1,3}\.\d+)\)?")
_NO_PLACE = frozenset(
    ("HOMELESS", "TRANSIENT", "NFA", "NO FIXED ADDRESS", "NO FIXED ABODE", "NO FIXED")
)


def _tagged(text: str) -> tuple[str, str, str, str, str] | None:
    """Let usaddress find (street address, unit, city, state, postal code) in an untidy text."""
    try:
        labels, kind = usaddress.tag(text)
    except usaddress.RepeatedLabelError:
        return None
    if kind != "Street Address" or not {"AddressNumber", "StreetName"} <= labels.keys():
        return None
    read = ("Occupancy", "PlaceName", "StateName", "ZipCode", "AddressNumber", "StreetName")
    if "StreetNamePostType" not in labels or not all(name.startswith(read) for name in labels):
        return None
    head = " ".join(
        value
        for label, value in labels.items()
        if label.startswith(("AddressNumber", "StreetName"))
    )
    unit = labels.get("OccupancyIdentifier") or labels.get("OccupancyType", "")
    city, state, code = (labels.get(name, "") for name in ("PlaceName", "StateName", "ZipCode"))
    return head, re.sub(r"[^A-Z0-9-]", "", unit), city, state, code


def _tail(fields: Iterable[str]) -> tuple[str, str, str]:
    """Read (city, state, postal code) from the fields that follow the street."""
    text = ", ".join(fields)
    zip_code = re.search(r"[ ,]*\b(\d{5})(?:-\d{4})?$", text)
    code = ""
    if zip_code:
        text, code = text[: zip_code.start()], zip_code[1]
    head, comma, last = text.rpartition(", ")
    if comma and (state := state_code(last)):
        return head, state, code
    words = text.split()
    if words and state_code(words[-1]) in STATES and len(words[-1].replace(".", "")) == 2:
        return " ".join(words[:-1]).rstrip(","), state_code(words[-1]), code
    return text, "", code


def _area(city: str, state: str) -> tuple[str, str]:
    city = " ".join(re.sub(r"[^A-Z ]", " ", stated(city).replace("'", "").replace(".", "")).split())
    code = state_code(state)
    if code == "DC" or state_code(city) == "DC":
        return "WASHINGTON", "DC"
    if city in _NO_PLACE:
        city = ""
    if not code and city[-3:-2] in ("", " ") and city[-2:] in STATES:
        return _area(city[:-3], city[-2:])
    return city, code


def _postal_code(raw: str) -> str:
    text = stated(raw).removesuffix(".0")
    code = text[:5] if re.fullmatch(r"\d{5}-\d{4}", text) else text
    return "" if not code.strip("0") else code


def _clean(raw: str) -> str:
    """Settle punctuation: dotted quadrants, apostrophes, N/B, a comma before a direction."""
    text = stated(raw)
    text = _TRAVEL_SLASH.sub(r"\1B", _QUADRANT_DOTS.sub(r"\1\2", text))
    text = re.sub(r"['`]", "", text)
    text = re.sub(r"(?<!\d)\.|\.(?!\d)|[;:\"]", " ", text)
    text = re.sub(r",(?= *(?:[NS][EW]|[NSEW])\b *(?:,|$))", " ", text)
    text = " ".join(text.split()).strip(" ,")
    return "" if text in _NO_PLACE else stated(text)


def _point(raw: str, text: str) -> Address | None:
    match = _POINT.fullmatch(text)
    if not match or abs(float(match[1])) > 90 or abs(float(match[2])) > 180:
        return None
    normal = f"{float(match[1]):.6f} {float(match[2]):.6f}"
    return Address(raw, normal, AddressPrecision.POINT)


def _take_unit(text: str) -> tuple[str, str]:
    """Give the text without its unit, and the unit, if what is left is still a place."""
    text = _BASEMENT.sub(r" #BSMT", text)
    match = _UNIT.fullmatch(text)
    if not match or match["unit"] in CATEGORIES:
        return text, ""
    if (
        "," not in match["place"]
        and parse_place(match["place"]).precision is AddressPrecision.UNKNOWN
    ):
        return text, ""
    return match["place"] + (match["rest"] or ""), match["unit"]


def _read(raw: str, city: str, state: str, postal_code: str) -> Address | None:
    """Read once; ``parse_address`` then makes sure that the key reads as itself."""
    text = _clean(raw)
    if point := _point(raw, text):
        return None if point.normal == "0.000000 0.000000" else point
    text, unit = _take_unit(text)
    head, *fields = (field.strip() for field in text.split(","))
    if not stated(head) or head in _NO_PLACE:
        head = ""
    place = parse_place(head)
    for i, field in enumerate(fields if place.precision is AddressPrecision.UNKNOWN else ()):
        if field[:1].isdigit() and (inner := parse_place(field)).number:
            head, place, fields = field, inner, fields[i + 1 :]
            break
    own_city, own_state, own_code = _tail(filter(None, fields))
    if untidy(head, place) and (tagged := _tagged(head)):
        again = parse_place(_clean(tagged[0]))
        if again.precision is AddressPrecision.EXACT and not untidy(again.text, again):
            place = again
            unit = unit or tagged[1]
            own_city, own_state = own_city or tagged[2], own_state or tagged[3]
            own_code = own_code or tagged[4]
    city, state = _area(city or own_city, state or own_state)
    area = f"{city} {state}".strip()
    if not head:
        if not city:
            return None
        place = Place(area, AddressPrecision.CITY)
    parts = place.street or Street()
    normal = f"{place.text} #{unit}" if unit else place.text
    quadrant = parts.postdirectional in QUADRANTS and area in ("WASHINGTON DC", "WASHINGTON")
    if head and area and not quadrant:
        normal += f", {area}"
    exact = place.precision is AddressPrecision.EXACT
    return Address(
        raw,
        normal,
        AddressPrecision.UNIT if unit and exact else place.precision,
        place.number,
        place.high,
        place.suffix,
        parts.predirectional,
        parts.name,
        parts.category,
        parts.postdirectional,
        unit,
        place.cross,
        city,
        state,
        _postal_code(postal_code or own_code),
    )


def _regular(address: Address) -> bool:
    """Whether the reading is so plain that reading its key again must give the same."""
    if not address.street_category or address.number_suffix:
        return False
    if not _RESERVED.isdisjoint(address.city.split()):
        return False
    words = address.street_name.split()
    if address.cross_street:
        other = address.cross_street.split()
        if len(other) < 3 or other[-1] not in QUADRANTS or other[-2] not in CATEGORIES:
            return False
        words += other[:-2]
    plain_words = (word.isalpha() or ORDINAL.fullmatch(word) for word in words)
    return all(plain_words) and _RESERVED.isdisjoint(words)


@lru_cache(maxsize=65536)
def parse_address(
    raw: str, *, city: str = "", state: str = "", postal_code: str = ""
) -> Address | None:
    """Read the text of a place; None when neither it nor ``city`` says anything.

    ``normal`` is the key: USPS abbreviations, "3200-3299 BLK WHEELER RD SE", "1412 TRINIDAD AVE NE
    #4", the streets of an intersection sorted. City and state, as given or as written, follow a
    comma ("100 MAIN ST, WHEATON MD"), because MAIN ST exists everywhere; not so a street with a
    quadrant in the District or where no city is known, since a quadrant names its place. A column
    wins over the same part in the text. A quadrant written once holds for all streets of an
    intersection; with a quadrant, a letter or ordinal alone is a STREET ("P & 7TH NW").

    A number before a street name is EXACT, with or without a category ("184 KINGSWAY"). Text that
    is no street stays whole in ``normal`` as UNKNOWN, and never equals another place. A place's
    name before a numbered address ("SMITH HALL, 1412 H ST NE") and "HOMELESS" stay in ``raw``.
    A reading whose key would not read as itself is not certain: it is UNKNOWN too.
    """
    address = _read(raw, city, state, postal_code)
    if address is None or _regular(address):
        return address
    normal = address.normal
    for _ in range(4):
        again = _read(normal, "", "", "")
        if again is None or again.normal == normal:
            break
        normal = again.normal
    if normal == address.normal:
        return address
    where = address.city, address.state, address.postal_code
    return Address(
        raw, normal, AddressPrecision.UNKNOWN, "", "", "", "", "", "", "", "", "", *where
    )
