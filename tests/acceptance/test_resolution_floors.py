"""The labelled sets resolve by the same defaults, at least as well as is promised."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.published import VARIABLE

pytestmark = pytest.mark.acceptance

FEBRL = {
    "record_id": "rec_id",
    "given_name": "given_name",
    "surname": "surname",
    "street_number": "street_number",
    "street_name": "address_1",
    "city": "suburb",
    "postal_code": "postcode",
    "state": "state",
    "birth_date": "date_of_birth",
    "ssn": "soc_sec_id",
}
HISTORICAL = {
    "record_id": "unique_id",
    "given_name": "first_name",
    "surname": "surname",
    "full_name": "full_name",
    "birth_date": "dob",
    "place_of_birth": "birth_place",
    "postal_code": "postcode_fake",
    "sex": "gender",
    "occupation": "occupation",
}
SEVEN_SOURCES = {
    "record_id": "uid",
    "source": "src",
    "given_name": "first",
    "middle_name": "mi",
    "surname": "last",
    "birth_date": "dob",
    "sex": "sex",
    "ssn": "ssn",
    "city": "city",
    "street_number": "snum",
    "street_name": "street",
    "postal_code": "zip",
}


@pytest.fixture
def folder() -> Path:
    return Path(os.environ[VARIABLE]) / "resolution"


def closure_f1(path: Path, columns: Mapping[str, str], truth: str, home: Path) -> float:
    """What ``workbench evaluate`` prints, run as a person runs it."""
    mapping = home / "mapping.toml"
    lines = [f'{name} = "{column}"' for name, column in columns.items()]
    mapping.write_text("\n".join(("[columns]", *lines)), encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "workbench", "evaluate", str(path)),
            *("--mapping", str(mapping), "--truth", truth, "--json"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    f1: float = json.loads(done.stdout)["closure"]["f1"]
    return f1


def test_febrl_dataset_3(folder: Path, tmp_path: Path) -> None:
    # Arrange: the true person is the number in rec-1496-dup-0
    with (folder / "dataset3.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, skipinitialspace=True)
    labelled = tmp_path / "dataset3.csv"
    with labelled.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [[*header, "truth"], *([*row, row[0].split("-")[1]] for row in rows)]
        )

    # Act
    f1 = closure_f1(labelled, FEBRL, "truth", tmp_path)

    # Assert
    assert f1 >= 0.999


def test_historical_figures(folder: Path, tmp_path: Path) -> None:
    path = folder / "historical_figures_with_errors_50k.parquet"

    assert closure_f1(path, HISTORICAL, "cluster", tmp_path) >= 0.90


def test_seven_sources(folder: Path, tmp_path: Path) -> None:
    path = folder / "pseudopeople_seven_sources.parquet"

    assert closure_f1(path, SEVEN_SOURCES, "cluster", tmp_path) >= 0.985
