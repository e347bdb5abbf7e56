"""Notices: one inbox for what somebody should look at. They hold ids, never names.

act ── in its own transaction ──► notice to an agency's role or one user ──► read, by each user
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.moments import kept, moment
from workbench.access.sharing_tables import notices, notices_read
from workbench.access.viewer import Role, Viewer
from workbench.errors import InputError


class NoticeKind(StrEnum):
    """What a notice tells of."""

    POINTER = "pointer"
    REQUEST = "request"
    ANSWER = "answer"
    OVERRIDE = "override"
    CORRECTION = "correction"
    CONTESTED = "contested"
    MERGED = "merged"
    UNDONE = "undone"
    APPROVAL = "approval"
    HELD = "held"

    @property
    def words(self) -> str:
        """The sentence that it is shown with, before the id of what it is about."""
        return _WORDS[self]


_WORDS = {
    NoticeKind.POINTER: "Somebody was pointed to a record of yours",
    NoticeKind.REQUEST: "Another agency asks about a record of yours",
    NoticeKind.ANSWER: "Your request was answered",
    NoticeKind.OVERRIDE: "A record of yours was used without permission, for an emergency",
    NoticeKind.CORRECTION: "A record was corrected",
    NoticeKind.CONTESTED: "A merge is contested",
    NoticeKind.MERGED: "Records of yours were decided to be one with another agency's",
    NoticeKind.UNDONE: "A decision that concerns you was taken back",
    NoticeKind.APPROVAL: "A decision waits for a second approver",
    NoticeKind.HELD: "A merge that you contested was upheld",
}


@dataclass(frozen=True, slots=True)
class To:
    """Whom a notice is for: one user, or everybody of an agency in a role, or in any."""

    agency: str
    role: Role | None = None
    user: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice, for one viewer."""

    id: int
    at: datetime
    kind: NoticeKind
    about: str
    """Id of the request, record, entity or decision."""
    read: bool


def post(
    connection: sa.Connection, kind: NoticeKind, to: Iterable[To], about: str, now: datetime
) -> None:
    """Leave a notice, in the transaction of what it tells of."""
    rows = [
        {
            "at": kept(now), "kind": kind.value, "agency": one.agency, "user": one.user,
            "role": one.role.value if one.role else "", "about": about,
        }
        for one in to
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(notices), rows)


def inbox(
    db: Database, viewer: Viewer, *, limit: int = 50, unread_only: bool = False
) -> tuple[Notice, ...]:
    """The viewer's notices, the latest first."""
    asked = _theirs(viewer).order_by(notices.c.id.desc()).limit(limit)
    if unread_only:
        asked = asked.where(notices_read.c.notice.is_(None))
    with db.reading() as connection:
        return tuple(
            Notice(row.id, moment(row.at), NoticeKind(row.kind), row.about, row.notice is not None)
            for row in connection.execute(asked)
        )


def unread(db: Database, viewer: Viewer) -> int:
    """How many the viewer has not read."""
    asked = _theirs(viewer).where(notices_read.c.notice.is_(None)).subquery()
    with db.reading() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(asked)) or 0)


def mark(
    db: Database, viewer: Viewer, ids: Iterable[int], *, read: bool, now: datetime | None = None
) -> None:
    """Mark notices as read or not, for this viewer alone.

    Raises:
        InputError: one is not the viewer's.
    """
    asked = sorted(set(ids))
    named = [f"notice:{id_}" for id_ in asked]
    with act(db, viewer, "mark", "read" if read else "unread", {}, named), db.writing() as writing:
        found = {row.id: row for row in writing.execute(_theirs(viewer))}
        if not set(asked) <= found.keys():
            raise InputError("there is no such notice for you: look at your list again")
        for id_ in asked:
            known = found[id_].notice is not None
            if read and not known:
                writing.execute(
                    sa.insert(notices_read).values(
                        notice=id_, user=viewer.user, agency=viewer.agency,
                        at=kept(now or datetime.now(UTC)),
                    )
                )  # fmt: skip
            elif known and not read:
                writing.execute(
                    sa.delete(notices_read).where(
                        notices_read.c.notice == id_,
                        notices_read.c.user == viewer.user,
                        notices_read.c.agency == viewer.agency,
                    )
                )


def _theirs(viewer: Viewer) -> sa.Select[tuple[object, ...]]:
    seen = sa.and_(
        notices_read.c.notice == notices.c.id,
        notices_read.c.user == viewer.user,
        notices_read.c.agency == viewer.agency,
    )
    return (
        sa.select(notices, notices_read.c.notice)
        .select_from(notices.outerjoin(notices_read, seen))
        .where(
            notices.c.agency == viewer.agency,
            notices.c.role.in_(("", viewer.role.value)),
            notices.c.user.in_(("", viewer.user)),
        )
    )
