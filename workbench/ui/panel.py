"""The panel of what is selected: what is known, on whose word, and where it can lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from workbench.access.asking import may_be_asked
from workbench.access.gateway import Gateway
from workbench.access.pointing import POINTERS, tokens
from workbench.explore.cards import Card
from workbench.explore.entity import entity
from workbench.explore.expand import LIMIT, Tie, expand, groups
from workbench.explore.pointers import TYPES, WITHHELD, pointers, withheld
from workbench.explore.words import link_words, many
from workbench.records.vocabulary import Kind
from workbench.ui import state
from workbench.ui.asking import ask_button
from workbench.ui.cautions import cautions
from workbench.ui.linked import page_link
from workbench.ui.record import record_list
from workbench.ui.signed import database
from workbench.ui.stated import disagreements, owners, values
from workbench.ui.text import agencies, html, mark, markdown

Add = Callable[[str, list[str]], None]


def entity_panel(gateway: Gateway, id_: str, add: Add) -> None:
    """An entity: warrants and cautions first, then conflicts, values, links and records."""
    view = entity(gateway, id_)
    if view is None:
        st.info("There is nothing here that you may see. Search again.")
        return
    card, own = view.card, gateway.viewer.agency
    title(card)
    if card.kind == Kind.PERSON:
        cautions(gateway, card.id, short=True)
    if card.disagree:
        st.html(
            f'<div class="wb-line"><b>≠ Records disagree</b> on {html(", ".join(card.disagree))}'
            "</div>"
        )
    owners(gateway.rules, own, card.agencies)
    told(gateway, card.id)
    page_link(card.id)
    # the server keeps which tab is open, and reads for no other
    stated, links, listed = st.tabs(
        ["Values", "Expand", f"Records ({card.records:,})"],
        key=f"panel.{card.id}",
        on_change="rerun",
    )
    if stated.open:
        with stated:
            disagreements(view.conflicts, short=True)
            values(view.fields, own)
    if links.open:
        with links:
            _links(gateway, card, add)
    if listed.open:
        with listed:
            record_list(gateway, card)


def tie_panel(gateway: Gateway, tie: Tie, cards: Mapping[str, Card]) -> None:
    """A link: what it says, how often and when."""
    start, end = cards[tie.start], cards[tie.end]
    span = " to ".join(dict.fromkeys(filter(None, (tie.first, tie.last)))) or "not dated"
    st.html(
        f'<div class="wb-title">{html(link_words(tie.type).capitalize())}</div>'
        f'<div class="wb-line">{mark(start.kind)} {html(start.title)}<br>'
        f"{mark(end.kind)} {html(end.title)}</div>"
        f'<div class="wb-line">{many(tie.records, "record")} · {html(span)}</div>'
    )
    st.caption("Select either end to read its records.")


def title(card: Card) -> None:
    """What it is called, what it is, and how much is known of it."""
    lines = [f'<div class="wb-title">{mark(card.kind)} {html(card.title)}</div>']
    if card.subtitle:
        lines.append(f'<div class="wb-line">{html(card.subtitle)}</div>')
    span = " to ".join(dict.fromkeys(day for at in (card.first, card.last) if (day := at[:10])))
    lines.append(
        f'<div class="wb-line wb-quiet">{html(card.kind)} · {many(card.records, "record")} · '
        f"{len(card.agencies)} {'agency' if len(card.agencies) == 1 else 'agencies'} "
        f"({html(agencies(card.agencies, 6))}){' · ' + html(span) if span else ''}</div>"
    )
    st.html("".join(lines))


def told(gateway: Gateway, id_: str) -> None:
    """What others hold, as far as it may be told, and a way to ask them."""
    found = pointers(gateway, id_)
    if found:
        behind = tokens(database(), gateway, POINTERS, id=id_)
        for one in found:
            line = f"▨ <b>{html(one.agency)}</b> holds a record. Contact {html(one.contact)}."
            about = partial(str, behind.get(one.agency, id_))
            _ask(gateway, line, one.agency, about, f"pointer-{id_}")
    for i, tie in enumerate(withheld(gateway, id_)):
        line = (
            f"▨ {html(tie.words)}: {many(tie.records, tie.kind.replace('-', ' '))}, identity "
            f"withheld by <b>{html(tie.agency)}</b>. Contact {html(tie.contact)}."
        )
        about = partial(_behind, gateway, id_, tie.agency)
        _ask(gateway, line, tie.agency, about, f"withheld-{i}-{id_}")


def _behind(gateway: Gateway, id_: str, owner: str) -> str:
    """What stands for an owner's records of which the identity is withheld."""
    return tokens(database(), gateway, WITHHELD, id=id_, types=TYPES).get(owner, id_)


def _ask(gateway: Gateway, line: str, owner: str, about: Callable[[], str], key: str) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<div class="wb-pointer">{line}</div>', width="stretch")
        if may_be_asked(gateway.viewer, owner):
            ask_button(gateway.viewer, owner, about, key=f"{key}-{owner}")


def _links(gateway: Gateway, card: Card, add: Add) -> None:
    """Counts by link first; what would flood the chart is chosen from instead."""
    found = groups(gateway, card.id)
    if not found:
        st.caption("No record ties it to anything else.")
        return
    for group in found:
        flood = group.neighbours > LIMIT
        by = ", ".join(f"{markdown(a)} {n:,}" for a, n in group.agencies.items())
        st.button(
            f"**{markdown(group.words)}** · {mark(group.kind)} "
            f"{many(group.neighbours, group.kind)}{' · choose …' if flood else ''} :gray[{by}]",
            key=f"link-{card.id}-{group.type}-{group.outgoing}-{group.kind}",
            help=f"More than {LIMIT}: opens the list to choose from" if flood else "Adds them",
            width="stretch",
            on_click=state.choose if flood else _add_group,
            args=(card.id, group.link)
            if flood
            else (gateway, card.id, group.type, group.outgoing, add),
        )


def _add_group(gateway: Gateway, id_: str, type_: str, outgoing: bool, add: Add) -> None:
    found = expand(gateway, id_, [type_], outgoing=outgoing)
    add(id_, [card.id for card in found.neighbours])
