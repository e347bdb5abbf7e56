"""Explore: who is tied to it, when, where, on whose word?"""

from __future__ import annotations

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.anchors import anchored
from workbench.ui import address, state
from workbench.ui.address import Address
from workbench.ui.completing import completing
from workbench.ui.connection import gateway
from workbench.ui.going import SEARCH, go
from workbench.ui.keys import search_keys
from workbench.ui.page import empty_database, header
from workbench.ui.pane import begin, pane
from workbench.ui.passing import passing
from workbench.ui.text import markdown

_TEXT = "explore.text"
_GOING = "explore.going"


def _view() -> None:
    if wanted := st.session_state.pop(_GOING, {}):
        go(SEARCH, **wanted)
    gateway_ = gateway()
    header(gateway_, "explore")
    params = st.query_params.to_dict()
    here = address.read(params)
    if here.query or here.listed:
        state.come_from(here.query, here.listed)
    _box(*state.came_from())
    search_keys(focus=False)
    passing()
    if not gateway_.viewable:
        empty_database()
        return
    if not _at(gateway_, here, params):
        st.info("There is nothing under this address that you may see. Search again.")
        return
    if state.history() is None:
        st.info("**Nothing is on the chart yet.** Search, and open an answer.")
        return
    pane()


def _box(query: str, listed: bool) -> None:
    with st.container(key="search-box", horizontal=True, gap="small"):
        if query or listed:
            back = "the list" if listed else f"the results of “{markdown(query)}”"
            st.button(
                f"Back to {back}",
                key="tool-results",
                icon=":material/arrow_back:",
                on_click=_to_search,
                args=("" if listed else query, listed),
                width="content",
            )
        st.text_input(
            "Search",
            key=_TEXT,
            placeholder="search: name, plate, VIN, address, case number, phone …",
            icon=":material/search:",
            label_visibility="collapsed",
            autocomplete="off",
            on_change=_typed,
        )
    completing()


def _typed() -> None:
    _to_search(st.session_state[_TEXT].strip())
    st.session_state[_TEXT] = ""


def _to_search(text: str, listed: bool = False) -> None:
    st.session_state[_GOING] = {"list": "1"} if listed else state.searched(text) if text else {}


def _back(params: dict[str, str]) -> bool:
    """Whether the browser's Back led to a picture that this tab has drawn."""
    history, picture = state.history(), state.picture_at(params)
    if history is None or picture is None:
        return False
    state.keep(history.then(picture))
    state.keep_filters(address.read(params).filters)
    state.move_back()
    return True


def _at(gateway_: Gateway, here: Address, params: dict[str, str]) -> bool:
    """Whether the chart shows what the address names, after opening it where it did not."""
    shows = not here.names or params == state.address()
    return shows or _back(params) or _open(gateway_, here)


def _open(gateway_: Gateway, here: Address) -> bool:
    ids = anchored(gateway_, here.names)
    if not ids:
        return False
    begin(gateway_, ids, neighbours=not here.around)
    state.keep_filters(here.filters)
    state.keep_firm(here.firm)
    return True


_view()
