"""Bytes that passed the gate, kept sealed until the browser of the same session fetches them once.

gate ──► sealed row ──► link ──► bytes, and the row is gone
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.disclosure import Disclosed
from workbench.access.moments import kept
from workbench.access.requests import FILE
from workbench.access.sharing_tables import outgoing
from workbench.access.viewer import Viewer
from workbench.errors import AccessError

WAITS = timedelta(minutes=10)
"""How long a file waits to be fetched."""
AHEAD = timedelta(minutes=1)
"""By how much a clock that was set back may lie behind what it said before."""


def forget_all(connection: sa.Connection) -> None:
    """Let nothing that waits be fetched any more: whether it may leave is to be asked anew."""
    connection.execute(sa.delete(outgoing))


@contextmanager
def nothing_waits(db: Database) -> Iterator[None]:
    """Let nothing made before or during the block be fetched after it."""
    with db.writing() as connection:
        forget_all(connection)
    yield
    with db.writing() as connection:
        forget_all(connection)


def leave(db: Database, viewer: Viewer, disclosed: Disclosed, now: datetime | None = None) -> str:
    """Keep a file for the viewer's session to fetch; the token of its link."""
    at = now or datetime.now(UTC)
    token = secrets.token_urlsafe(32)
    with db.writing() as connection:
        connection.execute(sa.delete(outgoing).where(outgoing.c.at <= kept(at - WAITS)))
        connection.execute(
            sa.insert(outgoing).values(
                token=token, session=viewer.session, name=disclosed.name,
                sealed=db.keys.seal(disclosed.data), at=kept(at),
            )
        )  # fmt: skip
    return token


def fetch(
    db: Database, viewer: Viewer, token: str, now: datetime | None = None
) -> tuple[str, bytes]:
    """Name and bytes of a file, which is gone then.

    Raises:
        AccessError: there is none, it waited too long, or it is another session's.
        OperationsError: it cannot be noted.
    """
    at = now or datetime.now(UTC)
    wanted = (
        (outgoing.c.token == token)
        & (outgoing.c.session == viewer.session)
        & (outgoing.c.at > kept(at - WAITS))
        & (outgoing.c.at <= kept(at + AHEAD))
    )
    with act(db, viewer, "fetch", "disclosed file", {}) as doing, db.writing() as connection:
        row = connection.execute(sa.select(outgoing).where(wanted)).first()
        if row is None:
            raise AccessError(
                f"this file is no longer there: a link is good once, for {WAITS.seconds // 60} "
                "minutes, where it was made, and until rules or permissions change. Export it again"
            )
        connection.execute(sa.delete(outgoing).where(wanted))
        doing.ids = (f"{FILE}{row.name}",)
    return row.name, db.keys.unseal(row.sealed)
