"""Normal forms of the texts that resolution compares, each a function of the text alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from workbench.records.plain_text import stated
from workbench.records.streets import CATEGORIES, DIRECTIONS

LONGEST = 100
"""Characters of a value that are compared; no name or street needs more."""
REMEMBERED = 65_536
"""Names of which the normal form and the sound are kept, as most come again and again."""
FILLERS = ("0000", "9999")
"""Years that are written where none is known."""
_SUFFIXES = {"JR": "JR", "JNR": "JR", "JUNIOR": "JR", "SR": "SR", "SNR": "SR", "SENIOR": "SR"}
_SUFFIXES |= {"II": "II", "2ND": "II", "III": "III", "3RD": "III", "IV": "IV", "4TH": "IV"}
_NOT_NAME = re.compile(r"[^A-Z0-9]+")
_UNSTATED_NAMES = frozenset(("FNU", "LNU", "MNU", "NMN", "NMI", "UNK", "UNKNOWN", "DOE"))
_UNIT = re.compile(r"\b(?:APT|APARTMENT|UNIT|STE|SUITE|RM|ROOM|FLAT|LOT|BSMT)\b.*|#.*")
_NUMBERED = re.compile(r"(\d+[A-Z]?|\d+-\d+)\b[ ,]*(.*)")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?")
_DAY_MONTH = re.compile(r"(\d{1,2})[- ]([A-Z]{3,9})[-, ]+(\d{4})")
_MONTH_DAY = re.compile(r"([A-Z]{3,9})[. ]+(\d{1,2})[, ]+(\d{4})")
_SOUNDS = str.maketrans(
    "BPFVCKQGJSZXDTLMNRAEIOUHWY", "11112222222233" + "4" + "55" + "6" + "00000000"
)


def clipped(raw: str) -> str:
    """As much of a text as may be read: what is longer is no name or street."""
    return raw[: 4 * LONGEST]


def text(raw: str) -> str:
    """Upper-case ASCII, single-spaced, at most ``LONGEST`` characters; "" where nothing is said."""
    return stated(clipped(raw))[:LONGEST].strip()


def name(raw: str) -> str:
    """A name's words; hyphens part words, apostrophes and stops do not."""
    return _words_of_name(clipped(raw))


@lru_cache(maxsize=REMEMBERED)
def _words_of_name(raw: str) -> str:
    words = _NOT_NAME.sub(" ", text(raw).replace("'", "").replace(".", "")).split()
    return " ".join(word for word in words if word not in _UNSTATED_NAMES)


def without_suffix(surname: str) -> str:
    """A surname without a generation that was written into it."""
    words = surname.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in _SUFFIXES else surname


def suffix(raw: str) -> str:
    """The generation that a suffix or the end of a surname states, "" where it states none."""
    words = name(raw).split()
    return _SUFFIXES.get(words[-1], "") if words else ""


@lru_cache(maxsize=REMEMBERED)
def sound(word: str) -> str:
    """A rough phonetic key: first letter and the next consonant groups, as Soundex has them.

    Words with digits are their own key.
    """
    if any(map(str.isdigit, word)):
        return word
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return word
    codes = "".join(letters).translate(_SOUNDS)
    out = (
        {"2": "K", "1": "P", "5": "M"}.get(codes[0], letters[0])
        if letters[0] in "CKQPFMN"
        else letters[0]
    )
    before = codes[0]
    for code in codes[1:]:
        if code not in ("0", before):
            out += code
        before = code
    return out[:4]


def date_orders(values: Iterable[str]) -> tuple[int, int, int]:
    """How many dates such as 03/04/1990 can only be days first, only months first, or either."""
    days = months = both = 0
    for value in values:
        if match := _YEAR_LAST.fullmatch(value.strip()):
            one, other = int(match[1]) > 12, int(match[2]) > 12
            days += one
            months += other
            both += not one and not other and match[1] != match[2]
    return days, months, both


