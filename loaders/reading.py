"""Reading delimited text: a whole check first, then rows in constant memory."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from loaders.exported import check_kept, large_cell
from loaders.files import CHUNK, Input, Opened, check_text, open_file
from loaders.headers import cells_by_name, column_names, refuse_duplicates, require_columns
from loaders.source import Extract, Row
from workbench.progress import Report, silent

CUT_OFF = "Fetch it again, or remove that line if it is not a row"


def read_csv(
    path: Path,
    required: Sequence[str] = (),
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    specified: bool = False,
    alternatives: Mapping[str, Sequence[str]] | None = None,
    report: Report = silent,
) -> Extract:
    """Check a CSV file from end to end; give its rows.

    Args:
        required: columns that must be there.
        specified: a specification states encoding and delimiter, so an error can say what to
            state there.
        alternatives: other spellings of a column, by its canonical name; the first one found is
            renamed where the canonical name is absent.
        report: told bytes done and bytes in all, in each pass of the check.

    Raises:
        InputError: it is missing, empty, another format, wrongly encoded, cut off, without a
            required column or with a repeated one. A row with too few or too many cells is not
            an error of the file: it is given with its ``problem``.
    """
    return csv_extract(
        open_file(path, report),
        required,
        encoding=encoding,
        delimiter=delimiter,
        specified=specified,
        alternatives=alternatives or {},
    )


def csv_extract(
    source: Input,
    required: Sequence[str],
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    specified: bool = False,
    alternatives: Mapping[str, Sequence[str]] | None = None,
) -> Extract:
    """``read_csv`` of any input, such as a member of an archive."""
    check_text(source, encoding, "CSV", specified=specified)
    header, total = _check_csv(source, encoding, delimiter, specified=specified)
    columns = _canonical(header, alternatives or {})
    refuse_duplicates(source, columns)
    hint = _delimiter_hint(header, delimiter, specified=specified)
    require_columns(source, required, columns, hint)

    def rows() -> Iterator[Row]:
        source.unchanged()
        width, empty = len(columns), dict.fromkeys(columns, "")
        records = _csv_records(source.open, encoding, delimiter, keep_text=True)
        next(records)
        for line, cells, problem in records:
            if len(cells) == width and not problem:
                yield Row(source.name, line, dict(zip(columns, cells, strict=True)))
            elif problem:
                written = empty | {"text": cells[0]}
                yield Row(source.name, line, written, f"{problem}; correct the row")
            else:
                yield ragged(source.name, line, columns, cells)

    return Extract(total, rows)


def _csv_records(
    opened: Opened, encoding: str, delimiter: str, *, keep_text: bool = False
) -> Generator[tuple[int, list[str], str]]:
    """Line, cells and problem of every record that is not a blank line, header first.

    A record that cannot be split has its text as its only cell where ``keep_text`` is set.
    """
    with opened() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        written: list[str] = []

        def lines() -> Iterator[str]:
            for line in text:
                written.append(line)
                yield line

        # Strict: a stray quotation mark would otherwise swallow the rows up to the next one.
        reader = csv.reader(lines() if keep_text else text, delimiter=delimiter, strict=True)
        start = 1
        while True:
            try:
                for cells in reader:
                    if cells:
                        yield start, cells, ""
                    start = reader.line_num + 1
                    written.clear()
                return
            except csv.Error as error:
                yield start, ["".join(written)], _quoting(str(error), start, reader.line_num)
                start = reader.line_num + 1
                written.clear()


_UNCLOSED = "unexpected end of data"
_TOO_LARGE = "field larger than field limit"


def _quoting(error: str, start: int, end: int) -> str:
    if error.startswith((_UNCLOSED, _TOO_LARGE)):
        return error
    where = f"line {start}" if start == end else f"lines {start} to {end}"
    return f"misplaced quotation mark in {where} ({error})"


def _check_csv(
    source: Input, encoding: str, delimiter: str, *, specified: bool
) -> tuple[list[str], int]:
    """Read every record once: header and number of rows."""
    total = 0
    with closing(_csv_records(source.checking, encoding, delimiter, keep_text=True)) as records:
        _, header, problem = next(records, (0, [], ""))
        last = 1, header, problem
        if problem and not problem.startswith((_UNCLOSED, _TOO_LARGE)):
            hint = _delimiter_hint([_first_line(source, encoding)], delimiter, specified=specified)
            raise source.refuse(f"the header cannot be read: {problem}", hint or "Correct line 1")
        for last in records:
            total += 1
            line, cells, problem = last
            if problem.startswith(_TOO_LARGE):
                break
            if problem and not problem.startswith(_UNCLOSED):
                check_kept(source, line, cells[0], problem)
    line, cells, problem = last
    if problem.startswith(_TOO_LARGE):
        raise large_cell(
            source,
            f"line {line} starts",
            "Most often a quotation mark was never closed there; correct that line",
        )
    if problem.startswith(_UNCLOSED):
        raise source.refuse(
            f"the quotation mark opened in the row at line {line} is never closed, so the file "
            "was cut off or is damaged",
            "Fetch it again, or correct that line",
        )
    if not any(name.strip() for name in header):
        raise source.refuse("it holds no header and no rows", "Fetch or export it again")
    if len(cells) < len(header) and not problem and not _ends_with_newline(source, encoding):
        raise source.refuse(
            f"the last row (line {line}) has {len(cells)} of {len(header)} cells and no line end, "
            "so the file was cut off",
            CUT_OFF,
        )
    return header, total


def _first_line(source: Input, encoding: str) -> str:
    with source.open() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        return text.readline()


def _ends_with_newline(source: Input, encoding: str) -> bool:
    encoder = codecs.getincrementalencoder(encoding)()
    _, newline = encoder.encode("x"), encoder.encode("\n")
    tail = b""
    with source.open() as stream:
        while chunk := stream.read(CHUNK):
            tail = (tail + chunk)[-8:]
    return tail.endswith((b"\n", b"\r", newline))


def _canonical(header: Sequence[str], alternatives: Mapping[str, Sequence[str]]) -> list[str]:
    """Column names as the loader knows them."""
    names = column_names(header)
    for canonical, spellings in alternatives.items():
        found = next((spelling for spelling in spellings if spelling in names), None)
        if found is not None and canonical not in names:
            names[names.index(found)] = canonical
    return names


_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def _delimiter_hint(header: Sequence[str], delimiter: str, *, specified: bool) -> str:
    """The way out where another delimiter would split the header into more cells; else empty."""
    line = delimiter.join(header)
    seen = max(_DELIMITERS, key=line.count)
    if seen == delimiter or line.count(seen) < len(header):
        return ""
    cause = f"The cells look separated by {_DELIMITERS[seen]}"
    if not specified:
        return f"{cause}, which this source does not take; export it with commas"
    stated = "\\t" if seen == "\t" else seen
    return f'{cause}; write delimiter = "{stated}" under [input] of the specification'


def ragged(name: str, line: int, columns: list[str], cells: list[str]) -> Row:
    """A row whose cells are not as many as the columns: a problem, unless all surplus is empty."""
    width = len(columns)
    if not any(cells[width:]) and len(cells) > width:
        return Row(name, line, dict(zip(columns, cells, strict=False)))
    surplus = column_names([""] * len(cells))[width:]
    values = cells_by_name([*columns, *surplus][: len(cells)], cells)
    count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    problem = f"{count} where the header has {width}; correct the row"
    return Row(name, line, dict.fromkeys(columns, "") | values, problem)


def cell_text(value: object) -> str:
    """A cell's value as a string: whole numbers without ``.0``, dates ISO 8601, None empty."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return str(value)
    return msgspec.json.encode(value, enc_hook=str).decode()


def _number(value: float) -> str:
    if value != value:
        return ""
    return str(int(value)) if value.is_integer() else repr(value)
