"""What reviewers note on an item without deciding it, and how long a decision took them.

item ── assigned, skipped, needs more, decided after 40 s ──► marks, only ever added
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from statistics import median

import msgspec
import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.moments import kept, moment
from workbench.access.review_tables import looking, marks
from workbench.access.said import said
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError

HERE = timedelta(seconds=75)
"""For how long after their page last said so somebody is told to have an item open."""
LONGEST = 3_600
"""Seconds of one decision that count: whoever went to lunch was not deciding."""


class MarkKind(StrEnum):
    """What was noted."""

    ASSIGNED = "assigned"
    SKIPPED = "skipped"
    MORE = "more"
    """More must be known first, with a note of what."""
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Mark:
    """One note on an item."""

    item: str
    at: datetime
    user: str
    agency: str
    kind: MarkKind
    to: str
    """Who is to decide it, of one that is assigned; "" takes that back."""
    seen: str
    """What the item was when it was noted: of another, a skip says nothing."""
    note: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What a reviewer has done since a moment."""

    decided: int
    seconds: float | None
    """Median time per decision."""


def mark(
    db: Database,
    viewer: Viewer,
    item: str,
    records: Iterable[str],
    kind: MarkKind,
    *,
    seen: str = "",
    to: str = "",
    note: str = "",
    seconds: float = 0,
    now: datetime | None = None,
) -> None:
    """Note something on an item.

    Raises:
        AccessError: the viewer is no supervisor.
        InputError: "needs more" lacks the note of what.
    """
    named = sorted(records)
    with act(db, viewer, "mark item", kind.value, {"item": item, "to": to}, named):
        if viewer.role is not Role.SUPERVISOR:
            raise AccessError("the queue is for supervisors: ask yours")
        words = said("what is needed", note, 2_000) if kind is MarkKind.MORE else note
        with db.writing() as connection:
            connection.execute(
                sa.insert(marks).values(
                    item=item, records=msgspec.json.encode(named).decode(),
                    at=kept(now or datetime.now(UTC)), user=viewer.user, agency=viewer.agency,
                    kind=kind.value, to_user=to, seen=seen, note=words,
                    seconds=int(min(max(seconds, 0), LONGEST)),
                )
            )  # fmt: skip


def marks_of(db: Database, items: Sequence[str] | None = None) -> dict[str, tuple[Mark, ...]]:
    """The marks of these items, or of all, by item, the latest first."""
    asked = sa.select(marks).order_by(marks.c.id.desc())
    if items is not None:
        asked = asked.where(marks.c.item.in_(items))
    found: dict[str, list[Mark]] = {}
    with db.reading() as connection:
        for row in connection.execute(asked):
            found.setdefault(row.item, []).append(_mark(row._mapping))
    return {item: tuple(of) for item, of in found.items()}


def progress(db: Database, viewer: Viewer, since: datetime) -> Progress:
    """What the viewer decided since then, and how long that took."""
    asked = sa.select(marks.c.seconds).where(
        marks.c.user == viewer.user,
        marks.c.agency == viewer.agency,
        marks.c.kind == MarkKind.DECIDED.value,
        marks.c.at >= kept(since),
    )
    with db.reading() as connection:
        seconds = list(connection.scalars(asked))
    timed = [one for one in seconds if one]
    return Progress(len(seconds), median(timed) if timed else None)


def look_at(db: Database, viewer: Viewer, item: str, now: datetime | None = None) -> None:
    """Say that the viewer has an item open, in place of any other."""
    at = now or datetime.now(UTC)
    with db.writing() as connection:
        connection.execute(
            sa.delete(looking).where(
                sa.or_(looking.c.user == viewer.user, looking.c.at < kept(at - HERE))
            )
        )
        connection.execute(
            sa.insert(looking).values(
                item=item, user=viewer.user, agency=viewer.agency, at=kept(at)
            )
        )


def others_at(
    db: Database, viewer: Viewer, item: str, now: datetime | None = None
) -> tuple[str, ...]:
    """Who else has the item open: "lee (PGPD)"."""
    since = kept((now or datetime.now(UTC)) - HERE)
    asked = sa.select(looking).where(
        looking.c.item == item, looking.c.user != viewer.user, looking.c.at >= since
    )
    with db.reading() as connection:
        rows = connection.execute(asked.order_by(looking.c.user)).all()
    return tuple(f"{row.user} ({row.agency})" for row in rows)


def _mark(row: sa.RowMapping) -> Mark:
    return Mark(
        row["item"], moment(row["at"]), row["user"], row["agency"], MarkKind(row["kind"]),
        row["to_user"], row["seen"], row["note"], row["seconds"],
    )  # fmt: skip
