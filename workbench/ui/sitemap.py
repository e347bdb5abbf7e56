"""Which pages there are, and for whom; a page of another role refuses, and notes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from workbench.access.audit import append
from workbench.access.looks import Look, Outcome
from workbench.access.notices import unread
from workbench.access.viewer import READING_ROLES, Role, Viewer
from workbench.ui import signed
from workbench.ui.bar import bar
from workbench.ui.going import VIEWS

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

NOTICES = "notices"
_REFUSED = "sitemap.refused"


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its file in views/, its name, and the roles that come to do something there."""

    file: str
    title: str
    roles: tuple[Role, ...]
    hidden: bool = False
    """It is come to from another page, never by the navigation."""


PLACES = (
    Place("search", "Search", READING_ROLES),
    Place("explore", "Explore", READING_ROLES),
    Place("entity", "Item", READING_ROLES, hidden=True),
    Place("questions", "Questions", READING_ROLES),
    Place(NOTICES, "Notices", READING_ROLES),
    Place("data", "Data", (Role.ADMINISTRATOR,)),
    Place("sharing", "Sharing", (Role.ADMINISTRATOR,)),
    Place("accounts", "Accounts", (Role.ADMINISTRATOR,)),
    Place("audit", "Audit", (Role.AUDITOR,)),
)
"""In the order of the navigation; the first of a role's is where it begins."""


def navigation(viewer: Viewer) -> StreamlitPage:
    """Draw the navigation and give the page to run, which is marked in it."""
    page = st.navigation(_pages(viewer), position="top")
    if page.url_path == _mine(viewer)[0].file:
        page = st.navigation(_pages(viewer, named=True), position="top")
    return page


def _mine(viewer: Viewer) -> list[Place]:
    return [place for place in PLACES if viewer.role in place.roles]


def _pages(viewer: Viewer, *, named: bool = False) -> list[StreamlitPage]:
    """The pages of the viewer's role; the others are there too, and refuse.

    The first is there twice, since where one begins has no address of its own; ``named`` shows the
    one that has.
    """
    first, *others = _mine(viewer)
    begin = st.Page(
        VIEWS / f"{first.file}.py", title=first.title, url_path="start", default=True,
        visibility="hidden" if named else "visible",
    )  # fmt: skip
    listed = [first, *others] if named else others
    return [
        begin,
        *(_page(place, viewer, place in listed and not place.hidden) for place in PLACES),
    ]


def _page(place: Place, viewer: Viewer, visible: bool) -> StreamlitPage:
    mine = viewer.role in place.roles
    return st.Page(
        VIEWS / f"{place.file}.py" if mine else partial(_refuse, place, viewer),
        title=_title(place, viewer) if visible else place.title,
        url_path=place.file,
        visibility="visible" if visible else "hidden",
    )


def _title(place: Place, viewer: Viewer) -> str:
    """The page's name; of notices, with how many are not read."""
    new = unread(signed.database(), viewer) if place.file == NOTICES else 0
    return f"{place.title} ({new:,})" if new else place.title


def _refuse(place: Place, viewer: Viewer) -> None:
    if st.session_state.get(_REFUSED) != place.file:
        said = {"page": place.file}
        append(signed.database(), Look(viewer, "page refused", "", said, outcome=Outcome.REFUSED))
        st.session_state[_REFUSED] = place.file
    bar(viewer)
    roles = " and ".join(f"{role.value}s" for role in place.roles)
    st.error(f"**{place.title} is for {roles}.** Your attempt is noted.", icon=":material/block:")
    st.html('<a href="/" target="_self">To your own pages</a>')
