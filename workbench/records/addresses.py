"""Addresses, blocks and intersections, read into the parts that NIEM names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

import usaddress

from workbench.records.names import stated
from workbench.records.plates import STATES, state_code


class AddressPrecision(Enum):
    """How small a place a text names. Only EXACT, UNIT and INTERSECTION may equal one another."""

    EXACT = "exact"
    UNIT = "unit"
    INTERSECTION = "intersection"
    BLOCK = "block"
    STREET = "street"
    BEAT = "beat"
    CITY = "city"
    POINT = "point"
    UNKNOWN = "unknown"


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


class _Street(NamedTuple):
    predirectional: str
    name: str
    category: str
    postdirectional: str
    travel: str

    @property
    def text(self) -> str:
        return " ".join(filter(None, self))

    @property
    def numbered(self) -> bool:
        """Whether a bare number stands in the name, so that the words are more than a street."""
        return any(map(str.isdecimal, self.name.split()))

    @property
    def certain(self) -> bool:
        """Whether the words can only be a street."""
        category = self.category and self.category not in _ALSO_BUILDINGS
        return bool(category or self.postdirectional or _ROUTE_NAME.match(self.name))


# USPS Publication 28, appendix C1, with the forms that the region's files use (LA, BLV, PIK, PKW).
_CATEGORY_FORMS = """ALY ALLEY ALLY;ARC ARCADE;AVE AVENUE AV AVEN AVENU;BLVD BOULEVARD BLV BOUL;
CIR CIRCLE CIRC CRCL;CLOSE;CMNS COMMONS;CRES CRESCENT;CT COURT CRT;CTR CENTER CENTRE CNTR;
CV COVE;DR DRIVE DRV;EXPY EXPRESSWAY;FOLD;FWY FREEWAY;GDNS GARDENS;GRN GREEN;GRV GROVE;
HTS HEIGHTS;HWY HIGHWAY HIWAY;LN LANE LA;LOOP;MEWS;PASS;PATH;PIKE PIK;PKWY PARKWAY PKW PKY PWY;
PL PLACE;PLZ PLAZA;PSGE PASSAGE;RD ROAD;RDG RIDGE;RISE;ROW;RUN;SQ SQUARE SQR;ST STREET STR STRT;
TER TERRACE TERR;TPKE TURNPIKE;TRL TRAIL;VW VIEW;WALK;WAY WY;XING CROSSING"""
_CATEGORIES = {form: e.split()[0] for e in _CATEGORY_FORMS.split(";") for form in e.split()}
_ALSO_BUILDINGS = frozenset(
    ("CMNS", "CTR", "GDNS", "GRN", "HTS", "LOOP", "PLZ", "RDG", "RUN", "VW")
)
_QUADRANTS = {"NORTHEAST": "NE", "NORTHWEST": "NW", "SOUTHEAST": "SE", "SOUTHWEST": "SW"}
_QUADRANTS |= {code: code for code in _QUADRANTS.values()}
_COMPASS = {"N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST"}
_DIRECTIONS = _QUADRANTS | {word: code for code, word in _COMPASS.items()}
_DIRECTIONS |= {code: code for code in _COMPASS}
_TRAVEL = {f"{word}BOUND": f"{code}B" for code, word in _COMPASS.items()}
_TRAVEL |= {code: code for code in _TRAVEL.values()}
_NAMED_BY_COMPASS = frozenset(
    f"{direction} {name}"
    for direction, names in (
        ("NORTH", ("CAPITOL", "CAROLINA", "DAKOTA")),
        ("SOUTH", ("CAPITOL", "CAROLINA", "DAKOTA")),
        ("EAST", ("CAPITOL",)),
        ("WEST", ("VIRGINIA",)),
    )
    for name in names
)
_ORDINALS = {"FIRST": "1ST", "SECOND": "2ND", "THIRD": "3RD", "FOURTH": "4TH", "FIFTH": "5TH"}
_ORDINALS |= {"SIXTH": "6TH", "SEVENTH": "7TH", "EIGHTH": "8TH", "NINTH": "9TH"}
_ORDINALS |= {"TENTH": "10TH", "ELEVENTH": "11TH", "TWELFTH": "12TH"}
_UNIT_WORDS = ("APT", "APARTMENT", "UNIT", "STE", "SUITE", "RM", "ROOM", "BSMT", "BASEMENT")
_RESERVED = frozenset(
    ("AND", "X", "OVER", "UNDER", "OF", "BLK", "BLOCK", "REAR", "I", "US", "MD", "VA")
).union(_UNIT_WORDS, _CATEGORIES, _DIRECTIONS, _TRAVEL)
_ORDINAL = re.compile(r"\d*(?:1ST|2ND|3RD|\dTH)")
_KING = re.compile(r"(?:DR )?(?:MLK|M L K(?:ING)?|MARTIN L(?:UTHER)? KING)(?: JR| JUNIOR)?")
_ROUTE = re.compile(
    r"\b(?:(INTERSTATE|I)|(US|U S)|(MD|VA))(?: (?:ROUTE|RTE|RT|HIGHWAY|HWY))?[ -]?(\d{1,3})\b"
)
_ROUTE_NAME = re.compile(r"(?:I|US|MD|VA)-\d+")

_QUADRANT_DOTS = re.compile(r"\b([NS])\. ?([EW])\b\.?")
_TRAVEL_SLASH = re.compile(r"\b([NSEW])/B\b")
_STRONG_SEPARATOR = re.compile(r" +AND +| *& *| *@ *| */ *(?!\d\b)| */ *(?<!\d/)(?=\d)")
_LETTER_SEPARATOR = re.compile(r"(?<!\bMALCOLM) X ")
_BLOCK = re.compile(
    r"(?:(?P<low>\d{1,6})(?: ?(?:-|TO|THRU) ?(?P<high>\d{1,6}))?|(?P<first>UNIT)) ?"
    r"(?:BLOCK|BLK)\b(?: OF\b)? ?(?P<street>.+)"
)
_MASKED_BLOCK = re.compile(r"(?P<low>\d{1,4})XX(?: (?:BLOCK|BLK))?(?: OF)? (?P<street>.+)")
_NUMBERED = re.compile(
    r"(?P<low>\d{1,6})(?: ?- ?(?P<high>\d{1,6}))?(?P<letter>[A-Z])?"
    r"(?: (?P<suffix>1/2|REAR))? (?P<street>.+)"
)
_SPACED_LETTER = re.compile(r"([ABC]) (?![A-Z] )(.+)")
_UNIT = re.compile(
    r"(?P<place>.+?)[ ,]+(?:(?:APT|APARTMENT|UNIT|STE|SUITE|RM|ROOM)\b[ #]*|#[ #]*)+"
    r"(?P<unit>[A-Z0-9]+(?:-[A-Z0-9]+)?)(?P<rest>,.*)?"
)
_BASEMENT = re.compile(r",? (?:BASEMENT|BSMT)\b(?=,|$)")
_BEAT = re.compile(r"(BEAT|PSA|PRA|SECTOR|WARD) ?#? ?([A-Z]?\d[A-Z0-9]{0,4})")
_POINT = re.compile(r"\(?(-?\d{1,2}\.\d+)[, ]+(-?\d{1,3}\.\d+)\)?")
_NO_PLACE = frozenset(
    ("HOMELESS", "TRANSIENT", "NFA", "NO FIXED ADDRESS", "NO FIXED ABODE", "NO FIXED")
)
_GRADE = re.compile(r"(.+) (OVER|UNDER) (.+)")


def _street_name(words: list[str], category: str, quadrant: str) -> str:
    name = " ".join(words)
    if _KING.fullmatch(name):
        return "MARTIN LUTHER KING JR"
    if name == "EYE" and category == "ST" and quadrant in _QUADRANTS:
        return "I"
    if category and name.isdecimal():
        ending = "TH" if name[-2:-1] == "1" else {"1": "ST", "2": "ND", "3": "RD"}.get(name[-1])
        return f"{name}{ending or 'TH'}"
    return _ORDINALS.get(name, name) if category else name


def _short(text: str) -> bool:
    return len(text) == 1 or bool(_ORDINAL.fullmatch(text))


def _street(text: str, quadrant: str = "") -> _Street:
    """Read a street's words; ``quadrant`` is one written for it elsewhere in the text."""
    words = _ROUTE.sub(
        lambda m: f"{'I' if m[1] else 'US' if m[2] else m[3]}-{m[4]}", text.replace("-", " ")
    ).split()
    predirectional = category = postdirectional = travel = ""
    if not words:
        return _Street("", "", "", "", "")
    if len(words) > 1 and words[-1] in _TRAVEL:
        travel = _TRAVEL[words.pop()]
    if len(words) > 1 and words[-1] in _DIRECTIONS:
        postdirectional = _DIRECTIONS[words.pop()]
    if len(words) > 1 and words[-1] in _CATEGORIES:
        category = _CATEGORIES[words.pop()]
        while len(words) > 1 and _CATEGORIES.get(words[-1]) == category:
            words.pop()
    if len(words) > 1 and words[0] in _DIRECTIONS and words[1] not in _DIRECTIONS:
        spelled = _COMPASS.get(words[0], words[0])
        if f"{spelled} {words[1]}" in _NAMED_BY_COMPASS:
            words[0] = spelled
        else:
            predirectional = _DIRECTIONS[words.pop(0)]
    if quadrant and not postdirectional and not _ROUTE_NAME.match(words[0]):
        postdirectional = quadrant
    alone = len(words) == 1 and (words[0].isdecimal() or _short(words[0]))
    if alone and postdirectional in _QUADRANTS and not category:
        category = "ST"
    name = _street_name(words, category, postdirectional)
    return _Street(predirectional, name, category, postdirectional, travel)


