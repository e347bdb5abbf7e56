"""Which records are of one location: the parsed address, and where it is too bare, coordinates.

    "1412 TRINIDAD AVE NE"  ─ same words, same place ─  "1412 Trinidad Avenue NE, Washington DC"

The same words stand in many towns, so an address counts with its quadrant, or city and state. A
block is never an address, a building never one of its units. A missing quadrant or city, or a
mistyped street, needs coordinates close by or the same postal code.

The score of a pair starts at ``STARTING_ODDS`` and is a pure function of the two records; a
positive one speaks for one location. Pairs from ``PROPOSED_FROM`` up to 0 are for review only.

Records that say the same in all that is compared are folded (``stands_for``), so that thousands
at one address stay linear.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from math import floor

from rapidfuzz.distance import DamerauLevenshtein

from workbench.records.places import AddressPrecision
from workbench.records.streets import QUADRANTS
from workbench.resolution.blocking import Dropped
from workbench.resolution.pairing import Key, folded, pairs
from workbench.resolution.places import Location, metres
from workbench.resolution.scored import UNITS, Part, Scored, scored

STARTING_ODDS = -12
"""Bits: one pair in four thousand of those that share some key is one location."""
PROPOSED_FROM = -5 * UNITS
CLOSE, FAR = 300.0, 1_000.0
"""Metres: as far as two records of one house or block lie apart, and as none do."""
_CELL = 0.007
"""Degrees: a cell of some 780 m by 610 m in the region, half of which is at least ``CLOSE``."""

Level = tuple[str, float]
"""A level's name and its weight in bits."""

_MISSING: Level = ("not stated", 0.0)
_STREET_SAME: Level = ("the same", 7.0)
_STREET_TYPO: Level = ("one letter off", -2.0)
_QUADRANT_SAME: Level = ("the same", 3.0)
_QUADRANT_OTHER: Level = ("another", -20.0)
# Lettered and numbered streets run through all four quadrants, most named ones through one or two.
_QUADRANT_ONE: Level = ("stated once", -5.0)
_QUADRANT_ONE_SHORT: Level = ("stated once, the street runs through several", -8.0)
_QUADRANT_NONE: Level = ("not stated in the District", -4.0)
_QUADRANT_NONE_SHORT: Level = ("not stated, the street runs through several", -6.0)
_TOWN_SAME: Level = ("the same", 3.0)
_TOWN_BY_QUADRANT: Level = ("the same, as the quadrants say", 0.0)
_TOWN_NO_STATE: Level = ("the same city, a state not stated", 2.0)
_TOWN_OTHER: Level = ("another", -16.0)
# Postal towns overlap: an address may be written as of Silver Spring or of Wheaton.
_TOWN_OTHER_CLOSE: Level = ("another name for the same spot", -6.0)
_TOWN_ONE: Level = ("stated once", -5.0)
_TOWN_NONE: Level = ("not stated by one agency", -3.0)
_TOWN_NONE_AGENCIES: Level = ("not stated by two agencies", -8.0)

PLACED = frozenset(
    {
        AddressPrecision.EXACT,
        AddressPrecision.UNIT,
        AddressPrecision.INTERSECTION,
        AddressPrecision.BLOCK,
    }
)
"""Precisions that resolve; a street, beat, city or unread text is as large as it is vague."""


def keys(location: Location) -> Iterator[Key]:
    """Number and street; number and postal code or cell; the two streets of an intersection."""
    precision = location.precision
    if precision not in PLACED:
        return
    if precision is AddressPrecision.INTERSECTION:
        yield "intersection", *sorted((location.street.name, location.cross.name))
        return
    numbered = (precision.value, location.number, location.unit)
    yield "number and street", *numbered, location.street.name
    if location.postal_code:
        yield "number and postal code", *numbered, location.postal_code
    for cell in cells(location.point):
        yield "number and cell", *numbered, cell


def candidates(
    records: Iterable[Location], alone: Collection[str] = frozenset()
) -> tuple[list[Scored], list[Dropped]]:
    """Every scored pair of records that stand for themselves, and the blocks that were too large.

    Args:
        alone: keys of records that are not folded (``stands_for``).
    """
    every = list(records)
    stands = stands_for(every, alone)
    return pairs([place for place in every if stands[place.key] == place.key], keys, compare)


