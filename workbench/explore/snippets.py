"""The piece of a text in which words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.explore.looks import forms

AROUND = 60
"""Characters on each side of the first word."""


def snippet(text: str, words: Iterable[str]) -> str:
    """As much of ``text`` as stands around the first of ``words`` in it, in quotation marks."""
    line = " ".join(text.split())
    wanted = "|".join(re.escape(form) for word in words for form in sorted(forms(word)))
    found = re.search(rf"\b(?:{wanted})", line, re.IGNORECASE) if wanted else None
    at = found.start() if found else 0
    start, end = max(0, at - AROUND), min(len(line), at + 2 * AROUND)
    # whole words
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = line.find(" ", end) if end < len(line) and line.find(" ", end) > 0 else len(line)
    before, after = "… " if start else "", " …" if end < len(line) else ""
    return f"“{before}{line[start:end]}{after}”"
