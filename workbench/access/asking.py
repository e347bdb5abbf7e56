"""Asking an owner: permission, verification or contact, about a record or behind a pointer.

asker ── request ──► owner's queue ── answer: scope, expiry ──► asker, later exports

Who asks gets one acknowledgement, whatever the request names: only the owner learns whether it
names a record of theirs.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec
import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.moments import kept, moment
from workbench.access.notices import NoticeKind, To, post
from workbench.access.said import said
from workbench.access.sharing_tables import answers, pointer_tokens, requests
from workbench.access.viewer import READING_ROLES, Role, Viewer
from workbench.errors import AccessError, InputError
from workbench.records.agencies import AGENCY_NAMES
from workbench.records.model import SEPARATOR

_POINTER = "pointer:"
_ABSENT = "there is no such request for you: look at your list again"


class RequestKind(StrEnum):
    """What is asked for."""

    PERMISSION = "permission"
    VERIFICATION = "verification"
    CONTACT = "contact"
    OVERRIDE = "override"
    """Nothing is asked: it was an emergency, and the owner is told."""


class Answered(StrEnum):
    """What the owner answers; or the asker, who withdraws."""

    GRANTED = "granted"
    DECLINED = "declined"
    VERIFIED = "verified"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Use(StrEnum):
    """What a permission allows."""

    RELY = "rely on"
    ACT = "act"
    DISSEMINATE = "disseminate"


ANSWERS = {
    RequestKind.PERMISSION: (Answered.GRANTED, Answered.DECLINED),
    RequestKind.VERIFICATION: (Answered.VERIFIED, Answered.CORRECTED, Answered.DECLINED),
    RequestKind.CONTACT: (Answered.GRANTED, Answered.DECLINED),
    RequestKind.OVERRIDE: (),
}
"""What each kind can be answered with."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be done; ``recipients`` are the agencies to which it may be passed on."""

    uses: frozenset[Use] = frozenset()
    recipients: tuple[str, ...] = ()


NO_SCOPE = Scope()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; of several to one request the latest stands."""

    at: datetime
    outcome: Answered
    user: str
    records: tuple[str, ...]
    scope: Scope
    expires: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request with its answers."""

    id: str
    at: datetime
    kind: RequestKind
    user: str
    agency: str
    owner: str
    about: str
    text: str
    answers: tuple[Answer, ...]

    def state(self, now: datetime) -> State:
        """Where it stands at a moment."""
        last = self.answers[-1] if self.answers else None
        if last is None:
            return State.OPEN
        if last.outcome is Answered.WITHDRAWN:
            return State.WITHDRAWN
        gone = last.expires is not None and last.expires <= now
        return State.EXPIRED if gone else State.ANSWERED


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That a request was taken; it says nothing of what it names."""

    id: str
    owner: str
    at: datetime


def pointer_token(
    db: Database, owner: str, records: Iterable[str], now: datetime | None = None
) -> str:
    """A random token that stands for the owner's records behind a pointer."""
    token = _POINTER + secrets.token_hex(16)
    kept_records = msgspec.json.encode(sorted(set(records))).decode()
    with db.writing() as connection:
        connection.execute(
            sa.insert(pointer_tokens).values(
                token=token, owner=owner, records=kept_records, at=kept(now or datetime.now(UTC))
            )
        )
    return token


