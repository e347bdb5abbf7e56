"""What came in, what was refused, and what is held: the figures behind ``workbench status``."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from workbench.access.cells import marked
from workbench.graph.client import Rows
from workbench.graph.deciding import REASON_COLUMN, REJECT_COLUMN
from workbench.records.vocabulary import OUT_OF_COUNTS, LinkType


class Run(Protocol):
    """Runs a statement of cypher/ by name: the graph's own, or a viewer's through the gateway."""

    def __call__(self, name: str, /, **parameters: Any) -> Rows: ...


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

    @property
    def state_shown(self) -> str:
        """The load's state in the word that people read."""
        return "finished" if self.state == "complete" else self.state


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
    """A refused input row; equal rows of one load are one."""

    id: str
    source: str
    file: str
    line: int
    rows: int
    reason: str
    values: Mapping[str, str]


def status(run: Run) -> Status:
    """Read the figures."""
    return Status(
        sources={row.pop("source"): _source(row) for row in run("status_sources")},
        records=_counts(run, "status_records"),
        entities=_counts(run, "status_entities"),
        links=_counts(run, "status_links", types=[link.value for link in LinkType]),
        incidents=_counts(run, "status_incidents", out_of_counts=[s.value for s in OUT_OF_COUNTS]),
        pending=pending(run),
    )


def pending(run: Run) -> bool:
    """Whether records wait for resolution."""
    return bool(run("status_pending")[0]["pending"])


def rejects(run: Run, source: str | None = None) -> list[Reject]:
    """Refused rows that no corrected row has answered yet, of one source or of all."""
    return [
        Reject(**{**row, "values": msgspec.json.decode(row["values"])})
        for row in run("rejects_open", source=source)
    ]


def export_rejects(refused: list[Reject]) -> bytes:
    """Refused rows as CSV, to be corrected and loaded with ``--corrections``.

    The columns are the source's own, after ``_reject`` (which row it answers) and ``_reason``. What
    a spreadsheet would take for a formula is marked, and read back without its mark.
    """
    columns = list(dict.fromkeys(name for reject in refused for name in reject.values))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([REJECT_COLUMN, REASON_COLUMN, *map(marked, columns)])
    for reject in refused:
        cells = (marked(reject.values.get(name, "")) for name in columns)
        writer.writerow([reject.id, marked(reject.reason), *cells])
    return stream.getvalue().encode("utf-8-sig")


def _counts(run: Run, name: str, **parameters: Any) -> dict[str, int]:
    return {row["name"]: row["count"] for row in run(name, **parameters)}


def _source(row: dict[str, Any]) -> SourceStatus:
    return SourceStatus(load=row.pop("number"), files=tuple(row.pop("files")), **row)
