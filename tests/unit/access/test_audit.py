"""The chain of entries shows every change, and stays one chain whoever writes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.access.conftest import NOON
from workbench import settings as configuration
from workbench.access.audit import Asked, anchor, append, search, unseal, verify
from workbench.access.database import FILE, Database, open_database
from workbench.access.keys import FILE as KEY_FILE
from workbench.access.looks import Look, Outcome
from workbench.access.viewer import Role, Viewer
from workbench.errors import OperationsError

LANE = Viewer("lane", "PGPD", Role.ANALYST, "C: robbery series", "24-031", "s1", "10.1.2.3")
COLUMNS = ("at", "user", "agency", "role", "purpose", "case_number", "session", "action",
           "statement", "digest", "sealed", "ids", "rows", "outcome", "address", "previous",
           "hash")  # fmt: skip


def looked(number: int) -> Look:
    return Look(LANE, "read", "entity_cards", {"ids": [f"e{number}"]}, (f"e{number}",), 1)


def tamper(database: Database, *statements: str) -> None:
    """Change the file as somebody could who holds it."""
    with sqlite3.connect(database.home / FILE) as connection:
        for trigger in ("audit_no_change", "audit_no_removal"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def five(database: Database) -> Database:
    for number in range(1, 6):
        append(database, looked(number), at=NOON + timedelta(minutes=number))
    return database


def test_an_entry_says_who_saw_what_when_and_for_what(five: Database) -> None:
    found = search(five, Asked(id="e3"))

    (entry,) = found.entries
    assert found.total == 1
    assert (entry.user, entry.agency, entry.role) == ("lane", "PGPD", "analyst")
    assert (entry.purpose, entry.case_number) == ("C: robbery series", "24-031")
    assert (entry.statement, entry.outcome, entry.address) == ("entity_cards", "shown", "10.1.2.3")
    assert entry.when == "2026-03-01T12:03:00.00Z"
    assert entry.shown_ids == ("e3",)
    assert unseal(five, entry) == {"ids": ["e3"]}
    assert b"e3" not in entry.sealed


def test_equal_parameters_have_one_digest_that_another_home_cannot_make(
    five: Database, tmp_path: Path
) -> None:
    append(five, looked(1))
    first, second = [e.digest for e in search(five, Asked(id="e1")).entries]
    home = str(tmp_path / "other")
    with open_database(configuration.from_environment({"WORKBENCH_HOME": home})) as other:
        append(other, looked(1))
        (elsewhere,) = search(other, Asked()).entries

    assert first == second != elsewhere.digest
    with pytest.raises(OperationsError, match="another key"):
        unseal(five, elsewhere)


def test_an_untouched_chain_holds(five: Database) -> None:
    assert anchor(five) == 5
    assert verify(five).holds
    assert verify(five).entries == 5


def test_the_database_itself_refuses_changes(five: Database) -> None:
    with sqlite3.connect(five.home / FILE) as connection:
        for statement in ("UPDATE audit SET user = 'x'", "DELETE FROM audit"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


@given(st.integers(1, 5), st.sampled_from(COLUMNS), st.text("abc", min_size=1, max_size=3))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_field_is_found_and_named(
    tmp_path_factory: pytest.TempPathFactory, seq: int, column: str, text: str
) -> None:
    home = str(tmp_path_factory.mktemp("chain"))
    with open_database(configuration.from_environment({"WORKBENCH_HOME": home})) as database:
        append(database, *map(looked, range(1, 6)), at=NOON)
        value = "at + 1" if column in ("at", "rows") else f"'{text}' || {column}"
        tamper(database, f"UPDATE audit SET {column} = {value} WHERE seq = {seq}")

        found = verify(database)

    assert not found.holds
    assert seq in {one.seq for one in found.broken} | {one.seq - 1 for one in found.broken}


@pytest.mark.parametrize(
    ("change", "seq", "said"),
    [
        (["DELETE FROM audit WHERE seq = 3"], 3, "entry 3 is missing"),
        (["DELETE FROM audit WHERE seq IN (2, 3)"], 2, "entry 2 to 3 is missing"),
        (["DELETE FROM audit WHERE seq = 5"], 5, "entries up to 5 were written"),
        (
            [
                "UPDATE audit SET seq = 99 WHERE seq = 2",
                "UPDATE audit SET seq = 2 WHERE seq = 3",
                "UPDATE audit SET seq = 3 WHERE seq = 99",
            ],
            2,
            "it does not follow the entry before it",
        ),
    ],
)
def test_what_was_removed_or_moved_is_named(
    five: Database, change: list[str], seq: int, said: str
) -> None:
    tamper(five, *change)

    assert (seq, said) in {(one.seq, one.what) for one in verify(five).broken}


def test_anchors_find_a_chain_that_was_rewritten_as_a_whole(five: Database, tmp_path: Path) -> None:
    anchor(five)
    kept = five.anchors[0].read_bytes()
    tamper(five, "DELETE FROM audit", "UPDATE audit_head SET seq = 0, hash = ''")
    append(five, *map(looked, range(11, 16)))

    assert (5, "it is not the entry that was anchored") in {
        (one.seq, one.what) for one in verify(five).broken
    }
    tamper(five, "DELETE FROM audit", "UPDATE audit_head SET seq = 0, hash = ''")
    assert "entries up to 5 were anchored" in {one.what for one in verify(five).broken}
    five.anchors[0].write_bytes(kept.replace(b'"seq":5', b'"seq":4'))
    assert any("not written here" in one.what for one in verify(five).broken)


def test_an_anchor_is_written_every_thousand_entries(database: Database) -> None:
    append(database, *map(looked, range(999)))
    assert not database.anchors[0].exists()

    append(database, looked(1), looked(2))

    assert database.anchors[0].read_bytes().count(b"\n") == 1


WRITER = """
import sys
from pathlib import Path
from workbench import settings as configuration
from workbench.access.audit import append
from workbench.access.database import open_database
from tests.unit.access.test_audit import looked
home, count = sys.argv[1], int(sys.argv[2])
with open_database(configuration.from_environment({"WORKBENCH_HOME": home})) as database:
    print("ready", flush=True)
    for number in range(count):
        append(database, looked(number))
