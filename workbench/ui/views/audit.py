"""Audit: who saw what, for what purpose? For auditors alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import streamlit as st

from workbench.access import audit
from workbench.access.audit import Asked, Entry, Found, Verified
from workbench.access.cells import csv_bytes
from workbench.access.disclosure import What, disclosed
from workbench.access.looks import Look, Outcome
from workbench.access.viewer import Viewer
from workbench.explore.words import many
from workbench.records.agencies import AGENCY_NAMES, HOST
from workbench.ui import signed
from workbench.ui.bar import bar
from workbench.ui.leaving import Content, export_button
from workbench.ui.rows import picked_row
from workbench.ui.text import details, table

SHOWN = 50
"""Entries on one page."""
EXPORTED = 100_000
"""Entries in one extract."""
BROKEN_SHOWN = 100
LEDGER = 100
"""Lines of the ledger shown."""
_LEDGER = "audit.ledger"
_BEFORE = "audit.before"
_ASKED = "audit.asked"
_OPENED = "audit.unsealed"
_VERIFIED = "audit.verified"
_NOTED = "audit.noted"
FIELDS = ("seq", "when", "user", "agency", "role", "purpose", "case_number", "session", "action",
          "statement", "outcome", "rows", "address", "digest", "previous", "hash")  # fmt: skip


def _view() -> None:
    viewer = signed.viewer()
    bar(viewer, page="audit")
    _chain(viewer)
    with st.expander("What left: the ledger"):
        _ledger(viewer)
    asked = audit.within_reach(viewer, _asked(viewer))
    if st.session_state.get(_ASKED) != asked:
        # the list stands still while it is read: reading it adds entries
        latest = audit.search(signed.database(), asked, limit=1).entries
        st.session_state[_ASKED] = asked
        st.session_state[_BEFORE] = [latest[0].seq + 1 if latest else 1]
    before: list[int] = st.session_state[_BEFORE]
    found = audit.search(signed.database(), asked, limit=SHOWN, before=before[-1])
    _note(viewer, asked, before[-1], found)
    if not found.entries:
        st.info("No entry answers this. Ask for less.")
        return
    first = (len(before) - 1) * SHOWN + 1
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(
            f"{first:,} to {first - 1 + len(found.entries):,} of {found.total:,}, latest first",
            width="content",
        )
        st.button("Look again", key="tool-again", icon=":material/refresh:", on_click=_again)
        export_button(
            What.AUDIT, lambda: Content((), partial(_csv, asked, before[0])), key="audit",
            help_=f"All that answer, at most {EXPORTED:,}, without their parameters.",
        )  # fmt: skip
    entry = _list(found.entries)
    _pages(found.entries, found.total)
    if entry is not None:
        _opened(viewer, entry)


def _ledger(viewer: Viewer) -> None:
    """What was given out, to whom and why."""
    id_ = st.text_input("Id or record key in it", key="audit.ledger.id").strip()
    own = "" if viewer.agency == HOST else viewer.agency
    lines = disclosed(signed.database(), id_=id_, agency=own, limit=LEDGER)
    if st.session_state.get(_LEDGER) != (id_, len(lines)):
        said = {"id": id_} if id_ else {}
        audit.append(signed.database(), Look(viewer, "ledger read", "", said, (), len(lines)))
        st.session_state[_LEDGER] = (id_, len(lines))
    if not lines:
        st.caption("Nothing that was given out answers this.")
        return
    rows = [
        (f"{one.at:%Y-%m-%d %H:%M} UTC", one.what.value, f"{one.user}, {one.agency}",
         f"{one.recipient.person}, {one.recipient.agency}", one.reason,
         details(many(len(one.ids), "id"), one.ids), one.name)
        for one in lines
    ]  # fmt: skip
    head = ("When", "What", "By", "To", "Reason", "Of", "File")
    st.html(table(head, rows, label="What was given out"))
    if len(lines) == LEDGER:
        st.caption(f"The latest {LEDGER:,}.")


def _note(viewer: Viewer, asked: Asked, before: int, found: Found) -> None:
    """Note what is shown: once for each list, not for each click in it."""
    key = (asked, before)
    if st.session_state.get(_NOTED) == key:
        return
    ids = tuple(str(entry.seq) for entry in found.entries)
    said = {name: str(value) for name, value in asdict(asked).items() if value}
    look = Look(viewer, "audit searched", "", said, ids, len(ids), Outcome.SHOWN)
    audit.append(signed.database(), look)
    st.session_state[_NOTED] = key


def _again() -> None:
    st.session_state.pop(_ASKED, None)


def _chain(viewer: Viewer) -> None:
    """Whether the chain holds, on request: it is read to its end."""
    row = st.container(horizontal=True, gap="small", vertical_alignment="center")
    if row.button("Verify the chain", key="tool-verify", icon=":material/link:"):
        with st.spinner("Reading every entry …"):
            found = audit.verify(signed.database())
        outcome = Outcome.DONE if found.holds else Outcome.FAILED
        audit.append(
            signed.database(), Look(viewer, "audit verified", "", {}, (), found.entries, outcome)
        )
        st.session_state[_VERIFIED] = (found, datetime.now(UTC))
    verified: tuple[Verified, datetime] | None = st.session_state.get(_VERIFIED)
    if verified is None:
        row.caption("Not verified in this tab yet.")
        return
    found, at = verified
    if found.holds:
        hold = "entry holds" if found.entries == 1 else "entries hold"
        row.markdown(f":green[✓ {found.entries:,} {hold}], verified {at:%H:%M:%S} UTC")
        return
    st.error(
        f"**The chain is broken in {many(len(found.broken), 'place')}.** Keep the database and its "
        "anchors as they are, and tell whoever answers for security.",
        icon=":material/link_off:",
    )
    rows = [(f"{one.seq:,}", one.what) for one in found.broken[:BROKEN_SHOWN]]
    st.html(table(("Entry", "What is wrong"), rows, label="Broken entries", numbers=(0,)))


def _asked(viewer: Viewer) -> Asked:
    """What is looked for."""
    with st.container(horizontal=True, gap="small", key="audit-asked"):
        user = st.text_input("User", key="audit.user")
        every = [*AGENCY_NAMES] if viewer.agency == HOST else [viewer.agency]
        placeholder = "all" if viewer.agency == HOST else viewer.agency
        agency = st.selectbox("Agency", every, index=None, placeholder=placeholder)
        action = st.text_input("Action", key="audit.action", placeholder="read, purpose …")
        statement = st.text_input("Statement", key="audit.statement")
        outcome = st.selectbox("Outcome", [o.value for o in Outcome], index=None, placeholder="all")
    with st.container(horizontal=True, gap="small"):
        case = st.text_input("Case", key="audit.case")
        shown = st.text_input("Id or record key shown", key="audit.id")
        since = st.date_input("From (UTC)", value=None, key="audit.since", format="YYYY-MM-DD")
        until = st.date_input("To (UTC)", value=None, key="audit.until", format="YYYY-MM-DD")
    return Asked(
        user.strip(),
        agency or "",
        action.strip(),
        statement.strip(),
        case.strip(),
        shown.strip(),
        outcome or "",
        _midnight(since) if isinstance(since, date) else None,
        _midnight(until) + timedelta(days=1) if isinstance(until, date) else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _csv(asked: Asked, before: int, _ids: frozenset[str]) -> bytes:
    """The entries that answer, the latest first, with their hashes."""
    found = audit.search(signed.database(), asked, limit=EXPORTED, before=before)
    rows = (
        (*(getattr(entry, name) for name in FIELDS), " ".join(entry.shown_ids))
        for entry in found.entries
    )
    return csv_bytes((*FIELDS, "ids"), rows)


def _list(entries: tuple[Entry, ...]) -> Entry | None:
    """The entries, of which one can be opened."""
    at = picked_row(
        {
            "entry": [e.seq for e in entries],
            "when (UTC)": [e.when for e in entries],
            "user": [e.user for e in entries],
            "agency": [e.agency for e in entries],
            "action": [e.action for e in entries],
            "statement": [e.statement for e in entries],
            "case": [e.case_number for e in entries],
            "rows": [e.rows for e in entries],
            "outcome": [e.outcome for e in entries],
        },
        key=f"audit.rows.{entries[0].seq}",
        alt="Entries of the audit; choose one to open it",
    )
    return None if at is None else entries[at]


def _pages(entries: tuple[Entry, ...], total: int) -> None:
    before: list[int] = st.session_state[_BEFORE]
    with st.container(horizontal=True, gap="small"):
        st.button("Later", key="tool-later", disabled=len(before) < 2, on_click=_later)
        last = (len(before) - 1) * SHOWN + len(entries) >= total or len(entries) < SHOWN
        st.button(
            "Earlier", key="tool-earlier", disabled=last, on_click=_earlier, args=(entries[-1].seq,)
        )


def _earlier(seq: int) -> None:
    st.session_state[_BEFORE] = [*st.session_state[_BEFORE], seq]


def _later() -> None:
    st.session_state[_BEFORE] = st.session_state[_BEFORE][:-1]


def _opened(viewer: Viewer, entry: Entry) -> None:
    """One entry with all that it says."""
    st.subheader(f"Entry {entry.seq:,}")
    rows = [(name.replace("_number", ""), str(getattr(entry, name))) for name in FIELDS]
    rows.append(("ids", ", ".join(entry.shown_ids) or "none"))
    st.html(table(("Field", "Value"), rows, label=f"Entry {entry.seq}"))
    st.button(
        "Show the parameters",
        key="tool-unseal",
        icon=":material/key:",
        help="They may hold names. That you looked is noted.",
        on_click=_unseal,
        args=(viewer, entry),
    )
    if st.session_state.get(_OPENED) == entry.seq:
        said = audit.unseal(signed.database(), entry)
        told = [(name, str(value)) for name, value in said.items()]
        st.html(table(("Parameter", "Value"), told, label=f"Parameters of entry {entry.seq}"))
        if not told:
            st.caption("It has none.")


def _unseal(viewer: Viewer, entry: Entry) -> None:
    look = Look(viewer, "audit unsealed", "", {"seq": entry.seq}, (str(entry.seq),), 1)
    audit.append(signed.database(), look)
    st.session_state[_OPENED] = entry.seq


_view()
