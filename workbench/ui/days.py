"""The days that a page takes: what its boxes hold, and what its address may say."""

from __future__ import annotations

from datetime import date

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
"""The first and the last day that a box takes."""


def day(text: str) -> date | None:
    """A day as an address says it; None for whatever no box could hold."""
    try:
        said = date.fromisoformat(text)
    except ValueError:
        return None
    return said if FIRST <= said <= LAST else None
