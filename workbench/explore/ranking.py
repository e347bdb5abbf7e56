"""How well a record's values answer what was typed, judged on those values alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from workbench.explore.query import Query
from workbench.records.plain_text import plain
from workbench.records.plates import confusable

CLOSE = 0.84
"""Least Jaro-Winkler similarity of a word in a close spelling."""
_WORD = re.compile(r"[A-Z0-9']+")
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
        if not self.stated or self.stated in title:
            return self.reason
        what = self.reason.removesuffix(" exactly as typed")
        return f"{what}{'' if what != self.reason else ','} stated as {self.stated} by {agencies}"


def best(query: Query, said: Mapping[str, Any]) -> Match | None:
    """The best of the ways in which one record's values answer the query; None when none does."""
    found = [
        *_plates(query, said),
        *_numbers(query, said),
        *_places(query, said),
        *_people(query, said),
    ]
    return max(found, default=None)


def _plates(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    held, state = said.get("plate_plate") or "", said.get("plate_state") or ""
    if not held:
        return
    if query.pattern and fnmatchcase(held, query.pattern):
        yield Match(660, f"plate fits {query.pattern}", held)
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


def _numbers(query: Query, said: Mapping[str, Any]) -> Iterable[Match]:
    if query.vin and said.get("vin_vin") == query.vin:
        yield Match(990, "VIN exactly as typed")
    if query.serial and said.get("serial_serial") == query.serial:
        yield Match(965, "firearm serial exactly as typed")
    held = said.get("number_normal") or ""
    if query.number and held == query.number:
        yield Match(970, "case number exactly as typed")
    elif query.number and query.number in (said.get("cross_numbers_normal") or ()):
        yield Match(960, "case number that another agency gave")
    elif query.number and held.startswith(query.number):
        yield Match(630, "case number begins so")
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
    likeness = _likeness(typed, held)
    if not likeness:
        return None
    return Match(400 - less + 100 * likeness, f"{what}, close spelling", text)


def _begins(typed: Iterable[str], held: set[str]) -> bool:
    words = list(typed)
    return bool(words) and all(
        word in held or any(other.startswith(word) for other in held) for word in words
    )


def _likeness(typed: list[str], held: list[str]) -> float:
    """Mean likeness of the words, each typed word against its nearest; 0 where one has none."""
    total, left = 0.0, list(held)
    for word in typed:
        scored = [(_near(word, other), other) for other in left]
        score, nearest = max(scored, default=(0.0, ""))
        if not score:
            return 0.0
        left.remove(nearest)
        total += score
    return total / len(typed)


def _near(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) < 4:
        return 0.9 if other.startswith(word) else 0.0
    score = JaroWinkler.similarity(word, other)
    edits = DamerauLevenshtein.distance(word, other)
    return score if score >= CLOSE or edits <= (1 if len(word) < 8 else 2) else 0.0


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
