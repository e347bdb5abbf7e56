"""Accounts: who may sign in, for which agency, in which role. An administrator makes them."""

from __future__ import annotations

import secrets
import unicodedata
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from workbench.access.acts import Act, act
from workbench.access.database import Database
from workbench.access.moments import kept
from workbench.access.tables import accounts, failures, sessions
from workbench.access.viewer import Role, Viewer, governs
from workbench.errors import AccessError, InputError
from workbench.records.agencies import AGENCY_NAMES, HOST

UNUSED = timedelta(days=90)
"""AC-2 (3): an account unused for so long is disabled."""
FAILURES = 5
WITHIN = timedelta(minutes=15)
"""AC-7: so many failures within so long lock an account until an administrator releases it."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. Times are hundredths of a second since 1970."""

    id: str
    user: str
    name: str
    agency: str
    role: Role
    issuer: str
    subject: str
    created_at: int
    seen_at: int
    disabled_at: int | None
    disabled_reason: str
    locked_at: int | None

    def state(self, now: datetime) -> str:
        """Why it cannot be used; empty where it can."""
        if self.disabled_at is not None:
            return f"disabled: {self.disabled_reason}"
        if self.locked_at is not None:
            return "locked after failed sign-ins"
        if kept(now - UNUSED) >= self.seen_at:
            return f"disabled: unused for {UNUSED.days} days"
        return ""


def create(
    database: Database,
    *,
    user: str,
    name: str,
    agency: str,
    role: Role,
    issuer: str,
    subject: str,
    by: Viewer,
    now: datetime,
) -> Account:
    """Make an account for somebody whom the provider ``issuer`` knows as ``subject``.

    Raises:
        InputError: a word is missing or too long, the agency does not sign in, or there is such an
            account already.
    """
    for what, text in (("user", user), ("name", name), ("issuer", issuer), ("subject", subject)):
        if not text.strip() or len(text) > LONGEST:
            raise InputError(f"the account needs a {what} of at most {LONGEST} characters")
        if any(unicodedata.category(c)[0] == "C" for c in text):
            raise InputError(f"the {what} holds characters that are not shown: type it anew")
    _require_agency(agency)
    made = Account(
        secrets.token_hex(16), user.strip(), name.strip(), agency, role, issuer, subject,
        kept(now), kept(now), None, "", None,
    )  # fmt: skip
    with _noted(database, by, "account made", made, role=role.value, agency=agency):
        _require_governed(by, agency)
        try:
            with database.writing() as connection:
                connection.execute(
                    sa.insert(accounts).values(
                        **{f: getattr(made, f) for f in Account.__dataclass_fields__}
                    )
                )
        except IntegrityError as error:
            raise InputError(
                f"there is an account of {user!r}, or of the same person at the provider, already"
            ) from error
    return made


def by_user(database: Database, user: str) -> Account | None:
    """The account of that user name."""
    return _one(database, accounts.c.user == user)


def by_id(database: Database, id_: str) -> Account | None:
    """The account of that id."""
    return _one(database, accounts.c.id == id_)


def by_subject(database: Database, issuer: str, subject: str) -> Account | None:
    """The account of somebody whom a provider knows so."""
    return _one(database, accounts.c.issuer == issuer, accounts.c.subject == subject)


def everyone(database: Database) -> list[Account]:
    """All accounts, by agency and user name."""
    with database.reading() as connection:
        rows = connection.execute(sa.select(accounts).order_by(accounts.c.agency, accounts.c.user))
        return [_account(row) for row in rows]


def disable(
    database: Database, account: Account, *, reason: str, by: Viewer, now: datetime
) -> None:
    """Let an account sign in no more, and end its sessions at once."""
    if not reason.strip():
        raise InputError("say why the account is disabled")
    _change(
        database, account, by, "account disabled",
        disabled_at=kept(now), disabled_reason=reason.strip()[:500],
    )  # fmt: skip


def enable(database: Database, account: Account, *, by: Viewer, now: datetime) -> None:
    """Let an account sign in again; its days without use are counted from now."""
    _change(
        database, account, by, "account enabled",
        disabled_at=None, disabled_reason="", seen_at=kept(now),
    )  # fmt: skip


def release(database: Database, account: Account, *, by: Viewer) -> None:
    """Take back the lock that failed sign-ins set."""
    _change(database, account, by, "account released", locked_at=None)


def change_role(
    database: Database, account: Account, *, role: Role, agency: str, by: Viewer
) -> None:
    """Give another role or agency; the sessions end, so that whoever it is signs in anew."""
    _require_agency(agency)
    _change(database, account, by, "account role changed", role=role.value, agency=agency)


def failed(database: Database, account: Account, *, address: str, now: datetime) -> bool:
    """Count a failed sign-in; whether the account is locked now."""
    with database.writing() as connection:
        connection.execute(
            sa.insert(failures).values(account=account.id, at=kept(now), address=address)
        )
        recent = connection.scalar(
            sa.select(sa.func.count())
            .select_from(failures)
            .where(failures.c.account == account.id, failures.c.at > kept(now - WITHIN))
        )
        locked = int(recent or 0) >= FAILURES
        if locked:
            connection.execute(
                sa.update(accounts)
                .where(accounts.c.id == account.id, accounts.c.locked_at.is_(None))
                .values(locked_at=kept(now))
            )
            _end_sessions(connection, account.id)
    return locked


def _change(database: Database, account: Account, by: Viewer, action: str, **values: Any) -> None:
    said = {name: value for name, value in values.items() if name != "seen_at"}
    chosen = accounts.c.id == account.id
    with _noted(database, by, action, account, **said), database.writing() as connection:
        _require_governed(by, account.agency, values.get("agency", account.agency))
        connection.execute(sa.update(accounts).where(chosen).values(**values))
        if "locked_at" in values:
            connection.execute(sa.delete(failures).where(failures.c.account == account.id))
        if values.keys() & {"role", "agency"} or values.get("disabled_at"):
            _end_sessions(connection, account.id)


def _require_agency(agency: str) -> None:
    if agency not in AGENCY_NAMES:
        raise InputError(
            f"{agency!r} does not sign in: name one of {', '.join(sorted(AGENCY_NAMES))}"
        )


def _require_governed(by: Viewer, *agencies: str) -> None:
    for agency in agencies:
        if not governs(by, agency):
            raise AccessError(
                f"accounts of {agency} are for its own administrators, and for the host's ({HOST})"
            )


def _end_sessions(connection: sa.Connection, account: str) -> None:
    connection.execute(
        sa.update(sessions)
        .where(sessions.c.account == account, sessions.c.ended == "")
        .values(ended="revoked")
    )


def _noted(
    database: Database, by: Viewer, action: str, account: Account, **said: Any
) -> AbstractContextManager[Act]:
    return act(database, by, action, "", {"user": account.user, **said}, (account.id,))


def _one(database: Database, *wanted: sa.ColumnElement[bool]) -> Account | None:
    with database.reading() as connection:
        row = connection.execute(sa.select(accounts).where(*wanted)).first()
    return _account(row) if row else None


def _account(row: sa.Row[Any]) -> Account:
    said = dict(row._mapping)
    return Account(**{**said, "role": Role(said["role"])})
