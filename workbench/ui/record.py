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
VERIFY = "verify with the owner before acting"
"""Heads a column that stays empty: it is read by whoever opens the file."""


def record_list(reading: Gateway, card: Card) -> None:
    """The records of an entity, of which one can be opened, and all that may go be exported."""
    found = records(reading, card.id)
    if found.total > RECORDS:
        st.caption(f"{len(found.records):,} of {found.total:,}, by most recent")
    if reading.viewer.role in READING_ROLES and found.records:
        look = partial(_content, card.id)
        export_button(What.TABLE, look, key=f"records-{card.id}", owned=True, help_=LISTED)
    columns = {
        "agency": [line.agency for line in found.records],
        "when": [line.observed for line in found.records],
        "number": [_number(line) for line in found.records],
        "category": [line.category.replace("-", " ") for line in found.records],
    }
    if any(line.revision > 1 for line in found.records):
        columns["revision"] = [str(line.revision) for line in found.records]
    picked = st.dataframe(
        columns,
        key=f"records.{card.id}",
        hide_index=True,
        height=min(36 + 28 * max(1, len(found.records)), 230),
        row_height=28,
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


def _number(line: RecordLine) -> str:
    pieces = line.key.split("|")
    return visible(" ".join(filter(None, pieces[2:])))


def open_record(reading: Gateway, key: str) -> None:
    """A record with what was written, what was understood, and its superseded revisions."""
    current = record(reading, key)
    if current is None:
        st.info("This record is no longer there for you.")
        return
    _revision(current)
    viewer = reading.viewer
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
