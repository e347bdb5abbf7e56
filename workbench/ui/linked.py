"""Ways from one item to its page and to the chart, each an address that can be sent on."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from workbench.explore.cards import Card
from workbench.ui.going import ENTITY, EXPLORE, page_of
from workbench.ui.text import Html, html, mark


def item(card: Card) -> Html:
    """A card's title as a link to its page, with its shape and whether there is a caution."""
    about = "caution: read its page first" if card.caution else ""
    caution = f' <b class="wb-alert" title="{about}">⚠</b>' if card.caution else ""
    return Html(
        f'{mark(card.kind)} <a href="entity?id={html(quote(card.id))}" target="_self">'
        f"{html(card.title)}</a>{caution}"
    )


def page_link(id_: str) -> None:
    """A link to an item's own page, in the same tab and session."""
    st.page_link(
        page_of(ENTITY), label="Open page", icon=":material/article:", query_params={"id": id_}
    )


def chart_link(id_: str) -> None:
    """A link to the chart around an item."""
    st.page_link(
        page_of(EXPLORE), label="Open on the chart", icon=":material/hub:",
        query_params={"entity": id_},
    )  # fmt: skip
