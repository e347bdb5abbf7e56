"""What a person gives as reason, authority or name, before it is kept for good."""

from __future__ import annotations

import unicodedata

from workbench.errors import InputError


def strange(text: str, allowed: str = "\n\t") -> str:
    """A character of the text that is none, or would look like something else in print; or ""."""
    return min(
        (c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in allowed),
        default="",
    )


def require_words(**texts: str) -> None:
    """Refuse what is empty, cannot be kept, or would look like something else in print.

    Raises:
        InputError: naming the text by its keyword.
    """
    for name, text in texts.items():
        if not text.strip():
            raise InputError(f"a text is needed for --{name}: write it in plain words")
        if wrong := strange(text):
            raise InputError(
                f"--{name} holds {wrong!a}, which is no text: write plain words, in UTF-8"
            )
