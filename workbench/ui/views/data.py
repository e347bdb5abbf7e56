"""Data: what came in, what was refused, how fresh is it?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import groupby

import streamlit as st

from workbench import settings as configuration
from workbench.access.disclosure import What
from workbench.access.gateway import Gateway
from workbench.explore.words import many, when
from workbench.pipeline.catalogue import known_sources, loading_corrections
from workbench.pipeline.status import Reject, Status, export_rejects, rejects, status
from workbench.records.agencies import HOST
from workbench.ui.connection import gateway
from workbench.ui.leaving import Content, export_button
from workbench.ui.page import empty_database, header
from workbench.ui.text import details, table

SHOWN = 50
"""Refused rows shown of one source."""
REFUSED = "refused-rows"
"""Where on the page they are listed."""
OPENED = 3
"""With more sources than this, each is opened by hand."""


def _view() -> None:
    gateway_ = gateway()
    header(gateway_, "data")
    with st.spinner("Counting …"):
        held = status(gateway_.administer)
    if not held.sources:
        empty_database()
        return
    if held.pending:
        st.warning(
            "**Records wait for resolution.** Until then search and charts lack them. "
            "Run `workbench resolve`.",
            icon=":material/pending:",
        )
    waiting = sum(source.open_rejects for source in held.sources.values())
    if waiting:
        st.markdown(f"[{many(waiting, 'refused row')} to be corrected](#{REFUSED}), listed below.")
    _sources(held)
    left, middle, right, last = st.columns(4)
    for column, title, counts in (
        (left, "Records", held.records),
        (middle, "Entities", held.entities),
        (right, "Links as written", held.links),
        (last, "Incident numbers", held.incidents),
    ):
        with column:
            _counts(title, counts)
    _refused(gateway_, waiting)


def _sources(held: Status) -> None:
    st.subheader("Sources, latest load of each")
    head = ("Source", "State", "Started", "Rows", "Loaded", "Unchanged", "Rejected", "Withdrawn",
            "Open rejects", "Files")  # fmt: skip
    st.html(
        table(
            head,
            [
                (
                    name,
                    f"{_MARKS[s.state]} {s.state_shown} · load {s.load}",
                    when(s.started_at),
                    *(f"{n:,}" for n in (s.rows, s.loaded, s.unchanged, s.rejected, s.withdrawn)),
                    f"{s.open_rejects:,}",
                    s.files[0]
                    if len(s.files) == 1
                    else details(many(len(s.files), "file"), s.files),
                )
                for name, s in held.sources.items()
            ],
            label="Sources",
            numbers=range(3, 9),
        )
    )
    st.caption(
        "Rows = loaded + unchanged + rejected. Withdrawn: records a complete extract lacked."
    )


_MARKS = {"complete": "✓", "running": "◌", "abandoned": "–"}


def _counts(title: str, counts: Mapping[str, int]) -> None:
    rows = [(name.replace("_", " ").lower(), f"{n:,}") for name, n in counts.items()]
    rows.append(("all", f"{sum(counts.values()):,}"))
    st.html(table((title, ""), rows, label=title, numbers=(1,)))


def _refused(gateway_: Gateway, waiting: int) -> None:
    st.subheader(f"Refused rows waiting for correction ({waiting:,})", anchor=REFUSED)
    if not waiting:
        st.caption("No row waits for correction.")
        return
    if gateway_.viewer.agency != HOST:
        st.caption(
            f"What they hold is for administrators of {HOST}, who load the files: they send each "
            "agency its own to be corrected."
        )
        return
    refused = rejects(gateway_.administer)
    by_source = {name: list(rows) for name, rows in groupby(refused, key=lambda r: r.source)}
    for name, rows in by_source.items():
        _refused_of(name, rows, opened=len(by_source) <= OPENED)


def _refused_of(source: str, refused: list[Reject], *, opened: bool) -> None:
    cut = f"{SHOWN} of {len(refused):,}, by file and line" if len(refused) > SHOWN else ""
    with st.expander(f"{source}: {many(len(refused), 'row')}", expanded=opened):
        st.markdown(
            "Export them here or with the first command, correct the values, and load them again:"
        )
        st.code(
            f"workbench rejects {source} --export refused.csv\n"
            + loading_corrections(configuration.from_environment(), source, "refused.csv"),
            language=None,
        )
        known, _ = known_sources(configuration.from_environment())
        agencies = known[source].agencies if source in known else ()
        recipients = sorted({HOST, *(agency.code for agency in agencies)})
        export_button(
            What.REJECTS, partial(_content, source), recipients=recipients,
            key=f"rejects-{source}", help_=many(len(refused), "row"),
        )  # fmt: skip
        if cut:
            st.caption(cut)
        st.html(
            table(
                ("File", "Line", "Reason", "Row as written"),
                [
                    (
                        r.file,
                        f"{r.line:,}" if r.rows == 1 else f"{r.line:,} and {r.rows - 1:,} more",
                        r.reason,
                        details(
                            many(len(r.values), "value"),
                            [f"{name}: {value}" for name, value in r.values.items()],
                        ),
                    )
                    for r in refused[:SHOWN]
                ],
                label=f"Refused rows of {source}",
                numbers=(1,),
            )
        )


def _content(source: str) -> Content:
    """The refused rows of a source, to be corrected."""
    refused = rejects(gateway().administer, source)
    return Content(tuple(one.id for one in refused), lambda _: export_rejects(refused))


_view()
