"""What a loader is: a source layout with the chain read → map → records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workbench.progress import Report, silent
from workbench.records.agencies import Agency
from workbench.records.model import Record


class RowError(ValueError):
    """One input row that cannot become records; the message is the reject's reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """One input row as written: every value a string, absent values empty."""

    file: str
    """The file's name, without its folder; inside an archive ``archive.zip/member.csv``."""
    line: int
    """1-based line of the row in its file, as an editor shows it (row number in a workbook)."""
    values: Mapping[str, str]
    problem: str = ""
    """Why the row could not be split into its columns; such a row is a reject and is never mapped.

    Its ``values`` are what could be read: cells by column, surplus cells as ``column 7``, those
    of a repeated name as ``name (2)`` and NUL as ``␀``; or every column empty and the text as
    written under ``text``.
    """


@dataclass(frozen=True, slots=True)
class Extract:
    """A file that has been checked from end to end and can be read.

    ``rows`` may be called again after an interruption and gives the same rows in the same order.
    """

    total: int
    rows: Callable[[], Iterator[Row]]


class Read(Protocol):
    """Checks a file from end to end; ``report`` is told bytes done and bytes in all, each pass."""

    def __call__(self, path: Path, report: Report = silent) -> Extract: ...


@dataclass(frozen=True, slots=True)
class Source:
    """One source layout.

    ``read`` checks the whole file before the first row is given, so that a wrong, truncated or
    binary file raises ``InputError`` and changes nothing. ``map`` is pure: one row to the records
    it states, ``RowError`` where the row cannot be read. The first record is the row's main one.
    Two rows of one file may state the same record only if they state it identically; records that
    belong to a row carry the row's own number or part in their key.
    """

    name: str
    title: str
    layout: str
    """What the input looks like, one sentence for the ``sources`` listing."""
    agencies: tuple[Agency, ...]
    """Agencies whose records it brings, registered before its first load."""
    read: Read
    map: Callable[[Row], tuple[Record, ...]]
    version: str = "1"
    """Changes whenever the mapping does, so that the same file is read again."""
