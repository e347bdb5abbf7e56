"""One managed Neo4j for the run, emptied before each test that asks for an empty graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import settings as configuration
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.graph.schema import migrate
from workbench.settings import Settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a temporary home whose server runs until the tests end."""
    home = tmp_path_factory.mktemp("home")
    here = configuration.from_environment({"WORKBENCH_HOME": str(home)})
    engine.start(here)
    yield here
    engine.stop(here)


@pytest.fixture(scope="session")
def graph(settings: Settings) -> Iterator[Graph]:
    """The server's graph with the current schema, holding whatever the last test left."""
    with open_graph(engine.connection(settings)) as opened:
        migrate(opened)
        yield opened


@pytest.fixture
def empty_graph(graph: Graph) -> Graph:
    """The same graph, emptied of everything but its schema."""
    graph.command(
        "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    )
    return graph


@pytest.fixture
def people_csv(tmp_path: Path) -> Path:
    """A small file of the ``people`` source that ``tests.integration.people`` maps."""
    from tests.integration.people import write_people

    return write_people(tmp_path / "people.csv", range(2_500))
