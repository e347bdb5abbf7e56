"""Search: who or what is this, and what is it tied to?"""

from __future__ import annotations

from html import escape

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.access.viewer import may_administer
from workbench.explore.entity import entity
from workbench.explore.search import Hit, SearchResult, search
from workbench.explore.words import many
from workbench.pipeline.status import pending
from workbench.ui import state
from workbench.ui.connection import gateway
from workbench.ui.examples import examples
from workbench.ui.keys import search_keys
from workbench.ui.page import empty_database, header, help_
from workbench.ui.pane import begin, pane
from workbench.ui.text import agencies, mark, markdown

EXAMPLES = "carter marcus · MD AB1234 · AB?1O3 · 24-012345 · 900 block H St NE · 202-555-0143"


def _view() -> None:
    gateway_ = gateway()
    header(gateway_)
    text, id_ = st.query_params.get("q", ""), st.query_params.get("entity", "")
    _box(text)
    search_keys(focus=not id_)
    if not gateway_.viewable:
        empty_database()
    elif id_:
        _opened(gateway_, text, id_)
    elif text:
        _results(gateway_, text)
    else:
        st.markdown("Type anything that you know: one box reads it all.")
        examples(gateway_)


def _box(text: str) -> None:
    if state.SEARCH not in st.session_state:
        st.session_state[state.SEARCH] = text
    with st.container(key="search-box", horizontal=True, gap="small"):
        st.text_input(
            "Search",
            key=state.SEARCH,
            placeholder=f"name, plate, VIN, address, case number, phone …   {EXAMPLES}",
            icon=":material/search:",
            label_visibility="collapsed",
            autocomplete="off",
            on_change=_typed,
        )
        with st.popover("Help", width="content"):
            help_()


def _typed() -> None:
    st.query_params.clear()
    text = st.session_state[state.SEARCH].strip()
    if text:
        st.query_params["q"] = text


def _opened(gateway_: Gateway, text: str, id_: str) -> None:
    if state.opened() != id_:
        view = entity(gateway_, id_)
        if view is None:
            st.info("There is nothing under this address that you may see. Search again.")
            return
        begin(gateway_, id_, view.card.id)
    if text:
        st.button(
            f"Back to the results of “{markdown(text)}”",
            key="tool-results",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=_close,
        )
    pane()


def _close() -> None:
    st.query_params.pop("entity", None)


def _results(gateway_: Gateway, text: str) -> None:
    every = search(gateway_, text)
    if not every.total:
        _nothing(gateway_, text, every)
        return
    kinds = sorted(every.kinds, key=lambda k: (-every.kinds[k], k))
    chosen = (
        st.pills(
            "Kinds",
            kinds,
            selection_mode="multi",
            format_func=lambda k: f"{mark(k)} {k} {every.kinds[k]:,}",
            key=f"search.kinds.{text}",
            label_visibility="collapsed",
        )
        if len(kinds) > 1
        else []
    )
    result = search(gateway_, text, kinds=chosen) if chosen else every
    cut = len(result.hits) < result.total
    told = f"{len(result.hits):,} of {result.total:,}" if cut else many(result.total, "answer")
    st.caption(f"{told}, by best match")
    if result.capped:
        st.warning("Too many records have these words to look at them all: add another word.")
    for hit in result.hits:
        _hit(hit, text)


def _nothing(gateway_: Gateway, text: str, result: SearchResult) -> None:
    st.info(f"**Nothing that you may see answers “{markdown(text)}”.**")
    if result.tried:
        st.markdown("Tried: " + "; ".join(markdown(tried) for tried in result.tried) + ".")
        st.markdown(
            "Try fewer words or the beginning of a word, a plate with `?` for a character that "
            "was not read, or another spelling."
        )
    else:
        st.markdown("Type at least one letter or digit.")
    if may_administer(gateway_.viewer) and pending(gateway_.administer):
        st.warning("Records wait for resolution: run `workbench resolve` to find them here.")


def _hit(hit: Hit, text: str) -> None:
    card = hit.card
    left, right = st.columns([0.52, 0.48], gap="small", vertical_alignment="top")
    caution = " :red[**⚠ caution**]" if card.caution else ""
    subtitle = f"  :gray[{markdown(card.subtitle)}]" if card.subtitle else ""
    left.button(
        f"{mark(card.kind)} **{markdown(card.title)}**{subtitle}{caution}",
        key=f"hit-{card.id}",
        type="tertiary",
        width="stretch",
        on_click=_open,
        args=(card.id, text),
    )
    right.html(
        f'<div class="wb-hit">{escape(hit.reason)} <span class="wb-quiet">· {escape(card.kind)} · '
        f"{many(card.records, 'record')} · {escape(agencies(card.agencies))}</span></div>"
    )


def _open(id_: str, text: str) -> None:
    """Open an answer to ``text``, whatever has been typed since it was listed."""
    st.session_state[state.SEARCH] = text
    st.query_params.from_dict({"q": text, "entity": id_})


_view()
