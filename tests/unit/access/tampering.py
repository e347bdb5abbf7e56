"""Changes to the audit by somebody who holds the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing

import sqlalchemy as sa

from workbench.access.audit import verify
from workbench.access.database import FILE, Database
from workbench.access.tables import audit, head

Fresh = Callable[[], AbstractContextManager[Database]]
"""Opens an operations database that holds nothing yet."""


def tamper(database: Database, *statements: sa.Executable) -> None:
    """Run statements with the triggers off."""
    with database.engine.connect() as connection:
        if database.sqlite:
            for trigger in ("audit_no_change", "audit_no_removal"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
        else:
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER USER")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def tamper_file(database: Database, statement: str) -> None:
    """Run a statement on SQLite's file in a way that Python's own values have no word for."""
    tamper(database)
    with closing(sqlite3.connect(database.home / FILE)) as connection, connection:
        connection.execute(statement)


def changed(seq: int, /, **values: object) -> sa.Executable:
    """The statement that changes an entry."""
    return sa.update(audit).where(audit.c.seq == seq).values(**values)


def removed(*seqs: int) -> sa.Executable:
    """The statement that removes entries."""
    return sa.delete(audit).where(audit.c.seq.in_(seqs))


def end(**values: object) -> sa.Executable:
    """The statement that changes the chain's end, which is kept apart."""
    return sa.update(head).values(**values)


def swapped(one: int, other: int) -> tuple[sa.Executable, ...]:
    """The statements by which two entries change places."""
    return changed(one, seq=-1), changed(other, seq=one), changed(-1, seq=other)


def named(database: Database) -> set[tuple[int, str]]:
    """What a verification says."""
    return {(one.seq, one.what) for one in verify(database).broken}
