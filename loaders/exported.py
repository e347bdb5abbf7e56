"""What a row must keep to, so that it can be read again from the CSV it is exported to if refused.

Python's reader of CSV takes no NUL and no cell above a limit, and one such cell would cost all the
refused rows of that export.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from loaders.files import Input
from loaders.messages import clipped, listed
from workbench.errors import InputError

NUL = "a NUL character, shown as ␀"


def nul_in(names: Sequence[str], cells: Sequence[str]) -> str:
    """The problem of a row that holds NUL, naming the columns; empty where it holds none."""
    if "\0" not in "".join((*names, *cells)):
        return ""
    held = [name for name, cell in zip(names, cells, strict=True) if "\0" in name or "\0" in cell]
    return f"{NUL}, stands in {listed(list(map(without_nul, held)))}"


def without_nul(text: str) -> str:
    """``text`` with U+2400, a picture of NUL, in place of NUL."""
    return text.replace("\0", "␀")


def check_cells(source: Input, line: int, cells: Iterable[str]) -> None:
    """Raises ``InputError`` when a cell of that line is too large; see ``large_cell``."""
    if max(map(len, cells), default=0) > csv.field_size_limit():
        raise large_cell(source, f"line {line} starts", "Shorten that cell, or leave it out")


def check_kept(source: Input, line: int, text: str, problem: str) -> None:
    """Raises ``InputError`` when a line that cannot be split is too long to be kept as a cell."""
    if len(text) > csv.field_size_limit():
        raise source.refuse(
            f"line {line} cannot be read ({clipped(problem, 200)}) and is too long to be kept as a "
            f"refused row: it has {len(text):,} of at most {csv.field_size_limit():,} characters",
            "Correct that line, or remove it if it is not a row",
        )


def large_cell(source: Input, where: str, way_out: str) -> InputError:
    """The error of a cell that is too large.

    Args:
        where: subject and verb of the cause, such as ``line 3 starts``.
    """
    return source.refuse(
        f"{where} a cell larger than {csv.field_size_limit():,} characters", way_out
    )
