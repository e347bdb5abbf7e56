"""What one browser tab remembers, behind typed names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from workbench.explore.picture import Drawn, History

CANVAS = "explore.canvas"
"""Key of the canvas part."""
SEARCH = "search.text"
"""Key of the search box."""

_HISTORY = "explore.history"
_OPENED = "explore.opened"
_DRAWN = "explore.drawn"
_CHOOSING = "explore.choosing"
_PICTURES = "explore.pictures"
_EXAMPLES = "search.examples"
_TELLING = "explore.telling"


def history() -> History | None:
    """The picture with its history; None before the first."""
    found: History | None = st.session_state.get(_HISTORY)
    return found


def keep(history_: History) -> None:
    """Remember the picture."""
    st.session_state[_HISTORY] = history_


def begin(opened: str, history_: History) -> None:
    """Begin a new picture, for what the address of the page names."""
    st.session_state[_OPENED] = opened
    st.session_state[_PICTURES] = st.session_state.get(_PICTURES, 0) + 1
    choose(None)
    keep(history_)


def opened() -> str | None:
    """What the picture was begun for."""
    found: str | None = st.session_state.get(_OPENED)
    return found


def canvas() -> Mapping[str, Any]:
    """What the browser last said of the canvas, unchecked."""
    said = st.session_state.get(CANVAS)
    return said if isinstance(said, Mapping) else {}


def arrangement() -> str:
    """Names the picture's arrangement: another picture is arranged anew, the same one never."""
    return f"picture {st.session_state.get(_PICTURES, 0)}"


def drawn(key: object) -> Drawn | None:
    """What was last read for the picture, if it was read under the same ``key``."""
    kept_for, found = st.session_state.get(_DRAWN, (None, None))
    return found if kept_for == key else None


def keep_drawn(key: object, drawn_: Drawn) -> None:
    """Remember what was read for the picture."""
    st.session_state[_DRAWN] = (key, drawn_)


def examples(key: object) -> tuple[tuple[str, str], ...] | None:
    """The examples that found something, if they were tried under the same ``key``."""
    kept_for, found = st.session_state.get(_EXAMPLES, (None, None))
    return found if kept_for == key else None


def keep_examples(key: object, found: tuple[tuple[str, str], ...]) -> None:
    """Remember which examples find something."""
    st.session_state[_EXAMPLES] = (key, found)


def tell(text: str) -> None:
    """Remember what the next drawing of the chart tells in passing."""
    st.session_state[_TELLING] = text


def told() -> str | None:
    """What is to be told, once."""
    found: str | None = st.session_state.pop(_TELLING, None)
    return found


def choosing() -> str | None:
    """The item whose further neighbours are being chosen."""
    found: str | None = st.session_state.get(_CHOOSING)
    return found


def choose(id_: str | None) -> None:
    """Begin or end the choice among an item's further neighbours."""
    st.session_state[_CHOOSING] = id_
