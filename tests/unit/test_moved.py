"""The list of what a new model moves outlives a run that was ended half-way."""

from __future__ import annotations

import csv
from pathlib import Path

from workbench.graph.projection import Assignment
from workbench.pipeline.moved import Moved
from workbench.records.vocabulary import Kind


def assignment(key: str, before: str | None, entity: str) -> Assignment:
    return Assignment(key, Kind.PERSON, before, entity)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file)]


def test_only_records_that_stood_elsewhere_are_listed(tmp_path: Path) -> None:
    listed = Moved(tmp_path / "resolved")

    listed.write("m1", [assignment("b", "1", "2"), assignment("a", None, "2")])
    listed.write("m2", [assignment("c", "3", "3")])

    assert rows(listed.path("m1")) == [
        ["record", "kind", "entity_before", "entity"],
        ["b", "person", "1", "2"],
    ]
    assert not listed.path("m2").exists()


def test_what_a_repeated_run_moves_is_added_and_nothing_is_taken_off(tmp_path: Path) -> None:
    listed = Moved(tmp_path)
    listed.write("m1", [assignment("b", "1", "2"), assignment("c", "1", "2")])

    listed.write("m1", [assignment("c", "9", "2"), assignment("a", "4", "5")])
    listed.write("m1", [])

    assert [row[0] for row in rows(listed.path("m1"))[1:]] == ["a", "b", "c"]
    assert rows(listed.path("m1"))[3] == ["c", "person", "1", "2"]
    assert [path.name for path in tmp_path.iterdir()] == ["m1.csv"]
