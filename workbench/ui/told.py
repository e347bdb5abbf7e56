"""Telling somebody that what they asked for was refused, where they asked for it."""

from __future__ import annotations

import streamlit as st

from workbench.errors import WorkbenchError
from workbench.ui.text import markdown, sentence


def refused(error: WorkbenchError) -> None:
    """The error as a sentence, with what was typed in it shown as it is."""
    st.error(markdown(f"{sentence(str(error))}."), icon=":material/error:")
