"""Writing one batch of input rows into the graph, in one transaction with its load's figures.

A batch is decided first (``decide``, pure) and then written by a handful of statements, so that
ending the process at any moment leaves whole batches only, each counted exactly once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

import neo4j
import orjson
from neo4j.spatial import WGS84Point

from workbench.graph.client import execute
from workbench.graph.statements import statement
from workbench.records.model import Link, LocationRecord, Record, RecordKey
from workbench.records.properties import Value, digest, properties
from workbench.records.vocabulary import Kind

OWNED = """
WITH r, row
MATCH (agency:Agency {code: row.agency})
CREATE (r)-[:OWNED_BY]->(agency)
"""
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
    *,
    source: str,
    load: int,
    file: int,
    first_row: int,
) -> Decided:
    """Decide what each row does to what is known. Pure, apart from drawing new seeds.

    A key that this file has already stated with other content refuses the row: the file says two
    things, and the later one would otherwise revise the earlier at every load. The whole row is
    refused, so a row is never half loaded.
    """
    current = dict(known)
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
            rejects.append(_reject(row, reason, source))
            continue
        changed = False
        for stated in row.stated:
            before = current.get(stated.key)
            if before and before.digest == stated.digest and before.current:
                if before.seen != seen:
                    touched[stated.key] = None
                    current[stated.key] = replace(before, seen=seen)
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
            )
            current[stated.key] = now
            changes[stated.key] = _node(stated, now, source, row)
            links[stated.key] = stated.links
        loaded, unchanged = loaded + changed, unchanged + (not changed)
        if row.values.get("_reject"):
            accepted.append(row.values["_reject"])
    return Decided(
        new=tuple(node for key, node in changes.items() if key not in revised),
        revised=tuple(node for key, node in changes.items() if key in revised),
        seen=tuple(key for key in touched if key not in changes),
        links=tuple((key, link) for key, stated in links.items() for link in stated),
        rejects=tuple(rejects),
        accepted=tuple(accepted),
        figures=Figures(len(rows), loaded, unchanged, len(rejects)),
    )


def write_batch(
    transaction: neo4j.ManagedTransaction,
    rows: Sequence[RowOutcome],
    *,
    source: str,
    load: int,
    place: Place,
    before: Figures,
) -> Figures:
    """Write one batch and move its load on to the row after it.

    ``before`` are the load's figures up to here; the new ones are written with the batch, so that
    a retried or killed transaction counts nothing twice.

    Returns:
        The load's figures with this batch.
    """
    keys = list(dict.fromkeys(stated.key for row in rows for stated in row.stated))
    held = execute(transaction, statement("load_known"), keys=keys)
    known = {row.pop("key"): Known(**row) for row in held}
    decided = decide(rows, known, source=source, load=load, file=place.file, first_row=place.row)
    figures = before + decided.figures
    if decided.revised:
        execute(transaction, statement("load_archive"), keys=[r["key"] for r in decided.revised])
    for owned, nodes_of in ((OWNED, decided.new), ("", decided.revised)):
        for label, nodes in _by(lambda node: node["label"], nodes_of).items():
            execute(transaction, _write_records(label, owned), rows=nodes, load=load)
    _write_links(transaction, decided.links)
    if decided.seen:
        seen = f"{load}:{place.file}"
        execute(transaction, statement("load_seen"), keys=list(decided.seen), seen=seen)
    if decided.rejects:
        execute(transaction, statement("load_reject"), rows=list(decided.rejects), load=load)
    if decided.accepted:
        execute(transaction, statement("load_accept"), ids=list(decided.accepted), load=load)
    execute(
        transaction,
        statement("load_advance"),
        load=load,
        file=place.file,
        row=place.row + len(rows),
        rows=figures.rows,
        loaded=figures.loaded,
        unchanged=figures.unchanged,
        rejected=figures.rejected,
    )
    return figures


def _write_records(label: str, owned: str) -> str:
    # (:Agency)<-[:OWNED_BY]-(:Record)-[:LOADED_BY {file, line}]->(:Load)
    return (
        "MATCH (load:Load {number: $load})\n"
        "UNWIND $rows AS row\n"
        "MERGE (r:Record {key: row.key})\n"
        f"SET r = row.properties, r:{label}\n"
        "CREATE (r)-[:LOADED_BY {file: row.file, line: row.line}]->(load)\n"
        f"{owned}"
    )


def _write_links(transaction: neo4j.ManagedTransaction, links: Iterable[tuple[str, Link]]) -> None:
    rows = _by(lambda pair: (pair[1].type, getattr(pair[1].to, "kind", None)), tuple(links))
    for (kind, reference), pairs in rows.items():
        if reference is None:
            # the end may arrive with a later load: until then it is a bare key without audience
            end = "MERGE (b:Record {key: row.to})"
        else:
            end = (
                "MERGE (b:Reference {id: row.to})\n"
                f"ON CREATE SET b:{reference}, b.value = row.value, b.label = row.label"
            )
        execute(
            transaction,
            "UNWIND $rows AS row\n"
            "MATCH (a:Record {key: row.start}) USING INDEX a:Record(key)\n"
            f"{end}\n"
            f"CREATE (a)-[l:{kind}]->(b)\n"
            "SET l = row.properties",
            rows=[_link(start, link) for start, link in pairs],
        )


def _link(start: str, link: Link) -> dict[str, Any]:
    row: dict[str, Any] = {"start": start, "properties": dict(link.properties)}
    if isinstance(link.to, RecordKey):
        return row | {"to": str(link.to)}
    return row | {"to": link.to.id, "value": link.to.value, "label": link.to.label or link.to.value}


def _node(stated: Stated, now: Known, source: str, row: RowOutcome) -> dict[str, Any]:
    flat: dict[str, Any] = stated.flat | {
        "seed": now.seed,
        "revision": now.revision,
        "first_load": now.first_load,
        "first_row": now.first_row,
        "digest": now.digest,
        "seen": now.seen,
        "source": source,
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


def _reject(row: RowOutcome, reason: str, source: str) -> dict[str, Any]:
    values = orjson.dumps({k: v for k, v in row.values.items() if not k.startswith("_")}).decode()
    identity = "\0".join((source, row.file, str(row.line), values))
    return {
        "id": row.values.get("_reject") or blake2b(identity.encode(), digest_size=12).hexdigest(),
        "source": source,
        "file": row.file,
        "line": row.line,
        "reason": reason,
        "values": values,
    }


def _order(file: int, row: int) -> int:
    return file * 1_000_000_000 + row


def _by(key: Callable[[Any], Any], items: Iterable[Any]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
