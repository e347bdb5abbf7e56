"""The published files in a real graph: the figures that ``workbench status --json`` prints."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.published import MAIN_FILES, VARIABLE
from tests.commands import workbench
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


def test_pole(empty_graph: Graph, settings: Settings) -> None:
    held = figures_of(settings, "pole")

    assert held["records"]["person"] == 369
    assert held["records"]["vehicle"] == 1_000
    assert held["records"]["incident"] == 28_762
    assert held["records"]["location"] == 14_904
    assert held["records"]["item"] == 7
    assert held["records"]["telephone-call"] == 534
    assert held["links"]["OCCURRED_AT"] == held["links"]["INVESTIGATED_BY"] == 28_762
    assert held["links"]["INVOLVED_IN"] == 985
    assert held["links"]["SUBJECT_OF"] == 55
