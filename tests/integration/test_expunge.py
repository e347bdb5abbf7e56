"""Expunging: nothing of a record is left, nothing brings it back, and no end half-way stays so."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.commands import workbench
from tests.integration.leftovers import derived, leftovers
from tests.integration.people import SOURCE, entity_ids, person, write_people
from tests.integration.picture import wipe
from tests.unit.loaders.fixture_files import FIXTURES
from workbench.errors import InputError, WorkbenchError
from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.pipeline import handling
from workbench.pipeline.decide import decide, take_back
from workbench.pipeline.expunge import begin, complete, expunge, plan, reapply, release
from workbench.pipeline.held import hold
from workbench.pipeline.load import load
from workbench.pipeline.moved import Moved
from workbench.pipeline.resolve import resolve
from workbench.pipeline.scrubbing import Removed
from workbench.pipeline.secret import Keyed, keyed
from workbench.pipeline.tombstones import Reason, State, tombstones
from workbench.records.vocabulary import Handling
from workbench.resolution.decisions import Verdict, from_plain, standing
from workbench.resolution.model import Rarity, from_json, to_json
from workbench.settings import Settings

pytestmark = pytest.mark.integration

GONE = 14
"""Arrested as number 14, and as somebody arrested before: number 13."""
NUMBER = "24000014"
KEYS = [f"PGPD|RMS|{NUMBER}|{part}" for part in ("", "arrestee", "place")]
CHANGES = {
    13: {"fbi": "900001ZZ7"},
    GONE: {
        "name": "ZEPHYRINE, QUILLON",
        "fbi": "900001ZZ7",
        "address": "7777 WINDFLOWER TER",
        "officer": "PGPD 98989",
    },
}
NEEDLES = [NUMBER, "ZEPHYRINE", "QUILLON", "WINDFLOWER", "98989"]
SECRET = Keyed(b"0" * 32)
PROGRAM = """
import sys
from workbench import settings
from workbench.graph import engine
from workbench.graph.client import open_graph
from workbench.pipeline.expunge import expunge
from workbench.pipeline.secret import keyed
from workbench.pipeline.tombstones import Reason
here = settings.from_environment()
with open_graph(engine.connection(here)) as graph:
    print("ready", flush=True)
    expunge(graph, sys.argv[1:], Reason.COURT_ORDER, authority="order 7", by="clerk",
            keyed=keyed(here.home), scrubbers=())
