"""The operations database: accounts, sessions, audit, rules, requests, notices, disclosures.

SQLite under the home by default, PostgreSQL by its address. The graph never holds what proves who
looked at it.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from workbench.access import tables
from workbench.access.keys import FILE as KEY_FILE
from workbench.access.keys import Keys, keys
from workbench.errors import OperationsError
from workbench.settings import Settings

FILE = "operations.db"
DRIVER = "postgresql+pg8000"
WAIT_SECONDS = 10
"""For another process that writes."""
ANSWER_SECONDS = 60
"""For PostgreSQL to answer at all."""
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
        """A transaction that reads: the database as it is at one moment, whoever writes.

        Raises:
            OperationsError: the database cannot be used.
        """
        with _asking(), self.engine.connect() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes, one at a time over all processes; it commits at the end.

        Raises:
            OperationsError: the database cannot be used, or another process holds it too long.
        """
        with _asking(), self.engine.connect() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def holds(self, column: sa.ColumnElement[str], value: str) -> sa.ColumnElement[bool]:
        """The condition that a column's JSON list has this text among its elements."""
        # not LIKE, to which letters are alike in both cases
        place = sa.func.instr if self.sqlite else sa.func.strpos
        return place(column, msgspec.json.encode(value).decode()) > 0

    def compact(self) -> None:
        """Bring what was changed into the file itself, so that no log keeps what it was before."""
        if self.sqlite:
            with _asking(), self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def sqlite(self) -> bool:
        """Whether it is a file under the home."""
        return self.engine.dialect.name == "sqlite"

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
        engine = _server(settings.operations_url) if settings.operations_url else _file(home / FILE)
    except OSError as error:
        raise OperationsError(f"{home}: {error.strerror}. Name another WORKBENCH_HOME") from error
    anchors = [home / "anchors" / "audit.jsonl"]
    if settings.audit_anchors:
        anchors.append(settings.audit_anchors)
    fresh = not (home / KEY_FILE).exists()
    try:
        _require_known(engine, anchors)
        own = keys(home, may_make=fresh and _empty(engine))
        opened = Database(engine, own, home, tuple(anchors))
        with opened.writing() as connection:
            tables.migrate(connection)
            _require_own(connection, own)
    except BaseException:
        engine.dispose()
        raise
    return opened


def _require_known(engine: sa.Engine, anchors: Iterable[Path]) -> None:
    """Refuse an empty database where the audit of another was anchored.

    Raises:
        OperationsError: the one that belongs here is not there.
    """
    left = [path for path in anchors if path.is_file() and path.stat().st_size]
    if left and _empty(engine):
        raise OperationsError(
            f"the operations database is empty, although {left[0]} holds anchors of its audit: put "
            "back the one that belongs here. To begin another, put that file away first"
        )


def _require_own(connection: sa.Connection, own: Keys) -> None:
    """Refuse a key other than the one that the database was begun with.

    Raises:
        OperationsError: it is another.
    """
    mark = own.digest(b"operations database")
    kept = connection.scalar(sa.select(tables.key_mark.c.mark))
    if kept is None:
        connection.execute(sa.insert(tables.key_mark).values(one=1, mark=mark))
    elif kept != mark:
        raise OperationsError(
            f"{KEY_FILE} under WORKBENCH_HOME is not the key that this operations database was "
            "begun with: put that one there; machines that share a database share its key"
        )


def _server(address: str) -> sa.Engine:
    """PostgreSQL at an address; beyond this machine over TLS, with the server's name checked.

    Raises:
        OperationsError: it is no address of PostgreSQL.
    """
    wanted = OperationsError(
        "WORKBENCH_OPERATIONS_URL is no address of PostgreSQL: write "
        "postgresql://user:password@host:5432/database"
    )
    try:
        url = sa.make_url(address)
    except (SQLAlchemyError, ValueError) as error:
        raise wanted from error
    if url.drivername not in ("postgresql", "postgres", DRIVER):
        raise wanted
    arguments: dict[str, Any] = {"timeout": ANSWER_SECONDS}
    if not _this_machine(url.host):
        arguments["ssl_context"] = ssl.create_default_context()
    return sa.create_engine(
        url.set(drivername=DRIVER),
        connect_args=arguments,
        pool_pre_ping=True,
        pool_recycle=1_800,
    )


def _this_machine(host: str | None) -> bool:
    try:
        return host in (None, "", "localhost") or ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _file(path: Path) -> sa.Engine:
    """SQLite in a file that nobody but its owner reads."""
    # Never opened where it is there already: closing it again would take back the locks that this
    # process holds on it, and another would then remove the log that this one still reads.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    url = sa.URL.create("sqlite", database=str(path.absolute()))
    engine = sa.create_engine(url, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        # transactions begin as ``writing`` and ``reading`` say, not as the driver guesses
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
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
    except IntegrityError:
        raise
    except (SQLAlchemyError, OSError) as error:
        raise OperationsError(
            f"the operations database cannot be used ({_cause(error)}): nothing was shown or "
            "changed. See that its disk has room, that nobody holds it, and that "
            "WORKBENCH_OPERATIONS_URL is right"
        ) from error


def _cause(error: Exception) -> str:
    """What the driver says, without the statement and the values that it was about."""
    if not isinstance(error, DBAPIError):
        return str(error)
    said = error.orig.args[0] if error.orig and error.orig.args else ""
    return str(said["M"] if isinstance(said, dict) and "M" in said else said)
