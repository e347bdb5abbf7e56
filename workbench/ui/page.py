"""What stands on every page: styles, who reads for what purpose, how fresh the data is, help."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.errors import EngineError, WorkbenchError
from workbench.ui.bar import as_of, bar
from workbench.ui.text import MARKS, sentence

LOADING = (
    "`workbench demo` for the sample region, or `workbench load SOURCE FILE` and then "
    "`workbench resolve`"
)


def style() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{_sheet()}</style>")


def header(gateway: Gateway) -> None:
    """Agency badge, name, role, purpose, case, and the time of the latest load."""
    bar(gateway.viewer, as_of(gateway.as_of()))


def help_() -> None:
    """What can be typed, and what the shapes and keys mean."""
    shapes = " · ".join(f"{mark} {kind}" for kind, mark in MARKS.items())
    st.markdown(
        f"""
**What can be typed**

- **name** in any order, its beginning or a close spelling: `carter marcus`, `CARTER, MARC`;
  alias or moniker: `lil man`; with a birth date: `carter 1991-04-17`, `carter 4/17/1991`
- **plate** with or without its state: `AB1234`, `MD AB1234`; `?` for one unread character and `*`
  for any: `AB?1O3`. Look-alike characters (0 O, 1 I, 8 B …) are tried by themselves
- **VIN**, all 17 characters; **case number** with or without hyphens: `24-012345`
- **phone** or e-mail: `202-555-0143`; **SID, FBI, license or firearm serial**: the number alone
- **address, block or intersection** from either street: `1412 H St NE`, `900 block H St NE`,
  `7th & H NW`

**Shapes** {shapes}. ⚠ means an officer-safety caution; an amber ring,
records that disagree; a wider link, more records; `MPD +2`, the owning agencies; `+12`, links
that are not shown.

**Keys** `/` search · on the chart: `e` or double-click expand · `h` hide · `z` undo · `Z` redo ·
`f` fit · arrows move · `?` all keys. Times are Washington time (EST or EDT).
"""
    )


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
