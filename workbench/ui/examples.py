"""Things that can be typed into the search box, to be clicked: only those that find something."""

from __future__ import annotations

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.search import search
from workbench.ui import state
from workbench.ui.kept import kept
from workbench.ui.text import markdown

EXAMPLES = (
    ("AB71O3", "a plate that two agencies wrote with a wrong character"),
    ("Whitlock", "a father and a son at one address, kept apart"),
    ("25900101", "a robbery by its case number"),
    ("H ST NE & 8TH ST NE", "an intersection, in either order"),
)
"""Of the sample region. Other data has none of them, and then none is shown."""
FORMS = (
    ("carter marcus", "a name in any order, or its beginning"),
    ("MD AB?1234", "a plate, ? for a character that was not read"),
    ("24-012345", "a case number, with or without hyphens"),
    ("900 block H St NE", "an address, a block or an intersection"),
    ("202-555-0143", "a phone number, or an e-mail address"),
    ("white ford explorer 2016", "a vehicle's looks, a tattoo, or words of a narrative"),
)
"""What can be typed, where no example finds anything."""


def examples(gateway: Gateway) -> None:
    """List examples under each other."""
    with st.spinner("Looking for examples in the data …"):
        found = _found(gateway)
    st.markdown("**Examples in this data**" if found else "**What it reads**")
    with st.container(key="examples", gap="xxsmall"):
        for text, words in found or FORMS:
            if not found:
                st.markdown(f"`{text}` :gray[{markdown(words)}]")
                continue
            st.button(
                f"`{text}` :gray[{markdown(words)}]",
                key=f"example-{text}",
                type="tertiary",
                on_click=_type,
                args=(text,),
            )


def _found(gateway: Gateway) -> tuple[tuple[str, str], ...]:
    def tried() -> tuple[tuple[str, str], ...]:
        return tuple(one for one in EXAMPLES if search(gateway, one[0], limit=1).total)

    return kept("search.examples", gateway, None, tried)


def _type(text: str) -> None:
    st.session_state[state.SEARCH] = text
    st.query_params.from_dict({"q": text})