def stands_for(records: Iterable[Location], alone: Collection[str] = frozenset()) -> dict[str, str]:
    """For every record the one whose entity is its own: records that say the same are folded."""
    return folded(records, face, alone)


def compare(one: Location, other: Location) -> Scored | None:
    """Score two records; None where they differ in number, unit or precision, or in the street."""
    if one.key > other.key:
        one, other = other, one
    if one.precision is not other.precision or one.precision not in PLACED:
        return None
    if (one.number, one.unit) != (other.number, other.unit):
        return None
    other = _turned(one, other)
    streets = compare_streets(one, other)
    if streets is None:
        return None
    start = Part("starting odds", "two records that share a key", STARTING_ODDS * UNITS)
    parts = (
        *(start, compare_number(one, other), streets, compare_category(one, other)),
        *(compare_unit(one, other), compare_quadrant(one, other), compare_town(one, other)),
        *(compare_postal_code(one, other), compare_point(one, other)),
    )
    return scored(one.key, other.key, parts)


def compare_number(one: Location, other: Location) -> Part:
    """House number, or the ends of a block; a block's upper end is often left out."""
    left, right = _number(one), _number(other)
    if one.precision is AddressPrecision.INTERSECTION:
        level = ("an intersection has none", 0.0)
    elif one.suffix != other.suffix or (one.high and other.high and one.high != other.high):
        level = ("another end or suffix", -12.0)
    else:
        level = ("the same", 8.0) if left == right else ("the upper end stated once", 7.0)
    return _part("number", level, left, right)


def compare_streets(one: Location, other: Location) -> Part | None:
    """Street name; of an intersection both names, in either order.

    A letter more, less or wrong is a mistyped name, but never in a number (7TH and 8TH). Two names
    that are not certainly streets, as "GEORGIA AND IRIS", need coordinates beside them.
    """
    levels = [_name_level(one.street.name, other.street.name)]
    if one.precision is AddressPrecision.INTERSECTION:
        levels.append(_name_level(one.cross.name, other.cross.name))
    known = [level for level in levels if level]
    if len(known) < len(levels):
        return None
    name, weight = known[-1][0], sum(level[1] for level in known)
    if one.loose or other.loose:
        name, weight = f"{name}, read loosely", weight - 6.0
    return _part("street", (name, weight), _streets(one), _streets(other))


def compare_unit(one: Location, other: Location) -> Part:
    """Flat or suite; records of two units, or of a unit and its building, are never compared."""
    level = ("the same", 2.0) if one.unit else _MISSING
    return _part("unit", level, one.unit, other.unit)


def compare_category(one: Location, other: Location) -> Part:
    """Street or Place, Avenue or Road, and a leading North or South: another is another street."""
    weight, names = 0.0, []
    for left, right in ((one.street, other.street), (one.cross, other.cross)):
        for a, b, most in (
            (left.category, right.category, 1.0),
            (left.predirectional, right.predirectional, 0.0),
        ):
            name, bits = ("the same", most if a else 0.0) if a == b else ("stated once", -1.0)
            if a != b and a and b:
                name, bits = "another", -12.0
            names.append(name)
            weight += bits
    name = next((n for n in ("another", "stated once") if n in names), "the same")
    return _part("category", (name, weight), _categories(one), _categories(other))


def compare_quadrant(one: Location, other: Location) -> Part:
    """Quadrant, NE to SW: the District has many addresses once in each.

    Without it a named street may do, a lettered or numbered one needs more beside it.
    """
    left, right = _quadrants(one), _quadrants(other)
    level = _MISSING
    if any(a and b and a != b for a, b in zip(left, right, strict=True)):
        level = _QUADRANT_OTHER
    elif any(left) and any(right):
        level = _QUADRANT_SAME
    elif any(left) or any(right):
        level = _QUADRANT_ONE_SHORT if _everywhere(one) else _QUADRANT_ONE
    elif one.district and other.district:
        level = _QUADRANT_NONE_SHORT if _everywhere(one) else _QUADRANT_NONE
    return _part("quadrant", level, " ".join(left), " ".join(right))


