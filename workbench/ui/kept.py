"""Answers that a session keeps: the same question about the same data is not asked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from workbench.access.gateway import Gateway

T = TypeVar("T")


def kept(name: str, gateway: Gateway, question: object, read: Callable[[], T]) -> T:
    """The answer, read once for what the viewer may see of the data as it stands.

    Args:
        name: under which the session keeps it, one answer at a time.
        question: compares equal where the same is asked.
        read: finds the answer; what it raises is raised, and nothing is kept.
    """
    asked = (question, gateway.standing, gateway.version())
    before: tuple[object, T] | None = st.session_state.get(name)
    if before is not None and before[0] == asked:
        return before[1]
    answer = read()
    st.session_state[name] = (asked, answer)
    return answer


def last(name: str) -> object | None:
    """The answer that is kept under this name, whatever was asked; None where none is."""
    before: tuple[object, object] | None = st.session_state.get(name)
    return before[1] if before else None
