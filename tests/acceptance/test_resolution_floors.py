"""The labelled sets resolve by the same defaults, at least as well as is promised."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.published import VARIABLE

pytestmark = pytest.mark.acceptance

MAPPINGS = Path(__file__).parents[2] / "bench" / "mappings"


@pytest.fixture
def folder() -> Path:
    return Path(os.environ[VARIABLE]) / "resolution"


def closure_f1(path: Path, mapping: str, truth: str) -> float:
    """What ``workbench evaluate`` prints, run as a person runs it."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "workbench", "evaluate", str(path)),
            *("--mapping", str(MAPPINGS / mapping), "--truth", truth, "--json"),
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
    f1 = closure_f1(labelled, "febrl3.toml", "truth")

    # Assert
    assert f1 >= 0.999


def test_historical_figures(folder: Path) -> None:
    path = folder / "historical_figures_with_errors_50k.parquet"

    assert closure_f1(path, "historical.toml", "cluster") >= 0.90


def test_seven_sources(folder: Path) -> None:
    path = folder / "pseudopeople_seven_sources.parquet"

    assert closure_f1(path, "pseudopeople.toml", "cluster") >= 0.985
