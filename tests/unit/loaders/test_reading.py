"""Files are checked from end to end before the first row, and refused with cause and way out."""

from __future__ import annotations

import csv
import io
import json
import os
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import archives, workbooks
from loaders.archives import read_zip_csv, zip_csv_extract, zip_members
from loaders.files import file_name
from loaders.json_lines import read_jsonl
from loaders.reading import read_csv
from loaders.source import Extract, Row
from loaders.workbooks import read_parquet, read_xlsx
from workbench.errors import InputError


def written(folder: Path, content: str | bytes, name: str = "in.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def values(extract: Extract) -> list[dict[str, str]]:
    return [dict(row.values) for row in extract.rows()]


# CSV: rows


def test_rows_carry_the_file_name_and_the_line_an_editor_shows(tmp_path: Path) -> None:
    path = written(tmp_path, '\ufeffA,B\r\n1,"two\nlines"\r\n\r\n3,4\r\n')

    extract = read_csv(path, ["A", "B"])

    rows = list(extract.rows())
    assert extract.total == 2
    assert [(row.file, row.line) for row in rows] == [("in.csv", 2), ("in.csv", 5)]
    assert [dict(row.values) for row in rows] == [
        {"A": "1", "B": "two\nlines"},
        {"A": "3", "B": "4"},
    ]


def test_rows_can_be_read_again_in_the_same_order(tmp_path: Path) -> None:
    extract = read_csv(written(tmp_path, "A\n1\n2\n3\n"))
    assert list(extract.rows()) == list(extract.rows())


def test_a_header_alone_is_a_month_with_nothing(tmp_path: Path) -> None:
    assert read_csv(written(tmp_path, "A,B\n"), ["A"]).total == 0


def test_other_delimiters_encodings_and_spellings(tmp_path: Path) -> None:
    path = written(tmp_path, "CR Number;Größe\n1;ä\n".encode("cp1252"))

    extract = read_csv(
        path,
        ["case_number"],
        encoding="cp1252",
        delimiter=";",
        alternatives={"case_number": ("Case", "CR Number")},
    )

    assert values(extract) == [{"case_number": "1", "Größe": "ä"}]


def test_a_spelling_does_not_replace_the_canonical_column(tmp_path: Path) -> None:
    extract = read_csv(written(tmp_path, "NO,Number\n1,2\n"), alternatives={"NO": ["Number"]})
    assert values(extract) == [{"NO": "1", "Number": "2"}]


def test_control_characters_and_formulas_stay_as_written(tmp_path: Path) -> None:
    extract = read_csv(written(tmp_path, "A,B\n=1+1,a\x07\tb\n"))
    assert values(extract) == [{"A": "=1+1", "B": "a\x07\tb"}]


def test_a_column_without_a_name_is_called_by_its_place(tmp_path: Path) -> None:
    assert values(read_csv(written(tmp_path, ",A\n1,2\n"))) == [{"column 1": "1", "A": "2"}]


@pytest.mark.parametrize(
    ("line", "problem", "cells"),
    [
        ("1", "1 cell where the header has 2; correct the row", {"A": "1", "B": ""}),
        (
            "1,2,3",
            "3 cells where the header has 2; correct the row",
            {"A": "1", "B": "2", "column 3": "3"},
        ),
    ],
)
def test_a_ragged_row_is_given_with_its_problem(
    tmp_path: Path, line: str, problem: str, cells: dict[str, str]
) -> None:
    extract = read_csv(written(tmp_path, f"A,B\n{line}\n5,6\n"))

    ragged, whole = extract.rows()

    assert (ragged.problem, dict(ragged.values), ragged.line) == (problem, cells, 2)
    assert (whole.problem, dict(whole.values)) == ("", {"A": "5", "B": "6"})
    assert extract.total == 2


def test_surplus_empty_cells_are_no_problem(tmp_path: Path) -> None:
    (row,) = read_csv(written(tmp_path, "A,B\n1,2,,\n")).rows()
    assert (row.problem, dict(row.values)) == ("", {"A": "1", "B": "2"})


def test_a_stray_quotation_mark_spoils_its_own_row_only(tmp_path: Path) -> None:
    extract = read_csv(written(tmp_path, 'A,B\n"x"y,2\n3,4\n'))

    spoiled, whole = extract.rows()

    assert spoiled.problem.startswith("misplaced quotation mark in line 2")
    assert dict(spoiled.values) == {"A": "", "B": "", "text": '"x"y,2\n'}
    assert (whole.line, dict(whole.values)) == (3, {"A": "3", "B": "4"})
    assert extract.total == 2


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_what_is_read(
    tmp_path: Path, table: list[tuple[str, str, str]]
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([("A", "B", "C"), *table])
    path = written(tmp_path, buffer.getvalue())

    extract = read_csv(path)

    assert [tuple(row.values.values()) for row in extract.rows()] == table
    assert not any(row.problem for row in extract.rows())
    lines = path.read_bytes().decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row in extract.rows():
        first = next(iter(row.values.values())).replace("\r\n", "\n").replace("\r", "\n")
        assert first.split("\n")[0].replace('"', '""') in lines[row.line - 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 60))
def test_a_file_cut_inside_its_last_row_is_refused_or_loses_no_cell(
    tmp_path: Path, cut: int
) -> None:
    whole = b'A,B,C\n1,"two, three",4\n5,"six\nseven",8\n'
    path = written(tmp_path, whole[: -min(cut, len(whole) - 7)])

    rows, refusal = read_or_refusal(path)

    assert "cut off" in refusal or all(len(row.values) == 3 and not row.problem for row in rows)


def read_or_refusal(path: Path) -> tuple[list[Row], str]:
    try:
        return list(read_csv(path).rows()), ""
    except InputError as error:
        return [], str(error)


# CSV: refusals

REFUSED = [
    ("empty file", b"", "the file is empty"),
    ("blank lines", b"\n\n", "no header and no rows"),
    ("archive", b"PK\x03\x04rest", "a ZIP archive or an Excel workbook, not CSV"),
    ("gzip", b"\x1f\x8b\x08rest", "a gzip archive"),
    ("parquet", b"PAR1rest", "a Parquet file"),
    ("old workbook", b"\xd0\xcf\x11\xe0rest", ".xls form"),
    ("web page", b"\n<!DOCTYPE html><html>", "a web page"),
    ("utf-16", "A,B\n1,2\n".encode("utf-16"), "not utf-8 but UTF-16 text"),
    ("NUL", b"A,B\n1,2\n3,\0\n", "line 3 holds a NUL character"),
    ("encoding", b"A,B\n1,2\n3,\xe4\n", "at byte 10 (line 3) it is not utf-8 text"),
    ("encoding after a mark", b"\xef\xbb\xbfA\n\xe4b\n", "at byte 5 (line 2)"),
    ("half a character", "A,B\n1,ä".encode()[:-1], "in the middle of a character"),
    ("missing columns", b"A,C\n1,2\n", "missing column B; found A, C"),
    ("wrong delimiter", b"A;B\n1;2\n", "by semicolons, which this source does not take; export it"),
    ("doubled column", b"A,B,A\n1,2,3\n", "names A more than once"),
    ("short last row", b"A,B,C\n1,2,3\n4,5", "the last row (line 3) has 2 of 3 cells"),
    ("open quote", b'A,B\n1,2\n3,"4\n5,6\n', "opened in the row at line 3 is never closed"),
    ("header quote", b'A,"B\n1,2\n', "never closed"),
    ("large cell", b'A,B\n1,2\n"' + b"x" * 140_000 + b'",4\n', "line 3 starts a cell larger"),
]


@pytest.mark.parametrize(
    ("content", "cause"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_csv_file_that_cannot_be_used_is_refused(
    tmp_path: Path, content: bytes, cause: str
) -> None:
    path = written(tmp_path, content)

    with pytest.raises(InputError) as refused:
        read_csv(path, ["A", "B"])

    assert cause in str(refused.value)
    assert str(refused.value).startswith(f"{path}: ")
    assert str(refused.value).endswith(".")
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "ascii", "cp1252"])
def test_a_program_is_called_a_binary_file_before_its_encoding_is_blamed(
    tmp_path: Path, encoding: str
) -> None:
    path = written(tmp_path, b"\x7fELF\x02\x01\x01\0\0\xff\x81\x8d")
    with pytest.raises(InputError, match=r"this is a binary file, not CSV\. Check"):
        read_csv(path, encoding=encoding)


def test_nul_bytes_are_part_of_utf_16_text(tmp_path: Path) -> None:
    cut = "A\n1\n".encode("utf-16-le") + b"\x00\xd8"
    with pytest.raises(InputError, match="in the middle of a character, so it was cut off"):
        read_csv(written(tmp_path, cut), encoding="utf-16-le")
    whole = read_csv(written(tmp_path, "A\nä\n".encode("utf-32")), encoding="utf-32")
    assert values(whole) == [{"A": "ä"}]


WAYS_OUT = [
    ("A\nä\n".encode("cp1252"), "utf-8-sig", False, "Save it as UTF-8."),
    (
        "A\nä\n".encode("cp1252"),
        "utf-8-sig",
        True,
        'Save it as UTF-8, or write encoding = "cp1252" under [input] of the specification.',
    ),
    ("A\n1\n".encode("utf-16"), "utf-8-sig", False, "Save it as UTF-8."),
    (
        "A\n1\n".encode("utf-16"),
        "utf-8",
        True,
        'Save it as UTF-8, or write encoding = "utf-16" under [input] of the specification.',
    ),
    (
        b"A\n\x81\n",
        "cp1252",
        True,
        "Correct the encoding under [input] of the specification, or save the file as cp1252.",
    ),
    (
        b"A,B\n1,2\n",
        "utf-16",
        True,
        "Correct the encoding under [input] of the specification, or save the file as utf-16.",
    ),
]


@pytest.mark.parametrize("read", [read_csv, read_jsonl])
@pytest.mark.parametrize(("content", "encoding", "specified", "way_out"), WAYS_OUT)
def test_an_encoding_is_asked_for_only_where_it_can_be_stated(
    tmp_path: Path,
    read: Callable[..., Extract],
    content: bytes,
    encoding: str,
    specified: bool,
    way_out: str,
) -> None:
    with pytest.raises(InputError) as refused:
        read(written(tmp_path, content), encoding=encoding, specified=specified)
    assert str(refused.value).endswith(f". {way_out}")


@pytest.mark.parametrize(
    ("written_with", "header"), [(";", '"NO";"AT"'), ("\\t", '"NO"\t"AT"'), ("|", '"NO"|"AT"')]
)
def test_a_quoted_header_tells_the_delimiter(
    tmp_path: Path, written_with: str, header: str
) -> None:
    path = written(tmp_path, f'{header}\n"1"\n')
    with pytest.raises(InputError) as refused:
        read_csv(path, ["NO"], specified=True)
    assert f'write delimiter = "{written_with}" under [input]' in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_short_last_row_is_cut_off_only_without_its_line_end(
    tmp_path: Path, encoding: str
) -> None:
    whole = written(tmp_path, "A,B\n1,2\n3\n".encode(encoding), "whole.csv")
    cut = written(tmp_path, "A,B\n1,2\n3".encode(encoding), "cut.csv")

    last = list(read_csv(whole, encoding=encoding).rows())[-1]

    assert last.problem == "1 cell where the header has 2; correct the row"
    with pytest.raises(InputError, match="no line end, so the file was cut off"):
        read_csv(cut, encoding=encoding)


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, cause in [("no.csv", "no such file"), (".", "a folder"), ("pipe", "not an ordinary")]:
        with pytest.raises(InputError, match=cause):
            read_csv(tmp_path / name)


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no encoding called 'utf-99'"):
        read_csv(written(tmp_path, "A\n1\n"), encoding="utf-99")


def test_a_file_without_line_ends_does_not_fill_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.files.LONGEST_LINE", 1 << 20)
    with pytest.raises(InputError, match="line 2 is longer than"):
        read_csv(written(tmp_path, b"A\n" + b"x" * (5 << 20)))


def test_a_file_that_changed_after_the_check_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "A\n1\n")
    extract = read_csv(path)
    path.write_text("A\n1\n2\n")

    with pytest.raises(InputError, match="changed after it was checked"):
        list(extract.rows())


