"""What runs for every tab: who is signed in, what for, and the pages of their role."""

from __future__ import annotations

import streamlit as st

from workbench.errors import WorkbenchError
from workbench.ui.entering import entered
from workbench.ui.navigation import pages
from workbench.ui.page import failure, style

st.set_page_config(page_title="RTCC Workbench", page_icon="⬡", layout="wide")
style()
try:
    standing = entered()
except WorkbenchError as error:
    failure(error)
    st.stop()
page = st.navigation(pages(standing), position="top")
try:
    page.run()
except WorkbenchError as error:
    failure(error)
