"""The panel of what is selected: what is known, on whose word, and where it can lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from workbench.access.asking import may_be_asked
from workbench.access.gateway import Gateway
from workbench.access.pointing import POINTERS, tokens
from workbench.explore.cards import Card
from workbench.explore.entity import EntityView, Field, entity
from workbench.explore.expand import LIMIT, ORDER, Tie, expand, groups
from workbench.explore.fields import CAUTIONS
from workbench.explore.pointers import TYPES, WITHHELD, pointers, withheld
from workbench.explore.words import link_words, many
from workbench.ui.asking import ask_button
from workbench.ui.record import record_list
from workbench.ui.signed import database
from workbench.ui.text import Html, agencies, details, html, mark, markdown, table

Add = Callable[[str, list[str]], None]
VALUES = 8
"""Values of one field shown before "more"."""


def entity_panel(gateway: Gateway, id_: str, add: Add) -> None:
    """An entity: cautions first, then values, links and records."""
    view = entity(gateway, id_)
    if view is None:
        st.info("There is nothing here that you may see. Search again.")
        return
    _title(view)
    _told(gateway, id_)
    values, links, listed = st.tabs(
        ["Values", "Expand", f"Records ({view.card.records:,})"], key=f"panel.{view.card.id}"
    )
    with values:
        _values(view)
    with links:
        _links(gateway, view.card, add)
    with listed:
        record_list(gateway, view.card)


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


def _title(view: EntityView) -> None:
    card = view.card
    lines = [f'<div class="wb-title">{mark(card.kind)} {html(card.title)}</div>']
    if card.subtitle:
        lines.append(f'<div class="wb-line">{html(card.subtitle)}</div>')
    span = " to ".join(dict.fromkeys(day for at in (card.first, card.last) if (day := at[:10])))
    lines.append(
        f'<div class="wb-line wb-quiet">{html(card.kind)} · {many(card.records, "record")} · '
        f"{len(card.agencies)} {'agency' if len(card.agencies) == 1 else 'agencies'}"
        f"{' · ' + html(span) if span else ''}</div>"
    )
    for value in view.cautions:
        lines.append(
            f'<div class="wb-caution" role="alert"><b>⚠ {html(value.text)}</b><br>'
            f"stated by {html(agencies(value.agencies, 6))} · "
            f"as of {html(value.last or 'no stated date')}</div>"
        )
    if card.disagree:
        lines.append(
            '<div class="wb-line"><b>≠ Records disagree</b> on '
            f"{html(', '.join(card.disagree))}</div>"
        )
    lines.append(
        f'<div class="wb-line">Verify with owner: <b>{html(agencies(card.agencies, 6))}</b></div>'
    )
    st.html("".join(lines))


def _told(gateway: Gateway, id_: str) -> None:
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


def _values(view: EntityView) -> None:
    rows = [row for field in view.fields if field.name != CAUTIONS for row in _rows(field)]
    if rows:
        st.html(table(("Field", "Value", "Stated by"), rows, label="Values"))
    else:
        st.caption("Only its records say more.")


def _rows(field: Field) -> list[tuple[str, str, Html]]:
    shown = [
        (
            field.name if i == 0 else "",
            value.text,
            details(
                f"{agencies(value.agencies, 2)} · {value.records:,}",
                [
                    *value.keys,
                    *(["…"] if value.records > len(value.keys) else []),
                ],
            ),
        )
        for i, value in enumerate(field.values[:VALUES])
    ]
    if len(field.values) > VALUES:
        rest = [f"{v.text} ({agencies(v.agencies)}, {v.records:,})" for v in field.values[VALUES:]]
        shown.append(("", "", details(f"{len(rest):,} more", rest)))
    return shown


def _links(gateway: Gateway, card: Card, add: Add) -> None:
    found = groups(gateway, card.id)
    if not found:
        st.caption("No record ties it to anything else.")
        return
    for group in found:
        cut = f" ({LIMIT} {ORDER})" if group.neighbours > LIMIT else ""
        st.button(
            f"**{markdown(group.words)}** · {mark(group.kind)} "
            f"{many(group.neighbours, group.kind)}{cut}",
            key=f"link-{card.id}-{group.type}-{group.outgoing}-{group.kind}",
            help="by agency: " + ", ".join(f"{a} {n:,}" for a, n in group.agencies.items()),
            width="stretch",
            on_click=_add_group,
            args=(gateway, card.id, group.type, group.outgoing, add),
        )


def _add_group(gateway: Gateway, id_: str, type_: str, outgoing: bool, add: Add) -> None:
    found = expand(gateway, id_, [type_], outgoing=outgoing)
    add(id_, [card.id for card in found.neighbours])
