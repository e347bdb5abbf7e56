"""The command line as a person runs it: one clear line and exit code 2 on bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import workbench
from tests.integration.picture import picture
from workbench.graph.client import Graph
from workbench.settings import Settings

pytestmark = pytest.mark.integration

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02binary", "bad.csv"),
        (b"a,b\n1,2\n", "missing column"),
        ("X,CCN\n".encode("utf-16"), "UTF-16"),
    ],
    ids=["empty", "binary", "missing column", "wrong encoding"],
)
def test_a_wrong_file_is_one_line_exit_code_2_and_no_change(
    empty_graph: Graph, settings: Settings, tmp_path: Path, content: bytes, cause: str
) -> None:
    # Arrange
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    before = picture(empty_graph)

    # Act
    done = workbench(settings, "load", "dc-mpd-incidents", str(path))

    # Assert
    assert done.returncode == 2
    assert done.stderr.startswith("workbench: ")
    assert done.stderr.count("\n") == 1
    assert "bad.csv" in done.stderr
    assert cause in done.stderr
    assert picture(empty_graph) == before


def test_an_unknown_source_is_named(settings: Settings, graph: Graph) -> None:
    done = workbench(settings, "load", "nothing-like-it", str(FIXTURES / "plate_reads.csv"))

    assert done.returncode == 2
    assert "nothing-like-it" in done.stderr


def test_figures_add_up_from_load_to_status(empty_graph: Graph, settings: Settings) -> None:
    # Act
    loaded = workbench(settings, "load", "plate-reads", str(FIXTURES / "plate_reads.csv"))
    resolved = workbench(settings, "resolve")
    held = json.loads(workbench(settings, "status", "--json").stdout)

    # Assert
    assert loaded.returncode == resolved.returncode == 0
    one = held["sources"]["plate-reads"]
    assert one["rows"] == one["loaded"] + one["unchanged"] + one["rejected"] > 0
    assert held["records"]["plate-read"] > 0
    assert held["entities"]["vehicle"] > 0
    assert held["pending"] is False


def test_the_layouts_are_listed(settings: Settings) -> None:
    listed = workbench(settings, "sources").stdout

    assert "dc-mpd-incidents" in listed
    assert "table --spec" in listed


def test_rejects_are_listed_and_dismissed_source_by_source(
    empty_graph: Graph, settings: Settings
) -> None:
    # Arrange
    loaded = workbench(settings, "load", "plate-reads", str(FIXTURES / "plate_reads.csv"))
    assert "workbench rejects plate-reads" in loaded.stdout

    # Act
    listed = workbench(settings, "rejects", "plate-reads")
    without_source = workbench(settings, "rejects", "--dismiss")
    dismissed = workbench(settings, "rejects", "plate-reads", "--dismiss")
    after = workbench(settings, "rejects")

    # Assert
    assert listed.stdout.count("plate_reads.csv:") == 2
    assert without_source.returncode == 2
    assert "name the SOURCE" in without_source.stderr
    assert dismissed.stdout == "2 rejected rows of plate-reads dismissed\n"
    assert after.stdout == "No row waits for correction.\n"
