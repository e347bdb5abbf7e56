"""Writing a file of the home anew: whole, or as it was before."""

from __future__ import annotations

import os
from pathlib import Path

PART = ".part"
"""Ends the name under which it is written; one that is left is of a run that was ended."""


def replace_text(path: Path, text: str) -> None:
    """Put a file in place of the one that stands there, once it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(PART)
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
