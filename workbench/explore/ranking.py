"""How well a record's values answer what was typed, judged on those values alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from workbench.explore.looks import forms
from workbench.explore.query import SHORTEST_PART, Query
from workbench.explore.sites import near, site
from workbench.explore.spelling import Nearness, compare, one_differs
from workbench.records.plain_text import plain
from workbench.records.plates import confusable, folded

_SPELLED = {
    Nearness.SAME: 860,
    Nearness.BEGINS: 760,
    Nearness.NICKNAME: 710,
    Nearness.LETTER: 560,
    Nearness.SOUND: 500,
    Nearness.CLOSE: 440,
}
"""Ranks of names by the word that is farthest from what was typed."""
_WORD = re.compile(r"[A-Z0-9']+")
_FEATURES = ("kind", "location", "description")
_LOOKS: Mapping[str, tuple[tuple[str, ...], float, str]] = {
    "vehicle": (("color", "make", "model", "style", "vin_manufacturer"), 700, "looks"),
    "item": (("make", "model", "calibre", "item_category", "description"), 680, "description"),
    "incident": (("offense", "method"), 650, "offense has these words"),
}
"""By kind of record: what describes it, the rank, and what that is called."""
PHRASE = "narrative has this phrase"
WORDS = "narrative has these words"
WORD = "narrative has this word"
NARRATIVES = frozenset((PHRASE, WORDS, WORD))
"""Reasons that rest on what a narrative says."""
_REGISTERS = {
    "state-id": "state identification (SID)",
    "fbi": "FBI number",
    "driver-license": "driver license",
    "ssn": "social security number",
}


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A rank, higher is better, and why in words."""

    rank: float
    reason: str
    stated: str = ""
    """The value that answers, where a record can state it otherwise than the title says."""

    def told(self, title: str, agencies: str) -> str:
        """The reason, with the value and who states it where ``title`` does not show it."""
        if not self.stated or _signs(self.stated) in _signs(title):
            return self.reason
        what = self.reason.removesuffix(" exactly as typed")
        return f"{what}{'' if what != self.reason else ','} stated as {self.stated} by {agencies}"


