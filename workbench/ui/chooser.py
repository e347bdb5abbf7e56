"""Choosing among an item's further neighbours, where all of them would flood the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.cards import Card
from workbench.explore.expand import ORDER, Group, expand, groups
from workbench.explore.picture import Drawn, Picture
from workbench.explore.words import link_words
from workbench.ui import state
from workbench.ui.days import day_box, tell_backwards
from workbench.ui.text import agencies, html, mark

LISTED = 200
"""Neighbours listed at once."""
NEXT = 20
"""Neighbours added by one press."""

Add = Callable[[str, list[str]], None]


def chooser(gateway: Gateway, card: Card, picture: Picture, drawn: Drawn, add: Add) -> None:
    """List what is not shown, by link, agency and date; add some of it."""
    found = groups(gateway, card.id)
    asked_for = state.choosing_link()
    link = f"choose.link.{card.id}.{asked_for}"
    if link not in st.session_state:
        st.session_state[link] = _first(found, asked_for, card.id, drawn)
    st.html(
        f'<div class="wb-title">More of {mark(card.kind)} {html(card.title)}</div>'
        '<div class="wb-line wb-quiet">Choose by link, agency and date, then add rows.</div>'
    )
    group = st.selectbox(
        "Link",
        [None, *found],
        format_func=lambda g: _words(g, found),
        key=link,
    )
    codes = sorted({a for g in ([group] if group else found) for a in g.agencies})
    agency = st.selectbox(
        "Agency",
        [None, *codes],
        format_func=lambda code: code or "all agencies",
        key=f"choose.agency.{card.id}",
    )
    with st.container(horizontal=True, gap="small"):
        since = day_box("From", key=f"choose.since.{card.id}")
        until = day_box("To", key=f"choose.until.{card.id}")
    tell_backwards(since, until)
    asked = f"{group.type if group else ''}.{agency or ''}.{since}.{until}"
    shown = set(picture.shown)
    expansion = expand(
        gateway,
        card.id,
        [group.type] if group else None,
        LISTED + len(shown),
        outgoing=group.outgoing if group else None,
        agency=agency,
        since=since,
        until=until,
    )
    cards = {one.id: one for one in expansion.neighbours if one.id not in shown}
    ties = [
        (tie, other)
        for tie in expansion.ties
        if (other := tie.end if tie.start == card.id else tie.start) in cards
        and (group is None or cards[other].kind == group.kind)
    ][:LISTED]
    left = expansion.total - (len(expansion.ties) - len(ties))
    st.caption(
        f"{len(ties):,} of {left:,} not shown, by {ORDER}"
        if len(ties) < left
        else f"{len(ties):,} not shown, by {ORDER}"
    )
    if not ties:
        st.button("Back", key=f"tool-back.{card.id}", on_click=state.choose, args=(None,))
        return
    picked = st.dataframe(
        {
            "what": [f"{mark(cards[o].kind)} {cards[o].title}" for _, o in ties],
            "agency": [agencies(cards[o].agencies) for _, o in ties],
            "last": [t.last for t, _ in ties],
            "link": [link_words(t.type, t.start == card.id) for t, _ in ties],
            "records": [t.records for t, _ in ties],
        },
        key=f"choose.rows.{card.id}.{asked}.{len(shown)}",
        hide_index=True,
        height=300,
        row_height=28,
        on_select="rerun",
        selection_mode="multi-row",
        alt="Neighbors that are not shown; choose rows to add them",
    )
    chosen = [ties[i][1] for i in picked["selection"]["rows"] if i < len(ties)]
    row = st.container(horizontal=True, gap="small")
    with row:
        st.button(
            f"Add {len(chosen)} chosen",
            key=f"tool-add.{card.id}",
            disabled=not chosen,
            type="primary",
            on_click=add,
            args=(card.id, chosen),
        )
        upcoming = list(dict.fromkeys(other for _, other in ties))[:NEXT]
        st.button(
            f"Add the {len(upcoming)} {ORDER}",
            key=f"tool-next.{card.id}",
            on_click=add,
            args=(card.id, upcoming),
        )
        st.button("Back", key=f"tool-back.{card.id}", on_click=state.choose, args=(None,))


def _first(
    found: tuple[Group, ...], asked_for: tuple[str, bool, str] | None, id_: str, drawn: Drawn
) -> Group | None:
    """The link that was asked for, else the only one of which something is not drawn."""
    if asked_for:
        return next((group for group in found if group.link == asked_for), None)
    kinds = {card.id: card.kind for card in drawn.cards}
    shown = Counter(
        (tie.type, tie.start == id_, kinds[tie.end if tie.start == id_ else tie.start])
        for tie in drawn.ties
        if id_ in (tie.start, tie.end)
    )
    left = [group for group in found if group.neighbours > shown[group.link]]
    return left[0] if len(left) == 1 else None


def _words(group: Group | None, found: tuple[Group, ...]) -> str:
    if group is None:
        return f"all links ({sum(g.neighbours for g in found):,})"
    return f"{group.words}, {group.kind} ({group.neighbours:,})"
