"""Which identifiers of a record decide, kind by kind, strongest level first.

Rows are a record's graph properties (``records/properties.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.records.model import SEPARATOR
from workbench.records.numbers import IdentificationKind
from workbench.records.places import AddressPrecision
from workbench.records.vocabulary import Category, Kind

Levels = tuple[tuple[str, ...], ...]
NONE: Levels = ()

PLACED = frozenset(
    {
        AddressPrecision.EXACT.value,
        AddressPrecision.UNIT.value,
        AddressPrecision.INTERSECTION.value,
        AddressPrecision.BLOCK.value,
    }
)


def person(row: Mapping[str, Any]) -> Levels:
    """FBI number, then state identification, then driver's licence with the same surname.

    The first two are taken from fingerprints. A licence is borrowed and mistyped, so it decides
    only beside an equal surname.
    """
    by_kind: dict[str, list[str]] = {}
    for kind, number, jurisdiction in zip(
        row.get("identifications_kind") or (),
        row.get("identifications_number") or _blanks(row, "identifications_kind"),
        row.get("identifications_jurisdiction") or _blanks(row, "identifications_kind"),
        strict=True,
    ):
        if number:
            by_kind.setdefault(kind, []).append(f"{jurisdiction}:{number}")
    surname = row.get("name_sur_name") or ""
    return (
        tuple(by_kind.get(IdentificationKind.FBI.value, ())),
        tuple(i for i in by_kind.get(IdentificationKind.STATE_ID.value, ()) if i[0] != ":"),
        tuple(
            f"{i}:{surname}"
            for i in by_kind.get(IdentificationKind.DRIVER_LICENSE.value, ())
            if i[0] != ":" and surname
        ),
    )


def vehicle(row: Mapping[str, Any]) -> Levels:
    """VIN with a right check digit, then plate with its state."""
    vin = row.get("vin_vin") if row.get("vin_valid") else None
    plate, state = row.get("plate_plate"), row.get("plate_state")
    return ((vin,) if vin else (), (f"{state}:{plate}",) if plate and state else ())


def location(row: Mapping[str, Any]) -> Levels:
    """Parsed address with what sets it in a place; a block joins its block, never an address.

    Without quadrant, city, state or postal code the same words exist in many places, so the
    address then counts within one agency only.
    """
    normal, precision = row.get("address_normal"), row.get("address_precision")
    if not normal or precision not in PLACED:
        return NONE
    quadrant = row.get("address_postdirectional") in {"NE", "NW", "SE", "SW"}
    if quadrant and row.get("address_state") in {None, "", "DC"}:
        place = "DC"
    else:
        place = " ".join(
            str(row.get(f"address_{part}") or "") for part in ("city", "state", "postal_code")
        ).strip()
    return ((f"{precision}:{normal}:{place or row['agency']}",),)


def incident(row: Mapping[str, Any]) -> Levels:
    """The agency's own number within one category; the whole key's, unless it is an incident.

    The rows of one incident share its number. Arrests, bookings, contacts, calls and warrants are
    each their own event: several people are arrested under one report's number, so they join only
    where the key's number and part agree as well.
    """
    number = row.get("number_normal")
    if not number:
        return NONE
    event = [] if row["category"] == Category.INCIDENT.value else row["key"].split(SEPARATOR)[2:]
    return ((":".join((row["agency"], row["category"], number, *event)),),)


def item(row: Mapping[str, Any]) -> Levels:
    """A firearm's serial with make and model; serials repeat between makers."""
    serial, make, model = row.get("serial_serial"), row.get("make"), row.get("model")
    if not (serial and make and model) or row.get("serial_obliterated"):
        return NONE
    return ((f"{serial}:{str(make).upper()}:{str(model).upper()}",),)


def plate_read(row: Mapping[str, Any]) -> Levels:
    """A read joins a vehicle by plate and state, and never decides anything else."""
    return vehicle(row)


LEVELS: Mapping[Kind, Callable[[Mapping[str, Any]], Levels]] = {
    Kind.PERSON: person,
    Kind.VEHICLE: vehicle,
    Kind.PLATE_READ: plate_read,
    Kind.LOCATION: location,
    Kind.INCIDENT: incident,
    Kind.ITEM: item,
}


def _blanks(row: Mapping[str, Any], name: str) -> list[str]:
    return [""] * len(row.get(name) or ())
