"""What resolution reads of a location's record: the parsed address, its town and its point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians
from typing import Any

from workbench.records.places import AddressPrecision
from workbench.records.streets import QUADRANTS, Street, parse_street

NO_STREET = Street()
_SEPARATOR = re.compile(r" AND | *[&/@] *")
_DEGREE = 111_200.0
"""Metres to a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Location:
    """What resolution reads of a location's record; "" or None where it is not stated.

    ``cross`` is the other street of an intersection. ``town`` is "ARLINGTON VA", "ARLINGTON",
    "WASHINGTON DC" or "": the District is also known by a quadrant with no city.
    """

    key: str
    agency: str = ""
    normal: str = ""
    precision: AddressPrecision = AddressPrecision.UNKNOWN
    number: str = ""
    high: str = ""
    suffix: str = ""
    street: Street = NO_STREET
    cross: Street = NO_STREET
    unit: str = ""
    town: str = ""
    postal_code: str = ""
    loose: bool = False
    """Two streets of which one may be something else: "COLESVILLE RD AND IRIS"."""
    point: tuple[float, float] | None = None
    """Latitude and longitude, degrees to three places, some 100 m."""

    @property
    def district(self) -> bool:
        """Whether it lies in the District, where a street is nothing without its quadrant."""
        return self.town == "WASHINGTON DC"


def read(row: Mapping[str, Any]) -> Location:
    """The location of a record's graph properties."""

    def text(name: str) -> str:
        return str(row.get(f"address_{name}") or "")

    quadrant, city, state = text("postdirectional"), text("city"), text("state")
    town = f"{city} {state}".strip() if city else ""
    known = quadrant in QUADRANTS.values() and not state and city in ("", "WASHINGTON")
    if state == "DC" or known:
        town = "WASHINGTON DC"
    latitude, longitude = row.get("latitude"), row.get("longitude")
    precision = AddressPrecision(text("precision") or "unknown")
    street = Street(text("predirectional"), text("street_name"), text("street_category"), quadrant)
    cross = _street(text("cross_street"))
    crossing = _crossing(text("normal")) if precision is AddressPrecision.UNKNOWN else None
    if crossing:
        precision, (street, cross) = AddressPrecision.INTERSECTION, crossing
    return Location(
        key=row["key"],
        agency=row["agency"],
        normal=text("normal"),
        precision=precision,
        number=text("street_number"),
        high=text("street_number_high"),
        suffix=text("number_suffix"),
        street=street,
        cross=cross,
        unit=text("unit"),
        town=town,
        postal_code=text("postal_code"),
        loose=crossing is not None,
        point=None
        if latitude is None or longitude is None
        else (round(latitude, 3), round(longitude, 3)),
    )


def metres(one: Location, other: Location) -> float | None:
    """How far apart two locations lie; None where one has no coordinates."""
    if one.point is None or other.point is None:
        return None
    north = one.point[0] - other.point[0]
    east = (one.point[1] - other.point[1]) * cos(radians((one.point[0] + other.point[0]) / 2))
    return hypot(north, east) * _DEGREE


@lru_cache(maxsize=65_536)
def _crossing(normal: str) -> tuple[Street, Street] | None:
    """The two streets of a text that is not certainly an intersection; None when it is none."""
    sides = _SEPARATOR.split(normal.split(",")[0])
    if len(sides) != 2 or not all(sides):
        return None
    one, other = map(parse_street, sorted(sides))
    return None if one.numbered or other.numbered else (one, other)


@lru_cache(maxsize=65_536)
def _street(text: str) -> Street:
    return parse_street(text) if text else NO_STREET
