"""Which refused rows belong to a record that goes.

A refused row states no record, so it can be tied to one only by what is written in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from workbench.graph.client import Rows
from workbench.pipeline.tombstones import normal
from workbench.records.model import SEPARATOR

FEWEST = 5
"""Letters and digits of an identifying number that tie a row by themselves."""


@dataclass(frozen=True, slots=True)
class Traces:
    """By what the rows of some records are told."""

    keys: frozenset[str]
    numbers: Mapping[str, frozenset[str]]
    """Numbers of the records by each source that states them."""
    identifying: frozenset[str]
    """Identification numbers, VINs and serial numbers."""
    named: frozenset[tuple[frozenset[str], str]]
    """Words of a name, with the birth date as written."""


def traces(rows: Rows) -> Traces:
    """The traces of records as ``cypher/expunge_said.cypher`` reads them."""
    numbers: dict[str, set[str]] = {}
    identifying: set[str] = set()
    named: set[tuple[frozenset[str], str]] = set()
    for row in rows:
        said = row["said"]
        for source in row["sources"]:
            numbers.setdefault(source, set()).add(row["key"].split(SEPARATOR)[2])
        stated = [*(said["identifications_raw"] or ()), said["vin_raw"], said["serial_raw"]]
        identifying |= {text for one in stated if len(text := normal(one or "")) >= FEWEST}
        if said["name_raw"] and said["birth_date_raw"]:
            named.add((_words(said["name_raw"]), normal(said["birth_date_raw"])))
    return Traces(
        frozenset(row["key"] for row in rows),
        {source: frozenset(of) for source, of in numbers.items()},
        frozenset(identifying),
        frozenset(named),
    )


def tied(rejects: Iterable[Mapping[str, object]], of: Traces) -> list[str]:
    """Ids of the refused rows that belong to the records.

    A row does where its reason names a record's key; where a source that states the record gave
    its number in any cell; where any source gave one of its identification numbers, its VIN or its
    serial number; or where any source gave both its name and its birth date as written. What was
    corrected counts like what was refused.
    """
    return [str(row["id"]) for row in rejects if _is_tied(row, of)]


def _is_tied(row: Mapping[str, object], of: Traces) -> bool:
    if any(key in str(row["reason"]) for key in of.keys):
        return True
    numbers = of.numbers.get(str(row["source"]), frozenset())
    corrections = row["corrections"]
    texts = [row["values"], *(corrections if isinstance(corrections, list) else ())]
    return any(_states(msgspec.json.decode(str(text)), numbers, of) for text in texts)


def _states(values: Mapping[str, str], numbers: frozenset[str], of: Traces) -> bool:
    cells = {normal(cell) for cell in values.values()} - {""}
    if not of.identifying.isdisjoint(cells):
        return True
    if any(
        normal(number) in cells or {normal(piece) for piece in number.split()} <= cells
        for number in numbers
    ):
        return True
    words = _words(" ".join(values.values()))
    return any(born in cells and name <= words for name, born in of.named)


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in text.upper()).split())
