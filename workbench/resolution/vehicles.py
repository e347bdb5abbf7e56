"""Which records are of one vehicle: VIN, then plate and state in their time, then look-alikes.

    VIN with right check digit   decides
    plate and state              the closer in time the surer, since plates move between vehicles
    misread plate, driver only   need make, model, year, colour or the same event beside them

The score of a pair starts at ``STARTING_ODDS`` and is a pure function of the two records; a
positive one speaks for one vehicle. Pairs from ``PROPOSED_FROM`` up to 0 are for review only.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from workbench.records.model import SEPARATOR
from workbench.records.plates import confusable
from workbench.records.vocabulary import Category
from workbench.resolution import parties
from workbench.resolution.blocking import Dropped
from workbench.resolution.incidents import Incident
from workbench.resolution.pairing import Key, folded, pairs
from workbench.resolution.parties import Alike, Party
from workbench.resolution.scored import UNITS, Part, Scored, scored

STARTING_ODDS = -10
"""Bits: one pair in a thousand of those that share some key is one vehicle."""
PROPOSED_FROM = -5 * UNITS
HALF_YEAR = 182.5 * 86_400
"""Seconds; times are compared by the half-year they lie in."""
SHORTEST_VIN, SHORTEST_PLATE = 6, 4
"""Characters under which a part of a VIN, or a plate without its state, names no vehicle."""

Level = tuple[str, float]
"""A level's name and its weight in bits."""

# Numbers of one maker differ in one place now and then, so one character off needs support.
_VIN_SAME: Level = ("the same, check digit right", 30.0)
_VIN_SAME_UNCHECKED: Level = ("the same, check digit not right", 22.0)
_VIN_SAME_PART: Level = ("the same incomplete number", 12.0)
_VIN_END: Level = ("its last eight characters", 15.0)
_VIN_MISTYPED: Level = ("one character off, one check digit not right", 16.0)
_VIN_OFF_VALID: Level = ("one character off, both check digits right", -6.0)
_VIN_OTHER: Level = ("another, both check digits right", -30.0)
_VIN_OTHER_UNCHECKED: Level = ("another, a check digit not right", -14.0)
_VIN_OTHER_PART: Level = ("another incomplete number", -5.0)
# A state reissues a plate after years; a driver moves one at once but then VIN or colours differ.
_PLATE_NEAR: Level = ("the same plate and state within a year", 22.0)
_PLATE_FAR: Level = ("the same plate and state within three years", 19.0)
_PLATE_OLD: Level = ("the same plate and state, over three years apart", 15.0)
_PLATE_UNDATED: Level = ("the same plate and state, undated", 18.0)
_PLATE_NO_STATE: Level = ("the same plate, a state not stated", 16.0)
_PLATE_NO_STATE_FAR: Level = ("the same plate, a state not stated, over a year apart", 13.0)
_PLATE_OTHER_STATE: Level = ("the same characters of another state", -10.0)
_PLATE_MISREAD: Level = ("one look-alike character off", 7.0)
_PLATE_MISREAD_TWICE: Level = ("two look-alike characters off", 4.0)
_PLATE_MISREAD_NO_STATE: Level = ("look-alike characters off, a state not stated", 3.0)
_PLATE_MISTYPED: Level = ("one character off", -3.0)
_PLATE_OTHER: Level = ("another plate", -8.0)
_MISSING: Level = ("not stated", 0.0)