def ask(
    db: Database,
    viewer: Viewer,
    kind: RequestKind,
    owner: str,
    about: str,
    text: str,
    now: datetime | None = None,
) -> Acknowledged:
    """Put a request into an owner's queue, or tell it of an emergency's override.

    Args:
        about: a record key, or a pointer's token. Anything is taken, and answered alike.

    Raises:
        AccessError: the viewer does not read records, or has given no purpose.
        InputError: no such agency, or the words are missing.
    """
    at = now or datetime.now(UTC)
    with act(db, viewer, "ask", kind.value, {"owner": owner, "about": about}) as doing:
        if viewer.role not in READING_ROLES or not viewer.purpose.strip():
            raise AccessError("requests are made by those who read records, for a purpose")
        if owner not in AGENCY_NAMES:
            raise InputError(f"{owner[:40]!r} is no agency that shares: name one of them")
        if owner == viewer.agency:
            raise InputError("this is your own agency: ask your supervisor")
        named = said("what it is about", about, 400)
        words = said("the reason" if kind is RequestKind.OVERRIDE else "the question", text, 2_000)
        id_ = secrets.token_hex(16)
        override = kind is RequestKind.OVERRIDE
        roles = [Role.SUPERVISOR]
        if kind is RequestKind.VERIFICATION:
            roles.append(Role.INVESTIGATOR)
        with db.writing() as connection:
            connection.execute(
                sa.insert(requests).values(
                    id=id_, at=kept(at), kind=kind.value, user=viewer.user, agency=viewer.agency,
                    owner=owner, about=named, text=words,
                )
            )  # fmt: skip
            told = NoticeKind.OVERRIDE if override else NoticeKind.REQUEST
            post(connection, told, [To(owner, role) for role in roles], id_, at)
        doing.ids = (f"request:{id_}",)
    return Acknowledged(id_, owner, moment(kept(at)))


def asked(db: Database, viewer: Viewer) -> tuple[Request, ...]:
    """The viewer's own requests, and for supervisors all of their agency's, the latest first."""
    wanted = requests.c.agency == viewer.agency
    if viewer.role is not Role.SUPERVISOR:
        wanted &= requests.c.user == viewer.user
    with db.reading() as connection:
        return _read(connection, wanted)


def queue(db: Database, viewer: Viewer) -> tuple[Request, ...]:
    """What others ask the viewer's agency and the viewer may answer, the latest first."""
    kinds = [kind.value for kind in RequestKind if _may_answer(viewer, kind)]
    with db.reading() as connection:
        return _read(connection, (requests.c.owner == viewer.agency) & requests.c.kind.in_(kinds))


def named_records(db: Database, request: Request) -> tuple[str, ...]:
    """Keys of the owner's records that a request names; none where it names no record of theirs.

    Whether a key that it names outright is held is for the owner's own read to say.
    """
    with db.reading() as connection:
        return _named(connection, request)


