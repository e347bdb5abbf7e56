"""A page that asks what takes long or no time at all, and another page to leave it for."""

from __future__ import annotations

import time

import streamlit as st

from tests.integration.test_asking import ENDLESS
from workbench import settings as configuration
from workbench.errors import WorkbenchError
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.ui.page import failure
from workbench.ui.slow import waited_for

SECONDS = 60
"""How long the server lets it go on: longer than any test waits."""


@st.cache_resource
def opened() -> Graph:
    return open_graph(engine.connection(configuration.from_environment()))


graph = opened().asked(SECONDS)


def endless() -> object:
    return graph.read(ENDLESS)


def quick() -> object:
    return graph.read("RETURN 'found at once' AS said")[0]["said"]


def late() -> object:
    time.sleep(1.5)
    return "found late"


WORK = {"endless": endless, "quick": quick, "late": late}
with st.container(horizontal=True):
    for name in ("elsewhere", *WORK):
        if st.button(name):
            st.session_state["asked"] = name
asked = st.session_state.get("asked", "elsewhere")
try:
    st.write(f"page: {asked}")
    if asked in WORK:
        words = "Counting incidents" if asked != "late" else lambda: f"Counting {asked} incidents"
        st.write(waited_for(words, WORK[asked], graph.end, key="count"))
except WorkbenchError as error:
    failure(error)
