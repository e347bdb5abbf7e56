"""Who is signed in at this tab: looked up anew at every run, of the page or of a part of it."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from workbench import settings as configuration
from workbench.access import sessions
from workbench.access.audit import anchor
from workbench.access.database import Database, open_database
from workbench.access.sessions import Standing
from workbench.access.viewer import Viewer
from workbench.errors import AccessError
from workbench.settings import Settings
from workbench.web.forms import entrance_for, session_cookie, token_for
from workbench.web.reach import CLIENT, Reach, reach
from workbench.web.standing import standing

_SESSION = "signed.session"
_SOCKET = "signed.socket"
_QUIET = "signed.quiet"


def viewer() -> Viewer:
    """Who reads at this tab, for what purpose.

    Where the session is not active, everything that the tab remembers is forgotten, and the run
    ends: what follows shows the way back.
    """
    now = look(active=True)
    if not now.active or now.session is None:
        forget()
        st.rerun()
    return viewer_of(now)


def arrive() -> Standing:
    """How the session stands as a run of the page begins.

    A run that begins because a lost connection was made again is nobody's doing, to its end.
    """
    kept = st.session_state.get(_SOCKET)
    st.session_state[_SOCKET] = _socket()
    st.session_state[_QUIET] = kept is not None and kept != _socket()
    found = look(active=True)
    session = found.session.id if found.session else ""
    if st.session_state.get(_SESSION, session) != session:
        # the tab of one session is not carried on by another
        forget()
    st.session_state[_SESSION] = session
    return found


def settle() -> None:
    """End a run of the page: what runs next is somebody's doing."""
    st.session_state[_QUIET] = False


def look(*, active: bool) -> Standing:
    """How the session stands; ``active`` where somebody did something, not for a timer."""
    done = active and not st.session_state.get(_QUIET, False)
    return standing(database(), settings(), token(), datetime.now(UTC), active=done)


def viewer_of(found: Standing) -> Viewer:
    """The viewer of an active session."""
    if found.session is None or found.account is None:
        raise AccessError("nobody is signed in: sign in first")
    return sessions.viewer_of(found.session, found.account, address())


def lock() -> None:
    """Lock the session in all its tabs."""
    found = look(active=False)
    if found.session:
        sessions.lock(database(), found.session)
    forget()


def forget() -> None:
    """Forget everything that the tab remembers."""
    st.session_state.clear()


def token() -> str:
    """The token that the browser showed when it connected."""
    return str(st.context.cookies.get(session_cookie(_reach().secure), ""))


def leaving() -> str:
    """What the form that signs out must say."""
    return token_for(database().keys, "leave", token())


def way_back() -> str:
    """The address of the sign-in page that leads back to this one."""
    parts = urlsplit(st.context.url or "")
    return entrance_for(f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}")


def address() -> str:
    """The network address of the browser."""
    peer = st.context.ip_address or "127.0.0.1"
    said = st.context.headers.get_all(CLIENT)
    headers = [(CLIENT.encode(), one.encode("latin-1", "replace")) for one in said]
    return _reach().client({"client": (peer, 1), "headers": headers})


def settings() -> Settings:
    """Where this installation keeps its state."""
    return configuration.from_environment()


def database() -> Database:
    """The operations database of this process.

    Raises:
        OperationsError: it cannot be used.
    """
    here = settings()
    return _open(str(here.home), here.operations_url, here)


def _reach() -> Reach:
    return reach(settings(), st.get_option("server.address"))


def _socket() -> str:
    """Names the connection: a new one has a new key."""
    return str(st.context.headers.get("Sec-Websocket-Key", ""))


@st.cache_resource(show_spinner=False, max_entries=2, on_release=lambda opened: opened.close())
def _open(home: str, url: str | None, _settings: Settings) -> Database:
    opened = open_database(_settings)
    anchor(opened)
    return opened
