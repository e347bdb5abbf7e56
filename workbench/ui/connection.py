"""The graph of this process, opened once and opened again when its server moved."""

from __future__ import annotations

import streamlit as st

from workbench import settings as configuration
from workbench.access import rulebook
from workbench.access.audit import AuditLedger
from workbench.access.gateway import Gateway
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.graph.connection import Connection
from workbench.graph.schema import migrate
from workbench.ui.signed import database, viewer


def graph() -> Graph:
    """The open graph: pages read records through ``gateway`` alone.

    Raises:
        EngineError: nothing answers; the message says what to run.
    """
    connection = engine.connection(configuration.from_environment(), wait=False)
    return _open(connection.uri, connection.database, connection)


def gateway() -> Gateway:
    """A gateway for this tab's viewer, for one answer: its reads end when they take too long."""
    reader, kept = viewer(), database()
    asked = graph().asked(configuration.from_environment().read_seconds)
    return Gateway(asked, reader, rulebook.in_force(kept), AuditLedger(kept))


@st.cache_resource(show_spinner=False, max_entries=2, on_release=lambda opened: opened.close())
def _open(uri: str, database: str, _connection: Connection) -> Graph:
    opened = open_graph(_connection)
    migrate(opened)
    return opened
