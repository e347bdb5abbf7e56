"""A refused row can be exported, corrected and read again, whatever its file held."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders.json_lines import read_jsonl
from loaders.reading import read_csv
from loaders.source import Extract
from loaders.workbooks import read_parquet, read_xlsx
from workbench.errors import InputError
from workbench.pipeline.status import Reject, export_rejects

LIMIT = csv.field_size_limit()


def jsonl(folder: Path, *lines: str) -> Path:
    path = folder / "in.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def parquet(folder: Path, names: list[str], cells: list[str]) -> Path:
    path = folder / "in.parquet"
    pq.write_table(pa.table([pa.array([cell]) for cell in cells], names=names), path)
    return path


def workbook(folder: Path, *rows: list[str]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    path = folder / "in.xlsx"
    book.save(path)
    return path


def read_again(extract: Extract, folder: Path) -> list[dict[str, str]]:
    """The cells that hold something, after all rows were exported as refused ones."""
    refused = [
        Reject(str(number), "s", row.file, row.line, 1, row.problem, row.values)
        for number, row in enumerate(extract.rows())
    ]
    (folder / "refused.csv").write_bytes(export_rejects(refused))
    added = ("_reject", "_reason")
    return [
        {name: cell for name, cell in row.values.items() if cell and name not in added}
        for row in read_csv(folder / "refused.csv").rows()
    ]


# NUL


@pytest.mark.parametrize(
    ("line", "held", "cells"),
    [
        ('{"A": "x\\u0000y", "B": 1}', "A", {"A": "x␀y", "B": "1"}),
        ('{"A\\u0000": "x"}', "A␀", {"A␀": "x"}),
        ('{"A\\u0000": "x", "A␀": "y"}', "A␀", {"A␀": "x", "A␀ (2)": "y"}),
    ],
)
def test_nul_in_a_json_line_is_a_problem_and_shown(
    tmp_path: Path, line: str, held: str, cells: dict[str, str]
) -> None:
    extract = read_jsonl(jsonl(tmp_path, line))

    (row,) = extract.rows()

    assert row.problem.startswith(f"a NUL character, shown as ␀, stands in {held}")
    assert row.problem.endswith("; correct the line")
    assert read_again(extract, tmp_path) == [dict(row.values)] == [cells]


def test_nul_and_a_repeated_name_are_both_named(tmp_path: Path) -> None:
    (row,) = read_jsonl(jsonl(tmp_path, '{"A": "\\u0000", "A": 1}')).rows()
    assert row.problem == (
        "a NUL character, shown as ␀, stands in A and the line names A more than once; "
        "correct the line"
    )


def test_nul_inside_a_nested_value_stays_escaped(tmp_path: Path) -> None:
    (row,) = read_jsonl(jsonl(tmp_path, '{"A": ["\\u0000"]}')).rows()
    assert (row.problem, dict(row.values)) == ("", {"A": '["\\u0000"]'})


def test_nul_in_a_parquet_cell_is_a_problem_and_shown(tmp_path: Path) -> None:
    extract = read_parquet(parquet(tmp_path, ["A", "B"], ["x\0y", "z"]))

    (row,) = extract.rows()

    assert row.problem == "a NUL character, shown as ␀, stands in A; correct the row"
    assert read_again(extract, tmp_path) == [dict(row.values)] == [{"A": "x␀y", "B": "z"}]


def test_nul_in_the_name_of_a_parquet_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the column A␀B has a NUL character, shown as ␀, in its"):
        read_parquet(parquet(tmp_path, ["A\0B"], ["x"]))


# Names


def json_row(folder: Path, names: list[str], cells: list[str]) -> Extract:
    return read_jsonl(jsonl(folder, json.dumps(dict(zip(names, cells, strict=True)))))


def csv_row(folder: Path, names: list[str], cells: list[str]) -> Extract:
    path = folder / "in.csv"
    path.write_text(f"{','.join(names)}\n{','.join(cells)}\n")
    return read_csv(path)


def parquet_row(folder: Path, names: list[str], cells: list[str]) -> Extract:
    return read_parquet(parquet(folder, names, cells))


def workbook_row(folder: Path, names: list[str], cells: list[str]) -> Extract:
    return read_xlsx(workbook(folder, names, cells))


READERS = [csv_row, json_row, parquet_row, workbook_row]


@pytest.mark.parametrize("read", READERS)
def test_names_are_read_alike_in_every_format_and_come_back(
    tmp_path: Path, read: Callable[[Path, list[str], list[str]], Extract]
) -> None:
    extract = read(tmp_path, ["", " x ", "A"], ["1", "2", "3"])

    (row,) = extract.rows()

    assert (row.problem, dict(row.values)) == ("", {"column 1": "1", "x": "2", "A": "3"})
    assert read_again(extract, tmp_path) == [dict(row.values)]


@pytest.mark.parametrize("read", [csv_row, parquet_row, workbook_row])
@pytest.mark.parametrize("names", [["ST", " ST"], ["column 2", ""]])
def test_names_that_differ_in_blanks_only_are_repeated(
    tmp_path: Path, read: Callable[[Path, list[str], list[str]], Extract], names: list[str]
) -> None:
    with pytest.raises(InputError, match=f"the header names {names[0]} more than once"):
        read(tmp_path, [*names, "Z"], ["1", "2", "3"])


def test_a_surplus_cell_does_not_hide_the_column_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("column 3,B\n1,2,3\n")
    (row,) = read_csv(path).rows()
    assert dict(row.values) == {"column 3": "1", "B": "2", "column 3 (2)": "3"}


# Size


@pytest.mark.parametrize("wrong", ["{" + "x" * LIMIT, '"' + "x" * LIMIT + '"'])
def test_a_long_json_line_that_cannot_be_read_is_refused(tmp_path: Path, wrong: str) -> None:
    path = jsonl(tmp_path, '{"A": 1}', wrong, '{"A": 2}')
    with pytest.raises(InputError) as refused:
        read_jsonl(path)
    assert str(refused.value).startswith(f"{path}: line 2 cannot be read (not ")
    assert "too long to be kept as a refused row: it has " in str(refused.value)


def test_a_json_line_as_long_as_a_cell_may_be_is_a_problem_of_its_own(tmp_path: Path) -> None:
    longest = "{" + "x" * (LIMIT - 2)
    extract = read_jsonl(jsonl(tmp_path, '{"A": 1}', longest))
    assert read_again(extract, tmp_path)[1] == {"text": f"{longest}\n"}


def test_a_long_last_json_line_without_its_end_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"A": 1}\n{"A": "' + "x" * LIMIT)
    with pytest.raises(InputError, match=r"the last line \(2\) is cut off"):
        read_jsonl(path)


def test_a_long_csv_record_with_a_misplaced_quotation_mark_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    half = "x" * (LIMIT // 2)
    path.write_text(f'A,B,C\n1,2,3\n{half},{half},"x"y\n4,5,6\n')
    with pytest.raises(InputError, match=r"line 3 cannot be read \(misplaced quotation mark"):
        read_csv(path)


def test_a_large_name_of_a_column_is_refused(tmp_path: Path) -> None:
    name = "x" * (LIMIT + 1)
    with pytest.raises(InputError, match="its columns' names hold a cell larger"):
        read_parquet(parquet(tmp_path, [name], ["1"]))

    source = workbook(tmp_path, ["NAME"], ["1"])
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(tmp_path / "l.xlsx", "w") as large:
        for member in book.namelist():
            large.writestr(member, book.read(member).replace(b"NAME", name.encode()))
    with pytest.raises(InputError, match="line 1 starts a cell larger"):
        read_xlsx(tmp_path / "l.xlsx")
