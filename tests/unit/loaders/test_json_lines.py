"""Every name and every digit of a JSON line is kept as it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.json_lines import read_jsonl
from loaders.source import Row
from workbench.errors import InputError


def rows_of(folder: Path, *lines: str) -> list[Row]:
    path = folder / "in.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return list(read_jsonl(path).rows())


@pytest.mark.parametrize(
    ("line", "names", "cells"),
    [
        ('{"NO": "2", "NO": "3"}', "NO", {"NO": "2", "NO (2)": "3"}),
        ('{"NO": 2, "B": "x", "NO": 2}', "NO", {"NO": "2", "B": "x", "NO (2)": "2"}),
        (
            '{"NO": 1, "NO": 2, "NO (2)": 3, "NO": 4}',
            "NO",
            {"NO": "1", "NO (2)": "2", "NO (2) (2)": "3", "NO (3)": "4"},
        ),
        ('{"ST": 1, " ST ": 2}', "ST", {"ST": "1", "ST (2)": "2"}),
        ('{"column 2": 1, "": 2}', "column 2", {"column 2": "1", "column 2 (2)": "2"}),
        (
            '{"B": 1, "A": 2, "A": 3, "B": 4}',
            "A, B",
            {"B": "1", "A": "2", "A (2)": "3", "B (2)": "4"},
        ),
    ],
)
def test_a_repeated_name_is_a_problem_that_keeps_every_value(
    tmp_path: Path, line: str, names: str, cells: dict[str, str]
) -> None:
    (row,) = rows_of(tmp_path, line)
    assert row.problem == f"the line names {names} more than once; correct the line"
    assert dict(row.values) == cells


def test_a_repeated_name_adds_no_column_to_other_rows(tmp_path: Path) -> None:
    _, whole = rows_of(tmp_path, '{"NO": 1, "NO": 2}', '{"NO": 3}')
    assert (whole.problem, dict(whole.values)) == ("", {"NO": "3"})


def test_a_repeated_name_inside_a_value_stays_in_its_text(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, '{"A": {"x": 1, "x": [2]}}')
    assert (row.problem, dict(row.values)) == ("", {"A": '{"x":1,"x":[2]}'})


def test_names_are_read_as_those_of_csv(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, '{"A": 1, "": 2, " x ": 3}')
    assert (row.problem, dict(row.values)) == ("", {"A": "1", "column 2": "2", "x": "3"})


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("9007199254740993.0", "9007199254740993"),
        ("12345678901234567.0", "12345678901234567"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("2.0", "2"),
        ("-0.0", "-0"),
        ("1.10", "1.10"),
        ("2.00", "2.00"),
        ("1e300", "1e300"),
        ("1.0e5", "1.0e5"),
        ("9" * 5_000, "9" * 5_000),
    ],
)
def test_a_number_is_kept_as_it_is_written(tmp_path: Path, number: str, kept: str) -> None:
    (row,) = rows_of(tmp_path, f'{{"A": {number}, "L": [{number}], "T": "{number}"}}')
    assert dict(row.values) == {"A": kept, "L": f"[{number}]", "T": number}


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("NaN", "NaN is no number of JSON"),
        ("-Infinity", "-Infinity is no number of JSON"),
        ("01", "Expecting ',' delimiter: character 8"),
        ('"\t"', "Invalid control character at: character 8"),
        ('"', "Unterminated string starting at: character 7"),
    ],
)
def test_what_json_does_not_allow_is_a_problem(tmp_path: Path, value: str, cause: str) -> None:
    _, row = rows_of(tmp_path, '{"A": 1}', f'{{"A": {value}}}')
    assert row.problem == f"not JSON ({cause}); correct the line"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(JSON, min_size=1, max_size=3), st.booleans())
def test_a_nested_value_becomes_its_compact_text(
    tmp_path: Path, nested: list[object], escaped: bool
) -> None:
    (row,) = rows_of(tmp_path, json.dumps({"A": nested}, ensure_ascii=escaped))
    compact = json.dumps(nested, ensure_ascii=False, separators=(",", ":"))
    assert (row.problem, dict(row.values)) == ("", {"A": compact})


def test_a_last_row_with_a_repeated_name_is_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"A": 1}\n{"A": 2, "A": 3}')
    assert [bool(row.problem) for row in read_jsonl(path).rows()] == [False, True]


def test_an_object_of_one_name_thousands_of_times_is_refused(tmp_path: Path) -> None:
    line = "{" + ",".join(['"A": 1'] * 5_001) + "}"
    with pytest.raises(InputError, match="name more than 5,000 columns by line 1"):
        rows_of(tmp_path, line)
