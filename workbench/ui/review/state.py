"""What a tab remembers of the page of reviews, behind typed names."""

from __future__ import annotations

import time

import streamlit as st

from workbench.resolution.decisions import Verdict

_ITEM = "review.item"
_BEGUN = "review.begun"
_ASKING = "review.asking"
_SERIAL = "review.serial"
_BACK = "review.back"
_TELL = "review.tell"
_OWN = "review.own"
MORE = "more"
"""What is asked for a note of what must be known first."""
SPLIT = "split"


def item() -> str:
    """The id of the item that is open; "" for the first."""
    found: str = st.session_state.get(_ITEM, "")
    return found


def open_item(id_: str) -> None:
    """Open an item, from when its time counts; what was begun on another is given up."""
    if id_ != item():
        st.session_state[_BEGUN] = time.monotonic()
    st.session_state[_ITEM] = id_
    ask("")


def seconds() -> float:
    """For how long the item has been open."""
    return time.monotonic() - float(st.session_state.get(_BEGUN, time.monotonic()))


def asking() -> str:
    """What is about to be decided: a verdict, ``SPLIT``, ``MORE``, or nothing."""
    found: str = st.session_state.get(_ASKING, "")
    return found


def ask(what: str) -> None:
    """Begin to decide, or give it up."""
    st.session_state[_ASKING] = what
    st.session_state[_SERIAL] = serial() + 1
    take_back(())


def serial() -> int:
    """Another for everything that was begun: its box takes the keyboard once."""
    found: int = st.session_state.get(_SERIAL, 0)
    return found


def taken_back() -> tuple[str, ...]:
    """Decisions that are taken back together with what is decided."""
    found: tuple[str, ...] = st.session_state.get(_BACK, ())
    return found


def take_back(ids: tuple[str, ...]) -> None:
    """Take these decisions back together with what is decided."""
    st.session_state[_BACK] = ids


def tell(text: str) -> None:
    """Say something once, on the next drawing."""
    st.session_state[_TELL] = text


def told() -> str:
    """What is to be said, once."""
    found: str = st.session_state.pop(_TELL, "")
    return found


def keep_own(decision: str) -> None:
    """Remember the viewer's latest decision of this tab, which ``u`` takes back."""
    st.session_state[_OWN] = (*owned(), decision)


def owned() -> tuple[str, ...]:
    """The viewer's decisions of this tab, the latest last."""
    found: tuple[str, ...] = st.session_state.get(_OWN, ())
    return found


def drop_own(decision: str) -> None:
    """Forget a decision of the viewer that was taken back."""
    st.session_state[_OWN] = tuple(one for one in owned() if one != decision)


def verdict(asked: str) -> Verdict | None:
    """The verdict that is being asked for, where it is one."""
    return Verdict(asked) if asked in set(Verdict) else None
