"""Contesting a merge of one's own agency's records: whoever decided it is told, and it is reviewed.

decision ── contested, with why ──► queue of all who may view it ──► upheld, or taken back
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.dissemination import owner_of
from workbench.access.moments import kept, moment
from workbench.access.notices import NoticeKind, To, post
from workbench.access.review_tables import contests, contests_ended
from workbench.access.said import said
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError, InputError
from workbench.resolution.decisions import Decision, Verdict
from workbench.review.announcing import DECISION


@dataclass(frozen=True, slots=True)
class Contest:
    """That an owner's supervisor holds a merge for wrong."""

    id: int
    decision: str
    at: datetime
    user: str
    agency: str
    note: str


def contest(
    db: Database,
    viewer: Viewer,
    decision: Decision,
    note: str,
    others: Iterable[To] = (),
    now: datetime | None = None,
) -> None:
    """Contest a decision that records are one.

    Args:
        decision: one in force that binds the viewer.
        others: who else is told, beside whoever decided it.

    Raises:
        AccessError: the viewer is no supervisor of an owner of its records.
        InputError: it says no merge, the viewer decided it, or contests it already.
    """
    at = now or datetime.now(UTC)
    about = f"{DECISION}{decision.id}"
    with act(db, viewer, "contest", decision.id, {}, (*decision.records, about)):
        owners = set(map(owner_of, decision.records))
        if viewer.role is not Role.SUPERVISOR or viewer.agency not in owners:
            raise AccessError("only a supervisor of an agency that owns a record contests a merge")
        if decision.verdict is not Verdict.SAME:
            raise InputError("only a merge is contested: anything else you can decide anew")
        if viewer.user in (decision.reviewer, decision.approved_by):
            raise InputError("you decided it yourself: take it back instead")
        words = said("the reason", note, 2_000)
        if any(c.decision == decision.id and c.user == viewer.user for c in open_contests(db)):
            raise InputError("you contest it already: it is in the queue")
        to = {To(decision.agency, user=decision.reviewer), *others}
        to -= {To(viewer.agency, Role.SUPERVISOR)}
        with db.writing() as connection:
            connection.execute(
                sa.insert(contests).values(
                    decision=decision.id, at=kept(at), user=viewer.user, agency=viewer.agency,
                    note=words,
                )
            )  # fmt: skip
            reached = sorted((one for one in to if one.agency), key=lambda t: (t.agency, t.user))
            post(connection, NoticeKind.CONTESTED, reached, about, at)


def open_contests(db: Database) -> tuple[Contest, ...]:
    """All that nobody has settled, the oldest first."""
    asked = (
        sa.select(contests)
        .select_from(contests.outerjoin(contests_ended))
        .where(contests_ended.c.contest.is_(None))
        .order_by(contests.c.id)
    )
    with db.reading() as connection:
        return tuple(_contest(row._mapping) for row in connection.execute(asked))


def uphold(
    db: Database, viewer: Viewer, decision: Decision, note: str, now: datetime | None = None
) -> None:
    """Say that a contested merge stands, and why.

    Raises:
        AccessError: the viewer is no supervisor, decided it, or contests it.
        InputError: the reason is missing.
    """
    at = now or datetime.now(UTC)
    about = f"{DECISION}{decision.id}"
    with act(db, viewer, "uphold", decision.id, {}, (*decision.records, about)):
        open_ = [one for one in open_contests(db) if one.decision == decision.id]
        parties = {decision.reviewer, decision.approved_by, *(one.user for one in open_)}
        if viewer.role is not Role.SUPERVISOR or viewer.user in parties:
            raise AccessError("a supervisor settles it who neither made nor contests the merge")
        words = said("the reason", note, 2_000)
        with db.writing() as connection:
            _end(connection, viewer, open_, words, at)
            to = {To(one.agency, user=one.user) for one in open_}
            post(connection, NoticeKind.HELD, sorted(to, key=lambda t: t.user), about, at)


def end_with(
    db: Database, viewer: Viewer, back: Collection[str], now: datetime | None = None
) -> None:
    """End the contests of decisions that were taken back."""
    open_ = [one for one in open_contests(db) if one.decision in back]
    if open_:
        with db.writing() as connection:
            _end(connection, viewer, open_, "taken back", now or datetime.now(UTC))


def _end(
    connection: sa.Connection, viewer: Viewer, open_: Iterable[Contest], note: str, at: datetime
) -> None:
    for one in open_:
        there = sa.select(contests_ended).where(contests_ended.c.contest == one.id)
        if connection.execute(there).first() is None:
            connection.execute(
                sa.insert(contests_ended).values(
                    contest=one.id, at=kept(at), user=viewer.user, agency=viewer.agency, note=note
                )
            )


def _contest(row: sa.RowMapping) -> Contest:
    return Contest(
        row["id"], row["decision"], moment(row["at"]), row["user"], row["agency"], row["note"]
    )