def compare_town(one: Location, other: Location) -> Part:
    """City and state: the same words in two towns are two places.

    Where neither record states one, one agency means its own town, two agencies may not.
    """
    return _part("town", _town_level(one, other), one.town, other.town)


def compare_postal_code(one: Location, other: Location) -> Part:
    """Postal code; borders change and codes are guessed, so another counts little against."""
    left, right = one.postal_code, other.postal_code
    level = _MISSING
    if left and right:
        level = ("the same", 3.0) if left == right else ("another", -3.0)
    return _part("postal code", level, left, right)


def compare_point(one: Location, other: Location) -> Part:
    """Coordinates: within 300 m, or over a kilometre apart, where one has been placed wrongly."""
    apart = metres(one, other)
    level = _MISSING
    if apart is not None:
        level = ("close", 5.0) if apart <= CLOSE else ("apart", -1.0)
        if apart > FAR:
            level = ("far apart", -6.0)
    return _part("coordinates", level, _point(one), _point(other))


def _name_level(left: str, right: str) -> Level | None:
    if left == right:
        return _STREET_SAME
    letters = left.replace(" ", "").isalpha() and right.replace(" ", "").isalpha()
    if letters and min(len(left), len(right)) >= 5:
        typo = DamerauLevenshtein.distance(left, right, score_cutoff=1) <= 1
        return _STREET_TYPO if typo else None
    return None


def _town_level(one: Location, other: Location) -> Level:
    left, right = one.town, other.town
    if left and right:
        if left == right:
            known = any(_quadrants(one)) and any(_quadrants(other))
            return _TOWN_BY_QUADRANT if known else _TOWN_SAME
        if left == right[:-3] or right == left[:-3]:
            return _TOWN_NO_STATE
        apart = metres(one, other)
        return _TOWN_OTHER if apart is None or apart > CLOSE else _TOWN_OTHER_CLOSE
    if left or right:
        return _TOWN_ONE
    return _TOWN_NONE if one.agency == other.agency else _TOWN_NONE_AGENCIES


def _turned(one: Location, other: Location) -> Location:
    """The other intersection with its streets in the order of the first's."""
    if other.cross.name and one.street.name != other.street.name:
        crossed = one.street.name == other.cross.name or one.cross.name == other.street.name
        return replace(other, street=other.cross, cross=other.street) if crossed else other
    return other


def _everywhere(location: Location) -> bool:
    return all(s.short for s in (location.street, location.cross) if s.name)


def _quadrants(location: Location) -> tuple[str, str]:
    streets = (location.street, location.cross)
    found = [s.postdirectional if s.postdirectional in QUADRANTS else "" for s in streets]
    return found[0], found[1]


def face(location: Location) -> Hashable | None:
    """All that is compared, if that is enough for one location; the agency only where it counts."""
    if location.precision not in PLACED:
        return None
    agency = "" if location.town else location.agency
    said = replace(location, key="", normal="", agency=agency)
    return said if _enough(said) else None


@lru_cache(maxsize=65_536)
def _enough(said: Location) -> bool:
    """Whether two records that say this are one location."""
    same = compare(said, said)
    return same is not None and same.weight > 0


def cells(point: tuple[float, float] | None) -> Iterator[str]:
    """The cell of the point in four grids, half a cell apart: one is shared by points close by."""
    if point:
        for down in (0.0, 0.5):
            for across in (0.0, 0.5):
                cell = floor(point[0] / _CELL + down), floor(point[1] / _CELL + across)
                yield f"{down} {across} {cell[0]} {cell[1]}"


def _number(location: Location) -> str:
    number = f"{location.number}-{location.high}" if location.high else location.number
    return f"{number} {location.suffix}".strip()


def _streets(location: Location) -> str:
    return " & ".join(s.name for s in (location.street, location.cross) if s.name)


def _categories(location: Location) -> str:
    streets = (location.street, location.cross)
    return " & ".join(f"{s.predirectional} {s.category}".strip() for s in streets if s.name)


def _point(location: Location) -> str:
    return f"{location.point[0]:.3f} {location.point[1]:.3f}" if location.point else ""


def _part(comparison: str, level: Level, left: str, right: str) -> Part:
    return Part(comparison, level[0], round(level[1] * UNITS), left, right)