_MAKES = {
    "CHEV": "CHEVROLET", "CHEVY": "CHEVROLET", "MERZ": "MERCEDES-BENZ", "MERCEDES": "MERCEDES-BENZ",
    "MERCEDES BENZ": "MERCEDES-BENZ", "VW": "VOLKSWAGEN", "TOYT": "TOYOTA", "CADI": "CADILLAC",
    "LNDR": "LAND ROVER", "MITS": "MITSUBISHI", "PONT": "PONTIAC",
}  # fmt: skip
_COLORS = {
    "BLACK": "BLK", "WHITE": "WHI", "SILVER": "SIL", "GRAY": "GRY", "GREY": "GRY", "BLUE": "BLU",
    "RED": "RED", "MAROON": "MAR", "GOLD": "GLD", "GREEN": "GRN", "BROWN": "BRO", "TAN": "TAN",
    "BEIGE": "BGE", "YELLOW": "YEL", "ORANGE": "ONG", "PURPLE": "PLE",
}  # fmt: skip
_NEAR_COLORS = frozenset(
    frozenset(pair.split())
    for pair in ("SIL GRY", "BLK GRY", "WHI SIL", "MAR RED", "GLD TAN", "GLD BGE", "TAN BGE")
) | {frozenset(("TAN", "BRO"))}


@dataclass(frozen=True, slots=True)
class Vehicle:
    """What resolution reads of a vehicle's record; "" or None where it is not stated."""

    key: str
    agency: str = ""
    vin: str = ""
    vin_valid: bool = False
    plate: str = ""
    state: str = ""
    folded: str = ""
    make: str = ""
    model: str = ""
    year: int | None = None
    color: str = ""
    observed: float | None = None
    """Seconds since 1970, UTC."""
    people: tuple[Party, ...] = ()
    """Who drives or owns it."""
    reports: tuple[str, ...] = ()
    """The events it is listed in, ``agency|category|number``."""
    elsewhere: tuple[str, ...] = ()
    """The same events elsewhere: the reports that they are part of, other agencies' numbers."""


def read(
    row: Mapping[str, Any],
    people: Iterable[Party] = (),
    involved: Iterable[Incident] = (),
    part_of: Iterable[Incident] = (),
) -> Vehicle:
    """The vehicle, or plate read, of a record's graph properties.

    Args:
        people: the parties that drive or own it, from the linked person records.
        involved: the incidents that it is linked to.
        part_of: the incidents that those are part of, as an arrest is.
    """
    events, parents = list(involved), list(part_of)
    quoted = (cross for event in (*events, *parents) for cross in event.cross_numbers)
    elsewhere = [_report(a, Category.INCIDENT.value, n) for a, n in quoted]
    elsewhere += [_report(e.agency, e.category, e.number) for e in parents if e.number]

    def text(name: str) -> str:
        return str(row.get(name) or "").upper()

    observed = row.get("observed_at")
    return Vehicle(
        key=row["key"],
        agency=row["agency"],
        vin=text("vin_vin"),
        vin_valid=bool(row.get("vin_valid")),
        plate=text("plate_plate"),
        state=text("plate_state"),
        folded=text("plate_folded"),
        make=_MAKES.get(text("make"), text("make")),
        model=text("model"),
        year=row.get("model_year"),
        color=_COLORS.get(text("color"), text("color")),
        observed=observed.timestamp() if observed else None,
        people=tuple(sorted(set(people))),
        reports=tuple(sorted(_report(e.agency, e.category, e.number) for e in events if e.number)),
        elsewhere=tuple(sorted(set(elsewhere))),
    )


def keys(vehicle: Vehicle) -> Iterator[Key]:
    """VIN, its end, and it without one character; plate and folded plate; driver; event."""
    vin, length = vehicle.vin, len(vehicle.vin)
    if length >= SHORTEST_VIN:
        yield "vin", vin
        yield "vin end", vin[-8:]
    if 16 <= length <= 18:
        # a character dropped, doubled, exchanged or struck wrong behind the ninth leaves one alike
        tail = vin[9:]
        yield "vin but one", vin[:8], tail
        for at in range(len(tail)):
            yield "vin but one", vin[:8], tail[:at] + tail[at + 1 :]
    if vehicle.plate:
        yield "plate", vehicle.plate
        yield "folded plate", vehicle.folded
    yield from parties.keys(vehicle.people)
    for report in (*vehicle.reports, *vehicle.elsewhere):
        yield "event", report


