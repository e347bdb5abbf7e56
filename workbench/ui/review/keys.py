"""The page's keys: each clicks the button that does the same, but while somebody types.

Escape leaves a box, and where none is open gives up what was begun.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

KEYS = {
    "j": ("next", "the next item"),
    "k": ("previous", "the item before"),
    "a": ("same", "they are one"),
    "d": ("different", "they are two"),
    "s": ("split", "move records between the two sides"),
    "n": ("more", "more must be known first: a note of what"),
    "x": ("skip", "leave it for now"),
    "u": ("undo", "take back your latest decision"),
    "Escape": ("give-up", "give up what was begun"),
}
"""By key the button that it clicks (``st-key-tool-review-…``), and what it does."""
_JS = """
const writes = (at) => at.isContentEditable
  || (at.tagName === "INPUT" && !["checkbox", "radio"].includes(at.type))
  || ["TEXTAREA", "SELECT"].includes(at.tagName);
function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const named = window.__workbenchReview?.[event.key];
  const button = named && document.querySelector(`.st-key-tool-review-${named} button`);
  if (!button || button.disabled) return;
  const at = event.composedPath()[0];
  if (writes(at) && event.key !== "Escape") return;
  if (document.querySelector('[role="dialog"]')) return;
  event.preventDefault();
  at.blur?.();
  button.click();
}
export default function ({ parentElement, data }) {
  window.__workbenchReview = data.keys;
  if (!window.__workbenchReviewListens) {
    window.__workbenchReviewListens = true;
    document.addEventListener("keydown", press);
  }
  if (!data.focus || window.__workbenchReviewFocus === data.serial) return;
  window.__workbenchReviewFocus = data.serial;
  let tries = 0;
  const wait = setInterval(() => {
    const box = document.querySelector(`.st-key-${data.focus} :is(input, textarea)`);
    if (box) box.focus();
    if ((box && document.activeElement === box) || ++tries > 60) clearInterval(wait);
  }, 50);
}
"""


def review_keys(*, focus: str = "", serial: str = "") -> None:
    """Listen for the page's keys.

    Args:
        focus: the box that takes the keyboard, once for each ``serial``.
    """
    named = {key: button for key, (button, _) in KEYS.items()}
    _component()(key="review.keys", data={"keys": named, "focus": focus, "serial": serial})


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("workbench_review_keys", html="<span></span>", js=_JS)
