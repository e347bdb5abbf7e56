"""Reading JSON lines: a whole check first, then rows in constant memory."""

from __future__ import annotations

import io
import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from loaders.exported import check_cells, check_kept, nul_in, without_nul
from loaders.files import Input, Opened, check_text, open_file
from loaders.headers import cells_by_name, column_names, repeated, require_columns
from loaders.reading import CUT_OFF, cell_text
from loaders.source import Extract, Row
from workbench.progress import Report, silent

MOST_COLUMNS = 5_000


class _Number(str):
    """A number as it is written."""

    __slots__ = ()


class _Object(tuple[tuple[str, object], ...]):
    """Names and values of an object in their order, repeated names included."""

    __slots__ = ()


def _no_number(constant: str) -> object:
    raise ValueError(f"{constant} is no number of JSON")


_decode = json.JSONDecoder(
    object_pairs_hook=_Object,
    parse_float=_Number,
    parse_int=_Number,
    parse_constant=_no_number,
).decode
_encode = json.JSONEncoder(ensure_ascii=False).encode


def read_jsonl(
    path: Path,
    required: Sequence[str] = (),
    *,
    encoding: str = "utf-8-sig",
    specified: bool = False,
    report: Report = silent,
) -> Extract:
    """Check a file of one JSON object per line; give its rows.

    A column is any name that occurs in an object; a row without it has it empty. A number is kept
    as it is written, but for the ``.0`` behind a whole one. A nested value becomes its compact JSON
    text. A name that stands twice in an object, and NUL in it, are problems of that row.

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
            _, values, problem = _json_object(text)
            if problem:
                given = empty | (values or {"text": text})
                yield Row(source.name, line, given, f"{problem}; correct the line")
            else:
                yield Row(source.name, line, empty | values)

    return Extract(total, rows)


def _json_lines(opened: Opened, encoding: str) -> Generator[tuple[int, str]]:
    with opened() as stream, io.TextIOWrapper(stream, encoding=encoding) as text:
        for number, line in enumerate(text, 1):
            if not line.isspace():
                yield number, line


def _json_object(text: str) -> tuple[list[str], dict[str, str], str]:
    """Names, cells by name and problem of a line; no names where it cannot be read as an object."""
    try:
        value = _decode(text.rstrip("\n"))
        if not isinstance(value, _Object):
            return [], {}, "not a JSON object"
        names = [name for name, _ in value]
        cells = [cell if type(cell) is str else _cell(cell) for _, cell in value]
        escaped = "\\u" in text
        if escaped:
            "".join((*names, *cells)).encode()
    except json.JSONDecodeError as error:
        return [], {}, f"not JSON ({error.msg}: character {error.pos + 1})"
    except UnicodeEncodeError:
        return [], {}, "not valid JSON text (it holds half of a surrogate pair)"
    except ValueError as error:
        return [], {}, f"not JSON ({error})"
    except RecursionError:
        return [], {}, "JSON that is nested too deep"
    problems = []
    if escaped and (nul := nul_in(names, cells)):
        problems.append(nul)
        names, cells = list(map(without_nul, names)), list(map(without_nul, cells))
    names = column_names(names)
    if doubled := repeated(names):
        problems.append(f"the line names {doubled} more than once")
    return names, cells_by_name(names, cells), " and ".join(problems)


def _cell(value: object) -> str:
    if isinstance(value, _Number):
        return value.removesuffix(".0")
    if isinstance(value, _Object | list):
        return _compact(value)
    return cell_text(value)


def _compact(value: object) -> str:
    if isinstance(value, _Number):
        return value
    if isinstance(value, _Object):
        return f"{{{','.join(f'{_encode(name)}:{_compact(one)}' for name, one in value)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_compact, value))}]"
    return _encode(value)


def _check_jsonl(source: Input, encoding: str) -> tuple[list[str], int]:
    columns: dict[str, None] = {}
    total = readable = 0
    line, text, problem, unreadable = 0, "", "", False
    with closing(_json_lines(source.checking, encoding)) as lines:
        for line, text in lines:
            total += 1
            names, values, problem = _json_object(text)
            unreadable = bool(problem) and not names
            readable += not unreadable
            columns |= dict.fromkeys(names)
            check_cells(source, line, chain(values, values.values()))
            if unreadable and total == 1 and text.lstrip().startswith("["):
                raise source.refuse(
                    "it holds a JSON list, not one object per line",
                    "Write each object on its own line",
                )
            # A last line without its end is said to be cut off below.
            if unreadable and text.endswith("\n"):
                check_kept(source, line, text, problem)
            if max(len(columns), len(values)) > MOST_COLUMNS:
                raise source.refuse(
                    f"its objects name more than {MOST_COLUMNS:,} columns by line {line}",
                    "Check that every line is a row of one table",
                )
    if unreadable and readable and not text.endswith("\n"):
        raise source.refuse(f"the last line ({line}) is cut off: {problem}", CUT_OFF)
    if not readable:
        raise source.refuse(
            f"no line is a JSON object ({problem})" if total else "it holds no rows",
            "Check that this is a file of JSON lines",
        )
    return list(columns), total