"""
BY: dict[str, Any] = {"authority": "order 7 of the court", "by": "clerk"}


@pytest.fixture
def people(empty_graph: Graph, tmp_path: Path) -> Graph:
    """Thirty arrests, one of them revised, refused, decided about and sealed on the way."""
    graph = empty_graph
    first = CHANGES | {GONE: CHANGES[GONE] | {"name": "ZEPHYRINE, QUILLONA"}}
    load(graph, SOURCE, [write_people(tmp_path / "first.csv", range(30), first)])
    load(graph, SOURCE, [write_people(tmp_path / "people.csv", range(30), CHANGES)])
    _refused(graph, tmp_path)
    resolve(graph)
    held = hold(graph)
    words = {"reviewer": "chief", "reason": "QUILLON said so"}
    decide(held, Verdict.SAME, [person(GONE)], [person(13), person(1)], **words)
    undone = decide(held, Verdict.DIFFERENT, [person(GONE)], [person(7)], **words).decision
    take_back(held, [undone.id], **words)
    handling.add(
        graph, KEYS[1:2], Handling.SEALED, reason="QUILLON asked", authority="16-806", by="clerk"
    )
    resolve(graph)
    assert leftovers(graph, NEEDLES)
    return graph


def _refused(graph: Graph, folder: Path) -> None:
    """Refused rows: of the number itself, in two versions, and of another number."""
    path = folder / "refused.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("number", "name", "fbi", "address", "at", "officer"))
        for name in ("ZEPHYRINE, Q", "ZEPHYRINE, QUILLON B"):
            writer.writerow((f"{NUMBER}", name, "900001ZZ7", "7777 WINDFLOWER TER", "", "1"))
        writer.writerow(("", "SOMEBODY, ELSE", "", "1 EXAMPLE ST", "", "1"))
    load(graph, SOURCE, [path])
    assert len(graph.read("MATCH (x:Reject) RETURN x")) == 2


def remove(graph: Graph, *scrubbers: Callable[[Removed], None], keys: list[str] = KEYS) -> None:
    expunge(graph, keys, Reason.COURT_ORDER, **BY, keyed=SECRET, scrubbers=scrubbers)


def test_nothing_of_an_expunged_record_is_left_anywhere(people: Graph) -> None:
    rows = people.read("MATCH (r:Record) WHERE r.key IN $keys RETURN r.seed AS seed", keys=KEYS)

    remove(people)

    seeds = [row["seed"] for row in rows]
    assert all(where.startswith("['Tombstone']") for where in leftovers(people, seeds))

    assert leftovers(people, NEEDLES) == []
    [stone, *_] = tombstones(people)
    assert {one.state for one in tombstones(people)} == {State.DONE}
    assert stone.reason_code == "court-order"
    [other] = people.read("MATCH (x:Reject) RETURN x.values AS values")
    assert "SOMEBODY, ELSE" in other["values"]


def test_a_model_forgets_the_names_that_nobody_else_bears(people: Graph) -> None:
    # Arrange: as a model lists them that has learnt from many records
    model = from_json(judged.model(people) or "")
    values = {"ZEPHYRINE": 3, "EXAMPLE": 1}
    taught = msgspec.structs.replace(model, rarity={"surname": Rarity(5, values)})
    people.command("MATCH (m:Model) SET m.document = $document", document=to_json(taught).decode())

    # Act
    remove(people)

    # Assert
    [kept] = people.read("MATCH (m:Model {number: 1}) RETURN m.document AS document")
    assert from_json(kept["document"]).rarity["surname"] == Rarity(5, {"EXAMPLE": 1})


def test_the_decisions_that_named_it_read_on_without_it(people: Graph) -> None:
    remove(people)

    log = [from_plain(msgspec.json.decode(text)) for text in judged.decisions(people)]
    same, different, undo = log
    assert standing(log)
    assert {*same.left, *same.right} == {person(13), person(1)}
    assert different.records == (f"expunged {different.id} 1", f"expunged {different.id} 2")
    assert undo.supersedes == (different.id,)
    assert undo.left == (person(7),)
    [about] = people.read(
        "MATCH (:Decision {id: $id})-[:ABOUT]->(r) RETURN collect(r.key) AS keys", id=same.id
    )
    assert sorted(about["keys"]) == [person(1), person(13)]


def test_what_is_derived_equals_a_graph_that_never_held_it(people: Graph, tmp_path: Path) -> None:
    # Arrange
    people.command("MATCH (d:Decision) DETACH DELETE d")
    resolve(people)
    remove(people)
    after = derived(people)
    model = judged.model(people)

    # Act
    wipe(people)
    rest = [n for n in range(30) if n != GONE]
    load(people, SOURCE, [write_people(tmp_path / "rest.csv", rest, CHANGES)])
    people.command(
        "CREATE (:Model {number: 1, version: 'kept', records: 1, document: $text})", text=model
    )
    resolve(people)

    # Assert
    assert derived(people) == after


def test_records_that_were_joined_by_it_alone_part(empty_graph: Graph, tmp_path: Path) -> None:
    # Arrange
    graph = empty_graph
    load(graph, SOURCE, [write_people(tmp_path / "people.csv", range(30), CHANGES)])
    resolve(graph)
    before = entity_ids(graph)
    assert before[person(13)] == before[person(GONE)]

    # Act
    remove(graph)

    # Assert
    after = entity_ids(graph)
    assert KEYS[1] not in after
    assert after[person(13)] == before[person(13)]
    stale = graph.read("MATCH (n) WHERE n:Stale OR n:Waiting OR n:Expunging RETURN n")
    assert stale == []


def test_ended_at_any_step_it_is_completed_by_the_next(
    people: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Arrange: how many transactions an undisturbed one takes
    class Ended(BaseException):
        pass

    def run(stop_after: int | None) -> int:
        count = 0
        write = Graph.write

        def counted(self: Graph, work: Any) -> Any:
            nonlocal count
            if stop_after is not None and count >= stop_after:
                raise Ended
            count += 1
            return write(self, work)

        with monkeypatch.context() as patched:
            patched.setattr(Graph, "write", counted)
            with suppress(Ended):
                remove(people)
        return count

    hidden = 0
    steps = 1
    # Act
    while True:
        done = run(steps)
        if done < steps:
            break
        rows = people.read(
            "MATCH (r:Record) WHERE r.key IN $keys AND (r.current OR r.audience <> '') RETURN r",
            keys=KEYS,
        )
        hidden += not rows
        complete(people, ())
        # Assert
        assert leftovers(people, NEEDLES) == []
        assert {one.state for one in tombstones(people)} == {State.DONE}
        after = derived(people)
        remove_all_and_load_again(people, tmp_path)
        steps += 1
    assert steps > 3
    assert hidden == steps - 1
    assert derived(people) == after


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3, 0.6])
def test_killed_at_any_moment_it_is_completed_by_the_next(
    people: Graph, settings: Settings, after: float
) -> None:
    # Arrange
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *KEYS],
        env={**os.environ, "WORKBENCH_HOME": str(settings.home)},
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"ready\n"

    # Act
    time.sleep(after)
    process.kill()
    process.wait()
    people.write(lambda transaction: transaction.run("RETURN 1").consume())
    begun = bool(tombstones(people))
    done = workbench(settings, "resolve")

    # Assert
    assert done.returncode == 0
    assert bool(leftovers(people, NEEDLES)) is not begun
    assert {one.state for one in tombstones(people)} <= {State.DONE}


@pytest.mark.parametrize("command", ["resolve", "load", "handling", "decide"])
def test_every_command_that_changes_the_graph_completes_what_was_begun(
    people: Graph, settings: Settings, tmp_path: Path, command: str
) -> None:
    # Arrange
    begin(people, KEYS, Reason.COURT_ORDER, **BY, keyed=keyed(settings.home))
    reads = tmp_path / "reads.csv"
    shutil.copy(FIXTURES / "plate_reads.csv", reads)
    words = ("--reason", "x", "--authority", "y", "--handling", "sealed")
    arguments = {
        "resolve": (),
        "load": ("plate-reads", str(reads)),
        "handling": ("add", person(2), *words),
        "decide": ("same", person(2), person(8), "--reviewer", "chief", "--reason", "x"),
    }

    # Act
    done = workbench(settings, command, *arguments[command])

    # Assert
    assert done.returncode == 0
    assert "interrupted was completed" in done.stderr
    assert leftovers(people, NEEDLES) == []


def remove_all_and_load_again(graph: Graph, folder: Path) -> None:
    wipe(graph)
    load(graph, SOURCE, [write_people(folder / "people.csv", range(30), CHANGES)])
    resolve(graph)


def test_it_is_not_loaded_again_and_the_refused_row_keeps_nothing(
    people: Graph, tmp_path: Path
) -> None:
    remove(people)
    more = write_people(tmp_path / "more.csv", range(31), CHANGES)

    again = load(people, SOURCE, [more], keyed=SECRET)

    assert (again.figures.loaded, again.figures.rejected) == (1, 1)
    assert leftovers(people, NEEDLES) == []
    [row] = people.read("MATCH (x:Reject) WHERE x.reason CONTAINS 'expunged' RETURN x.values AS v")
    assert row["v"] == "{}"


def test_a_row_with_its_number_that_cannot_be_read_keeps_nothing_either(
    people: Graph, tmp_path: Path
) -> None:
    remove(people)
    path = tmp_path / "broken.csv"
    path.write_text(
        "number,name,fbi,address,at,officer\n"
        f'{NUMBER},"ZEPHYRINE, QUILLON",,7777 WINDFLOWER TER,,1,surplus\n',
        encoding="utf-8",
    )

    again = load(people, SOURCE, [path], keyed=SECRET)

    assert again.figures.rejected == 1
    assert leftovers(people, NEEDLES) == []


def test_a_link_to_it_does_not_bring_its_number_back(people: Graph, tmp_path: Path) -> None:
    remove(people, keys=KEYS[:1] + KEYS[2:])
    changed = CHANGES | {GONE: CHANGES[GONE] | {"name": "ANOTHER, NAME"}}

    load(people, SOURCE, [write_people(tmp_path / "b.csv", range(30), changed)], keyed=SECRET)

    assert people.read("MATCH (r:Record) WHERE r.key IN $keys RETURN r", keys=[KEYS[0]]) == []


def test_a_bare_key_is_expunged_with_the_links_to_it(people: Graph) -> None:
    people.command(
        "MATCH (r:Record {key: $key}) CREATE (r)-[:PART_OF]->(:Record {key: 'MPD|RMS|24999|'})",
        key=person(2).replace("|arrestee", "|"),
    )

    remove(people, keys=["MPD|RMS|24999|"])

    assert leftovers(people, ["24999"]) == []


def test_without_the_secret_nothing_is_loaded(people: Graph, tmp_path: Path) -> None:
    remove(people)

    path = write_people(tmp_path / "more.csv", range(31), CHANGES)

    for wrong in (None, Keyed(b"1" * 32)):
        with pytest.raises(WorkbenchError, match=r"tombstone\.key"):
            load(people, SOURCE, [path], keyed=wrong)


def test_a_release_lets_it_in_again_also_from_the_last_file(people: Graph, tmp_path: Path) -> None:
    remove(people)
    path = write_people(tmp_path / "more.csv", range(30), CHANGES)
    load(people, SOURCE, [path], keyed=SECRET)

    freed = release(people, KEYS, reason="order vacated", **BY, keyed=SECRET)
    again = load(people, SOURCE, [path], keyed=SECRET)

    assert freed == 3
    assert again.figures.loaded == 1
    assert not again.repeated


def test_tombstones_apply_to_an_older_copy_by_seed_and_by_key(
    people: Graph, tmp_path: Path
) -> None:
    # Arrange
    [old] = people.read("MATCH (r:Record {key: $key}) RETURN r.seed AS seed", key=KEYS[0])
    remove(people)
    stones = tombstones(people)
    remove_all_and_load_again(people, tmp_path)
    people.command("MATCH (r:Record {key: $key}) SET r.seed = $seed", key=KEYS[0], **old)

    # Act
    gone = reapply(people, stones, keyed=SECRET, scrubbers=())

    # Assert
    assert gone == 3
    assert leftovers(people, NEEDLES) == []
    assert reapply(people, stones, keyed=SECRET, scrubbers=()) == 0


def test_lists_in_the_home_are_scrubbed(people: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "resolved"
    folder.mkdir()
    head = "record,kind,entity_before,entity\n"
    (folder / "m.csv").write_text(f"{head}{KEYS[1]},person,a,b\n{person(2)},person,c,d\n")
    (folder / "n.part").write_text(KEYS[1])

    remove(people, Moved(folder).scrub)

    assert (folder / "m.csv").read_text() == f"{head}{person(2)},person,c,d\n"
    assert not (folder / "n.part").exists()


def test_what_cannot_be_expunged_is_told_and_changes_nothing(people: Graph) -> None:
    with pytest.raises(InputError, match="no record has the key"):
        remove(people, keys=["MPD|RMS|none|"])
    words = BY | {"authority": f"order on {NUMBER}"}
    with pytest.raises(InputError, match="holds the number"):
        expunge(people, KEYS, Reason.STATUTE, **words, keyed=SECRET, scrubbers=())
    assert tombstones(people) == []
    assert plan(people, KEYS[:1]).kin == tuple(KEYS[1:])


def test_the_commands_plan_expunge_list_apply_and_release(
    people: Graph, settings: Settings, tmp_path: Path
) -> None:
    words = ("--reason", "court-order", "--authority", "order 7")

    dry = workbench(settings, "expunge", KEYS[1], *words, "--dry-run")
    wrong = workbench(settings, "expunge", KEYS[1], "--reason", "for QUILLON", "--authority", "x")
    done = workbench(settings, "expunge", KEYS[1], *words, "--all-parts")
    listed = workbench(settings, "expunge", "list", "--since", "2020-01-01")
    stones = tmp_path / "stones.jsonl"
    stones.write_text(listed.stdout)
    applied = workbench(settings, "expunge", "apply", str(stones))
    freed = workbench(settings, "expunge", *KEYS, *words, "--release")

    assert KEYS[1] in dry.stdout
    assert KEYS[2] in dry.stdout.partition("same numbers")[2]
    assert wrong.returncode == 2
    assert "3 records expunged" in done.stdout
    assert leftovers(people, NEEDLES) == []
    assert all(needle not in listed.stdout for needle in NEEDLES)
    assert len([json.loads(line) for line in listed.stdout.splitlines()]) == 3
    assert "3 tombstones kept; 0 records expunged again" in applied.stdout
    assert "3 expunged records may be loaded again" in freed.stdout
    assert keyed(settings.home).id == tombstones(people)[0].key_id