def _crossing(text: str, parts: list[str]) -> list[_Street] | None:
    """Give the streets of an intersection, sorted; None when the text is not certainly one.

    Each side must be a street by itself: category, quadrant, route, ordinal or single letter.
    Beside a street with a quadrant any name will do ("FLORIDA & 7TH NW"), but not around " X ".
    """
    by_letter = len(parts) == 1
    if by_letter:
        parts = _LETTER_SEPARATOR.split(text)
    if len(parts) == 1 or not all(parts):
        return None
    streets = [_street(part) for part in parts]
    quadrants = {s.postdirectional for s in streets if s.postdirectional in _QUADRANTS}
    loose = bool(quadrants) and not by_letter
    if not all(s.certain or _short(s.name) or loose for s in streets):
        return None
    if not any(s.certain for s in streets) or any(s.numbered for s in streets):
        return None
    if len(quadrants) == 1:
        quadrant = quadrants.pop()
        streets = [
            s if s.postdirectional else _street(part, quadrant)
            for s, part in zip(streets, parts, strict=True)
        ]
    return sorted(set(streets), key=lambda s: s.text)


class _Place(NamedTuple):
    """What stands before the city: the parts of ``Address`` that the words before it give."""

    text: str
    precision: AddressPrecision
    street: _Street | None = None
    number: str = ""
    high: str = ""
    suffix: str = ""
    cross: str = ""


