"""Whether a word typed can be a word held: as written, a nickname, misspelled or by its sound.

typed words ── pair by pair, the nearest first ──► Spelled: how near, and what differs in words
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from workbench.resolution.alike import NICKNAMES, nicknames_of
from workbench.resolution.forms import sound

CLOSE = 0.84
"""Least Jaro-Winkler similarity of a word in a close spelling."""
HEARD = 0.62
"""Least Jaro-Winkler similarity of words that sound alike: the sounds themselves are rough."""
SHORTEST = 4
"""Shorter words are too near to everything to be misspelled."""
LONG = 8
"""Words from this length on may differ in two places."""
SHORTEST_HEARD = 3


class Nearness(IntEnum):
    """How a typed word answers a held one, the nearest first."""

    SAME = 0
    BEGINS = 1
    NICKNAME = 2
    LETTER = 3
    SOUND = 4
    CLOSE = 5


@dataclass(frozen=True, slots=True)
class Spelled:
    """How the words of a name answer those typed."""

    farthest: Nearness
    likeness: float
    """Mean likeness of the words, 1 where all are the same."""
    others: int
    """Words that are not the same."""
    differs: tuple[str, ...]
    """What differs, in words; empty where nothing does."""


def compare(typed: Sequence[str], held: Sequence[str], given: Collection[str]) -> Spelled | None:
    """Pair each typed word with a held one; None where one of them finds none.

    Args:
        given: the held words that can be nicknames.
    """
    asked, left = list(typed), list(held)
    pairs: list[tuple[Nearness, float, str, str]] = []
    for level in Nearness:
        for word in list(asked):
            fitting = [
                (JaroWinkler.similarity(word, other), other)
                for other in left
                if (level is not Nearness.NICKNAME or other in given) and _fits(level, word, other)
            ]
            if fitting:
                likeness, other = max(fitting)
                asked.remove(word)
                left.remove(other)
                pairs.append((level, likeness, word, other))
    if asked or not pairs:
        return None
    return Spelled(
        max(level for level, *_ in pairs),
        sum(_likeness(*pair) for pair in pairs) / len(pairs),
        sum(level > Nearness.SAME for level, *_ in pairs),
        tuple(
            _told(level, word, other) for level, _, word, other in pairs if level > Nearness.BEGINS
        ),
    )


def _likeness(level: Nearness, likeness: float, word: str, other: str) -> float:
    """A name's own short form is nearer to it than another name's of the same."""
    if level is Nearness.NICKNAME:
        return 0.95 if _is_short_form(word, other) else 0.85
    return likeness


def _is_short_form(word: str, other: str) -> bool:
    """Whether one is clearly the shorter form of the other."""
    # the list of nicknames holds Bob and Rob as short forms of each other
    return other in nicknames_of(word) and abs(len(word) - len(other)) > 1


def short_forms(word: str) -> frozenset[str]:
    """The names that ``word`` is a nickname of, its nicknames, and theirs; without itself."""
    full = NICKNAMES.canonicals_of(word.lower())
    beside = (n.upper() for name in full for n in NICKNAMES.nicknames_of(name))
    return frozenset(n for n in {*nicknames_of(word), *beside} if n.isalpha()) - {word}


def one_differs(word: str, other: str) -> bool:
    """Whether one character is another, missing, added, or exchanged with its neighbour."""
    return DamerauLevenshtein.distance(word, other, score_cutoff=1) == 1


@lru_cache(maxsize=65_536)
def _fits(level: Nearness, word: str, other: str) -> bool:
    match level:
        case Nearness.SAME:
            return word == other
        case Nearness.BEGINS:
            return other.startswith(word)
        case Nearness.NICKNAME:
            return other in short_forms(word)
        case Nearness.LETTER:
            return len(word) >= SHORTEST and one_differs(word, other)
        case Nearness.SOUND:
            return _sounds_like(word, other)
        case Nearness.CLOSE:
            if len(word) < SHORTEST:
                return False
            two = len(word) >= LONG and DamerauLevenshtein.distance(word, other) <= 2
            return two or JaroWinkler.similarity(word, other) >= CLOSE


def _sounds_like(word: str, other: str) -> bool:
    if min(len(word), len(other)) < SHORTEST_HEARD or {word[:1], other[:1]} == {"M", "N"}:
        return False
    return sound(word) == sound(other) and JaroWinkler.similarity(word, other) >= HEARD


def _told(level: Nearness, word: str, other: str) -> str:
    match level:
        case Nearness.NICKNAME:
            if _is_short_form(word, other):
                short, full = sorted((word, other), key=len)
                return f"{short} is a nickname of {full}"
            return f"{word} and {other} are forms of one name"
        case Nearness.LETTER:
            if sorted(word) == sorted(other):
                return f"two letters exchanged in {other}"
            return f"one letter differs in {other}"
        case Nearness.SOUND:
            return f"{word} sounds like {other}"
        case _:
            return f"close spelling, {other}"
