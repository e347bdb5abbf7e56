"""A pasted list, each line answered by itself: what it finds, and which lines find nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.candidates import candidates
from workbench.explore.query import parse
from workbench.explore.search import Hit, hits_of
from workbench.progress import Report, silent

LONGEST = 500
"""Lines that are read."""
BEST = 3
"""Answers given of one line."""
MOST = 500
"""Matching records looked at for one line; more means that its words are too common."""
TOGETHER = 50
"""Lines asked at once."""
_NUMBERS = re.compile(r"[A-Za-z0-9?*-]*\d[A-Za-z0-9?*-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list with its best answers."""

    text: str
    hits: tuple[Hit, ...]
    total: int
    capped: bool
    """More records match than are looked at: another word is needed."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list's lines in their order; of those beyond ``LONGEST`` only the number is known."""

    lines: tuple[Line, ...]
    given: int
    """Lines with text that were given."""

    @property
    def nothing(self) -> tuple[str, ...]:
        """The lines that found nothing."""
        return tuple(line.text for line in self.lines if not line.total)

    @property
    def best(self) -> tuple[str, ...]:
        """Ids of the best answer of each line, each once."""
        return tuple(dict.fromkeys(line.hits[0].card.id for line in self.lines if line.hits))


def split(text: str) -> tuple[str, ...]:
    """The lines of a list, empty ones left out.

    Line breaks and semicolons part lines. Where there are none, commas do: "SMITH, JOHN" on a line
    of its own stays a name.
    """
    lines = [one for line in text.splitlines() for one in line.split(";")]
    if len([line for line in lines if line.strip()]) < 2:
        lines = [one for line in lines for one in line.split(",")]
    return tuple(one for line in lines if (one := line.strip(" \t,")))


def is_list(text: str) -> bool:
    """Whether what was typed into the box for one thing is several numbers or plates."""
    parts = split(text)
    return len(parts) > 1 and all(map(_NUMBERS.fullmatch, parts))


@answers(lambda probe: ((probe.text, "nobody at all", probe.id),))
def search_list(gateway: Gateway, lines: Sequence[str], report: Report = silent) -> Listed:
    """Answer each line of a list; the first ``LONGEST`` lines are read, ``report`` counts them."""
    read = tuple(lines[:LONGEST])
    texts = tuple(dict.fromkeys(read))
    answered: dict[str, Line] = {}
    for start in range(0, len(texts), TOGETHER):
        report(start, len(texts))
        some = texts[start : start + TOGETHER]
        found = candidates(gateway, [parse(text) for text in some], MOST)
        shown = hits_of(gateway, [(one, one.in_order()[:BEST]) for one in found])
        for text, one, hits in zip(some, found, shown, strict=True):
            answered[text] = Line(text, hits, len(one.candidates), one.capped)
    return Listed(tuple(answered[text] for text in read), len(lines))
