"""The filters beside the chart: what of the picture is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from workbench.explore.filtering import Choices, Filters, Left
from workbench.explore.words import link_words, many
from workbench.ui import state
from workbench.ui.days import day_box, tell_backwards
from workbench.ui.text import mark, markdown

MOST = 12
"""Choices shown of one sort; rarer ones are told, and found in the table."""
_KEY = "filter."


def filters_column(choices: Choices, left: Left) -> None:
    """Draw the filters with how many items or links each choice has in the picture."""
    filters = state.filters()
    _choice("kinds", "Kinds", choices.kinds, filters.kinds, _kind)
    _choice("links", "Links", choices.links, filters.links, link_words)
    _choice("agencies", "Agency", choices.agencies, filters.agencies, str)
    _dates(filters)
    _choice("places", "Places", choices.places, filters.places, str)
    if filters.any:
        out = " and ".join(
            many(count, noun)
            for count, noun in ((left.items_out, "item"), (left.ties_out, "link"))
            if count
        )
        st.caption(f"Left out: {out or 'nothing'}.")
        if left.undated:
            stay = "stays" if left.undated == 1 else "stay"
            st.caption(f"{many(left.undated, 'link')} without a date {stay}.")
        st.button("Clear filters", key="tool-filters", on_click=_clear)


def _choice(
    field: str,
    title: str,
    counts: Mapping[str, int],
    chosen: frozenset[str],
    words: Callable[[str], str],
) -> None:
    if len(counts) < 2 and not chosen:
        return
    options = [*list(counts)[:MOST], *sorted(chosen - set(list(counts)[:MOST]))]
    key = f"{_KEY}{field}"
    st.session_state[key] = [one for one in options if one in chosen]
    st.pills(
        title,
        options,
        selection_mode="multi",
        format_func=lambda one: f"{markdown(words(one))} {counts.get(one, 0):,}",
        key=key,
        on_change=_take,
        args=(field,),
    )
    if len(counts) > MOST:
        st.caption(f"{MOST} of {len(counts):,}, most frequent first")


def _dates(filters: Filters) -> None:
    for field, title in (("since", "From"), ("until", "To")):
        key = f"{_KEY}{field}"
        st.session_state[key] = getattr(filters, field)
        day_box(title, key=key, on_change=_take, args=(field,))
    tell_backwards(filters.since, filters.until)


def _take(field: str) -> None:
    said: Any = st.session_state.get(f"{_KEY}{field}")
    value: Any = said if field in ("since", "until") else frozenset(said or ())
    state.keep_filters(replace(state.filters(), **{field: value}))


def _clear() -> None:
    state.keep_filters(Filters())


def _kind(kind: str) -> str:
    return f"{mark(kind)} {kind}"
