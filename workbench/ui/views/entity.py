"""One item whole: what must be known first, who states what, what it is tied to, why it is one."""

from __future__ import annotations

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.around import around
from workbench.explore.entity import EntityView, entity
from workbench.explore.joined import former_ids
from workbench.records.vocabulary import Kind
from workbench.ui.cautions import cautions
from workbench.ui.connection import gateway
from workbench.ui.linked import chart_link
from workbench.ui.neighbours import people_and_events, things_and_places
from workbench.ui.page import empty_database, header
from workbench.ui.panel import title, told
from workbench.ui.record import record_list
from workbench.ui.stated import disagreements, owners, values
from workbench.ui.times import timeline_section
from workbench.ui.why import also, why_one

NOTHING = (
    "There is nothing under this address that you may see. It may be of others, or it never was. "
    "Search again."
)


def _view() -> None:
    gateway_ = gateway()
    header(gateway_, "entity")
    if not gateway_.viewable:
        empty_database()
        return
    id_ = st.query_params.get("id", "")
    view = entity(gateway_, id_) if id_ else None
    if view is None:
        st.info(NOTHING if id_ else "Open an item from a search or from the chart.")
        st.html('<a href="search" target="_self">To Search</a>')
        return
    with st.container(key="entity"):
        _item(gateway_, view)


def _item(gateway_: Gateway, view: EntityView) -> None:
    card, own = view.card, gateway_.viewer.agency
    of_records = card.kind in list(Kind)
    with st.container(horizontal=True, gap="small", vertical_alignment="top"):
        with st.container(width="stretch"):
            title(card)
        chart_link(card.id)
    if card.kind == Kind.PERSON:
        cautions(gateway_, card.id, short=False)
    disagreements(view.conflicts)
    owners(gateway_.rules, own, card.agencies)
    told(gateway_, card.id)
    tied = around(gateway_, card.id)
    left, right = st.columns([0.48, 0.52], gap="medium")
    with left:
        if of_records:
            st.subheader("Values")
            values(view.fields, own)
        else:
            people_and_events(gateway_, card.id, card.kind, tied)
        things_and_places(gateway_, card.id, card.kind, tied)
        if not tied:
            st.caption("No record ties it to anything else.")
    with right:
        if of_records:
            people_and_events(gateway_, card.id, card.kind, tied)
        st.subheader(f"Records ({card.records:,})")
        record_list(gateway_, card)
    st.subheader("Timeline")
    timeline_section(gateway_, card.id, key=f"timeline.{card.id}")
    if of_records:
        st.subheader("Why these records are one", anchor="why")
        why_one(gateway_, card.id)
        st.subheader("Also answers to")
        also(former_ids(gateway_, card.id))


_view()
