"""A table whose numbers open what is behind them: a Streamlit part without any request.

Every cell becomes text content in the browser, so nothing that an agency wrote is read as HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from workbench.records.unseen import visible

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_CSS = """
table { border-collapse: collapse; width: 100%; font: 13px var(--st-font); user-select: none;
  color: var(--st-text-color); }
th { text-align: left; font-weight: 600; opacity: 0.75; white-space: nowrap; }
th, td { border-bottom: 1px solid rgba(128, 140, 150, 0.35); padding: 3px 8px 3px 0;
  vertical-align: top; overflow-wrap: anywhere; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; width: 1%;
  padding-left: 8px; }
button { font: inherit; color: var(--st-link-color); background: none; border: 0; padding: 0 2px;
  cursor: pointer; text-decoration: underline; text-underline-offset: 2px; }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
tr[aria-current] { background: var(--st-secondary-background-color); }
"""
_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const focused = parentElement.querySelector("button:focus")?.dataset.open;
  const table = parentElement.querySelector("table");
  const make = (tag, text, number) => {
    const made = document.createElement(tag);
    if (number) made.className = "n";
    made.textContent = text;
    return made;
  };
  const cell = (text, at, row) => {
    const number = data.numbers.includes(at);
    if (!data.opens.includes(at)) return make("td", text, number);
    const [around, button] = [make("td", "", number), make("button", text)];
    button.dataset.open = row;
    button.setAttribute("aria-label", `${data.head[at]} ${text}, line ${row + 1}: open`);
    button.onclick = () => setTriggerValue("open", row);
    around.append(button);
    return around;
  };
  table.setAttribute("aria-label", data.label);
  const head = document.createElement("tr");
  data.head.forEach((text, at) => {
    const made = make("th", text, data.numbers.includes(at));
    made.scope = "col";
    head.append(made);
  });
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(...data.rows.map((row, index) => {
    const made = document.createElement("tr");
    if (index === data.current) made.setAttribute("aria-current", "true");
    made.append(...row.map((text, at) => cell(text, at, index)));
    return made;
  }));
  if (focused) table.querySelector(`button[data-open="${focused}"]`)?.focus();
}
"""


def lines(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    key: str,
    label: str,
    opens: Collection[int],
    on_open: Callable[[], None],
    numbers: Collection[int] = (),
    current: int | None = None,
) -> None:
    """Draw the table.

    Args:
        opens: columns whose cells open their line; it is read with :func:`opened_line`.
        on_open: runs before the script when a cell was pressed.
        numbers: columns set to the right.
        current: the line that is open.
    """
    _component()(
        key=key,
        data={
            "head": list(head),
            "rows": [[visible(cell) for cell in row] for row in rows],
            "label": label,
            "opens": sorted(opens),
            "numbers": sorted(numbers),
            "current": current,
        },
        on_open_change=on_open,
    )


def opened_line(key: str, count: int) -> int | None:
    """The line that was opened, of ``count``, for use inside ``on_open``."""
    state: Any = st.session_state.get(key)
    at = state.get("open") if isinstance(state, Mapping) else None
    sane = isinstance(at, int) and not isinstance(at, bool) and 0 <= at < count
    return at if sane else None


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "workbench_lines",
        html="<table><thead></thead><tbody></tbody></table>",
        css=_CSS,
        js=_JS,
    )
