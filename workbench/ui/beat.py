"""A page that no longer hears from its server goes away: it cannot know that it may stay."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

SILENCE_SECONDS = 120
"""How long a page stays without hearing from its server."""

_JS = """
export default function ({ data }) {
  window.__workbenchBeat = Date.now();
  window.__workbenchBack = data.back;
  if (window.__workbenchListening) return;
  window.__workbenchListening = setInterval(() => {
    if (Date.now() - window.__workbenchBeat < data.silence * 1000) return;
    document.body.replaceChildren();
    window.location.replace(window.__workbenchBack);
  }, 5000);
}
"""
_beats = count()


def beat(back: str) -> None:
    """Tell the page that the server is there; ``back`` is where it goes when it hears no more."""
    _component()(
        key="signed.beat", data={"back": back, "beat": next(_beats), "silence": SILENCE_SECONDS}
    )


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("workbench_beat", html="<span></span>", js=_JS)
