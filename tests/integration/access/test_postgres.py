"""Accounts, sessions and the audit do in PostgreSQL what they do in SQLite, test by test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
import sqlalchemy as sa

from tests.integration.postgres import Server, running
from tests.unit.access.test_audit import *  # noqa: F403
from tests.unit.access.test_audit import ROOT, looked, written_by
from tests.unit.access.test_database import OPENER
from tests.unit.access.test_sessions import *  # noqa: F403
from tests.unit.access.test_tampering import *  # noqa: F403
from workbench.access.audit import append, verify
from workbench.access.database import Database, open_database
from workbench.access.keys import FILE as KEY_FILE
from workbench.access.tables import versions
from workbench.errors import OperationsError
from workbench.settings import Settings


def test_processes_that_open_an_empty_database_at_once_prepare_it_once(here: Settings) -> None:
    there = {
        "PYTHONPATH": ROOT,
        "WORKBENCH_HOME": str(here.home),
        "WORKBENCH_OPERATIONS_URL": here.operations_url or "",
    }
    opening = [
        subprocess.Popen([sys.executable, "-c", OPENER], cwd=ROOT, env={**os.environ, **there})
        for _ in range(4)
    ]

    assert [process.wait(60) for process in opening] == [0] * 4
    assert [path.name for path in here.home.iterdir()] == [KEY_FILE]
    with open_database(here) as database, database.reading() as connection:
        numbers = list(connection.scalars(sa.select(versions.c.number)))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_home_without_the_key_does_not_open_a_database_that_is_in_use(
    database: Database, here: Settings, new_home: Callable[[], Settings]
) -> None:
    elsewhere = replace(new_home(), operations_url=here.operations_url)

    with pytest.raises(OperationsError, match="put it back"):
        open_database(elsewhere)


def test_two_homes_that_begin_one_database_do_not_both_keep_their_key(
    here: Settings, new_home: Callable[[], Settings]
) -> None:
    homes = [replace(new_home(), operations_url=here.operations_url) for _ in range(2)]
    opening = []
    for one in homes:
        # each has made its key before the other began the database
        (one.home / KEY_FILE).write_bytes(os.urandom(32))
    for one in homes:
        try:
            open_database(one).close()
            opening.append("")
        except OperationsError as error:
            opening.append(str(error))

    assert opening[0] == ""
    assert "machines that share a database share its key" in opening[1]


def test_a_writer_that_hangs_holds_the_others_up_for_ten_seconds_at_most(
    database: Database,
) -> None:
    with database.writing(), pytest.raises(OperationsError, match="lock timeout"):
        append(database, looked(1))

    assert append(database, looked(1)) == 1


def test_a_killed_writer_gives_its_turn_back(database: Database) -> None:
    with written_by(database, 100_000) as process, closing(process.stdout) as printed:
        assert printed is not None
        printed.readline()
        process.send_signal(signal.SIGKILL)

    assert append(database, looked(1)) > 1
    assert verify(database).holds


def test_a_wrong_password_is_an_error_that_does_not_repeat_it(
    here: Settings, server: Server
) -> None:
    address = (here.operations_url or "").replace(server.password, "mistaken")

    with pytest.raises(OperationsError, match="password authentication failed") as refused:
        open_database(replace(here, operations_url=address))

    assert "mistaken" not in str(refused.value)


def test_a_server_that_ends_is_an_error_until_it_is_back(here: Settings) -> None:
    with running() as own:
        settings = replace(here, operations_url=own.new_database())
        database = open_database(settings)
        append(database, looked(1))

    with database:
        for _ in range(2):
            with pytest.raises(OperationsError, match="cannot be used"):
                append(database, looked(2))
