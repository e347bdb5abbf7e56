"""Who is signed in in this tab, looked up anew for every answer."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from workbench import settings as configuration
from workbench.access import sessions
from workbench.access.audit import anchor
from workbench.access.database import Database, open_database
from workbench.access.purpose import USE_WORDS, UseCode
from workbench.access.sessions import Standing
from workbench.access.viewer import Viewer
from workbench.errors import AccessError
from workbench.web import cookies


@st.cache_resource(show_spinner=False, max_entries=2, on_release=lambda opened: opened.close())
def _open(_key: str) -> Database:
    opened = open_database(configuration.from_environment())
    anchor(opened)
    return opened


def database() -> Database:
    """The operations database of this process.

    Raises:
        OperationsError: it cannot be used.
    """
    settings = configuration.from_environment()
    return _open(f"{settings.home} {settings.operations_url}")


def look(*, active: bool) -> Standing:
    """This tab's session as it stands now.

    Args:
        active: somebody did something; not set by timers.
    """
    token = cookies.token(configuration.from_environment(), st.context.cookies)
    return sessions.look(database(), token, datetime.now(UTC), active=active)


def viewer() -> Viewer:
    """Who reads in this tab.

    Raises:
        AccessError: the session is over; everything that it had read was forgotten.
    """
    standing = look(active=True)
    if not standing.active:
        st.session_state.clear()
        raise AccessError(sessions.WORDS[standing.state])
    return viewer_of(standing)


def viewer_of(standing: Standing) -> Viewer:
    """The viewer that an active session stands for."""
    session, account = standing.session, standing.account
    assert session is not None
    assert account is not None
    purpose = ""
    if session.use_code:
        purpose = f"{session.use_code} {USE_WORDS[UseCode(session.use_code)]}"
        purpose += f": {session.reason}" if session.reason else ""
    return Viewer(
        account.user,
        account.agency,
        account.role,
        purpose,
        session.case_number or None,
        session.id,
        session.address,
    )
