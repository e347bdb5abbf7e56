"""The tables of the operations database, and the steps that bring a database to them."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from workbench.access import review_tables, sharing_tables
from workbench.access.append_only import append_only
from workbench.access.moments import Moment
from workbench.errors import OperationsError

metadata = sa.MetaData()

versions = sa.Table("versions", metadata, sa.Column("number", sa.Integer, primary_key=True))

key_mark = sa.Table(
    "key_mark",
    metadata,
    sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("mark", sa.String(64), nullable=False),
)

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("user", sa.String(200), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("agency", sa.String(40), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("issuer", sa.String(500), nullable=False),
    sa.Column("subject", sa.String(500), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Column("disabled_at", Moment),
    sa.Column("disabled_reason", sa.String(500), nullable=False, default=""),
    sa.Column("locked_at", Moment),
    sa.UniqueConstraint("issuer", "subject"),
)

failures = sa.Table(
    "failures",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("account", sa.String(32), nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("address", sa.String(100), nullable=False),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("token", sa.String(64), nullable=False, unique=True),
    sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("address", sa.String(100), nullable=False),
    sa.Column("began_at", Moment, nullable=False),
    sa.Column("active_at", Moment, nullable=False),
    sa.Column("latest_at", Moment, nullable=False),
    sa.Column("ended", sa.String(20), nullable=False, default=""),
    sa.Column("banner_at", Moment),
    sa.Column("use_code", sa.String(1), nullable=False, default=""),
    sa.Column("case_number", sa.String(100), nullable=False, default=""),
    sa.Column("reason", sa.String(500), nullable=False, default=""),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("user", sa.String(200), nullable=False, index=True),
    sa.Column("agency", sa.String(40), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("purpose", sa.String(700), nullable=False),
    sa.Column("case_number", sa.String(100), nullable=False, index=True),
    sa.Column("session", sa.String(32), nullable=False),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("statement", sa.String(200), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("ids", sa.Text, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("address", sa.String(100), nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)


def migrate(connection: sa.Connection) -> None:
    """Apply the steps that this database does not have yet, inside one writing transaction.

    Raises:
        OperationsError: the database is of a newer version.
    """
    for table in (versions, key_mark):
        table.create(connection, checkfirst=True)
    done = connection.scalar(sa.select(sa.func.max(versions.c.number))) or 0
    if done > len(_STEPS):
        raise OperationsError(
            "the operations database is of a newer workbench: update this one, or use another home"
        )
    for number, step in enumerate(_STEPS[done:], done + 1):
        step(connection)
        connection.execute(sa.insert(versions).values(number=number))


def _first(connection: sa.Connection) -> None:
    for table in (accounts, failures, sessions, audit, head):
        table.create(connection)
    connection.execute(sa.insert(head).values(one=1, seq=0, hash=""))
    append_only(connection, audit.name)


_STEPS: tuple[Callable[[sa.Connection], None], ...] = (
    _first,
    sharing_tables.create,
    sharing_tables.complete,
    review_tables.create,
)
