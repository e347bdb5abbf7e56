"""Ending the process at any moment and running again gives the graph of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.people import SOURCE, write_people
from tests.integration.picture import picture, wipe
from workbench.graph.client import Graph
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.settings import Settings

pytestmark = pytest.mark.integration

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PROGRAM = """
import sys
from pathlib import Path
from tests.integration.people import SOURCE
from workbench import settings
from workbench.graph import engine
from workbench.graph.client import open_graph
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
with open_graph(engine.connection(settings.from_environment())) as graph:
    print("ready", flush=True)
    if sys.argv[1] == "load":
        load(graph, SOURCE, [Path(sys.argv[2])])
    else:
        resolve(graph)
"""


def _run_and_kill(settings: Settings, work: str, path: Path, after: float) -> bool:
    """Run work in another process and end it with SIGKILL; True if it was still at work."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, work, str(path)],
        env={**os.environ, "WORKBENCH_HOME": str(settings.home)},
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"ready\n"
    time.sleep(after)
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return running


def test_a_killed_load_and_a_killed_resolve_end_as_if_undisturbed(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    path = write_people(tmp_path / "people.csv", range(4_000), {77: {"number": ""}})
    load(empty_graph, SOURCE, [path])
    resolve(empty_graph)
    undisturbed = picture(empty_graph)
    wipe(empty_graph)
    random_ = random.Random(8)

    # Act
    killed = [_run_and_kill(settings, "load", path, random_.uniform(0.1, 0.9)) for _ in range(3)]
    summary = load(empty_graph, SOURCE, [path])
    killed += [
        _run_and_kill(settings, "resolve", path, random_.uniform(0.1, 0.9)) for _ in range(3)
    ]
    resolve(empty_graph)

    # Assert
    assert any(killed[:3])
    assert any(killed[3:])
    assert summary.resumed
    assert summary.number == 1
    assert picture(empty_graph) == undisturbed


def test_another_file_takes_the_place_of_an_interrupted_load(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    path = write_people(tmp_path / "people.csv", range(4_000))
    assert _run_and_kill(settings, "load", path, 0.5)

    # Act
    other = write_people(tmp_path / "other.csv", range(10))
    summary = load(empty_graph, SOURCE, [other])

    # Assert
    assert not summary.resumed
    states = empty_graph.read("MATCH (l:Load) RETURN l.state AS state ORDER BY l.number")
    assert [row["state"] for row in states] == ["abandoned", "complete"]


@pytest.mark.parametrize("after", [0.3, 0.6, 1.2, 1.6, 2.0])
def test_an_interrupt_is_one_line_and_the_command_goes_on(
    empty_graph: Graph, settings: Settings, tmp_path: Path, after: float
) -> None:
    # Arrange
    path = tmp_path / "reads.csv"
    header, *rows = (FIXTURES / "plate_reads.csv").read_text().splitlines(keepends=True)
    path.write_text(header + "".join(rows) * 20_000)
    command = [sys.executable, "-m", "workbench", "load", "plate-reads", str(path)]
    environment = {**os.environ, "WORKBENCH_HOME": str(settings.home)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    time.sleep(after)

    # Act
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()

    # Assert
    assert told == "workbench: stopped; run the same command again to go on\n"
    assert process.returncode == 130