def _numbered(text: str) -> _Place | None:
    match = _NUMBERED.fullmatch(text)
    if not match:
        return None
    low, high, suffix = match["low"], match["high"] or "", match["letter"] or match["suffix"] or ""
    written = match["street"]
    if match["letter"] and written.split()[0] in _CATEGORIES and not _street(written).category:
        written, suffix = f"{suffix} {written}", ""
    if not suffix and written.endswith(" REAR"):
        suffix, written = "REAR", written.removesuffix(" REAR")
    if not suffix and (spaced := _SPACED_LETTER.fullmatch(written)):
        inner = _street(spaced[2])
        if inner.category and inner.name not in _CATEGORIES:
            suffix, written = spaced[1], spaced[2]
    cross = ""
    streets = _STRONG_SEPARATOR.split(written)
    if len(streets) == 2 and all(_street(s).certain for s in streets if s) and all(streets):
        written, cross = streets[0], _street(streets[1]).text
    street = _street(written)
    if not street.name or (street.name in _CATEGORIES and not street.category):
        return None
    if high and int(high) < int(low):
        low, high = f"{low}-{high}", ""
    number = f"{low}-{high}" if high else low
    key = f"{number}{suffix}" if len(suffix) == 1 else f"{number} {suffix}".strip()
    return _Place(f"{key} {street.text}", AddressPrecision.EXACT, street, low, high, suffix, cross)


def _block(match: re.Match[str]) -> _Place:
    parts = match.groupdict()
    low = str(int(parts["low"])) if parts["low"] else "1"
    if match.re is _MASKED_BLOCK:
        low += "00"
    high = str(int(parts["high"])) if parts.get("high") else ""
    streets = _STRONG_SEPARATOR.split(parts["street"])
    cross = ""
    if len(streets) == 2 and all(s and _street(s).certain for s in streets):
        cross = _street(streets[1]).text
    street = _street(streets[0] if cross else parts["street"])
    number = f"{low}-{high}" if high else low
    return _Place(
        f"{number} BLK {street.text}", AddressPrecision.BLOCK, street, low, high, "", cross
    )


