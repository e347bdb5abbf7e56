"""Reading Excel workbooks and Parquet files as rows of strings."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from openpyxl.utils.exceptions import InvalidFileException

from loaders.archives import zip_members
from loaders.exported import NUL, check_cells, large_cell, nul_in, without_nul
from loaders.files import Input, open_file
from loaders.headers import column_names, refuse_duplicates, require_columns
from loaders.messages import cause_of, clipped, listed, quoted
from loaders.reading import cell_text, ragged
from loaders.source import Extract, Row
from workbench.progress import Report, silent

MOST_WORKBOOK_BYTES = 1 << 30
LAST_ROW = 1_048_576
"""The last row that Excel itself can hold."""
BATCH_ROWS = 4_096
_NOT_A_TIME = re.compile(r'"[^"]*"|\[\$[^\]]*\]|\\.')


def read_xlsx(
    path: Path, required: Sequence[str] = (), sheet: str = "", *, report: Report = silent
) -> Extract:
    """Check one sheet of an Excel workbook from end to end; give its rows.

    The first row that is not empty is the header. A date cell gives ``2024-01-31`` where its
    number format shows no time, else ``2024-01-31T14:05:00``; a formula gives the value that was
    last calculated.

    Args:
        sheet: name of the sheet; the first one when empty.

    Raises:
        InputError: missing, not an ``.xlsx`` workbook, cut off, damaged, a bomb, without that
            sheet, without a required column or with a repeated one.
    """
    source = open_file(path, report)
    _check_workbook(source)
    rows = _sheet_rows(source, sheet, source.report)
    try:
        line, header = next(rows, (0, []))
        check_cells(source, line, header)
        total = 0
        for line, cells in rows:
            check_cells(source, line, cells)
            total += 1
        report(source.size, source.size)
    except (KeyError, ValueError, TypeError, ParseError, InvalidFileException) as error:
        raise source.refuse(
            f"the workbook is damaged ({cause_of(error)})",
            "Open and save it in Excel, or export CSV",
        ) from error
    if not header:
        raise source.refuse("the sheet is empty", "Name the sheet that holds the rows")
    columns = column_names(header)
    refuse_duplicates(source, columns)
    require_columns(source, required, columns)

    def values() -> Iterator[Row]:
        source.unchanged()
        again = _sheet_rows(source, sheet, silent)
        next(again)
        for line, cells in again:
            yield _row(source.name, line, columns, cells)

    return Extract(total, values)


def _check_workbook(source: Input) -> None:
    with source.open() as stream:
        start = stream.read(4)
    if start[:2] != b"PK":
        old = start == b"\xd0\xcf\x11\xe0"
        raise source.refuse(
            "this is an Excel workbook of the old .xls form or is protected by a password"
            if old
            else "this is not an Excel workbook (.xlsx)",
            "Save it as .xlsx without a password" if old else "Check that the right file was named",
        )
    archive = zip_members(source.path, most_bytes=MOST_WORKBOOK_BYTES, report=source.report)
    if "[Content_Types].xml" not in archive.members or not any(
        name.startswith("xl/") for name in archive.members
    ):
        raise source.refuse(
            "this is a ZIP archive but not an Excel workbook (.xlsx)",
            "Unpack it and name the file inside",
        )


def _sheet_rows(source: Input, sheet: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells, without trailing empty ones, of every row that is not empty."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(source.path, read_only=True, data_only=True)
    try:
        titles = [one.title for one in book.worksheets]
        if not titles:
            raise source.refuse("the workbook holds no sheet of cells", "Save the rows in a sheet")
        if sheet and sheet not in titles:
            raise source.refuse(
                f"there is no sheet {quoted(sheet)}; found {listed(titles)}",
                "Name one of these in the specification",
            )
        worksheet: Any = book[sheet or titles[0]]
        claimed = worksheet.max_row or 0
        worksheet.reset_dimensions()
        for number, cells in enumerate(_quietly(worksheet.iter_rows()), 1):
            if number > LAST_ROW:
                raise source.refuse(
                    f"the sheet claims more than {LAST_ROW:,} rows", "Export it again, or as CSV"
                )
            if number % BATCH_ROWS == 0 and number <= claimed:
                report(source.size * number // claimed, source.size)
            texts = [_cell(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                yield number, texts
    finally:
        book.close()


def _quietly(rows: Iterator[Any]) -> Iterator[Any]:
    """The same rows; openpyxl's warnings of styles and extensions do not touch values."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(rows, None)
        if row is None:
            return
        yield row


