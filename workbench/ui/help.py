"""How to read each page, in words that also stand in the user guide."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import streamlit as st

TITLE = "How to read this"


def how_to_read(page: str) -> None:
    """A button that opens the words for a page."""
    with st.popover(TITLE, width="content"):
        st.markdown(words(page))


@cache
def words(page: str) -> str:
    """The words for a page (``help/<page>.md``), in Markdown."""
    return files("workbench.ui").joinpath("help", f"{page}.md").read_text(encoding="utf-8")
