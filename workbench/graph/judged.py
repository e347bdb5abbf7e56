"""What resolution reads and keeps in the graph: records, published models, decisions, scores.

(:Record)-[:SCORED {weight, use, reasons}]->(:Record)  (:Decision)-[:ABOUT {side}]->(:Record)
(:Decision)-[:SUPERSEDES]->(:Decision)                (:Model {version, number, document})
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import neo4j

from workbench.graph.client import Graph, Row, Rows, execute
from workbench.graph.projection import batched
from workbench.graph.statements import statement
from workbench.graph.together import Part, one_by_one
from workbench.progress import Report, silent
from workbench.records.vocabulary import ENTITY_OF

READ_AT_ONCE = 2_000
WRITE_AT_ONCE = 10_000
KINDS = [kind.value for kind in ENTITY_OF]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a current record stands."""

    key: str
    entity: str | None
    projected: bool
    """The entity's derived data already reflects this revision."""


@dataclass(frozen=True, slots=True)
class Came:
    """What a load brought."""

    keys: tuple[str, ...]
    """Of the records that resolve."""
    audiences: frozenset[str]
    """Of all records."""


@dataclass(frozen=True, slots=True)
class Score:
    """What is kept of a scored pair, its keys in ascending order."""

    left: str
    right: str
    weight: int
    use: str = ""
    """What clustering makes of it."""
    reasons: tuple[str, ...] = ()
    """Why it waits for a reviewer; empty where it does not."""


def placed(graph: Graph) -> list[Placed]:
    """Every current record of the kinds that resolve, in key order."""
    return [Placed(**row) for row in graph.run("resolve_keys", kinds=KINDS)]


def of_load(graph: Graph, number: int) -> Came:
    """Records that a load has written, and those withdrawn that still stand in an entity."""
    rows = graph.run("load_records", load=number)
    return Came(
        tuple(row["key"] for row in rows if row["kind"] in KINDS),
        frozenset(row["audience"] for row in rows),
    )


def stamp(graph: Graph) -> Row:
    """What is another after every load, decision and published model."""
    return graph.run("resolve_stamp")[0]


def records(
    graph: Graph, keys: Sequence[str], types: Iterable[str], report: Report = silent
) -> Iterator[Row]:
    """What resolution reads of these records, as ``cypher/resolve_records.cypher`` says.

    Dates and times are Python's own. A withdrawn record's ``kind`` is None.
    """
    wanted = sorted(types)
    for done, batch in enumerate(batched(keys, READ_AT_ONCE)):
        report(done * READ_AT_ONCE, len(keys))
        for row in graph.run("resolve_records", keys=list(batch), types=wanted):
            row["fields"] = {
                name: _native(value) for name, value in row["fields"].items() if value is not None
            }
            yield row


def scores(graph: Graph, keys: Sequence[str] | None = None) -> list[Score]:
    """The scores kept of these records, or all."""
    if keys is None:
        return [_score(row) for row in graph.run("scored_all")]
    return [_score(row) for row in graph.run("scored_of", keys=list(keys))]


def scoring(forget: Sequence[tuple[str, str]], keep: Sequence[Score]) -> Iterator[Part]:
    """The statements that take scores back and keep others; a changed one is in both."""
    yield statement("scored_forget"), {"pairs": [list(pair) for pair in forget]}
    rows = [
        {
            "left": s.left,
            "right": s.right,
            "weight": s.weight,
            "use": s.use,
            "reasons": list(s.reasons) or None,
        }
        for s in keep
    ]
    yield statement("scored_write"), {"rows": rows}


def write_scores(
    transaction: neo4j.ManagedTransaction,
    forget: Sequence[tuple[str, str]],
    keep: Sequence[Score],
) -> None:
    """Take scores back, and keep others."""
    one_by_one(transaction, scoring(forget, keep))


def model(graph: Graph) -> str | None:
    """The document of the model in force; None where none was published yet."""
    rows = graph.run("model_current")
    return rows[0]["document"] if rows else None


def models(graph: Graph) -> Rows:
    """Number, version, time and records of every published model, the newest first."""
    return graph.run("model_all")


def publish(
    transaction: neo4j.ManagedTransaction, *, version: str, document: str, records: int
) -> None:
    """Put a model in force."""
    execute(
        transaction,
        statement("model_publish"),
        version=version,
        document=document,
        records=records,
        at=datetime.now(UTC),
    )


def decisions(graph: Graph) -> list[str]:
    """The documents of all decisions, in the order in which they were made."""
    return [row["document"] for row in graph.run("decision_log")]


def audiences_decided(graph: Graph) -> dict[str, str]:
    """The audiences of all records that decisions name, by key, also of withdrawn ones."""
    return {row["key"]: row["audience"] for row in graph.run("decision_audiences")}


def append(transaction: neo4j.ManagedTransaction, decision: Mapping[str, Any]) -> tuple[int, int]:
    """Append a decision by the parameters of ``cypher/decision_append.cypher``.

    Returns:
        How many records it found of those it names, and how many decisions of those it supersedes.
    """
    row = execute(transaction, statement("decision_append"), **decision)[0]
    return row["records"], row["superseded"]


def _score(row: Row) -> Score:
    return Score(row["left"], row["right"], row["weight"], row["use"], tuple(row["reasons"] or ()))


def _native(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value
