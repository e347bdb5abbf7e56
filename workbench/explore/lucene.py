"""Full-text queries built from words, so that nothing typed is ever read as query syntax.

A word is letters, digits and apostrophes in lower case: none of them means anything to the query
parser, whose operators are punctuation or the capitals AND, OR and NOT.

Close spellings are regular expressions and never the index's own ``~``, which stops at the fifty
nearest words that it holds: hidden records would crowd out others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workbench.explore.looks import forms
from workbench.explore.query import SHORTEST_RUN, Query
from workbench.explore.sites import Site
from workbench.explore.spelling import LONG, SHORTEST, SHORTEST_HEARD, short_forms
from workbench.records.plates import look_alikes
from workbench.resolution.forms import sound

NAMES = ("name_normal", "aliases_normal", "monikers")
"""Properties in which close spellings are looked for."""
COMPLETED = ("name_normal", "plate_plate", "address_normal")
"""Properties of which completions are offered."""
SHORTEST_BEGUN = 3
"""Shorter words are the beginning of too much, apart from the last, which may be unfinished."""
LONGEST = 20
"""Characters of a word of which close spellings are looked for."""
_WORD = re.compile(r"[a-z0-9']+")
_PLATE = range(5, 9)
_HEARD_FIRST = {"K": "ckq", "P": "pf", "M": "mn"}
_HEARD = {"1": "bpfv", "2": "ckqgjszx", "3": "dt", "4": "l", "5": "mn", "6": "r"}
_SILENT = "aeiouhwy'"


def words_query(query: Query) -> str:
    """All words, each perhaps in its short form; or those of the address, its block or its
    building; or the number; or a plate of which single characters are known.
    """
    address = _words(query.address)
    whole = _words(query.number)
    short = query.name is not None and len(query.words) > 1
    words = [
        _either(word, at == len(query.words) - 1, short_forms(word) if short else ())
        for at, word in enumerate(query.words)
    ]
    parts = [
        _all(words),
        _all(address) if address else "",
        _site_query(query.site) if query.site else "",
        # a longer run of it is looked up by itself
        _pattern_query(query.pattern) if len(query.part) < SHORTEST_RUN else "",
        f"{whole[0]}*" if len(whole) == 1 and len(whole[0]) >= SHORTEST else "",
        *sorted(word for number in query.identifications for word in _words(number)),
    ]
    return " ".join(f"({part})" for part in dict.fromkeys(filter(None, parts)))


def close_query(query: Query) -> str:
    """The words of a name misspelled, by their sound or as a nickname; a plate or VIN likewise."""
    parts = []
    if query.name is not None:
        parts.append(" ".join(f"+({_in_names(_near(word))})" for word in _plain(query.words)))
    if query.plate and len(query.plate.plate) in _PLATE and any(map(str.isdigit, query.text)):
        parts.append(f"plate_plate:/{_one_differs(query.plate.plate.lower())}/")
    if query.vin:
        parts.append(f"vin_vin:/{_one_differs(query.vin.lower())}/")
    return " ".join(f"({part})" for part in parts)


def told_query(query: Query) -> str:
    """All words that a mark, a look, an offense or a narrative must have, or their codes."""
    return _all(
        [
            _group(_plain((word, *sorted(forms(word) - {word}))), at == len(query.told) - 1)
            for at, word in enumerate(query.told)
        ]
    )


def _site_query(at: Site) -> str:
    """The numbers of a block at its street, or the building of an address with a unit."""
    if at.block:
        of = "|".join(f"{h}[0-9][0-9][a-z]?" if h else "[0-9][0-9]?[a-z]?" for h in at.hundreds)
        number = f"/{of}/"
    elif at.unit:
        number = at.number.lower()
    else:
        return ""
    return _all([f"address_normal:{one}" for one in (number, *_words(at.street))])


def _pattern_query(pattern: str) -> str:
    """Plates with a pattern anywhere, each of its characters perhaps a look-alike of it."""
    marks = {"?": ".", "*": ".*"}
    said = "".join(marks.get(one) or f"[{look_alikes(one).lower()}]" for one in pattern)
    return f"plate_plate:/.*{said}.*/" if pattern else ""


def _all(terms: Sequence[str]) -> str:
    return " ".join(f"+{term}" for term in terms if term)


def _plain(words: Iterable[str]) -> list[str]:
    return [word for text in words for word in _words(text)]


def _words(text: str) -> list[str]:
    return [word for w in _WORD.findall(text.lower()) if (word := w.strip("'"))]


def _either(word: str, last: bool, others: Iterable[str]) -> str:
    text = "".join(_words(word))
    begun = (last and len(text) > 1) or len(text) >= SHORTEST_BEGUN
    return _group([text, *_plain(sorted(others))], begun)


def _group(words: Sequence[str], begun: bool) -> str:
    """One of the words, the first perhaps unfinished."""
    terms = [words[0], *([f"{words[0]}*"] if begun else ()), *words[1:]] if words else []
    return f"({' '.join(terms)})" if len(terms) > 1 else "".join(terms)


def _in_names(group: str) -> str:
    return " ".join(f"{name}:({group})" for name in NAMES)


def _near(word: str) -> str:
    """Alternatives for one word of a name."""
    terms = [word, f"{word}*", *_plain(sorted(short_forms(word.upper())))]
    if any(map(str.isdigit, word)) or len(word) > LONGEST:
        return " ".join(terms)
    if len(word) >= SHORTEST:
        terms.append(f"/{_one_differs(word)}/")
    if len(word) >= LONG:
        # two differ behind the beginning; how many they are is judged afterwards
        terms.append(f"{word[:3]}*")
    if len(word) >= SHORTEST_HEARD:
        terms.append(f"/{_heard(word)}/")
    return " ".join(terms)


def _one_differs(word: str) -> str:
    """An expression of all words in which one character is another, missing, added or exchanged."""
    another = (f"{word[:at]}.?{word[at + 1 :]}" for at in range(len(word)))
    added = (f"{word[:at]}.{word[at:]}" for at in range(len(word) + 1))
    exchanged = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
    )
    return "|".join(dict.fromkeys((*another, *added, *exchanged)))


def _heard(word: str) -> str:
    """An expression of all words of the same ``sound``, and a few more."""
    key = sound(word.upper())
    first, codes = key[:1], key[1:]
    letters = _HEARD_FIRST.get(first, first.lower())
    before = letters + next((group for group in _HEARD.values() if first.lower() in group), "")
    out = f"[{letters}]"
    for code in codes:
        out += f"[{_SILENT}{before}]*[{_HEARD[code]}]"
        before = _HEARD[code]
    return out + (".*" if len(codes) == 3 else f"[{_SILENT}{before}]*")


def begun_query(query: Query) -> str:
    """All words in one name, plate or address, the last one perhaps unfinished."""
    words = _plain(query.words)
    terms = [*words[:-1], f"({words[-1]} {words[-1]}*)"] if words else []
    return " ".join(f"({' '.join(f'+{name}:{term}' for term in terms)})" for name in COMPLETED)
