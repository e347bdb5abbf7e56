"""The panel of paths alone, for the items whose ids ``PATH_ENDS`` names; what it shows is told."""

from __future__ import annotations

import os
from collections.abc import Sequence

import streamlit as st

from tests.viewers import one_sees_all, reading
from workbench import settings as configuration
from workbench.explore.cards import cards_of
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.ui.page import style
from workbench.ui.pathing import paths_panel


@st.cache_resource
def graph() -> Graph:
    return open_graph(engine.connection(configuration.from_environment()))


def show(items: Sequence[str], ties: Sequence[str]) -> None:
    st.session_state["shown"] = f"{len(items)} items and {len(ties)} links are shown"


st.set_page_config(layout="wide")
style()
gateway = reading(graph(), rules=one_sees_all())
ends = os.environ["PATH_ENDS"].split(",")[: int(st.query_params.get("ends", "2"))]
cards = [*cards_of(gateway, ends).values()]
with st.columns([0.64, 0.36])[1], st.container(key="panel", border=True):
    paths_panel(gateway, cards, show, key="paths")
st.markdown(st.session_state.get("shown", "page is drawn"))
