"""Places as their words before a city name them: addresses, blocks, intersections, beats."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from workbench.records.streets import CATEGORIES, QUADRANTS, Street, parse_street


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


class Place(NamedTuple):
    """What stands before the city: its key ``text``, and the parts of an address that it gives."""

    text: str
    precision: AddressPrecision
    street: Street | None = None
    number: str = ""
    high: str = ""
    suffix: str = ""
    cross: str = ""


_STRONG_SEPARATOR = re.compile(r" +AND +| *& *| *@ *| */ *(?!\d\b)| */ *(?<!\d/)(?=\d)")
_LETTER_SEPARATOR = re.compile(r"(?<!\bMALCOLM) X ")
_BLOCK = re.compile(
    r"(?:(?P<low>\d{1,6})(?: ?(?:-|TO|THRU) ?(?P<high>\d{1,6}))?|UNIT) ?"
    r"(?:BLOCK|BLK)\b(?: OF\b)? ?(?P<street>.+)"
)
_MASKED_BLOCK = re.compile(r"(?P<low>\d{1,4})XX(?: (?:BLOCK|BLK))?(?: OF)? (?P<street>.+)")
_NUMBERED = re.compile(
    r"(?P<low>\d{1,6})(?: ?- ?(?P<high>\d{1,6}))?(?P<letter>[A-Z])?"
    r"(?: (?P<suffix>1/2|REAR))? (?P<street>.+)"
)
_SPACED_LETTER = re.compile(r"([ABC]) (?![A-Z] )(.+)")
_BEAT = re.compile(r"(BEAT|PSA|PRA|SECTOR|WARD) ?#? ?([A-Z]?\d[A-Z0-9]{0,4})")
_GRADE = re.compile(r"(.+) (OVER|UNDER) (.+)")


def parse_place(text: str) -> Place:
    """Read the words before the city by the grammar; UNKNOWN keeps them as they are."""
    match = _BLOCK.fullmatch(text) or _MASKED_BLOCK.fullmatch(text)
    if match and match["street"] not in CATEGORIES:
        return _block(match)
    if match := _BEAT.fullmatch(text):
        return Place(f"{match[1]} {match[2]}", AddressPrecision.BEAT)
    if address := _numbered(text):
        return address
    if match := _GRADE.fullmatch(text):
        over, under = parse_street(match[1]), parse_street(match[3])
        if over.certain and under.certain:
            whole = f"{over.text} {match[2]} {under.text}"
            return Place(whole, AddressPrecision.STREET, over)
    crossing = text.removeprefix("CORNER OF ").removeprefix("INTERSECTION OF ")
    parts = _STRONG_SEPARATOR.split(crossing)
    if streets := _crossing(crossing, parts):
        whole = " & ".join(s.text for s in streets)
        if len(streets) == 1:
            return Place(whole, AddressPrecision.STREET, streets[0])
        cross = whole.removeprefix(f"{streets[0].text} & ")
        return Place(whole, AddressPrecision.INTERSECTION, streets[0], cross=cross)
    street = parse_street(text)
    if street.certain and not street.numbered and street.name not in CATEGORIES and len(parts) == 1:
        return Place(street.text, AddressPrecision.STREET, street)
    return Place(text, AddressPrecision.UNKNOWN)


def untidy(text: str, place: Place) -> bool:
    """Whether a numbered text has words left over behind its street's category or quadrant."""
    if place.precision is AddressPrecision.UNKNOWN:
        words = set(text.split())
        return any(map(str.isdecimal, words)) and not words.isdisjoint(CATEGORIES)
    street = place.street
    if place.precision is not AddressPrecision.EXACT or not street:
        return False
    inner = street.name.split()[1:]
    return any(w in QUADRANTS for w in inner) or (
        not street.category and any(w in CATEGORIES for w in inner)
    )


def _numbered(text: str) -> Place | None:
    match = _NUMBERED.fullmatch(text)
    if not match:
        return None
    low, high, suffix = match["low"], match["high"] or "", match["letter"] or match["suffix"] or ""
    written = match["street"]
    if match["letter"] and written.split()[0] in CATEGORIES and not parse_street(written).category:
        written, suffix = f"{suffix} {written}", ""
    if not suffix and written.endswith(" REAR"):
        suffix, written = "REAR", written.removesuffix(" REAR")
    if not suffix and (spaced := _SPACED_LETTER.fullmatch(written)):
        inner = parse_street(spaced[2])
        if inner.category and inner.name not in CATEGORIES:
            suffix, written = spaced[1], spaced[2]
    street, cross = _street_and_cross(written)
    if not street.name or (street.name in CATEGORIES and not street.category):
        return None
    if high and int(high) < int(low):
        low, high = f"{low}-{high}", ""
    number = f"{low}-{high}" if high else low
    key = f"{number}{suffix}" if len(suffix) == 1 else f"{number} {suffix}".strip()
    return Place(f"{key} {street.text}", AddressPrecision.EXACT, street, low, high, suffix, cross)


def _block(match: re.Match[str]) -> Place:
    parts = match.groupdict()
    low = str(int(parts["low"])) if parts["low"] else "1"
    if match.re is _MASKED_BLOCK:
        low += "00"
    high = str(int(parts["high"])) if parts.get("high") else ""
    street, cross = _street_and_cross(parts["street"])
    number = f"{low}-{high}" if high else low
    return Place(
        f"{number} BLK {street.text}", AddressPrecision.BLOCK, street, low, high, "", cross
    )


def _street_and_cross(text: str) -> tuple[Street, str]:
    """Read the street behind a number, and the text of a second one if both are certain."""
    parts = _STRONG_SEPARATOR.split(text)
    if len(parts) == 2 and all(parse_street(part).certain for part in parts):
        return parse_street(parts[0]), parse_street(parts[1]).text
    return parse_street(text), ""


def _crossing(text: str, parts: list[str]) -> list[Street] | None:
    """Give the streets of an intersection, sorted; None when the text is not certainly one.

    Each side must be a street by itself: category, quadrant, route, ordinal or single letter.
    Beside a street with a quadrant any name will do ("FLORIDA & 7TH NW"), but not around " X ".
    """
    by_letter = len(parts) == 1
    if by_letter:
        parts = _LETTER_SEPARATOR.split(text)
    if len(parts) == 1 or not all(parts):
        return None
    streets = [parse_street(part) for part in parts]
    quadrants = {s.postdirectional for s in streets if s.postdirectional in QUADRANTS}
    loose = bool(quadrants) and not by_letter
    if not all(s.certain or s.short or loose for s in streets):
        return None
    if not any(s.certain for s in streets) or any(s.numbered for s in streets):
        return None
    if len(quadrants) == 1:
        quadrant = quadrants.pop()
        streets = [
            s if s.postdirectional else parse_street(part, quadrant)
            for s, part in zip(streets, parts, strict=True)
        ]
    return sorted(set(streets), key=lambda s: s.text)
