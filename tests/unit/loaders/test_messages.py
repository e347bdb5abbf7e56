"""Messages stay short and on one line, whatever the file holds."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders.archives import zip_members
from loaders.columns import moment, whole
from loaders.messages import cause_of, clipped, listed, quoted
from loaders.reading import read_csv
from loaders.source import Row, RowError
from loaders.workbooks import read_parquet
from workbench.errors import InputError

LONG = "x" * 3_000
BLANKS = " " * 3_000


def test_what_is_quoted_is_clipped_to_sixty_characters() -> None:
    assert clipped("x" * 60) == "x" * 60
    assert clipped("x" * 61) == "x" * 59 + "…"
    assert quoted(LONG) == "'" + "x" * 59 + "…'"


def test_a_list_says_how_many_it_leaves_out_and_that_there_are_none() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed(["a", "b", "c"], 2) == "a, b and 1 more"
    assert listed([]) == "none"


def test_the_cause_of_an_error_is_one_line() -> None:
    assert cause_of(ValueError("no\n  data.\n")) == "no data."
    assert len(cause_of(ValueError(LONG))) == 200


def test_an_archive_without_members_is_said_to_hold_none(tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    zipfile.ZipFile(path, "w").close()
    with pytest.raises(InputError, match=r"no members called a\.csv; found none\. Check"):
        zip_members(path, ["a.csv"])


def test_a_damaged_parquet_file_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"A": list(range(5_000))}), path)
    whole_file = path.read_bytes()
    path.write_bytes(whole_file[:4] + b"\xff" * 400 + whole_file[404:])
    with pytest.raises(InputError) as refused:
        read_parquet(path)
    assert "is damaged (" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_long_names_of_columns_are_clipped_in_every_refusal(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    for header in (LONG, f"{LONG},{LONG}"):
        path.write_text(f"{header}\n1,2\n")
        with pytest.raises(InputError) as refused:
            read_csv(path, [LONG[:-1]])
        assert "x" * 59 + "…" in str(refused.value)
        assert "x" * 60 not in str(refused.value)


def test_long_values_are_clipped_in_the_reason_of_a_refused_row() -> None:
    with pytest.raises(RowError) as number:
        whole(Row("in.csv", 2, {"A": LONG}), "A")
    with pytest.raises(RowError) as time:
        moment(Row("in.csv", 2, {"A": f"31{BLANKS}FEB 2024"}), "A", ("%d %b %Y",))
    assert len(str(number.value)) < 200
    assert len(str(time.value)) < 250
