"""Tables of the supervisors' review: proposals, marks on items, contests, who looks at what."""

from __future__ import annotations

import sqlalchemy as sa

from workbench.access.append_only import append_only
from workbench.access.moments import Moment
from workbench.access.sharing_tables import who

metadata = sa.MetaData()


proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    *who(),
    sa.Column("verdict", sa.String(20), nullable=False),
    sa.Column("records", sa.Text, nullable=False),
    sa.Column("others", sa.Text, nullable=False),
    sa.Column("supersedes", sa.Text, nullable=False),
    sa.Column("reason", sa.String(2_000), nullable=False),
    sa.Column("because", sa.String(400), nullable=False),
)
"""``because``: why a second approver is needed; "" for what somebody only proposes."""

proposals_ended = sa.Table(
    "proposals_ended",
    metadata,
    sa.Column("proposal", sa.String(32), sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    *who(),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("note", sa.String(2_000), nullable=False),
)

marks = sa.Table(
    "review_marks",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("item", sa.String(64), nullable=False, index=True),
    sa.Column("records", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    *who(),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("to_user", sa.String(200), nullable=False),
    sa.Column("seen", sa.String(64), nullable=False),
    sa.Column("note", sa.String(2_000), nullable=False),
    sa.Column("seconds", sa.Integer, nullable=False),
)

contests = sa.Table(
    "contests",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("decision", sa.String(32), nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    *who(),
    sa.Column("note", sa.String(2_000), nullable=False),
)

contests_ended = sa.Table(
    "contests_ended",
    metadata,
    sa.Column("contest", sa.Integer, sa.ForeignKey("contests.id"), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    *who(),
    sa.Column("note", sa.String(2_000), nullable=False),
)

announced = sa.Table(
    "decisions_announced",
    metadata,
    sa.Column("decision", sa.String(32), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

looking = sa.Table(
    "review_looking",
    metadata,
    sa.Column("item", sa.String(64), primary_key=True),
    sa.Column("user", sa.String(200), primary_key=True),
    sa.Column("agency", sa.String(40), nullable=False),
    sa.Column("at", Moment, nullable=False),
)
"""Who has an item open, and since when they were last there; the only one of these that changes."""

KEPT = (
    "proposals",
    "proposals_ended",
    "review_marks",
    "contests",
    "contests_ended",
    "decisions_announced",
)
"""Only ever added to."""


def create(connection: sa.Connection) -> None:
    """Make the tables, and keep what stands in them from change."""
    metadata.create_all(connection)
    append_only(connection, *KEPT)
