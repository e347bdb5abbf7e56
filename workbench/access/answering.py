"""Answering what others ask, and what such an answer is good for.

owner's queue ── answer ──► asker's notices, and of a correction everybody who relies on the record
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.notices import NoticeKind, To, post
from workbench.access.outgoing import forget_all
from workbench.access.requests import (
    ABSENT,
    ANSWERS,
    FILE,
    NO_SCOPE,
    Answer,
    Answered,
    Request,
    RequestKind,
    Scope,
    Use,
    keep_answer,
    may_answer,
    named_in,
    read_requests,
)
from workbench.access.said import said
from workbench.access.sharing_tables import answers, disclosures, requests
from workbench.access.viewer import Viewer
from workbench.errors import AccessError, InputError
from workbench.records.agencies import AGENCY_NAMES

Column = sa.ColumnElement[Any]
_RELIED_ON = (Answered.GRANTED.value, Answered.VERIFIED.value, Answered.CORRECTED.value)


def queue(db: Database, viewer: Viewer) -> tuple[Request, ...]:
    """What others ask the viewer's agency and the viewer may answer, the latest first."""
    kinds = [kind.value for kind in RequestKind if may_answer(viewer, kind)]
    with db.reading() as connection:
        return read_requests(
            connection, (requests.c.owner == viewer.agency) & requests.c.kind.in_(kinds)
        )


def named_records(db: Database, request: Request) -> tuple[str, ...]:
    """Keys of the owner's records that a request names; none where it names no record of theirs.

    Whether a key that it names outright is held is for the owner's own read to say.
    """
    with db.reading() as connection:
        return named_in(connection, request)


def answer(
    db: Database,
    viewer: Viewer,
    request: str,
    outcome: Answered,
    *,
    readable: Collection[str],
    scope: Scope = NO_SCOPE,
    expires: datetime | None = None,
    note: str = "",
    answered_before: int = 0,
    now: datetime | None = None,
) -> Answer:
    """Answer a request to the viewer's agency; a later answer stands in place of an earlier one.

    Args:
        readable: keys of the records that it names and that the viewer may read; the answer is
            about no others.
        answered_before: answers that the viewer has seen.

    Raises:
        AccessError: there is no such request that this viewer may answer.
        InputError: the answer does not fit, lacks scope or expiry, or came after another's.
    """
    at = now or datetime.now(UTC)
    with (
        act(db, viewer, "answer", outcome.value, {"note": note}, [f"request:{request}"]),
        db.writing() as connection,
    ):
        found = next(iter(read_requests(connection, requests.c.id == request)), None)
        if found is None or found.owner != viewer.agency or not may_answer(viewer, found.kind):
            raise AccessError(ABSENT)
        if len(found.answers) != answered_before:
            raise InputError("it was answered or withdrawn since you opened it: look again")
        if found.answers and found.answers[-1].outcome is Answered.WITHDRAWN:
            raise InputError("it was withdrawn: there is nothing to answer any more")
        if outcome not in ANSWERS[found.kind]:
            fits = ", ".join(one.value for one in ANSWERS[found.kind]) or "nothing"
            raise InputError(f"a {found.kind.value} is answered with {fits}")
        records = tuple(key for key in named_in(connection, found) if key in readable)
        if outcome is not Answered.DECLINED and not records:
            raise InputError("it names no record of yours that you may read: decline it")
        _fits(found.kind, outcome, scope, expires, at)
        must = outcome is Answered.CORRECTED
        words = said("what is right", note, 2_000) if must or note.strip() else ""
        made = Answer(at, outcome, viewer.user, records, scope, expires, words)
        keep_answer(connection, request, viewer, made)
        if found.answers:
            # what was granted before may have been taken back
            forget_all(connection)
        post(connection, NoticeKind.ANSWER, [To(found.agency, user=found.user)], request, at)
        if outcome is Answered.CORRECTED:
            _tell(connection, records, request, db.holds, at)
    return made


def standing_permissions(
    db: Database, agency: str, keys: Iterable[str], now: datetime
) -> dict[str, tuple[Answer, ...]]:
    """The permissions that an agency has at a moment, for each of these record keys."""
    given = [
        one
        for one in _latest(db, agency, RequestKind.PERMISSION)
        if one.outcome is Answered.GRANTED and one.expires is not None and one.expires > now
    ]
    return {key: tuple(one for one in given if key in one.records) for key in keys}


def verified(db: Database, agency: str, record_key: str) -> Answer | None:
    """The latest verification of a record that its owner gave an agency."""
    given = [
        one
        for one in _latest(db, agency, RequestKind.VERIFICATION)
        if one.outcome in (Answered.VERIFIED, Answered.CORRECTED) and record_key in one.records
    ]
    return max(given, key=lambda one: one.at, default=None)


def _latest(db: Database, agency: str, kind: RequestKind) -> list[Answer]:
    """What stands of the answers to an agency's requests of a kind."""
    wanted = (requests.c.agency == agency) & (requests.c.kind == kind.value)
    with db.reading() as connection:
        found = read_requests(connection, wanted)
    return [request.answers[-1] for request in found if request.answers]


def _tell(
    connection: sa.Connection,
    records: tuple[str, ...],
    corrected: str,
    holds: Callable[[Column, str], Column],
    at: datetime,
) -> None:
    """Tell whoever was answered about any of these records, or has given one out.

    They hear which request or which file it was: the key may be more than they may know.
    """
    told: set[tuple[str, To]] = set()
    for key in records:
        answered = (
            sa.select(requests.c.id, requests.c.agency, requests.c.user)
            .join(answers, answers.c.request == requests.c.id)
            .where(holds(answers.c.records, key), answers.c.outcome.in_(_RELIED_ON))
            .where(requests.c.id != corrected)
        )
        gave = sa.select(disclosures.c.name, disclosures.c.agency, disclosures.c.user).where(
            holds(disclosures.c.ids, key)
        )
        for row in connection.execute(answered):
            told.add((row.id, To(row.agency, user=row.user)))
        for row in connection.execute(gave):
            told.add((f"{FILE}{row.name}", To(row.agency, user=row.user)))
    for about, to in sorted(told, key=str):
        post(connection, NoticeKind.CORRECTION, [to], about, at)


def _fits(
    kind: RequestKind, outcome: Answered, scope: Scope, expires: datetime | None, now: datetime
) -> None:
    if outcome is not Answered.GRANTED:
        if scope != NO_SCOPE or expires is not None:
            raise InputError("only what is granted has a scope and an expiry: leave them out")
        return
    if expires is None or expires <= now:
        raise InputError("what is granted ends one day: give a date that is still to come")
    if kind is RequestKind.PERMISSION and not scope.uses:
        raise InputError("say what may be done: " + ", ".join(use.value for use in Use))
    if (Use.DISSEMINATE in scope.uses) != bool(scope.recipients):
        raise InputError(
            "to let it be passed on, name the agencies to which; and name none otherwise"
        )
    if unknown := set(scope.recipients) - AGENCY_NAMES.keys():
        raise InputError(f"{min(unknown)[:40]!r} is no agency that shares: name one of them")
