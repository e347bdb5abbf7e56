"""An expunged record leaves requests, answers, notices and the ledger; that they were stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.unit.access.conftest import NOON
from workbench.access.answering import answer, queue, standing_permissions
from workbench.access.asking import ask
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
    answer(database, OWNER, aside.id, Answered.VERIFIED, note="as is 24001", now=NOON)
    to = Recipient("DEA", "R. Roe")
    gone = disclose(database, LANE, What.TABLE, [KEY, KEPT], to, "as to 24001", lambda: b"x")
    left = leave(database, LANE, gone)
    assert "24001" in everything(database)

    # Act
    scrub(database, [KEY], ["seed-1"])

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
        fetch(database, "one", left)
    assert [one.kind for one in inbox(database, CHIEF)] == [NoticeKind.CORRECTION]


def test_what_concerns_others_stays_and_once_more_changes_nothing(database: Database) -> None:
    made = ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEPT, "Still right?", NOON)
    scrub(database, [KEY], [])
    before = everything(database)

    scrub(database, [KEY], [])

    assert everything(database) == before
    assert [(one.id, one.text) for one in queue(database, OWNER)] == [(made.id, "Still right?")]


def test_the_tables_are_append_only_again_afterwards(database: Database) -> None:
    ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEY, "Still right?", NOON)
    scrub(database, [KEY], [])

    with pytest.raises(IntegrityError, match="append-only"), database.writing() as connection:
        connection.exec_driver_sql("UPDATE requests SET text = 'x'")


def test_a_scrub_that_ends_half_way_leaves_the_tables_append_only(database: Database) -> None:
    ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEY, "Still right?", NOON)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE outgoing")

    with pytest.raises(OperationsError):
        scrub(database, [KEY], [])

    assert queue(database, OWNER)[0].about == KEY
    with pytest.raises(IntegrityError, match="append-only"), database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM requests")