def test_two_hundred_thousand_rows_stream_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("w") as file:
        file.write("A,B,C,D\n")
        file.writelines(f"{n},SURNAME,{n * 7},900 BLOCK OF H STREET NE\n" for n in range(200_000))

    tracemalloc.start()
    extract = read_csv(path, ["A"])
    counted = sum(1 for _ in extract.rows())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert counted == extract.total == 200_000
    assert peak < 16 << 20


# JSON lines


def test_json_lines_become_strings(tmp_path: Path) -> None:
    lines = [
        {"A": "x", "N": 2.0, "F": 1.5, "T": True, "Z": None, "L": [1, "a"]},
        {"A": "y", "N": 1234567890123456789},
    ]
    path = written(tmp_path, "\n".join(json.dumps(one) for one in lines) + "\n\n")

    extract = read_jsonl(path, ["A"])

    assert extract.total == 2
    assert values(extract) == [
        {"A": "x", "N": "2", "F": "1.5", "T": "true", "Z": "", "L": '[1,"a"]'},
        {"A": "y", "N": "1234567890123456789", "F": "", "T": "", "Z": "", "L": ""},
    ]


def test_a_bad_json_line_in_the_middle_is_a_reject(tmp_path: Path) -> None:
    extract = read_jsonl(written(tmp_path, '{"A": 1}\n{"A": \n[1]\n{"A": 4}\n'), ["A"])

    rows = list(extract.rows())

    assert [row.line for row in rows] == [1, 2, 3, 4]
    assert rows[1].problem.startswith("not JSON")
    assert rows[2].problem == "not a JSON object; correct the line"
    assert dict(rows[1].values) == {"A": "", "text": '{"A": \n'}
    assert extract.total == 4


