"""Which records are of one event: the agency's own number, else another agency's number of it.

    MPD 24000153 ─ "other agency no. 24-000153" ─ MTPD 202400115      joined
    time, place, shared person, offence alike ─ no number             joined
    time, place, offence alike ─ nobody in common                     proposed for review

Only incidents are one event under several agencies' numbers. Arrests, bookings, contacts, calls
and warrants are each their own event: several people are arrested under one report's number, so
two such records are one only where agency, category and number agree as well as the number and
part of their keys.

The score of a pair starts at ``STARTING_ODDS`` and is a pure function of the two records and the
place and people linked to them; a positive one speaks for one event, and is reversible by a
decision like any other. Pairs from ``PROPOSED_FROM`` up to 0 are for review only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor
from typing import Any

from workbench.records.model import SEPARATOR
from workbench.records.vocabulary import Category
from workbench.resolution import locations, parties, places
from workbench.resolution.blocking import Dropped
from workbench.resolution.pairing import Key, pairs
from workbench.resolution.parties import Alike, Party
from workbench.resolution.places import Location
from workbench.resolution.scored import UNITS, Part, Scored, scored

STARTING_ODDS = -16
"""Bits: one pair in 65,000 of those that share some key is one event."""
PROPOSED_FROM = -6 * UNITS
HOUR = 3_600.0
_WINDOW = 12 * HOUR
"""Records whose times lie within half of it share a key with their place or person."""

Number = tuple[str, str]
"""An agency and its number in normal form."""
Level = tuple[str, float]
"""A level's name and its weight in bits."""

