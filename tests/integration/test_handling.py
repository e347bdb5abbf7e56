"""Statements about handling: they count at once, and no load washes them off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import workbench
from tests.integration.people import SOURCE, person, write_people
from workbench.errors import InputError
from workbench.graph.client import Graph
from workbench.pipeline import handling
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.records.vocabulary import Handling
from workbench.settings import Settings

pytestmark = pytest.mark.integration

KEY = person(3)
WORDS = {"reason": "sealed on motion", "authority": "D.C. Code 16-806", "by": "clerk"}


def shown(graph: Graph, key: str = KEY) -> tuple[str, list[str], str]:
    [row] = graph.read(
        "MATCH (r:Record {key: $key}) RETURN r.audience AS a, r.handling AS h, r.digest AS d",
        key=key,
    )
    return row["a"], row["h"], row["d"]


def withheld(graph: Graph, key: str = KEY) -> bool:
    rows = graph.read("MATCH (:Record {key: $key})-[:RESOLVED_TO]->(e:Withheld) RETURN e", key=key)
    return bool(rows)


def waiting(graph: Graph) -> list[str]:
    return [row["key"] for row in graph.read("MATCH (r:Waiting) RETURN r.key AS key")]


@pytest.fixture
def people(empty_graph: Graph, tmp_path: Path) -> Graph:
    load(empty_graph, SOURCE, [write_people(tmp_path / "people.csv", range(10))])
    resolve(empty_graph)
    return empty_graph


def test_a_sealed_record_shows_it_at_once_and_its_entity_is_withheld(people: Graph) -> None:
    digest = shown(people)[2]

    handling.add(people, [KEY], Handling.SEALED, **WORDS)

    assert shown(people) == ("PGPD/arrest/sealed", ["sealed"], digest)
    assert withheld(people)
    assert waiting(people) == [KEY]


def test_the_projection_gives_the_entity_the_new_audience(people: Graph) -> None:
    handling.add(people, [KEY], Handling.SEALED, **WORDS)

    resolve(people)

    rows = people.read(
        "MATCH (:Record {key: $key})-[:RESOLVED_TO]->(e) RETURN e.audiences AS audiences", key=KEY
    )
    assert "PGPD/arrest/sealed" in rows[0]["audiences"]
    assert not waiting(people)


def test_a_later_revision_keeps_the_seal_and_a_lift_shows_the_rows_own(
    people: Graph, tmp_path: Path
) -> None:
    # Arrange
    handling.add(people, [KEY], Handling.SEALED, **WORDS)
    again = write_people(tmp_path / "again.csv", range(10), {3: {"name": "OTHER, NAME"}})

    # Act
    load(people, SOURCE, [again])
    sealed = shown(people)
    handling.lift(people, [KEY], Handling.SEALED, **WORDS)

    # Assert
    assert sealed[:2] == ("PGPD/arrest/sealed", ["sealed"])
    assert shown(people)[:2] == ("PGPD/arrest/", [])
    revisions = people.read("MATCH (v:Revision) RETURN v.audience AS audience")
    assert [row["audience"] for row in revisions] == ["PGPD/arrest/"]


def test_the_same_file_again_changes_nothing_of_a_sealed_record(
    people: Graph, tmp_path: Path
) -> None:
    handling.add(people, [KEY], Handling.SEALED, **WORDS)

    more = load(people, SOURCE, [write_people(tmp_path / "more.csv", range(11))])

    assert (more.figures.loaded, more.figures.unchanged) == (1, 10)
    assert shown(people)[0] == "PGPD/arrest/sealed"


def test_a_revision_that_changes_the_audience_withholds_the_entity(
    people: Graph, tmp_path: Path
) -> None:
    # Arrange: what a seal by the agency's own row does
    people.command(
        "MATCH (r:Record {key: $key}) SET r.audience = 'PGPD/arrest/sealed', r.handling = "
        "['sealed']",
        key=KEY,
    )
    again = write_people(
        tmp_path / "again.csv", range(10), {n: {"name": "OTHER, NAME"} for n in (3, 5)}
    )

    # Act
    load(people, SOURCE, [again])

    # Assert
    assert withheld(people)
    assert not withheld(people, person(5))


def test_an_own_fact_is_never_lifted_and_what_is_not_stated_neither(people: Graph) -> None:
    people.command(
        "MATCH (r:Record {key: $key}) SET r.audience = 'PGPD/arrest/juvenile', r.handling = "
        "['juvenile']",
        key=KEY,
    )

    with pytest.raises(InputError, match="its own facts do"):
        handling.lift(people, [KEY], Handling.JUVENILE, **WORDS)
    with pytest.raises(InputError, match="nothing to lift"):
        handling.lift(people, [KEY], Handling.SEALED, **WORDS)
    assert shown(people)[1] == ["juvenile"]


def test_statements_that_cannot_be_kept_change_nothing(people: Graph) -> None:
    with pytest.raises(InputError, match="no record has the key"):
        handling.add(people, [KEY, "MPD|RMS|none|"], Handling.SEALED, **WORDS)
    with pytest.raises(InputError, match="category intelligence"):
        handling.add(people, [KEY], Handling.INTELLIGENCE, **WORDS)
    with pytest.raises(InputError, match="--authority"):
        handling.add(people, [KEY], Handling.SEALED, **WORDS | {"authority": " "})
    assert people.read("MATCH (s:HandlingStatement) RETURN s") == []
    assert shown(people)[1] == []


def test_the_commands_state_show_and_lift(people: Graph, settings: Settings) -> None:
    words = ("--handling", "sealed", "--reason", "on motion", "--authority", "16-806")

    done = workbench(settings, "handling", "add", KEY, *words, "--by", "clerk")
    said = workbench(settings, "handling", "show", KEY)
    twice = workbench(settings, "handling", "add", KEY, *words)
    lifted = workbench(settings, "handling", "lift", KEY, *words)

    assert "1 record stated to be sealed" in done.stdout
    assert f"{KEY}  sealed\n    by its own facts: ordinary\n" in said.stdout
    assert "sealed added by clerk: on motion (16-806)" in said.stdout
    assert twice.returncode == 2
    assert "already" in twice.stderr
    assert lifted.returncode == 0
    assert shown(people)[1] == []
