"""Refused rows: kept, exported, corrected, closed; the same row again is the same reject."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.reading import read_csv
from tests.integration.people import COLUMNS, SOURCE, write_people
from tests.integration.picture import picture
from workbench.errors import InputError
from workbench.graph import loads
from workbench.graph.client import Graph
from workbench.graph.deciding import Figures
from workbench.pipeline.load import load
from workbench.pipeline.status import export_rejects, rejects, status
from workbench.progress import silent

pytestmark = pytest.mark.integration
NUMBERLESS = {"number": ""}


def test_rejects_are_kept_exported_corrected_and_closed(empty_graph: Graph, tmp_path: Path) -> None:
    # Arrange
    path = write_people(tmp_path / "people.csv", range(4), {2: {"number": ""}})
    load(empty_graph, SOURCE, [path])
    refused = rejects(empty_graph.run, "people")
    assert [(r.file, r.line, r.reason) for r in refused] == [("people.csv", 4, "no number")]

    # Act
    out = corrected(empty_graph, tmp_path / "rejects.csv", "24000002")
    summary = load(empty_graph, SOURCE, [out], corrections=True)

    # Assert
    assert summary.figures == Figures(1, 1, 0, 0)
    assert rejects(empty_graph.run) == []
    assert status(empty_graph.run).records["incident"] == 4


def test_a_complete_extract_closes_the_rejects_of_rows_that_it_lacks(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", range(4), {2: NUMBERLESS})])
    right = write_people(tmp_path / "p.csv", range(4))

    # Act
    load(empty_graph, SOURCE, [right])
    between = len(rejects(empty_graph.run))
    load(empty_graph, SOURCE, [right], complete=True)

    # Assert: another file of the same name may be the next day's
    assert between == 1
    assert rejects(empty_graph.run) == []


def test_dismissed_rejects_are_closed_until_their_row_comes_again(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})])

    # Act
    dismissed = loads.dismiss(empty_graph, "people")

    # Assert
    assert (dismissed, rejects(empty_graph.run)) == (1, [])
    load(empty_graph, SOURCE, [write_people(tmp_path / "q.csv", [2, 3], {2: NUMBERLESS})])
    assert [r.file for r in rejects(empty_graph.run)] == ["q.csv"]


def test_a_value_too_long_to_search_for_refuses_its_row_and_not_the_file(
    empty_graph: Graph, tmp_path: Path
) -> None:
    path = write_people(tmp_path / "long.csv", range(3), {1: {"address": "9 " + "X" * 100_000}})

    summary = load(empty_graph, SOURCE, [path])

    assert summary.figures == Figures(3, 2, 0, 1)
    assert "address_normal" in rejects(empty_graph.run)[0].reason


def corrected(graph: Graph, path: Path, *numbers: str) -> Path:
    """The open rejects of people, exported; each row once for each number."""
    path.write_bytes(export_rejects(rejects(graph.run)))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert set(COLUMNS) < set(rows[0])
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"number": number} for row in rows for number in numbers)
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
    out.write_bytes(export_rejects(rejects(empty_graph.run)))
    text = out.read_text(encoding="utf-8-sig")
    out.write_text(text.replace(rejects(empty_graph.run)[0].id, answered))
    before = picture(empty_graph)

    # Act
    with pytest.raises(InputError, match=r"rejects\.csv, line 2: _reject .* no refused row"):
        load(empty_graph, SOURCE, [out], corrections=True)

    # Assert
    assert picture(empty_graph) == before


def test_two_rows_may_correct_one_and_both_stand_in(empty_graph: Graph, tmp_path: Path) -> None:
    # Arrange
    whole = write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})
    load(empty_graph, SOURCE, [whole])
    both = corrected(empty_graph, tmp_path / "r.csv", "24000008", "24000009")

    # Act
    load(empty_graph, SOURCE, [both], corrections=True)
    again = load(empty_graph, SOURCE, [whole], complete=True)

    # Assert
    assert (again.figures, again.withdrawn) == (Figures(2, 0, 2, 0), 0)
    assert status(empty_graph.run).records["person"] == 3


@pytest.mark.parametrize("numbers", [("24000009", ""), ("", "24000009")])
def test_a_correction_that_fails_beside_a_good_one_stays_open_and_the_good_one_stands(
    empty_graph: Graph, tmp_path: Path, numbers: tuple[str, str]
) -> None:
    # Arrange
    whole = write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})
    load(empty_graph, SOURCE, [whole])

    # Act
    half = corrected(empty_graph, tmp_path / "r.csv", *numbers)
    load(empty_graph, SOURCE, [half], corrections=True)
    waiting = len(rejects(empty_graph.run))
    load(empty_graph, SOURCE, [corrected(empty_graph, tmp_path / "s.csv", "24000010")],
         corrections=True)  # fmt: skip
    again = load(empty_graph, SOURCE, [whole], complete=True)

    # Assert
    assert waiting == 1
    assert (again.figures, again.withdrawn) == (Figures(2, 0, 2, 0), 0)
    assert status(empty_graph.run).records["person"] == 3


def test_the_order_and_number_of_columns_make_no_other_row(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})])
    load(empty_graph, SOURCE, [corrected(empty_graph, tmp_path / "r.csv", "24000002")],
         corrections=True)  # fmt: skip
    with (tmp_path / "p.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (tmp_path / "q.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, ["new", *reversed(COLUMNS)], restval="")
        writer.writeheader()
        writer.writerows(rows)

    # Act
    again = load(empty_graph, SOURCE, [tmp_path / "q.csv"], complete=True)

    # Assert
    assert (again.figures, again.withdrawn) == (Figures(2, 0, 2, 0), 0)


def test_corrections_keep_the_columns_of_the_refused_rows(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})])
    [refused] = rejects(empty_graph.run)
    short = tmp_path / "r.csv"
    short.write_text(f"_reject,number\n{refused.id},24000002\n")

    # Act
    with pytest.raises(InputError, match=r"r\.csv: the column \w+ of the refused rows is missing"):
        load(empty_graph, SOURCE, [short], corrections=True)

    # Assert
    assert status(empty_graph.run).records["person"] == 1


@pytest.mark.parametrize("column", ["_reject", "_reason"])
def test_a_file_with_columns_of_exported_rejects_is_told_how_to_load_it(
    empty_graph: Graph, tmp_path: Path, column: str
) -> None:
    path = write_people(tmp_path / "p.csv", [1])
    path.write_text(path.read_text().replace("officer", f"officer,{column}", 1))

    with pytest.raises(InputError, match=f"{column}.*--corrections"):
        load(empty_graph, SOURCE, [path])


@pytest.mark.parametrize("quoted", [False, True])
def test_exported_rejects_are_known_whatever_the_sources_own_form_is(
    empty_graph: Graph, tmp_path: Path, *, quoted: bool
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2], {2: NUMBERLESS})])
    out = tmp_path / "rejects.csv"
    out.write_bytes(export_rejects(rejects(empty_graph.run)))
    if quoted:
        out.write_bytes(out.read_bytes().replace(b"_reject", b'"_reject"', 1))
    other = replace(
        SOURCE,
        read=lambda path, report=silent: read_csv(
            path, COLUMNS, encoding="cp1252", delimiter=";", specified=True, report=report
        ),
    )
    before = picture(empty_graph)

    # Act
    with pytest.raises(InputError, match=r"rejects\.csv: the column _reject .*--corrections"):
        load(empty_graph, other, [out])

    # Assert
    assert picture(empty_graph) == before


def test_a_correction_never_overwrites_a_row_of_the_file_it_was_refused_from(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange: number 1 twice, with other values, and a row without a number
    whole = write_people(tmp_path / "p.csv", [1, 2, 3],
                         {2: {"number": "24000001"}, 3: NUMBERLESS})  # fmt: skip
    load(empty_graph, SOURCE, [whole])
    before = picture(empty_graph)["links"]

    # Act
    out = corrected(empty_graph, tmp_path / "r.csv", "24000001")
    summary = load(empty_graph, SOURCE, [out], corrections=True)

    # Assert
    assert summary.figures == Figures(2, 0, 0, 2)
    assert all("has the same number" in r.reason for r in rejects(empty_graph.run))
    stated = [link for link in picture(empty_graph)["links"] if link[1] != "REJECTED_BY"]
    assert stated == [link for link in before if link[1] != "REJECTED_BY"]


def test_a_correction_may_revise_what_an_earlier_file_stated(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", [1, 2])])
    later = write_people(tmp_path / "q.csv", [3], {3: NUMBERLESS})
    load(empty_graph, SOURCE, [later])

    # Act
    out = corrected(empty_graph, tmp_path / "r.csv", "24000002")
    summary = load(empty_graph, SOURCE, [out], corrections=True)
    again = load(empty_graph, SOURCE, [out], corrections=True)

    # Assert
    assert (summary.figures, again.repeated) == (Figures(1, 1, 0, 0), True)
    assert rejects(empty_graph.run) == []


def test_a_correction_of_a_cut_row_does_not_stand_in_for_the_whole_one(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange: the last cell is missing, and the agency sends the row again with it empty
    whole = write_people(tmp_path / "p.csv", [1, 2], {2: {"officer": ""}})
    cut = tmp_path / "cut.csv"
    cut.write_text(whole.read_text().rstrip().removesuffix(",") + "\n")
    load(empty_graph, SOURCE, [cut])
    out = corrected(empty_graph, tmp_path / "r.csv", "24000009")
    load(empty_graph, SOURCE, [out], corrections=True)

    # Act
    summary = load(empty_graph, SOURCE, [whole])

    # Assert
    assert summary.figures == Figures(2, 1, 1, 0)
    assert status(empty_graph.run).records["person"] == 3
