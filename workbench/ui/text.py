"""Agencies' text on a page: escaped for Markdown or for HTML, never read as either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from workbench.records.unseen import visible

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=@])")
_PLAIN = re.compile(r"(?:[^\W_]|[ ,/']|-(?!-))+")
"""What Markdown reads as nothing but text, wherever it stands behind other text."""
LONGEST_WORD = 18
"""Characters of a word that stays whole in a table's cell."""
_PARTS = re.compile(r".{1,10}", re.DOTALL)
_READ_AGAIN = re.compile(
    r":(?=material/|streamlit:)|@(?=[\w-])|https?:(?=//)|www(?=\.)|<(?=[-=])|-(?=[->])|[>~](?==)",
    re.IGNORECASE,
)
"""What is made into icons, links and arrows after the Markdown is read, escaped or not."""
_JOINER = "\u2060"
"""Seen by nobody, and nothing is read across it."""

MARKS = {
    "person": "●",
    "vehicle": "▭",
    "location": "◇",
    "incident": "⬡",
    "item": "▢",
    "phone": "▱",
    "email": "▱",
    "officer": "✪",
    "area": "▤",
}
"""The shape of each kind on the canvas, as a character."""


def markdown(text: str) -> str:
    """Text for a label that Streamlit reads as Markdown."""
    written = visible(" ".join(text.split()))
    return _MARKDOWN.sub(r"\\\1", _READ_AGAIN.sub(rf"\g<0>{_JOINER}", written))


def label(text: str) -> str:
    """Text for a label that is also read out as it is: without marks where none is needed."""
    plain = visible(" ".join(text.split()))
    return plain if _PLAIN.fullmatch(plain) else markdown(text)


def html(text: str) -> str:
    """Text between HTML's tags, or as the value of an attribute."""
    return escape(visible(text))


def sentence(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def mark(kind: str) -> str:
    """The kind's shape."""
    return MARKS.get(kind, "•")


def agencies(codes: Sequence[str], most: int = 3) -> str:
    """ "MPD, PGPD +2"."""
    shown = ", ".join(codes[:most])
    return f"{shown} +{len(codes) - most}" if len(codes) > most else shown


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, label: str, numbers: Iterable[int] = ()
) -> str:
    """An HTML table; every cell is escaped, apart from those made by ``details``."""
    right = set(numbers)
    columns = "".join(
        f'<th scope="col"{_right(i in right)}>{html(h)}</th>' for i, h in enumerate(head)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{_right(i in right)}>{_cell(c)}</td>" for i, c in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="wb" aria-label="{html(label)}"><thead><tr>{columns}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def details(summary: str, lines: Iterable[str]) -> Html:
    """A line that opens to further lines."""
    inner = "".join(f"<div>{html(line)}</div>" for line in lines)
    return Html(f"<details><summary>{html(summary)}</summary>{inner}</details>")


def _cell(text: str) -> str:
    return text if isinstance(text, Html) else _breakable(text)


def _breakable(text: str) -> str:
    """Text whose long words may break, and no others: a narrow column would cut them in two."""
    pieces = (
        "<wbr>".join(html(part) for part in _PARTS.findall(word))
        if len(word) > LONGEST_WORD
        else html(word)
        for word in re.split(r"(\s+)", visible(text))
    )
    return "".join(pieces)


def _right(numeric: bool) -> str:
    return ' class="n"' if numeric else ""
