"""What may take long: it says that it goes on and for how long, and can be cancelled.

A run that is left (Cancel, another click, another page, a closed tab) ends what it waited for, on
the server too.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import partial
from threading import Thread
from typing import TypeVar

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.errors import CancelledError
from workbench.ui.connection import gateway
from workbench.ui.text import markdown

T = TypeVar("T")
AT_ONCE = 0.5
"""Seconds within which an answer comes without a word that it is waited for."""
LOOK_SECONDS = 0.25
"""How often the wait looks whether the run is still wanted."""
END_SECONDS = 3
"""How long a statement that is just being begun is ended again and again."""


Words = str | Callable[[], str]
"""What goes on, as "Counting incidents"; what tells how far it is, is called while it is waited
for."""


def slowly(words: Words, work: Callable[[Gateway], T], *, key: str) -> T:
    """Do ``work`` beside the page, with a gateway of its own; call it from the script alone.

    Args:
        words: what goes on.
        work: reads by the gateway it is given and touches nothing of the page.
        key: names this wait on its page.

    Raises:
        CancelledError: it was cancelled.
        EndedError: it took longer than the server lets it.
    """
    asked = gateway()
    return waited_for(words, partial(work, asked), asked.graph.end, key=key)


def waited_for(words: Words, work: Callable[[], T], end: Callable[[], None], *, key: str) -> T:
    """As :func:`slowly`, for any work; ``end`` ends what it reads, and may be called repeatedly."""
    slot = st.empty()
    if st.session_state.pop(_cancelled(key), False):
        raise CancelledError()
    answer: Future[T] = Future()
    Thread(target=_do, args=(work, answer), name="slowly", daemon=True).start()
    try:
        if not wait([answer], AT_ONCE).done:
            _wait(slot, words, answer, key)
        return answer.result()
    finally:
        # also where the run is stopped: by the next one, or since its page is gone
        if not answer.done():
            Thread(target=_end, args=(end, answer), name="ending", daemon=True).start()


def _wait(
    slot: st.delta_generator.DeltaGenerator, words: Words, answer: Future[T], key: str
) -> None:
    began = time.monotonic() - AT_ONCE
    with slot.container(horizontal=True, gap="small", vertical_alignment="center"):
        told = st.empty()
        st.button("Cancel", key=f"tool-{key}-cancel", on_click=_cancel, args=(key,))
    while not answer.done():
        going = words if isinstance(words, str) else words()
        told.markdown(
            f":material/hourglass_empty: {markdown(going)} … {time.monotonic() - began:.0f} s"
        )
        wait([answer], LOOK_SECONDS)
    slot.empty()


def _do(work: Callable[[], T], answer: Future[T]) -> None:
    try:
        answer.set_result(work())
    except BaseException as error:
        answer.set_exception(error)


def _end(end: Callable[[], None], answer: Future[T]) -> None:
    """End what the work reads, also a statement that is on its way to the server."""
    deadline = time.monotonic() + END_SECONDS
    while not answer.done() and time.monotonic() < deadline:
        end()
        time.sleep(0.05)


def _cancel(key: str) -> None:
    st.session_state[_cancelled(key)] = True


def _cancelled(key: str) -> str:
    return f"slow.{key}.cancelled"
