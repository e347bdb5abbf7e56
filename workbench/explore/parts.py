"""The parts of a pair's weight in plain words: "surname equal, rare: +9.2"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.explore.words import when

FREQUENCY = "frequency"
"""Level of the part that stands beside its comparison's, for how rare the value is."""
MARKED = 0.5
"""Bits of frequency from which a value is called rare or common."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one comparison says: bits for one (+) or for two (−), each of which doubles the odds."""

    words: str
    bits: float
    left: str = ""
    right: str = ""


_UTC = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)Z")
_LEVELS: Mapping[str, str] = {
    "exact": "equal",
    "the same": "the same",
    "near": "nearly equal",
    "initial": "fits by its initial",
    "nickname": "a nickname of the other",
    "alike": "only alike",
    "part": "equal in one part",
    "exchanged": "exchanged with the other name",
    "turned": "day and month exchanged",
    "partial": "year equal, day not stated",
    "close": "two digits off",
    "day": "day and month equal, year not",
    "year": "only the year equal",
    "generation": "a generation apart",
    "fits": "fits",
    "ending": "last four digits equal",
}
_NAMES: Mapping[str, str] = {
    "vin": "VIN",
    "fbi_number": "FBI number",
    "state_id": "SID",
    "ssn": "social security number",
}
_WHOLE: Mapping[str, str] = {
    "starting odds two records that share a key": "two records that share a number, a name or a "
    "place are still mostly two",
    "prior": "any two records are rarely one: this must first be made up for",
    "another name": "may be one person under another name",
    "household": "may be two of one household, or parent and child",
}


def part_words(parts: Iterable[tuple[str, str, float, str, str]]) -> tuple[Part, ...]:
    """Parts (comparison, level, bits, left, right) in words, a frequency within its comparison.

    What weighs nothing is left out; the rest keeps its order, and its sum.
    """
    found: dict[str, Part] = {}
    rare: dict[str, float] = {}
    for comparison, level, bits, left, right in parts:
        if level == FREQUENCY:
            rare[comparison] = rare.get(comparison, 0) + bits
            continue
        name = _NAMES.get(comparison, comparison.replace("_", " "))
        said = _WHOLE.get(name, " ".join(filter(None, (name, _LEVELS.get(level, level)))))
        found[comparison] = Part(said, bits, on_our_clock(left), on_our_clock(right))
    for comparison, bits in rare.items():
        one = found.get(comparison, Part(_NAMES.get(comparison, comparison.replace("_", " ")), 0))
        how = "" if abs(bits) < MARKED else ", rare" if bits > 0 else ", common"
        found[comparison] = Part(one.words + how, one.bits + bits, one.left, one.right)
    return tuple(part for part in found.values() if round(part.bits, 3))


def tenths(bits: Sequence[float]) -> list[float]:
    """Each rounded up or down to a tenth so that all add up to their rounded sum."""
    found: list[float] = []
    exact = told = 0.0
    for one in bits:
        exact += one
        found.append(round(round(exact, 1) - told, 1))
        told = round(exact, 1)
    return found


def on_our_clock(text: str) -> str:
    """The text with its moments in UTC on the host's clock, as everywhere."""
    return _UTC.sub(lambda found: when(f"{found[1]}T{found[2]}:00"), text)


def odds(bits: float) -> str:
    """Bits as odds: "about 1,000 to 1"."""
    times: float = 2 ** min(abs(bits), 40)
    shown = "over 1,000,000" if times > 1_000_000 else f"about {float(f'{times:.2g}'):,.0f}"
    return f"{shown} to 1 {'for' if bits >= 0 else 'against'} one"