def _place(text: str) -> _Place:
    """Read the words before the city by the grammar; UNKNOWN keeps them as they are."""
    match = _BLOCK.fullmatch(text) or _MASKED_BLOCK.fullmatch(text)
    if match and match["street"] not in _CATEGORIES:
        return _block(match)
    if match := _BEAT.fullmatch(text):
        return _Place(f"{match[1]} {match[2]}", AddressPrecision.BEAT)
    if address := _numbered(text):
        return address
    if match := _GRADE.fullmatch(text):
        over, under = _street(match[1]), _street(match[3])
        if over.certain and under.certain:
            whole = f"{over.text} {match[2]} {under.text}"
            return _Place(whole, AddressPrecision.STREET, over)
    crossing = text.removeprefix("CORNER OF ").removeprefix("INTERSECTION OF ")
    parts = _STRONG_SEPARATOR.split(crossing)
    if streets := _crossing(crossing, parts):
        whole = " & ".join(s.text for s in streets)
        if len(streets) == 1:
            return _Place(whole, AddressPrecision.STREET, streets[0])
        cross = whole.removeprefix(f"{streets[0].text} & ")
        return _Place(whole, AddressPrecision.INTERSECTION, streets[0], cross=cross)
    street = _street(text)
    if (
        street.certain
        and not street.numbered
        and street.name not in _CATEGORIES
        and len(parts) == 1
    ):
        return _Place(street.text, AddressPrecision.STREET, street)
    return _Place(text, AddressPrecision.UNKNOWN)


def _untidy(text: str, place: _Place) -> bool:
    """Whether a numbered text has words left over behind its street's category or quadrant."""
    if place.precision is AddressPrecision.UNKNOWN:
        words = set(text.split())
        return any(map(str.isdecimal, words)) and not words.isdisjoint(_CATEGORIES)
    street = place.street
    if place.precision is not AddressPrecision.EXACT or not street:
        return False
    inner = street.name.split()[1:]
    return any(w in _QUADRANTS for w in inner) or (
        not street.category and any(w in _CATEGORIES for w in inner)
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
    if zip_code:
        text = text[: zip_code.start()]
    head, comma, last = text.rpartition(", ")
    if comma and (state := state_code(last)):
        return head, state, zip_code[1] if zip_code else ""
    words = text.split()
    if words and state_code(words[-1]) in STATES and len(words[-1].replace(".", "")) == 2:
        return (
            " ".join(words[:-1]).rstrip(","),
            state_code(words[-1]),
            zip_code[1] if zip_code else "",
        )
    return text, "", zip_code[1] if zip_code else ""


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
    if not match or match["unit"] in _CATEGORIES:
        return text, ""
    if "," not in match["place"] and _place(match["place"]).precision is AddressPrecision.UNKNOWN:
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
    place = _place(head)
    for i, field in enumerate(fields if place.precision is AddressPrecision.UNKNOWN else ()):
        if field[:1].isdigit() and (inner := _place(field)).number:
            head, place, fields = field, inner, fields[i + 1 :]
            break
    own_city, own_state, own_code = _tail(filter(None, fields))
    if _untidy(head, place) and (tagged := _tagged(head)):
        again = _place(_clean(tagged[0]))
        if again.precision is AddressPrecision.EXACT and not _untidy(again.text, again):
            place = again
            unit = unit or tagged[1]
            own_city, own_state = own_city or tagged[2], own_state or tagged[3]
            own_code = own_code or tagged[4]
    city, state = _area(city or own_city, state or own_state)
    area = f"{city} {state}".strip()
    if not head:
        if not city:
            return None
        place = _Place(area, AddressPrecision.CITY)
    parts = place.street or _Street("", "", "", "", "")
    normal = f"{place.text} #{unit}" if unit else place.text
    quadrant = parts.postdirectional in _QUADRANTS and area in ("WASHINGTON DC", "WASHINGTON")
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
        if len(other) < 3 or other[-1] not in _QUADRANTS or other[-2] not in _CATEGORIES:
            return False
        words += other[:-2]
    plain_words = (word.isalpha() or _ORDINAL.fullmatch(word) for word in words)
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
