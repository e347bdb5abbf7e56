"""The commands about resolution, as a person runs them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import workbench
from tests.integration.people import SOURCE, entity_ids, person, write_people
from tests.integration.picture import picture
from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.graph.projection import Assignment
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.resolution.model import from_json
from workbench.sample.region import generate
from workbench.settings import Settings

pytestmark = pytest.mark.integration

WAIT_SECONDS = 60.0
DECIDED_BY = ("--reviewer", "Ortiz", "--reason", "same fingerprints, card 12")


@pytest.fixture
def loaded(empty_graph: Graph, tmp_path: Path) -> Graph:
    """Eighty arrests, not resolved: 3 and 4 are of one person, once with an initial."""
    fuller = {4: {"name": "EXAMPLE, PERSON3 Q"}}
    load(empty_graph, SOURCE, [write_people(tmp_path / "people.csv", range(80), fuller)])
    return empty_graph


def test_an_empty_graph_has_nothing_to_list_and_says_so(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Act
    queue = workbench(settings, "queue")
    listed = workbench(settings, "queue", "--json")
    decisions = workbench(settings, "decisions")
    models = workbench(settings, "model", "list")
    exported = workbench(settings, "model", "export", str(tmp_path / "model.json"))
    resolved = workbench(settings, "resolve")

    # Assert
    assert queue.stdout == "No pair waits for a reviewer.\n"
    assert json.loads(listed.stdout) == []
    assert decisions.stdout.startswith("Nothing was decided yet: ")
    assert models.stdout == "No model was published yet: `workbench resolve` trains one.\n"
    assert exported.returncode == 2
    assert exported.stderr.startswith("workbench: no model was published yet")
    assert exported.stderr.count("\n") == 1
    assert resolved.returncode == 0
    assert resolved.stdout.startswith("0 records resolved into 0 entities")


def test_resolve_tells_what_changed_and_full_publishes_a_new_model(
    loaded: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Act
    first = workbench(settings, "resolve").stdout
    second = workbench(settings, "resolve").stdout
    load(loaded, SOURCE, [write_people(tmp_path / "more.csv", range(80, 160))])
    full = workbench(settings, "resolve", "--full").stdout
    models = workbench(settings, "model", "list").stdout.splitlines()

    # Assert
    entities = len(set(entity_ids(loaded).values()))
    assert "240 records resolved into" in first
    assert "(240 records changed)" in first
    assert "A new model was published: " in first
    assert "(0 records changed)" in second
    assert "A new model was published" not in second
    assert f"480 records resolved into {entities:,} entities" in full
    assert "A new model was published: " in full
    assert [line.split()[0] for line in models] == ["2", "1"]
    assert models[0].split()[1] in full
    assert models[1].split()[1] in first
    assert "trained on 160 records" in models[0]


def test_a_full_resolve_lists_every_record_that_it_moves(loaded: Graph, settings: Settings) -> None:
    # Arrange: who was one by decision is two again under a model and no decision
    resolve(loaded)
    before = entity_ids(loaded)
    loaded.command("MATCH (:Record)-[s:SCORED]-() DELETE s")
    loaded.command(
        "MATCH (r:Record {key: $key})-[to:RESOLVED_TO]->() MATCH (e:Entity {id: $other}) "
        "DELETE to CREATE (r)-[:RESOLVED_TO]->(e)",
        key=person(7),
        other=before[person(1)],
    )

    # Act
    told = workbench(settings, "resolve", "--full").stdout

    # Assert
    path = settings.home / "resolved" / f"{from_json(judged.model(loaded) or '').version}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        moved = list(csv.DictReader(file))
    assert moved == [
        {
            "record": person(7),
            "kind": "person",
            "entity_before": before[person(1)],
            "entity": before[person(7)],
        }
    ]
    assert f"{person(7)}: {before[person(1)]} → {before[person(7)]}" in told
    assert f"1 record moved; all under this model are in {path}" in told
    assert entity_ids(loaded) == before


def test_what_a_resolve_will_change_is_known_before_the_graph_has_any_of_it(
    loaded: Graph, tmp_path: Path
) -> None:
    # Arrange
    resolve(loaded)
    load(loaded, SOURCE, [write_people(tmp_path / "more.csv", range(80, 160))])
    before = picture(loaded)
    told: list[str] = []

    def killed(model: str, assignments: Sequence[Assignment]) -> None:
        told.extend(one.key for one in assignments)
        raise KeyboardInterrupt

    # Act
    with pytest.raises(KeyboardInterrupt):
        resolve(loaded, full=True, planned=killed)

    # Assert
    assert {person(80), person(159)} <= set(told)
    assert picture(loaded) == before


def test_the_queue_lists_what_waits_and_a_decision_takes_it_out(
    loaded: Graph, settings: Settings
) -> None:
    # Arrange: two fingerprint numbers in one entity, by a decision
    resolve(loaded)
    workbench(settings, "decide", "same", person(0), person(1), *DECIDED_BY)

    # Act
    shown = workbench(settings, "queue").stdout.splitlines()
    every = workbench(settings, "queue", "--all").stdout.splitlines()
    listed = json.loads(workbench(settings, "queue", "--json").stdout)
    status = workbench(settings, "status").stdout

    # Assert
    assert shown[0].startswith("uncertain: ")
    assert shown[2].endswith("bits  person, fingerprint")
    assert shown[3].split() == [person(0), "EXAMPLE", "PERSON0"]
    assert shown[4].split() == [person(1), "EXAMPLE", "PERSON1"]
    assert set(listed[0]) == {"left", "right", "weight", "use", "reasons"}
    assert listed[0]["left"] == person(0)
    assert "fingerprint" in listed[0]["reasons"]
    assert all(pair["reasons"] for pair in listed)
    assert len(shown) == 2 + 3 * min(len(listed), 50) + (len(listed) > 50)
    assert len(every) == 2 + 3 * len(listed)
    assert f"waiting for a reviewer: {len(listed)} pair" in status


def test_explain_names_the_decision_about_others_that_holds_two_apart(
    loaded: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange: 3 and 4 are one, and so is 82; 4 is decided not to be 82
    again = {82: {"name": "EXAMPLE, PERSON3", "fbi": "100003AB1"}}
    load(loaded, SOURCE, [write_people(tmp_path / "again.csv", [82], again)])
    resolve(loaded)
    assert len({entity_ids(loaded)[person(n)] for n in (3, 4, 82)}) == 1
    made = workbench(settings, "decide", "different", person(4), person(82), *DECIDED_BY)
    decision = made.stdout.split()[1]

    # Act
    decided = workbench(settings, "explain", person(4), person(82)).stdout
    others = workbench(settings, "explain", person(3), person(82)).stdout

    # Assert
    assert f"They are two now.\nA decision says so: decision {decision}" in decided
    apart = "They are two now.\nTogether they look like one; what else is known of their records"
    assert apart in others
    assert f"  decided different: {person(4)} and {person(82)} (decision {decision})" in others


def test_explain_gives_every_part_of_a_pairs_weight(loaded: Graph, settings: Settings) -> None:
    # Arrange
    new = workbench(settings, "explain", person(3), person(4)).stdout
    resolve(loaded)
    before = picture(loaded)

    # Act
    one = workbench(settings, "explain", person(3), person(4))
    meant = workbench(settings, "explain", person(3), person(4), "--meanings").stdout
    plain = json.loads(workbench(settings, "explain", person(3), person(4), "--json").stdout)
    two = workbench(settings, "explain", person(0), person(1)).stdout
    places = workbench(
        settings, "explain", "PGPD|RMS|24000000|place", "PGPD|RMS|24000040|place"
    ).stdout

    # Assert
    assert new.endswith("Not both are resolved yet: workbench resolve\n")
    assert one.returncode == 0
    assert one.stdout.startswith(f"{person(3)}\n{person(4)}\n")
    assert "bits in all: " in one.stdout
    assert f"They are one now.\n  step 1: {person(3)} with {person(4)} (+" in one.stdout
    assert one.stdout.count("  step ") == 1
    assert len(meant) > len(one.stdout)
    assert (plain["left"], plain["right"]) == (person(3), person(4))
    assert plain["weight"] == sum(part["weight"] for part in plain["parts"]) > 0
    assert two.endswith("They are two now.\n")
    assert "They are one now." in places
    assert picture(loaded) == before


@pytest.mark.parametrize(
    ("arguments", "code", "cause"),
    [
        (("explain", person(0), "no|such|key|"), 2, "no current record has the key no|such|key|"),
        (("explain", person(0), "PGPD|RMS|24000001|"), 2, "name two records of one kind"),
        (("explain", person(0), person(0)), 2, "this is one record twice"),
        (("explain", person(0), "x" * 5000), 2, "xxx…: an entity's records show their keys"),
        (("decide", "same", person(0), "no|such|key|", *DECIDED_BY), 2, "no|such|key|"),
        (("decide", "maybe", person(0), person(1), *DECIDED_BY), 2, "'maybe' is not one of"),
        (("decide", "same", person(0), person(1), "--reason", "r"), 2, "--reviewer"),
        (("undo", "abc", *DECIDED_BY), 2, "there is no decision abc"),
        (("watch", "plate-reads", "/no/such/folder"), 2, "/no/such/folder: No such file"),
        (("model", "export", "/no/such/folder/model.json"), 2, "cannot be written"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    graph: Graph,
    settings: Settings,
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    cause: str,
) -> None:
    # Arrange: the graph of the first of these serves all
    if person(2) not in entity_ids(graph):
        load(graph, SOURCE, [write_people(tmp_path / "people.csv", range(3))])
        resolve(graph)
    before = picture(graph)

    # Act
    done = workbench(settings, *arguments)

    # Assert
    assert done.returncode == code
    assert cause in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert picture(graph) == before


def test_decisions_are_made_refused_listed_and_taken_back(
    loaded: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    resolve(loaded)
    ids = entity_ids(loaded)

    # Act
    made = workbench(settings, "decide", "same", person(0), person(1), *DECIDED_BY)
    joined = entity_ids(loaded)
    refused = workbench(settings, "decide", "different", person(0), person(1), *DECIDED_BY)
    load(loaded, SOURCE, [write_people(tmp_path / "revised.csv", [0], {0: {"name": "DOE, JOHN"}})])
    listed = workbench(settings, "decisions").stdout
    log = json.loads(workbench(settings, "decisions", "--json").stdout)
    load(loaded, SOURCE, [write_people(tmp_path / "back.csv", [0])])
    undone = workbench(settings, "undo", log[0]["id"], "--reviewer", "Lee", "--reason", "a mistake")
    after = workbench(settings, "decisions").stdout

    # Assert
    assert made.stdout.startswith(f"decision {log[0]['id']} kept; ")
    assert joined[person(0)] == joined[person(1)]
    assert refused.returncode == 1
    assert refused.stderr.startswith("workbench: These decisions contradict each other: ")
    assert f"{person(0)} and {person(1)} are the same" in refused.stderr
    assert f"Ortiz: {person(0)} same as {person(1)}" in listed
    assert "(in force, a record was revised since)" in listed
    assert "same fingerprints, card 12" in listed
    assert len(log) == 1
    assert log[0]["verdict"] == "same"
    assert log[0]["evidence"]["model"]
    assert log[0]["evidence"]["pairs"][0]["parts"]
    assert undone.returncode == 0
    assert f"Lee: takes back {log[0]['id']}  (in force)" in after
    assert "(taken back)" in after
    assert entity_ids(loaded) == ids


def test_the_model_in_force_is_exported_as_it_is_and_for_splink(
    loaded: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    version = resolve(loaded).model
    own, other = tmp_path / "model.json", tmp_path / "splink.json"

    # Act
    exported = workbench(settings, "model", "export", str(own))
    splink = workbench(settings, "model", "export", str(other), "--splink")

    # Assert
    assert exported.stdout == f"the model in force was written to {own}\n"
    document = loaded.read("MATCH (m:Model) RETURN m.version AS version, m.document AS document")
    assert document == [{"version": version, "document": own.read_text(encoding="utf-8")}]
    assert json.loads(own.read_text(encoding="utf-8"))["records"] == 80
    assert splink.returncode == 0
    made = json.loads(other.read_text(encoding="utf-8"))
    assert made["link_type"] == "dedupe_only"
    assert made["comparisons"]
    assert made["blocking_rules_to_generate_predictions"]
    assert splink.stdout.startswith(f"the model in force was written to {other}\nNot in it: ")


@dataclass(frozen=True, slots=True)
class Watch:
    """A running ``workbench watch``."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def says(self, text: str) -> str:
        """Wait until it has said this on either stream; all that it said."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            said = self.out.read_text() + self.err.read_text()
            if text in said:
                return said
            assert self.process.poll() is None, said
            time.sleep(0.05)
        raise AssertionError(f"{text!r} was not said in {WAIT_SECONDS} s: {said}")


@contextmanager
def watching(settings: Settings, source: str, folder: Path) -> Iterator[Watch]:
    """Watch a folder until the block ends."""
    out, err = folder.with_suffix(".out"), folder.with_suffix(".err")
    command = [sys.executable, "-m", "workbench", "watch", source, str(folder), "--every", "0.2"]
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            command,
            env={**os.environ, "WORKBENCH_HOME": str(settings.home)},
            stdout=stdout,
            stderr=stderr,
        )
        try:
            yield Watch(process, out, err)
        finally:
            process.kill()
            process.wait()


def test_a_watched_folder_is_loaded_and_resolved_past_a_broken_file_until_ctrl_c(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    region = {file.source: file for file in generate(tmp_path / "region", people=200).files}
    arrests = region["mpd-arrests"]
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "broken.csv").write_text("a,b\n1,2\n")

    # Act
    with watching(settings, "mpd-arrests", folder) as watch:
        broken = watch.says("broken.csv")
        shutil.copy(arrests.path, folder / "arrests.csv")
        watch.says("arrests.csv: ")
        held = picture(empty_graph)
        (folder / "again.csv").write_bytes(arrests.path.read_bytes())
        watch.says("again.csv: ")
        watch.process.send_signal(signal.SIGINT)
        code = watch.process.wait(WAIT_SECONDS)
        said = watch.out.read_text().splitlines()
        errors = watch.err.read_text().splitlines()

    # Assert
    assert "missing column" in broken
    assert code == 130
    assert len(errors) == 3
    assert errors[0] == f"watching {folder} for files of mpd-arrests; Ctrl-C ends"
    assert errors[1].startswith("workbench: ")
    assert errors[2] == "workbench: stopped; run the same command again to go on"
    assert said[0].startswith(f"arrests.csv: {arrests.rows} rows = ")
    assert " 0 records resolved" not in said[0]
    assert said[1].startswith(f"again.csv: {arrests.rows} rows = 0 loaded + ")
    assert [node for node in held["nodes"] if "Entity" in node[1]]
    assert (
        empty_graph.read("MATCH (r:PersonRecord) WHERE NOT (r)-[:RESOLVED_TO]->() RETURN r") == []
    )
    resolved = picture(empty_graph)
    resolve(empty_graph)
    assert picture(empty_graph)["links"] == resolved["links"]


def test_a_file_that_arrives_while_another_load_is_at_work_is_tried_again(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    folder = tmp_path / "inbox"
    folder.mkdir()
    fixture = Path(__file__).resolve().parents[1] / "fixtures" / "plate_reads.csv"
    shutil.copy(fixture, folder / "reads.csv")

    # Act
    with watching(settings, "plate-reads", folder) as watch:
        with empty_graph.alone():
            told = watch.says("reads.csv is tried again: another load")
        watch.says("reads.csv: ")

    # Assert
    assert told.count("is tried again") == 1
    assert entity_ids(empty_graph)


def test_watch_once_takes_what_is_there_and_ends(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    fixture = Path(__file__).resolve().parents[1] / "fixtures" / "plate_reads.csv"
    shutil.copy(fixture, tmp_path / "reads.csv")

    # Act
    done = workbench(settings, "watch", "plate-reads", str(tmp_path), "--once", "--every", "0.1")

    # Assert
    assert done.returncode == 0
    assert done.stdout.startswith("reads.csv: ")
    assert done.stdout.count("\n") == 1
    assert entity_ids(empty_graph)


def test_watch_once_fails_where_a_file_was_not_taken(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    (tmp_path / "reads.csv").write_text("a,b\n1,2\n")
    once = ("watch", "plate-reads", str(tmp_path), "--once", "--every", "0.1")

    # Act
    broken = workbench(settings, *once)
    with empty_graph.alone():
        busy = workbench(settings, *once)

    # Assert
    assert broken.returncode == 2
    assert "missing column" in broken.stderr
    assert busy.returncode == 1
    assert "workbench: reads.csv was not taken: another load" in busy.stderr
    assert "again" not in busy.stderr
