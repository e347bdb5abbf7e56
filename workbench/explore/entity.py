"""One entity whole: its values with the records that state them, its records, their revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.cards import Card, Portrait, portraits
from workbench.explore.conflicts import Conflict, conflicts
from workbench.explore.fields import CAUTIONS, FIELDS
from workbench.explore.understood import understood
from workbench.explore.values import Value, values
from workbench.explore.words import when
from workbench.records.vocabulary import Kind

RECORDS = 200
"""Records listed at once."""


@dataclass(frozen=True, slots=True)
class Field:
    """All values of one field, the most stated first."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record as a list shows it."""

    key: str
    kind: str
    agency: str
    agency_name: str
    category: str
    observed: str
    file: str
    line: int
    load: int
    loaded_at: str
    revision: int


@dataclass(frozen=True, slots=True)
class RecordList:
    """The most recent records of ``total``."""

    records: tuple[RecordLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RecordView:
    """One revision of a record: what was written and what was understood."""

    key: str
    revision: int
    agency: str
    agency_name: str
    category: str
    handling: tuple[str, ...]
    source: str
    file: str
    line: int
    load: int
    loaded_at: str
    raw: Mapping[str, str]
    """The input row's columns as written."""
    normal: Mapping[str, str]
    """The fields as understood, by label."""


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity as this viewer may see it. Cautions are the first field."""

    card: Card
    fields: tuple[Field, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def cautions(self) -> tuple[Value, ...]:
        """Officer-safety cautions, with who states them."""
        return next((f.values for f in self.fields if f.name == CAUTIONS), ())


@answers(lambda probe: (probe.id,))
def entity(gateway: Gateway, id_: str) -> EntityView | None:
    """The entity or reference ``id_``, also by a former id; None where the viewer sees nothing.

    An id that never was and one whose records are all hidden give the same answer.
    """
    found = portraits(gateway, [id_]).get(id_)
    if found is None:
        current = gateway.read("entity_former", id=id_)
        if not current:
            return None
        found = portraits(gateway, [current[0]["id"]]).get(current[0]["id"])
    return _view(found) if found else None


@answers(lambda probe: (probe.id,))
def records(gateway: Gateway, id_: str, limit: int = RECORDS) -> RecordList:
    """The records of an entity, or those that state a reference, most recent first."""
    rows = gateway.read("entity_records", id=id_, limit=limit)
    lines = tuple(
        RecordLine(
            key=r["key"],
            kind=r["kind"],
            agency=r["agency"],
            agency_name=r["agency_name"],
            category=r["category"],
            observed=when(r["observed"], r["precision"]),
            file=r["file"],
            line=r["line"],
            load=r["load"],
            loaded_at=when(r["loaded_at"]),
            revision=r["revision"],
        )
        for r in rows
    )
    return RecordList(lines, rows[0]["total"] if rows else 0)


@answers(lambda probe: (probe.key,))
def record(gateway: Gateway, key: str) -> RecordView | None:
    """The current revision of a record; None where the viewer may not see it."""
    rows = gateway.read("entity_record", key=key)
    return _record(rows[0]) if rows else None


@answers(lambda probe: (probe.key,))
def revisions(gateway: Gateway, key: str) -> tuple[RecordView, ...]:
    """The superseded revisions of a record that may be viewed, newest first."""
    return tuple(map(_record, gateway.read("entity_revisions", key=key)))


def _record(row: Mapping[str, Any]) -> RecordView:
    said = row["said"]
    raw = {str(k): str(v) for k, v in msgspec.json.decode(said["raw"]).items()}
    return RecordView(
        key=said["key"],
        revision=said["revision"],
        agency=said["agency"],
        agency_name=row["agency_name"],
        category=said["category"],
        handling=tuple(said.get("handling") or ()),
        source=row["source"],
        file=row["file"],
        line=row["line"],
        load=row["load"],
        loaded_at=when(row["loaded_at"]),
        raw=raw,
        normal=understood(said),
    )


def _view(portrait: Portrait) -> EntityView:
    stated = portrait.stated
    found = conflicts(Kind(portrait.card.kind), stated) if stated else ()
    return EntityView(portrait.card, _fields(portrait), found)


def _fields(portrait: Portrait) -> tuple[Field, ...]:
    if not portrait.stated:
        return ()
    read = FIELDS[Kind(portrait.card.kind)]
    named = ((name, values(portrait.stated, said)) for name, said in read)
    return tuple(Field(name, found) for name, found in named if found)
