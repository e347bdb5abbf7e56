"""What every run of the page begins with: who is signed in, and which pages are theirs."""

from __future__ import annotations

import streamlit as st

from workbench.errors import WorkbenchError
from workbench.ui import signed
from workbench.ui.gate import enter
from workbench.ui.page import failure, style
from workbench.ui.sitemap import pages_for

st.set_page_config(page_title="RTCC Workbench", page_icon="⬡", layout="wide")
style()
try:
    viewer = enter()
    st.navigation(pages_for(viewer), position="top").run()
except WorkbenchError as error:
    failure(error)
finally:
    signed.settle()
