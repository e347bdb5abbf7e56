"""Cells of tables that leave: no formula, nothing that cannot be seen; numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from workbench.errors import InputError
from workbench.records.unseen import visible

Cell = str | int | float | None
FORMULA = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""First characters by which a spreadsheet takes a cell for a formula, also in their wide forms."""
LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
MARK = "'"
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")


def neutral(value: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula.

    Text that could be one gets an apostrophe before it; numbers, and text that is only a number,
    stay as they are.
    """
    if value is None or isinstance(value, int | float):
        return value
    first = value.lstrip(" \u00a0\u3000")[:1]
    shown = visible(value, keep="")
    begun = shown.lstrip(" \u00a0\u3000")[:1]
    risky = first in FORMULA or begun in FORMULA
    return MARK + shown if risky and first and not _NUMBER.fullmatch(value) else shown


def marked(text: str) -> str:
    """Text that no spreadsheet takes for a formula, and from which ``unmarked`` makes it again."""
    return MARK + text if _markable(text) else text


def unmarked(text: str) -> str:
    """The text of which this is the marked form; whatever was never marked stays as it is."""
    return text[1:] if text.startswith(MARK) and _markable(text[1:]) else text


def _markable(text: str) -> bool:
    first = text.lstrip(" \u00a0\u3000")[:1]
    return first == MARK or (first in FORMULA and first != "" and not _NUMBER.fullmatch(text))


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file for spreadsheets, every cell neutral."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([neutral(name) for name in head])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet, every cell neutral and text marked as text.

    Raises:
        InputError: a cell is longer than a workbook can hold.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[\\/*?:\[\]]", " ", visible(title, keep=""))[:31] or "Table"
    for y, row in enumerate((head, *rows), 1):
        for x, value in enumerate(row, 1):
            kept = neutral(value)
            if isinstance(kept, str) and len(kept) > LONGEST:
                raise InputError(
                    f"row {y}, column {x} has {len(kept):,} characters, more than a workbook "
                    "holds in a cell: write CSV"
                )
            cell = sheet.cell(y, x)
            if kept is not None:
                cell.value = kept
            if isinstance(kept, str):
                # also what looks like an error, "#N/A"
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