def _signs(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def best(query: Query, said: Mapping[str, Any]) -> Match | None:
    """The best of the ways in which one record's values answer the query; None when none does."""
    found = [
        *_plates(query, said),
        *_numbers(query, said),
        *_places(query, said),
        *_people(query, said),
        *_marks(query, said),
        *_looks(query, said),
        *_narratives(query, said),
    ]
    return max(found, default=None)


def _plates(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    held, state = said.get("plate_plate") or "", said.get("plate_state") or ""
    if not held:
        return
    if query.pattern and (match := _pattern(query.pattern, held)):
        yield match
    if query.plate is None:
        return
    typed = query.plate.plate
    if held == typed:
        if not query.plate.state or query.plate.state == state:
            yield Match(985 if query.plate.state else 980, "plate exactly as typed", held)
        else:
            yield Match(940, f"plate as typed, state {state or 'not stated'}", held)
    elif confusable(held, typed, most=len(typed)):
        changed = sum(a != b for a, b in zip(held, typed, strict=True))
        words = f"plate, {_many(changed, 'look-alike character')}"
        yield Match(740 - 10 * changed, words, held)
    elif len(typed) >= 3 and held.startswith(typed):
        yield Match(640, "plate begins so", held)
    elif len(query.part) >= SHORTEST_PART and query.part in held:
        yield Match(620, "plate has this part", held)
    elif len(query.part) >= SHORTEST_PART and folded(query.part) in folded(held):
        yield Match(570, "plate has this part with look-alike characters", held)
    elif query.part and one_differs(typed, held):
        yield Match(540, "plate, one character differs", held)


def _pattern(pattern: str, held: str) -> Match | None:
    """How a plate fits a pattern: as a whole or, where that does not begin with ``*``, in part."""
    alike = " with look-alike characters"
    if fnmatchcase(held, pattern):
        return Match(660, f"plate fits {pattern}", held)
    if fnmatchcase(folded(held), folded(pattern)):
        return Match(610, f"plate fits {pattern}{alike}", held)
    if pattern.startswith("*"):
        return None
    if fnmatchcase(held, f"*{pattern}*"):
        return Match(605, f"plate has this part {pattern}", held)
    if fnmatchcase(folded(held), folded(f"*{pattern}*")):
        return Match(555, f"plate has this part {pattern}{alike}", held)
    return None


def _numbers(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    vin = said.get("vin_vin") or ""
    if query.vin and vin == query.vin:
        yield Match(990, "VIN exactly as typed")
    elif query.vin and vin and one_differs(query.vin, vin):
        yield Match(730, "VIN, one character differs", vin)
    elif query.vin_end and vin.endswith(query.vin_end):
        yield Match(670, "VIN ends so", vin)
    if query.serial and said.get("serial_serial") == query.serial:
        yield Match(965, "firearm serial exactly as typed")
    held = said.get("number_normal") or ""
    if query.number and held == query.number:
        yield Match(970, "case number exactly as typed", held)
    elif query.number and query.number in (said.get("cross_numbers_normal") or ()):
        yield Match(960, "case number that another agency gave", query.number)
    elif query.number and held.startswith(query.number):
        yield Match(630, "case number begins so", held)
    registers = said.get("identifications_kind") or ()
    numbers = said.get("identifications_number") or ()
    for register, number in zip(registers, numbers, strict=True):
        if number and number in query.identifications:
            words = _REGISTERS.get(register, "identification number")
            yield Match(975, f"{words} exactly as typed")


def _places(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    normal = said.get("address_normal") or ""
    if not normal:
        return
    if query.address and normal == query.address:
        order = "intersection, its streets in the other order"
        yield Match(950, order if query.other_order else "address exactly as typed")
        return
    typed_at, held_at = query.site, site(normal)
    if typed_at and held_at and (beside := near(typed_at, held_at)):
        yield Match(*beside)
    held = set(_WORD.findall(normal)) | set(_WORD.findall(plain(said.get("address_raw") or "")))
    typed = set(_WORD.findall(query.address)) if query.address else set()
    if typed and typed <= held:
        yield Match(680, "address has these parts")
    elif _begins(query.words, held):
        yield Match(600, "address has these words")


def _people(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    names = (
        (said.get("name_normal"), "name", 0),
        *((alias, "alias", 20) for alias in said.get("aliases_normal") or ()),
        *((moniker, "moniker", 30) for moniker in said.get("monikers") or ()),
    )
    found = max(
        (m for text, what, less in names if text and (m := _name(query, text, what, less))),
        default=None,
    )
    born = query.birth_date is not None and str(said.get("birth_date_date")) == str(
        query.birth_date
    )
    if found and born:
        yield Match(found.rank + 60, f"{found.reason}, and the birth date", found.stated)
    elif found:
        yield found
    elif born:
        yield Match(*((350, "birth date, another name") if query.words else (780, "birth date")))


def _name(query: Query, text: str, what: str, less: int) -> Match | None:
    held = _WORD.findall(text.replace("-", " "))
    typed = list(query.words)
    if not typed:
        return None
    if held == typed or (query.name and query.name.normal == text):
        return Match(930 - less, f"{what} exactly as typed", text)
    if sorted(held) == sorted(typed):
        return Match(920 - less, f"{what}, in any order", text)
    if set(typed) <= set(held):
        return Match(860 - less, f"{what} has these words", text)
    if _begins(typed, set(held)):
        return Match(760 - less, f"{what} begins so", text)
    if query.name is None:
        return None
    # only a given name has short forms
    given = text.partition(",")[2] or text
    spelled = compare(typed, held, _WORD.findall(given.replace("-", " ")))
    if spelled is None:
        return None
    rank = _SPELLED[spelled.farthest] - less - 5 * spelled.others + 40 * spelled.likeness
    return Match(rank, f"{what}, {' and '.join(spelled.differs) or 'begins so'}", text)


def _begins(typed: Iterable[str], held: set[str]) -> bool:
    words = list(typed)
    return bool(words) and all(
        word in held or any(other.startswith(word) for other in held) for word in words
    )


def _marks(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    """Each mark by itself: what is told of two is not one."""
    raw = said.get("features_raw") or ()
    columns = [said.get(f"features_{c}") or [""] * len(raw) for c in _FEATURES]
    for written, *parts in zip(raw, *columns, strict=True):
        if query.told and _has(query.told, " ".join((plain(written), *parts)).upper()):
            yield Match(690, "mark or tattoo", written)


def _looks(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    if said.get("kind") not in _LOOKS:
        return
    fields, rank, words = _LOOKS[said["kind"]]
    # the VIN's maker is that of the make, and tells only where none is stated
    stated = [f for f in fields if f != "vin_manufacturer" or not said.get("make")]
    values = [str(said[field]) for field in stated if said.get(field)]
    if not query.told or not values or not _has(query.told, " ".join(values).upper()):
        return
    shown = " ".join(dict.fromkeys(values))
    year = said.get("model_year")
    if query.model_year is None:
        yield Match(rank, words, shown)
    elif year == query.model_year:
        yield Match(rank + 20, words, f"{shown} {year}")
    elif year is None:
        yield Match(rank - 100, f"{words}, year not stated", shown)
    elif abs(year - query.model_year) == 1:
        yield Match(rank - 120, f"{words}, of the year before or after", f"{shown} {year}")


def _narratives(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    if "phrase" in said:
        several = len(query.told) > 1
        phrase = said["phrase"] and several
        yield Match(645, PHRASE) if phrase else Match(530, WORDS if several else WORD)


def _has(typed: Iterable[str], text: str) -> bool:
    """Whether a text has all words or their codes; the last may be unfinished."""
    held = set(_WORD.findall(text))
    words = list(typed)
    return all(not forms(word).isdisjoint(held) for word in words[:-1]) and (
        not forms(words[-1]).isdisjoint(held) or any(one.startswith(words[-1]) for one in held)
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
