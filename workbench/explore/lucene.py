"""Full-text queries built from words, so that nothing typed is ever read as query syntax.

A word is letters, digits and apostrophes in lower case: none of them means anything to the query
parser, whose operators are punctuation or the capitals AND, OR and NOT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.explore.query import Query

_WORD = re.compile(r"[a-z0-9']+")
SHORTEST_FUZZY = 4
"""Shorter words are too near to everything."""
LONG = 8
"""Words from this length on may differ in two places."""


def words_query(query: Query) -> str:
    """All words, the last one perhaps unfinished; or the words of the address; or the number."""
    address = _words(query.address)
    whole = _words(query.number)
    parts = [
        _all([*_plain(query.words[:-1]), _begun(query.words[-1])]) if query.words else "",
        _all(address) if address else "",
        f"{whole[0]}*" if len(whole) == 1 and len(whole[0]) >= SHORTEST_FUZZY else "",
        *sorted(word for number in query.identifications for word in _words(number)),
    ]
    return " ".join(f"({part})" for part in dict.fromkeys(filter(None, parts)))


def close_query(query: Query) -> str:
    """The words of a name in a close spelling; "" where the text is no name."""
    if query.name is None:
        return ""
    return _all([_close(word) for word in _plain(query.words)])


def _all(terms: Sequence[str]) -> str:
    return " ".join(f"+{term}" for term in terms)


def _plain(words: Sequence[str]) -> list[str]:
    return [word for text in words for word in _words(text)]


def _words(text: str) -> list[str]:
    return [word for w in _WORD.findall(text.lower()) if (word := w.strip("'"))]


def _begun(word: str) -> str:
    text = "".join(_words(word))
    return f"({text} {text}*)" if len(text) > 1 else text


def _close(word: str) -> str:
    if len(word) < SHORTEST_FUZZY:
        return f"({word} {word}*)"
    return f"({word} {word}~{1 if len(word) < LONG else 2})"
