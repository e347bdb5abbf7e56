"""Taking something out: to whom, what for, and what must stay; then a link that is good once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st

from workbench.access.asking import may_be_asked
from workbench.access.disclosure import Recipient, What, disclose
from workbench.access.dissemination import owner_of, sort
from workbench.access.outgoing import WAITS, leave
from workbench.access.pointing import token
from workbench.access.requests import RequestKind
from workbench.errors import WorkbenchError
from workbench.explore.words import many
from workbench.records.agencies import AGENCY_NAMES
from workbench.ui import signed
from workbench.ui.asking import ask_form
from workbench.ui.signed import database
from workbench.ui.text import markdown
from workbench.ui.told import refused


@dataclass(frozen=True, slots=True)
class Content:
    """What would leave, as it is read now."""

    ids: tuple[str, ...]
    """What it tells of; none where the file itself says it."""
    make: Callable[[frozenset[str]], bytes]
    """Makes the bytes of what may go, by these record keys or ids."""


Look = Callable[[], Content]
"""Reads anew: between opening the form and making the file, something may have been taken away."""
PASSING_ON = (RequestKind.PERMISSION,)
_LINK = "leaving.link"


def export_button(
    what: What,
    look: Look,
    *,
    key: str,
    owned: bool = False,
    recipients: Sequence[str] = (),
    help_: str = "",
) -> None:
    """A button that opens the form by which something leaves.

    Args:
        look: reads what would leave.
        owned: the ids are record keys, of which only what their owners permit may go.
        recipients: agencies to which it may go; any where none is named.
        help_: what will be in the file.
    """
    if st.button("Export", icon=":material/output:", key=f"tool-export-{key}"):
        st.session_state.pop(f"{_LINK}.{key}", None)
        _dialog(what, look, key, owned, tuple(recipients), help_)


@st.dialog("Export", icon=":material/output:")
def _dialog(
    what: What,
    look: Look,
    key: str,
    owned: bool,
    recipients: tuple[str, ...],
    help_: str,
) -> None:
    viewer, content = signed.viewer(), look()
    ids = content.ids
    if help_:
        st.caption(help_)
    agency = st.selectbox(
        "Recipient's agency", recipients or [*AGENCY_NAMES], index=None,
        key=f"export.agency.{key}", accept_new_options=not recipients,
        placeholder="choose" if recipients else "choose, or type another",
    )  # fmt: skip
    may = ids
    if owned and agency:
        now = datetime.now(UTC)
        parts = sort(database(), viewer.agency, ids, agency, now)
        may = parts.may
        if parts.must_stay:
            st.warning(
                f"{many(len(parts.must_stay), 'record')} of {markdown(', '.join(parts.owners))} "
                "stay out: their owners have not permitted passing them on.",
                icon=":material/back_hand:",
            )
            for owner in filter(partial(may_be_asked, viewer), parts.owners):
                theirs = [one for one in parts.must_stay if owner_of(one) == owner]
                about = partial(token, database(), viewer, owner, theirs, now, tell=False)
                with st.expander(f"Ask {markdown(owner)}"):
                    ask_form(viewer, owner, about, key=f"{key}.{owner}", kinds=PASSING_ON)
    person = st.text_input("Recipient's name", max_chars=200, key=f"export.person.{key}")
    reason = st.text_input("Reason", max_chars=1_000, key=f"export.reason.{key}")
    stays = bool(ids) and not may
    if not stays and st.button("Make the file", type="primary", key=f"tool-make-{key}"):
        try:
            made = disclose(
                database(), viewer, what, may, Recipient(agency or "", person), reason,
                lambda: content.make(frozenset(may)),
            )  # fmt: skip
            link = leave(database(), viewer, made)
        except WorkbenchError as error:
            refused(error)
            return
        st.session_state[f"{_LINK}.{key}"] = (link, made.name, made.digest)
    if stays:
        st.caption("Nothing may go.")
    if found := st.session_state.get(f"{_LINK}.{key}"):
        link, name, digest = found
        st.html(
            f'<a class="wb-do" href="/disclosed/{escape(link)}" target="_self">Fetch the file</a>'
            f'<div class="wb-line wb-quiet">{escape(name)}<br>SHA-256 {escape(digest)}<br>'
            f"The link is good once, for {WAITS.seconds // 60} minutes.</div>"
        )
