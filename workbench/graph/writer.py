"""Writing one batch of input rows into the graph, in one transaction with its load's figures.

A batch is decided first and then written by a handful of statements, so that ending the process
at any moment leaves whole batches only, each counted exactly once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import neo4j

from workbench.graph.client import execute
from workbench.graph.deciding import LABEL_OF, Figures, Known, Place, RowOutcome, decide
from workbench.graph.statements import statement
from workbench.records.model import Link, RecordKey
from workbench.records.vocabulary import ENTITY_OF

_RESOLVED = frozenset(LABEL_OF[kind] for kind in ENTITY_OF)
OWNED = """
WITH r, row
MATCH (agency:Agency {code: row.agency})
CREATE (r)-[:OWNED_BY]->(agency)
"""


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
    known = {row.pop("key"): _known(row) for row in held}
    decided = decide(rows, known, source=source, load=load, file=place.file, first_row=place.row)
    figures = before + decided.figures
    if decided.revised:
        audiences = [{"key": r["key"], "audience": _audience(r)} for r in decided.revised]
        execute(transaction, statement("load_withhold"), rows=audiences)
        execute(transaction, statement("load_archive"), keys=[r["key"] for r in decided.revised])
    for owned, nodes_of in ((OWNED, decided.new), ("", decided.revised)):
        for label, nodes in _by(lambda node: node["label"], nodes_of).items():
            execute(transaction, _write_records(label, owned), rows=nodes, load=load)
    _write_links(transaction, decided.links)
    if decided.seen:
        seen = f"{load}:{place.file}"
        execute(
            transaction, statement("load_seen"), keys=list(decided.seen), seen=seen, source=source
        )
    if decided.forgotten:
        execute(transaction, statement("load_forget"), ids=list(decided.forgotten))
    if decided.accepted:
        execute(transaction, statement("load_accept"), rows=list(decided.accepted), load=load)
    if decided.rejects:
        execute(transaction, statement("load_reject"), rows=list(decided.rejects), load=load)
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


def _known(row: dict[str, Any]) -> Known:
    seen = dict(zip(row.pop("sources"), row.pop("seen"), strict=True))
    stated = tuple(row.pop("stated_handling"))
    entered, validated = row.pop("entered"), row.pop("validated")
    return Known(
        **row,
        seen=seen,
        stated_handling=stated,
        entered=entered and entered.to_native(),
        validated=validated and validated.to_native(),
    )


def _audience(row: dict[str, Any]) -> str:
    return str(row["properties"]["audience"])


def _write_records(label: str, owned: str) -> str:
    # (:Agency)<-[:OWNED_BY]-(:Record:Waiting)-[:LOADED_BY {file, line}]->(:Load)
    waiting = ":Waiting" if label in _RESOLVED else ""
    return (
        "MATCH (load:Load {number: $load})\n"
        "UNWIND $rows AS row\n"
        "MERGE (r:Record {key: row.key})\n"
        f"SET r = row.properties, r:{label}{waiting}\n"
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
                f"ON CREATE SET b:{reference}, b.value = row.value"
            )
        execute(
            transaction,
            "UNWIND $rows AS row\n"
            "MATCH (a:Record {key: row.start}) USING INDEX SEEK a:Record(key)\n"
            f"{end}\n"
            f"CREATE (a)-[l:{kind}]->(b)\n"
            "SET l = row.properties",
            rows=[_link(start, link) for start, link in pairs],
        )


def _link(start: str, link: Link) -> dict[str, Any]:
    row: dict[str, Any] = {"start": start, "properties": dict(link.properties)}
    if isinstance(link.to, RecordKey):
        return row | {"to": str(link.to)}
    if link.to.label:
        # on the link: who may not see the record is not told what it calls the end
        row["properties"]["label"] = link.to.label
    return row | {"to": link.to.id, "value": link.to.value}


def _by(key: Callable[[Any], Any], items: Iterable[Any]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
