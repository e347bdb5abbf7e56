"""Deciding what a batch of input rows does to what the graph holds, before anything is written.

Pure, apart from drawing new seeds: the rows of a batch and what is known of their keys go in, the
rows for each writing statement and the figures come out.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

import msgspec
from neo4j.spatial import WGS84Point

from workbench.records.model import Link, LocationRecord, Record
from workbench.records.properties import Value, digest, properties
from workbench.records.vocabulary import Kind

REJECT_COLUMN = "_reject"
"""Column of an exported reject that tells, when it comes back corrected, which one it answers."""
LABEL_OF = {
    Kind.PERSON: "PersonRecord",
    Kind.VEHICLE: "VehicleRecord",
    Kind.LOCATION: "LocationRecord",
    Kind.INCIDENT: "IncidentRecord",
    Kind.ITEM: "ItemRecord",
    Kind.PLATE_READ: "PlateReadRecord",
    Kind.OFFENSE: "OffenseRecord",
    Kind.CHARGE: "ChargeRecord",
    Kind.DISPOSITION: "DispositionRecord",
    Kind.NARRATIVE: "NarrativeRecord",
    Kind.ORGANIZATION: "OrganizationRecord",
    Kind.TELEPHONE_CALL: "TelephoneCallRecord",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A record made ready for writing: flat properties, links and the sum of both."""

    key: str
    kind: Kind
    flat: dict[str, Value]
    links: tuple[Link, ...]
    digest: str
    point: tuple[float, float] | None = None
    """Longitude and latitude of a location that has both."""


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """An input row with the records it states, or with the reason why it is refused."""

    file: str
    line: int
    values: Mapping[str, str]
    stated: tuple[Stated, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Input rows accounted for: ``rows = loaded + unchanged + rejected``."""

    rows: int = 0
    loaded: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.rows + other.rows,
            self.loaded + other.loaded,
            self.unchanged + other.unchanged,
            self.rejected + other.rejected,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a load stands: the next row to read is ``row`` (0-based) of file ``file``."""

    file: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph already holds under a key."""

    digest: str
    revision: int
    seed: str
    first_load: int
    first_row: int
    seen: str
    current: bool
    sources: tuple[str, ...]
    """Sources that state it; none where it is withdrawn."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a batch does: rows for each writing statement, and the figures it adds."""

    new: tuple[dict[str, Any], ...]
    revised: tuple[dict[str, Any], ...]
    seen: tuple[str, ...]
    links: tuple[tuple[str, Link], ...]
    rejects: tuple[dict[str, Any], ...]
    accepted: tuple[str, ...]
    """Ids of earlier rejects that these rows correct."""
    figures: Figures


def state(record: Record) -> Stated:
    """Flatten a record once, outside the transaction."""
    flat = properties(record)
    stated = Stated(str(record.key), record.kind, flat, record.links, digest(flat, record.links))
    if not isinstance(record, LocationRecord):
        return stated
    if record.longitude is None or record.latitude is None:
        return stated
    return replace(stated, point=(record.longitude, record.latitude))


def decide(
    rows: Sequence[RowOutcome],
    known: Mapping[str, Known],
    refused: Mapping[str, int],
    *,
    source: str,
    load: int,
    file: int,
    first_row: int,
) -> Decided:
    """Decide what each row does to what is known.

    Args:
        known: what is held under the keys that the rows state.
        refused: how many rows of the same ``content`` this load has refused before.

    A key that this file has already stated with other content refuses the row: the file says two
    things, and the later one would otherwise revise the earlier at every load. The whole row is
    refused, so a row is never half loaded.
    """
    current, refusals = dict(known), Counter(refused)
    seen = f"{load}:{file}"
    changes: dict[str, dict[str, Any]] = {}
    links: dict[str, tuple[Link, ...]] = {}
    revised: set[str] = set()
    touched: dict[str, None] = {}
    rejects: list[dict[str, Any]] = []
    accepted: list[str] = []
    loaded = unchanged = 0
    for offset, row in enumerate(rows):
        reason = row.reason or _conflict(row, current, seen)
        if reason:
            same = content(row, source)
            rejects.append(_reject(row, reason, source, same, refusals[same]))
            refusals[same] += 1
            continue
        changed = False
        for stated in row.stated:
            before = current.get(stated.key)
            if before and before.digest == stated.digest and before.current:
                sources = _with(before.sources, source)
                if (before.seen, before.sources) != (seen, sources):
                    touched[stated.key] = None
                    current[stated.key] = replace(before, seen=seen, sources=sources)
                continue
            changed = True
            if before:
                revised.add(stated.key)
            now = Known(
                stated.digest,
                before.revision + 1 if before else 1,
                before.seed if before else secrets.token_hex(8),
                before.first_load if before else load,
                before.first_row if before else _order(file, first_row + offset),
                seen,
                True,
                _with(before.sources if before else (), source),
            )
            current[stated.key] = now
            changes[stated.key] = _node(stated, now, row)
            links[stated.key] = stated.links
        loaded, unchanged = loaded + changed, unchanged + (not changed)
        if row.values.get(REJECT_COLUMN):
            accepted.append(row.values[REJECT_COLUMN])
    return Decided(
        new=tuple(node for key, node in changes.items() if key not in revised),
        revised=tuple(node for key, node in changes.items() if key in revised),
        seen=tuple(key for key in touched if key not in changes),
        links=tuple((key, link) for key, stated in links.items() for link in stated),
        rejects=tuple(rejects),
        accepted=tuple(accepted),
        figures=Figures(len(rows), loaded, unchanged, len(rejects)),
    )


def _node(stated: Stated, now: Known, row: RowOutcome) -> dict[str, Any]:
    flat: dict[str, Any] = stated.flat | {
        "seed": now.seed,
        "revision": now.revision,
        "first_load": now.first_load,
        "first_row": now.first_row,
        "digest": now.digest,
        "seen": now.seen,
        "sources": list(now.sources),
        "current": True,
    }
    if stated.point:
        flat["point"] = WGS84Point(stated.point)
    return {
        "key": stated.key,
        "label": LABEL_OF[stated.kind],
        "agency": flat["agency"],
        "properties": flat,
        "file": row.file,
        "line": row.line,
    }


def _conflict(row: RowOutcome, current: Mapping[str, Known], seen: str) -> str:
    for stated in row.stated:
        before = current.get(stated.key)
        if before and before.seen == seen and before.digest != stated.digest:
            return (
                f"an earlier row of this file states {stated.key} with other content: "
                "give the rows different numbers or parts, or keep one of them"
            )
    return ""


def content(row: RowOutcome, source: str) -> str:
    """A short sum of an input row as written, wherever it stands."""
    return blake2b(f"{source}\0{_written(row)}".encode(), digest_size=12).hexdigest()


def _written(row: RowOutcome) -> str:
    cells = {name: cell for name, cell in row.values.items() if not name.startswith("_")}
    return msgspec.json.encode(cells).decode()


def _reject(row: RowOutcome, reason: str, source: str, same: str, before: int) -> dict[str, Any]:
    """A refused row for writing. One that comes again with a later file is the same reject.

    It keeps its place in the agency's file while it comes back in a file of corrections.
    """
    answered = row.values.get(REJECT_COLUMN)
    return {
        "id": answered or (f"{same}-{before}" if before else same),
        "content": same,
        "source": source,
        "file": None if answered else row.file,
        "line": None if answered else row.line,
        "reason": reason,
        "values": _written(row),
    }


def _with(sources: tuple[str, ...], source: str) -> tuple[str, ...]:
    return sources if source in sources else (*sources, source)


def _order(file: int, row: int) -> int:
    return file * 1_000_000_000 + row
