"""Exact identifiers: what a record states that stands for one person or thing, not for likeness.

    MPD  "FBI 123456AB7"  ─ number fbi US 123456AB7 ─  PGPD  "123456AB7 (FBI)"

They are numbers from a register that is known, and the normal forms that are a thing's own name.
Names, birth dates, phones, looks, coordinates and anything mistyped are likeness, however alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from workbench.records.model import SEPARATOR
from workbench.records.numbers import IdentificationKind
from workbench.records.places import AddressPrecision
from workbench.records.streets import QUADRANTS
from workbench.records.vocabulary import Category, Kind

Said = Mapping[str, Any]
Token = tuple[str, ...]
REGISTERS = frozenset(
    {
        IdentificationKind.STATE_ID.value,
        IdentificationKind.FBI.value,
        IdentificationKind.DRIVER_LICENSE.value,
        IdentificationKind.SSN.value,
    }
)
"""Registers that number people; ``other`` names none."""
PLACED = frozenset(
    {
        AddressPrecision.EXACT.value,
        AddressPrecision.UNIT.value,
        AddressPrecision.INTERSECTION.value,
        AddressPrecision.BLOCK.value,
    }
)
"""Precisions of which an equal normal form is one place; a street, beat or city is many."""
SHORT_SERIAL = 5
"""Characters below which several makers have a serial (``resolution/items.py``)."""


def identifiers(kind: str, agency: str, said: Said) -> frozenset[Token]:
    """The exact identifiers that a record states; records of one entity that share one are one.

    Args:
        kind: the record's kind, as its property has it.
        agency: who wrote the record.
        said: its properties, as ``cypher/path_merges.cypher`` gives them.
    """
    read = _READ.get(Kind(kind))
    return frozenset(read(agency, said)) if read else frozenset()


def _person(_: str, said: Said) -> Iterator[Token]:
    """A number with its register and that register's state; of an unknown state it is nobody's."""
    kinds = said.get("identifications_kind") or ()
    none = [""] * len(kinds)
    numbers = said.get("identifications_number") or none
    states = said.get("identifications_jurisdiction") or none
    for kind, number, state in zip(kinds, numbers, states, strict=True):
        if kind in REGISTERS and number and state:
            yield "number", kind, state, number


def _vehicle(_: str, said: Said) -> Iterator[Token]:
    """A VIN whose check digit holds; a plate with its state."""
    if said.get("vin_vin") and said.get("vin_valid"):
        yield "vin", said["vin_vin"]
    if said.get("plate_plate") and said.get("plate_state"):
        yield "plate", said["plate_state"], said["plate_plate"]


def _location(agency: str, said: Said) -> Iterator[Token]:
    """The whole normal form; without town and quadrant it counts within its agency only."""
    normal, precision = said.get("address_normal"), said.get("address_precision")
    if not normal or precision not in PLACED:
        return
    town = said.get("address_city") or said.get("address_state")
    quadrant = said.get("address_postdirectional") in QUADRANTS.values()
    yield "address", precision, normal, "" if town or quadrant else agency


def _incident(agency: str, said: Said) -> Iterator[Token]:
    """An agency's own number, or another agency's that it quotes; other papers by their own key."""
    number = said.get("number_normal")
    if said.get("category") != Category.INCIDENT.value:
        if number:
            part = SEPARATOR.join(str(said.get("part") or "").split(SEPARATOR)[2:])
            yield "paper", agency, said.get("category") or "", number, part
        return
    if number:
        yield "case", agency, number
    numbers = said.get("cross_numbers_normal") or ()
    owners = said.get("cross_numbers_agency") or [""] * len(numbers)
    for owner, quoted in zip(owners, numbers, strict=True):
        if owner and quoted:
            yield "case", owner, quoted


def _item(_: str, said: Said) -> Iterator[Token]:
    """A serial that is long enough to be one maker's."""
    serial = said.get("serial_serial") or ""
    if len(serial) >= SHORT_SERIAL:
        yield "serial", serial


_READ: Mapping[Kind, Callable[[str, Said], Iterator[Token]]] = {
    Kind.PERSON: _person,
    Kind.VEHICLE: _vehicle,
    Kind.PLATE_READ: _vehicle,
    Kind.LOCATION: _location,
    Kind.INCIDENT: _incident,
    Kind.ITEM: _item,
}
