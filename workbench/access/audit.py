"""The audit: hash-chained, append-only entries of who did and saw what.

    entry ── hash over all of it and over the entry before ──► entry ──► …

An entry that is changed, removed or put elsewhere breaks the chain there. Who rewrites the whole
chain is found by the anchors, which are kept outside the database (``anchors.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from workbench.access import anchors
from workbench.access.chain import End, chained, end_of, hashed, prepared
from workbench.access.database import Database, open_database
from workbench.access.looks import Look
from workbench.access.moments import kept, shown
from workbench.access.tables import audit, head
from workbench.access.viewer import Viewer
from workbench.errors import OperationsError
from workbench.records.agencies import HOST
from workbench.settings import Settings

ANCHORED_EVERY = 1_000
"""Entries between two anchors."""
READ_AT_ONCE = 5_000
_NAMED = "nothing was shown. `workbench audit verify` says where the chain is broken"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is kept."""

    seq: int
    at: int
    user: str
    agency: str
    role: str
    purpose: str
    case_number: str
    session: str
    action: str
    statement: str
    digest: str
    sealed: bytes
    ids: str
    """JSON list."""
    rows: int
    outcome: str
    address: str
    previous: str
    hash: str

    @property
    def when(self) -> str:
        """When, in UTC to the hundredth."""
        return shown(self.at)

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """The ids and record keys that were shown."""
        return tuple(msgspec.json.decode(self.ids))


@dataclass(frozen=True)
class AuditLedger:
    """Where looks are noted: the audit of one database."""

    database: Database

    def note(self, *looks: Look) -> None:
        """Commit entries; raises where they cannot be kept."""
        append(self.database, *looks)


def append(database: Database, *looks: Look, at: datetime | None = None) -> int:
    """Commit entries at the end of the chain, all or none.

    Returns:
        The number of the last one.

    Raises:
        OperationsError: they cannot be written.
    """
    said = [prepared(look, database.keys) for look in looks]
    try:
        with database.writing() as connection:
            last = end_of(connection)
            if last is None:
                raise OperationsError(f"the end of the audit is not there: {_NAMED}")
            rows = list(chained(said, last, kept(at or datetime.now(UTC))))
            if not rows:
                return last.seq
            connection.execute(sa.insert(audit), rows)
            end = End(rows[-1]["seq"], rows[-1]["hash"])
            connection.execute(sa.update(head).values(end._asdict()))
    except IntegrityError as error:
        raise OperationsError(f"the audit has entries after its end: {_NAMED}") from error
    if end.seq // ANCHORED_EVERY > last.seq // ANCHORED_EVERY:
        anchors.write(database, end.seq, end.hash)
    return end.seq


def unseal(database: Database, entry: Entry) -> dict[str, Any]:
    """The parameters of an entry, for auditors; whoever shows them notes that first.

    Raises:
        OperationsError: they were sealed with another key, or changed.
    """
    found: dict[str, Any] = msgspec.json.decode(database.keys.unseal(entry.sealed))
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for in the audit; an empty field asks for nothing."""

    user: str = ""
    agency: str = ""
    action: str = ""
    statement: str = ""
    case_number: str = ""
    id: str = ""
    """An id or record key that was shown."""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def told(self) -> dict[str, object]:
        """What is asked for, without what is not."""
        return {
            name: value
            for name in self.__dataclass_fields__
            if (value := getattr(self, name)) not in ("", None)
        }


def within_reach(viewer: Viewer, asked: Asked) -> Asked:
    """What an auditor may ask: the host's of everybody, others of their own agency."""
    return asked if viewer.agency == HOST else replace(asked, agency=viewer.agency)


@dataclass(frozen=True, slots=True)
class Found:
    """The latest of ``total`` entries."""

    entries: tuple[Entry, ...]
    total: int


