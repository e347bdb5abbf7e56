"""Tables of the rulebook, of requests and their answers, of notices and of what was given out."""

from __future__ import annotations

import sqlalchemy as sa

from workbench.access.append_only import append_only
from workbench.access.moments import Moment

metadata = sa.MetaData()


def who() -> tuple[sa.Column[str], sa.Column[str]]:
    """The columns of who did it."""
    return (
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("agency", sa.String(40), nullable=False),
    )


rulebook = sa.Table(
    "rulebook",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    *who(),
    sa.Column("at", Moment, nullable=False),
    sa.Column("reason", sa.String(1_000), nullable=False),
)

pointed = sa.Table(
    "pointed",
    metadata,
    sa.Column("token", sa.String(40), primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    *who(),
    sa.Column("owner", sa.String(40), nullable=False),
    sa.Column("records", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

requests = sa.Table(
    "requests",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    *who(),
    sa.Column("owner", sa.String(40), nullable=False, index=True),
    sa.Column("about", sa.String(400), nullable=False),
    sa.Column("text", sa.String(2_000), nullable=False),
)

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("request", sa.String(32), sa.ForeignKey("requests.id"), nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),
    *who(),
    sa.Column("records", sa.Text, nullable=False),
    sa.Column("uses", sa.String(100), nullable=False),
    sa.Column("recipients", sa.String(500), nullable=False),
    sa.Column("expires", Moment),
    sa.Column("note", sa.String(2_000), nullable=False),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("agency", sa.String(40), nullable=False, index=True),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("user", sa.String(200), nullable=False),
    sa.Column("about", sa.String(400), nullable=False),
)

notices_read = sa.Table(
    "notices_read",
    metadata,
    sa.Column("notice", sa.Integer, sa.ForeignKey("notices.id"), primary_key=True),
    sa.Column("user", sa.String(200), primary_key=True),
    sa.Column("agency", sa.String(40), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

disclosures = sa.Table(
    "disclosures",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("what", sa.String(20), nullable=False),
    sa.Column("ids", sa.Text, nullable=False),
    *who(),
    sa.Column("to_agency", sa.String(200), nullable=False),
    sa.Column("to_person", sa.String(200), nullable=False),
    sa.Column("reason", sa.String(1_000), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
)

outgoing = sa.Table(
    "outgoing",
    metadata,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("session", sa.String(64), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

KEPT = ("rulebook", "requests", "answers", "notices", "disclosures")
"""Only ever added to."""


def create(connection: sa.Connection) -> None:
    """Make the tables, and keep what stands in them from change."""
    metadata.create_all(connection)
    append_only(connection, *KEPT)


def complete(connection: sa.Connection) -> None:
    """Add the tables that an earlier form did not have yet."""
    metadata.create_all(connection)
