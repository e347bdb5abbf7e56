"""What people write into a form: bounded, without control characters, never blank."""

from __future__ import annotations

from workbench.errors import InputError
from workbench.records.unseen import visible


def said(what: str, text: str, longest: int = 1_000) -> str:
    """The text without blanks around it and with ``\\n`` for every line's end.

    Raises:
        InputError: it is blank, too long, or holds control characters.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not any(map(str.isalnum, clean)):
        raise InputError(f"{what} is missing: say it in words")
    if len(clean) > longest:
        raise InputError(f"{what} has more than {longest:,} characters: shorten it")
    if visible(clean, keep="\n\t") != clean:
        raise InputError(f"{what} holds characters that cannot be seen: type it again")
    return clean
