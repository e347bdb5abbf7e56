"""What resolution reads of a person's record in the graph: the same columns as of a file.

Race and ethnicity are not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.records.numbers import IdentificationKind
from workbench.resolution import forms
from workbench.resolution.one_pair import Fields
from workbench.resolution.reading import DERIVED, born
from workbench.resolution.table import Table, column, joined

Row = Mapping[str, Any]
"""A record's graph properties (``records/properties.py``)."""

_REGISTERS = {
    IdentificationKind.FBI.value: "fbi",
    IdentificationKind.STATE_ID.value: "state_id",
    IdentificationKind.DRIVER_LICENSE.value: "license",
}
PROPERTIES = (
    *("name_given_name", "name_middle_name", "name_sur_name", "name_suffix"),
    *("aliases_given_name", "aliases_sur_name", "monikers", "birth_date_year", "birth_date_month"),
    *("birth_date_day", "age", "observed_at", "sex", "identifications_kind"),
    *("identifications_number", "identifications_jurisdiction", "phones_e164", "phones_digits"),
    *("height_inches", "eye_color", "hair_color", "features_kind", "features_location"),
    "features_description",
)
"""The properties that are read."""


def fields(row: Row, residence: Row | None = None) -> Fields:
    """A person's values by column, without those that the record does not state.

    Args:
        residence: the location record at which the person lives.
    """
    given, surname = _name(row.get("name_given_name")), _name(row.get("name_sur_name"))
    values: dict[str, Any] = {
        "given": given,
        "middle": _name(row.get("name_middle_name")),
        "surname": surname,
        "suffix": forms.suffix(row.get("name_suffix") or ""),
        "known_as": _known_as(row, given, surname),
        "birth": _birth(row),
        "born": _born_by_age(row),
        "sex": forms.sex(row.get("sex") or ""),
        "phones": _sorted(row.get("phones_e164") or row.get("phones_digits") or ()),
        "monikers": _sorted(row.get("monikers") or ()),
        "marks": _sorted(_marks(row)),
        "height": row.get("height_inches"),
        "eyes": row.get("eye_color"),
        "hair": row.get("hair_color"),
        **_numbers(row),
        **_residence(residence or {}),
    }
    return with_derived({name: value for name, value in values.items() if value})


def with_derived(values: dict[str, Any]) -> Fields:
    """The values and those that follow from them, as ``reading.with_derived`` has them."""
    for of, to, rule in DERIVED:
        if of in values and (value := rule(values[of])):
            values[to] = value
    if "year" in values and (year := born(values["year"])):
        values.setdefault("born", year)
    if name := joined(*sorted((values.get("given") or "", values.get("surname") or ""))):
        values["names"] = name
    if place := joined(values.get("number"), values.get("street")):
        values["address"] = place
    return values


def table(records: Mapping[str, Fields]) -> Table:
    """The table of records by key, in the order of the keys."""
    keys = tuple(sorted(records))
    names = sorted({name for values in records.values() for name in values})
    columns = {name: column(records[key].get(name) for key in keys) for name in names}
    return Table(keys, columns)


def _name(text: str | None) -> str:
    return forms.name(text or "")


def _known_as(row: Row, given: str, surname: str) -> tuple[str, ...]:
    """Whole names: the recorded one and the aliases."""
    aliases = zip(
        row.get("aliases_given_name") or (), row.get("aliases_sur_name") or (), strict=False
    )
    names = [(given, surname), *((_name(one), _name(other)) for one, other in aliases)]
    return _sorted(f"{one} {other}" for one, other in names if one and other)


def _birth(row: Row) -> str:
    year, month, day = (row.get(f"birth_date_{part}") for part in ("year", "month", "day"))
    if not year or year == 9999:
        return ""
    return f"{year:04}" + (f"{month:02}" + (f"{day:02}" if day else "") if month else "")


def _born_by_age(row: Row) -> int | None:
    age, seen = row.get("age"), row.get("observed_at")
    return seen.year - age if age and seen else None


def _marks(row: Row) -> Iterator[str]:
    kinds = row.get("features_kind") or ()
    none = [""] * len(kinds)
    parts = (row.get("features_location") or none, row.get("features_description") or none)
    for mark in zip(kinds, *parts, strict=True):
        yield " ".join(filter(None, mark))


def _numbers(row: Row) -> dict[str, Any]:
    """Numbers by register as "MD:1234"; a number of an unknown register tells nobody apart."""
    kinds = row.get("identifications_kind") or ()
    none = [""] * len(kinds)
    numbers = row.get("identifications_number") or none
    registers = row.get("identifications_jurisdiction") or none
    found: dict[str, list[str]] = {}
    for kind, number, register in zip(kinds, numbers, registers, strict=True):
        if kind in _REGISTERS and number and register:
            found.setdefault(_REGISTERS[kind], []).append(f"{register}:{number}")
    ssn = [n for kind, n in zip(kinds, numbers, strict=True) if n and kind == _SSN]
    return {name: _sorted(values) for name, values in found.items()} | {"ssn": min(ssn, default="")}


_SSN = IdentificationKind.SSN.value


def _residence(row: Row) -> dict[str, Any]:
    street = " ".join(row[name] for name in _STREET if row.get(name))
    return {
        "number": row.get("address_street_number"),
        "street": street,
        "city": forms.name(row.get("address_city") or ""),
        "state": row.get("address_state"),
        "postal": forms.postal(row.get("address_postal_code") or ""),
    }


_STREET = tuple(
    f"address_{part}"
    for part in ("predirectional", "street_name", "street_category", "postdirectional")
)


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
