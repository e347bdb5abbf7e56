"""A file that passed the gate is fetched once, in time, by the session that it was made in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.access.conftest import ADMINISTRATOR, NOON
from workbench.access import rulebook
from workbench.access.asking import ask, withdraw
from workbench.access.audit import Asked, search
from workbench.access.database import Database
from workbench.access.disclosure import Disclosed, Recipient, What, disclose
from workbench.access.outgoing import WAITS, fetch, leave, nothing_waits
from workbench.access.requests import RequestKind
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

    assert fetch(database, LANE, token, NOON) == (file.name, b"a,b")
    with pytest.raises(AccessError, match="Export it again"):
        fetch(database, LANE, token, NOON)


@pytest.mark.parametrize(
    ("session", "after"),
    [("another", timedelta()), ("", timedelta()), ("one", WAITS), ("one", -WAITS)],
)
def test_another_session_or_a_late_one_gets_nothing(
    database: Database, session: str, after: timedelta
) -> None:
    token = leave(database, LANE, made(database), NOON)

    with pytest.raises(AccessError, match="no longer there"):
        fetch(database, replace(LANE, session=session), token, NOON + after)


def test_what_nobody_fetched_is_removed_with_the_next_one(database: Database) -> None:
    old = leave(database, LANE, made(database), NOON)

    leave(database, LANE, made(database), NOON + WAITS)

    with pytest.raises(AccessError):
        fetch(database, LANE, old, NOON)


def test_the_bytes_are_not_in_the_database_in_clear(database: Database) -> None:
    to = Recipient("MPD", "R. Roe")
    secret = b"A NAME THAT NOBODY READS"
    leave(database, LANE, disclose(database, LANE, What.TABLE, ["x"], to, "case", lambda: secret))

    files = list(database.home.glob("operations.db*"))

    assert files
    assert not any(secret in path.read_bytes() for path in files)


def publishes(database: Database) -> None:
    text = rulebook.in_force(database).text + "\n# changed\n"
    rulebook.publish(database, text, ADMINISTRATOR, "to try", 0, NOON)


def withdraws(database: Database) -> None:
    asked = ask(database, LANE, RequestKind.PERMISSION, "MPD", "MPD|R|1|", "May we?", NOON)
    withdraw(database, LANE, asked.id, NOON)


def states(database: Database) -> None:
    with nothing_waits(database):
        pass


@pytest.mark.parametrize("change", [publishes, withdraws, states])
def test_when_rules_permissions_or_handling_change_nothing_that_waits_is_given_out(
    database: Database, change: Callable[[Database], None]
) -> None:
    token = leave(database, LANE, made(database), NOON)

    change(database)

    with pytest.raises(AccessError, match="rules or permissions change"):
        fetch(database, LANE, token, NOON)


def test_fetching_is_in_the_audit_also_where_it_is_refused(database: Database) -> None:
    file = made(database)
    token = leave(database, LANE, file, NOON)
    fetch(database, LANE, token, NOON)
    with pytest.raises(AccessError):
        fetch(database, LANE, token, NOON)

    entries = search(database, Asked(action="fetch")).entries

    assert [one.outcome for one in entries] == ["refused", "intended", "done", "intended"]
    assert entries[2].shown_ids == (f"file:{file.name}",)