@pytest.mark.parametrize("opening", ["[" * 9, '{"A":', '{"A":[{"B":'])
def test_a_json_line_that_is_nested_too_deep_is_a_reject(tmp_path: Path, opening: str) -> None:
    path = written(tmp_path, '{"A": 1}\n' + opening * 10_000 + '\n{"A": 3}\n')

    first, deep, last = read_jsonl(path, ["A"]).rows()

    assert deep.problem == "JSON that is nested too deep; correct the line"
    assert (first.values["A"], last.values["A"], deep.line) == ("1", "3", 2)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ('[{"A": 1}]\n', "a JSON list, not one object per line"),
        ('{"A": 1}\n{"A": 2, "B', "the last line (2) is cut off"),
        ("A,B\n1,2\n", "no line is a JSON object"),
        ("\n", "it holds no rows"),
        ('{"B": 1}\n', "missing column A; found B"),
        ('{"A": "\0"}\n', "NUL"),
    ],
)
def test_json_lines_that_cannot_be_used_are_refused(
    tmp_path: Path, content: str, cause: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_jsonl(written(tmp_path, content), ["A"])
    assert cause in str(refused.value)


def test_half_of_a_surrogate_pair_is_named(tmp_path: Path) -> None:
    lines = ['{"A": 1}', '{"A": "\\ud800"}', '{"A": "\\udc00"}', '{"A": "\\ud83d\\ude00"}', ""]

    whole, half, other, pair = read_jsonl(written(tmp_path, "\n".join(lines)), ["A"]).rows()

    for row in (half, other):
        assert row.problem == (
            "not valid JSON text (it holds half of a surrogate pair); correct the line"
        )
    assert (whole.values["A"], pair.values["A"]) == ("1", "\N{GRINNING FACE}")


# Cells that are too large, in every format

LARGE = "é" * (csv.field_size_limit() + 1)


def large_csv(folder: Path, cell: str) -> Extract:
    return read_csv(written(folder, f"A\nx\n{cell}\n"))


def large_jsonl(folder: Path, cell: str) -> Extract:
    return read_jsonl(written(folder, f'\n{{"A": "x"}}\n{{"A": "{cell}"}}\n'))


def large_parquet(folder: Path, cell: str) -> Extract:
    return read_parquet(parquet(folder, pa.table({"A": ["x", cell]})))


def dictionary_parquet(folder: Path, cell: str) -> Extract:
    return read_parquet(parquet(folder, pa.table({"A": pa.array([cell]).dictionary_encode()})))


def binary_parquet(folder: Path, cell: str) -> Extract:
    return read_parquet(parquet(folder, pa.table({"A": [cell.encode()]})))


def large_xlsx(folder: Path, cell: str) -> Extract:
    with zipfile.ZipFile(workbook(folder, [["A"], ["x"], ["LARGE"]])) as archive:
        members = {
            name: archive.read(name).replace(b"LARGE", cell.encode()) for name in archive.namelist()
        }
    return read_xlsx(packed(folder, members, "large.xlsx"))


@pytest.mark.parametrize(
    ("read", "where"),
    [
        (large_xlsx, "line 3 starts"),
        (large_csv, "line 3 starts"),
        (large_jsonl, "line 3 starts"),
        (large_parquet, "the column A holds in rows 1 to 2"),
        (dictionary_parquet, "the column A holds in rows 1 to 1"),
        (binary_parquet, "the column A holds in rows 1 to 1"),
    ],
)
def test_a_cell_that_csv_could_not_hold_is_refused_in_the_check(
    tmp_path: Path, read: Callable[[Path, str], Extract], where: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, LARGE)
    assert f": {where} a cell larger than 131,072 characters. " in str(refused.value)
    assert values(read(tmp_path, LARGE[1:]))[-1] == {"A": LARGE[1:]}


def test_a_large_name_in_a_json_object_is_refused_as_the_cell_of_a_header(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1 starts a cell larger than 131,072 characters"):
        read_jsonl(written(tmp_path, f'{{"{LARGE}": 1}}\n'))


# File names


def test_a_file_name_that_is_not_utf_8_becomes_text_that_is(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"x\xff.csv")
    path.write_bytes(b"A\n1\n")

    (row,) = read_csv(path).rows()

    assert row.file == file_name(path) == "x\\xff.csv"
    assert file_name(Path("é.csv")) == "é.csv"


# ZIP archives


def packed(folder: Path, members: dict[str, bytes], name: str = "in.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def test_members_are_found_with_or_without_their_folder(tmp_path: Path) -> None:
    archive = zip_members(packed(tmp_path, {"data/a.csv": b"A\n1\n2\n"}), ["a.csv"])

    rows = list(read_zip_csv(archive, "a.csv", ["A"]))

    assert list(archive.members) == ["data/a.csv"]
    assert [(row.file, row.line) for row in rows] == [
        ("in.zip/data/a.csv", 2),
        ("in.zip/data/a.csv", 3),
    ]
    assert zip_csv_extract(archive, "data/a.csv").total == 2


def test_a_member_is_checked_before_its_first_row(tmp_path: Path) -> None:
    archive = zip_members(packed(tmp_path, {"a.csv": b"A,B\n1,2\n3"}))
    with pytest.raises(InputError, match=r"in\.zip/a\.csv: the last row"):
        read_zip_csv(archive, "a.csv")


def test_a_missing_member_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no members called b\.csv; found a\.csv"):
        zip_members(packed(tmp_path, {"a.csv": b"A\n"}), ["b.csv"])


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "..\\a.csv", "C:/a"])
def test_a_member_outside_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="outside of itself"):
        zip_members(packed(tmp_path, {name: b"A\n"}))


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="times its size"):
        zip_members(packed(tmp_path, {"bomb.csv": b"\0" * (20 << 20)}))


