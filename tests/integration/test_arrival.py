"""Files that arrive one by one give the graph of all loaded and resolved at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from loaders.source import Source
from tests.integration.people import SOURCE, entity_ids, forget_resolution, person, write_people
from tests.integration.picture import picture, wipe
from workbench.errors import InputError, WorkbenchError
from workbench.graph import engine, judged
from workbench.graph.client import Graph, open_graph
from workbench.pipeline.arriving import Arrivals, inbox
from workbench.pipeline.catalogue import named_source
from workbench.pipeline.decide import decide
from workbench.pipeline.held import hold, publish
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.progress import Report, silent
from workbench.resolution.decisions import Verdict
from workbench.resolution.model import from_json
from workbench.sample.region import generate
from workbench.settings import Settings

pytestmark = pytest.mark.integration

SOURCES = ("mpd-persons", "mpd-incidents", "plate-reads", "mpd-vehicles", "mpd-property")
"""Of the sample region, persons before the incidents and reads before the vehicles they tell of."""


def anew(graph: Graph) -> dict[str, Any]:
    """The picture of the same records resolved from nothing."""
    forget_resolution(graph)
    resolve(graph)
    return picture(graph)


def publish_again(graph: Graph, document: str) -> None:
    """Empty the graph but for this model."""
    wipe(graph)
    graph.write(partial(publish, model=from_json(document)))


def first_records(graph: Graph) -> dict[str, str]:
    """By record, the one whose seed its entity has for an id."""
    rows = graph.read(
        "MATCH (r:Record)-[:RESOLVED_TO]->(e) MATCH (e)<-[:RESOLVED_TO]-(first {seed: e.id}) "
        "RETURN r.key AS key, first.key AS first"
    )
    return {row["key"]: row["first"] for row in rows}


def take_all(graph: Graph, files: Sequence[tuple[Source, Path]]) -> Arrivals:
    """Take files of several sources, with the records in memory from one to the next."""
    arrivals = Arrivals(graph, files[0][0])
    for source, path in files:
        arrivals = replace(arrivals, source=source)
        arrivals.take(path)
    return arrivals


def test_a_load_that_goes_on_in_between_is_noticed(learnt: Graph, tmp_path: Path) -> None:
    # Arrange: a load of another source ends after its first batch
    other = replace(SOURCE, name="others")
    path = write_people(tmp_path / "others.csv", range(1_000, 2_100))

    def ending(rows: int, total: int) -> None:
        if 0 < rows < total:
            raise KeyboardInterrupt

    @contextmanager
    def ended(what: str, unit: str) -> Iterator[Report]:
        yield ending if what.startswith("loading") else silent

    with pytest.raises(KeyboardInterrupt):
        load(learnt, other, [path], progress=ended)
    arrivals = Arrivals(learnt, SOURCE)
    arrivals.take(write_people(tmp_path / "one.csv", [200]))

    # Act
    resumed = load(learnt, other, [path])
    arrivals.take(write_people(tmp_path / "two.csv", [201]))

    # Assert
    assert resumed.resumed
    assert person(2_099) in entity_ids(learnt)
    assert picture(learnt) == anew(learnt)


def test_a_first_file_that_is_enough_to_learn_from_is_resolved_by_what_it_teaches(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Act
    Arrivals(empty_graph, SOURCE).take(write_people(tmp_path / "first.csv", range(200)))

    # Assert
    document = judged.model(empty_graph)
    assert document is not None
    assert from_json(document).learnt
    assert picture(empty_graph) == anew(empty_graph)


def test_files_of_every_kind_that_arrive_give_the_graph_of_one_resolve(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    region = {file.source: file.path for file in generate(tmp_path / "region", people=200).files}
    files = [(named_source(settings, name), region[name]) for name in SOURCES]
    for source, path in files:
        load(empty_graph, source, [path])
    resolve(empty_graph)
    at_once, first = picture(empty_graph), first_records(empty_graph)
    document = judged.model(empty_graph)
    assert document is not None
    assert from_json(document).learnt
    publish_again(empty_graph, document)

    # Act
    arrivals = take_all(empty_graph, files)

    # Assert
    assert picture(empty_graph) == at_once
    assert first_records(empty_graph) == first
    assert set(first) == set(entity_ids(empty_graph))
    assert_as_resolved_at_once_after_a_revision(arrivals, files[0], tmp_path)


def assert_as_resolved_at_once_after_a_revision(
    arrivals: Arrivals, file: tuple[Source, Path], folder: Path
) -> None:
    """Give persons the names and dates of others, so that entities join and part."""
    source, path = file
    with path.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    ids = [name for name in rows[0] if "ID" in name.upper() or "NUM" in name.upper()]
    moved = [
        {**other, **{name: row[name] for name in ids}}
        for row, other in zip(rows[:12], rows[20:32], strict=True)
    ]
    revised = folder / "revised.csv"
    with revised.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(moved)
    arrived = replace(arrivals, source=source).take(revised)
    now = picture(arrivals.graph)
    assert arrived.summary.figures.loaded > 0
    assert any(a.before not in {None, a.entity} for a in arrived.assignments)
    assert now == anew(arrivals.graph)


@pytest.fixture
def learnt(empty_graph: Graph, tmp_path: Path) -> Graph:
    """A hundred arrests, resolved under a model that was learnt from them."""
    load(empty_graph, SOURCE, [write_people(tmp_path / "people.csv", range(100))])
    resolve(empty_graph)
    return empty_graph


def test_a_revised_record_leaves_one_entity_for_another(learnt: Graph, tmp_path: Path) -> None:
    # Arrange: the arrestee of 4, so far that of 3, turns out to be that of 50
    known = entity_ids(learnt)
    changes = {4: {"name": "EXAMPLE, PERSON50", "fbi": "100050AB1"}}
    revised = write_people(tmp_path / "revised.csv", [4], changes)

    # Act
    arrived = Arrivals(learnt, SOURCE).take(revised)

    # Assert
    ids = entity_ids(learnt)
    assert known[person(4)] == known[person(3)] == ids[person(3)]
    assert ids[person(4)] == ids[person(50)]
    assert arrived.summary.figures.loaded == 1
    assert picture(learnt) == anew(learnt)


def test_files_of_one_row_each_arrive_one_after_the_other(learnt: Graph, tmp_path: Path) -> None:
    # Arrange
    arrivals = Arrivals(learnt, SOURCE)

    # Act
    for index in range(100, 105):
        arrivals.take(write_people(tmp_path / f"{index}.csv", [index]))

    # Assert
    assert entity_ids(learnt)[person(104)] == entity_ids(learnt)[person(103)]
    assert picture(learnt) == anew(learnt)


def test_withdrawn_records_leave_what_is_held_in_memory(learnt: Graph, tmp_path: Path) -> None:
    # Arrange
    held = hold(learnt)
    fewer = write_people(tmp_path / "fewer.csv", range(20, 100))

    # Act
    with learnt.alone():
        summary = load(learnt, SOURCE, [fewer], complete=True)
        change = held.arrive(judged.of_load(learnt, summary.number))

    # Assert
    assert summary.withdrawn == len(change.gone) == 60
    assert person(3) not in entity_ids(learnt)
    assert picture(learnt) == anew(learnt)


def test_records_withdrawn_by_somebody_else_leave_when_the_next_file_arrives(
    learnt: Graph, tmp_path: Path
) -> None:
    # Arrange
    arrivals = Arrivals(learnt, SOURCE)
    arrivals.take(write_people(tmp_path / "more.csv", range(100, 103)))

    # Act
    fewer = write_people(tmp_path / "fewer.csv", range(20, 103))
    load(learnt, SOURCE, [fewer], complete=True)
    arrivals.take(write_people(tmp_path / "yet_more.csv", [103]))

    # Assert
    assert person(3) not in entity_ids(learnt)
    assert picture(learnt) == anew(learnt)


def test_a_file_arrives_under_decisions_and_models_made_in_between(
    learnt: Graph, tmp_path: Path
) -> None:
    # Arrange
    arrivals = Arrivals(learnt, SOURCE)
    arrivals.take(write_people(tmp_path / "one.csv", range(100, 110)))
    other = hold(learnt)
    decide(other, Verdict.SAME, [person(0)], [person(1)], reviewer="Ortiz", reason="r")

    # Act
    arrivals.take(write_people(tmp_path / "two.csv", range(110, 140)))
    decided = entity_ids(learnt)
    full = resolve(learnt, full=True)
    arrivals.take(write_people(tmp_path / "three.csv", [140]))

    # Assert
    assert decided[person(0)] == decided[person(1)]
    assert full.trained
    assert arrivals.held is not None
    assert arrivals.held.model.version == full.model
    assert picture(learnt) == anew(learnt)


def test_the_same_file_again_changes_nothing(learnt: Graph, tmp_path: Path) -> None:
    # Arrange
    arrivals = Arrivals(learnt, SOURCE)
    path = write_people(tmp_path / "more.csv", range(100, 110))
    arrivals.take(path)
    before = picture(learnt)

    # Act
    again = arrivals.take(path)

    # Assert
    assert again.summary.repeated
    assert picture(learnt) == before


def test_a_broken_file_changes_nothing_and_the_next_one_arrives(
    learnt: Graph, tmp_path: Path
) -> None:
    # Arrange
    arrivals = Arrivals(learnt, SOURCE)
    broken = tmp_path / "broken.csv"
    broken.write_text("number,name\n1,2\n")
    before = picture(learnt)

    # Act
    with pytest.raises(InputError, match=r"broken\.csv"):
        arrivals.take(broken)
    unchanged = picture(learnt)
    arrivals.take(write_people(tmp_path / "good.csv", [100]))

    # Assert
    assert unchanged == before
    assert person(100) in entity_ids(learnt)


def test_a_first_file_in_an_empty_graph_is_learnt_from_with_the_second(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    arrivals = Arrivals(empty_graph, SOURCE)

    # Act
    arrivals.take(write_people(tmp_path / "one.csv", range(100)))
    arrivals.take(write_people(tmp_path / "two.csv", range(100, 105)))

    # Assert
    assert arrivals.held is not None
    assert arrivals.held.model.learnt
    assert picture(empty_graph) == anew(empty_graph)


def test_nothing_arrives_while_somebody_else_loads(
    learnt: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    path = write_people(tmp_path / "more.csv", [100])
    arrivals = Arrivals(learnt, SOURCE)

    # Act
    with (
        open_graph(engine.connection(settings)) as other,
        other.alone(),
        pytest.raises(WorkbenchError, match="another load or resolve is at work"),
    ):
        arrivals.take(path)
    arrivals.take(path)

    # Assert
    assert person(100) in entity_ids(learnt)


def test_a_file_is_given_out_once_whole_and_again_when_it_changes_or_is_asked_for(
    tmp_path: Path,
) -> None:
    # Arrange
    box = inbox(tmp_path)
    path = tmp_path / "a.csv"
    path.write_text("1")
    (tmp_path / ".hidden").write_text("1")
    (tmp_path / "folder").mkdir()

    # Act
    seen = [box.whole(), box.whole(), box.whole()]
    path.write_text("12")
    changed = [box.whole(), box.whole(), box.whole()]
    box.again(path)
    asked_for = [box.whole(), box.whole()]

    # Assert
    assert seen == [[], [path], []]
    assert changed == [[], [path], []]
    assert asked_for == [[path], []]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none: No such file or directory"):
        inbox(tmp_path / "none").whole()
