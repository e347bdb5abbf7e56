"""The app: navigation, and failures in place of a page. Run it with ``workbench serve``."""

from __future__ import annotations

import streamlit as st

from workbench.access.viewer import may_administer
from workbench.errors import WorkbenchError
from workbench.ui import state
from workbench.ui.page import failure, style

st.set_page_config(page_title="RTCC Workbench", page_icon="⬡", layout="wide")
style()
pages = [st.Page("workbench/ui/views/search.py", title="Search", url_path="search", default=True)]
if may_administer(state.viewer()):
    pages.append(st.Page("workbench/ui/views/data.py", title="Data", url_path="data"))
page = st.navigation(pages, position="top")
try:
    page.run()
except WorkbenchError as error:
    failure(error)
