"""Before any page: the session, the use banner, the purpose; and the end of all that when due."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import streamlit as st

from workbench.access import sessions
from workbench.access.audit import append
from workbench.access.looks import Look, Outcome
from workbench.access.purpose import USE_WORDS, UseCode, parse_purpose
from workbench.access.sessions import Standing
from workbench.access.viewer import READING_ROLES
from workbench.errors import InputError
from workbench.ui.signed import database, look, viewer_of

WATCHED_EVERY = 15
"""Seconds between two looks of the watcher."""
BANNER = (
    "You are entering a restricted criminal justice information system.",
    "Its use may be monitored, recorded and audited.",
    "Unauthorized use is prohibited and may be subject to criminal and civil penalties.",
    "By using it you consent to monitoring and recording.",
)
"""AC-8: the four statements of a use notification."""


def entered() -> Standing:
    """The session of somebody who may go on to a page; else what is missing is asked for.

    The page ends here where nobody is signed in, the banner is not acknowledged, or no purpose is
    stated.
    """
    standing = look(active=True)
    if not standing.active:
        _locked(standing)
    _watch()
    session = standing.session
    assert session is not None
    if session.banner_at is None:
        _banner(standing)
    reads = standing.account is not None and standing.account.role in READING_ROLES
    if reads and not session.use_code:
        st.markdown("### What do you need it for?")
        st.markdown("It is noted with everything that you look at.")
        purpose_form(standing)
        st.stop()
    return standing


def purpose_form(standing: Standing, key: str = "purpose") -> None:
    """Ask for the use code, the case and the reason."""
    session = standing.session
    assert session is not None
    codes = list(USE_WORDS)
    with st.form(f"{key}.form", border=False):
        code = st.selectbox(
            "Use code",
            codes,
            index=codes.index(UseCode(session.use_code)) if session.use_code else 0,
            format_func=lambda c: f"{c.value}  {USE_WORDS[c]}",
            key=f"{key}.code",
        )
        case = st.text_input(
            "Case number", session.case_number, key=f"{key}.case", placeholder="24-012345",
            help="Plate reads are shown on a case alone.",
        )  # fmt: skip
        reason = st.text_input(
            "Reason", session.reason, key=f"{key}.reason",
            placeholder="robbery series on H Street", help="Needed where there is no case number.",
        )  # fmt: skip
        if st.form_submit_button("Go on", type="primary"):
            try:
                stated = parse_purpose(code.value, case, reason)
            except InputError as error:
                said = {"code": code.value, "case": case, "reason": reason}
                viewer = viewer_of(standing)
                append(
                    database(),
                    Look(viewer, "purpose refused", "", said, (), 0, Outcome.REFUSED),
                )
                text = str(error)
                st.error(text[:1].upper() + text[1:])
                return
            sessions.set_purpose(database(), session, stated)
            st.session_state.clear()
            st.rerun()


def leave(standing: Standing) -> None:
    """Sign out: the session ends on the server, and the tab forgets what it had."""
    if standing.session is not None:
        append(database(), Look(viewer_of(standing), "signed out", "", outcome=Outcome.DONE))
        sessions.end(database(), standing.session)
    st.session_state.clear()


def _banner(standing: Standing) -> None:
    st.markdown("### Before you go on")
    st.html("".join(f"<p>{escape(line)}</p>" for line in BANNER))
    if st.button("I understand and agree", type="primary", key="banner.agree"):
        session = standing.session
        assert session is not None
        append(database(), Look(viewer_of(standing), "use banner agreed", "", outcome=Outcome.DONE))
        sessions.accept_banner(database(), session, now=datetime.now(UTC))
        st.rerun()
    st.stop()


def _locked(standing: Standing) -> None:
    """Say why nothing is shown, with the way back; nothing of before is kept."""
    st.session_state.clear()
    st.markdown(f"### {sessions.WORDS[standing.state]}")
    st.markdown("Nothing of what was shown is kept here.")
    st.link_button("Sign in", "/enter", type="primary", icon=":material/login:")
    st.stop()


@st.fragment(run_every=WATCHED_EVERY)
def _watch() -> None:
    """Take the page away when the session is over; the timer itself is no activity."""
    if not look(active=False).active:
        st.session_state.clear()
        st.rerun(scope="app")
