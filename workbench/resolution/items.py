"""Which records are of one item: the serial with its make and model.

Serials repeat between makers and models, and old ones are short. One character off is a proposal
only: neighbours on a maker's line differ by as much. An obliterated or missing serial never joins.

The score of a pair starts at ``STARTING_ODDS`` and is a pure function of the two records; a
positive one speaks for one item. Pairs from ``PROPOSED_FROM`` up to 0 are for review only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from workbench.resolution.blocking import Dropped
from workbench.resolution.pairing import Key, pairs
from workbench.resolution.scored import UNITS, Part, Scored, scored

STARTING_ODDS = -8
"""Bits: one pair in 250 of those that share some key is one item."""
PROPOSED_FROM = -5 * UNITS
SHORT = 5
"""Characters below which a serial is common to several makers and models."""

Level = tuple[str, float]
"""A level's name and its weight in bits."""

_SERIAL_SAME: Level = ("the same", 17.0)
_SERIAL_SHORT: Level = ("the same, short", 9.0)
_SERIAL_OFF: Level = ("one character off", 1.0)
_MISSING: Level = ("not stated", 0.0)
_WEIGHTS = {"make": (3.0, -16.0), "model": (2.0, -9.0), "calibre": (1.0, -7.0)}
"""Bits when equal, when different: all three are stamped beside the serial. One character off
stays under 0 when all three agree."""
_MAKES = {
    "GLOCK INC": "GLOCK", "GLK": "GLOCK", "S&W": "SMITH & WESSON", "SW": "SMITH & WESSON",
    "SMITH AND WESSON": "SMITH & WESSON", "SIG": "SIG SAUER", "SIGSAUER": "SIG SAUER",
    "STURM RUGER": "RUGER", "RUG": "RUGER", "SPRINGFIELD": "SPRINGFIELD ARMORY",
    "COLTS": "COLT", "TAU": "TAURUS",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """What resolution reads of an item's record; "" where it is not stated."""

    key: str
    agency: str = ""
    category: str = ""
    serial: str = ""
    obliterated: bool = False
    make: str = ""
    model: str = ""
    calibre: str = ""


def read(row: Mapping[str, Any]) -> Item:
    """The item of a record's graph properties."""

    def text(name: str) -> str:
        return " ".join(str(row.get(name) or "").upper().replace(".", " ").split())

    return Item(
        key=row["key"],
        agency=row["agency"],
        category=text("item_category"),
        serial=text("serial_serial"),
        obliterated=bool(row.get("serial_obliterated")),
        make=_MAKES.get(text("make"), text("make")),
        model=text("model"),
        calibre=text("calibre").removesuffix("MM").replace(" ", ""),
    )


def keys(item: Item) -> Iterator[Key]:
    """The serial, and the serial without one character together with the make."""
    if not item.serial or item.obliterated:
        return
    yield "serial", item.serial
    if len(item.serial) >= SHORT and item.make:
        yield "serial but one", item.make, item.serial
        for at in range(len(item.serial)):
            yield "serial but one", item.make, item.serial[:at] + item.serial[at + 1 :]


def candidates(records: Iterable[Item]) -> tuple[list[Scored], list[Dropped]]:
    """Every scored pair, by key, and the blocks that were too large."""
    return pairs(records, keys, compare)


def compare(one: Item, other: Item) -> Scored | None:
    """Score two records; None where a serial is missing, obliterated or another one."""
    if one.key > other.key:
        one, other = other, one
    if one.obliterated or other.obliterated:
        return None
    serial = compare_serial(one, other)
    if serial is None or (one.category and other.category and one.category != other.category):
        return None
    start = Part("starting odds", "two records that share a key", STARTING_ODDS * UNITS)
    stamped = (compare_make(one, other), compare_model(one, other), compare_calibre(one, other))
    return scored(one.key, other.key, (start, serial, *stamped))


def compare_serial(one: Item, other: Item) -> Part | None:
    """Serial: equal it nearly decides, with the make; one character off is for review."""
    if not one.serial or not other.serial:
        return None
    level = _SERIAL_SAME
    if one.serial != other.serial:
        if min(len(one.serial), len(other.serial)) < SHORT:
            return None
        if DamerauLevenshtein.distance(one.serial, other.serial, score_cutoff=1) > 1:
            return None
        level = _SERIAL_OFF
    elif len(one.serial) < SHORT:
        level = _SERIAL_SHORT
    return _part("serial", level, one.serial, other.serial)


def compare_make(one: Item, other: Item) -> Part:
    """Maker: makers number their arms each on their own, so another maker is another item."""
    return _stamped("make", one.make, other.make)


def compare_model(one: Item, other: Item) -> Part:
    """Model: some makers number each model on its own."""
    return _stamped("model", one.model, other.model)


def compare_calibre(one: Item, other: Item) -> Part:
    """Calibre as stamped (9MM, .40); barrels are exchanged, so another is not quite decisive."""
    return _stamped("calibre", one.calibre, other.calibre)


def _stamped(name: str, left: str, right: str) -> Part:
    same, different = _WEIGHTS[name]
    level = _MISSING
    if left and right:
        level = ("the same", same) if left == right else ("another", different)
    return _part(name, level, left, right)


def _part(comparison: str, level: Level, left: str, right: str) -> Part:
    return Part(comparison, level[0], round(level[1] * UNITS), left, right)