def test_a_bomb_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path, {"a.csv": os.urandom(3000), "b.csv": os.urandom(3000)})
    with pytest.raises(InputError, match="unpack to 6,000 bytes; the limit is 5,000"):
        zip_members(path, most_bytes=5000)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    # Arrange: the directory and the local header both say 10 bytes.
    path = packed(tmp_path, {"a.csv": b"\0" * (20 << 20)})
    content = path.read_bytes().replace(struct.pack("<I", 20 << 20), struct.pack("<I", 10))
    path.write_bytes(content)

    # Act, Assert
    with pytest.raises(InputError, match="cut off or is damaged"):
        zip_members(path)


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    path = packed(tmp_path, {f"{n}.csv": b"" for n in range(4)})
    with pytest.raises(InputError, match="holds 4 members"):
        zip_members(path)


def test_a_doubled_member_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", b"A\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", b"B\n")
    with pytest.raises(InputError, match=r"holds 'a\.csv' twice"):
        zip_members(path)


def test_a_damaged_cut_or_wrong_archive_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.csv": os.urandom(5000)})
    content = path.read_bytes()
    damaged = content[:2000] + bytes([content[2000] ^ 255]) + content[2001:]
    cases = [(content[:-30], "cut off"), (damaged, "damaged"), (b"A,B\n1,2\n", "not a ZIP")]
    for changed, cause in cases:
        path.write_bytes(changed)
        with pytest.raises(InputError, match=cause):
            zip_members(path)


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    # Arrange: set the encryption bit in both headers.
    path = packed(tmp_path, {"a.csv": b"A\n1\n"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))

    with pytest.raises(InputError, match=r"its member a\.csv is protected by a password\. Pack"):
        zip_members(path)


