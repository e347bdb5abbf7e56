"""Which fields of a record are shown of an entity, in which order, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workbench.explore.words import phone, when
from workbench.records.vocabulary import Kind

CAUTIONS = "Cautions"
"""The field that comes before all others."""

Said = Mapping[str, Any]
Read = Callable[[Said], Sequence[str]]


def plain(value: Any) -> str:
    """A property in words; moments are on the host's clock."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain, value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "isoformat"):
        return when(value) if hasattr(value, "hour") else str(value.isoformat())
    return str(value)


def _one(field: str) -> Read:
    return lambda said: [plain(said[field])] if said.get(field) not in (None, "") else []


def _all(field: str) -> Read:
    return lambda said: [str(v) for v in said.get(field) or () if v]


def _words(field: str, words: Mapping[str, str] | None = None) -> Read:
    """A value of a closed set: in its own ``words``, else in lower case with spaces."""

    def read(said: Said) -> Sequence[str]:
        code = str(said.get(field) or "")
        plain_code = code.replace("_", " ").replace("-", " ").lower()
        return [(words or {}).get(code, plain_code)] if code else []

    return read


def _moment(field: str) -> Read:
    return lambda said: [when(said[field])] if said.get(field) else []


def _birth(said: Said) -> Sequence[str]:
    date, year = said.get("birth_date_date"), said.get("birth_date_year")
    written = date or (f"{said.get('birth_date_raw')} (year {year})" if year else "")
    return [str(written)] if written else []


_REGISTERS = {"fbi": "FBI", "state-id": "SID", "ssn": "SSN"}


def _identifications(said: Said) -> Sequence[str]:
    columns = [said.get(f"identifications_{c}") or [] for c in ("kind", "jurisdiction", "raw")]
    kinds, places, raw = columns
    places = places or [""] * len(kinds)
    return [
        " ".join(filter(None, (_REGISTERS.get(kind, kind.replace("-", " ")), place, number)))
        for kind, place, number in zip(kinds, places, raw, strict=True)
        if number
    ]


def _phones(said: Said) -> Sequence[str]:
    numbers, digits = said.get("phones_e164") or [], said.get("phones_digits") or []
    numbers = numbers or [""] * len(digits)
    return [phone(n) if n else d for n, d in zip(numbers, digits, strict=True)]


def _plate(said: Said) -> Sequence[str]:
    plate = said.get("plate_plate") or said.get("plate_raw")
    return [" ".join(filter(None, (said.get("plate_state"), plate)))] if plate else []


def _vin(said: Said) -> Sequence[str]:
    vin = said.get("vin_vin")
    return [vin if said.get("vin_valid") else f"{vin} (check digit does not agree)"] if vin else []


def _height(said: Said) -> Sequence[str]:
    inches = said.get("height_inches")
    return [f"{inches // 12}′{inches % 12}″"] if inches else []


def _weight(said: Said) -> Sequence[str]:
    pounds = said.get("weight_pounds")
    return [f"{pounds} lb"] if pounds else []


def _cross(said: Said) -> Sequence[str]:
    numbers = said.get("cross_numbers_raw") or []
    agencies = said.get("cross_numbers_agency") or [""] * len(numbers)
    return [f"{a} {n}".strip() for a, n in zip(agencies, numbers, strict=True)]


PRECISIONS = {
    "exact": "one address",
    "unit": "one unit in a building",
    "block": "block, not one address",
    "street": "whole street",
    "beat": "police beat",
    "city": "whole city",
    "point": "coordinates",
    "unknown": "not understood",
}
"""How much of the earth an address names."""

FIELDS: Mapping[Kind, tuple[tuple[str, Read], ...]] = {
    Kind.PERSON: (
        (CAUTIONS, _all("cautions_raw")),
        ("Name", _one("name_normal")),
        ("Alias", _all("aliases_normal")),
        ("Moniker", _all("monikers")),
        ("Born", _birth),
        ("Age as stated", _one("age")),
        ("Sex", _one("sex")),
        ("Race", _one("race")),
        ("Ethnicity", _one("ethnicity")),
        ("Height", _height),
        ("Weight", _weight),
        ("Eyes", _one("eye_color")),
        ("Hair", _one("hair_color")),
        ("Scars, marks, tattoos", _all("features_raw")),
        ("Identification", _identifications),
        ("Phone", _phones),
        ("Residence", _one("residence")),
    ),
    Kind.VEHICLE: (
        ("Plate", _plate),
        ("VIN", _vin),
        ("Make", _one("make")),
        ("Model", _one("model")),
        ("Year", _one("model_year")),
        ("Style", _one("style")),
        ("Color", _one("color")),
    ),
    Kind.LOCATION: (
        ("Address", _one("address_normal")),
        ("As written", _one("address_raw")),
        ("Precision", _words("address_precision", PRECISIONS)),
        ("City", _one("address_city")),
        ("Postal code", _one("address_postal_code")),
        ("Kind of place", _one("location_category")),
    ),
    Kind.INCIDENT: (
        ("Number", _one("number_raw")),
        ("Other agencies' numbers", _cross),
        ("Category", _words("category")),
        ("Offense", _one("offense")),
        ("NIBRS code", _all("offense_codes")),
        ("Start", _moment("start_at")),
        ("Status", _words("status")),
        ("Outcome", _one("outcome")),
        ("Method", _one("method")),
        ("Attributes", _all("attributes")),
    ),
    Kind.ITEM: (
        ("Category", _one("item_category")),
        ("Serial", _one("serial_raw")),
        ("Make", _one("make")),
        ("Model", _one("model")),
        ("Caliber", _one("calibre")),
        ("Description", _one("description")),
        ("Status", _one("status")),
    ),
}
