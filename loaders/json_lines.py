"""Reading JSON lines: a whole check first, then rows in constant memory."""

from __future__ import annotations

import io
import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from loaders.files import Input, Opened, check_cells, check_text, open_file, require_columns
from loaders.reading import CUT_OFF, cell_text
from loaders.source import Extract, Row
from workbench.progress import Report, silent

MOST_COLUMNS = 5_000


def read_jsonl(
    path: Path,
    required: Sequence[str] = (),
    *,
    encoding: str = "utf-8-sig",
    specified: bool = False,
    report: Report = silent,
) -> Extract:
    """Check a file of one JSON object per line; give its rows.

    A column is any name that occurs in an object; a row without it has it empty. A nested value
    becomes its JSON text.

    Args:
        specified: a specification states the encoding, so an error can say what to state there.

    Raises:
        InputError: as ``read_csv``; a required column is missing when no row names it.
    """
    source = open_file(path, report)
    check_text(source, encoding, "JSON lines", specified=specified)
    columns, total = _check_jsonl(source, encoding)
    require_columns(source, required, columns)
    empty = dict.fromkeys(columns, "")

    def rows() -> Iterator[Row]:
        source.unchanged()
        for line, text in _json_lines(source.open, encoding):
            values, problem = _json_object(text)
            if problem:
                given = empty | {"text": text}
                yield Row(source.name, line, given, f"{problem}; correct the line")
            else:
                yield Row(source.name, line, empty | values)

    return Extract(total, rows)


def _json_lines(opened: Opened, encoding: str) -> Generator[tuple[int, str]]:
    with opened() as stream, io.TextIOWrapper(stream, encoding=encoding) as text:
        for number, line in enumerate(text, 1):
            if not line.isspace():
                yield number, line


def _json_object(text: str) -> tuple[dict[str, str], str]:
    try:
        value = msgspec.json.decode(text)
        if not isinstance(value, dict):
            return {}, "not a JSON object"
        return {name: cell_text(cell) for name, cell in value.items()}, ""
    except msgspec.DecodeError as error:
        return {}, _not_json(text, error)
    except RecursionError:
        return {}, "JSON that is nested too deep"


def _not_json(text: str, error: msgspec.DecodeError) -> str:
    # msgspec calls half of a surrogate pair truncated data; the standard library reads it.
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return "not valid JSON text (it holds half of a surrogate pair)"
    except (ValueError, RecursionError):
        pass
    return f"not JSON ({error})"


def _check_jsonl(source: Input, encoding: str) -> tuple[list[str], int]:
    columns: dict[str, None] = {}
    total = readable = 0
    line, text, problem = 0, "", ""
    with closing(_json_lines(source.checking, encoding)) as lines:
        for line, text in lines:
            total += 1
            values, problem = _json_object(text)
            readable += not problem
            columns |= dict.fromkeys(values)
            check_cells(source, line, (*values, *values.values()))
            if problem and total == 1 and text.lstrip().startswith("["):
                raise source.refuse(
                    "it holds a JSON list, not one object per line",
                    "Write each object on its own line",
                )
            if len(columns) > MOST_COLUMNS:
                raise source.refuse(
                    f"its objects name more than {MOST_COLUMNS:,} columns by line {line}",
                    "Check that every line is a row of one table",
                )
    if problem and readable and not text.endswith("\n"):
        raise source.refuse(f"the last line ({line}) is cut off: {problem}", CUT_OFF)
    if not readable:
        raise source.refuse(
            f"no line is a JSON object ({problem})" if total else "it holds no rows",
            "Check that this is a file of JSON lines",
        )
    return list(columns), total
