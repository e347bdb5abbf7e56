"""Refused rows: kept, exported, corrected, closed; the same row again is the same reject."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.integration.people import COLUMNS, SOURCE, write_people
from tests.integration.picture import picture
from workbench.errors import InputError
from workbench.graph.client import Graph
from workbench.graph.deciding import Figures
from workbench.pipeline.load import load
from workbench.pipeline.status import export_rejects, rejects, status

pytestmark = pytest.mark.integration
NUMBERLESS = {"number": ""}


def test_rejects_are_kept_exported_corrected_and_closed(empty_graph: Graph, tmp_path: Path) -> None:
    # Arrange
    path = write_people(tmp_path / "people.csv", range(4), {2: {"number": ""}})
    load(empty_graph, SOURCE, [path])
    refused = rejects(empty_graph.run, "people")
    assert [(r.file, r.line, r.reason) for r in refused] == [("people.csv", 4, "no number")]
    out = tmp_path / "rejects.csv"
    export_rejects(refused, out)

    # Act
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert set(COLUMNS) < set(rows[0])
    rows[0]["number"] = "24000002"
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    summary = load(empty_graph, SOURCE, [out], corrections=True)

    # Assert
    assert summary.figures == Figures(1, 1, 0, 0)
    assert rejects(empty_graph.run) == []
    assert status(empty_graph.run).records["incident"] == 4


def test_loading_a_corrected_file_closes_its_old_rejects(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", range(4), {2: {"number": ""}})])

    # Act
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", range(4))])

    # Assert
    assert rejects(empty_graph.run) == []


def test_a_value_too_long_to_search_for_refuses_its_row_and_not_the_file(
    empty_graph: Graph, tmp_path: Path
) -> None:
    path = write_people(tmp_path / "long.csv", range(3), {1: {"address": "9 " + "X" * 100_000}})

    summary = load(empty_graph, SOURCE, [path])

    assert summary.figures == Figures(3, 2, 0, 1)
    assert "address_normal" in rejects(empty_graph.run)[0].reason


def corrected(graph: Graph, path: Path, number: str) -> Path:
    """The open rejects of people, exported and given a number."""
    export_rejects(rejects(graph.run), path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"number": number} for row in rows)
    return path


def test_a_correction_stands_in_when_its_row_comes_again(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2, 3], {2: NUMBERLESS})])
    load(empty_graph, SOURCE, [corrected(empty_graph, tmp_path / "r.csv", "24000002")],
         corrections=True)  # fmt: skip
    later = write_people(tmp_path / "p.csv", [1, 2, 3, 4], {2: NUMBERLESS})

    # Act
    summary = load(empty_graph, SOURCE, [later], complete=True)

    # Assert
    assert summary.figures == Figures(4, 1, 3, 0)
    assert summary.withdrawn == 0
    assert rejects(empty_graph.run) == []
    assert status(empty_graph.run).records["person"] == 4


def test_a_withdrawn_corrected_row_comes_back_with_its_row(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    whole = write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})
    load(empty_graph, SOURCE, [whole])
    load(empty_graph, SOURCE, [corrected(empty_graph, tmp_path / "r.csv", "24000002")],
         corrections=True)  # fmt: skip
    load(empty_graph, SOURCE, [write_people(tmp_path / "fewer.csv", [1])], complete=True)
    assert status(empty_graph.run).records["person"] == 1

    # Act
    summary = load(empty_graph, SOURCE, [whole], complete=True)

    # Assert
    assert summary.figures == Figures(2, 1, 1, 0)
    assert status(empty_graph.run).records["person"] == 2


def test_a_correction_that_fails_leaves_the_row_open_at_its_place(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})])

    # Act
    summary = load(
        empty_graph, SOURCE, [corrected(empty_graph, tmp_path / "r.csv", "")], corrections=True
    )

    # Assert
    assert summary.figures == Figures(1, 0, 0, 1)
    assert [(r.file, r.line, r.rows) for r in rejects(empty_graph.run)] == [("p.csv", 3, 1)]


@pytest.mark.parametrize("column", ["officer", "number"])
def test_a_link_to_an_end_too_long_to_search_for_refuses_its_row(
    empty_graph: Graph, tmp_path: Path, column: str
) -> None:
    path = write_people(tmp_path / "long.csv", range(3), {1: {column: "9" * 100_000}})

    summary = load(empty_graph, SOURCE, [path])

    assert summary.figures == Figures(3, 2, 0, 1)
    assert "100," in rejects(empty_graph.run)[0].reason


def test_a_refused_row_that_comes_again_further_down_is_the_same_reject(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [2, 3], {2: NUMBERLESS})])
    [before] = rejects(empty_graph.run)

    # Act
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2, 3], {2: NUMBERLESS})])

    # Assert
    [after] = rejects(empty_graph.run)
    assert (before.line, after.line) == (2, 3)
    assert after.id == before.id


def test_equal_refused_rows_of_one_file_are_counted_each(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange: more than a batch between them
    indices = [2, *range(10, 1_500), 2]
    path = write_people(tmp_path / "p.csv", indices, {2: NUMBERLESS})

    # Act
    summary = load(empty_graph, SOURCE, [path])

    # Assert
    assert summary.figures.rejected == 2
    assert [(r.line, r.rows) for r in rejects(empty_graph.run)] == [(2, 2)]
    assert status(empty_graph.run).sources["people"].open_rejects == 2


@pytest.mark.parametrize("answered", ["", "0123456789abcdef01234567"])
def test_corrections_that_answer_no_refused_row_change_nothing(
    empty_graph: Graph, tmp_path: Path, answered: str
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})])
    out = tmp_path / "rejects.csv"
    export_rejects(rejects(empty_graph.run), out)
    text = out.read_text(encoding="utf-8-sig")
    out.write_text(text.replace(rejects(empty_graph.run)[0].id, answered))
    before = picture(empty_graph)

    # Act
    with pytest.raises(InputError, match=r"rejects\.csv, line 2: _reject .* no refused row"):
        load(empty_graph, SOURCE, [out], corrections=True)

    # Assert
    assert picture(empty_graph) == before
