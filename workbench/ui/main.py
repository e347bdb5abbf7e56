"""What every run of the page begins with: who is signed in, and which pages are theirs."""

from __future__ import annotations

import streamlit as st

from workbench.errors import WorkbenchError
from workbench.ui import bar, signed
from workbench.ui.gate import enter
from workbench.ui.page import failure, style
from workbench.ui.sitemap import pages_for

st.set_page_config(page_title="RTCC Workbench", page_icon="⬡", layout="wide")
style()
viewer = None
try:
    viewer = enter()
    bar.begin()
    st.navigation(pages_for(viewer), position="top").run()
except WorkbenchError as error:
    if viewer and not bar.drawn():
        bar.bar(viewer)
    failure(error)
finally:
    signed.settle()
