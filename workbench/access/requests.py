"""What is asked of an owner and what it answers, as both are kept.

asker ── request ──► owner's queue ── answer: scope, expiry ──► asker, later exports
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
import sqlalchemy as sa

from workbench.access.moments import kept, moment
from workbench.access.sharing_tables import answers, pointed, requests
from workbench.access.viewer import Role, Viewer
from workbench.records.model import SEPARATOR

POINTER = "pointer:"
"""Begins the tokens that stand for records behind a pointer."""
FILE = "file:"
"""Begins what a notice is about where that is a file that was given out."""
ABSENT = "there is no such request for you: look at your list again"


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


def may_answer(viewer: Viewer, kind: RequestKind) -> bool:
    """Whether the viewer's role answers requests of a kind to their agency."""
    if viewer.role is Role.SUPERVISOR:
        return True
    return viewer.role is Role.INVESTIGATOR and kind is RequestKind.VERIFICATION


def named_in(connection: sa.Connection, request: Request) -> tuple[str, ...]:
    """Keys of the owner's records that a request names, whether they are held or not."""
    if request.about.startswith(POINTER):
        row = connection.execute(
            sa.select(pointed.c.records).where(
                pointed.c.token == request.about,
                pointed.c.owner == request.owner,
                pointed.c.agency == request.agency,
            )
        ).first()
        return tuple(msgspec.json.decode(row.records)) if row else ()
    agency, separator, _ = request.about.partition(SEPARATOR)
    return (request.about,) if separator and agency == request.owner else ()


def keep_answer(connection: sa.Connection, request: str, viewer: Viewer, made: Answer) -> None:
    """Add an answer, in the transaction of what goes with it."""
    connection.execute(
        sa.insert(answers).values(
            request=request, at=kept(made.at), outcome=made.outcome.value, user=viewer.user,
            agency=viewer.agency, records=msgspec.json.encode(made.records).decode(),
            uses=",".join(sorted(made.scope.uses)), recipients=",".join(made.scope.recipients),
            expires=kept(made.expires) if made.expires else None, note=made.note,
        )
    )  # fmt: skip


def read_requests(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> tuple[Request, ...]:
    """The requests that fit, the latest first, with their answers in their order."""
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
