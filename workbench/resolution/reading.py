"""Columns of persons as a file states them → a table of normal forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from workbench.records.names import NameOrder, PersonName, parse_name
from workbench.records.plates import state_code
from workbench.resolution import forms
from workbench.resolution.remarks import remarks
from workbench.resolution.table import (
    Column,
    Table,
    column,
    combined,
    derived,
    filled,
    one_numbering,
    unstated,
)

CANONICAL = (
    *("record_id", "source", "full_name", "given_name", "middle_name", "surname", "suffix"),
    *("birth_date", "sex", "ssn", "street_number", "street_name", "address", "city", "state"),
    *("postal_code", "phone", "place_of_birth", "occupation"),
)
"""The fields that a file may map its columns to."""
NAMES = ("full_name", "given_name", "surname")

Texts = Sequence[str | None]
_PLAIN: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "source": ("source", forms.text),
    "sex": ("sex", forms.sex),
    "ssn": ("ssn", partial(forms.digits, at_least=4, last=9)),
    "city": ("city", forms.name),
    "state": ("state", lambda raw: state_code(raw) or forms.text(raw)),
    "postal_code": ("postal", forms.postal),
    "place_of_birth": ("birth_place", forms.name),
    "occupation": ("occupation", forms.name),
}


def read_columns(columns: Mapping[str, Texts], size: int) -> Table:
    """The table of normal forms of ``size`` records.

    Args:
        columns: texts by ``CANONICAL`` name, each ``size`` long; None or "" where unstated.
    """
    raw = {name: column(texts) for name, texts in columns.items() if name != "record_id"}
    out = {to: derived(raw[of], form) for of, (to, form) in _PLAIN.items() if of in raw}
    nothing = unstated(size)
    out |= _names(raw, nothing)
    if "phone" in raw:
        phone = partial(forms.digits, at_least=7, last=10)
        out["phones"] = derived(raw["phone"], lambda text: (phone(text),) if phone(text) else ())
    if "birth_date" in raw:
        days_first = forms.day_first(raw["birth_date"].values)
        out["birth"] = derived(raw["birth_date"], partial(forms.birth, days_first=days_first))
    out |= _street(raw, nothing)
    keys = columns.get("record_id") or range(size)
    return Table(tuple(map(str, keys)), with_derived(out), remarks(raw, out.get("birth")))


def with_derived(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns and those that follow from them, for blocking and for the levels."""
    out = dict(columns)
    for of, to, rule in DERIVED:
        if of in out:
            out[to] = derived(out[of], rule)
    if "year" in out:
        out["born"] = filled(
            out.get("born", unstated(len(out["year"].codes))), derived(out["year"], born)
        )
    if "given" in out and "surname" in out:
        out["given"], out["surname"] = one_numbering(out["given"], out["surname"])
        out["names"] = combined(out["given"], out["surname"], swapped=True)
    if "number" in out and "street" in out:
        out["address"] = combined(out["number"], out["street"])
    elif "street" in out:
        out["address"] = out["street"]
    return out


DERIVED: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("given", "given_sound", lambda name: forms.sound(name.partition(" ")[0])),
    ("given", "given_letter", lambda name: name[0]),
    ("surname", "surname_sound", forms.sound),
    ("surname", "surname_letter", lambda name: name[0]),
    ("birth", "year", lambda birth: birth[:4]),
    ("birth", "day", lambda birth: birth[4:8] if len(birth) == 8 else ""),
    ("street", "street_sound", forms.street_sound),
    ("postal", "area", forms.postal_area),
)

DERIVED_NAMES = frozenset(name for _, name, _ in DERIVED)


def born(year: str) -> int | None:
    return int(year) if "1800" <= year < "2100" and year.isdecimal() else None


def _names(raw: Mapping[str, Column], nothing: Column) -> dict[str, Column]:
    given = derived(raw.get("given_name", nothing), forms.name)
    surname = derived(raw.get("surname", nothing), forms.name)
    middle = derived(raw.get("middle_name", nothing), forms.name)
    generation = filled(
        derived(raw.get("suffix", nothing), forms.suffix), derived(surname, forms.suffix)
    )
    surname = derived(surname, forms.without_suffix)
    if "full_name" in raw:
        read = derived(raw["full_name"], _reader(raw["full_name"]))
        part = {
            name: derived(read, partial(_part, name))
            for name in ("given_name", "middle_name", "sur_name", "suffix")
        }
        given, surname = filled(given, part["given_name"]), filled(surname, part["sur_name"])
        middle, generation = filled(middle, part["middle_name"]), filled(generation, part["suffix"])
    columns = {"given": given, "surname": surname, "middle": middle, "suffix": generation}
    return {name: c for name, c in columns.items() if c.values}


def _reader(full: Column) -> Callable[[str], PersonName | None]:
    """ "LAST, FIRST" where most names have a comma; elsewhere a comma parts a title from a name."""
    commas = sum("," in value for value in full.values)
    if commas * 2 > len(full.values):
        return lambda raw: parse_name(forms.clipped(raw))
    return lambda raw: parse_name(forms.clipped(raw).partition(",")[0], NameOrder.GIVEN_FIRST)


def _part(name: str, parsed: PersonName) -> str:
    return forms.name(getattr(parsed, name))


def _street(raw: Mapping[str, Column], nothing: Column) -> dict[str, Column]:
    number = derived(raw.get("street_number", nothing), forms.postal)
    street = derived(raw.get("street_name", nothing), forms.street)
    if "address" in raw:
        parts = derived(raw["address"], forms.address_parts)
        number = filled(number, derived(parts, lambda both: both[0]))
        street = filled(street, derived(parts, lambda both: both[1]))
    return {name: c for name, c in (("number", number), ("street", street)) if c.values}
