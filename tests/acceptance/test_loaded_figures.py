"""The published files in a real graph: the figures that ``workbench status --json`` prints."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from csv import DictReader
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.acceptance.published import MAIN_FILES, VARIABLE
from tests.commands import workbench
from tests.integration.picture import wipe
from tests.viewers import reading
from workbench.explore.associates import associates, associates_behind
from workbench.explore.tallies import By, Filters, State, behind, tally
from workbench.graph.client import Graph
from workbench.settings import Settings

pytestmark = [pytest.mark.acceptance, pytest.mark.integration]

Figures = dict[str, Any]


def run(settings: Settings, *arguments: str) -> str:
    """Run a command that must succeed; returns what it printed."""
    done = workbench(settings, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def figures_of(settings: Settings, *sources: str) -> Figures:
    folder = Path(os.environ[VARIABLE])
    for source in sources:
        run(settings, "load", source, str(folder / MAIN_FILES[source]))
    run(settings, "resolve")
    held: Figures = json.loads(run(settings, "status", "--json"))
    for source in sources:
        one = held["sources"][source]
        assert one["rows"] == one["loaded"] + one["unchanged"] + one["rejected"]
        assert one["rejected"] == 0
    assert not held["pending"]
    return held


def test_the_district_s_incidents_and_arrests(empty_graph: Graph, settings: Settings) -> None:
    held = figures_of(settings, "dc-mpd-incidents", "dc-mpd-arrests")

    assert held["sources"]["dc-mpd-incidents"]["loaded"] == 5_735
    assert held["sources"]["dc-mpd-arrests"]["loaded"] == 99
    assert held["records"]["person"] == 99
    assert held["incidents"]["incident"] == 5_731 + 93
    assert held["incidents"]["arrest"] == 99
    intersections = empty_graph.read(
        "MATCH (r:LocationRecord {address_precision: $precision}) "
        "WHERE 'dc-mpd-incidents' IN r.sources RETURN count(r) AS n",
        precision="intersection",
    )
    assert intersections == [{"n": 168}]


def test_montgomery_county(empty_graph: Graph, settings: Settings) -> None:
    held = figures_of(settings, "montgomery-crime")

    assert held["sources"]["montgomery-crime"]["loaded"] == 1_000
    assert held["incidents"] == {"incident": 923}
    assert held["entities"]["incident"] == 923
    owners = empty_graph.read(
        "MATCH (r:IncidentRecord)-[:OWNED_BY]->(a) RETURN a.code AS code, count(r) AS n "
        "ORDER BY n DESC"
    )
    assert [(o["code"], o["n"]) for o in owners] == [
        ("MCPD", 787),
        ("RCPD", 89),
        ("GPD", 72),
        ("TPPD", 50),
        ("MCSO", 2),
    ]


def test_takoma_park(empty_graph: Graph, settings: Settings) -> None:
    held = figures_of(settings, "takoma-park-arrests", "takoma-park-calls")

    calls = held["sources"]["takoma-park-calls"]
    assert (calls["rows"], calls["loaded"], calls["unchanged"]) == (11_735, 11_551, 184)
    assert held["sources"]["takoma-park-arrests"]["loaded"] == 1_911
    assert held["incidents"]["service-call"] == 11_551
    assert held["records"]["person"] == held["links"]["ARRESTED_IN"] == 1_911
    assert held["incidents"]["incident"] == 1_693


def test_the_nibrs_submission(empty_graph: Graph, settings: Settings) -> None:
    held = figures_of(settings, "nibrs-flat")

    assert held["incidents"] == {"arrest": 206, "incident": 212}
    assert held["links"]["VICTIM_OF"] == 240
    assert held["links"]["SUBJECT_OF"] == 276
    assert held["links"]["ARRESTED_IN"] == 194 + 12


@pytest.fixture(scope="module")
def pole(graph: Graph, settings: Settings) -> Figures:
    """What is held once the POLE graph is loaded; it stays while the tests of it run."""
    wipe(graph)
    return figures_of(settings, "pole")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the published files."""
    path = Path(os.environ[VARIABLE]) / MAIN_FILES["pole"]
    with ZipFile(path) as archive, archive.open(f"crime-investigation.{name}.csv") as file:
        return list(DictReader(TextIOWrapper(file, encoding="utf-8-sig")))


def entity_of(graph: Graph) -> dict[str, str]:
    """Entities by the number of their nodes in the published files."""
    found = graph.read("MATCH (r:Record)-[:RESOLVED_TO]->(e) RETURN r.key AS key, e.id AS id")
    return {row["key"].split("|")[2]: row["id"] for row in found}


