"""Completions under the search box while something is typed; the box works the same without them.

keys in the box ── after a pause ──► this part of the page alone ──► completions ──► list below it
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from workbench.errors import WorkbenchError
from workbench.explore.completing import FEWEST, Completion, completions
from workbench.explore.query import LONGEST
from workbench.explore.words import many
from workbench.ui.connection import gateway
from workbench.ui.text import mark

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_KEY = "search.completing"
_CSS = """
.wb-completions { position: fixed; z-index: 1000; margin: 0; padding: 4px 0; list-style: none;
  background: var(--st-background-color, #fff); color: var(--st-text-color, #1b1b1b);
  border: 1px solid rgba(128, 140, 150, 0.6); border-radius: 6px; font-size: 13.5px;
  max-height: 60vh; overflow-y: auto; box-shadow: 0 4px 14px rgba(0, 0, 0, 0.18); }
.wb-completions[hidden] { display: none; }
.wb-completions li { padding: 3px 12px; cursor: pointer; margin: 0; }
.wb-completions li[aria-selected="true"], .wb-completions li:hover {
  background: var(--st-secondary-background-color, #e8eef3); }
.wb-completions .n { opacity: 0.72; margin-left: 8px; }
"""
_HTML = """
<ul class="wb-completions" id="wb-completions" role="listbox" aria-label="Completions" hidden></ul>
"""
_JS = """
const PAUSE = 220, page = { send: null, fewest: 3, at: -1, timer: 0, picked: false };
const box = () => document.querySelector('.st-key-search-box input');
const list = () => document.getElementById('wb-completions');
const open = () => list() && !list().hidden;

function close() {
  if (!list()) return;
  list().hidden = true;
  page.at = -1;
  const input = box();
  if (input) {
    // a box without completions is a plain one: only a combobox can be expanded
    if (input.getAttribute('role') === 'combobox') input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
}
function mark(at) {
  const items = [...list().children];
  page.at = (at + items.length) % items.length;
  items.forEach((item, i) => item.setAttribute('aria-selected', String(i === page.at)));
  items[page.at].scrollIntoView({ block: 'nearest' });
  box().setAttribute('aria-activedescendant', items[page.at].id);
}
function pick(item) {
  const input = box();
  // as if it had been typed and sent: React takes a value only with its event
  const put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  put.call(input, item.dataset.value);
  page.picked = true;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  close();
  setTimeout(() => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    page.picked = false;
  }, 0);
}
function typed(event) {
  if (event.target !== box()) return;
  clearTimeout(page.timer);
  if (page.picked) return;
  const text = event.target.value.trim();
  if (text.length < page.fewest) { close(); return; }
  page.timer = setTimeout(() => page.send(text), PAUSE);
}
function pressed(event) {
  if (event.target !== box()) return;
  if (event.key === 'Enter' && open() && page.at >= 0) {
    event.preventDefault();
    event.stopPropagation();
    pick(list().children[page.at]);
  } else if (event.key === 'Enter' || event.key === 'Tab') {
    clearTimeout(page.timer);
    close();
  } else if (event.key === 'Escape' && open()) {
    event.stopPropagation();
    close();
  } else if (open() && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    if (event.key === 'ArrowDown') mark(page.at + 1);
    else mark(page.at < 0 ? -1 : page.at - 1);
  }
}
function show(data) {
  const input = box(), shown = list();
  const asked = input && document.activeElement === input && input.value.trim() === data.typed;
  if (!asked || !data.options.length) { if (!asked || data.typed) close(); return; }
  shown.replaceChildren(...data.options.map((one, at) => {
    const item = document.createElement('li'), count = document.createElement('span');
    item.id = `wb-completion-${at}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.dataset.value = one.value;
    item.textContent = `${one.mark} ${one.value}`;
    count.className = 'n';
    count.textContent = one.records;
    item.append(count);
    return item;
  }));
  const at = input.closest('[data-baseweb="input"]') || input, frame = at.getBoundingClientRect();
  Object.assign(shown.style, {
    left: `${frame.left}px`, top: `${frame.bottom + 2}px`, minWidth: `${frame.width / 2}px`,
    maxWidth: `${frame.width}px` });
  shown.hidden = false;
  page.at = -1;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', shown.id);
  input.setAttribute('aria-expanded', 'true');
}
export default function ({ parentElement, data, setTriggerValue }) {
  page.send = text => setTriggerValue('typed', text);
  page.fewest = data.fewest;
  const shown = parentElement.querySelector('ul');
  // the box keeps the keyboard: leaving it would send what is half typed
  shown.onmousedown = event => {
    event.preventDefault();
    const item = event.target.closest('li');
    if (item) pick(item);
  };
  if (!window.__workbenchCompleting) {
    window.__workbenchCompleting = page;
    document.addEventListener('input', typed, true);
    document.addEventListener('keydown', pressed, true);
    document.addEventListener('focusout', event => {
      if (event.target !== box()) return;
      clearTimeout(page.timer); // a press elsewhere may lead to another page
      close();
    }, true);
  }
  show(data);
}
"""


@st.fragment
def completing() -> None:
    """Offer completions of what is being typed; choosing one types and sends it."""
    said: Any = st.session_state.get(_KEY) or {}
    typed = said.get("typed")
    typed = typed[:LONGEST].strip() if isinstance(typed, str) else ""
    _component()(
        key=_KEY,
        data={"typed": typed, "fewest": FEWEST, "options": [*map(_option, _found(typed))]},
        on_typed_change=_nothing,
    )


def _found(typed: str) -> tuple[Completion, ...]:
    if not typed:
        return ()
    try:
        return completions(gateway(), typed)
    except WorkbenchError:
        # whatever fails is told by the page itself when the text is sent
        return ()


def _option(one: Completion) -> dict[str, str]:
    return {"mark": mark(one.kind), "value": one.value, "records": many(one.records, "record")}


def _nothing() -> None:
    """A trigger needs someone to tell."""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "workbench_completing", html=_HTML, css=_CSS, js=_JS, isolate_styles=False
    )
