"""One street, read into the parts that NIEM names."""

from __future__ import annotations

import re
from typing import NamedTuple

# USPS Publication 28, appendix C1, with the forms that the region's files use (LA, BLV, PIK, PKW).
_CATEGORY_FORMS = """ALY ALLEY ALLY;ARC ARCADE;AVE AVENUE AV AVEN AVENU;BLVD BOULEVARD BLV BOUL;
CIR CIRCLE CIRC CRCL;CLOSE;CMNS COMMONS;CRES CRESCENT;CT COURT CRT;CTR CENTER CENTRE CNTR;
CV COVE;DR DRIVE DRV;EXPY EXPRESSWAY;FOLD;FWY FREEWAY;GDNS GARDENS;GRN GREEN;GRV GROVE;
HTS HEIGHTS;HWY HIGHWAY HIWAY;LN LANE LA;LOOP;MEWS;PASS;PATH;PIKE PIK;PKWY PARKWAY PKW PKY PWY;
PL PLACE;PLZ PLAZA;PSGE PASSAGE;RD ROAD;RDG RIDGE;RISE;ROW;RUN;SQ SQUARE SQR;ST STREET STR STRT;
TER TERRACE TERR;TPKE TURNPIKE;TRL TRAIL;VW VIEW;WALK;WAY WY;XING CROSSING"""
CATEGORIES = {form: e.split()[0] for e in _CATEGORY_FORMS.split(";") for form in e.split()}
"""Every way to write a street's category, and its abbreviation."""
_ALSO_BUILDINGS = frozenset(
    ("CMNS", "CTR", "GDNS", "GRN", "HTS", "LOOP", "PLZ", "RDG", "RUN", "VW")
)
QUADRANTS = {"NORTHEAST": "NE", "NORTHWEST": "NW", "SOUTHEAST": "SE", "SOUTHWEST": "SW"}
QUADRANTS |= {code: code for code in QUADRANTS.values()}
_COMPASS = {"N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST"}
DIRECTIONS = QUADRANTS | {word: code for code, word in _COMPASS.items()}
DIRECTIONS |= {code: code for code in _COMPASS}
TRAVEL = {f"{word}BOUND": f"{code}B" for code, word in _COMPASS.items()}
TRAVEL |= {code: code for code in TRAVEL.values()}
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
ORDINAL = re.compile(r"\d*(?:1ST|2ND|3RD|\dTH)")
_KING = re.compile(r"(?:DR )?(?:MLK|M L K(?:ING)?|MARTIN L(?:UTHER)? KING)(?: JR| JUNIOR)?")
_ROUTE = re.compile(
    r"\b(?:(INTERSTATE|I)|(US|U S)|(MD|VA))(?: (?:ROUTE|RTE|RT|HIGHWAY|HWY))?[ -]?(\d{1,3})\b"
)
_ROUTE_NAME = re.compile(r"(?:I|US|MD|VA)-\d+")


class Street(NamedTuple):
    """A street's parts, each "" when absent; ``travel`` is "NB" for northbound, and so on."""

    predirectional: str = ""
    name: str = ""
    category: str = ""
    postdirectional: str = ""
    travel: str = ""

    @property
    def text(self) -> str:
        """The parts in one line, as they stand in a key."""
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

    @property
    def short(self) -> bool:
        """Whether the name is one letter or an ordinal, which needs no category."""
        return _short(self.name)


def _street_name(words: list[str], category: str, quadrant: str) -> str:
    name = " ".join(words)
    if _KING.fullmatch(name):
        return "MARTIN LUTHER KING JR"
    if name == "EYE" and category == "ST" and quadrant in QUADRANTS:
        return "I"
    if category and name.isdecimal():
        ending = "TH" if name[-2:-1] == "1" else {"1": "ST", "2": "ND", "3": "RD"}.get(name[-1])
        return f"{name}{ending or 'TH'}"
    return _ORDINALS.get(name, name) if category else name


def _short(text: str) -> bool:
    return len(text) == 1 or bool(ORDINAL.fullmatch(text))


def parse_street(text: str, quadrant: str = "") -> Street:
    """Read a street's upper-case words; ``quadrant`` is one written for it elsewhere."""
    words = _ROUTE.sub(
        lambda m: f"{'I' if m[1] else 'US' if m[2] else m[3]}-{m[4]}", text.replace("-", " ")
    ).split()
    predirectional = category = postdirectional = travel = ""
    if not words:
        return Street()
    if len(words) > 1 and words[-1] in TRAVEL:
        travel = TRAVEL[words.pop()]
    if len(words) > 1 and words[-1] in DIRECTIONS:
        postdirectional = DIRECTIONS[words.pop()]
    if len(words) > 1 and words[-1] in CATEGORIES:
        category = CATEGORIES[words.pop()]
        while len(words) > 1 and CATEGORIES.get(words[-1]) == category:
            words.pop()
    if len(words) > 1 and words[0] in DIRECTIONS and words[1] not in DIRECTIONS:
        spelled = _COMPASS.get(words[0], words[0])
        if f"{spelled} {words[1]}" in _NAMED_BY_COMPASS:
            words[0] = spelled
        else:
            predirectional = DIRECTIONS[words.pop(0)]
    if quadrant and not postdirectional and not _ROUTE_NAME.match(words[0]):
        postdirectional = quadrant
    alone = len(words) == 1 and (words[0].isdecimal() or _short(words[0]))
    if alone and postdirectional in QUADRANTS and not category:
        category = "ST"
    name = _street_name(words, category, postdirectional)
    return Street(predirectional, name, category, postdirectional, travel)
