"""The operations database as a file: where it lies, who reads it, and what goes wrong with it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.unit.access.conftest import NOON
from tests.unit.access.tampering import named, tamper_file
from tests.unit.access.test_audit import ROOT, looked
from workbench import settings as configuration
from workbench.access.accounts import Account
from workbench.access.audit import Asked, anchor, anchored, append, search, verify
from workbench.access.database import FILE, Database, open_database
from workbench.access.keys import FILE as KEY_FILE
from workbench.access.sessions import State, look
from workbench.access.tables import versions
from workbench.errors import OperationsError
from workbench.settings import Settings

OPENER = """
from workbench import settings as configuration
from workbench.access.database import open_database
with open_database(configuration.from_environment()):
    pass
"""


def test_files_are_for_their_owner_alone(here: Settings) -> None:
    home = here.home / "new"
    with open_database(replace(here, home=home)) as database:
        append(database, looked(1))
        anchor(database)
        modes = {path.name: path.stat().st_mode & 0o777 for path in home.rglob("*")}

    assert home.stat().st_mode & 0o777 == modes.pop("anchors") == 0o700
    assert {FILE, f"{FILE}-wal", KEY_FILE, "audit.jsonl"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_database_that_others_could_read_is_closed_to_them(here: Settings) -> None:
    (here.home / FILE).touch()
    (here.home / FILE).chmod(0o644)

    with open_database(here):
        assert (here.home / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["what?mode=memory", "a%20b", "a#b", "é ü", "file:x"])
def test_a_home_of_any_name_holds_its_database(here: Settings, name: str) -> None:
    with open_database(replace(here, home=here.home / name)) as database:
        append(database, looked(1))

    assert [path.name for path in here.home.iterdir()] == [name]
    assert {path.name for path in (here.home / name).iterdir()} == {FILE, KEY_FILE}


def test_processes_that_open_a_new_home_at_once_make_one_database_and_one_key(
    here: Settings,
) -> None:
    opening = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": ROOT, "WORKBENCH_HOME": str(here.home)},
        )
        for _ in range(4)
    ]

    assert [process.wait(60) for process in opening] == [0] * 4
    assert {path.name for path in here.home.iterdir()} == {FILE, KEY_FILE}
    with open_database(here) as database, database.reading() as connection:
        numbers = list(connection.scalars(sa.select(versions.c.number)))
    assert numbers == list(range(1, len(numbers) + 1))


def test_without_its_key_a_database_is_not_opened(database: Database, here: Settings) -> None:
    (here.home / KEY_FILE).unlink()

    with pytest.raises(OperationsError, match="put it back"):
        open_database(here)


def test_an_empty_database_beside_anchors_of_another_is_refused(here: Settings) -> None:
    with open_database(here) as database:
        append(database, looked(1))
        anchor(database)
    for path in here.home.glob(f"{FILE}*"):
        path.unlink()

    with pytest.raises(OperationsError, match="put back the one that belongs here"):
        open_database(here)

    (here.home / "anchors" / "audit.jsonl").unlink()
    with open_database(here) as another:
        assert search(another, Asked()).total == 0


def test_a_damaged_key_is_not_used(database: Database, here: Settings) -> None:
    (here.home / KEY_FILE).write_bytes(b"short")

    with pytest.raises(OperationsError, match="no key of 32 bytes"):
        open_database(here)


def test_another_homes_key_does_not_open_a_database(database: Database, here: Settings) -> None:
    (here.home / KEY_FILE).write_bytes(bytes(32))

    with pytest.raises(OperationsError, match="not the key that this operations database"):
        open_database(here)


def test_a_file_that_is_no_database_is_an_error(here: Settings) -> None:
    (here.home / FILE).write_bytes(b"no database" * 1_000)

    with pytest.raises(OperationsError, match="cannot be used \\(file is not a database\\)"):
        open_database(here)


def test_a_home_that_cannot_be_is_an_error(here: Settings) -> None:
    (here.home / "file").touch()

    with pytest.raises(OperationsError, match="Name another WORKBENCH_HOME"):
        open_database(replace(here, home=here.home / "file" / "home"))


def test_a_database_of_a_newer_workbench_is_left_alone(database: Database, here: Settings) -> None:
    with database.writing() as connection:
        connection.execute(sa.insert(versions).values(number=1_000))

    with pytest.raises(OperationsError, match="of a newer workbench"):
        open_database(here)


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://a:secret@b/c", "sqlite:///x.db", "postgresql://a:b@c:port/d"]
)
def test_an_address_that_is_not_postgresqls_is_refused_and_not_repeated(
    here: Settings, address: str
) -> None:
    with pytest.raises(OperationsError, match="no address of PostgreSQL") as refused:
        open_database(replace(here, operations_url=address))

    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer_is_an_error_without_the_password(here: Settings) -> None:
    address = "postgres://user:secret@127.0.0.1:1/none"

    with pytest.raises(OperationsError, match="cannot be used") as refused:
        open_database(replace(here, operations_url=address))

    assert "secret" not in str(refused.value)


def test_bytes_that_are_no_text_are_found_and_named(database: Database) -> None:
    append(database, *map(looked, range(3)))

    tamper_file(database, "UPDATE audit SET address = CAST(x'ff' AS TEXT) WHERE seq = 2")

    assert (2, "it was changed") in named(database)


def test_a_number_that_is_no_number_is_found_and_named(database: Database) -> None:
    append(database, *map(looked, range(3)))

    tamper_file(database, "UPDATE audit SET seq = 'x' WHERE seq = 2")

    assert named(database) == {(0, "an entry has the number x"), (2, "entry 2 is missing")}


def test_a_process_anchors_what_it_finds_and_what_it_leaves(here: Settings) -> None:
    with open_database(here) as database:
        append(database, looked(1))

    with anchored(here) as database:
        append(database, looked(2), looked(3))
    with anchored(here) as database:
        assert verify(database).holds

    lines = database.anchors[0].read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ['{"seq":1', '{"seq":3']


def test_a_second_place_for_anchors_holds_the_same(here: Settings, tmp_path: Path) -> None:
    with anchored(replace(here, audit_anchors=tmp_path / "far" / "audit.jsonl")) as database:
        append(database, looked(1))

    first, second = database.anchors
    assert first.read_bytes() == second.read_bytes() != b""


def test_an_anchor_that_cannot_be_written_is_an_error(here: Settings) -> None:
    (here.home / "file").touch()
    elsewhere = replace(here, audit_anchors=here.home / "file" / "audit.jsonl")

    with open_database(elsewhere) as database:
        append(database, looked(1))
        with pytest.raises(OperationsError, match="no anchor of the audit can be written"):
            anchor(database)


def test_a_database_that_somebody_holds_too_long_is_an_error(
    database: Database, here: Settings
) -> None:
    with (
        open_database(here) as other,
        closing(database.engine.raw_connection()) as holder,
    ):
        holder.cursor().execute("BEGIN IMMEDIATE")
        with other.engine.connect() as connection:
            # the one connection of this pool: it would wait ten seconds
            connection.exec_driver_sql("PRAGMA busy_timeout = 100")
        with pytest.raises(OperationsError, match="database is locked"):
            append(other, looked(1))
        assert search(other, Asked()).total == 0


def test_what_another_process_writes_is_seen_however_often_the_database_is_opened(
    database: Database, account: Account
) -> None:
    settings = configuration.from_environment({"WORKBENCH_HOME": str(database.home)})
    code = (
        "import sys\nfrom datetime import datetime\nfrom workbench import settings as s\n"
        "from workbench.access import accounts, sessions\n"
        "from workbench.access.database import open_database\n"
        "with open_database(s.from_environment({'WORKBENCH_HOME': sys.argv[1]})) as opened:\n"
        "    one = accounts.by_user(opened, 'lane')\n"
        "    now = datetime.fromisoformat(sys.argv[2])\n"
        "    print(sessions.begin(opened, one, address='x', now=now)[0])\n"
    )
    for _ in range(3):
        with open_database(settings):
            pass
        command = [sys.executable, "-c", code, str(database.home), NOON.isoformat()]
        token = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

        assert look(database, token, NOON, active=False).state is State.ACTIVE
