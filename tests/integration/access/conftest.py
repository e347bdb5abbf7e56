"""The operations database of each test, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.integration.postgres import Server, running

# all other fixtures are those of the tests with SQLite
from tests.unit.access.conftest import account, database, fresh, here  # noqa: F401
from workbench import settings as configuration
from workbench.settings import Settings


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL that runs until the tests end."""
    with running() as started:
        yield started


@pytest.fixture
def new_home(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Settings]:
    """Settings of a home and a database that nothing was kept in yet, each time others."""

    def made() -> Settings:
        home = configuration.from_environment(
            {"WORKBENCH_HOME": str(tmp_path_factory.mktemp("home"))}
        )
        return replace(home, operations_url=server.new_database())

    return made
