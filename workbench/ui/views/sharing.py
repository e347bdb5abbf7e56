"""Sharing: who may see what, why can't they, and what it was before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from workbench.access import rulebook
from workbench.access.differences import difference, strangers
from workbench.access.rulebook import Version
from workbench.access.rules import Rules, parse_rules
from workbench.access.viewer import READING_ROLES, Seat, may_administer
from workbench.errors import AccessError, WorkbenchError
from workbench.explore.words import are, many
from workbench.pipeline.catalogue import owners
from workbench.pipeline.sharing import applied, bring_in_force
from workbench.records.agencies import AGENCY_NAMES, HOST
from workbench.ui.connection import gateway, graph
from workbench.ui.page import header
from workbench.ui.signed import database, settings, viewer
from workbench.ui.text import table
from workbench.ui.told import refused

CODES = [*AGENCY_NAMES]
EDITED = "sharing.text"
TOLD = "sharing.told"


def _view() -> None:
    gateway_ = gateway()
    header(gateway_, "sharing")
    if not may_administer(gateway_.viewer):
        raise AccessError("sharing rules are for administrators: ask yours")
    latest, versions = rulebook.latest(database()), rulebook.history(database())
    rules = latest.rules
    host = gateway_.viewer.agency == HOST
    kept = applied(graph())
    audiences = list(kept.audiences) if kept else []
    if kept and kept.digest != rules.digest:
        st.warning(
            "**These rules are not applied yet**: until they are, nobody can read.",
            icon=":material/pending:",
        )
        if host and st.button("Apply them now", type="primary", key="tool-apply"):
            _apply(latest)
    now, why, edit, before = st.tabs(["In force", "Why can't they?", "Change", "History"])
    with now:
        _matrix(rules, audiences)
    with why:
        _why(rules, audiences)
    with edit:
        if host:
            _edit(rules, latest.number, audiences)
        else:
            st.info(f"The rules are changed by administrators of {HOST}. Tell them what you need.")
            st.code(rules.text, language=None)
    with before:
        _history(versions, host)


def _seat(key: str) -> Seat:
    one, two, three = st.columns(3)
    agency = one.selectbox("Agency", CODES, key=f"{key}.agency")
    role = two.selectbox("Role", list(READING_ROLES), format_func=str, key=f"{key}.role")
    on_case = three.checkbox("On a case", value=True, key=f"{key}.case")
    return Seat(agency, role, on_case)


def _matrix(rules: Rules, audiences: list[str]) -> None:
    """What one seat is given of what is held."""
    seat = _seat("sharing.matrix")
    if not audiences:
        st.info("No record is held yet: load and resolve some, or look at the rules under Change.")
        return
    rows = [
        (owner, category, handling.replace("+", " and ") or "ordinary",
         rules.treatment(seat, audience).word)
        for audience in audiences
        for owner, category, handling in [audience.split("/")]
    ]  # fmt: skip
    st.caption(f"{many(len(rows), 'kind')} of records {are(len(rows))} held.")
    st.html(table(("Owner", "Category", "Handling", "Is given"), rows, label="What is given"))


def _why(rules: Rules, audiences: list[str]) -> None:
    seat = _seat("sharing.why")
    audience = st.selectbox("Records of (owner/category/handling)", audiences, key="sharing.of")
    if not audience:
        st.info("No record is held yet.")
        return
    st.markdown(f"**{rules.treatment(seat, audience).word.capitalize()}**")
    for reason in rules.reasons(seat, audience):
        st.text(f"· {reason}")


def _edit(rules: Rules, number: int, audiences: list[str]) -> None:
    if told := st.session_state.pop(TOLD, ""):
        st.success(told, icon=":material/check:")
    text = st.text_area(
        "Rules", rules.text, height=420, key=EDITED,
        help="Ctrl+Enter, or a click elsewhere, checks them and says what they change.",
    )  # fmt: skip
    try:
        new = parse_rules(text)
    except WorkbenchError as error:
        refused(error)
        return
    if new.text.strip() == rules.text.strip():
        st.caption("These are the rules in force.")
        return
    st.markdown("**What it changes**")
    for said in (*difference(rules, new, audiences), *strangers(new, owners(settings()))):
        st.text(f"· {said}")
    reason = st.text_input("Why", key="sharing.reason")
    if st.button("Publish and apply", type="primary", key="tool-publish"):
        try:
            made = rulebook.publish(database(), text, viewer(), reason, number, datetime.now(UTC))
            _apply(made)
        except WorkbenchError as error:
            refused(error)


def _apply(version: Version) -> None:
    with st.spinner("Applying: nobody reads until it is done …"), graph().alone():
        bring_in_force(database(), viewer(), graph(), version)
    st.session_state.pop(EDITED, None)
    st.session_state[TOLD] = f"Version {version.number} is in force and applied."
    st.rerun()


def _history(versions: Sequence[Version], host: bool) -> None:
    for one in versions:
        when = f"{one.at:%Y-%m-%d %H:%M} UTC · {one.user}, {one.agency}" if one.at else "packaged"
        with st.expander(f"Version {one.number} · {when}"):
            st.text(one.reason)
            st.code(one.text, language=None)
            if host:
                st.button("Take it up under Change", key=f"tool-back-{one.number}",
                          on_click=_take_up, args=(one.text,))  # fmt: skip


def _take_up(text: str) -> None:
    st.session_state[EDITED] = text


_view()
