"""Questions about two texts, or two tuples of texts, that a view answers with yes or no."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from nicknames import NickNamer
from rapidfuzz.distance import OSA

NICKNAMES = NickNamer()


@lru_cache(maxsize=65536)
def nicknames_of(name: str) -> frozenset[str]:
    """All names that ``name`` is a short form of or that are short forms of it, with itself."""
    lower = name.lower()
    of = NICKNAMES.nicknames_of(lower) | NICKNAMES.canonicals_of(lower)
    return frozenset(n.upper() for n in of | {lower})


@lru_cache(maxsize=65536)
def _kin_of(name: str) -> frozenset[str]:
    """``nicknames_of``, and the other short forms of the names that ``name`` is one of."""
    full = NICKNAMES.canonicals_of(name.lower())
    beside = frozenset(n.upper() for form in full for n in NICKNAMES.nicknames_of(form))
    return nicknames_of(name) | beside


def has_nicknames(name: str) -> bool:
    """Whether anything is known of the name's short forms."""
    return len(nicknames_of(name)) > 1


def is_letter(text: str) -> bool:
    """Whether it is a single letter."""
    return len(text) == 1


def is_several(value: Any) -> bool:
    """Whether it has several words, or is a tuple."""
    return not isinstance(value, str) or " " in value


def is_nickname(one: str, other: str) -> bool:
    """Whether one is a short form of the other, or both are short forms of one name."""
    return other in _kin_of(one)


def is_initial(one: str, other: str) -> bool:
    """Whether one is a single letter and the other begins with it."""
    return one[:1] == other[:1] and (len(one) == 1 or len(other) == 1)


def share(one: Any, other: Any) -> bool:
    """Whether two texts share a word of two letters or more, or two tuples a member."""
    if isinstance(one, str):
        if " " not in one and " " not in other:
            return bool(one == other)
        return any(len(word) > 1 and word in other.split() for word in one.split())
    return not set(one).isdisjoint(other)


def same_ending(one: str, other: str) -> bool:
    """Whether the last four characters are equal."""
    return one[-4:] == other[-4:]


def turned(text: str) -> str:
    """The text with its halves exchanged, as month and day of "0412"."""
    half = len(text) // 2
    return text[half:] + text[:half]


def same_register(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether some members stand before the same register, as "MD" of "MD:1234"."""
    registers = {number.partition(":")[0] for number in one}
    return any(number.partition(":")[0] in registers for number in other)


def has_near_member(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two members of one register differ by one character, or two exchanged."""
    return any(
        a.partition(":")[0] == b.partition(":")[0] and OSA.distance(a, b, score_cutoff=1) <= 1
        for a in one
        for b in other
    )
