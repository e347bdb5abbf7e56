"""Loading: every row accounted for, repeats change nothing, revisions, withdrawal."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.source import Extract
from tests.integration.people import SOURCE, write_people
from tests.integration.picture import picture
from workbench.errors import InputError, WorkbenchError
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.graph.deciding import Figures
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.pipeline.status import rejects, status
from workbench.progress import Report, silent
from workbench.settings import Settings

pytestmark = pytest.mark.integration


def test_a_first_load_accounts_for_every_row(empty_graph: Graph, people_csv: Path) -> None:
    # Act
    summary = load(empty_graph, SOURCE, [people_csv])

    # Assert
    assert summary.figures == Figures(2_500, 2_500, 0, 0)
    held = status(empty_graph.run)
    assert held.records == {"incident": 2_500, "location": 2_500, "person": 2_500}
    assert held.links["ARRESTED_IN"] == held.links["OCCURRED_AT"] == 2_500
    assert held.incidents == {"arrest": 2_500}
    assert held.pending


def test_the_same_file_again_changes_nothing(empty_graph: Graph, people_csv: Path) -> None:
    # Arrange
    load(empty_graph, SOURCE, [people_csv])
    first, before = status(empty_graph.run).sources["people"], picture(empty_graph)

    # Act
    summary = load(empty_graph, SOURCE, [people_csv])

    # Assert
    assert summary.repeated
    assert summary.figures == Figures(2_500, 0, 2_500, 0)
    shown = status(empty_graph.run).sources["people"]
    assert (shown.load, shown.rows, shown.loaded, shown.unchanged) == (1, 2_500, 0, 2_500)
    assert shown.started_at > first.started_at
    assert picture(empty_graph) == before


def test_the_same_rows_in_another_file_are_unchanged(empty_graph: Graph, tmp_path: Path) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "one.csv", range(30))])

    # Act
    reordered = write_people(tmp_path / "other.csv", reversed(range(30)))
    summary = load(empty_graph, SOURCE, [reordered])

    # Assert
    assert summary.figures == Figures(30, 0, 30, 0)
    assert empty_graph.read("MATCH (v:Revision) RETURN count(v) AS n")[0]["n"] == 0


def test_repeats_within_a_file_are_unchanged(empty_graph: Graph, tmp_path: Path) -> None:
    path = write_people(tmp_path / "twice.csv", [*range(20), *range(20)])

    summary = load(empty_graph, SOURCE, [path])

    assert summary.figures == Figures(40, 20, 20, 0)


def test_a_corrected_row_becomes_a_revision_and_the_old_one_stays_readable(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "one.csv", range(5))])
    resolve(empty_graph)
    before = empty_graph.read("MATCH (r {key: 'PGPD|RMS|24000002|'}) RETURN r.seed AS seed")

    # Act
    changes = {2: {"at": "2024-02-02T10:00:00", "officer": "PGPD 99"}}
    corrected = write_people(tmp_path / "two.csv", range(5), changes)
    summary = load(empty_graph, SOURCE, [corrected])
    resolve(empty_graph)

    # Assert
    assert summary.figures == Figures(5, 1, 4, 0)
    now = empty_graph.read(
        "MATCH (r:Record {key: 'PGPD|RMS|24000002|'})<-[:REVISION_OF]-(v:Revision) "
        "MATCH (r)-[:INVESTIGATED_BY]->(o) MATCH (v)-[:LOADED_BY]->(l) "
        "RETURN r.revision AS revision, r.seed AS seed, v.revision AS old, v.start_raw AS start, "
        "v.links AS links, collect(o.value) AS officers, l.number AS load"
    )
    assert now == [
        {
            "revision": 2,
            "seed": before[0]["seed"],
            "old": 1,
            "start": "2024-01-03T12:00:00",
            "links": ["INVESTIGATED_BY officer:PGPD 2", "OCCURRED_AT PGPD|RMS|24000002|place"],
            "officers": ["PGPD 99"],
            "load": 1,
        }
    ]


def test_a_complete_extract_withdraws_what_it_lacks_and_a_later_one_brings_it_back(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    everything = write_people(tmp_path / "all.csv", range(10))
    fewer = write_people(tmp_path / "fewer.csv", range(8))
    load(empty_graph, SOURCE, [everything])
    resolve(empty_graph)
    whole = status(empty_graph.run)

    # Act
    summary = load(empty_graph, SOURCE, [fewer], complete=True)
    resolve(empty_graph)

    # Assert
    assert summary.withdrawn == 6
    held = status(empty_graph.run)
    assert held.records["person"] == 8
    assert held.entities["incident"] == 8
    assert not held.pending

    # Act
    load(empty_graph, SOURCE, [everything])
    resolve(empty_graph)

    # Assert
    assert status(empty_graph.run).entities == whole.entities


def test_a_complete_extract_leaves_what_another_source_states(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    everything = write_people(tmp_path / "all.csv", range(3))
    other = replace(SOURCE, name="registry")
    load(empty_graph, SOURCE, [everything])
    load(empty_graph, other, [everything])
    fewer = write_people(tmp_path / "fewer.csv", range(2))

    # Act
    first = load(empty_graph, SOURCE, [fewer], complete=True)
    between = status(empty_graph.run).records["person"]
    second = load(empty_graph, other, [fewer], complete=True)

    # Assert
    assert (first.withdrawn, between) == (0, 3)
    assert (second.withdrawn, status(empty_graph.run).records["person"]) == (3, 2)


def test_what_another_source_saw_since_an_interrupted_load_is_not_lost(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange: the first source's load ends after its rows, before it withdraws
    other = replace(SOURCE, name="registry")
    everything = write_people(tmp_path / "all.csv", range(3))
    few = write_people(tmp_path / "few.csv", [0])
    load(empty_graph, SOURCE, [everything], complete=True)
    empty_graph.command("MATCH (l:Load) SET l.state = 'running'")
    load(empty_graph, other, [everything])

    # Act
    load(empty_graph, SOURCE, [everything], complete=True)
    load(empty_graph, other, [few], complete=True)

    # Assert
    assert status(empty_graph.run).records["person"] == 3


def test_a_row_that_contradicts_an_earlier_row_of_its_file_is_refused_whole(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    path = tmp_path / "contradiction.csv"
    write_people(path, [1, 2])
    with path.open("a", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["24000001", "OTHER, NAME", "", "1 ELSEWHERE ST", "2024-01-01", "PGPD 1"])

    # Act
    summary = load(empty_graph, SOURCE, [path])

    # Assert
    assert summary.figures == Figures(3, 2, 0, 1)
    [refused] = rejects(empty_graph.run)
    assert (refused.file, refused.line) == ("contradiction.csv", 4)
    assert "PGPD|RMS|24000001|" in refused.reason


def test_a_wrong_file_changes_nothing(empty_graph: Graph, tmp_path: Path) -> None:
    # Arrange
    good = write_people(tmp_path / "good.csv", range(3))
    bad = tmp_path / "bad.csv"
    bad.write_text("number,name\n1,2\n")
    before = picture(empty_graph)

    # Act
    with pytest.raises(InputError, match=r"bad\.csv.*fbi"):
        load(empty_graph, SOURCE, [good, bad])

    # Assert
    assert picture(empty_graph) == before


def test_entities_are_rebuilt_identically_from_the_records(
    empty_graph: Graph, people_csv: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [people_csv])
    resolve(empty_graph)
    before = picture(empty_graph)
    ids = empty_graph.read("MATCH (e:Entity) RETURN e.id AS id ORDER BY id")

    # Act
    empty_graph.command(
        "MATCH (e:Entity) CALL (e) { DETACH DELETE e } IN TRANSACTIONS OF 5000 ROWS"
    )
    resolve(empty_graph)

    # Assert
    assert picture(empty_graph) == before
    assert empty_graph.read("MATCH (e:Entity) RETURN e.id AS id ORDER BY id") == ids


def test_resolving_again_changes_nothing(empty_graph: Graph, people_csv: Path) -> None:
    load(empty_graph, SOURCE, [people_csv])
    first = resolve(empty_graph)
    before = picture(empty_graph)

    second = resolve(empty_graph)

    assert (first.changed, second.changed) == (7_500, 0)
    assert picture(empty_graph) == before


def test_every_stage_tells_its_total_from_the_start(
    empty_graph: Graph, people_csv: Path, tmp_path: Path
) -> None:
    # Arrange
    told: dict[str, list[tuple[int, int]]] = {}

    @contextmanager
    def heard(what: str, unit: str) -> Iterator[Report]:
        said = told.setdefault(what, [])
        yield lambda done, total: said.append((done, total))

    fewer = write_people(tmp_path / "fewer.csv", range(2_000))

    # Act
    load(empty_graph, SOURCE, [people_csv], progress=heard)
    resolve(empty_graph, progress=heard)
    load(empty_graph, SOURCE, [fewer], complete=True, progress=heard)

    # Assert
    totals = {
        "loading people": (0, 2_500),
        "reading records": (0, 7_500),
        "resolving": (0, 7_500),
        "assigning records": (0, 7_500),
        "withdrawing what people lacks": (0, 1_500),
    }
    assert {what: told[what][0] for what in totals} == totals
    assert told["resolving"][-1] == (7_500, 7_500)
    assert told["linking entities"][0][0] == 0
    for said in told.values():
        assert all(0 <= done <= total for done, total in said)


def test_a_file_whose_name_is_no_text_is_loaded(empty_graph: Graph, tmp_path: Path) -> None:
    path = write_people(Path(os.fsdecode(os.fsencode(tmp_path) + b"/p\xff.csv")), range(3))

    summary = load(empty_graph, SOURCE, [path])

    assert summary.figures == Figures(3, 3, 0, 0)
    assert status(empty_graph.run).sources["people"].files == ("p\\xff.csv",)


def test_a_link_to_a_record_that_arrives_later_is_not_lost(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange: the person of arrest 3 stays out, so that its incident is only named
    load(empty_graph, SOURCE, [write_people(tmp_path / "one.csv", range(3))])
    empty_graph.command(
        "MATCH (p:Record {key: 'PGPD|RMS|24000000|arrestee'}) "
        "MERGE (b:Record {key: 'PGPD|RMS|24000007|'}) CREATE (p)-[:ARRESTED_IN]->(b)"
    )
    assert status(empty_graph.run).records["incident"] == 3

    # Act
    load(empty_graph, SOURCE, [write_people(tmp_path / "two.csv", [7])])
    resolve(empty_graph)

    # Assert
    linked = empty_graph.read(
        "MATCH (:Record {key: 'PGPD|RMS|24000000|arrestee'})-[:RESOLVED_TO]->(p:Person)"
        "-[:ARRESTED_IN]->(:Incident)<-[:RESOLVED_TO]-(r) RETURN r.key AS key ORDER BY key"
    )
    assert [row["key"] for row in linked] == ["PGPD|RMS|24000000|", "PGPD|RMS|24000007|"]


def test_a_complete_extract_without_a_usable_row_withdraws_nothing(
    empty_graph: Graph, tmp_path: Path
) -> None:
    load(empty_graph, SOURCE, [write_people(tmp_path / "good.csv", range(3))])
    useless = write_people(tmp_path / "useless.csv", [7], {7: {"number": ""}})

    for _ in range(2):
        summary = load(empty_graph, SOURCE, [useless], complete=True)

        assert (summary.figures, summary.withdrawn) == (Figures(1, 0, 0, 1), 0)
        assert status(empty_graph.run).records["person"] == 3


def test_a_complete_extract_without_a_row_is_refused_and_changes_nothing(
    empty_graph: Graph, tmp_path: Path
) -> None:
    load(empty_graph, SOURCE, [write_people(tmp_path / "good.csv", range(3))])
    before = picture(empty_graph)

    with pytest.raises(InputError, match=r"header\.csv: it holds no row"):
        load(empty_graph, SOURCE, [write_people(tmp_path / "header.csv", [])], complete=True)

    assert picture(empty_graph) == before


def test_a_complete_extract_withdraws_beside_links_whose_ends_are_not_loaded_yet(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "all.csv", range(3))])
    empty_graph.command(
        "MATCH (p:Record {key: 'PGPD|RMS|24000000|arrestee'}) "
        "MERGE (b:Record {key: 'PGPD|RMS|24000007|'}) CREATE (p)-[:ARRESTED_IN]->(b)"
    )

    # Act
    fewer = write_people(tmp_path / "fewer.csv", range(2))
    summary = load(empty_graph, SOURCE, [fewer], complete=True)

    # Assert
    assert summary.withdrawn == 3
    assert status(empty_graph.run).records["person"] == 2


def test_a_file_that_is_another_one_after_its_sum_was_taken_is_refused(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    path = write_people(tmp_path / "people.csv", range(3))
    other = write_people(tmp_path / "other.csv", range(5))

    def swapping(path: Path, report: Report = silent) -> Extract:
        other.replace(path)
        return SOURCE.read(path, report)

    # Act
    with pytest.raises(InputError, match=r"people\.csv: the file changed"):
        load(empty_graph, replace(SOURCE, read=swapping), [path])

    # Assert
    assert status(empty_graph.run).sources == {}


def test_a_pipe_is_refused_at_once(empty_graph: Graph, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InputError, match="not an ordinary file"):
        load(empty_graph, SOURCE, [tmp_path / "pipe"])


def test_nobody_else_loads_or_resolves_on_the_same_graph(
    empty_graph: Graph, settings: Settings
) -> None:
    with open_graph(engine.connection(settings)) as other:
        with (
            empty_graph.alone(),
            pytest.raises(WorkbenchError, match="another load or resolve is at work"),
            other.alone(),
        ):
            pytest.fail("two at once", pytrace=False)

        with other.alone():
            assert status(empty_graph.run).sources == {}