def _cell(cell: Any) -> str:
    value = cell.value
    if isinstance(value, datetime):
        shows_time = "h" in _NOT_A_TIME.sub("", cell.number_format.lower())
        midnight = value.time() == time.min
        return value.date().isoformat() if midnight and not shows_time else value.isoformat()
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() else format(value, "f")
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return cell_text(value)


def _row(name: str, line: int, columns: list[str], cells: list[str]) -> Row:
    if len(cells) > len(columns):
        return ragged(name, line, columns, cells)
    # Empty cells at a row's end are not written, so a short row is a whole one.
    return Row(name, line, dict.fromkeys(columns, "") | dict(zip(columns, cells, strict=False)))


def read_parquet(path: Path, required: Sequence[str] = (), *, report: Report = silent) -> Extract:
    """Check a Parquet file from end to end; give its rows. A row's line is its number, from 1.

    Raises:
        InputError: missing, not Parquet, cut off, damaged, without a required column, with a
            repeated one or with a value that has no text, such as a date after the year 9999.
    """
    source = open_file(path, report)
    _check_parquet(source)
    with _parquet(source) as file:
        columns = column_names(file.schema_arrow.names)
        _check_names(source, columns)
        refuse_duplicates(source, columns)
        require_columns(source, required, columns)
        total = 0
        for batch in file.iter_batches(BATCH_ROWS):
            _check_batch(source, batch, columns, total)
            total += batch.num_rows
            report(source.size * total // file.metadata.num_rows, source.size)

    def rows() -> Iterator[Row]:
        source.unchanged()
        line = 0
        with _parquet(source) as file:
            for batch in file.iter_batches(BATCH_ROWS):
                for cells in zip(*(_column(column) for column in batch.columns), strict=True):
                    line += 1
                    yield _parquet_row(source.name, line, columns, cells)

    return Extract(total, rows)


def _check_parquet(source: Input) -> None:
    size = source.stamp[0]
    with source.open() as stream:
        start = stream.read(4)
        stream.seek(max(size - 4, 0))
        end = stream.read(4)
    if start != b"PAR1":
        raise source.refuse("this is not a Parquet file", "Check that the right file was named")
    if end != b"PAR1" or size < 12:
        raise source.refuse("the Parquet file was cut off", "Fetch it again")


@contextmanager
def _parquet(source: Input) -> Iterator[Any]:
    try:
        with pq.ParquetFile(source.path, page_checksum_verification=True) as file:
            yield file
    except (pa.ArrowException, OSError, ValueError) as error:
        raise source.refuse(
            f"the Parquet file is damaged ({cause_of(error)})", "Fetch it again"
        ) from error


def _check_names(source: Input, columns: list[str]) -> None:
    for name in columns:
        if "\0" in name:
            raise source.refuse(
                f"the column {clipped(without_nul(name))} has {NUL}, in its name", "Rename it"
            )
    if max(map(len, columns), default=0) > csv.field_size_limit():
        raise large_cell(source, "its columns' names hold", "Shorten that name")


def _parquet_row(name: str, line: int, columns: list[str], cells: Sequence[str]) -> Row:
    problem = nul_in(columns, cells)
    if problem:
        cells = list(map(without_nul, cells))
    values = dict(zip(columns, cells, strict=True))
    return Row(name, line, values, problem and f"{problem}; correct the row")


def _check_batch(source: Input, batch: Any, columns: list[str], before: int) -> None:
    """Read all values of the batch as ``_column`` does; ``before`` rows stand before it."""
    batch.validate(full=True)
    where = f"in rows {before + 1} to {before + batch.num_rows}"
    for name, column in zip(map(clipped, columns), batch.columns, strict=True):
        try:
            longest = _longest(column)
        except (OverflowError, ValueError, LookupError, RecursionError, pa.ArrowException) as error:
            raise source.refuse(
                f"the column {name} holds a value that cannot be read {where} ({cause_of(error)})",
                "Correct that value, or export the column as text",
            ) from error
        if longest > csv.field_size_limit():
            raise large_cell(
                source,
                f"the column {name} holds {where}",
                "Shorten that cell, or leave it out",
            )


def _longest(column: Any) -> int:
    """Characters of the longest cell; of numbers 0, for these are always short."""
    kind = column.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind):
        return 0
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pc.max(pc.utf8_length(column)).as_py() or 0
    return max(map(len, _column(column)), default=0)


def _column(column: Any) -> Iterable[str]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    # Of seconds and milliseconds a cast would wrap round instead of failing.
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return [value or "" for value in column.to_pylist()]
    return [_text(value) for value in column.to_pylist()]
