"""The panel of what is selected: what is known, on whose word, and where it can lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.cards import Card
from workbench.explore.entity import (
    RECORDS,
    EntityView,
    Field,
    RecordLine,
    RecordView,
    entity,
    record,
    records,
    revisions,
)
from workbench.explore.expand import LIMIT, ORDER, Tie, expand, groups
from workbench.explore.fields import CAUTIONS
from workbench.explore.pointers import pointers, withheld
from workbench.explore.words import link_words, many, visible
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
        _records(gateway, view.card)


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
    """What others hold, as far as it may be told."""
    lines = [
        f'<div class="wb-pointer">▨ <b>{html(one.agency)}</b> holds a record. '
        f"Ask {html(one.contact)}.</div>"
        for one in pointers(gateway, id_)
    ]
    lines += [
        f'<div class="wb-pointer">▨ {html(one.words)}: '
        f"{many(one.records, one.kind.replace('-', ' '))}, identity withheld by "
        f"<b>{html(one.agency)}</b>. Ask {html(one.contact)}.</div>"
        for one in withheld(gateway, id_)
    ]
    if lines:
        st.html("".join(lines))


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


def _records(gateway: Gateway, card: Card) -> None:
    found = records(gateway, card.id)
    if found.total > RECORDS:
        st.caption(f"{len(found.records):,} of {found.total:,}, by most recent")
    columns = {
        "agency": [line.agency for line in found.records],
        "when": [line.observed for line in found.records],
        "number": [_number(line) for line in found.records],
        "category": [line.category.replace("-", " ") for line in found.records],
    }
    if any(line.revision > 1 for line in found.records):
        columns["revision"] = [str(line.revision) for line in found.records]
    picked = st.dataframe(
        columns,
        key=f"records.{card.id}",
        hide_index=True,
        height=min(36 + 28 * max(1, len(found.records)), 230),
        row_height=28,
        on_select="rerun",
        selection_mode="single-row",
        alt="Records; choose one to open it",
    )
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(found.records):
        open_record(gateway, found.records[rows[0]].key)
    elif len(found.records) == 1:
        open_record(gateway, found.records[0].key)
    else:
        st.caption("Choose a row to read the record, its file and its line.")


def _number(line: RecordLine) -> str:
    pieces = line.key.split("|")
    return visible(" ".join(filter(None, pieces[2:])))


def open_record(gateway: Gateway, key: str) -> None:
    """A record with what was written, what was understood, and its superseded revisions."""
    current = record(gateway, key)
    if current is None:
        st.info("This record is no longer there for you.")
        return
    _revision(current)
    for old in revisions(gateway, key):
        with st.expander(f"Revision {old.revision}, superseded · load {old.load}"):
            _revision(old)


def _revision(view: RecordView) -> None:
    handling = f" · handling {', '.join(view.handling)}" if view.handling else ""
    category = view.category.replace("-", " ")
    st.html(
        f'<div class="wb-line"><b>{html(view.key)}</b><br>{html(view.agency_name)} · '
        f"{html(category)} · revision {view.revision}{html(handling)}<br>"
        f'<span class="wb-quiet">{html(view.source)} · {html(view.file)} line {view.line:,} · '
        f"load {view.load} of {html(view.loaded_at)}</span></div>"
        + table(("As written", ""), view.raw.items(), label="As written")
        + table(("As understood", ""), view.normal.items(), label="As understood")
    )
