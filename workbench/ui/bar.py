"""The line on top of every page: who, for what, on which case, how fresh; lock, sign out."""

from __future__ import annotations

from html import escape

import streamlit as st

from workbench.access.viewer import READING_ROLES, Viewer
from workbench.explore.words import when
from workbench.records.agencies import AGENCY_NAMES
from workbench.ui import signed
from workbench.ui.help import how_to_read
from workbench.ui.purposes import purpose_form
from workbench.ui.text import markdown

_DRAWN = "bar.drawn"
SHORT = 60
"""Characters of a purpose that are shown before it is opened."""


def bar(viewer: Viewer, told: str = "", page: str = "") -> None:
    """Draw the line; ``told`` says how fresh the data is, ``page`` what help there is."""
    st.session_state[_DRAWN] = True
    found = signed.look(active=False)
    name = found.account.name if found.account else viewer.user
    with st.container(key="bar", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(
            '<div class="wb-head" role="banner">'
            f'<span class="wb-badge" title="{escape(AGENCY_NAMES.get(viewer.agency, ""))}">'
            f"{escape(viewer.agency)}</span><span><b>{escape(name)}</b>, "
            f"{escape(viewer.role.value)}</span></div>",
            width="content",
        )
        if viewer.role in READING_ROLES and found.session:
            case = f"case **{markdown(viewer.case)}**" if viewer.case else "no case"
            purpose = viewer.purpose
            short = purpose if len(purpose) <= SHORT else f"{purpose[: SHORT - 1]}…"
            with st.popover(f"{markdown(short)} · {case}", width="content"):
                purpose_form(found.session, viewer, key="purpose.change")
        st.space("stretch")
        if told:
            st.html(f'<span class="wb-quiet wb-line">{escape(told)}</span>', width="content")
        if page:
            how_to_read(page)
        st.button("Lock", key="tool-lock", icon=":material/lock:", on_click=signed.lock)
        st.html(
            '<form method="post" action="/leave" target="_self">'
            f'<input type="hidden" name="token" value="{escape(signed.leaving())}">'
            '<button class="wb-out">Sign out</button></form>',
            width="content",
        )


def as_of(moment: str | None) -> str:
    """How fresh the data is, in words."""
    return f"data as of {when(moment)}" if moment else "no data yet"


def begin() -> None:
    """Begin a run: the line is not drawn yet."""
    st.session_state[_DRAWN] = False


def drawn() -> bool:
    """Whether this run has drawn the line."""
    return bool(st.session_state.get(_DRAWN))
