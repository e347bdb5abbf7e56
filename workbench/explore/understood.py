"""What was understood of one record, under the names that people use for its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.explore.fields import FIELDS, Read, plain
from workbench.explore.words import when
from workbench.records.properties import ENVELOPE_PROPERTIES
from workbench.records.vocabulary import ENTITY_OF, Kind

MOMENTS = {
    "observed": "When it happened",
    "start": "Start",
    "end": "End",
    "reported": "Reported",
}
PARTS = {
    "name": "Name",
    "name_sur_name": "Surname",
    "name_given_name": "Given name",
    "name_middle_name": "Middle name",
    "name_suffix": "Suffix",
    "name_nicknames": "Nickname",
    "birth_date_placeholder": "Birth date is a placeholder",
    "vin_manufacturer": "Made by, from the VIN",
    "vin_model_year": "Year, from the VIN",
    "reader": "Plate reader",
    "confidence": "Confidence of the reader",
    "address_unit": "Unit",
    "address_cross_street": "Cross street",
    "address_state": "State",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "number_year": "Year of the number",
    "serial_obliterated": "Serial obliterated",
    "code": "NIBRS code",
    "attempted": "Attempted",
    "weapons": "Weapons",
    "statute": "Statute",
    "description": "Description",
    "severity": "Severity",
    "disposition": "Disposition",
    "convicted": "Convicted",
    "text": "Narrative",
    "duration_seconds": "Seconds",
    "call_category": "Kind of call",
    "organization_category": "Kind of organization",
}
"""Fields that an entity does not list, in the order in which a record lists them."""
_LISTED = frozenset(
    (
        *("name_normal", "aliases_normal", "monikers", "age", "sex", "race", "ethnicity"),
        *("birth_date_date", "birth_date_year", "height_inches", "weight_pounds", "eye_color"),
        *("hair_color", "residence", "phones_e164", "phones_digits", "cautions_code"),
        *("identifications_kind", "identifications_jurisdiction", "identifications_number"),
        *("plate_plate", "plate_state", "vin_vin", "vin_valid", "make", "model", "model_year"),
        *("style", "color", "address_normal", "address_precision", "address_city"),
        *("address_postal_code", "location_category", "number_normal", "number_agency"),
        *("cross_numbers_agency", "offense", "offense_codes", "status", "outcome", "method"),
        *("attributes", "item_category", "serial_serial", "calibre"),
    )
)
"""Fields that ``FIELDS`` reads."""
_PIECES = (
    *("plate_folded", "birth_date_", "features_", "aliases_", "address_", "cross_numbers_"),
    "identifications_",
)
"""Beginnings of what only serves matching, or stands whole in a field above."""
_ENVELOPE = frozenset((*ENVELOPE_PROPERTIES, "projected", "point", "links"))


def understood(said: Mapping[str, Any]) -> dict[str, str]:
    """A record's fields by label: those of its entity first, then its own parts and times.

    What only serves matching is left out; a field without a label stands under its own name.
    """
    rows = {
        label: ", ".join(read(said))
        for label, read in _entity_fields(Kind(said["kind"]))
        if label != "As written"
    }
    for name, label in PARTS.items():
        if name in said:
            rows.setdefault(label, plain(said[name]))
    for name, label in MOMENTS.items():
        if at := said.get(f"{name}_at"):
            rows[label] = when(at, said.get(f"{name}_precision"))
    for name in sorted(said):
        if not _is_known(name):
            rows[name.replace("_", " ").capitalize()] = plain(said[name])
    return {label: text for label, text in rows.items() if text}


def _entity_fields(kind: Kind) -> tuple[tuple[str, Read], ...]:
    return FIELDS[ENTITY_OF[kind]] if kind in ENTITY_OF else ()


def _is_known(name: str) -> bool:
    return (
        name in PARTS
        or name in _LISTED
        or name in _ENVELOPE
        or name.endswith("_raw")
        or name.startswith(_PIECES)
        or name.rpartition("_")[0] in MOMENTS
    )
