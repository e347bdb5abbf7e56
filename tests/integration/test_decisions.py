"""Decisions on the graph: whole or not at all, lasting, and without a trace when taken back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from neo4j.exceptions import ConstraintError

from tests.integration.people import SOURCE, entity_ids, forget_resolution, person, write_people
from tests.integration.picture import picture
from workbench.errors import InputError
from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.pipeline.arriving import Arrivals
from workbench.pipeline.decide import Decided, decide, take_back
from workbench.pipeline.held import Held, hold
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.resolution.contradictions import ContradictionError
from workbench.resolution.decisions import Verdict, standing
from workbench.resolution.kept import Kept
from workbench.settings import Settings

pytestmark = pytest.mark.integration

PROGRAM = """
import sys
from workbench import settings
from workbench.graph import engine
from workbench.graph.client import open_graph
from workbench.pipeline.decide import decide
from workbench.pipeline.held import hold
from workbench.resolution.decisions import Verdict
with open_graph(engine.connection(settings.from_environment())) as graph, graph.alone():
    held = hold(graph)
    print("ready", flush=True)
    decide(held, Verdict(sys.argv[1]), sys.argv[2:3], sys.argv[3:], reviewer="Ortiz", reason="r")
"""
WAIT_SECONDS = 30.0


@pytest.fixture
def resolved(empty_graph: Graph, tmp_path: Path) -> Graph:
    """Thirty arrests, resolved: 0, 1 and 2 are of three people, 3 and 4 of one."""
    load(empty_graph, SOURCE, [write_people(tmp_path / "people.csv", range(30))])
    resolve(empty_graph)
    return empty_graph


def same(held: Held, *indices: int) -> Decided:
    one, *others = map(person, indices)
    return decide(held, Verdict.SAME, [one], others, reviewer="Ortiz", reason="same prints")


def different(held: Held, *indices: int) -> Decided:
    one, *others = map(person, indices)
    return decide(held, Verdict.DIFFERENT, [one], others, reviewer="Lee", reason="two prints")


def undone(held: Held, *made: Decided) -> Decided:
    ids = [one.decision.id for one in made]
    return take_back(held, ids, reviewer="Lee", reason="a mistake")


def kept(held: Held) -> list[Kept]:
    return held.population.kept(held.population.entities(held.digests))


def undecided(graph: Graph) -> dict[str, Any]:
    """The picture without the log of decisions."""
    whole = picture(graph)
    logged = {name for name, labels, _ in whole["nodes"] if "Decision" in labels}
    return {
        "nodes": [node for node in whole["nodes"] if node[0] not in logged],
        "links": [link for link in whole["links"] if link[0] not in logged],
    }


def together(graph: Graph, *indices: int) -> bool:
    ids = entity_ids(graph)
    return len({ids[person(index)] for index in indices}) == 1


def assert_as_resolved_from_nothing(graph: Graph) -> None:
    """Nothing is left to resolve, and from nothing the same graph comes."""
    before, ids = picture(graph), entity_ids(graph)
    assert resolve(graph).changed == 0
    assert picture(graph) == before
    forget_resolution(graph)
    resolve(graph)
    assert (picture(graph), entity_ids(graph)) == (before, ids)


def test_a_decision_of_same_joins_and_leaves_no_trace_when_taken_back(resolved: Graph) -> None:
    # Arrange
    before, ids = picture(resolved), entity_ids(resolved)
    held = hold(resolved)

    # Act
    made = same(held, 0, 1, 2)
    joined = together(resolved, 0, 1, 2)
    assert_as_resolved_from_nothing(resolved)
    undone(held, made)

    # Assert
    assert joined
    assert not together(resolved, 0, 3)
    assert undecided(resolved) == before
    assert entity_ids(resolved) == ids
    log = resolved.read(
        "MATCH (u:Decision)-[:SUPERSEDES]->(d:Decision)-[a:ABOUT]->(r) "
        "RETURN u.verdict AS undo, d.verdict AS verdict, count(r) AS records"
    )
    assert log == [{"undo": "undo", "verdict": "same", "records": 3}]


def test_a_decision_of_different_parts_and_leaves_no_trace_when_taken_back(
    resolved: Graph,
) -> None:
    # Arrange
    before, ids = picture(resolved), entity_ids(resolved)
    held = hold(resolved)

    # Act
    made = different(held, 3, 4)
    parted = not together(resolved, 3, 4)
    assert_as_resolved_from_nothing(resolved)
    undone(held, made)

    # Assert
    assert parted
    assert together(resolved, 3, 4)
    assert undecided(resolved) == before
    assert entity_ids(resolved) == ids


def test_a_decision_among_others_is_taken_back_as_if_it_was_never_made(resolved: Graph) -> None:
    # Arrange
    held = hold(resolved)
    first = same(held, 0, 1)
    last = different(held, 3, 4)
    without = undecided(resolved)
    undone(held, last)

    # Act
    middle = same(held, 1, 2)
    again = different(held, 3, 4)
    both = undecided(resolved)
    undone(held, middle)

    # Assert
    assert both != without
    assert undecided(resolved) == without
    assert together(resolved, 0, 1)
    assert not together(resolved, 1, 2)
    assert_as_resolved_from_nothing(resolved)
    undone(held, first, again)
    assert together(resolved, 3, 4)
    assert not together(resolved, 0, 1)


def test_an_undone_undo_brings_the_decision_back(resolved: Graph) -> None:
    # Arrange
    held = hold(resolved)
    made = same(held, 0, 1)
    decided = undecided(resolved)

    # Act
    back = undone(held, made)
    undone(held, back)

    # Assert
    assert undecided(resolved) == decided
    assert_as_resolved_from_nothing(resolved)


def test_what_is_held_after_decisions_is_what_is_read_anew(resolved: Graph) -> None:
    # Arrange
    held = hold(resolved)

    # Act
    same(held, 0, 1)
    different(held, 3, 4)

    # Assert
    anew = hold(resolved)
    assert held.entity_of == anew.entity_of
    assert held.digests == anew.digests
    assert held.log == anew.log
    assert set(kept(held)) == set(kept(anew))


def test_a_contradicting_decision_is_refused_with_the_chain_and_changes_nothing(
    resolved: Graph,
) -> None:
    # Arrange
    held = hold(resolved)
    same(held, 0, 1)
    last = same(held, 1, 2)
    before, ids = picture(resolved), entity_ids(resolved)

    # Act
    with pytest.raises(ContradictionError) as refused:
        different(held, 0, 2)

    # Assert
    steps = [(step.one, step.other) for step in refused.value.chain]
    assert steps == [
        (person(0), person(1)),
        (person(1), person(2)),
        (person(0), person(2)),
    ]
    assert f"{person(0)} and {person(1)} are the same, says Ortiz" in str(refused.value)
    assert (picture(resolved), entity_ids(resolved)) == (before, ids)
    undone(held, last)
    different(held, 0, 2)
    assert not together(resolved, 0, 2)


def test_a_decision_that_cannot_be_made_is_refused_and_changes_nothing(resolved: Graph) -> None:
    # Arrange
    held = hold(resolved)
    before = picture(resolved)
    arrest = "PGPD|RMS|24000001|"

    # Act
    with pytest.raises(InputError, match=r"no current record has the key PGPD\|RMS\|24009999\|"):
        same(held, 0, 9999)
    with pytest.raises(InputError, match="these are records of an incident and a person"):
        decide(held, Verdict.SAME, [person(0)], [arrest], reviewer="Ortiz", reason="r")
    with pytest.raises(InputError, match="it needs a reason"):
        decide(held, Verdict.SAME, [person(0)], [person(1)], reviewer="Ortiz", reason=" ")
    with pytest.raises(InputError, match=r"the reason holds '.x1b', which is no text"):
        decide(held, Verdict.SAME, [person(0)], [person(1)], reviewer="Ortiz", reason="a\x1b[2J")
    with pytest.raises(InputError, match=r"the reviewer holds '.n', which is no text"):
        decide(held, Verdict.SAME, [person(0)], [person(1)], reviewer="A\nB", reason="r")
    with pytest.raises(InputError, match=r"the reason holds '.udcff', which is no text"):
        take_back(held, ["abc"], reviewer="Ortiz", reason="bad \udcff")
    with pytest.raises(InputError, match="There is no decision abc"):
        decide(
            held,
            Verdict.SAME,
            [person(0)],
            [person(1)],
            reviewer="Ortiz",
            reason="r",
            supersedes=["abc"],
        )
    with pytest.raises(InputError, match="there is no decision abc"):
        take_back(held, ["abc"], reviewer="Ortiz", reason="r")

    # Assert
    assert picture(resolved) == before
    assert held.log == []


def test_a_decision_that_stands_is_made_once_unless_it_supersedes(resolved: Graph) -> None:
    held = hold(resolved)
    made = same(held, 0, 1)
    before = picture(resolved)

    with pytest.raises(InputError, match=f"decision {made.decision.id} of .* says so already"):
        same(held, 1, 0)

    assert picture(resolved) == before
    again = decide(
        held,
        Verdict.SAME,
        [person(0)],
        [person(1)],
        reviewer="Lee",
        reason="the same again",
        supersedes=[made.decision.id],
    )
    undone(held, again)
    assert made.decision in standing(held.log)
    assert again.decision not in standing(held.log)
    assert together(resolved, 0, 1)


def test_a_decision_is_taken_back_once(resolved: Graph) -> None:
    held = hold(resolved)
    made = same(held, 0, 1)
    undone(held, made)
    before = picture(resolved)

    with pytest.raises(InputError, match=f"decision {made.decision.id} does not stand"):
        undone(held, made)

    assert picture(resolved) == before


def test_records_held_apart_stay_apart_whatever_comes(resolved: Graph, tmp_path: Path) -> None:
    # Arrange: another arrest of the one whom 3 and 4 named
    different(hold(resolved), 3, 4)
    third = {200: {"name": "EXAMPLE, PERSON3", "fbi": "100003AB1"}}
    arriving = write_people(tmp_path / "third.csv", [200], third)

    # Act
    apart = [not together(resolved, 3, 4)]
    resolve(resolved)
    apart.append(not together(resolved, 3, 4))
    resolve(resolved, full=True)
    apart.append(not together(resolved, 3, 4))
    Arrivals(resolved, SOURCE).take(arriving)
    apart.append(not together(resolved, 3, 4))
    resolve(resolved, full=True)
    apart.append(not together(resolved, 3, 4))

    # Assert
    assert apart == [True] * 5
    assert together(resolved, 3, 200) or together(resolved, 4, 200)
    assert_as_resolved_from_nothing(resolved)


def test_a_decision_waits_while_a_record_is_withdrawn_and_holds_when_it_returns(
    resolved: Graph, tmp_path: Path
) -> None:
    # Arrange
    same(hold(resolved), 0, 1)

    # Act
    fewer = write_people(tmp_path / "fewer.csv", range(1, 30))
    load(resolved, SOURCE, [fewer], complete=True)
    resolve(resolved)
    alone = entity_ids(resolved)
    load(resolved, SOURCE, [write_people(tmp_path / "all.csv", range(30))], complete=True)
    resolve(resolved)

    # Assert
    assert person(0) not in alone
    assert together(resolved, 0, 1)
    assert_as_resolved_from_nothing(resolved)


@contextmanager
def refusing_two_stale(graph: Graph) -> Iterator[None]:
    """A constraint that refuses the write in the middle: after the decision, with the entities."""
    graph.command(
        "CREATE CONSTRAINT one_stale IF NOT EXISTS FOR (e:Stale) REQUIRE e.variant IS UNIQUE"
    )
    try:
        yield
    finally:
        graph.command("DROP CONSTRAINT one_stale IF EXISTS")


def test_a_write_that_fails_in_the_middle_leaves_graph_and_held_records_as_they_were(
    resolved: Graph,
) -> None:
    # Arrange
    held = hold(resolved)
    before, ids = picture(resolved), entity_ids(resolved)

    # Act
    with refusing_two_stale(resolved), pytest.raises(ConstraintError):
        different(held, 3, 4)

    # Assert
    assert (picture(resolved), entity_ids(resolved)) == (before, ids)
    assert (held.log, held.entity_of) == ([], hold(resolved).entity_of)
    different(held, 3, 4)
    assert not together(resolved, 3, 4)
    assert_as_resolved_from_nothing(resolved)


def test_a_decision_killed_in_its_transaction_leaves_the_graph_as_it_was(
    resolved: Graph, settings: Settings
) -> None:
    # Arrange: an entity that the decision has to write is locked
    before, ids = picture(resolved), entity_ids(resolved)
    with resolved.driver.session(database=resolved.database) as session:
        locking = session.begin_transaction()
        locking.run("MATCH (e:Entity {id: $id}) SET e:Stale REMOVE e:Stale", id=ids[person(3)])
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "different", person(3), person(4)],
            env={**os.environ, "WORKBENCH_HOME": str(settings.home)},
            stdout=subprocess.DEVNULL,
        )
        waited = _waits_for_a_lock(resolved)

        # Act
        process.send_signal(signal.SIGKILL)
        process.wait()
        locking.rollback()

    # Assert
    assert waited
    with resolved.alone():
        assert (picture(resolved), entity_ids(resolved)) == (before, ids)
        assert judged.decisions(resolved) == []
        different(hold(resolved), 3, 4)
    assert_as_resolved_from_nothing(resolved)


def _waits_for_a_lock(graph: Graph) -> bool:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        rows = graph.command("SHOW TRANSACTIONS YIELD status RETURN status")
        if any(row["status"].startswith("Blocked") for row in rows):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("after", [0.05, 0.2])
def test_a_decision_killed_at_any_moment_is_wholly_made_or_not_at_all(
    resolved: Graph, settings: Settings, after: float
) -> None:
    # Arrange
    before = picture(resolved)
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "same", person(0), person(1)],
        env={**os.environ, "WORKBENCH_HOME": str(settings.home)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"ready\n"

    # Act
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()

    # Assert
    with resolved.alone():
        made = bool(judged.decisions(resolved))
        assert together(resolved, 0, 1) is made
        assert made or picture(resolved) == before
        assert_as_resolved_from_nothing(resolved)