def candidates(
    records: Iterable[Vehicle], alone: Collection[str] = frozenset()
) -> tuple[list[Scored], list[Dropped]]:
    """Every scored pair of records that stand for themselves, and the blocks that were too large.

    Args:
        alone: keys of records that are not folded (``stands_for``).
    """
    every = list(records)
    stands = stands_for(every, alone)
    return pairs([v for v in every if stands[v.key] == v.key], keys, compare)


def stands_for(records: Iterable[Vehicle], alone: Collection[str] = frozenset()) -> dict[str, str]:
    """For every record the one whose entity is its own: records that say the same are folded."""
    return folded(records, face, alone)


def compare(one: Vehicle, other: Vehicle) -> Scored | None:
    """Score two records; None where they share no number, driver or event."""
    if one.key > other.key:
        one, other = other, one
    numbers = (compare_vin(one, other), compare_plate(one, other))
    linked = (compare_people(one, other), compare_events(one, other))
    if not any(part.weight for part in (*numbers, *linked)):
        return None
    described = (
        *(compare_make(one, other), compare_model(one, other)),
        *(compare_year(one, other), compare_color(one, other)),
    )
    start = Part("starting odds", "two records that share a key", STARTING_ODDS * UNITS)
    return scored(one.key, other.key, (start, *numbers, *linked, *described))


def compare_vin(one: Vehicle, other: Vehicle) -> Part:
    """Vehicle identification number: equal with a right check digit it decides, as does another.

    One that is mistyped in one place has a wrong check digit and counts with plate, make and year.
    """
    return _part("vin", _vin_level(one, other), one.vin, other.vin)


def compare_plate(one: Vehicle, other: Vehicle) -> Part:
    """Plate with its state: the closer in time the surer, as plates move and are issued again.

    Characters that a reader confuses (0 and O, 8 and B) only count with make, model or colour.
    """
    left, right = (f"{v.plate} {v.state}".strip() for v in (one, other))
    return _part("plate", _plate_level(one, other), left, right)


def compare_people(one: Vehicle, other: Vehicle) -> Part:
    """Driver or owner: the same person by name and birth date; another person says nothing."""
    found = parties.shared(one.people, other.people)
    if not found:
        return _part("driver", _MISSING, _names(one), _names(other))
    alike, left, right = found[0]
    level = ("the same birth date and name", 7.0) if alike is Alike.BIRTH_DATE else ("name", 4.0)
    return _part("driver", level, str(left), str(right))


def compare_events(one: Vehicle, other: Vehicle) -> Part:
    """Event: the vehicle of an arrest, or of another agency, is mostly one of those of the event.

    Two vehicles listed in one report are mostly two.
    """
    left, right = {*one.reports, *one.elsewhere}, {*other.reports, *other.elsewhere}
    level = _MISSING
    if set(one.reports) & set(other.reports):
        level = ("listed twice in one report", -6.0)
    elif left & right:
        level = ("the same event", 5.0)
    return _part("event", level, "; ".join(one.reports), "; ".join(other.reports))


def compare_make(one: Vehicle, other: Vehicle) -> Part:
    """Make, by name or by its code in the national register's form (CHEV, TOYT)."""
    level = _MISSING
    if one.make and other.make:
        same = one.make[:4] == other.make[:4]
        level = ("the same", 3.0) if same else ("another", -7.0)
    return _part("make", level, one.make, other.make)


def compare_model(one: Vehicle, other: Vehicle) -> Part:
    """Model as written, or its first three characters."""
    level = _MISSING
    if one.model and other.model:
        if one.model == other.model:
            level = ("the same", 3.0)
        elif one.model[:3] == other.model[:3]:
            level = ("begins alike", 1.0)
        else:
            level = ("another", -4.0)
    return _part("model", level, one.model, other.model)


