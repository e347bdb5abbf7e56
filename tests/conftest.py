"""What every test shares: which tests run where, and that nothing is skipped in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest

from tests.acceptance.published import VARIABLE
from tests.browser.serving import chromium_path
from tests.integration.picture import wipe
from workbench import settings as configuration
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.graph.schema import migrate
from workbench.settings import Settings

JVM = "WORKBENCH_NEO4J_JVM"
# Servers that live for minutes are compiled lightly: full optimization takes longer than it saves.
os.environ.setdefault(JVM, "-XX:TieredStopAtLevel=1")

FORBID_SKIPS = "WORKBENCH_FORBID_SKIPS"

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect acceptance tests without their files; skip browser tests without a browser."""
    if not os.environ.get(VARIABLE):
        without = [item for item in items if item.get_closest_marker("acceptance")]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if not item.get_closest_marker("acceptance")]
    if chromium_path() is None:
        reason = pytest.mark.skip(reason="no `chromium` is on the PATH: install it")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(reason)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test fails the run where skips are forbidden."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", ())) if reporter else 0
    if os.environ.get(FORBID_SKIPS) and skipped:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a temporary home whose server runs until the tests end."""
    home = tmp_path_factory.mktemp("home")
    here = configuration.from_environment({"WORKBENCH_HOME": str(home), JVM: os.environ[JVM]})
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
    wipe(graph)
    return graph