# Excel


def workbook(folder: Path, rows: list[list[object]], title: str = "Arrests") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    path = folder / "in.xlsx"
    book.save(path)
    return path


def test_workbook_cells_become_strings(tmp_path: Path) -> None:
    stamp = datetime(2024, 3, 9, 23, 15)  # noqa: DTZ001
    path = workbook(
        tmp_path,
        [["NO", "D", "M", "F", "T", "B"], [7.0, date(1991, 4, 17), stamp, 1.5, time(7, 30), True]],
    )

    extract = read_xlsx(path, ["NO"])

    (row,) = extract.rows()
    assert dict(row.values) == {
        "NO": "7",
        "D": "1991-04-17",
        "M": "2024-03-09T23:15:00",
        "F": "1.5",
        "T": "07:30:00",
        "B": "true",
    }
    assert (row.file, row.line, extract.total) == ("in.xlsx", 2, 1)


def test_midnight_is_kept_where_the_cell_shows_a_time(tmp_path: Path) -> None:
    midnight = datetime(2024, 3, 9)  # noqa: DTZ001
    path = workbook(tmp_path, [["M", "D"], [midnight, midnight]])
    book = openpyxl.load_workbook(path)
    book["Arrests"]["A2"].number_format = "m/d/yy h:mm"
    book["Arrests"]["B2"].number_format = '[$-409]d "the" mmm yyyy'
    book.save(path)

    assert values(read_xlsx(path)) == [{"M": "2024-03-09T00:00:00", "D": "2024-03-09"}]