def compare_year(one: Vehicle, other: Vehicle) -> Part:
    """Model year; one off is common, since a year's models are sold in the autumn before."""
    level, left, right = _MISSING, "", ""
    if one.year is not None and other.year is not None:
        left, right = str(one.year), str(other.year)
        apart = abs(one.year - other.year)
        level = (
            [("the same", 3.0), ("one year off", 1.0)][apart] if apart < 2 else ("another", -5.0)
        )
    return _part("year", level, left, right)


def compare_color(one: Vehicle, other: Vehicle) -> Part:
    """Colour; silver and grey and the like count as neither."""
    level = _MISSING
    if one.color and other.color:
        if one.color == other.color:
            level = ("the same", 2.0)
        elif frozenset((one.color, other.color)) in _NEAR_COLORS:
            level = ("close", 0.0)
        else:
            level = ("another", -2.0)
    return _part("color", level, one.color, other.color)


def _half_year(vehicle: Vehicle) -> int | None:
    return None if vehicle.observed is None else floor(vehicle.observed / HALF_YEAR)


def face(vehicle: Vehicle) -> Hashable | None:
    """All that is compared, if that is enough for one vehicle."""
    said = replace(vehicle, key="", agency="")
    same = compare(said, said)
    enough = same is not None and same.weight > 0
    return replace(said, observed=_half_year(vehicle)) if enough else None


def _vin_level(one: Vehicle, other: Vehicle) -> Level:
    if min(len(one.vin), len(other.vin)) < SHORTEST_VIN:
        return _MISSING
    whole = len(one.vin) == len(other.vin) == 17
    both = one.vin_valid and other.vin_valid
    if one.vin == other.vin:
        if both:
            return _VIN_SAME
        return _VIN_SAME_UNCHECKED if whole else _VIN_SAME_PART
    short, long = sorted((one.vin, other.vin), key=len)
    if len(short) == 8 and long.endswith(short):
        return _VIN_END
    if min(len(short), 16) == 16 and DamerauLevenshtein.distance(short, long, score_cutoff=1) <= 1:
        return _VIN_OFF_VALID if both else _VIN_MISTYPED
    if both:
        return _VIN_OTHER
    return _VIN_OTHER_UNCHECKED if len(short) >= 16 else _VIN_OTHER_PART


def _plate_level(one: Vehicle, other: Vehicle) -> Level:
    if not one.plate or not other.plate:
        return _MISSING
    stated = bool(one.state and other.state)
    then, now = _half_year(one), _half_year(other)
    apart = None if then is None or now is None else abs(then - now)
    if one.plate == other.plate:
        if stated and one.state != other.state:
            return _PLATE_OTHER_STATE
        if not stated and len(one.plate) < SHORTEST_PLATE:
            return _MISSING
        if not stated:
            return _PLATE_NO_STATE if apart is None or apart <= 2 else _PLATE_NO_STATE_FAR
        if apart is None:
            return _PLATE_UNDATED
        return _PLATE_NEAR if apart <= 2 else _PLATE_FAR if apart <= 6 else _PLATE_OLD
    if not stated or one.state == other.state:
        if confusable(one.plate, other.plate):
            if not stated:
                return _PLATE_MISREAD_NO_STATE
            return _PLATE_MISREAD if confusable(one.plate, other.plate, 1) else _PLATE_MISREAD_TWICE
        if DamerauLevenshtein.distance(one.plate, other.plate, score_cutoff=1) <= 1:
            return _PLATE_MISTYPED
    return _PLATE_OTHER


def _report(agency: str, category: str, number: str) -> str:
    return SEPARATOR.join((agency, category, number))


def _names(vehicle: Vehicle) -> str:
    return "; ".join(map(str, vehicle.people))


def _part(comparison: str, level: Level, left: str, right: str) -> Part:
    return Part(comparison, level[0], round(level[1] * UNITS), left, right)
