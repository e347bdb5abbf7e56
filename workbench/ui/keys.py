"""The page's own keys: ``/`` goes to the search box, which is ready to type in on a fresh page.

From the box the arrow down goes to the first answer, and the arrows from answer to answer.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_JS = """
const box = () => document.querySelector('.st-key-search-box input');
const answers = () => [...document.querySelectorAll('[class*="st-key-hit-"] button')];
// What is half typed is sent when the box is left: then other answers come.
const sent = () => box().value.trim() === (new URLSearchParams(location.search).get("q") ?? "");
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.defaultPrevented || event.shiftKey || event.ctrlKey || event.altKey) return;
  const all = answers(), at = event.composedPath()[0], typing = at === box();
  const from = typing ? -1 : all.findIndex((one) => one.contains(at));
  if (typing ? step < 0 || !sent() || !all.length : from < 0) return;
  event.preventDefault();
  (all[from + step] ?? (step < 0 ? box() : undefined))?.focus();
}
function press(event) {
  const at = event.composedPath()[0];
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (at.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName)) return;
  const input = box();
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
}
const seen = new WeakSet();
export default function ({ parentElement, data }) {
  if (!window.__workbenchSlash) {
    window.__workbenchSlash = true;
    document.addEventListener("keydown", press);
    document.addEventListener("keydown", walk);
  }
  if (seen.has(parentElement) || !data.focus) return;
  seen.add(parentElement);
  let tries = 0;
  const wait = setInterval(() => {
    const input = box();
    if (input && document.activeElement === document.body) input.focus();
    if (input || ++tries > 40) clearInterval(wait);
  }, 50);
}
"""


def search_keys(*, focus: bool) -> None:
    """Listen for ``/``; with ``focus`` the search box takes the keyboard at once."""
    _component()(key="search.keys", data={"focus": focus})


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("workbench_search_keys", html="<span></span>", js=_JS)