_MISSING: Level = ("not stated", 0.0)
_TIME_MISSING: Level = ("not stated", -4.0)
_NUMBER_OWN: Level = ("the agency's own number", 46.0)
_NUMBER_CROSS: Level = ("one names the other's number", 26.0)
_NUMBER_THIRD: Level = ("both name one number of a third agency", 20.0)
_NUMBER_OTHER: Level = ("one names another number of the other's agency", -14.0)
_TIMES: tuple[tuple[float, Level], ...] = (
    (0.5, ("within half an hour", 5.0)),
    (3.0, ("within three hours", 3.0)),
    (24.0, ("within a day", -4.0)),
    (7 * 24.0, ("within a week", -6.0)),
    (float("inf"), ("over a week apart", -12.0)),
)
"""Hours apart, and the level up to there. A number that was mistyped names another week."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What resolution reads of an incident's record and of what it links to.

    ``part`` is the number and part of the record's key; ``start`` seconds since 1970, UTC.
    """

    key: str
    agency: str
    category: str = Category.INCIDENT.value
    number: str = ""
    part: str = ""
    cross_numbers: tuple[Number, ...] = ()
    offense: str = ""
    offense_codes: tuple[str, ...] = ()
    start: float | None = None
    day_only: bool = False
    """``start`` is the day's beginning: the hour was not stated."""
    place: Location | None = None
    people: tuple[Party, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether other agencies may have the event under their own number."""
        return self.category == Category.INCIDENT.value


def read(
    row: Mapping[str, Any], place: Location | None = None, people: Iterable[Party] = ()
) -> Incident:
    """The incident of a record's graph properties.

    Args:
        place: the location where it occurred.
        people: its parties in any role, from the linked person records.
    """
    numbers = row.get("cross_numbers_normal") or ()
    agencies = row.get("cross_numbers_agency") or [""] * len(numbers)
    start = row.get("start_at") or row.get("observed_at")
    precision = row.get("start_precision") if row.get("start_at") else row.get("observed_precision")
    return Incident(
        key=row["key"],
        agency=row["agency"],
        category=str(row["category"]),
        number=row.get("number_normal") or "",
        part=SEPARATOR.join(row["key"].split(SEPARATOR)[2:]),
        cross_numbers=tuple(sorted((a, n) for a, n in zip(agencies, numbers, strict=True) if n)),
        offense=str(row.get("offense") or "").upper(),
        offense_codes=tuple(sorted(row.get("offense_codes") or ())),
        start=start.timestamp() if start else None,
        day_only=precision not in ("minute", "second"),
        place=place,
        people=tuple(sorted(set(people))),
    )


def keys(incident: Incident) -> Iterator[Key]:
    """Own and cross numbers; place or person within half a day."""
    if not incident.shared:
        if incident.number:
            yield "event", incident.agency, incident.category, incident.number, incident.part
        return
    if incident.number:
        yield "number", incident.agency, incident.number
    for agency, number in incident.cross_numbers:
        yield "number", agency, number
    if incident.start is None:
        return
    near = [*parties.keys(incident.people)]
    if incident.place:
        near += locations.keys(incident.place)
        near += (("cell", cell) for cell in locations.cells(incident.place.point))
    hours = (0, 6, 12, 18) if incident.day_only else (0,)
    for hour in hours:
        for offset in (0.0, 0.5):
            window = floor((incident.start + hour * HOUR) / _WINDOW + offset)
            for key in near:
                yield "time and place or person", f"{offset} {window}", *key


def candidates(records: Iterable[Incident]) -> tuple[list[Scored], list[Dropped]]:
    """Every scored pair, by key, and the blocks that were too large."""
    return pairs(records, keys, compare)


def compare(one: Incident, other: Incident) -> Scored | None:
    """Score two records; None where they cannot be one event.

    Two numbers of one agency are two events, as are two papers of different categories.
    """
    if one.key > other.key:
        one, other = other, one
    if one.category != other.category:
        return None
    start = Part("starting odds", "two records that share a key", STARTING_ODDS * UNITS)
    if one.agency == other.agency:
        if not one.number or one.number != other.number:
            return None
        if not one.shared and one.part != other.part:
            return None
        return scored(one.key, other.key, (start, compare_numbers(one, other)))
    if not one.shared:
        return None
    parts = (
        *(start, compare_numbers(one, other), compare_times(one, other)),
        *(compare_places(one, other), compare_people(one, other), compare_offenses(one, other)),
    )
    return scored(one.key, other.key, parts)


def compare_numbers(one: Incident, other: Incident) -> Part:
    """Numbers: an agency's own number decides; a number that one quotes of the other nearly does.

    Quoting another number of the other's agency speaks for two events.
    """
    left, right = (one.agency, one.number), (other.agency, other.number)
    level = _MISSING
    if left == right:
        level = _NUMBER_OWN
    elif right in one.cross_numbers or left in other.cross_numbers:
        level = _NUMBER_CROSS
    elif set(one.cross_numbers) & set(other.cross_numbers):
        level = _NUMBER_THIRD
    elif _quoted(one, other) or _quoted(other, one):
        level = _NUMBER_OTHER
    return _part("number", level, _numbers(one), _numbers(other))


def compare_times(one: Incident, other: Incident) -> Part:
    """When it began: agencies are called within the hour, and note the same time within minutes."""
    level, left, right = _TIME_MISSING, one.start, other.start
    if left is not None and right is not None:
        if one.day_only or other.day_only:
            # the event lies somewhere in the day that begins then
            apart = (left - right if other.day_only else right - left) / HOUR
            same = abs(apart) < 12 if one.day_only and other.day_only else 0 <= apart < 24
            level = ("the same day", 1.0) if same else ("another day", -6.0)
        else:
            hours = abs(left - right) / HOUR
            level = next(level for most, level in _TIMES if hours <= most)
    return _part("time", level, _hour(left), _hour(right))


def compare_places(one: Incident, other: Incident) -> Part:
    """Where: the same address, else coordinates, as one agency may write a block or a corner."""
    left, right = one.place, other.place
    if left is None or right is None:
        return _part("place", _MISSING, "", "")
    address = locations.compare(left, right)
    metres = places.metres(left, right)
    level = _MISSING
    if address and address.weight > 0:
        level = ("the same address", 5.0)
    elif metres is not None:
        level = ("within 250 metres", 4.0) if metres <= 250 else ("within 500 metres", 1.0)
        if metres > 500:
            level = ("apart", -4.0) if metres <= 2_000 else ("over two kilometres apart", -9.0)
    return _part("place", level, left.normal, right.normal)


def compare_people(one: Incident, other: Incident) -> Part:
    """Who: parties named by both, by birth date and name, or by name where a date is unknown."""
    found = parties.shared(one.people, other.people)
    names = "; ".join(str(a) for _, a, _ in found), "; ".join(str(b) for _, _, b in found)
    sure = sum(alike is Alike.BIRTH_DATE for alike, _, _ in found)
    if sure:
        more = len(found) > 1
        return _part("people", ("two in common", 11.0) if more else ("one in common", 7.0), *names)
    if found:
        return _part("people", ("a name in common", 3.0), *names)
    strangers = bool(one.people and other.people)
    return _part("people", ("nobody in common", -2.0) if strangers else _MISSING, *names)


def compare_offenses(one: Incident, other: Incident) -> Part:
    """Offence, by its NIBRS codes or words; agencies charge the same event differently."""
    left, right = _offense(one), _offense(other)
    level = _MISSING
    if set(one.offense_codes) & set(other.offense_codes):
        level = ("a code in common", 3.0)
    elif one.offense and one.offense == other.offense:
        level = ("the same words", 3.0)
    elif one.offense_codes and other.offense_codes:
        level = ("another", -2.0)
    return _part("offense", level, left, right)


def _quoted(one: Incident, other: Incident) -> bool:
    """Whether ``one`` names a number of the other's agency."""
    return bool(other.number) and any(agency == other.agency for agency, _ in one.cross_numbers)


def _numbers(incident: Incident) -> str:
    quoted = (f"{agency} {number}" for agency, number in incident.cross_numbers)
    return "; ".join((f"{incident.agency} {incident.number}".strip(), *quoted))


def _offense(incident: Incident) -> str:
    return " ".join((incident.offense, *incident.offense_codes)).strip()


def _hour(start: float | None) -> str:
    if start is None:
        return ""
    return datetime.fromtimestamp(start, UTC).strftime("%Y-%m-%d %H:%MZ")


def _part(comparison: str, level: Level, left: str, right: str) -> Part:
    return Part(comparison, level[0], round(level[1] * UNITS), left, right)
