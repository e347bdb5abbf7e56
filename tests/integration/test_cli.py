"""The command line as a person runs it: one clear line and exit code 2 on bad input."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands import workbench
from tests.integration.picture import picture
from workbench.graph.client import Graph
from workbench.settings import Settings, from_environment

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


def write_reads(path: Path, *, faulty: int, good: int = 0) -> Path:
    """Plate reads, the faulty ones without their time."""
    header, first, *_ = (FIXTURES / "plate_reads.csv").read_text().splitlines()
    columns, cells = header.split(","), first.split(",")
    rows = []
    for number in range(good + faulty):
        row = dict(zip(columns, cells, strict=True)) | {"read_id": f"R{number}"}
        rows.append(",".join((row | {"read_at": ""} if number < faulty else row).values()))
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def test_a_load_of_which_no_row_could_be_used_says_so_and_exits_with_1(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    path = write_reads(tmp_path / "reads.csv", faulty=1)

    # Act
    done = workbench(settings, "load", "plate-reads", str(path))
    again = workbench(settings, "load", "plate-reads", str(path))
    held = json.loads(workbench(settings, "status", "--json").stdout)

    # Assert
    assert (done.returncode, again.returncode) == (1, 1)
    assert "plate-reads: 1 row = 0 loaded + 0 unchanged + 1 rejected\n" in done.stdout
    assert "workbench rejects plate-reads" in done.stdout
    assert done.stderr == (
        "workbench: no row could be used: these are probably not files of plate-reads, or their "
        "columns have changed\n"
    )
    assert held["sources"]["plate-reads"]["open_rejects"] == 1


def test_corrections_of_which_none_could_be_used_say_what_they_still_need(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    out = tmp_path / "out.csv"
    workbench(settings, "load", "plate-reads", str(write_reads(tmp_path / "r.csv", faulty=1)))
    exported = workbench(settings, "rejects", "plate-reads", "--export", str(out))

    # Act
    done = workbench(settings, "load", "plate-reads", str(out), "--corrections")

    # Assert
    assert exported.stdout.startswith("1 reject of plate-reads written")
    assert done.returncode == 1
    assert "each still has a value to correct" in done.stderr


def test_status_tells_the_latest_load_from_what_is_open_of_all(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    first = write_reads(tmp_path / "first.csv", faulty=2, good=3)
    second = write_reads(tmp_path / "second.csv", faulty=0, good=1)
    workbench(settings, "load", "plate-reads", str(first))
    workbench(settings, "load", "plate-reads", str(second), "--complete")

    # Act
    shown = workbench(settings, "status").stdout.splitlines()
    held = json.loads(workbench(settings, "status", "--json").stdout)["sources"]["plate-reads"]

    # Assert
    assert shown[0].startswith("Latest load")
    assert shown[1].split()[-4:] == ["withdrawn", "open", "rejects", "state"]
    assert shown[2].split()[1:] == [
        *(f"{held[name]}" for name in ("rows", "loaded", "unchanged", "rejected", "withdrawn")),
        f"{held['open_rejects']}",
        "finished",
    ]
    assert held["withdrawn"] > 0
    assert "state_shown" not in held


def test_more_rejects_than_are_shown_are_exported_by_the_command_that_is_named(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    path = write_reads(tmp_path / "reads.csv", faulty=21, good=1)
    workbench(settings, "load", "plate-reads", str(path))

    # Act
    listed = workbench(settings, "rejects").stdout
    out = tmp_path / "out.csv"
    exported = workbench(settings, "rejects", "plate-reads", "--export", str(out))

    # Assert
    assert listed.endswith("all of them:\n  workbench rejects plate-reads --export FILE\n")
    assert "20 of 21" in listed
    assert exported.stdout.startswith(f"21 rejects of plate-reads written to {out}\n")


def test_a_broken_specification_is_named_beside_the_layouts_that_can_be_loaded(
    tmp_path: Path,
) -> None:
    # Arrange
    home = replace(from_environment(), home=tmp_path)
    broken = tmp_path / "specs" / "broken.toml"
    broken.parent.mkdir()
    broken.write_text('name = "broken"\n')

    # Act
    done = workbench(home, "sources")

    # Assert
    assert done.returncode == 0
    assert "dc-mpd-incidents" in done.stdout
    assert str(broken) in done.stderr
    assert "nothing was loaded" not in done.stderr
