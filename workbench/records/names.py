"""Names of people, read into the parts that NIEM names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from workbench.records.plain_text import NOTHING, plain, stated


class NameOrder(Enum):
    """Which part of a name without a comma comes first."""

    AUTO = "auto"
    SURNAME_FIRST = "surname-first"
    GIVEN_FIRST = "given-first"


@dataclass(frozen=True, slots=True)
class PersonName:
    """One name as written (``raw``) and its parts, each "" when absent.

    ``normal`` is "SURNAME, GIVEN MIDDLE SUFFIX". The suffix V follows a comma of its own
    ("SMITH, JOHN, V"), since "SMITH, JOHN V" is John V. Smith.
    """

    raw: str
    sur_name: str
    given_name: str
    middle_name: str
    suffix: str
    normal: str
    nicknames: tuple[str, ...] = ()


_SUFFIXES = {"JR": "JR", "JNR": "JR", "SR": "SR", "SNR": "SR"}
_SUFFIXES |= {"II": "II", "III": "III", "IV": "IV"}
_SUFFIXES |= {"2ND": "II", "3RD": "III", "4TH": "IV", "5TH": "V"}
_SUFFIXES_ALONE = _SUFFIXES | {"V": "V", "JUNIOR": "JR", "SENIOR": "SR"}
_UNSTATED = frozenset(("FNU", "LNU", "MNU", "NMN", "NMI", "UNK", "UNKNOWN"))
_PARTICLES = frozenset(
    ("DE", "DEL", "DELA", "LA", "LAS", "LOS", "DA", "DAS", "DOS", "DI", "DU")
) | frozenset(("VAN", "VON", "DER", "DEN", "TER", "ST", "MC", "MAC"))
_NICKNAMES = re.compile(
    r'"([^"]*)(?:"|$)|\(([^()]*)(?:\)|$)|(?<!\S)\'([^\']+)\'(?!\S)|\bA\.?/?K\.?/?A\b\.?(.*)'
)
_NOT_IN_NAMES = re.compile(r"[^A-Z0-9',\- ]+")
_HALF_JOINED = re.compile(r"(?<=\w)- +(?=\w)|(?<=\w) +-(?=\w)")


def _words(text: str) -> list[str]:
    words = (word.strip("'-") for word in text.split())
    return [word for word in words if word and word not in _UNSTATED]


def _take_suffixes(words: list[str], found: set[str]) -> list[str]:
    found.update(_SUFFIXES[word] for word in words if word in _SUFFIXES)
    return [word for word in words if word not in _SUFFIXES]


def _surname_end(words: list[str]) -> int:
    """Count the leading words that are the surname: particles and one word more."""
    end = 0
    while end < len(words) - 1 and words[end] in _PARTICLES:
        end += 1
    return end + 1


def _without_comma(
    words: list[str], order: NameOrder, found: set[str]
) -> tuple[list[str], list[str]]:
    """Split words into surname and given names by the rules in ``parse_name``."""
    inner = next((i for i, w in enumerate(words[:-1]) if i and w in _SUFFIXES), 0)
    if inner and order is not NameOrder.GIVEN_FIRST:
        return _take_suffixes(words[:inner], found), _take_suffixes(words[inner:], found)
    if order is not NameOrder.SURNAME_FIRST and len(words) > 2 and words[-1] == "V":
        found.add("V")
        words = words[:-1]
    words = _take_suffixes(words, found)
    if order is NameOrder.SURNAME_FIRST:
        end = _surname_end(words)
        return words[:end], words[end:]
    if len(words) == 1:
        return ([], words) if order is NameOrder.GIVEN_FIRST else (words, [])
    start = max(len(words) - 1, 0)
    if words and words[0] in ("DE", "DEL", "DELA") and _PARTICLES.issuperset(words[:start]):
        return words, []
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return words[start:], words[:start]


def _with_commas(text: str, order: NameOrder, found: set[str]) -> tuple[list[str], list[str]]:
    """Split "LAST, FIRST MIDDLE" and its damaged forms into surname and given names."""
    first, *others = (_words(field) for field in text.split(","))
    rest: list[list[str]] = []
    alone = False
    for words in filter(None, others):
        suffixes = _SUFFIXES_ALONE if rest else _SUFFIXES
        if len(words) == 1 and words[0] in suffixes:
            found.add(suffixes[words[0]])
            alone = True
        else:
            rest.append(words)
    if not rest and alone and len(first) > 1:
        return _without_comma(first, order, found)
    if not first and len(rest) > 1:
        first, *rest = rest
    given = [word for words in rest for word in _take_suffixes(words, found)]
    return _take_suffixes(first, found), given


def _name(
    raw: str,
    surname: str,
    given: str,
    middle: str,
    found: set[str],
    nicknames: tuple[str, ...] = (),
) -> PersonName | None:
    if not (surname or given or middle or nicknames):
        return None
    while surname.endswith(" V"):  # no middle initial ends a surname
        found.add("V")
        surname = surname.removesuffix(" V")
    suffix = found.pop() if len(found) == 1 else ""
    others = " ".join(filter(None, (given, middle)))
    if others:
        tail = ", V" if suffix == "V" else f" {suffix}".rstrip()
        normal = f"{surname}, {others}{tail}"
    else:
        normal = f"{surname} {suffix}".strip() if surname else ""
        normal += "," if " " in normal else ""
    return PersonName(raw, surname, given, middle, suffix, normal, nicknames)


@lru_cache(maxsize=65536)
def parse_name(raw: str, order: NameOrder = NameOrder.AUTO) -> PersonName | None:
    """Read one name field; None when it names nobody.

    Rules, in order:

    * Text in quotation marks, in brackets or after "AKA" is a nickname and no part of the name.
    * With a comma: "LAST, FIRST MIDDLE". With one field beside a suffix ("JOHN SMITH, JR") as
      without a comma.
    * Without a comma: by ``order``. AUTO reads the given name first; one word alone is filed as
      the surname. Surnames keep their particles ("DE LA CRUZ", "VAN DER BERG").
    * JR, SR, II, III, IV and 2ND … 5TH are suffixes anywhere. Followed by more words without a
      comma ("ARCHER JR DYLAN") a suffix closes the surname, unless ``order`` is GIVEN_FIRST.
    * V is a suffix only where no initial can stand: alone after the given names and a comma, last
      in the surname field, or after a given name and surname in given-first order. I is never one.
    * Two different suffixes contradict each other: ``suffix`` is "", ``raw`` keeps both.
    """
    text = stated(raw).replace("`", "'")
    nicknames: list[str] = []

    def keep(match: re.Match[str]) -> str:
        nickname = " ".join(_words(_NOT_IN_NAMES.sub(" ", next(filter(None, match.groups()), ""))))
        if nickname and _SUFFIXES_ALONE.get(nickname) is None:
            nicknames.append(nickname.replace(",", ""))
            return " "
        return f" {nickname} "

    text = _NOT_IN_NAMES.sub(" ", _NICKNAMES.sub(keep, text))
    text = _HALF_JOINED.sub("-", text).replace("O' ", "O'")
    found: set[str] = set()
    if "," in text:
        surname, given = _with_commas(text, order, found)
    else:
        surname, given = _without_comma(_words(text), order, found)
    if " ".join(surname + given) in NOTHING:
        surname = given = []
    return _name(
        raw,
        " ".join(surname),
        " ".join(given[:1]),
        " ".join(given[1:]),
        found,
        tuple(nicknames),
    )


@lru_cache(maxsize=65536)
def name_of(given: str, middle: str, surname: str, suffix: str) -> PersonName | None:
    """Read a name written in four columns; None when all are empty.

    A column keeps all its words ("MARY ANN" is one given name). NA and NULL are surnames and
    given names of real people, so here they are kept. A suffix inside another column is moved
    to ``suffix``; a suffix column that holds none of the known suffixes is left out.
    ``raw`` joins the columns as "SURNAME, GIVEN MIDDLE SUFFIX".
    """

    def words(column: str) -> list[str]:
        text = plain(column)
        if text in ("NONE", "N/A"):
            return []
        text = _NOT_IN_NAMES.sub(" ", text.replace("`", "'").replace(",", " "))
        return _words(_HALF_JOINED.sub("-", text).replace("O' ", "O'"))

    raw = f"{surname}, {' '.join(filter(None, (given, middle, suffix)))}"
    found = {_SUFFIXES_ALONE[word] for word in words(suffix) if word in _SUFFIXES_ALONE}
    family = " ".join(_take_suffixes(words(surname), found))
    first, second = (" ".join(_take_suffixes(words(column), found)) for column in (given, middle))
    return _name(raw, family, first, second, found)


@lru_cache(maxsize=65536)
def tokens(name: PersonName) -> tuple[str, ...]:
    """Give the words of surname, given and middle name in this order, hyphens split, no suffix."""
    text = f"{name.sur_name} {name.given_name} {name.middle_name}"
    return tuple(text.replace("-", " ").split())
