"""What came in, what was refused, and what is held: the figures behind ``workbench status``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from workbench.graph.client import Graph
from workbench.graph.statements import statement
from workbench.pipeline.load import REJECT_COLUMN
from workbench.records.vocabulary import ENTITY_OF, OUT_OF_COUNTS, LinkType


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A source's latest load."""

    title: str
    load: int
    state: str
    files: tuple[str, ...]
    rows: int
    loaded: int
    unchanged: int
    rejected: int
    withdrawn: int
    started_at: str
    finished_at: str | None
    open_rejects: int
    """Refused rows of all its loads that no corrected row has answered yet."""


@dataclass(frozen=True, slots=True)
class Status:
    """Figures of one graph. ``records`` counts current keys; ``links`` those as written."""

    sources: Mapping[str, SourceStatus]
    records: Mapping[str, int]
    entities: Mapping[str, int]
    links: Mapping[str, int]
    incidents: Mapping[str, int]
    """Distinct numbers by category, without the unfounded and the cancelled."""
    pending: bool
    """Records wait for ``workbench resolve``."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A refused input row."""

    id: str
    source: str
    file: str
    line: int
    reason: str
    values: Mapping[str, str]


def status(graph: Graph) -> Status:
    """Read the figures."""
    return Status(
        sources={
            row.pop("source"): _source(row) for row in graph.read(statement("status_sources"))
        },
        records=_counts(graph, "status_records"),
        entities=_counts(graph, "status_entities"),
        links=_counts(graph, "status_links", types=[link.value for link in LinkType]),
        incidents=_counts(
            graph, "status_incidents", out_of_counts=[s.value for s in OUT_OF_COUNTS]
        ),
        pending=pending(graph),
    )


def pending(graph: Graph) -> bool:
    """Whether records wait for resolution."""
    kinds = [kind.value for kind in ENTITY_OF]
    return bool(graph.read(statement("status_pending"), kinds=kinds)[0]["pending"])


def rejects(graph: Graph, source: str | None = None) -> list[Reject]:
    """Refused rows that no corrected row has answered yet, of one source or of all."""
    return [
        Reject(r["id"], r["source"], r["file"], r["line"], r["reason"], orjson.loads(r["values"]))
        for r in graph.read(statement("rejects_open"), source=source)
    ]


def export_rejects(refused: list[Reject], path: Path) -> None:
    """Write refused rows as CSV, to be corrected and loaded with ``--corrections``.

    The columns are the source's own, after ``_reject`` (which row it answers) and ``_reason``.
    """
    columns = list(dict.fromkeys(name for reject in refused for name in reject.values))
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, [REJECT_COLUMN, "_reason", *columns], restval="")
        writer.writeheader()
        for reject in refused:
            writer.writerow({REJECT_COLUMN: reject.id, "_reason": reject.reason, **reject.values})


def _counts(graph: Graph, name: str, **parameters: Any) -> dict[str, int]:
    return {row["name"]: row["count"] for row in graph.read(statement(name), **parameters)}


def _source(row: dict[str, Any]) -> SourceStatus:
    return SourceStatus(load=row.pop("number"), files=tuple(row.pop("files")), **row)
