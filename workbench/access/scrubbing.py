"""Taking expunged records out of the requests, answers, notices and the ledger of disclosures.

What was asked or answered about an expunged record goes with its words; that it was asked, by whom
and when, stays. Whoever gave the record out is told, so that the recipients can be. The audit keeps
the keys that were shown: it is what proves who saw what, and nobody but auditors reads it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from workbench.access.append_only import lifted
from workbench.access.database import Database
from workbench.access.notices import NoticeKind, To, post
from workbench.access.sharing_tables import (
    answers,
    disclosures,
    notices,
    outgoing,
    pointed,
    requests,
)
from workbench.access.viewer import Role
from workbench.records.model import SEPARATOR

GONE = "expunged"
"""Stands where the key of an expunged record stood."""
SHORTEST = 4
"""Characters of a record's number by which words are searched for it."""


def scrub(
    db: Database, keys: Collection[str], seeds: Collection[str], now: datetime | None = None
) -> None:
    """Take records out of everything here that names them; once more changes nothing.

    Args:
        seeds: their opaque ids, which entities may have as theirs.
    """
    gone = {*keys, *seeds}
    if not gone:
        return
    numbers = {n for key in keys for n in key.split(SEPARATOR)[2:3] if len(n) >= SHORTEST}
    with (
        db.writing() as connection,
        lifted(connection, "requests", "answers", "notices", "disclosures"),
    ):
        connection.execute(sa.delete(outgoing))
        tokens = {row.token for row in _strike(connection, pointed, gone)}
        asked = {row.request for row in _strike(connection, answers, gone)}
        _requests(connection, gone, tokens, asked, numbers)
        _disclosures(connection, gone, numbers, now or datetime.now(UTC))
        connection.execute(sa.update(notices).where(notices.c.about.in_(gone)).values(about=GONE))


def _strike(connection: sa.Connection, table: sa.Table, gone: set[str]) -> list[sa.Row[Any]]:
    """Take them out of the lists of records of a table; the rows that named any."""
    (key,) = table.primary_key.columns
    struck = []
    for row in connection.execute(sa.select(table)).all():
        records: list[str] = msgspec.json.decode(row.records)
        if gone.isdisjoint(records):
            continue
        struck.append(row)
        kept = msgspec.json.encode([one for one in records if one not in gone]).decode()
        change = sa.update(table).where(key == row._mapping[key.name])
        connection.execute(change.values(records=kept))
    return struck


def _requests(
    connection: sa.Connection,
    gone: set[str],
    tokens: set[str],
    answered: set[str],
    numbers: set[str],
) -> None:
    for row in connection.execute(sa.select(requests)).all():
        about = row.about in gone
        concerns = about or row.about in tokens or row.id in answered
        if not concerns and not _names(row.text, numbers):
            continue
        change = sa.update(requests).where(requests.c.id == row.id)
        connection.execute(change.values(about=GONE if about else row.about, text=GONE))
        notes = sa.update(answers).where(answers.c.request == row.id)
        connection.execute(notes.values(note=""))
    for row in connection.execute(sa.select(answers.c.id, answers.c.note)).all():
        if _names(row.note, numbers):
            connection.execute(sa.update(answers).where(answers.c.id == row.id).values(note=""))


def _disclosures(
    connection: sa.Connection, gone: set[str], numbers: set[str], now: datetime
) -> None:
    for row in connection.execute(sa.select(disclosures)).all():
        ids: list[str] = msgspec.json.decode(row.ids)
        if gone.isdisjoint(ids) and not _names(row.reason, numbers):
            continue
        kept = sorted({GONE if one in gone else one for one in ids})
        change = sa.update(disclosures).where(disclosures.c.id == row.id)
        reason = GONE if _names(row.reason, numbers) else row.reason
        connection.execute(change.values(ids=msgspec.json.encode(kept).decode(), reason=reason))
        to = To(row.agency, Role.SUPERVISOR)
        post(connection, NoticeKind.CORRECTION, [to], f"disclosure:{row.name}", now)


def _names(text: str, numbers: set[str]) -> bool:
    return any(number in text for number in numbers)
