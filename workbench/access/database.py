"""The operations database: accounts, sessions, audit, rules, requests, notices, disclosures.

SQLite under the home by default, PostgreSQL by its address. The graph never holds what proves who
looked at it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from workbench.access import tables
from workbench.access.keys import FILE as KEY_FILE
from workbench.access.keys import Keys, keys
from workbench.errors import OperationsError
from workbench.settings import Settings

FILE = "operations.db"
WAIT_SECONDS = 10
"""For another process that writes."""
TURN = 7_203_411
"""Number of the lock that whoever writes holds in PostgreSQL."""


@dataclass(frozen=True)
class Database:
    """An open operations database. Closing it gives its connections back."""

    engine: sa.Engine
    keys: Keys
    home: Path
    anchors: tuple[Path, ...]
    """Files that the audit's anchors are written to."""

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that reads.

        Raises:
            OperationsError: the database cannot be used.
        """
        with _asking(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes, one at a time over all processes; it commits at the end.

        Raises:
            OperationsError: the database cannot be used, or another process holds it too long.
        """
        with _asking(), self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(settings: Settings) -> Database:
    """Open the operations database, and bring it to the present form.

    Raises:
        OperationsError: it cannot be opened, or is of a newer version.
    """
    home = settings.home
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = _engine(settings)
    except (OSError, SQLAlchemyError) as error:
        raise OperationsError(f"{home}: {error}. Name another WORKBENCH_HOME") from error
    anchors = [home / "anchors" / "audit.jsonl"]
    if settings.audit_anchors:
        anchors.append(settings.audit_anchors)
    fresh = not (home / KEY_FILE).exists()
    opened = Database(engine, keys(home, may_make=fresh and _empty(engine)), home, tuple(anchors))
    with opened.writing() as connection:
        tables.migrate(connection)
    return opened


def _engine(settings: Settings) -> sa.Engine:
    if settings.operations_url:
        url = sa.make_url(settings.operations_url)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+pg8000")
        return sa.create_engine(url, pool_pre_ping=True, pool_recycle=1_800)
    path = settings.home / FILE
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        # transactions begin as ``writing`` and ``reading`` say, not as the driver guesses
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _empty(engine: sa.Engine) -> bool:
    with _asking():
        return not sa.inspect(engine).has_table("audit")


@contextmanager
def _asking() -> Iterator[None]:
    """What goes wrong with the database as one clear error."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, sa.exc.IntegrityError):
            raise
        raise OperationsError(
            f"the operations database cannot be used ({error.orig}): nothing was shown or changed. "
            "See that its disk has room, that nobody holds it, and that WORKBENCH_OPERATIONS_URL "
            "is right"
        ) from error