def answer(
    db: Database,
    viewer: Viewer,
    request: str,
    outcome: Answered,
    *,
    scope: Scope = NO_SCOPE,
    expires: datetime | None = None,
    note: str = "",
    answered_before: int = 0,
    now: datetime | None = None,
) -> Answer:
    """Answer a request to the viewer's agency; a later answer stands in place of an earlier one.

    Args:
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
        found = next(iter(_read(connection, requests.c.id == request)), None)
        if found is None or found.owner != viewer.agency or not _may_answer(viewer, found.kind):
            raise AccessError(_ABSENT)
        if len(found.answers) != answered_before:
            raise InputError("it was answered or withdrawn since you opened it: look again")
        if found.answers and found.answers[-1].outcome is Answered.WITHDRAWN:
            raise InputError("it was withdrawn: there is nothing to answer any more")
        if outcome not in ANSWERS[found.kind]:
            fits = ", ".join(one.value for one in ANSWERS[found.kind]) or "nothing"
            raise InputError(f"a {found.kind.value} is answered with {fits}")
        records = _named(connection, found)
        if outcome is not Answered.DECLINED and not records:
            raise InputError("it names no record of yours: decline it")
        _fits(found.kind, outcome, scope, expires, at)
        must = outcome is Answered.CORRECTED
        words = said("what is right", note, 2_000) if must or note.strip() else ""
        made = Answer(at, outcome, viewer.user, records, scope, expires, words)
        _keep(connection, request, viewer, made)
        post(connection, NoticeKind.ANSWER, [To(found.agency, user=found.user)], request, at)
    return made


def withdraw(db: Database, viewer: Viewer, request: str, now: datetime | None = None) -> None:
    """Take a request back, with whatever was granted to it.

    Raises:
        AccessError: it is not the viewer's, nor their agency's where they are a supervisor.
    """
    at = now or datetime.now(UTC)
    with (
        act(db, viewer, "withdraw", "request", {}, [f"request:{request}"]),
        db.writing() as connection,
    ):
        found = next(iter(_read(connection, requests.c.id == request)), None)
        theirs = found is not None and found.agency == viewer.agency
        if not theirs or (
            found is not None and viewer.user != found.user and viewer.role is not Role.SUPERVISOR
        ):
            raise AccessError(_ABSENT)
        gone = Answer(at, Answered.WITHDRAWN, viewer.user, (), NO_SCOPE, None, "")
        _keep(connection, request, viewer, gone)


def standing_permission(
    db: Database, agency: str, record_key: str, now: datetime
) -> tuple[Answer, ...]:
    """The permissions that an agency has for a record at a moment."""
    granted = _standing(db, agency, record_key, RequestKind.PERMISSION)
    return tuple(
        one
        for one in granted
        if one.outcome is Answered.GRANTED and one.expires is not None and one.expires > now
    )


def verified(db: Database, agency: str, record_key: str) -> Answer | None:
    """The latest verification of a record that its owner gave an agency."""
    found = _standing(db, agency, record_key, RequestKind.VERIFICATION)
    said_ = [one for one in found if one.outcome in (Answered.VERIFIED, Answered.CORRECTED)]
    return max(said_, key=lambda one: one.at, default=None)


def _standing(db: Database, agency: str, record_key: str, kind: RequestKind) -> tuple[Answer, ...]:
    wanted = (requests.c.agency == agency) & (requests.c.kind == kind.value)
    wanted &= requests.c.owner == record_key.partition(SEPARATOR)[0]
    with db.reading() as connection:
        found = _read(connection, wanted)
    last = (request.answers[-1] for request in found if request.answers)
    return tuple(one for one in last if record_key in one.records)


def _may_answer(viewer: Viewer, kind: RequestKind) -> bool:
    if viewer.role is Role.SUPERVISOR:
        return True
    return viewer.role is Role.INVESTIGATOR and kind is RequestKind.VERIFICATION


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
        raise InputError("to disseminate, name the agencies to which; and name none otherwise")
    if unknown := set(scope.recipients) - AGENCY_NAMES.keys():
        raise InputError(f"{min(unknown)[:40]!r} is no agency that shares: name one of them")


def _named(connection: sa.Connection, request: Request) -> tuple[str, ...]:
    if request.about.startswith(_POINTER):
        row = connection.execute(
            sa.select(pointer_tokens.c.records).where(
                pointer_tokens.c.token == request.about, pointer_tokens.c.owner == request.owner
            )
        ).first()
        return tuple(msgspec.json.decode(row.records)) if row else ()
    agency, separator, _ = request.about.partition(SEPARATOR)
    return (request.about,) if separator and agency == request.owner else ()


def _keep(connection: sa.Connection, request: str, viewer: Viewer, made: Answer) -> None:
    connection.execute(
        sa.insert(answers).values(
            request=request, at=kept(made.at), outcome=made.outcome.value, user=viewer.user,
            agency=viewer.agency, records=msgspec.json.encode(made.records).decode(),
            uses=",".join(sorted(made.scope.uses)), recipients=",".join(made.scope.recipients),
            expires=kept(made.expires) if made.expires else None, note=made.note,
        )
    )  # fmt: skip


def _read(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> tuple[Request, ...]:
    rows = connection.execute(
        sa.select(requests).where(wanted).order_by(requests.c.at.desc(), requests.c.id)
    ).all()
    given: dict[str, list[Answer]] = {row.id: [] for row in rows}
    replies = sa.select(answers).join(requests, answers.c.request == requests.c.id).where(wanted)
    for row in connection.execute(replies.order_by(answers.c.id)):
        given[row.request].append(_answer(row._mapping))
    return tuple(
        Request(
            row.id, moment(row.at), RequestKind(row.kind), row.user, row.agency, row.owner,
            row.about, row.text, tuple(given[row.id]),
        )
        for row in rows
    )  # fmt: skip


def _answer(row: sa.RowMapping) -> Answer:
    return Answer(
        moment(row["at"]),
        Answered(row["outcome"]),
        row["user"],
        tuple(msgspec.json.decode(row["records"])),
        Scope(
            frozenset(Use(use) for use in row["uses"].split(",") if use),
            tuple(code for code in row["recipients"].split(",") if code),
        ),
        moment(row["expires"]) if row["expires"] is not None else None,
        row["note"],
    )
