"""Where the records of one entity disagree although there can only be one: side by side.

    birth date    1991-04-17 | MPD, 3 records    ≠    1991-07-04 | PGPD, 1 record

Nothing here says which is right: that is for the owners. Plates, addresses and names change, so
several of them are no conflict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.explore.fields import Read, Said, one_of, register, words_of
from workbench.explore.values import Stated, Value, values
from workbench.records.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that can have one value, and the values that records state."""

    name: str
    values: tuple[Value, ...]


def conflicts(kind: Kind, stated: Sequence[Stated]) -> tuple[Conflict, ...]:
    """The fields in which the records disagree, in the order of their weight."""
    found: list[Conflict] = []
    if kind is Kind.PERSON:
        found += _births(stated)
    for name, read in ONE_ONLY[kind]:
        said = values(stated, read)
        if len(said) > 1:
            found.append(Conflict(name, said))
    if kind is Kind.PERSON:
        found += _numbers(stated)
    return tuple(found)


def _births(stated: Sequence[Stated]) -> list[Conflict]:
    """Dates that differ, and a year alone that no date has."""
    years = {str(one.said["birth_date_date"])[:4] for one in stated if _dated(one.said)}

    def read(said: Said) -> Sequence[str]:
        if _dated(said):
            maybe = ", perhaps a placeholder" if said.get("birth_date_placeholder") else ""
            return [f"{said['birth_date_date']}{maybe}"]
        year = said.get("birth_date_year")
        return [f"{year}, year only"] if year and str(year) not in years else []

    found = values(stated, read)
    return [Conflict("birth date", found)] if len(found) > 1 else []


def _dated(said: Said) -> bool:
    return bool(said.get("birth_date_date"))


def _numbers(stated: Sequence[Stated]) -> list[Conflict]:
    """Several numbers of one register that goes by fingerprints: it gives a person one."""
    registers = sorted({r for one in stated for r in register(one.said)})
    found = (
        (name, values(stated, lambda said, name=name: register(said).get(name, ())))  # type: ignore[misc]
        for name in registers
    )
    return [Conflict(name, said) for name, said in found if len(said) > 1]


ONE_ONLY: Mapping[Kind, tuple[tuple[str, Read], ...]] = {
    Kind.PERSON: (("sex", one_of("sex")), ("suffix", one_of("name_suffix"))),
    Kind.VEHICLE: (
        ("VIN", one_of("vin_vin")),
        ("make", one_of("make")),
        ("model", one_of("model")),
        ("year", one_of("model_year")),
    ),
    Kind.LOCATION: (),
    Kind.INCIDENT: (("status", words_of("status")), ("outcome", one_of("outcome"))),
    Kind.ITEM: (
        ("serial", one_of("serial_serial")),
        ("make", one_of("make")),
        ("status", one_of("status")),
    ),
}
"""Fields of which a thing has one at a time, by kind."""
