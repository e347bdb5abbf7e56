"""An operations database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench import settings as configuration
from workbench.access.accounts import Account, create
from workbench.access.database import Database, open_database
from workbench.access.viewer import Role, Viewer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADMINISTRATOR = Viewer("root", "MPD", Role.ADMINISTRATOR, "")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A SQLite database under a temporary home."""
    with open_database(configuration.from_environment({"WORKBENCH_HOME": str(tmp_path)})) as opened:
        yield opened


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
