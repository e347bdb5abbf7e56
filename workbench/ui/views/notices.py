"""Notices: what should I look at, who asks us, and what became of what we asked?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from workbench.access.answering import answer, named_records, queue
from workbench.access.asking import asked, withdraw
from workbench.access.audit import append
from workbench.access.disclosure import given_out
from workbench.access.gateway import Gateway
from workbench.access.looks import Look
from workbench.access.notices import Notice, inbox, mark
from workbench.access.pointing import behind
from workbench.access.requests import (
    ANSWERS,
    FILE,
    NO_SCOPE,
    POINTER,
    Answered,
    Request,
    RequestKind,
    Scope,
    State,
    Use,
    may_answer,
)
from workbench.access.viewer import Role, Viewer
from workbench.errors import WorkbenchError
from workbench.explore.entity import record
from workbench.explore.words import ZONE, many, when
from workbench.records.agencies import AGENCY_NAMES
from workbench.ui.asking import KINDS, USES, ask_form, scope_words
from workbench.ui.connection import gateway
from workbench.ui.page import failure, header
from workbench.ui.record import open_record
from workbench.ui.rows import picked_row
from workbench.ui.signed import database
from workbench.ui.text import table
from workbench.ui.told import refused

DEFAULT_DAYS = 90
"""For how long a permission is proposed to stand."""
SHOWN = 200
END_OF_DAY = time(23, 59, 59)


def _view() -> None:
    gateway_ = gateway()
    header(gateway_, "notices")
    viewer = gateway_.viewer
    answers = any(may_answer(viewer, kind) for kind in RequestKind)
    waiting = queue(database(), viewer) if answers else ()
    ours = asked(database(), viewer)
    # whoever looks at one stays there: a tab whose name changes would begin anew
    tabs = st.tabs(["Inbox", *(["Asked of us"] if answers else []), "We asked", "Ask"])
    with tabs[0]:
        _inbox(gateway_, (*waiting, *ours))
    if answers:
        with tabs[1]:
            _queue(gateway_, waiting)
    with tabs[-2]:
        _asked(viewer, ours)
    with tabs[-1]:
        _ask(viewer)


def _open(request: Request) -> bool:
    return request.kind is not RequestKind.OVERRIDE and not request.answers


def _inbox(gateway_: Gateway, known: Sequence[Request]) -> None:
    viewer = gateway_.viewer
    found = inbox(database(), viewer, limit=SHOWN)
    if not found:
        st.info(
            "**No notices.** You are told here when an owner answers you, when others ask about "
            "your agency's records, and when a record that you rely on is corrected."
        )
        return
    _noted(viewer, "inbox", [f"notice:{one.id}" for one in found])
    fresh = [one.id for one in found if not one.read]
    st.button(
        "Mark all as read",
        key="tool-read",
        disabled=not fresh,
        on_click=_mark,
        args=(viewer, fresh),
    )  # fmt: skip
    at = picked_row(
        {
            "when": [when(one.at) for one in found],
            "what": [one.kind.words for one in found],
            "read": ["read" if one.read else "● new" for one in found],
        },
        key="notices.inbox",
        alt="Notices, the latest first; choose one to open it",
    )
    if at is not None:
        _notice(gateway_, found[at], known)


def _noted(viewer: Viewer, what: str, ids: list[str]) -> None:
    """Note a list that is shown: once, not for each click in it."""
    key = f"notices.noted.{what}"
    if st.session_state.get(key) != ids:
        append(database(), Look(viewer, "notices read", what, {}, tuple(ids), len(ids)))
        st.session_state[key] = ids


def _mark(viewer: Viewer, ids: list[int]) -> None:
    mark(database(), viewer, ids, read=True)


def _notice(gateway_: Gateway, notice: Notice, known: Sequence[Request]) -> None:
    """A notice with what it is about, as far as the viewer may know it."""
    viewer = gateway_.viewer
    if not notice.read:
        mark(database(), viewer, [notice.id], read=True)
        st.rerun()
    st.subheader(notice.kind.words)
    if notice.about.startswith(POINTER):
        told = behind(database(), viewer, notice.about)
        if told is None or not told.records:
            st.caption("What it was about is no longer held.")
            return
        st.text(f"{told.user}, {told.agency}, on {when(told.at)}, was told that your "
                "agency holds a record, and no more than that.")  # fmt: skip
        readable = [key for key in told.records if record(gateway_, key)]
        if readable:
            _records(gateway_, readable, key=f"notice.{notice.id}")
        return
    if notice.about.startswith(FILE):
        name = notice.about.removeprefix(FILE)
        line = given_out(database(), viewer, name)
        if line is None:
            st.caption("That file is not of your agency.")
            return
        st.text(
            f"A record in {name}, which {line.user} gave to {line.recipient.person}, "
            f"{line.recipient.agency}, {when(line.at)}: {line.reason}"
        )
        st.caption("Tell them, so that they can correct it too.")
        return
    request = next((one for one in known if one.id == notice.about), None)
    if request is None:
        st.caption("It is answered by others of your agency.")
        return
    _request(request)
    where = "Asked of us" if request.owner == viewer.agency else "We asked"
    st.caption(f"To go on, choose it under **{where}**.")


def _request(request: Request) -> None:
    """What is asked and what was answered."""
    now = datetime.now(UTC)
    rows = [
        ("Asked for", KINDS[request.kind]),
        ("By", f"{request.user}, {request.agency}"),
        ("Of", request.owner),
        ("When", when(request.at)),
        ("About", "what is behind a pointer or a list" if request.about.startswith(POINTER)
         else request.about),
        ("In their words", request.text),
        ("State", request.state(now).value),
    ]  # fmt: skip
    for one in request.answers:
        scope = f" · {scope_words(one)}" if one.scope != NO_SCOPE else ""
        until = f" · until {when(one.expires, 'day')}" if one.expires else ""
        note = f" · {one.note}" if one.note else ""
        rows.append(
            (
                f"Answer of {when(one.at)}",
                f"{one.outcome.value} by {one.user}{scope}{until}{note}",
            )
        )
    st.html(table(("", ""), rows, label="Request"))


def _list(found: Sequence[Request], key: str, whose: str) -> Request | None:
    now = datetime.now(UTC)
    at = picked_row(
        {
            "when": [when(one.at) for one in found],
            "state": [one.state(now).value for one in found],
            "for": [one.kind.value for one in found],
            whose: [one.agency if whose == "from" else one.owner for one in found],
            "by": [one.user for one in found],
            "in their words": [one.text for one in found],
        },
        key=key,
        alt="Requests, the latest first; choose one to open it",
    )
    return None if at is None else found[at]


def _queue(gateway_: Gateway, found: Sequence[Request]) -> None:
    if not found:
        st.info("**Nobody has asked about your agency's records.**")
        return
    _noted(gateway_.viewer, "asked of us", [f"request:{one.id}" for one in found])
    waiting = sum(map(_open, found))
    st.caption(f"{many(waiting, 'request')} without an answer. Choose a row to read and answer it.")
    request = _list(found, "notices.queue", "from")
    if request is None:
        return
    left, right = st.columns(2, gap="medium")
    records = [key for key in named_records(database(), request) if record(gateway_, key)]
    with left:
        _request(request)
        if ANSWERS[request.kind] and request.state(datetime.now(UTC)) is not State.WITHDRAWN:
            _answer(gateway_.viewer, request, records)
    with right:
        if records:
            _records(gateway_, records, key=request.id)
        elif request.kind is not RequestKind.OVERRIDE:
            st.caption(
                "It names no record of yours that you may read: decline it, or leave it to another."
            )


def _records(gateway_: Gateway, keys: Sequence[str], *, key: str) -> None:
    """The owner's own records, one of them open."""
    chosen = keys[0]
    if len(keys) > 1:
        label = f"Your records: {len(keys):,}, and an answer is about all of them"
        chosen = st.selectbox(label, keys, key=f"records.{key}")
    with st.expander("Your record", expanded=True):
        open_record(gateway_, chosen)