def test_rows_of_a_workbook_have_their_own_numbers_and_may_be_short(tmp_path: Path) -> None:
    extract = read_xlsx(workbook(tmp_path, [["A", "B"], [1], [None, None], [3, 4], [5, 6, 7]]))

    rows = list(extract.rows())

    assert [row.line for row in rows] == [2, 4, 5]
    assert dict(rows[0].values) == {"A": "1", "B": ""}
    assert [row.problem for row in rows] == [
        "",
        "",
        "3 cells where the header has 2; correct the row",
    ]


def test_workbooks_that_cannot_be_used_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["A", "A"], [1, 2]])
    with pytest.raises(InputError, match="names A more than once"):
        read_xlsx(path)
    with pytest.raises(InputError, match="no sheet 'Nope'; found Arrests"):
        read_xlsx(path, sheet="Nope")
    with pytest.raises(InputError, match="missing column B; found A"):
        read_xlsx(workbook(tmp_path, [["A"], [1]]), ["B"])
    with pytest.raises(InputError, match="the sheet is empty"):
        read_xlsx(workbook(tmp_path, []))


def test_files_that_are_no_workbook_are_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path, [["A"], [1]]).read_bytes()
    with pytest.raises(InputError, match="not an Excel workbook"):
        read_xlsx(written(tmp_path, "A\n1\n"))
    with pytest.raises(InputError, match=r"\.xls form"):
        read_xlsx(written(tmp_path, b"\xd0\xcf\x11\xe0"))
    with pytest.raises(InputError, match="cut off"):
        read_xlsx(written(tmp_path, whole[:-100]))
    with pytest.raises(InputError, match="a ZIP archive but not"):
        read_xlsx(packed(tmp_path, {"a.csv": b"A\n"}))


