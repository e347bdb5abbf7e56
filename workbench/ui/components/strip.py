"""Events over time as bars of which a span can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


@dataclass(frozen=True, slots=True)
class Bin:
    """A bar: its first and last day (ISO 8601), what to call it, and how many events are in it."""

    first: str
    last: str
    label: str
    events: int
    inside: bool
    """Whether it lies in the span that is kept."""


def strip(bins: Sequence[Bin], told: str, *, key: str, on_span: Callable[[], None]) -> None:
    """Draw the bars.

    Args:
        told: what the bars are of, below them.
        on_span: runs before the script when a span was chosen; read it with :func:`span_chosen`.
    """
    _component()(
        key=key,
        data={"bins": [asdict(one) for one in bins], "told": told},
        on_span_change=on_span,
    )


def span_chosen(key: str) -> tuple[date | None, date | None] | None:
    """The span that was chosen, for use inside ``on_span``; both None where it was given up."""
    said: Any = st.session_state.get(key)
    span = said.get("span") if hasattr(said, "get") else None
    if not isinstance(span, list) or len(span) != 2:
        return None
    return _date(span[0]), _date(span[1])


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "workbench_strip",
        html=_source("strip.html"),
        css=_source("strip.css"),
        js=_source("strip.js"),
    )


def _source(name: str) -> str:
    return files("workbench.ui.components").joinpath("strip", name).read_text(encoding="utf-8")
