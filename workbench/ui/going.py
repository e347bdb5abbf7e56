"""Going from one page to another within the same session of a tab."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import streamlit as st

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

VIEWS = Path(__file__).parent / "views"
SEARCH, EXPLORE, ENTITY = "search", "explore", "entity"
"""Pages by their file."""


def page_of(name: str) -> StreamlitPage:
    """The page of a file in views/, as a link or a switch names it."""
    return st.Page(VIEWS / f"{name}.py", url_path=name)


def go(page: str, **params: str | Sequence[str]) -> NoReturn:
    """Leave this page for another, whose address says ``params``."""
    st.switch_page(
        page_of(page),
        query_params={name: text for name, text in params.items() if text},
    )
