"""A file that passed the gate is fetched once, in time, by the session that it was made in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.access.conftest import NOON
from workbench.access.database import Database
from workbench.access.disclosure import Disclosed, Recipient, What, disclose
from workbench.access.outgoing import WAITS, fetch, leave
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError

LANE = Viewer("lane", "PGPD", Role.ANALYST, "burglaries", session="one")


def made(database: Database) -> Disclosed:
    to = Recipient("MPD", "R. Roe")
    return disclose(
        database, LANE, What.TABLE, ["MPD|R|1|"], to, "case 1", lambda: b"a,b", now=NOON
    )


def test_a_file_is_fetched_once(database: Database) -> None:
    file = made(database)
    token = leave(database, LANE, file, NOON)

    assert fetch(database, "one", token, NOON) == (file.name, b"a,b")
    with pytest.raises(AccessError, match="Export it again"):
        fetch(database, "one", token, NOON)


@pytest.mark.parametrize(
    ("session", "after"), [("another", timedelta()), ("", timedelta()), ("one", WAITS)]
)
def test_another_session_or_a_late_one_gets_nothing(
    database: Database, session: str, after: timedelta
) -> None:
    token = leave(database, LANE, made(database), NOON)

    with pytest.raises(AccessError, match="no longer there"):
        fetch(database, session, token, NOON + after)


def test_what_nobody_fetched_is_removed_with_the_next_one(database: Database) -> None:
    old = leave(database, LANE, made(database), NOON)

    leave(database, LANE, made(database), NOON + WAITS)

    with pytest.raises(AccessError):
        fetch(database, "one", old, NOON)


def test_the_bytes_are_not_in_the_database_in_clear(database: Database) -> None:
    to = Recipient("MPD", "R. Roe")
    secret = b"A NAME THAT NOBODY READS"
    leave(database, LANE, disclose(database, LANE, What.TABLE, ["x"], to, "case", lambda: secret))

    files = list(database.home.glob("operations.db*"))

    assert files
    assert not any(secret in path.read_bytes() for path in files)
