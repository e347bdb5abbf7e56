"""Asking an owner: permission, verification or contact, about a record or behind a pointer.

Who asks gets one acknowledgement, whatever the request names: only the owner learns whether it
names a record of theirs.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.moments import kept, moment
from workbench.access.notices import NoticeKind, To, post
from workbench.access.outgoing import forget_all
from workbench.access.requests import (
    ABSENT,
    NO_SCOPE,
    Answer,
    Answered,
    Request,
    RequestKind,
    keep_answer,
    read_requests,
)
from workbench.access.said import said
from workbench.access.sharing_tables import requests
from workbench.access.viewer import READING_ROLES, Role, Viewer
from workbench.errors import AccessError, InputError
from workbench.records.agencies import AGENCY_NAMES


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That a request was taken; it says nothing of what it names."""

    id: str
    owner: str
    at: datetime


def may_be_asked(viewer: Viewer, owner: str) -> bool:
    """Whether somebody of that agency can be asked: it is another, and it signs in."""
    return owner != viewer.agency and owner in AGENCY_NAMES


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
        return read_requests(connection, wanted)


def withdraw(db: Database, viewer: Viewer, request: str, now: datetime | None = None) -> None:
    """Take a request back, with whatever was granted to it.

    Raises:
        AccessError: it is not the viewer's, nor their agency's where they are a supervisor.
        InputError: it was withdrawn before, or is an override.
    """
    at = now or datetime.now(UTC)
    with (
        act(db, viewer, "withdraw", "request", {}, [f"request:{request}"]),
        db.writing() as connection,
    ):
        found = next(iter(read_requests(connection, requests.c.id == request)), None)
        if (
            found is None
            or found.agency != viewer.agency
            or (viewer.user != found.user and viewer.role is not Role.SUPERVISOR)
        ):
            raise AccessError(ABSENT)
        if found.kind is RequestKind.OVERRIDE:
            raise InputError("an override stands: it tells of what was done")
        if found.answers and found.answers[-1].outcome is Answered.WITHDRAWN:
            raise InputError("it was withdrawn before: look at your list again")
        gone = Answer(at, Answered.WITHDRAWN, viewer.user, (), NO_SCOPE, None, "")
        keep_answer(connection, request, viewer, gone)
        forget_all(connection)
