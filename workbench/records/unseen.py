"""Characters that are not seen, or turn others around: shown by name, never left to act."""

from __future__ import annotations

import unicodedata

BREAKS = "\n\r\t"
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_BLANK = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and signs that are drawn as nothing."""


def visible(text: str, keep: str = BREAKS) -> str:
    """The text with a name in place of each character that is not seen or turns others around.

    Left-to-right overrides, zero-width and control characters stand as "⟨U+202E⟩"; whoever wrote
    them wanted something else to be read than what is there. What is in ``keep`` stays.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(c):04X}⟩" if c not in keep and _is_unseen(c) else c for c in text)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or character in _BLANK
