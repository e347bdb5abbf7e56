"""Audit: who saw what, for what purpose, and whether the record of it is whole."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import streamlit as st

from workbench.access.audit import Asked, Entry, append, search, unseal, verify
from workbench.access.looks import Look, Outcome
from workbench.access.viewer import may_audit
from workbench.errors import AccessError
from workbench.ui.connection import gateway
from workbench.ui.page import header
from workbench.ui.signed import database, viewer
from workbench.ui.text import table

SHOWN = 50


def _view() -> None:
    gateway_ = gateway()
    header(gateway_)
    if not may_audit(gateway_.viewer):
        raise AccessError("the audit is for auditors: ask yours")
    _chain()
    asked = _asked()
    page = st.session_state.setdefault("audit.page", 0)
    found = search(database(), asked, limit=SHOWN, skip=page * SHOWN)
    append(
        database(),
        Look(
            viewer(),
            "audit searched",
            "",
            {k: str(v) for k, v in asked.told().items()},
            (),
            len(found.entries),
        ),
    )
    if not found.entries:
        st.info("**No entry fits.** Ask for less, or for a longer time.")
        return
    first = page * SHOWN + 1
    st.caption(f"{first:,} to {first + len(found.entries) - 1:,} of {found.total:,}, latest first")
    st.html(
        table(
            ("Entry", "When (UTC)", "Who", "Purpose", "Case", "Act", "Statement", "Shown",
             "Outcome", "From"),
            [_row(entry) for entry in found.entries],
            label="Entries",
            numbers=(0,),
        )
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button("Later", on_click=_turn, args=(-1,), disabled=page == 0, key="tool-later")
        more = first + len(found.entries) - 1 < found.total
        st.button("Earlier", on_click=_turn, args=(1,), disabled=not more, key="tool-earlier")
    _opened(found.entries)


def _chain() -> None:
    """Verify on demand: it reads every entry."""
    if not st.button("Verify the whole chain", key="tool-verify", icon=":material/verified:"):
        return
    found = verify(database())
    done = Look(viewer(), "audit verified", "", {"holds": found.holds}, (), found.entries,
                Outcome.DONE)  # fmt: skip
    append(database(), done)
    if found.holds:
        st.success(f"{found.entries:,} entries: the chain holds.")
        return
    st.error("**The record was changed.** Tell your security officer; keep the database as it is.")
    st.html(table(("Entry", "What"), [(str(b.seq), b.what) for b in found.broken], label="Broken"))


def _asked() -> Asked:
    with st.form("audit.form", border=False):
        one, two, three, four = st.columns(4)
        user = one.text_input("User", key="audit.user")
        agency = two.text_input("Agency", key="audit.agency")
        case = three.text_input("Case", key="audit.case")
        id_ = four.text_input("Id or record key shown", key="audit.id")
        action = one.text_input("Act", key="audit.action", placeholder="read")
        statement = two.text_input("Statement", key="audit.statement")
        outcome = three.selectbox("Outcome", ["", *map(str, Outcome)], key="audit.outcome")
        days = four.date_input("Days", value=[], key="audit.days")
        st.form_submit_button("Search", on_click=_first_page)
    since = until = None
    if isinstance(days, tuple) and days:
        since = datetime.combine(days[0], time(), UTC)
        until = datetime.combine(days[-1], time(), UTC) + timedelta(days=1)
    return Asked(user.strip(), agency.strip(), action.strip(), statement.strip(), case.strip(),
                 id_.strip(), outcome, since, until)  # fmt: skip


def _row(entry: Entry) -> tuple[str, ...]:
    ids = entry.shown_ids
    shown = ", ".join(ids[:2]) + (f" and {len(ids) - 2:,} more" if len(ids) > 2 else "")
    return (
        str(entry.seq), entry.when, f"{entry.user}, {entry.agency} {entry.role}", entry.purpose,
        entry.case_number, entry.action, entry.statement, shown, entry.outcome, entry.address,
    )  # fmt: skip


def _opened(entries: tuple[Entry, ...]) -> None:
    by_seq = {entry.seq: entry for entry in entries}
    seq = st.selectbox("Open an entry", [None, *by_seq], key="audit.open",
                       format_func=lambda s: "" if s is None else f"entry {s}")  # fmt: skip
    if seq is None:
        return
    entry = by_seq[seq]
    fields = [(name, str(getattr(entry, name))) for name in
              ("seq", "when", "user", "agency", "role", "purpose", "case_number", "session",
               "action", "statement", "outcome", "rows", "address", "digest", "previous",
               "hash")]  # fmt: skip
    st.html(table(("Field", ""), [*fields, ("ids", ", ".join(entry.shown_ids))], label="Entry"))
    if st.button("Show what was asked", key=f"tool-unseal-{seq}", help="This is noted as well."):
        said = unseal(database(), entry)
        append(database(), Look(viewer(), "parameters shown", "", {"entry": seq}, (str(seq),), 1))
        st.html(table(("Parameter", ""), [(k, str(v)) for k, v in said.items()], label="Asked"))


def _turn(by: int) -> None:
    st.session_state["audit.page"] = max(0, st.session_state.get("audit.page", 0) + by)


def _first_page() -> None:
    st.session_state["audit.page"] = 0


_view()