def _answer(viewer: Viewer, request: Request, readable: Collection[str]) -> None:
    st.markdown("**Your answer**" if not request.answers else "**Answer again**: the latest counts")
    outcome = st.segmented_control(
        "Answer", ANSWERS[request.kind], format_func=str, key=f"outcome.{request.id}",
        label_visibility="collapsed",
    )  # fmt: skip
    if outcome is None:
        return
    scope, expires = NO_SCOPE, None
    if outcome is Answered.GRANTED:
        if request.kind is RequestKind.PERMISSION:
            scope = _scope(request)
        ends = st.date_input(
            "Until the end of", datetime.now(ZONE).date() + timedelta(days=DEFAULT_DAYS),
            key=f"ends.{request.id}", format="YYYY-MM-DD",
        )  # fmt: skip
        if isinstance(ends, date):
            expires = datetime.combine(ends, END_OF_DAY, ZONE).astimezone(UTC)
    wanted = "What is right" if outcome is Answered.CORRECTED else "Note"
    note = st.text_area(wanted, max_chars=2_000, height=80, key=f"note.{request.id}")
    if not st.button("Answer", type="primary", key=f"tool-answer-{request.id}"):
        return
    try:
        answer(
            database(), viewer, request.id, outcome, readable=readable, scope=scope,
            expires=expires, note=note, answered_before=len(request.answers),
        )  # fmt: skip
    except WorkbenchError as error:
        refused(error)
        return
    st.rerun()


def _scope(request: Request) -> Scope:
    uses = st.multiselect(
        "They may", [*Use], [Use.RELY], format_func=lambda use: USES[use], key=f"uses.{request.id}"
    )
    to: list[str] = []
    if Use.DISSEMINATE in uses:
        to = st.multiselect(
            "Pass it on to (name at least one)", [*AGENCY_NAMES], key=f"to.{request.id}"
        )
    return Scope(frozenset(uses), tuple(sorted(to)))


def _asked(viewer: Viewer, found: Sequence[Request]) -> None:
    if not found:
        st.info("**Nothing asked yet.** Ask from a pointer or a record, or under **Ask**.")
        return
    _noted(viewer, "we asked", [f"request:{one.id}" for one in found])
    if viewer.role is Role.SUPERVISOR:
        st.caption(f"{many(len(found), 'request')} of your agency")
    request = _list(found, "notices.asked", "of")
    if request is None:
        return
    _request(request)
    if request.state(datetime.now(UTC)) is not State.WITHDRAWN and st.button(
        "Withdraw", key=f"tool-withdraw-{request.id}",
        help="Whatever was granted to it ends at once.",
    ):  # fmt: skip
        try:
            withdraw(database(), viewer, request.id)
        except WorkbenchError as error:
            failure(error)
            return
        st.rerun()


def _ask(viewer: Viewer) -> None:
    """Ask by hand, about a record that is known from elsewhere."""
    with st.container(width=560):
        others = [code for code in AGENCY_NAMES if code != viewer.agency]
        owner = st.selectbox(
            "Agency", others, format_func=lambda one: f"{one} · {AGENCY_NAMES[one]}",
            key="ask.owner",
        )  # fmt: skip
        about = st.text_input("Record number", max_chars=400, key="ask.about")
        ask_form(viewer, owner, lambda: about, key="hand")


_view()
