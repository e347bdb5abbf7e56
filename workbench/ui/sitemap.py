"""Which pages there are, and for whom. An address of a page of another role is refused, and noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from workbench.access.audit import append
from workbench.access.looks import Look, Outcome
from workbench.access.viewer import READING_ROLES, Role, Viewer
from workbench.ui import signed
from workbench.ui.bar import bar

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

VIEWS = Path(__file__).parent / "views"
_REFUSED = "sitemap.refused"


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its file in views/, its name, and the roles that come to do something there."""

    file: str
    title: str
    roles: tuple[Role, ...]


PLACES = (
    Place("search", "Search", READING_ROLES),
    Place("data", "Data", (Role.ADMINISTRATOR,)),
    Place("accounts", "Accounts", (Role.ADMINISTRATOR,)),
    Place("audit", "Audit", (Role.AUDITOR,)),
)
"""In the order of the navigation; the first of a role's is where it begins."""


def pages_for(viewer: Viewer) -> list[StreamlitPage]:
    """The pages of the viewer's role; the others are there too, and refuse."""
    mine = [place for place in PLACES if viewer.role in place.roles]
    return [
        st.Page(
            VIEWS / f"{place.file}.py" if place in mine else _refusal(place, viewer),
            title=place.title,
            url_path=place.file,
            default=place == mine[0],
            visibility="visible" if place in mine else "hidden",
        )
        for place in (*mine, *(one for one in PLACES if one not in mine))
    ]


def _refusal(place: Place, viewer: Viewer) -> Callable[[], None]:
    return partial(_refuse, place, viewer)


def _refuse(place: Place, viewer: Viewer) -> None:
    if st.session_state.get(_REFUSED) != place.file:
        said = {"page": place.file}
        append(signed.database(), Look(viewer, "page", "", said, outcome=Outcome.REFUSED))
        st.session_state[_REFUSED] = place.file
    bar(viewer)
    roles = " and ".join(f"{role.value}s" for role in place.roles)
    st.error(
        f"**{place.title} is for {roles}.** Your attempt is noted. Choose a page above.",
        icon=":material/block:",
    )
