"""An operations database of its own for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.unit.access.tampering import Fresh
from workbench import settings as configuration
from workbench.access.accounts import Account, create
from workbench.access.database import Database, open_database
from workbench.access.viewer import Role, Viewer
from workbench.settings import Settings

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADMINISTRATOR = Viewer("root", "MPD", Role.ADMINISTRATOR, "")


@pytest.fixture
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Settings]:
    """Settings of a home that nothing was kept in yet, each time another."""

    def made() -> Settings:
        home = tmp_path_factory.mktemp("home")
        return configuration.from_environment({"WORKBENCH_HOME": str(home)})

    return made


@pytest.fixture
def here(new_home: Callable[[], Settings]) -> Settings:
    """Settings of the test's own home."""
    return new_home()


@pytest.fixture
def database(here: Settings) -> Iterator[Database]:
    """The operations database of the test's home."""
    with open_database(here) as opened:
        yield opened


@pytest.fixture
def fresh(new_home: Callable[[], Settings]) -> Fresh:
    """Opens an operations database that holds nothing yet, each time another."""
    return lambda: open_database(new_home())


@pytest.fixture
def account(database: Database) -> Account:
    """An analyst of PGPD."""
    return create(
        database,
        user="lane",
        name="D. Lane",
        agency="PGPD",
        role=Role.ANALYST,
        issuer="https://login.example",
        subject="lane-1",
        by=ADMINISTRATOR,
        now=NOON,
    )
