"""The app: pages, and the routes and guards beside them. ``workbench serve`` runs it."""

from __future__ import annotations

import streamlit as st

from workbench import settings as configuration
from workbench.access.database import Database, open_database
from workbench.web.routes import middleware, routes

_settings = configuration.from_environment()
_opened: list[Database] = []


def _database() -> Database:
    """The operations database of this process, opened when it is first asked for."""
    if not _opened:
        _opened.append(open_database(_settings))
    return _opened[0]


app = st.App(
    "workbench/ui/main.py",
    routes=routes(_settings, _database),
    middleware=middleware(_settings, _database, _database().keys.digest(b"sign-in under way")),
)
