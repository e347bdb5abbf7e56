"""Asking what a session is for, and noting what was answered."""

from __future__ import annotations

import streamlit as st

from workbench.access import sessions
from workbench.access.audit import append
from workbench.access.looks import Look, Outcome
from workbench.access.purpose import (
    LONGEST_CASE,
    LONGEST_REASON,
    USE_WORDS,
    UseCode,
    parse_purpose,
)
from workbench.access.sessions import Session
from workbench.access.viewer import Viewer
from workbench.errors import InputError
from workbench.ui import signed
from workbench.ui.text import markdown, sentence


def purpose_form(session: Session, viewer: Viewer, *, key: str) -> None:
    """Ask for use code, case number and reason; what is stated goes for all tabs from then on."""
    codes = list(USE_WORDS)
    with st.form(key, border=False):
        code = st.selectbox(
            "Use code",
            codes,
            index=codes.index(UseCode(session.use_code)) if session.use_code else 0,
            format_func=lambda one: f"{one.value} – {USE_WORDS[one]}",
        )
        case = st.text_input(
            "Case number",
            session.case_number,
            max_chars=LONGEST_CASE,
            help="Plate reads are shown on a case alone.",
        )
        reason = st.text_input(
            "Reason",
            session.reason,
            max_chars=LONGEST_REASON,
            placeholder="in a few words, such as: robbery series on H Street",
        )
        if not st.form_submit_button("Go on" if not session.use_code else "Change", type="primary"):
            return
    if problem := _state(session, viewer, code.value, case, reason):
        st.error(markdown(problem), icon=":material/error:")
        return
    st.rerun()


def _state(session: Session, viewer: Viewer, code: str, case: str, reason: str) -> str:
    """State the purpose; what is wrong with it, where it is refused. Both are noted."""
    database = signed.database()
    said = {"code": code, "case": case, "reason": reason}
    try:
        purpose = parse_purpose(code, case, reason)
    except InputError as error:
        append(database, Look(viewer, "purpose refused", "", said, outcome=Outcome.REFUSED))
        return f"{sentence(str(error))}."
    append(database, Look(viewer, "purpose stated", "", said, outcome=Outcome.DONE))
    sessions.set_purpose(database, session, purpose)
    return ""
