"""Accounts: who may sign in, and who is signed in now."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from workbench.access import accounts, sessions
from workbench.access.accounts import Account
from workbench.access.moments import shown
from workbench.access.viewer import Role, may_administer
from workbench.errors import AccessError, WorkbenchError
from workbench.records.agencies import SHARING_AGENCIES
from workbench.ui.connection import gateway
from workbench.ui.page import failure, header
from workbench.ui.signed import database, viewer
from workbench.ui.text import table

CODES = [agency.code for agency in SHARING_AGENCIES]


def _view() -> None:
    gateway_ = gateway()
    header(gateway_)
    if not may_administer(gateway_.viewer):
        raise AccessError("accounts are for administrators: ask yours")
    now = datetime.now(UTC)
    everyone = accounts.everyone(database())
    st.subheader(f"Accounts ({len(everyone):,})")
    st.html(
        table(
            ("User", "Name", "Agency", "Role", "Last signed in (UTC)", "State", "Provider"),
            [
                (a.user, a.name, a.agency, a.role.value, shown(a.seen_at), a.state(now) or "in use",
                 a.issuer)
                for a in everyone
            ],
            label="Accounts",
        )
    )  # fmt: skip
    left, right = st.columns(2)
    with left:
        _change({a.user: a for a in everyone}, now)
    with right:
        _add(now)
    _signed_in(now)


def _change(by_user: dict[str, Account], now: datetime) -> None:
    st.markdown("**Change an account**")
    user = st.selectbox("Account", [None, *by_user], key="accounts.chosen",
                        format_func=lambda u: u or "")  # fmt: skip
    if user is None:
        return
    account = by_user[user]
    if account.state(now):
        if account.locked_at is not None:
            st.button("Release the lock", key="tool-release", on_click=_do,
                      args=(accounts.release, account), kwargs={"by": viewer()})  # fmt: skip
        if account.disabled_at is not None or not account.locked_at:
            st.button("Let it sign in again", key="tool-enable", on_click=_do,
                      args=(accounts.enable, account),
                      kwargs={"by": viewer(), "now": now})  # fmt: skip
        return
    with st.form("accounts.disable", border=False):
        reason = st.text_input("Reason", key="accounts.reason")
        if st.form_submit_button("Disable"):
            _do(accounts.disable, account, reason=reason, by=viewer(), now=now)
            st.rerun()
    with st.form("accounts.role", border=False):
        roles = list(Role)
        role = st.selectbox("Role", roles, roles.index(account.role), format_func=str,
                            key="accounts.newrole")  # fmt: skip
        agency = st.selectbox("Agency", CODES, CODES.index(account.agency), key="accounts.of")
        if st.form_submit_button("Change role or agency", help="Ends the sessions of the account."):
            _do(accounts.change_role, account, role=role, agency=agency, by=viewer())
            st.rerun()


def _add(now: datetime) -> None:
    st.markdown("**Add an account**")
    with st.form("accounts.add", border=False):
        words = {
            name: st.text_input(title, key=f"accounts.new.{name}", help=help_)
            for name, title, help_ in (
                ("user", "User name", None),
                ("name", "Full name", None),
                ("issuer", "Provider (issuer)", "As its tokens say it: iss"),
                ("subject", "Subject", "As the provider's tokens name the person: sub"),
            )
        }
        agency = st.selectbox("Agency", CODES, key="accounts.new.agency")
        role = Role(st.selectbox("Role", [r.value for r in Role], key="accounts.new.role") or "")
        if st.form_submit_button("Add"):
            try:
                accounts.create(database(), **words, agency=agency, role=role, by=viewer(), now=now)
            except WorkbenchError as error:
                failure(error)
                return
            st.rerun()


def _signed_in(now: datetime) -> None:
    standing = sessions.standing(database(), now)
    st.subheader(f"Signed in now ({len(standing):,})")
    for session, account in standing:
        row = st.container(horizontal=True, gap="small", vertical_alignment="center")
        with row:
            st.html(
                table(
                    ("User", "Agency", "Role", "Since (UTC)", "From"),
                    [(account.user, account.agency, account.role.value, session.began,
                      session.address)],
                    label="Session",
                )
            )  # fmt: skip
            st.button("End", key=f"tool-end-{session.id}", on_click=_end, args=(session.id,))


def _end(session_id: str) -> None:
    sessions.revoke(database(), session_id, by=viewer())


def _do(act: object, account: Account, **words: object) -> None:
    try:
        act(database(), account, **words)  # type: ignore[operator]
    except WorkbenchError as error:
        st.toast(str(error), icon=":material/error:")


_view()
