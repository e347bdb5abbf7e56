"""The items of a chart as a table: what the chart shows, for keys and screen readers too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Column = tuple[str, bool]
"""A column's name, and whether it holds numbers."""
Cell = str | int


def items(
    columns: Sequence[Column],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    chosen: Sequence[str],
    *,
    key: str,
    empty: str,
    on_choose: Callable[[], None],
) -> None:
    """Draw the table.

    Args:
        rows: an id and its cells, one for each of ``columns``; the first can be pressed.
        chosen: ids of the rows that are chosen.
        empty: words in place of a table without rows.
        on_choose: runs before the script after a press; read the ids with :func:`chosen_rows`.
    """
    _component()(
        key=key,
        data={
            "columns": [list(column) for column in columns],
            "rows": [[id_, *cells] for id_, cells in rows],
            "chosen": list(chosen),
            "empty": empty,
        },
        on_choose_change=on_choose,
    )


def chosen_rows(key: str) -> list[str]:
    """The ids that were chosen, for use inside ``on_choose``; unchecked, from the browser."""
    said: Any = st.session_state.get(key)
    chosen = said.get("choose") if hasattr(said, "get") else None
    return [one for one in chosen if isinstance(one, str)] if isinstance(chosen, list) else []


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "workbench_items",
        html=_source("items.html"),
        css=_source("items.css"),
        js=_source("items.js"),
    )


def _source(name: str) -> str:
    return files("workbench.ui.components").joinpath("items", name).read_text(encoding="utf-8")
