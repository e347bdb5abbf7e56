"""Projecting a partition of the records into entities and derived links.

Only what changed is written. An entity whose records or their statements changed carries the
label ``Stale`` from the transaction that changed it until its derived links are right again, so a
projection that was ended at any moment is completed by the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j

from workbench.graph.client import Graph, Row, Rows, execute
from workbench.graph.statements import statement
from workbench.progress import Progress, Report, quiet, silent
from workbench.records.vocabulary import ENTITY_OF, Kind, LinkType

READ_AT_ONCE = 1_000
ASSIGN_AT_ONCE = 4_000
DERIVE_AT_ONCE = 2_000
DERIVING = (
    "project_audiences",
    "project_links_out",
    "project_links_in",
    "project_links_references",
)
TYPES = [link.value for link in LinkType]

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Standing:
    """A current record as it stands in the graph: its resolving fields and its entity now."""

    key: str
    kind: Kind
    seed: str
    order: tuple[int, int]
    entity: str | None
    projected: bool
    """The entity's derived data already reflects this revision."""
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Projected:
    """What a projection did."""

    assigned: int
    """Records that were given an entity, moved to another, or had changed."""
    derived: int
    """Entities whose derived links were made anew."""


def standing(graph: Graph, report: Report = silent) -> list[Standing]:
    """Every current record of the kinds that resolve."""
    kinds = [kind.value for kind in ENTITY_OF]
    total = graph.run("project_count", kinds=kinds)[0]["records"]

    def read(rows: Iterator[Row]) -> list[Standing]:
        records: list[Standing] = []
        for row in rows:
            if len(records) % READ_AT_ONCE == 0:
                report(len(records), total)
            records.append(_standing(row))
        return records

    return graph.gather("project_records", read, kinds=kinds)


def _standing(row: Row) -> Standing:
    return Standing(
        key=row["key"],
        kind=Kind(row["kind"]),
        seed=row["seed"],
        order=(row["first_load"], row["first_row"]),
        entity=row["entity"],
        projected=row["projected"],
        fields=row["fields"],
    )


def project(
    graph: Graph,
    records: Sequence[Standing],
    entity_of: Mapping[str, str],
    progress: Progress = quiet,
) -> Projected:
    """Bring entities and derived links to what ``entity_of`` (record key → entity id) says."""
    _withdraw(graph)
    changed = [r for r in records if not r.projected or r.entity != entity_of[r.key]]
    with progress("assigning records", "records") as report:
        done = 0
        report(done, len(changed))
        for kind in Kind:
            of_kind = [r for r in changed if r.kind is kind]
            for batch in batched(of_kind, ASSIGN_AT_ONCE):
                graph.write(_assign_batch(ENTITY_OF[kind], batch, entity_of))
                done += len(batch)
                report(done, len(changed))
    with progress("linking entities", "entities") as report:
        derived = _derive(graph, report)
    return Projected(len(changed), derived)


def _withdraw(graph: Graph) -> None:
    limit = ASSIGN_AT_ONCE
    while True:
        rows = _write(graph, "project_withdraw", limit=limit)
        if rows[0]["taken"] < limit:
            return


def _assign_batch(
    kind: Kind, batch: Sequence[Standing], entity_of: Mapping[str, str]
) -> Callable[[neo4j.ManagedTransaction], None]:
    moved = [r.key for r in batch if r.entity not in {None, entity_of[r.key]}]
    rows = [{"key": r.key, "entity": entity_of[r.key]} for r in batch]

    def work(transaction: neo4j.ManagedTransaction) -> None:
        if moved:
            execute(transaction, statement("project_leave"), keys=moved)
        execute(transaction, _assign(kind), rows=rows)

    return work


def _assign(kind: Kind) -> str:
    # (:Record)-[:RESOLVED_TO]->(:Entity:Person)
    return (
        "UNWIND $rows AS row\n"
        "MERGE (e:Entity {id: row.entity, variant: ''})\n"
        f"SET e:{kind.value.capitalize()}:Stale\n"
        "WITH row, e\n"
        "MATCH (r:Record {key: row.key}) USING INDEX r:Record(key)\n"
        "SET r.projected = r.digest\n"
        "MERGE (r)-[:RESOLVED_TO]->(e)"
    )


def _derive(graph: Graph, report: Report) -> int:
    """Make the stale entities' audiences and links anew; all old ones go before any new comes."""
    ids = [row["id"] for row in graph.run("project_stale")]
    done = 0
    report(done, len(ids))
    for names in (("project_links_forget",), DERIVING, ("project_fresh",)):
        for batch in batched(ids, DERIVE_AT_ONCE):
            _write(graph, *names, ids=list(batch), types=TYPES)
            done += len(batch)
            report(done // 3, len(ids))
    return len(ids)


def _write(graph: Graph, *names: str, **parameters: Any) -> Rows:
    """Run statements in one transaction; the rows are the last one's."""

    def work(transaction: neo4j.ManagedTransaction) -> Rows:
        rows: Rows = []
        for name in names:
            rows = execute(transaction, statement(name), **parameters)
        return rows

    return graph.write(work)


def batched(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Consecutive slices of at most ``size``."""
    return (items[start : start + size] for start in range(0, len(items), size))
