"""The days that a page takes: what its boxes hold, and what its address may say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import streamlit as st

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
"""The first and the last day that a box takes."""


def day(text: str) -> date | None:
    """A day as an address says it; None for whatever no box could hold."""
    try:
        said = date.fromisoformat(text)
    except ValueError:
        return None
    return said if FIRST <= said <= LAST else None


def day_box(
    label: str,
    value: date | None = None,
    *,
    key: str,
    on_change: Callable[..., None] | Literal["rerun"] = "rerun",
    args: tuple[Any, ...] = (),
    remembered: bool = False,
) -> date | None:
    """A box for one day, empty where ``value`` is None and its key holds none.

    Args:
        remembered: the session keeps what was chosen while the box is not drawn.
    """
    said: date | None = st.date_input(
        label, value, FIRST, LAST, key, format="YYYY-MM-DD", on_change=on_change, args=args,
        persist_state="session" if remembered else None,
    )  # fmt: skip
    return said


def tell_backwards(since: date | None, until: date | None) -> None:
    """Say it where the first day is after the last: nothing can be within them."""
    if since and until and since > until:
        st.warning(f"From {since} is after To {until}: no day is within them. Exchange them.")
