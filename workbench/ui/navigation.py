"""The pages of each role. An address of another role's page leads to a refusal that is noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from workbench.access.audit import append
from workbench.access.looks import Look, Outcome
from workbench.access.sessions import Standing
from workbench.access.viewer import READING_ROLES, Role
from workbench.ui.signed import database, viewer_of

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and the roles that it is for."""

    title: str
    path: str
    roles: tuple[Role, ...]


PLACES = (
    Place("Search", "search", READING_ROLES),
    Place("Data", "data", (Role.ADMINISTRATOR,)),
    Place("Sharing", "sharing", (Role.ADMINISTRATOR,)),
    Place("Accounts", "accounts", (Role.ADMINISTRATOR,)),
    Place("Audit", "audit", (Role.AUDITOR,)),
)


FRONT = "search"
"""The page under the site's bare address, for the roles that it is for."""


def pages(standing: Standing) -> list[StreamlitPage]:
    """The pages that a session may open, the first of them the one that it begins with."""
    account = standing.account
    assert account is not None
    own = [place for place in PLACES if account.role in place.roles]
    others = [place for place in PLACES if account.role not in place.roles]
    shown = [
        st.Page(
            f"views/{place.path}.py",
            title=place.title,
            url_path=place.path,
            default=place.path == FRONT,
        )
        for place in own
    ]
    if own[0].path != FRONT:
        # the front page has no address of its own, and every other page is to keep the one it has
        shown.append(
            st.Page(
                partial(st.switch_page, shown[0]), title="Front", url_path="front", default=True,
                visibility="hidden",
            )
        )  # fmt: skip
    refusals = [
        st.Page(_refusal(standing, place), title=place.title, url_path=place.path,
                visibility="hidden")
        for place in others
    ]  # fmt: skip
    return [*shown, *refusals]


def _refusal(standing: Standing, place: Place) -> Callable[[], None]:
    refusal = partial(_refuse, standing, place)
    # Streamlit tells pages apart by the name of what runs
    refusal.__name__ = f"refuse_{place.path}"  # type: ignore[attr-defined]
    return refusal


def _refuse(standing: Standing, place: Place) -> None:
    look = Look(viewer_of(standing), "page refused", "", {"page": place.path}, (), 0,
                Outcome.REFUSED)  # fmt: skip
    append(database(), look)
    roles = " or ".join(f"{role.value}s" for role in place.roles)
    st.error(f"**{place.title}** is for {roles}.", icon=":material/block:")
