"""A table of Streamlit's and one of ours, with the app's style sheet."""

from __future__ import annotations

import streamlit as st

from workbench.ui.page import style
from workbench.ui.text import table

st.set_page_config(layout="wide")
style()
st.dataframe({"name": ["SECRETNAME"] * 5, "agency": ["MPD"] * 5}, hide_index=True, key="records")
st.html(table(("Field", "Value"), [("name", "OTHERSECRET")], label="Values"))
st.markdown("page is drawn")
