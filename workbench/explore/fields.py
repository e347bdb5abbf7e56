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


def one_of(field: str) -> Read:
    """A field as it is."""
    return lambda said: [plain(said[field])] if said.get(field) not in (None, "") else []


def _all(field: str) -> Read:
    return lambda said: [str(v) for v in said.get(field) or () if v]


def words_of(field: str, words: Mapping[str, str] | None = None) -> Read:
    """A value of a closed set: in its own ``words``, else in lower case with spaces."""

    def read(said: Said) -> Sequence[str]:
        code = str(said.get(field) or "")
        plain_code = code.replace("_", " ").replace("-", " ").lower()
        return [(words or {}).get(code, plain_code)] if code else []

    return read


def _moment(field: str) -> Read:
    precision = f"{field.removesuffix('_at')}_precision"
    return lambda said: [when(said[field], said.get(precision))] if said.get(field) else []


def _birth(said: Said) -> Sequence[str]:
    date, year = said.get("birth_date_date"), said.get("birth_date_year")
    written = date or (f"{said.get('birth_date_raw')} (year {year})" if year else "")
    return [str(written)] if written else []


_REGISTERS = {"fbi": "FBI", "state-id": "SID", "ssn": "SSN"}
_FINGERPRINTED = ("fbi", "state-id")


def _identifications(said: Said) -> Sequence[str]:
    columns = [said.get(f"identifications_{c}") or [] for c in ("kind", "jurisdiction", "raw")]
    kinds, places, raw = columns
    places = places or [""] * len(kinds)
    return [
        " ".join(filter(None, (_REGISTERS.get(kind, kind.replace("-", " ")), place, number)))
        for kind, place, number in zip(kinds, places, raw, strict=True)
        if number
    ]


def _identified(said: Said) -> Sequence[str]:
    """Each number with its register, in its normal form."""
    kinds = said.get("identifications_kind") or []
    places = said.get("identifications_jurisdiction") or [""] * len(kinds)
    numbers = said.get("identifications_number") or [""] * len(kinds)
    return [
        " ".join(filter(None, (_REGISTERS.get(kind, kind.replace("-", " ")), place, number)))
        for kind, place, number in zip(kinds, places, numbers, strict=True)
        if number
    ]


def register(said: Said) -> Mapping[str, Sequence[str]]:
    """Numbers of registers that go by fingerprints, by register: "FBI", "SID MD"."""
    kinds = said.get("identifications_kind") or []
    places = said.get("identifications_jurisdiction") or [""] * len(kinds)
    numbers = said.get("identifications_number") or [""] * len(kinds)
    found: dict[str, list[str]] = {}
    for kind, place, number in zip(kinds, places, numbers, strict=True):
        if kind in _FINGERPRINTED and number:
            name = " ".join(filter(None, (_REGISTERS[kind], place if kind != "fbi" else "")))
            found.setdefault(name, []).append(number)
    return found


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
        ("Name", one_of("name_normal")),
        ("Alias", _all("aliases_normal")),
        ("Moniker", _all("monikers")),
        ("Born", _birth),
        ("Age as stated", one_of("age")),
        ("Sex", one_of("sex")),
        ("Race", one_of("race")),
        ("Ethnicity", one_of("ethnicity")),
        ("Height", _height),
        ("Weight", _weight),
        ("Eyes", one_of("eye_color")),
        ("Hair", one_of("hair_color")),
        ("Scars, marks, tattoos", _all("features_raw")),
        ("Identification", _identifications),
        ("Phone", _phones),
        ("Residence", one_of("residence")),
    ),
    Kind.VEHICLE: (
        ("Plate", _plate),
        ("VIN", _vin),
        ("Make", one_of("make")),
        ("Model", one_of("model")),
        ("Year", one_of("model_year")),
        ("Style", one_of("style")),
        ("Color", one_of("color")),
    ),
    Kind.LOCATION: (
        ("Address", one_of("address_normal")),
        ("As written", one_of("address_raw")),
        ("Precision", words_of("address_precision", PRECISIONS)),
        ("City", one_of("address_city")),
        ("Postal code", one_of("address_postal_code")),
        ("Kind of place", one_of("location_category")),
    ),
    Kind.INCIDENT: (
        ("Number", one_of("number_raw")),
        ("Other agencies' numbers", _cross),
        ("Category", words_of("category")),
        ("Offense", one_of("offense")),
        ("NIBRS code", _all("offense_codes")),
        ("Start", _moment("start_at")),
        ("Status", words_of("status")),
        ("Outcome", one_of("outcome")),
        ("Method", one_of("method")),
        ("Attributes", _all("attributes")),
    ),
    Kind.ITEM: (
        ("Category", one_of("item_category")),
        ("Serial", one_of("serial_raw")),
        ("Make", one_of("make")),
        ("Model", one_of("model")),
        ("Caliber", one_of("calibre")),
        ("Description", one_of("description")),
        ("Status", one_of("status")),
    ),
}


def _numbered(said: Said) -> Sequence[str]:
    number = said.get("number_normal")
    return [" ".join(filter(None, (said.get("number_agency"), number)))] if number else []


def _stated_plate(said: Said) -> Sequence[str]:
    return _plate(said) if said.get("plate_plate") and said.get("plate_state") else []


SHARED: Mapping[Kind, tuple[tuple[str, Read], ...]] = {
    Kind.PERSON: (("Identification", _identified),),
    Kind.VEHICLE: (("VIN", one_of("vin_vin")), ("Plate", _stated_plate)),
    Kind.LOCATION: (("Address", one_of("address_normal")),),
    Kind.INCIDENT: (("Number", _numbered),),
    Kind.ITEM: (("Serial", one_of("serial_serial")),),
}
"""Exact identifiers that records of one thing may share, by kind."""
