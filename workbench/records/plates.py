"""Registration plates and the states that issue them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.records.plain_text import plain, stated

_STATES = """AL ALABAMA;AK ALASKA;AZ ARIZONA;AR ARKANSAS;CA CALIFORNIA;CO COLORADO;CT CONNECTICUT;
DE DELAWARE;DC DISTRICT OF COLUMBIA;FL FLORIDA;GA GEORGIA;HI HAWAII;ID IDAHO;IL ILLINOIS;
IN INDIANA;IA IOWA;KS KANSAS;KY KENTUCKY;LA LOUISIANA;ME MAINE;MD MARYLAND;MA MASSACHUSETTS;
MI MICHIGAN;MN MINNESOTA;MS MISSISSIPPI;MO MISSOURI;MT MONTANA;NE NEBRASKA;NV NEVADA;
NH NEW HAMPSHIRE;NJ NEW JERSEY;NM NEW MEXICO;NY NEW YORK;NC NORTH CAROLINA;ND NORTH DAKOTA;
OH OHIO;OK OKLAHOMA;OR OREGON;PA PENNSYLVANIA;RI RHODE ISLAND;SC SOUTH CAROLINA;SD SOUTH DAKOTA;
TN TENNESSEE;TX TEXAS;UT UTAH;VT VERMONT;VA VIRGINIA;WA WASHINGTON;WV WEST VIRGINIA;WI WISCONSIN;
WY WYOMING;PR PUERTO RICO;VI VIRGIN ISLANDS;GU GUAM;AS AMERICAN SAMOA;
MP NORTHERN MARIANA ISLANDS"""
STATES = frozenset(entry.split()[0] for entry in _STATES.split(";"))
_STATE_NAMES = {name: code for code, name in (e.split(maxsplit=1) for e in _STATES.split(";"))}
_STATE_NAMES |= {"WASHINGTON DC": "DC", "WASH DC": "DC"}

_CLASSES = ("0ODQ", "1IL", "2Z", "5S", "8B", "6G", "VY")
_FOLD = str.maketrans({letter: group[0] for group in _CLASSES for letter in group})
_NO_PLATE = frozenset(("NOPLATE", "NOPLATES", "NOTAG", "NOTAGS", "TEMP", "TEMPTAG", "STOLEN"))
_MARKED_STATE = re.compile(
    r"\(([A-Z. ]+)\)\s*(?P<last>.+)|(?P<first>.+?)\s*\(([A-Z. ]+)\)"
    r"|([A-Z. ]+?)\s*:\s*(?P<after>.+)|(?P<before>[A-Z0-9 -]+),\s*([A-Z. ]+)"
)


@lru_cache(maxsize=4096)
def state_code(raw: str) -> str:
    """Give the two-letter postal code of a US state or territory; "" when it is none."""
    text = plain(raw).replace(".", "").replace(",", "")
    return text if text in STATES else _STATE_NAMES.get(text, "")


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate as written, its letters and digits, its state, and its look-alike form.

    ``plate`` is "" when the text is no whole plate (wildcards, more than ten characters).
    ``folded`` maps characters that readers confuse to one of them; it proposes, never proves:
    two folded plates may be one only in the same state and with other support.
    """

    raw: str
    plate: str
    state: str
    folded: str


def _split_state(text: str, state: str) -> tuple[str, str]:
    """Take a state written beside the plate off it; a contradiction with ``state`` is left on."""
    if match := _MARKED_STATE.fullmatch(text):
        name = next(group for group in (match[1], match[4], match[5], match[8]) if group)
        rest = next(filter(None, match.group("last", "first", "after", "before")))
        code = state_code(name)
        if code and code == (state or code):
            return rest, code
    words = text.split()
    for position in (0, -1):
        code = state_code(words[position])
        rest = text.removeprefix(words[0]) if position == 0 else text.removesuffix(words[-1])
        size = sum(map(str.isalnum, rest))
        if code and code == (state or code) and size >= 5 and any(map(str.isdigit, rest)):
            return rest, code
    return text, state


@lru_cache(maxsize=65536)
def parse_plate(raw: str, state: str = "") -> Plate | None:
    """Read a plate, with its state if "(MD)", "MD:" or ", MD" marks it, or "MD ABC123".

    A bare code counts as a state only before or after five or more characters with a digit
    among them: "GA 1234" is a whole District plate. None for "NO TAGS" and the like.
    """
    text = stated(raw)
    code = state_code(state)
    if not text or re.sub(r"[^A-Z]", "", text) in _NO_PLATE:
        return None
    if any(wildcard in text for wildcard in "*?_") or "PARTIAL" in text:
        return Plate(raw, "", code, "")
    text, code = _split_state(text, code)
    plate = re.sub(r"[^A-Z0-9]", "", text)
    if len(plate) > 10:
        plate = ""
    return Plate(raw, plate, code, plate.translate(_FOLD))


def folded(text: str) -> str:
    """Characters that readers confuse, each as one of them."""
    return text.translate(_FOLD)


def look_alikes(character: str) -> str:
    """The characters that readers take for this one, and itself."""
    return next((group for group in _CLASSES if character in group), character)


def confusable(a: str, b: str, most: int = 2) -> bool:
    """Say whether plates ``a`` and ``b`` differ in at most ``most`` look-alike characters.

    Lengths must agree; any other difference is no confusion.
    """
    if len(a) != len(b) or a.translate(_FOLD) != b.translate(_FOLD):
        return False
    return sum(x != y for x, y in zip(a, b, strict=True)) <= most
