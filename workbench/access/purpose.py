"""What a session is for: an N-DEx use code, with a case number or a reason in words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import InputError
from workbench.records.unseen import visible

LONGEST_CASE = 60
LONGEST_REASON = 300
_CASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./#-]*\d[A-Za-z0-9 ./#-]*|\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_EMPTY = frozenset(
    ("test", "testing", "none", "nothing", "na", "n/a", "asdf", "foo", "bar", "blah", "because",
     "reason", "purpose", "search", "work", "todo", "xxx", "yes", "no", "ok", "stuff", "things")
)  # fmt: skip


class UseCode(StrEnum):
    """N-DEx use codes."""

    ADMINISTRATIVE = "A"
    CRIMINAL_JUSTICE = "C"
    FIREARMS = "F"
    EMPLOYMENT = "J"


USE_WORDS = {
    UseCode.CRIMINAL_JUSTICE: "criminal justice",
    UseCode.ADMINISTRATIVE: "administrative",
    UseCode.FIREARMS: "firearms-related",
    UseCode.EMPLOYMENT: "criminal justice employment",
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why somebody searches."""

    code: UseCode
    case: str = ""
    reason: str = ""

    @property
    def words(self) -> str:
        """As the header and the audit say it."""
        told = f"{self.code.value} {USE_WORDS[self.code]}"
        return f"{told}: {self.reason}" if self.reason else told


def parse_purpose(code: str, case: str, reason: str) -> Purpose:
    """Read what was given.

    Raises:
        InputError: no use code, neither a case number nor a reason, or one that says nothing.
    """
    if code not in list(UseCode):
        raise InputError("choose a use code: what kind of work is this for?")
    case, reason = _plain("case number", case), _plain("reason", reason)
    if not case and not reason:
        raise InputError("give a case number, or the reason in a few words")
    if case and (len(case) > LONGEST_CASE or not _CASE.fullmatch(case) or _repeats(case)):
        raise InputError("that is no case number: write it with its digits, such as 24-012345")
    if reason and len(reason) > LONGEST_REASON:
        raise InputError(f"the reason has more than {LONGEST_REASON} characters: shorten it")
    if reason and not _says_something(reason):
        raise InputError(
            "the reason says too little: write what you are looking into, in a few words"
        )
    return Purpose(UseCode(code), case, reason)


def _plain(what: str, text: str) -> str:
    private = any(unicodedata.category(c) in ("Co", "Cn") for c in text)
    if private or visible(text, keep="") != text:
        raise InputError(f"the {what} holds characters that are not shown: type it anew")
    return " ".join(text.split())


def _says_something(reason: str) -> bool:
    """Whether two different words at least are words: not keys struck at random, not filling."""
    words = {word.casefold() for word in _WORD.findall(reason)}
    return len([word for word in words if not _nonsense(word)]) >= 2


def _nonsense(word: str) -> bool:
    if word in _EMPTY or _repeats(word):
        return True
    if any(word in row or word in row[::-1] for row in _ROWS if len(word) > 2):
        return True
    latin = word.isascii()
    return latin and len(word) > 3 and not re.search("[aeiouy]", word)


def _repeats(text: str) -> bool:
    letters = [c for c in text.casefold() if c.isalnum()]
    return len(letters) > 3 and len(set(letters)) < 2
