"""Entries say who saw what, and stay one chain whoever writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tests.unit.access.conftest import NOON
from tests.unit.access.tampering import Fresh, end, removed, tamper
from workbench.access.audit import Asked, anchor, append, search, unseal, verify
from workbench.access.database import Database
from workbench.access.looks import Look
from workbench.access.tables import head
from workbench.access.viewer import Role, Viewer
from workbench.errors import OperationsError

LANE = Viewer("lane", "PGPD", Role.ANALYST, "C: robbery series", "24-031", "s1", "10.1.2.3")
ROOT = str(Path(__file__).resolve().parents[3])
WRITER = """
import sys
from tests.unit.access.test_audit import looked
from workbench import settings as configuration
from workbench.access.audit import append
from workbench.access.database import open_database
with open_database(configuration.from_environment()) as database:
    for number in range(int(sys.argv[1])):
        print(append(database, looked(number)), flush=True)
"""


def looked(number: int) -> Look:
    return Look(LANE, "read", "entity_cards", {"ids": [f"e{number}"]}, (f"e{number}",), 1)


def written_by(database: Database, count: int) -> subprocess.Popen[str]:
    """A process of its own that appends, and prints each number once it is committed."""
    address = database.engine.url.render_as_string(hide_password=False)
    there = {} if database.sqlite else {"WORKBENCH_OPERATIONS_URL": address}
    home = {"WORKBENCH_HOME": str(database.home)}
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": ROOT, **home, **there},
    )


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


def test_an_id_is_found_by_itself_alone(database: Database) -> None:
    ids = ["e1", "E1", "e12", 'e"1', "e\\1", "e%", "é1"]
    for one in ids:
        append(database, Look(LANE, "read", "entity_cards", {}, (one, "other"), 1))

    for one in ids:
        assert [entry.shown_ids[0] for entry in search(database, Asked(id=one)).entries] == [one]


def test_pages_do_not_move_while_entries_are_added(five: Database) -> None:
    first = search(five, Asked(user="lane"), limit=2)
    append(five, looked(6), looked(7))

    second = search(five, Asked(user="lane"), limit=2, before=first.entries[-1].seq)

    assert [entry.seq for entry in first.entries + second.entries] == [5, 4, 3, 2]
    assert (first.total, second.total) == (5, 7)


@pytest.mark.parametrize(
    ("asked", "seqs"),
    [
        (Asked(user="lane", agency="PGPD", action="read", statement="entity_cards"), 5),
        (Asked(case_number="24-031", outcome="shown"), 5),
        (Asked(since=NOON + timedelta(minutes=4)), 2),
        (Asked(until=NOON + timedelta(minutes=4)), 3),
        (Asked(user="roe"), 0),
        (Asked(outcome="refused"), 0),
    ],
)
def test_entries_are_found_by_what_they_say(five: Database, asked: Asked, seqs: int) -> None:
    assert search(five, asked).total == len(search(five, asked).entries) == seqs


def test_equal_parameters_have_one_digest_that_another_home_cannot_make(
    five: Database, fresh: Fresh
) -> None:
    append(five, looked(1))
    first, second = [e.digest for e in search(five, Asked(id="e1")).entries]
    with fresh() as other:
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
    statements = ["UPDATE audit SET rows = 0", "DELETE FROM audit"]
    if not five.sqlite:
        statements.append("TRUNCATE audit")
    for statement in statements:
        with (
            five.engine.connect() as connection,
            pytest.raises(DBAPIError, match="append-only"),
        ):
            connection.exec_driver_sql(statement)

    assert verify(five).holds


def test_an_anchor_is_written_every_thousand_entries(database: Database) -> None:
    append(database, *map(looked, range(999)))
    assert not database.anchors[0].exists()

    append(database, looked(1), looked(2))

    assert database.anchors[0].read_bytes().count(b"\n") == 1


def test_processes_that_write_at_once_keep_one_chain(database: Database) -> None:
    both = [written_by(database, 60), written_by(database, 60)]
    numbers = [append(database, looked(number)) for number in range(60)]
    for process in both:
        with process:
            numbers += map(int, process.communicate()[0].split())
        assert process.returncode == 0

    found = verify(database)
    assert (found.holds, found.entries) == (True, 180)
    assert sorted(numbers) == list(range(1, 181))


def test_a_verification_is_not_misled_by_entries_that_are_added_meanwhile(
    database: Database,
) -> None:
    append(database, *map(looked, range(2_000)))
    with written_by(database, 100_000) as process, closing(process.stdout) as printed:
        assert printed is not None
        printed.readline()
        found = [verify(database) for _ in range(10)]
        process.send_signal(signal.SIGKILL)

    assert {one.entries for one in found} > {found[0].entries}, "nothing was added meanwhile"
    assert [one.broken for one in found if one.broken] == []


@pytest.mark.parametrize("after", [1, 7, 40])
def test_a_writer_that_is_killed_leaves_a_whole_chain_with_all_that_was_committed(
    database: Database, after: int
) -> None:
    with written_by(database, 100_000) as process, closing(process.stdout) as printed:
        assert printed is not None
        committed = [int(printed.readline()) for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        committed += [int(line) for line in printed if line.endswith("\n")]

    last = append(database, looked(1))

    found = verify(database)
    assert found.holds
    assert found.entries == last > committed[-1] == len(committed)


def test_many_readers_in_one_process_are_each_noted(database: Database) -> None:
    with ThreadPoolExecutor(12) as pool:
        numbers = list(pool.map(lambda n: append(database, looked(n)), range(48)))

    assert sorted(numbers) == list(range(1, 49))
    assert verify(database).holds


@pytest.mark.parametrize(
    "look",
    [
        Look(LANE, "read", "entity_cards", {"x": object()}),
        Look(LANE, "read", "entity_cards", {"x": "\ud800"}),
        Look(LANE, "read", "entity_cards", {}, ("\ud800",)),
        Look(LANE, "read \ud800", "entity_cards"),
    ],
)
def test_an_entry_that_cannot_be_written_is_an_error_and_adds_nothing(
    five: Database, look: Look
) -> None:
    with pytest.raises(OperationsError, match="cannot be written"):
        append(five, looked(6), look)

    assert verify(five).entries == 5


@pytest.mark.parametrize("taken", [sa.delete(head), end(seq=3), end(seq=0, hash="")])
def test_nothing_is_appended_to_a_chain_whose_end_was_changed(
    five: Database, taken: sa.Executable
) -> None:
    tamper(five, taken)

    with pytest.raises(OperationsError, match="audit verify"):
        append(five, looked(6))


def test_a_tail_that_was_removed_stays_missing_when_others_are_added(five: Database) -> None:
    tamper(five, removed(4, 5))

    append(five, looked(6))

    assert [(one.seq, one.what) for one in verify(five).broken] == [(4, "entry 4 to 5 is missing")]
