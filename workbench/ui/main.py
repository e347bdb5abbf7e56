"""What every run of the page begins with: who is signed in, and which pages are theirs."""

from __future__ import annotations

import streamlit as st

from workbench.errors import WorkbenchError
from workbench.ui import bar, signed, state
from workbench.ui.gate import arrive, ask
from workbench.ui.page import failure, style
from workbench.ui.sitemap import navigation

st.set_page_config(page_title="RTCC Workbench", page_icon="⬡", layout="wide")
style()
viewer = None
try:
    standing = arrive()
    viewer = signed.viewer_of(standing)
    # before anything is asked, so that the address of the page is kept
    page = navigation(viewer)
    ask(standing, viewer)
    bar.begin()
    state.arrive(page.url_path)
    page.run()
except WorkbenchError as error:
    if viewer and not bar.drawn():
        bar.bar(viewer)
    failure(error)
finally:
    signed.settle()
