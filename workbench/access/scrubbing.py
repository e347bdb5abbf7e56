"""Taking expunged records out of the requests, answers, notices and the ledger of disclosures.

What was asked or answered about an expunged record goes with its words; that it was asked, by whom
and when, stays. Whoever gave the record out is told, so that the recipients can be. The audit keeps
the keys that were shown: it is what proves who saw what, and nobody but auditors reads it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.append_only import lifted
from workbench.access.database import Database
from workbench.access.notices import NoticeKind, To, post
from workbench.access.outgoing import forget_all
from workbench.access.requests import FILE
from workbench.access.sharing_tables import answers, disclosures, notices, pointed, requests
from workbench.access.viewer import Role, Viewer
from workbench.records.model import SEPARATOR

GONE = "expunged"
"""Stands where the key of an expunged record stood."""
SHORTEST = 5
"""Letters and digits of a number by which words are searched for it: fewer would be a year."""


def scrub(
    db: Database,
    by: Viewer,
    keys: Collection[str],
    seeds: Collection[str],
    now: datetime | None = None,
) -> None:
    """Take records out of everything here that names them; once more changes nothing.

    Words in which somebody wrote a record's number go as a whole.

    Args:
        by: who expunges, for the audit.
        seeds: their opaque ids, which entities may have as theirs.
    """
    gone = {*keys, *seeds}
    if not gone:
        return
    numbers = _numbers(keys)
    with (
        act(db, by, "scrub", "expunged records", {}, sorted(seeds)),
        db.writing() as connection,
        lifted(connection, "requests", "answers", "notices", "disclosures"),
    ):
        forget_all(connection)
        tokens = {row.token for row in _strike(connection, pointed, gone)}
        asked = {row.request for row in _strike(connection, answers, gone)}
        # what stands for other records now is not what its owner was told of
        renewed = sa.update(pointed).where(pointed.c.token.in_(tokens))
        connection.execute(renewed.values(digest=sa.literal("gone ") + pointed.c.token))
        _requests(connection, gone, tokens, asked, numbers)
        _disclosures(connection, gone, numbers, now or datetime.now(UTC))
        connection.execute(sa.update(notices).where(notices.c.about.in_(gone)).values(about=GONE))
    db.compact()


def _numbers(keys: Collection[str]) -> re.Pattern[str]:
    """Finds the numbers of records in what people write, with other signs between or none."""
    found = set()
    for key in keys:
        for number in key.split(SEPARATOR)[2:3]:
            pieces = re.findall(r"[^\W_]", number)
            if len(pieces) >= SHORTEST:
                found.add(r"[\W_]*".join(map(re.escape, pieces)))
    alternatives = "|".join(sorted(found)) or r"(?!)"
    return re.compile(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])", re.IGNORECASE)


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
    numbers: re.Pattern[str],
) -> None:
    for row in connection.execute(sa.select(requests)).all():
        about = row.about in gone or bool(numbers.search(row.about))
        concerns = about or row.about in tokens or row.id in answered
        if not concerns and not numbers.search(row.text):
            continue
        change = sa.update(requests).where(requests.c.id == row.id)
        connection.execute(change.values(about=GONE if about else row.about, text=GONE))
        notes = sa.update(answers).where(answers.c.request == row.id)
        connection.execute(notes.values(note=""))
    for row in connection.execute(sa.select(answers.c.id, answers.c.note)).all():
        if numbers.search(row.note):
            connection.execute(sa.update(answers).where(answers.c.id == row.id).values(note=""))


def _disclosures(
    connection: sa.Connection, gone: set[str], numbers: re.Pattern[str], now: datetime
) -> None:
    for row in connection.execute(sa.select(disclosures)).all():
        ids: list[str] = msgspec.json.decode(row.ids)
        written = {name: row._mapping[name] for name in ("to_agency", "to_person", "reason")}
        changed = {name: GONE for name, text in written.items() if numbers.search(text)}
        named = not gone.isdisjoint(ids)
        if named:
            kept = sorted({GONE if one in gone else one for one in ids})
            changed["ids"] = msgspec.json.encode(kept).decode()
        if changed:
            change = sa.update(disclosures).where(disclosures.c.id == row.id)
            connection.execute(change.values(**changed))
        if named:
            to = To(row.agency, Role.SUPERVISOR)
            post(connection, NoticeKind.CORRECTION, [to], f"{FILE}{row.name}", now)
