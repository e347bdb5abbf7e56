"""The records of an entity: a list, one record with its revisions, and what its owner answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from workbench.access.asking import may_be_asked
from workbench.access.cells import csv_bytes
from workbench.access.disclosure import What
from workbench.access.gateway import Gateway
from workbench.access.requests import RequestKind
from workbench.access.viewer import READING_ROLES
from workbench.explore.cards import Card
from workbench.explore.entity import RECORDS, RecordLine, RecordView, record, records, revisions
from workbench.records.unseen import visible
from workbench.ui.asking import answered, ask_button
from workbench.ui.connection import gateway
from workbench.ui.leaving import Content, export_button
from workbench.ui.text import html, table

OF_A_RECORD = (RequestKind.VERIFICATION, RequestKind.PERMISSION, RequestKind.OVERRIDE)
"""What is asked about a record that one can read."""
EXPORTED = ("agency", "record", "category", "observed", "file", "line", "loaded")
LISTED = (
    "All records listed here, whichever is chosen: their numbers, times and sources, not what they "
    "say."
)
HEAD, ROW, ROWS = 34, 28, 12
"""Heights of a list's head and row, in pixels, and the rows that stand without scrolling."""
WIDTHS = {"agency": 56, "record": 172, "when": 84}
"""Of a list's columns, in pixels: a narrow panel shows what the record is, and scrolls to when."""
VERIFY = "verify with the owner before acting"
"""Stands by another agency's record, and heads a column of a file that stays empty."""


def record_list(reading: Gateway, card: Card) -> None:
    """The records of an entity, of which one can be opened, and all that may go be exported."""
    found = records(reading, card.id)
    if found.total > RECORDS:
        st.caption(f"{len(found.records):,} of {found.total:,}, by most recent")
    if reading.viewer.role in READING_ROLES and found.records:
        look = partial(_content, card.id)
        export_button(What.TABLE, look, key=f"records-{card.id}", owned=True, help_=LISTED)
    if len(found.records) > ROWS:
        st.caption(f"{ROWS} rows at a time: scroll the table to see all {len(found.records):,}.")
    columns = {
        "agency": [line.agency for line in found.records],
        "record": [_named(line) for line in found.records],
        "when": [line.observed[:10] for line in found.records],
    }
    picked = st.dataframe(
        columns,
        key=f"records.{card.id}",
        hide_index=True,
        height=HEAD + ROW * min(max(1, len(found.records)), ROWS),
        row_height=ROW,
        column_config={name: st.column_config.Column(width=w) for name, w in WIDTHS.items()},
        on_select="rerun",
        selection_mode="single-row",
        alt="Records; choose one to open it",
    )
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(found.records):
        open_record(reading, found.records[rows[0]].key)
    elif len(found.records) == 1:
        open_record(reading, found.records[0].key)
    else:
        st.caption("Choose a row to read the record, its file and its line.")


def _named(line: RecordLine) -> str:
    """Category, number and, of a corrected record, its revision: "arrest 25000001, revision 2"."""
    pieces = line.key.split("|")
    named = [line.category.replace("-", " "), *filter(None, pieces[2:])]
    revision = f", revision {line.revision}" if line.revision > 1 else ""
    return visible(" ".join(named)) + revision


def open_record(reading: Gateway, key: str) -> None:
    """A record with what was written, what was understood, and its superseded revisions."""
    current = record(reading, key)
    if current is None:
        st.info("This record is no longer there for you.")
        return
    viewer = reading.viewer
    if current.agency != viewer.agency:
        contact = reading.rules.contact(current.agency)
        st.html(
            f'<div class="wb-line"><b>{html(current.agency)}</b>\'s record: {html(VERIFY)}, '
            f"{html(contact)}.</div>"
        )
    _revision(current)
    if may_be_asked(viewer, current.agency):
        if told := answered(viewer, key, current.agency):
            st.html(told)
        ask_button(viewer, current.agency, lambda: key, key=f"record-{key}", kinds=OF_A_RECORD)
    for old in revisions(reading, key):
        with st.expander(f"Revision {old.revision}, superseded · load {old.load}"):
            _revision(old)


def _revision(view: RecordView) -> None:
    handling = f" · handling {', '.join(view.handling)}" if view.handling else ""
    category = view.category.replace("-", " ")
    st.html(
        f'<div class="wb-line"><b>{html(view.key)}</b><br>{html(view.agency_name)} · '
        f"{html(category)} · revision {view.revision}{html(handling)}<br>"
        f'<span class="wb-quiet">{html(view.source)} · {html(view.file)} line {view.line:,} · '
        f"load {view.load} of {html(view.loaded_at)}</span></div>"
        + table(("As written", ""), view.raw.items(), label="As written")
        + table(("As understood", ""), view.normal.items(), label="As understood")
    )


def _content(id_: str) -> Content:
    """The records of an entity as a table."""
    lines = records(gateway(), id_).records
    return Content(tuple(line.key for line in lines), partial(_csv, lines))


def _csv(lines: Sequence[RecordLine], may: frozenset[str]) -> bytes:
    """The lines that may go, with the source of each."""
    rows = (
        (line.agency, line.key, line.category, line.observed, line.file, line.line, line.loaded_at)
        for line in lines
        if line.key in may
    )
    return csv_bytes((*EXPORTED, VERIFY), rows)
