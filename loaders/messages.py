"""How messages quote what a file holds: always short, always on one line."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_QUOTED = 60
"""Characters of a name or value; the rest helps nobody to find it."""
_LONGEST_CAUSE = 200


def clipped(text: str, most: int = LONGEST_QUOTED) -> str:
    """``text`` up to ``most`` characters; where it is longer, the last one is ``…``."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def quoted(text: str) -> str:
    """``text``, clipped, between quotation marks, with what cannot be printed escaped."""
    return repr(clipped(text))


def listed(names: Sequence[str], most: int = 60) -> str:
    """The first ``most`` names, clipped, and how many there are besides; ``none`` of no names."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(map(clipped, names[:most])) + more or "none"


def cause_of(error: Exception) -> str:
    """What a library says of its error, on one line and clipped."""
    return clipped(" ".join(str(error).split()), _LONGEST_CAUSE)
