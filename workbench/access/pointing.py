"""Tokens that stand for what lies behind a pointer, so that whoever is pointed there can ask.

    viewer ── pointer ──► token ── request ──► owner, who alone learns which records it stands for

The owner is told once that somebody was pointed to its records.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa

from workbench.access.database import Database
from workbench.access.gateway import Gateway
from workbench.access.moments import kept, moment
from workbench.access.notices import NoticeKind, To, post
from workbench.access.requests import POINTER
from workbench.access.sharing_tables import pointed
from workbench.access.viewer import Role, Viewer

POINTERS = "entity_pointers"
"""The statement by which somebody is pointed to records; others name what is there, masked."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """Who was first pointed to which of an owner's records."""

    at: datetime
    user: str
    agency: str
    records: tuple[str, ...]


def tokens(
    db: Database, gateway: Gateway, name: str, now: datetime | None = None, /, **parameters: object
) -> Mapping[str, str]:
    """By owner, what stands for its records behind the answer of a reading statement.

    The same records give an agency the same token, so that the owner hears of it once.
    """
    behind: dict[str, set[str]] = {}
    for owner, keys in gateway.behind(name, **parameters):
        behind.setdefault(owner, set()).update(keys)
    tell = name == POINTERS
    return {
        owner: token(db, gateway.viewer, owner, keys, now or datetime.now(UTC), tell=tell)
        for owner, keys in sorted(behind.items())
    }


def token(
    db: Database,
    viewer: Viewer,
    owner: str,
    records: Iterable[str],
    now: datetime,
    *,
    tell: bool = True,
) -> str:
    """What stands for these records of an owner, for the viewer's agency.

    Args:
        tell: let the owner know, the first time.
    """
    named = sorted(set(records))
    digest = db.keys.digest(msgspec.json.encode((viewer.agency, owner, named)))
    asked = sa.select(pointed.c.token).where(pointed.c.digest == digest)
    with db.reading() as connection:
        if found := connection.scalar(asked):
            return str(found)
    made = POINTER + secrets.token_hex(16)
    with db.writing() as connection:
        # another tab may have been quicker
        if found := connection.scalar(asked):
            return str(found)
        connection.execute(
            sa.insert(pointed).values(
                token=made, digest=digest, user=viewer.user, agency=viewer.agency, owner=owner,
                records=msgspec.json.encode(named).decode(), at=kept(now),
            )
        )  # fmt: skip
        if tell:
            post(connection, NoticeKind.POINTER, [To(owner, Role.SUPERVISOR)], made, now)
    return made


def behind(db: Database, viewer: Viewer, token: str) -> Pointed | None:
    """What a token stands for, for the owner of the records; None for anybody else."""
    with db.reading() as connection:
        row = connection.execute(
            sa.select(pointed).where(pointed.c.token == token, pointed.c.owner == viewer.agency)
        ).first()
    if row is None:
        return None
    return Pointed(moment(row.at), row.user, row.agency, tuple(msgspec.json.decode(row.records)))
