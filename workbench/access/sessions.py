"""Sessions: kept on the server, named by a token of which only the sum is kept.

sign-in ── token, in a cookie ──► looked at with every answer: idle? ended? account in order?
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from workbench.access import accounts as accounts_
from workbench.access.accounts import Account
from workbench.access.audit import append
from workbench.access.database import Database
from workbench.access.looks import Look, Outcome
from workbench.access.moments import kept, shown
from workbench.access.purpose import Purpose, UseCode
from workbench.access.tables import accounts, sessions
from workbench.access.viewer import Viewer, governs
from workbench.errors import AccessError

IDLE = timedelta(minutes=30)
"""AC-11: a session that nobody uses for so long is locked."""
LONGEST = timedelta(hours=12)
"""IA-11: whoever signed in so long ago signs in again."""
NOTED_EVERY = timedelta(seconds=5)
"""Activity is written no more often."""


class State(StrEnum):
    """What has become of a session."""

    ACTIVE = "active"
    ABSENT = "absent"
    IDLE = "idle"
    LOCKED = "locked"
    EXPIRED = "expired"
    ENDED = "ended"
    REVOKED = "revoked"
    DISABLED = "disabled"


WORDS = {
    State.ABSENT: "You are not signed in.",
    State.IDLE: f"Locked: nothing was done for {IDLE.seconds // 60} minutes.",
    State.LOCKED: "Locked.",
    State.EXPIRED: f"You signed in {LONGEST.seconds // 3600} hours ago: sign in again.",
    State.ENDED: "You have signed out.",
    State.REVOKED: "This session was ended by an administrator.",
    State.DISABLED: "This account cannot be used: ask your administrator.",
}


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it stands. Times are hundredths of a second since 1970."""

    id: str
    account: str
    address: str
    began_at: int
    active_at: int
    ended: str
    banner_at: int | None
    use_code: str
    case_number: str
    reason: str

    @property
    def began(self) -> str:
        """When it began, in UTC."""
        return shown(self.began_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """A session with its account; both None where there is no such session."""

    state: State
    session: Session | None = None
    account: Account | None = None

    @property
    def active(self) -> bool:
        """Whether answers may be given."""
        return self.state is State.ACTIVE


NOBODY = Standing(State.ABSENT)


def begin(
    database: Database, account: Account, *, address: str, now: datetime
) -> tuple[str, Session]:
    """Begin a session of somebody who has just signed in; its token and itself.

    Raises:
        AccessError: the account cannot be used any more.
    """
    standing = accounts_.by_id(database, account.id)
    if why := standing.state(now) if standing else "gone":
        raise AccessError(f"this account is {why}: ask your administrator")
    token = secrets.token_urlsafe(32)
    at = kept(now)
    made = Session(secrets.token_hex(16), account.id, address, at, at, "", None, "", "", "")
    by = Viewer(account.user, account.agency, account.role, "", session=made.id, address=address)
    append(database, Look(by, "signed in", "", {}, (account.id,), 0, Outcome.DONE), at=now)
    with database.writing() as connection:
        said = {name: getattr(made, name) for name in Session.__dataclass_fields__}
        connection.execute(sa.insert(sessions).values(token=_sum(token), latest_at=at, **said))
        connection.execute(
            sa.update(accounts).where(accounts.c.id == account.id).values(seen_at=at)
        )
    return token, made


def look(
    database: Database,
    token: str | None,
    now: datetime,
    *,
    active: bool,
    issuer: str | None = None,
) -> Standing:
    """What a token stands for now.

    Args:
        active: somebody did something, so that the session is not idle; not set by timers.
        issuer: whose accounts may sign in; a session of any other stands for nothing. All where
            None.
    """
    if not token:
        return NOBODY
    with database.reading() as connection:
        row = connection.execute(sa.select(sessions).where(sessions.c.token == _sum(token))).first()
    if row is None:
        return NOBODY
    said = dict(row._mapping)
    latest = said.pop("latest_at")
    said.pop("token")
    session = Session(**said)
    account = accounts_.by_id(database, session.account)
    if issuer is not None and (account is None or account.issuer != issuer):
        return NOBODY
    # a clock that was put back brings nothing back
    at = max(kept(now), latest)
    state = _state(session, account, at, now)
    if state in (State.IDLE, State.EXPIRED) and not session.ended:
        _write(database, session.id, ended=state.value, latest_at=at)
    elif state is State.ACTIVE and active and at - session.active_at >= _hundredths(NOTED_EVERY):
        _write(database, session.id, active_at=at, latest_at=at)
    return Standing(state, session, account)


def _state(session: Session, account: Account | None, at: int, now: datetime) -> State:
    if session.ended:
        return State(session.ended)
    if account is None or account.state(now):
        return State.DISABLED
    if at - session.began_at >= _hundredths(LONGEST):
        return State.EXPIRED
    if at - session.active_at >= _hundredths(IDLE):
        return State.IDLE
    return State.ACTIVE


def accept_banner(database: Database, session: Session, *, now: datetime) -> None:
    """Note that the use banner was acknowledged."""
    _write(database, session.id, banner_at=kept(now))


def set_purpose(database: Database, session: Session, purpose: Purpose) -> None:
    """State what the session is for from now on."""
    _write(
        database,
        session.id,
        use_code=purpose.code.value,
        case_number=purpose.case,
        reason=purpose.reason,
    )


def end(database: Database, session: Session) -> None:
    """Sign out: the token stands for nothing from now on, wherever a copy of it is."""
    _write(database, session.id, ended=State.ENDED.value)


def lock(database: Database, session: Session) -> None:
    """Lock: whoever it is signs in anew to go on."""
    _write(database, session.id, ended=State.LOCKED.value)


def revoke(database: Database, session_id: str, *, by: Viewer) -> None:
    """End somebody's session.

    Raises:
        AccessError: it is of an agency whose accounts ``by`` does not administer.
    """
    whose = _agency_of(database, session_id)
    if not governs(by, whose):
        append(database, Look(by, "session ended", "", {}, (session_id,), 0, Outcome.REFUSED))
        raise AccessError(f"sessions of {whose} are ended by its own administrators")
    append(database, Look(by, "session ended", "", {}, (session_id,), 0, Outcome.INTENDED))
    _write(database, session_id, ended=State.REVOKED.value)


def _agency_of(database: Database, session_id: str) -> str:
    joined = sa.select(accounts.c.agency).join(sessions, sessions.c.account == accounts.c.id)
    with database.reading() as connection:
        return str(connection.scalar(joined.where(sessions.c.id == session_id)) or "")


def standing(database: Database, now: datetime) -> list[tuple[Session, Account]]:
    """The sessions that are active now, with their accounts; the latest used first."""
    with database.reading() as connection:
        rows = connection.execute(
            sa.select(sessions)
            .where(sessions.c.ended == "", sessions.c.active_at > kept(now - IDLE))
            .order_by(sessions.c.active_at.desc())
        ).all()
    found = []
    for row in rows:
        said = {name: row._mapping[name] for name in Session.__dataclass_fields__}
        session = Session(**said)
        account = accounts_.by_id(database, session.account)
        if account and _state(session, account, kept(now), now) is State.ACTIVE:
            found.append((session, account))
    return found


def _write(database: Database, session_id: str, **values: Any) -> None:
    with database.writing() as connection:
        connection.execute(
            # what has ended stays so
            sa.update(sessions)
            .where(sessions.c.id == session_id, sessions.c.ended == "")
            .values(**values)
        )


def _sum(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _hundredths(of: timedelta) -> int:
    return int(of.total_seconds() * 100)


def stated(session: Session) -> Purpose:
    """The purpose that was stated; only where one was."""
    return Purpose(UseCode(session.use_code), session.case_number, session.reason)


def viewer_of(session: Session, account: Account, address: str) -> Viewer:
    """Who reads in a session, for the purpose stated in it."""
    return Viewer(
        account.user,
        account.agency,
        account.role,
        stated(session).words if session.use_code else "",
        session.case_number or None,
        session.id,
        address,
    )