def search(
    database: Database, asked: Asked, *, limit: int = 50, skip: int = 0, before: int | None = None
) -> Found:
    """Entries that fit, the latest first; nothing is altered, and their order is the chain's.

    Args:
        skip: so many of the latest.
        before: only entries with a lower number. The next page is asked for so, since entries are
            added all the time, also by whoever reads them.
    """
    wanted = [
        audit.c[name] == value
        for name in ("user", "agency", "action", "statement", "case_number", "outcome")
        if (value := getattr(asked, name))
    ]
    if asked.id:
        wanted.append(database.holds(audit.c.ids, asked.id))
    if asked.since:
        wanted.append(audit.c.at >= kept(asked.since))
    if asked.until:
        wanted.append(audit.c.at < kept(asked.until))
    with database.reading() as connection:
        total = connection.scalar(sa.select(sa.func.count()).select_from(audit).where(*wanted))
        if before is not None:
            wanted.append(audit.c.seq < before)
        rows = connection.execute(
            sa.select(audit).where(*wanted).order_by(audit.c.seq.desc()).limit(limit).offset(skip)
        )
        return Found(tuple(Entry(**row._mapping) for row in rows), int(total or 0))


@dataclass(frozen=True, slots=True)
class Broken:
    """A place at which the chain does not hold."""

    seq: int
    what: str


@dataclass(slots=True)
class Verified:
    """What a verification found."""

    entries: int = 0
    broken: list[Broken] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken


def verify(database: Database) -> Verified:
    """Go through the whole chain, and compare it with the anchors outside the database."""
    found = Verified()
    anchored, problems = anchors.read(database)
    found.broken += [Broken(0, problem) for problem in problems]
    with database.reading() as connection:
        last = end_of(connection)
        previous, expected = "", 1
        for seq, row in _rows(connection):
            found.entries += 1
            if not isinstance(seq, int) or seq < 1:
                found.broken.append(Broken(0, f"an entry has the number {seq}"))
                continue
            if seq != expected:
                gone = str(expected) if seq == expected + 1 else f"{expected} to {seq - 1}"
                found.broken.append(Broken(expected, f"entry {gone} is missing"))
            elif row and row["previous"] != previous:
                found.broken.append(Broken(seq, "it does not follow the entry before it"))
            if not row or hashed(row) != row["hash"]:
                found.broken.append(Broken(seq, "it was changed"))
            if seq in anchored and anchored[seq] != row.get("hash"):
                found.broken.append(Broken(seq, "it is not the entry that was anchored"))
            previous, expected = row.get("hash", ""), seq + 1
    if last is None:
        found.broken.append(Broken(expected, "the end of the chain is not there"))
    elif last.seq >= expected:
        found.broken.append(Broken(expected, f"entries up to {last.seq} were written"))
    elif last != (expected - 1, previous):
        found.broken.append(Broken(expected - 1, "it is not the end that was written"))
    beyond = max(anchored, default=0)
    if beyond >= expected:
        found.broken.append(Broken(expected, f"entries up to {beyond} were anchored"))
    return found


def _rows(connection: sa.Connection) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Entries with their numbers, in order; what cannot even be read has no fields."""
    seqs = list(connection.scalars(sa.select(audit.c.seq).order_by(audit.c.seq)))
    for start in range(0, len(seqs), READ_AT_ONCE):
        batch = seqs[start : start + READ_AT_ONCE]
        between = audit.c.seq.between(batch[0], batch[-1])
        try:
            rows = connection.execute(sa.select(audit).where(between)).all()
            read = {row.seq: dict(row._mapping) for row in rows}
        except DBAPIError:
            read = {seq: _row(connection, seq) for seq in batch}
        yield from ((seq, read.get(seq, {})) for seq in batch)


def _row(connection: sa.Connection, seq: Any) -> dict[str, Any]:
    try:
        row = connection.execute(sa.select(audit).where(audit.c.seq == seq)).one()
    except DBAPIError:
        return {}
    return dict(row._mapping)


def anchor(database: Database) -> int:
    """Anchor the chain as it stands, where that is not done yet; the number of its last entry."""
    with database.reading() as connection:
        last = end_of(connection)
    if last is None:
        raise OperationsError(f"the end of the audit is not there: {_NAMED}")
    if last.seq:
        anchors.write(database, last.seq, last.hash)
    return last.seq


@contextmanager
def anchored(settings: Settings) -> Iterator[Database]:
    """The operations database, open; its audit is anchored before and after.

    Raises:
        OperationsError: the database cannot be used, or an anchor cannot be written.
    """
    with open_database(settings) as database:
        anchor(database)
        try:
            yield database
        finally:
            anchor(database)


def in_utc(at: datetime | None) -> datetime | None:
    """A moment typed without a zone, taken as UTC."""
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
