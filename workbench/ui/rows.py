"""A table of rows of which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st


def picked_row(columns: Mapping[str, Sequence[Any]], *, key: str, alt: str) -> int | None:
    """Draw the table; the place of the chosen row."""
    rows = len(next(iter(columns.values()), ()))
    picked = st.dataframe(
        columns,
        key=key,
        hide_index=True,
        height=min(36 + 28 * rows, 420),
        row_height=28,
        on_select="rerun",
        selection_mode="single-row",
        alt=alt,
    )
    chosen = [i for i in picked["selection"]["rows"] if 0 <= i < rows]
    return chosen[0] if chosen else None
