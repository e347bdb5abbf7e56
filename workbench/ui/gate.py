"""Before every page: is the session active, is the banner acknowledged, is a purpose stated?"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import NoReturn

import streamlit as st

from workbench.access import sessions
from workbench.access.audit import append
from workbench.access.looks import Look, Outcome
from workbench.access.sessions import WORDS, Standing
from workbench.access.viewer import READING_ROLES, Viewer
from workbench.ui import signed
from workbench.ui.beat import beat
from workbench.ui.purposes import purpose_form
from workbench.web.pages import DEMO_BAND

WATCHED_SECONDS = 20
"""How often a page that nobody touches looks whether its session still stands."""
BANNER = (
    "You are accessing a restricted information system.",
    "Your use of it may be monitored, recorded and audited.",
    "Unauthorized use is prohibited and may be subject to criminal and civil penalties.",
    "By using it you consent to monitoring and recording.",
)
"""CJIS Security Policy AC-8: the four statements of a use notification."""


def arrive() -> Standing:
    """An active session; whoever has none is told so in place of the page, with the way back."""
    if signed.settings().demo:
        st.html(f'<div class="wb-band" role="note">{escape(DEMO_BAND)}</div>')
    found = signed.arrive()
    if not found.active or found.session is None:
        _locked(found)
    _watch()
    return found


def ask(found: Standing, viewer: Viewer) -> None:
    """Ask in place of the page for what is missing: the banner's acknowledgement, a purpose."""
    if found.session is None:
        _locked(found)
    if found.session.banner_at is None:
        _banner(found)
    if not viewer.purpose and viewer.role in READING_ROLES:
        with st.container(width=560):
            st.subheader("What do you need it for?")
            st.markdown(
                "It is noted with everything that you look at. State a case number or a reason."
            )
            purpose_form(found.session, viewer, key="purpose.first")
        st.stop()


@st.fragment(run_every=WATCHED_SECONDS)
def _watch() -> None:
    """Take the page away as soon as its session is idle or has ended."""
    if not signed.look(active=False).active:
        signed.forget()
        st.rerun()
    beat(signed.way_back())


def _locked(found: Standing) -> NoReturn:
    signed.forget()
    with st.container(width=560):
        st.subheader("Locked")
        st.html(
            f'<p role="alert">{escape(WORDS[found.state])} What was on this page is no longer '
            f'here.</p><p><a class="wb-do" href="{escape(signed.way_back())}" target="_self">'
            "Sign in</a></p>"
        )
    st.stop()


def _banner(found: Standing) -> NoReturn:
    with st.container(width=560):
        st.subheader("Before you go on")
        st.markdown("\n".join(f"- {statement}" for statement in BANNER))
        st.button(
            "I understand and agree", type="primary", key="banner.agree", on_click=_agree,
            args=(found,),
        )  # fmt: skip
    st.stop()


def _agree(found: Standing) -> None:
    if found.session:
        look = Look(signed.viewer_of(found), "use banner agreed", "", outcome=Outcome.DONE)
        append(signed.database(), look)
        sessions.accept_banner(signed.database(), found.session, now=datetime.now(UTC))
