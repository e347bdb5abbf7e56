"""Where an address stands: its building, whatever the unit, and the block that it is within.

1034 H ST NE #2  ─ building ─  1034 H ST NE  ─ block ─  1000-1099 BLK H ST NE
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WITHIN = "within the block"
_LONGEST_BLOCK = 2000
"""Numbers: what spans more is no block."""
_SITE = re.compile(
    r"(?P<low>\d{1,6})(?:-(?P<high>\d{1,6}))?(?P<suffix>[A-Z]| 1/2| REAR)? (?P<block>BLK )?"
    r"(?P<street>[^#,&]+?)(?: #(?P<unit>[^ ,]+))?(?:, (?P<area>.+))?"
)


@dataclass(frozen=True, slots=True)
class Site:
    """The parts of a numbered address or a block, out of its normal form."""

    low: int
    high: int
    """Last number of a block; the number itself where an address has one."""
    suffix: str
    block: bool
    street: str
    unit: str
    area: str

    @property
    def number(self) -> str:
        """The number as an index of words holds it, with its letter."""
        return f"{self.low}{self.suffix if len(self.suffix) == 1 else ''}"

    @property
    def hundreds(self) -> range:
        """The hundreds in which a block lies: 9 for 900 to 999."""
        return range(self.low // 100, self.high // 100 + 1)


def site(normal: str) -> Site | None:
    """Read the normal form of an address or a block; None for any other place."""
    found = _SITE.fullmatch(normal)
    if found is None:
        return None
    low, high = int(found["low"]), int(found["high"] or found["low"])
    block = bool(found["block"])
    if block and not low < high < low + _LONGEST_BLOCK:
        # a hundred is named by its first number, the first of a street by "1" or "UNIT"
        low, high = max(low // 100 * 100, 1), low // 100 * 100 + 99
    return Site(
        low,
        high,
        (found["suffix"] or "").strip(),
        block,
        found["street"],
        found["unit"] or "",
        found["area"] or "",
    )


def near(typed: Site, held: Site) -> tuple[float, str] | None:
    """Rank and reason of an address at the block or building that was typed."""
    if not set(typed.street.split()) <= set(held.street.split()):
        return None
    if typed.area and held.area and typed.area != held.area:
        return None
    found = _at_block(typed, held) if typed.block else _at_building(typed, held)
    # of two streets with these words the one that is named in full stands first
    return found and (found[0] - 5 * (typed.street != held.street), found[1])


def _at_block(typed: Site, held: Site) -> tuple[float, str] | None:
    if held.block:
        return (945, "block as typed") if (typed.low, typed.high) == (held.low, held.high) else None
    return (690, WITHIN) if typed.low <= held.low <= typed.high else None


def _at_building(typed: Site, held: Site) -> tuple[float, str] | None:
    same = (typed.low, typed.high, typed.suffix) == (held.low, held.high, held.suffix)
    if held.block or not same or typed.unit == held.unit:
        return None
    if not held.unit:
        return 900, "same address without the unit"
    return (640, "same address, another unit") if typed.unit else (880, "same address, with a unit")
