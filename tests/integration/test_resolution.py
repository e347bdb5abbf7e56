"""Resolving a whole graph: a function of records, decisions and the published model alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.integration.people import SOURCE, entity_ids, forget_resolution, write_people
from tests.integration.picture import picture
from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.pipeline.catalogue import named_source
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.pipeline.status import status
from workbench.sample.region import generate
from workbench.settings import Settings

pytestmark = pytest.mark.integration

SOURCES = (
    "mpd-incidents",
    "mpd-persons",
    "mpd-vehicles",
    "mpd-property",
    "plate-reads",
)
"""Of the sample region: together they state every kind of record that resolves."""


def test_resolving_again_changes_nothing_and_from_nothing_gives_the_same_graph(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    for file in generate(tmp_path / "region", people=200).files:
        if file.source in SOURCES:
            load(empty_graph, named_source(settings, file.source), [file.path])
    first = resolve(empty_graph)
    before, ids = picture(empty_graph), entity_ids(empty_graph)

    # Act
    second = resolve(empty_graph)
    after_second, second_ids = picture(empty_graph), entity_ids(empty_graph)
    forget_resolution(empty_graph)
    left = empty_graph.read("MATCH ()-[l]->() WHERE l.derived OR l:SCORED RETURN count(l) AS n")
    anew = resolve(empty_graph)

    # Assert
    assert first.trained
    assert set(status(empty_graph.run).entities) == {
        "person",
        "vehicle",
        "location",
        "incident",
        "item",
    }
    assert first.entities < first.records == len(ids)
    assert (second.changed, second.joined, second.parted, second.trained) == (0, 0, 0, False)
    assert (after_second, second_ids) == (before, ids)
    assert left == [{"n": 0}]
    assert anew.changed == first.records
    assert (picture(empty_graph), entity_ids(empty_graph)) == (before, ids)


def test_an_entity_has_the_seed_of_its_earliest_record(empty_graph: Graph, tmp_path: Path) -> None:
    # Arrange: the fourth arrest is of the third's arrestee, and comes first
    load(empty_graph, SOURCE, [write_people(tmp_path / "later.csv", [4])])
    load(empty_graph, SOURCE, [write_people(tmp_path / "earlier.csv", [3])])

    # Act
    resolve(empty_graph)

    # Assert
    seed = empty_graph.read("MATCH (r {key: 'PGPD|RMS|24000004|arrestee'}) RETURN r.seed AS seed")
    ids = entity_ids(empty_graph)
    assert ids["PGPD|RMS|24000003|arrestee"] == ids["PGPD|RMS|24000004|arrestee"]
    assert ids["PGPD|RMS|24000003|arrestee"] == seed[0]["seed"]


def test_the_model_in_force_stays_until_a_full_resolve_publishes_another(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange: enough to learn from
    load(empty_graph, SOURCE, [write_people(tmp_path / "one.csv", range(150))])
    first = resolve(empty_graph)
    load(empty_graph, SOURCE, [write_people(tmp_path / "two.csv", range(150, 300))])

    # Act
    second = resolve(empty_graph)
    before = entity_ids(empty_graph)
    full = resolve(empty_graph, full=True)
    after = entity_ids(empty_graph)
    again = resolve(empty_graph, full=True)

    # Assert
    assert (first.trained, second.trained, full.trained, again.trained) == (
        True,
        False,
        True,
        False,
    )
    assert first.model == second.model != full.model == again.model
    assert [row["version"] for row in judged.models(empty_graph)] == [full.model, first.model]
    assert full.changed == sum(before[key] != after[key] for key in before)
    assert again.changed == 0
    assert picture_of_scores(empty_graph) == scores_from_nothing(empty_graph)


def test_a_graph_without_records_resolves_into_nothing(empty_graph: Graph) -> None:
    done = resolve(empty_graph)
    again = resolve(empty_graph)

    assert (done.records, done.entities, done.changed, done.waiting) == (0, 0, 0, 0)
    assert not again.trained


def picture_of_scores(graph: Graph) -> Counter[judged.Score]:
    return Counter(judged.scores(graph))


def scores_from_nothing(graph: Graph) -> Counter[judged.Score]:
    forget_resolution(graph)
    resolve(graph)
    return picture_of_scores(graph)
