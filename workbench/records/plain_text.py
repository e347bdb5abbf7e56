"""The text form that every reader shares, and what counts as nothing written."""

from __future__ import annotations

import re

from anyascii import anyascii

NOTHING = frozenset(
    ("", "UNK", "UNKN", "UNKNOWN", "NOT KNOWN", "NOT AVAILABLE", "NOT APPLICABLE", "NOT GIVEN")
) | frozenset(("N/A", "NA", "NONE", "NULL", "NIL", "REFUSED"))
_UNPRINTABLE = re.compile(r"[^ -~]+")


def plain(raw: str) -> str:
    """Give ``raw`` in upper-case ASCII, single-spaced."""
    text = raw if raw.isascii() else anyascii(raw)
    return " ".join(_UNPRINTABLE.sub(" ", text).upper().split())


def stated(raw: str) -> str:
    """Give ``plain(raw)``, or "" where the writer said nothing ("UNK", "N/A", "-", "?" …)."""
    text = plain(raw)
    return "" if text in NOTHING or not any(map(str.isalnum, text)) else text
