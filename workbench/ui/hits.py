"""Answers of a search as dense rows: what it is, why it answers, whose records, and how late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from workbench.explore.search import Hit
from workbench.explore.words import many
from workbench.ui.text import agencies, html, mark, markdown

_DRAWN = "search.drawn"
"""Key of how many rows stood on the page."""
Open = Callable[[str, str], None]
"""Opens the entity of an id, as an answer to a text."""


Add = Callable[[str], None]
"""Puts the entity of an id on the chart that is open."""


def rows(
    hits: Iterable[Hit], text: str, open_: Open, add: Add | None = None, within: str = ""
) -> None:
    """Each hit in a row that opens it, or puts it on the open chart where there is one.

    ``within`` tells rows of several lists apart.
    """
    for hit in hits:
        _row(hit, text, open_, add, within)


def only_rows(hits: Sequence[Hit], text: str, open_: Open, add: Add | None = None) -> None:
    """Rows that take the place of all that stood here before, also before the page is done.

    What a page has not drawn again yet stays on the screen until its run ends: answers to another
    text would stand below these for as long as the facets are counted.
    """
    with st.container(key="hits"):
        rows(hits, text, open_, add)
        for _ in range(len(hits), st.session_state.get(_DRAWN, 0)):
            st.empty()
    st.session_state[_DRAWN] = len(hits)


def _row(hit: Hit, text: str, open_: Open, add: Add | None, within: str) -> None:
    card = hit.card
    widths = [0.42, 0.48, 0.10] if add else [0.44, 0.56]
    left, right, *rest = st.columns(widths, gap="small", vertical_alignment="top")
    if add:
        rest[0].button(
            "Add",
            key=f"add-{within}{card.id}",
            icon=":material/add:",
            type="tertiary",
            help=f"puts {card.title} on the chart that is open",
            on_click=add,
            args=(card.id,),
        )
    caution = " :red[**⚠ caution**]" if card.caution else ""
    subtitle = f"  :gray[{markdown(card.subtitle)}]" if card.subtitle else ""
    left.button(
        f"{mark(card.kind)} **{markdown(card.title)}**{subtitle}{caution}",
        key=f"hit-{within}{card.id}",
        type="tertiary",
        width="stretch",
        on_click=open_,
        args=(card.id, text),
    )
    last = f" · last {html(card.last)}" if card.last else ""
    right.html(
        f'<div class="wb-hit">{html(hit.reason)} <span class="wb-quiet">· {html(card.kind)} · '
        f"{many(card.records, 'record')} · {html(agencies(card.agencies))}{last}</span></div>"
    )