def test_a_workbook_that_is_a_bomb_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, [["A"], [1]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", b"\0" * (20 << 20))
    monkeypatch.delattr(workbooks.openpyxl, "load_workbook")

    with pytest.raises(InputError, match="times its size"):
        read_xlsx(path)


def test_a_workbook_with_a_broken_sheet_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["A"], [1]])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"][:-40]

    with pytest.raises(InputError, match="the workbook is damaged"):
        read_xlsx(packed(tmp_path, members, "broken.xlsx"))


# Parquet


def parquet(folder: Path, table: pa.Table) -> Path:
    path = folder / "in.parquet"
    pq.write_table(table, path)
    return path


def test_parquet_cells_become_strings(tmp_path: Path) -> None:
    stamp = datetime(2024, 3, 9, 23, 15)  # noqa: DTZ001
    table = pa.table(
        {
            "S": ["x", None],
            "N": pa.array([7.0, None]),
            "I": [1, 2],
            "D": [date(1991, 4, 17), None],
            "M": pa.array([stamp, None], pa.timestamp("ns")),
            "U": pa.array([stamp, None], pa.timestamp("ms", "UTC")),
            "B": [True, False],
            "C": pa.array(["a", "a"]).dictionary_encode(),
            "P": [Decimal("12.50"), Decimal("3.00")],
        }
    )

    extract = read_parquet(parquet(tmp_path, table), ["S"])

    first, second = extract.rows()
    assert dict(first.values) == {
        "S": "x",
        "N": "7",
        "I": "1",
        "D": "1991-04-17",
        "M": "2024-03-09T23:15:00",
        "U": "2024-03-09T23:15:00+00:00",
        "B": "true",
        "C": "a",
        "P": "12.50",
    }
    assert [second.values[name] for name in "SNDMB"] == ["", "", "", "", "false"]
    assert second.values["P"] == "3"
    assert (second.line, extract.total) == (2, 2)


def test_parquet_files_that_cannot_be_used_are_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path, pa.table({"A": [str(n) for n in range(5000)]}))
    whole = path.read_bytes()
    with pytest.raises(InputError, match="missing column B; found A"):
        read_parquet(path, ["B"])
    with pytest.raises(InputError, match="not a Parquet file"):
        read_parquet(written(tmp_path, "A\n1\n"))
    with pytest.raises(InputError, match="was cut off"):
        read_parquet(written(tmp_path, whole[:-10]))
    with pytest.raises(InputError, match="is damaged"):
        read_parquet(written(tmp_path, whole[:4] + b"\xff" * 400 + whole[404:]))


UNREADABLE = [
    pa.array([2**60]).cast(pa.timestamp("us")),
    pa.array([2**60]).cast(pa.timestamp("ms")),
    pa.array([[2**60]], pa.list_(pa.timestamp("us"))),
    pa.array([0]).cast(pa.timestamp("us", "Nowhere/Land")),
    pa.array([2**30], pa.int32()).cast(pa.date32()),
    pa.array([2**62]).cast(pa.duration("s")),
]


