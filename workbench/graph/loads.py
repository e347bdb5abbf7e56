"""The life of a load: begun, moved on batch by batch, finished; or gone on with after an end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from workbench.graph.client import Graph, Rows, execute
from workbench.graph.deciding import Figures, Place, RowOutcome
from workbench.graph.statements import statement
from workbench.graph.writer import write_batch
from workbench.progress import Report, silent
from workbench.records.agencies import Agency

WITHDRAW_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class LoadState:
    """A source's load as the graph remembers it."""

    number: int
    input: str
    state: str
    place: Place
    figures: Figures
    withdrawn: int

    @property
    def running(self) -> bool:
        """Begun and not finished: the process that ran it ended, or it still runs."""
        return self.state == "running"


@dataclass(frozen=True, slots=True)
class Refused:
    """A refused row as it was written, and the load that last refused it."""

    values: dict[str, str]
    load: int


def latest(graph: Graph, source: str) -> LoadState | None:
    """The source's latest load, whatever its state."""
    rows = graph.run("load_latest", source=source)
    return _state(rows[0]) if rows else None


def begin(
    graph: Graph,
    *,
    source: str,
    title: str,
    version: str,
    input_digest: str,
    files: Sequence[str],
    complete: bool,
    corrections: bool,
) -> int:
    """Begin a load and give it the next number."""
    rows = _write(
        graph,
        "load_begin",
        source=source,
        title=title,
        version=version,
        input=input_digest,
        files=list(files),
        complete=complete,
        corrections=corrections,
    )
    return int(rows[0]["number"])


def abandon(graph: Graph, number: int) -> None:
    """Leave an interrupted load as it stands, because another file takes its place."""
    _write(graph, "load_abandon", number=number)


def repeat(graph: Graph, number: int) -> None:
    """Note that a finished load's input came again; nothing else changes."""
    _write(graph, "load_repeat", number=number)


def advance(
    graph: Graph, number: int, source: str, place: Place, before: Figures, rows: list[RowOutcome]
) -> Figures:
    """Write a batch of rows that begins at ``place``; returns the load's figures after it."""
    return graph.write(
        lambda tx: write_batch(tx, rows, source=source, load=number, place=place, before=before)
    )


def finish(graph: Graph, number: int) -> None:
    """Mark a load complete; a complete extract closes the rejects of rows that it lacks."""
    _write(graph, "load_finish", number=number)


def withdraw_missing(graph: Graph, number: int, source: str, report: Report = silent) -> int:
    """Withdraw the records that only this source stated and its complete extract did not have.

    Returns:
        How many.
    """
    total = graph.run("load_missing", source=source, load=number)[0]["missing"]
    done, withdrawn, missing = 0, 0, WITHDRAW_AT_ONCE
    while missing == WITHDRAW_AT_ONCE:
        report(done, total)
        rows = _write(graph, "load_withdraw", source=source, load=number, limit=WITHDRAW_AT_ONCE)
        missing = rows[0]["missing"]
        done += missing
        withdrawn += rows[0]["withdrawn"]
    return withdrawn


def corrections(graph: Graph, source: str) -> dict[str, list[dict[str, str]]]:
    """Corrected values by the id of the refused row that they stand in for."""
    rows = graph.run("load_corrections", source=source)
    return {row["id"]: [msgspec.json.decode(text) for text in row["values"]] for row in rows}


def answered(graph: Graph, source: str, ids: Sequence[str]) -> dict[str, Refused]:
    """The rows of the source that were refused at any time under one of these ids, by id."""
    rows = graph.run("load_answered", source=source, ids=list(ids))
    return {row["id"]: Refused(msgspec.json.decode(row["values"]), row["load"]) for row in rows}


def dismiss(graph: Graph, source: str) -> int:
    """Close the source's open rejects without an answer; returns how many rows they were."""
    return int(_write(graph, "load_dismiss", source=source)[0]["rows"])


def register(graph: Graph, agencies: Iterable[Agency]) -> None:
    """Register agencies that own records; those already there stay as they are."""
    rows = [
        {"code": a.code, "name": a.name, "role": a.role.value, "state": a.state} for a in agencies
    ]
    if rows:
        _write(graph, "agency_register", rows=rows)


def _write(graph: Graph, name: str, **parameters: Any) -> Rows:
    return graph.write(lambda tx: execute(tx, statement(name), **parameters))


def _state(row: dict[str, Any]) -> LoadState:
    return LoadState(
        number=row["number"],
        input=row["input"],
        state=row["state"],
        place=Place(row["next_file"], row["next_row"]),
        figures=Figures(row["rows"], row["loaded"], row["unchanged"], row["rejected"]),
        withdrawn=row["withdrawn"],
    )
