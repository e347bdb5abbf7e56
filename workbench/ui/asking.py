"""Asking an owner, from a pointer, a record or an export; what the owner has answered so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from workbench.access.answering import standing_permissions, verified
from workbench.access.asking import ask
from workbench.access.requests import Answer, RequestKind, Use
from workbench.access.viewer import Viewer
from workbench.errors import WorkbenchError
from workbench.explore.words import when
from workbench.ui.signed import database
from workbench.ui.text import html, markdown
from workbench.ui.told import refused

KINDS = {
    RequestKind.PERMISSION: "permission to rely on it, act on it or pass it on",
    RequestKind.VERIFICATION: "whether it is complete and still right",
    RequestKind.CONTACT: "to be contacted about it",
    RequestKind.OVERRIDE: "nothing: it was used in an emergency, and you tell them",
}
USES = {Use.RELY: "rely on it", Use.ACT: "act on it", Use.DISSEMINATE: "pass it on"}
"""What a permission allows, in words."""
WIDE = 360
"""Pixels of a form that opens over the page."""


def ask_button(
    viewer: Viewer,
    owner: str,
    about: Callable[[], str],
    *,
    key: str,
    kinds: Sequence[RequestKind] = tuple(KINDS),
) -> None:
    """A button that opens a form to ask an owner.

    Args:
        about: gives what is asked about, once it is sent.
    """
    opened = st.popover(f"Ask {markdown(owner)}", key=f"ask-{key}", width="content")
    with opened, st.container(width=WIDE):
        ask_form(viewer, owner, about, key=key, kinds=kinds)


def ask_form(
    viewer: Viewer,
    owner: str,
    about: Callable[[], str],
    *,
    key: str,
    kinds: Sequence[RequestKind] = tuple(KINDS),
) -> None:
    """Ask an owner; the answer comes to the asker's notices."""
    with st.form(f"ask.{key}", border=False, clear_on_submit=True):
        kind = st.selectbox(
            f"Ask {markdown(owner)} for", kinds, format_func=lambda one: KINDS[one],
            help="The acknowledgement says nothing of what they hold.",
        )  # fmt: skip
        text = st.text_area("What for, in your words", max_chars=2_000, height=80)
        if not st.form_submit_button("Send", type="primary"):
            return
    try:
        made = ask(database(), viewer, kind, owner, about(), text)
    except WorkbenchError as error:
        refused(error)
        return
    st.success(
        f"Sent to {markdown(owner)}, {when(made.at)}. Its answer comes to your **Notices**.",
        icon=":material/outgoing_mail:",
    )


def answered(viewer: Viewer, key: str, owner: str) -> str:
    """What an owner has answered the viewer's agency about a record, as HTML; empty for nothing."""
    now = datetime.now(UTC)
    lines = [
        f"✓ {html(owner)} permits: {html(scope_words(one))}, until {when(one.expires, 'day')}"
        for one in standing_permissions(database(), viewer.agency, [key], now)[key]
        if one.expires
    ]
    if found := verified(database(), viewer.agency, key):
        words = f": {found.note}" if found.note else ""
        by = f"{found.outcome.value.capitalize()} by {owner} on {when(found.at, 'day')}{words}"
        lines.append(f"✓ {html(by)}")
    return "".join(f'<div class="wb-line">{line}</div>' for line in lines)


def scope_words(answer: Answer) -> str:
    """What an answer allows, in words."""
    uses = ", ".join(USES[use] for use in Use if use in answer.scope.uses)
    to = f" to {', '.join(answer.scope.recipients)}" if answer.scope.recipients else ""
    return f"{uses}{to}"