def test_pole(pole: Figures) -> None:
    held = pole

    assert held["records"]["person"] == 369
    assert held["records"]["vehicle"] == 1_000
    assert held["records"]["incident"] == 28_762
    assert held["records"]["location"] == 14_904
    assert held["records"]["item"] == 7
    assert held["records"]["telephone-call"] == 534
    assert held["links"]["OCCURRED_AT"] == held["links"]["INVESTIGATED_BY"] == 28_762
    assert held["links"]["INVOLVED_IN"] == 985
    assert held["links"]["SUBJECT_OF"] == 55


def test_the_most_frequent_crimes_of_pole_are_those_of_its_files(
    pole: Figures, graph: Graph
) -> None:
    crimes = rows("nodes.Crime")

    types, outcomes = (tally(reading(graph), by) for by in (By.OFFENSE, By.OUTCOME))

    wanted = sorted(
        Counter(c["type"] or "not stated" for c in crimes).items(),
        key=lambda one: (-one[1], one[0]),
    )
    assert [(line.label, line.incidents) for line in types.lines] == wanted
    assert wanted[0] == ("Violence and sexual offences", 8_765)
    assert (types.rows, types.total, types.left_out) == (14, len(crimes), 0)
    expected = Counter(c["last_outcome"] for c in crimes)
    assert {line.label: line.incidents for line in outcomes.lines} == dict(
        expected.most_common(len(outcomes.lines))
    )
    assert outcomes.rows == len(expected)


def test_the_officers_with_open_drug_crimes_of_pole_are_those_of_its_files(
    pole: Figures, graph: Graph
) -> None:
    open_ = {
        c[":ID"]
        for c in rows("nodes.Crime")
        if c["type"] == "Drugs" and c["last_outcome"] == "Under investigation"
    }
    badges = {o[":ID"]: o["badge_no"] for o in rows("nodes.Officer")}
    ends = [r for r in rows("relationships.INVESTIGATED_BY") if r[":START_ID"] in open_]
    wanted = Counter(f"officer:POLE {badges[r[':END_ID']]}" for r in ends)
    drugs = Filters(offense="drugs", state=State.OPEN)

    found = tally(reading(graph), By.OFFICER, drugs, limit=1_000)
    first = behind(reading(graph), By.OFFICER, found.lines[0].value, drugs)

    assert {line.value: line.incidents for line in found.lines} == wanted
    assert "Devy Larive" in found.lines[0].label
    ids = entity_of(graph)
    of_first = {ids[r[":START_ID"]] for r in ends if badges[r[":END_ID"]] in found.lines[0].value}
    assert {card.id for card in first.incidents} == of_first


def test_the_people_with_the_most_dangerous_associates_of_pole_are_those_of_its_files(
    pole: Figures, graph: Graph
) -> None:
    ids = entity_of(graph)
    children = {p[":ID"] for p in rows("nodes.Person") if p["age"] and int(p["age"]) < 18}
    crimes: dict[str, set[str]] = defaultdict(set)
    for party in rows("relationships.PARTY_TO"):
        crimes[ids[party[":START_ID"]]].add(ids[party[":END_ID"]])
    known: dict[str, set[str]] = defaultdict(set)
    for tie in rows("relationships.KNOWS"):
        ends = tie[":START_ID"], tie[":END_ID"]
        if children.isdisjoint(ends):
            one, other = (ids[end] for end in ends)
            known[one].add(other)
            known[other].add(one)
    wanted = {}
    for person, others in known.items():
        dangerous = {other for other in others if other in crimes and other != person}
        if dangerous and person not in crimes:
            theirs = set().union(*(crimes[other] for other in dangerous))
            wanted[person] = len(dangerous), len(theirs)

    found = associates(reading(graph), "knows", uninvolved=True, limit=1_000)
    anne = associates_behind(reading(graph), found.people[0].id, "knows")

    assert {p.id: (p.associates, p.incidents) for p in found.people} == wanted
    assert (found.people[0].name, found.people[0].associates) == ("FREEMAN, ANNE", 8)
    assert {one.person.id: {i.id for i in one.incidents} for one in anne} == {
        other: crimes[other] for other in known[found.people[0].id] if other in crimes
    }
    assert children
    assert "ALEXANDER, KIMBERLY" not in {p.name for p in found.people}, "a child is ranked"