"""


@pytest.fixture
def writer(database: Database) -> Callable[[int], subprocess.Popen[bytes]]:
    def start(count: int) -> subprocess.Popen[bytes]:
        root = str(Path(__file__).resolve().parents[3])
        return subprocess.Popen(
            [sys.executable, "-c", WRITER, str(database.home), str(count)],
            stdout=subprocess.PIPE,
            cwd=root,
            env={**os.environ, "PYTHONPATH": root},
        )

    return start


def test_two_processes_that_write_at_once_keep_one_chain(
    database: Database, writer: Callable[[int], subprocess.Popen[bytes]]
) -> None:
    both = [writer(60), writer(60)]
    for number in range(60):
        append(database, looked(number))
    for process in both:
        assert process.wait(60) == 0
        assert process.stdout is not None
        process.stdout.close()

    found = verify(database)
    assert (found.holds, found.entries) == (True, 180)


def test_a_writer_that_is_killed_leaves_a_whole_chain(
    database: Database, writer: Callable[[int], subprocess.Popen[bytes]]
) -> None:
    process = writer(100_000)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.4)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    append(database, looked(1))

    found = verify(database)
    assert found.holds
    assert found.entries > 1


def test_without_its_key_a_database_with_entries_is_not_opened(five: Database) -> None:
    (five.home / KEY_FILE).unlink()

    with pytest.raises(OperationsError, match="put it back"):
        open_database(configuration.from_environment({"WORKBENCH_HOME": str(five.home)}))


def test_an_entry_that_cannot_be_written_is_an_error(five: Database) -> None:
    (five.home / FILE).chmod(0o400)
    tamper_free = Look(LANE, "read", "entity_cards", {"x": object()}, outcome=Outcome.REFUSED)

    with pytest.raises(OperationsError, match="cannot be written"):
        append(five, tamper_free)


def test_files_are_for_their_owner_alone(five: Database) -> None:
    anchor(five)

    for path in (five.home / FILE, five.home / KEY_FILE, five.anchors[0]):
        assert path.stat().st_mode & 0o077 == 0, path
