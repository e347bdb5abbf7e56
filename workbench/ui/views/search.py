"""Search: who or what is this, and what is it tied to?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.access.viewer import may_administer
from workbench.explore.listed import is_list
from workbench.explore.query import LONGEST
from workbench.explore.search import LIMIT, SearchResult, narrowing, search
from workbench.explore.words import many
from workbench.pipeline.status import pending
from workbench.ui import state
from workbench.ui.completing import completing
from workbench.ui.connection import gateway
from workbench.ui.examples import examples
from workbench.ui.going import EXPLORE, go
from workbench.ui.hits import Add, only_rows
from workbench.ui.keys import search_keys
from workbench.ui.listing import PICTURED, keep, list_box, listing
from workbench.ui.narrowing import chosen, clear, facets
from workbench.ui.page import empty_database, header
from workbench.ui.passing import passing
from workbench.ui.text import markdown

EXAMPLES = "carter marcus · MD AB1234 · AB?1O3 · 24-012345 · 900 block H St NE · 202-555-0143"
LIMITS = (LIMIT, 8 * LIMIT)
"""Answers listed at first, and where more are asked for."""
_ADDED = "search.added"
_FOR = "search.for"
"""Key of what the answers on the page are for."""


def _view() -> None:
    params = st.query_params.to_dict()
    if "entity" in params or "around" in params:
        go(EXPLORE, **params)
    if st.session_state.pop(_ADDED, False):
        go(EXPLORE, **state.address())
    text = params.get("q", "")
    gateway_ = gateway()
    header(gateway_, "search")
    _box(text)
    search_keys(focus=True)
    passing()
    if not gateway_.viewable:
        empty_database()
    elif st.query_params.get("list"):
        listing(gateway_, _open, _open_all, _adding())
    elif text:
        state.keep_searched({name: st.query_params.get_all(name) for name in params})
        _results(gateway_, text)
    else:
        st.markdown("Type anything that you know: one box reads it all. Paste several under List.")
        examples(gateway_)


def _box(text: str) -> None:
    # what is half typed stays, but a box that Back or a link leads to shows what is answered
    if state.arrived() or st.session_state.get(_FOR) != text:
        st.session_state[state.SEARCH] = text
    st.session_state[_FOR] = text
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
        list_box()
    completing()


def _typed() -> None:
    text = st.session_state[state.SEARCH].strip()
    if is_list(text):
        keep(text)
        return
    st.session_state[_FOR] = text
    # at once: each change by itself is an entry of the browser's history
    st.query_params.from_dict({"q": text} if text else {})


def _results(gateway_: Gateway, text: str) -> None:
    limit = LIMITS[bool(st.session_state.get(f"search.more.{text}"))]
    result = search(gateway_, text, limit, chosen())
    if len(text) > LONGEST:
        st.warning(f"Only the first {LONGEST} of {len(text):,} characters were read.")
    if not result.any_total:
        _nothing(gateway_, text, result)
        return
    with st.container(key="results"):
        side, main = st.columns([0.15, 0.85], gap="medium")
        with main:
            _answers(text, result, limit)
        # what is counted beside the answers does not hold them up
        if result.found and result.any_total > 1:
            with side, st.container(key="facets", gap=None):
                facets(narrowing(gateway_, result.found, chosen(), result.known))


def _answers(text: str, result: SearchResult, limit: int) -> None:
    with st.container():
        _told(result)
    only_rows(result.hits, text, _open, _adding())
    if len(result.hits) < result.total and limit < LIMITS[-1]:
        st.button(
            f"Show up to {LIMITS[-1]}",
            key="results.more",
            type="tertiary",
            on_click=st.session_state.__setitem__,
            args=(f"search.more.{text}", True),
        )
    elif len(result.hits) < result.total:
        st.caption("Add another word, or choose on the left, to see the others.")


def _told(result: SearchResult) -> None:
    cut = len(result.hits) < result.total
    told = f"{len(result.hits):,} of {result.total:,}" if cut else many(result.total, "answer")
    narrowed = f" among {result.any_total:,}" if result.total < result.any_total else ""
    st.caption(f"{told}{narrowed}, by best match")
    if result.capped:
        st.warning("Too many records have these words to look at them all: add another word.")
    if not result.total:
        st.info("**None of the answers has all that is chosen.**")
        st.button("Choose nothing", key="facet.none", on_click=clear)


def _nothing(gateway_: Gateway, text: str, result: SearchResult) -> None:
    st.info(f"**Nothing that you may see answers “{markdown(text)}”.**")
    if result.tried:
        st.markdown("Tried: " + "; ".join(markdown(tried) for tried in result.tried) + ".")
        st.markdown(
            "Close spellings, words that sound alike and nicknames were tried too. Try fewer words "
            "or the beginning of a word, a plate with `?` for a character that was not read, or a "
            "part of it. What other agencies hold and do not share is not told here: ask them."
        )
    else:
        st.markdown("Type at least one letter or digit.")
    if may_administer(gateway_.viewer) and pending(gateway_.administer):
        st.warning("Records wait for resolution: run `workbench resolve` to find them here.")


def _open(id_: str, text: str) -> None:
    """Open an answer to ``text``, whatever has been typed since it was listed."""
    st.session_state[state.SEARCH] = text
    st.query_params["q"] = text
    st.query_params["entity"] = id_


def _adding() -> Add | None:
    """Puts an answer on the chart; None where none is open."""
    return _add if state.history() else None


def _add(id_: str) -> None:
    if history := state.history():
        state.keep(history.then(history.present.with_items([id_])))
        state.point([id_])
        st.session_state[_ADDED] = True


def _open_all(ids: Sequence[str]) -> None:
    """Open one picture around several answers."""
    st.query_params["around"] = ",".join(ids[:PICTURED])


_view()
