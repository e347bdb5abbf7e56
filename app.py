"""The app's entry: the pages, and the entrance before them. Run it with ``workbench serve``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from workbench import settings as configuration
from workbench.access.database import open_database
from workbench.commands.warming import warm_beside
from workbench.web.entrance import Entrance
from workbench.web.reach import reach

_settings = configuration.from_environment()
_database = open_database(_settings)
_entrance = Entrance(
    _settings,
    reach(_settings, st.get_option("server.address")),
    _database,
    Path(st.__file__).with_name("static").joinpath("index.html").read_text(encoding="utf-8"),
)
app = st.App(
    Path(__file__).parent / "workbench" / "ui" / "main.py",
    routes=_entrance.routes(),
    middleware=_entrance.middleware(),
)
warm_beside(_settings, _database)