@pytest.mark.parametrize("column", UNREADABLE, ids=[str(column.type) for column in UNREADABLE])
def test_a_parquet_value_without_a_text_is_refused_in_the_check(
    tmp_path: Path, column: pa.Array
) -> None:
    path = parquet(tmp_path, pa.table({"A": ["x"], "W": column}))
    with pytest.raises(InputError, match="the column W holds a value that cannot be read in rows"):
        read_parquet(path)


def test_parquet_text_that_is_not_utf_8_is_refused_in_the_check(tmp_path: Path) -> None:
    column = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff"]).buffers())
    with pytest.raises(InputError, match="is damaged"):
        read_parquet(parquet(tmp_path, pa.table({"A": column})))


def test_a_parquet_file_without_rows_has_none(tmp_path: Path) -> None:
    path = parquet(tmp_path, pa.table({"A": pa.array([], pa.string())}))
    assert read_parquet(path, ["A"]).total == 0


# Progress


def passes(read: Callable[[list[tuple[int, int]]], object]) -> list[list[tuple[int, int]]]:
    """What a check reported, in its passes: another begins where less is done than before."""
    heard: list[tuple[int, int]] = []
    read(heard)
    starts = [n for n, (done, _) in enumerate(heard) if n == 0 or done < heard[n - 1][0]]
    return [heard[start:end] for start, end in zip(starts, [*starts[1:], len(heard)], strict=True)]


def into(heard: list[tuple[int, int]]) -> Callable[[int, int], None]:
    return lambda done, total: heard.append((done, total))


LINES = 200_000


def test_text_is_reported_in_bytes_once_when_decoded_and_once_when_split(tmp_path: Path) -> None:
    table = written(tmp_path, "A,B\n" + "1234567,é\n" * LINES)
    lines = written(tmp_path, '{"A": 12345}\n' * LINES, "in.jsonl")

    for path, found in (
        (table, passes(lambda heard: read_csv(table, report=into(heard)))),
        (lines, passes(lambda heard: read_jsonl(lines, report=into(heard)))),
    ):
        size = path.stat().st_size
        assert len(found) == 2
        for one in found:
            assert len({done for done, _ in one}) == -(-size // (1 << 20))
            assert one[-1] == (size, size)
            assert all(total == size for _, total in one)


def test_a_member_is_reported_in_bytes_unpacked(tmp_path: Path) -> None:
    content = b"A,B\n" + b"\n".join(
        b"%s,%d" % (os.urandom(4).hex().encode(), n) for n in range(LINES)
    )
    path = packed(tmp_path, {"a.csv": content, "b.csv": b"A\n"})
    whole = len(content) + 2

    def read(heard: list[tuple[int, int]]) -> None:
        zip_csv_extract(zip_members(path, report=into(heard)), "a.csv")

    unpacked, decoded, split = passes(read)

    assert unpacked[-1] == (whole, whole)
    assert {total for _, total in unpacked} == {whole}
    for one in (decoded, split):
        assert one[-1] == (len(content), len(content))
        assert {total for _, total in one} == {len(content)}


def test_a_workbook_is_reported_unpacked_and_then_by_its_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["A"], *([n] for n in range(10_000))])
    size = path.stat().st_size

    unpacked, rows = passes(lambda heard: read_xlsx(path, report=into(heard)))

    assert unpacked[-1][0] == unpacked[-1][1]
    assert [total for _, total in rows] == [size] * 3
    assert [done for done, _ in rows] == [size * 4096 // 10_001, size * 8192 // 10_001, size]


def test_a_parquet_file_is_reported_by_its_rows(tmp_path: Path) -> None:
    path = parquet(tmp_path, pa.table({"A": list(range(10_000))}))
    size = path.stat().st_size

    (rows,) = passes(lambda heard: read_parquet(path, report=into(heard)))

    assert rows == [(size * n // 10_000, size) for n in (4096, 8192, 10_000)]