def day_first(values: Iterable[str]) -> bool:
    """Whether dates such as 03/04/1990 are days first: more of them can only be read so."""
    days, months, _ = date_orders(values)
    return days > months


def birth(raw: str, *, days_first: bool = False) -> str:
    """A date of birth as digits: "19900417", "199004" or "1990" by what is stated, "" if nothing.

    A text of eight digits is kept even where it is no date: its digits still compare.
    """
    value = text(raw).removesuffix(".0")
    if re.fullmatch(r"\d{8}", value):
        if value[4:] == "9999" or (value[4:] == "0000" and not _is_year(value[:4])):
            return ""
        if value[:4] not in FILLERS and not _is_year(value[:4]) and _is_year(value[4:]):
            return _ordered(value[:2], value[2:4], value[4:], days_first)
        return _dated(value[:4], value[4:6], value[6:])
    if match := _YEAR_FIRST.fullmatch(value):
        return _dated(match[1], match[2] or "", match[3] or "")
    if match := _YEAR_LAST.fullmatch(value):
        year = match[3] if len(match[3]) == 4 else ("20" if match[3] < "27" else "19") + match[3]
        return _ordered(match[1], match[2], year, days_first)
    if match := _DAY_MONTH.fullmatch(value):
        return _dated(match[3], _month(match[2]), match[1])
    if match := _MONTH_DAY.fullmatch(value):
        return _dated(match[3], _month(match[1]), match[2])
    return ""


def _is_year(digits: str) -> bool:
    return "1800" <= digits < "2100"


def _ordered(one: str, other: str, year: str, days_first: bool) -> str:
    """A date of two parts before the year; a part above twelve can only be the day."""
    month, day = (other, one) if days_first else (one, other)
    if month > "12" and day.zfill(2) <= "12" and len(month) == 2:
        month, day = day, month
    return _dated(year, month, day)


def _month(word: str) -> str:
    return f"{_MONTHS.index(word[:3]) + 1:02}" if word[:3] in _MONTHS else ""


def _dated(year: str, month: str, day: str) -> str:
    if year in FILLERS:
        return ""
    month, day = month.zfill(2) if month else "", day.zfill(2) if day else ""
    if month in ("", "00"):
        return year
    return year + month + ("" if day == "00" else day)


def sex(raw: str) -> str:
    """ "M" or "F" by the first letter; "" for anything else."""
    first = text(raw)[:1]
    return first if first in ("M", "F") else ""


def digits(raw: str, *, at_least: int, last: int) -> str:
    """The last digits of a number, "" if it has too few or only one digit repeated."""
    found = "".join(filter(str.isdecimal, text(raw).removesuffix(".0")))
    return found[-last:] if len(found) >= at_least and len(set(found)) > 1 else ""


def street(raw: str) -> str:
    """A street's words with its category and directions in their short forms, without the unit."""
    words = _NOT_NAME.sub(" ", _UNIT.sub("", text(raw))).split()
    short = [CATEGORIES.get(w) or DIRECTIONS.get(w, w) if at else w for at, w in enumerate(words)]
    return " ".join(short)


def street_sound(street: str) -> str:
    """The sound of a street's first word that is no direction."""
    words = [w for w in street.split() if w not in ("N", "S", "E", "W", "NE", "NW", "SE", "SW")]
    return sound(words[0]) if words else ""


def address_parts(raw: str) -> tuple[str, str]:
    """House number and street of an address in one line; the number is "" where it has none."""
    line = text(raw).partition(",")[0]
    match = _NUMBERED.fullmatch(line)
    return (match[1], street(match[2])) if match and match[2] else ("", street(line))


def postal(raw: str) -> str:
    """A postal code without spaces; of ZIP+4 the five digits."""
    value = _NOT_NAME.sub("", text(raw).removesuffix(".0"))
    return value[:5] if re.fullmatch(r"\d{9}", value) else value


def postal_area(code: str) -> str:
    """The first part of a postal code: three of a ZIP's five digits, half of any other."""
    return code[: -(-len(code) // 2)]


Form = Callable[[str], str]
