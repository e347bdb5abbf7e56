"""Opening the operations database that a command works on, and who works on it."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from workbench import settings as configuration
from workbench.access.audit import anchored
from workbench.access.database import Database
from workbench.access.viewer import Role, Viewer
from workbench.records.agencies import HOST


@contextmanager
def current_database() -> Iterator[Database]:
    """The operations database of this installation; its audit is anchored before and after."""
    with anchored(configuration.from_environment()) as database:
        yield database


def operator() -> Viewer:
    """Whoever runs the command, by the name that the operating system knows."""
    user = f"{getpass.getuser()} (command line)"
    return Viewer(user, HOST, Role.ADMINISTRATOR, "A administrative: command line")
