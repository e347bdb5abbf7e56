"""Accounts: who may sign in, and who is signed in now? For administrators alone."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from workbench.access import accounts, sessions
from workbench.access.accounts import Account
from workbench.access.moments import shown
from workbench.access.viewer import Role, Viewer, governs
from workbench.errors import InputError
from workbench.records.agencies import AGENCY_NAMES
from workbench.ui import signed
from workbench.ui.bar import bar
from workbench.ui.rows import picked_row
from workbench.ui.text import markdown
from workbench.ui.told import refused
from workbench.web.standing import issuer

ROLES = list(Role)
_TOLD = "accounts.told"


def _view() -> None:
    viewer = signed.viewer()
    bar(viewer, page="accounts")
    if told := st.session_state.pop(_TOLD, ""):
        st.success(markdown(told), icon=":material/check:")
    now = datetime.now(UTC)
    here = issuer(signed.settings())
    every = [
        one
        for one in accounts.everyone(signed.database())
        if one.issuer == here and governs(viewer, one.agency)
    ]
    st.subheader(f"Accounts ({len(every):,})")
    with st.popover("Add an account", icon=":material/person_add:"):
        _add(viewer)
    account = _list(every, now)
    if account is not None:
        _chosen(account, viewer, now)
    _signed_in(viewer, now)


def _list(every: list[Account], now: datetime) -> Account | None:
    if not every:
        st.caption("There is none yet.")
        return None
    at = picked_row(
        {
            "user": [one.user for one in every],
            "name": [one.name for one in every],
            "agency": [one.agency for one in every],
            "role": [one.role.value for one in every],
            "state": [one.state(now) or "in use" for one in every],
            "last signed in (UTC)": [shown(one.seen_at) for one in every],
            "subject at the provider": [one.subject for one in every],
        },
        key="accounts.rows",
        alt="Accounts; choose one to change it",
    )
    return None if at is None else every[at]


def _chosen(account: Account, viewer: Viewer, now: datetime) -> None:
    """What can be done with one account."""
    st.markdown(f"**{markdown(account.user)}**, {account.state(now) or 'in use'}")
    if account.id == _own(viewer):
        st.caption("This is your own account: another administrator changes it.")
        return
    left, right = st.columns(2)
    agencies = _agencies(viewer)
    with left, st.form(f"accounts.role.{account.id}"):
        agency = st.selectbox("Agency", agencies, index=agencies.index(account.agency))
        role = st.selectbox(
            "Role", ROLES, index=ROLES.index(account.role), format_func=lambda one: one.value
        )
        if st.form_submit_button("Change; ends its sessions"):
            accounts.change_role(signed.database(), account, role=role, agency=agency, by=viewer)
            _done(f"{account.user} is {role.value} of {agency} now.")
    with right, st.form(f"accounts.state.{account.id}"):
        if account.locked_at is not None:
            if st.form_submit_button("Release the lock"):
                accounts.release(signed.database(), account, by=viewer)
                _done(f"{account.user} can sign in again.")
        elif account.state(now):
            if st.form_submit_button("Enable"):
                accounts.enable(signed.database(), account, by=viewer, now=now)
                _done(f"{account.user} can sign in again.")
        else:
            reason = st.text_input("Why it is disabled", max_chars=200)
            if st.form_submit_button("Disable; ends its sessions"):
                _disable(account, reason, viewer, now)


def _disable(account: Account, reason: str, viewer: Viewer, now: datetime) -> None:
    try:
        accounts.disable(signed.database(), account, reason=reason, by=viewer, now=now)
    except InputError as error:
        refused(error)
        return
    _done(f"{account.user} cannot sign in any more.")


def _add(viewer: Viewer) -> None:
    with st.form("accounts.add", border=False):
        user = st.text_input("User name")
        name = st.text_input("Full name")
        agency = st.selectbox("Agency", _agencies(viewer), key="accounts.add.agency")
        role = st.selectbox(
            "Role", ROLES, format_func=lambda one: one.value, key="accounts.add.role"
        )
        subject = st.text_input(
            "Subject at the provider", help="The provider's own, unchanging id: the claim `sub`."
        )
        if not st.form_submit_button("Add", type="primary"):
            return
    try:
        made = accounts.create(
            signed.database(), user=user, name=name, agency=agency, role=role,
            issuer=issuer(signed.settings()), subject=subject.strip(), by=viewer,
            now=datetime.now(UTC),
        )  # fmt: skip
    except InputError as error:
        refused(error)
        return
    _done(f"{made.user} can sign in now.")


def _signed_in(viewer: Viewer, now: datetime) -> None:
    """Who is signed in, and ending somebody's session."""
    standing = [
        (session, account)
        for session, account in sessions.standing(signed.database(), now)
        if governs(viewer, account.agency)
    ]
    st.subheader(f"Signed in now ({len(standing):,})")
    at = picked_row(
        {
            "user": [account.user for _, account in standing],
            "agency": [account.agency for _, account in standing],
            "role": [account.role.value for _, account in standing],
            "since (UTC)": [session.began for session, _ in standing],
            "last active (UTC)": [shown(session.active_at) for session, _ in standing],
            "address": [session.address for session, _ in standing],
        },
        key="accounts.sessions",
        alt="Sessions; choose one to end it",
    )
    if at is None:
        return
    session, account = standing[at]
    if st.button(f"End this session of {markdown(account.user)}", key="tool-revoke"):
        sessions.revoke(signed.database(), session.id, by=viewer)
        _done(f"The session of {account.user} is ended.")


def _agencies(viewer: Viewer) -> list[str]:
    """Those whose accounts the viewer administers."""
    return [code for code in AGENCY_NAMES if governs(viewer, code)]


def _own(viewer: Viewer) -> str:
    account = accounts.by_user(signed.database(), viewer.user)
    return account.id if account else ""


def _done(told: str) -> None:
    st.session_state[_TOLD] = told
    st.rerun()


_view()
