"""Time below the chart and on an item's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.bins import bins
from workbench.explore.timeline import LINES, Days, timeline
from workbench.explore.words import have, many, record_key
from workbench.ui import state
from workbench.ui.components.strip import Bin, span_chosen, strip
from workbench.ui.text import table

MORE = 20 * LINES
"""Events listed where all are asked for."""


def time_strip(days: Days, every: Days, *, key: str) -> None:
    """Events of the picture over time; dragging keeps a span, as the filter From and To.

    Args:
        days: of what the filters leave in any span of time.
        every: of all that is on the picture.
    """
    spans, imprecise = bins(days.days)
    if not spans:
        st.caption(f"No dated incident or plate read is on the chart.{_undated(days)}")
        return
    filters = state.filters()
    drawn = [
        Bin(
            span.first.isoformat(),
            span.last.isoformat(),
            span.label,
            span.events,
            (filters.since is None or span.last >= filters.since)
            and (filters.until is None or span.first <= filters.until),
        )
        for span in spans
    ]
    told = counted(days.between(filters.since, filters.until).dated, every.dated)
    told += (
        f", {spans[0].label} to {spans[-1].label}; drag over the bars to keep a span"
        if len(spans) > 1
        else f" on {spans[0].label}"
    )
    if imprecise:
        told += f"; {imprecise:,} known to the month or year alone "
        told += "stands where it begins" if imprecise == 1 else "stand where it begins"
    strip(drawn, told + _undated(days), key=key, on_span=partial(_span, key))


def counted(left: int, every: int) -> str:
    """How many dated events the filters leave: all of them, or so many of all."""
    what = "incident or plate read" if every == 1 else "incidents and plate reads"
    return f"{every:,} {what}" if left == every else f"{left:,} of {every:,} {what}"


def in_time(dates: Iterable[str]) -> str:
    """What the arrangement by time runs along, in words; "" where nothing has a date."""
    days = sorted(date[:10] for date in dates if date)
    if not days:
        return ""
    ends = (
        f"all of {days[0]}"
        if days[0] == days[-1]
        else f"earliest {days[0]} at the left, latest {days[-1]} at the right"
    )
    return f"By first date: {ends}; without a date below."


def _undated(days: Days) -> str:
    return f" {days.undated:,} {have(days.undated)} no date." if days.undated else ""


def _span(key: str) -> None:
    chosen = span_chosen(key)
    if chosen:
        state.keep_filters(replace(state.filters(), since=chosen[0], until=chosen[1]))


def timeline_section(gateway: Gateway, id_: str, *, key: str) -> None:
    """What happened to one item, most recent first."""
    everything = bool(st.session_state.get(f"{key}.all"))
    found = timeline(gateway, id_, MORE if everything else LINES)
    if not found.lines:
        st.caption("No viewable record says when anything happened.")
        return
    shown = len(found.lines)
    cut = f"{shown:,} of {found.total:,}, most recent first"
    st.caption(cut if shown < found.total else f"{many(found.total, 'event')}, most recent first")
    st.html(
        table(
            ("When", "What", "Where", "Agency", "Record"),
            [
                (line.at or "not dated", line.what, line.place, line.agency, record_key(line.key))
                for line in found.lines
            ],
            label="Timeline",
        )
    )
    if shown < found.total and not everything:
        st.button(
            f"Show {min(MORE, found.total):,}",
            key=f"tool-{key}",
            on_click=st.session_state.__setitem__,
            args=(f"{key}.all", True),
        )
