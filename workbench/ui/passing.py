"""Addresses that only lead on: the browser's Back passes them by.

    results ──► ?entity=… ──► the chart's own address
       ▲                              │
       └──────────── Back ────────────┘

Streamlit writes an entry of the history for every address, and one that names an item alone is
rewritten at once: without this, Back would lead to it, and from there to the chart again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_JS = """
const leadsOn = () => {
  const said = new URLSearchParams(location.search);
  const onChart = location.pathname.endsWith("/explore");
  return onChart ? said.has("entity") : !location.pathname.endsWith("/entity") &&
    (said.has("entity") || said.has("around"));
};
export default function () {
  if (window.__workbenchPassing) return;
  window.__workbenchPassing = true;
  const push = history.pushState.bind(history);
  history.pushState = (...entry) =>
    leadsOn() ? history.replaceState(...entry) : push(...entry);
}
"""


def passing() -> None:
    """Let what follows an address that only leads on take its place in the history."""
    _component()(key="passing")


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("workbench_passing", html="<span></span>", js=_JS)
