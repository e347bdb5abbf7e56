"""An expunged record leaves requests, answers, notices and the ledger; that they were stays."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.unit.access.conftest import NOON
from workbench.access import answering
from workbench.access.answering import queue, standing_permissions
from workbench.access.asking import ask
from workbench.access.audit import Asked, search
from workbench.access.database import Database
from workbench.access.disclosure import Recipient, What, disclose, disclosed
from workbench.access.notices import NoticeKind, inbox
from workbench.access.outgoing import fetch, leave
from workbench.access.pointing import behind, token
from workbench.access.requests import Answered, RequestKind, Scope, Use
from workbench.access.scrubbing import GONE, scrub
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError, OperationsError

KEY, KEPT = "MPD|RMS|24001|person", "MPD|RMS|24002|person"
LANE = Viewer("lane", "PGPD", Role.ANALYST, "burglaries", session="one")
OWNER = Viewer("chief", "MPD", Role.SUPERVISOR, "burglaries")
CHIEF = Viewer("boss", "PGPD", Role.SUPERVISOR, "burglaries")
BY = Viewer("clerk", "MPD", Role.ADMINISTRATOR, "expunging")
answer = partial(answering.answer, readable={KEY, KEPT})
RELY = Scope(frozenset({Use.RELY}))


def everything(database: Database) -> str:
    """What all tables but the audit hold, as text."""
    metadata = sa.MetaData()
    metadata.reflect(database.engine)
    with database.reading() as connection:
        return "\n".join(
            str(tuple(row))
            for name, table in sorted(metadata.tables.items())
            if not name.startswith("audit")
            for row in connection.execute(sa.select(table))
        )


def test_nothing_but_the_audit_names_it_any_more(database: Database) -> None:
    # Arrange
    stands = token(database, LANE, "MPD", [KEY, KEPT], NOON)
    for about in (KEY, stands):
        made = ask(database, LANE, RequestKind.PERMISSION, "MPD", about, "Is Doe of 24001?", NOON)
        answer(
            database, OWNER, made.id, Answered.GRANTED, scope=RELY, note="Yes, of 24001",
            expires=NOON + timedelta(days=9), now=NOON,
        )  # fmt: skip
    aside = ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEPT, "Still right?", NOON)
    answer(
        database,
        OWNER,
        aside.id,
        Answered.VERIFIED,
        note="as is 24001",
        now=NOON,
    )
    to = Recipient("DEA", "R. Roe")
    gone = disclose(database, LANE, What.TABLE, [KEY, KEPT], to, "as to 24001", lambda: b"x")
    left = leave(database, LANE, gone)
    assert "24001" in everything(database)

    # Act
    scrub(database, BY, [KEY], ["seed-1"])

    # Assert
    assert "24001" not in everything(database)
    assert not standing_permissions(database, "PGPD", [KEY], NOON)[KEY]
    assert standing_permissions(database, "PGPD", [KEPT], NOON)[KEPT]
    (line,) = disclosed(database, id_=KEPT)
    assert (line.ids, line.digest) == ((KEPT, GONE), gone.digest)
    found = behind(database, OWNER, stands)
    assert found is not None
    assert found.records == (KEPT,)
    with pytest.raises(AccessError):
        fetch(database, LANE, left)
    assert [one.kind for one in inbox(database, CHIEF)] == [NoticeKind.CORRECTION]


def test_what_concerns_others_stays_and_once_more_changes_nothing(database: Database) -> None:
    made = ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEPT, "Still right?", NOON)
    scrub(database, BY, [KEY], [])
    before = everything(database)

    scrub(database, BY, [KEY], [])

    assert everything(database) == before
    assert [(one.id, one.text) for one in queue(database, OWNER)] == [(made.id, "Still right?")]


def test_the_tables_are_append_only_again_afterwards(database: Database) -> None:
    ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEY, "Still right?", NOON)
    scrub(database, BY, [KEY], [])

    with pytest.raises(IntegrityError, match="append-only"), database.writing() as connection:
        connection.exec_driver_sql("UPDATE requests SET text = 'x'")


def test_a_scrub_that_ends_half_way_leaves_the_tables_append_only(database: Database) -> None:
    ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEY, "Still right?", NOON)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE outgoing")

    with pytest.raises(OperationsError):
        scrub(database, BY, [KEY], [])

    assert queue(database, OWNER)[0].about == KEY
    with pytest.raises(IntegrityError, match="append-only"), database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM requests")


def test_a_number_is_found_as_people_write_it_and_years_are_left_alone(database: Database) -> None:
    # Arrange
    written = ("24-001 burglary", "case MPD 24 001, again", "mpd24001x", "in March 2024", "124001")
    for words in written:
        ask(database, LANE, RequestKind.CONTACT, "MPD", KEPT, words, NOON)
    ask(database, LANE, RequestKind.CONTACT, "MPD", "24001", "by hand", NOON)

    # Act
    scrub(database, BY, [KEY, "MPD|RMS|2024|person"], [])

    # Assert
    left = {(one.about, one.text) for one in queue(database, OWNER)}
    assert left == {
        (KEPT, GONE), (KEPT, "mpd24001x"), (KEPT, "in March 2024"), (KEPT, "124001"), (GONE, GONE)
    }  # fmt: skip


def test_nothing_of_it_is_left_in_the_files_of_the_database(database: Database) -> None:
    secret = "QUINCEANERA"
    ask(database, LANE, RequestKind.CONTACT, "MPD", KEY, f"the {secret} on H Street", NOON)

    scrub(database, BY, [KEY], [])

    files = list(database.home.glob("operations.db*"))
    assert files
    assert not any(secret.encode() in path.read_bytes() for path in files)


def test_it_is_in_the_audit_by_seed_alone(database: Database) -> None:
    scrub(database, BY, [KEY], ["seed-1"])

    entries = search(database, Asked(action="scrub")).entries

    assert [(one.user, one.outcome, one.shown_ids) for one in entries] == [
        ("clerk", "done", ("seed-1",)), ("clerk", "intended", ("seed-1",))
    ]  # fmt: skip


def test_after_a_scrub_the_same_pointer_is_a_new_one(database: Database) -> None:
    before = token(database, LANE, "MPD", [KEY, KEPT], NOON)

    scrub(database, BY, [KEY], [])

    assert token(database, LANE, "MPD", [KEY, KEPT], NOON) != before
