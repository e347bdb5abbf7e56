"""From events to the tables that an agency hands over, with the truth of every record in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from workbench.sample.agencies.layout import Agency, Layout, Shape, Style, text
from workbench.sample.cells import Cell, Cells, Written, write
from workbench.sample.clock import local
from workbench.sample.events import Event
from workbench.sample.truth import Truth


@dataclass(frozen=True, slots=True)
class Table:
    """One file before it is written."""

    source: str
    file: str
    columns: Sequence[str]
    rows: list[dict[str, str]]
    rejects: int
    delimiter: str = ","


def tables(
    rng: Random,
    agency: Agency,
    events: Mapping[tuple[str, str], Sequence[Event]],
    truth: Truth,
) -> Iterator[Table]:
    """The agency's files. All files of one paper show the same writing of each event."""
    style = agency.style
    for paper in dict.fromkeys(layout.paper for layout in agency.layouts):
        written = [
            write(rng, event, style.habits, block=style.block, naming=style.naming)
            for event in sorted(events.get((agency.code, paper), ()), key=lambda e: e.start)
        ]
        for layout in agency.layouts:
            if layout.paper == paper:
                yield _table(agency, layout, written, truth)


def _table(agency: Agency, layout: Layout, written: Sequence[Written], truth: Truth) -> Table:
    rows = []
    for event in written:
        for cells in _rows(layout.shape, event):
            _state(truth, agency.code, layout, cells)
            rows.append(_row(layout, agency.style, cells))
    bad = _unreadable(layout, agency.style, rows[-1]) if rows else []
    columns = tuple(layout.columns)
    return Table(
        layout.source, layout.file, columns, rows + bad, len(bad), delimiter=layout.delimiter
    )


def _rows(shape: Shape, written: Written) -> list[dict[str, Cell]]:
    parts = {
        Shape.EVENTS: ({},),
        Shape.PARTIES: written.parties,
        Shape.VEHICLES: written.vehicles,
        Shape.ITEMS: written.items,
    }
    if shape in parts:
        return [{**written.event, **part} for part in parts[shape]]
    rows = written.rows()
    return rows[:1] if shape is Shape.SINGLE else rows


def _row(layout: Layout, style: Style, cells: Cells) -> dict[str, str]:
    return {header: text(cell, cells, style) for header, cell in layout.columns.items()}


def _unreadable(layout: Layout, style: Style, last: dict[str, str]) -> list[dict[str, str]]:
    """Rows that no loader may take: one without its number, one of the thirtieth of February."""
    header_of = {cell: header for header, cell in layout.columns.items()}
    number, moment = header_of["number"], header_of.get("start") or header_of["reported"]
    impossible = local(2025, 2, 28).strftime(style.moments).replace("28", "30")
    if style.upper:
        impossible = impossible.upper()
    return [last | {number: ""}, last | {number: f"{last[number]}9", moment: impossible}]


def _state(truth: Truth, agency: str, layout: Layout, cells: Cells) -> None:
    """The truth of every record that the row states."""
    held = set(layout.columns.values())
    number = str(cells["number"])

    def state(kind: str, part: object, truth_cell: str) -> None:
        truth.add(kind, agency, layout.system, number, str(part), str(cells[truth_cell]))

    if layout.main == "incident" and layout.shape in {Shape.WIDE, Shape.SINGLE, Shape.EVENTS}:
        state("incident", "", "=event")
    if "address" in held:
        state("location", "place", "=place")
    if {"name", "surname"} & held and cells.get("pid"):
        state("person", cells["pid"] if "pid" in held else "person", "=person")
    if "home" in held and cells.get("home"):
        state("location", cells["aid"] if "aid" in held else "home", "=home")
    if "make" in held and cells.get("make"):
        other = "" if layout.main == "vehicle" else "vehicle"
        state("vehicle", cells["vid"] if "vid" in held else other, "=vehicle")
    if "item" in held and cells.get("item"):
        other = "" if layout.main == "item" else "item"
        state("item", cells["iid"] if "iid" in held else other, "=item")
