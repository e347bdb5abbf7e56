"""What stands on every page: styles, who reads for what purpose, how fresh the data is, help."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.errors import EngineError, WorkbenchError
from workbench.ui.bar import as_of, bar
from workbench.ui.text import sentence

LOADING = (
    "`workbench demo` for the sample region, or `workbench load SOURCE FILE` and then "
    "`workbench resolve`"
)


def style() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{_sheet()}</style>")


def header(gateway: Gateway, page: str = "") -> None:
    """Agency badge, name, role, purpose, case, and the time of the latest load."""
    bar(gateway.viewer, as_of(gateway.as_of()), page)


def failure(error: WorkbenchError) -> None:
    """Show an expected failure in place of the page, with the way out."""
    if isinstance(error, EngineError):
        st.error("**The database does not answer.** Nothing is lost.", icon=":material/error:")
        st.markdown(sentence(str(error)))
    else:
        st.error(sentence(str(error)), icon=":material/error:")
    st.button("Try again", key="failure.again")


def empty_database() -> None:
    """Say that nothing is loaded, and how to change that."""
    st.info("**Nothing is loaded yet.**", icon=":material/database:")
    st.markdown(f"Run {LOADING}. Then reload this page.")


@cache
def _sheet() -> str:
    return files("workbench.ui").joinpath("style.css").read_text(encoding="utf-8")
