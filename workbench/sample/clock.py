"""Local time of the region."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """The moment that the clock shows in the region."""
    return datetime(year, month, day, hour, minute, tzinfo=EASTERN)
