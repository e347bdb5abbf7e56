"""The one gate through which bytes leave: noted before, kept in the ledger, then given.

intent in the audit ──► bytes made ──► ledger row with their digest ──► outcome ──► bytes
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

import msgspec
import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.moments import kept, moment
from workbench.access.said import said
from workbench.access.sharing_tables import disclosures
from workbench.access.viewer import Viewer, may_administer, may_audit
from workbench.errors import AccessError


class What(StrEnum):
    """What leaves."""

    TABLE = "table"
    CHART = "chart"
    CASE = "case"
    PRINT = "print"
    REJECTS = "rejects"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom it is for."""

    agency: str
    person: str


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Bytes on their way out."""

    data: bytes
    name: str
    """Of the file: what it is, when it was made, the beginning of its digest."""
    digest: str
    """SHA-256 of the bytes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the ledger of what was given out."""

    at: datetime
    what: What
    ids: tuple[str, ...]
    user: str
    agency: str
    recipient: Recipient
    reason: str
    name: str
    digest: str


def disclose(
    db: Database,
    viewer: Viewer,
    what: What,
    ids: Iterable[str],
    recipient: Recipient,
    reason: str,
    make: Callable[[], bytes],
    *,
    suffix: str = "csv",
    now: datetime | None = None,
) -> Disclosed:
    """Make bytes and let them out.

    Args:
        ids: ids and record keys that the bytes tell of.
        make: makes the bytes; it is called after the intent is in the audit.
        suffix: of the file's name.

    Raises:
        AccessError: this viewer may not let this out.
        InputError: recipient or reason are missing.
        OperationsError: it cannot be noted; then nothing leaves.
    """
    named = tuple(sorted(set(ids)))
    asked = {"what": what.value, "to": [recipient.agency, recipient.person], "reason": reason}
    with act(db, viewer, "disclose", what.value, asked, named):
        _require(viewer, what)
        to = Recipient(
            said("the recipient's agency", recipient.agency, 200),
            said("the recipient's name", recipient.person, 200),
        )
        why = said("the reason", reason)
        data = make()
        at, digest = now or datetime.now(UTC), sha256(data).hexdigest()
        name = f"{what.value}-{at:%Y%m%d-%H%M%S}-{digest[:8]}.{suffix}"
        with db.writing() as connection:
            connection.execute(
                sa.insert(disclosures).values(
                    at=kept(at), what=what.value, ids=msgspec.json.encode(named).decode(),
                    user=viewer.user, agency=viewer.agency, to_agency=to.agency,
                    to_person=to.person, reason=why, name=name, digest=digest,
                )
            )  # fmt: skip
    return Disclosed(data, name, digest)


def disclosed(
    db: Database, *, id_: str = "", agency: str = "", limit: int = 100
) -> tuple[Line, ...]:
    """What was given out, the latest first; of one id or record key, by one agency, where named."""
    asked = sa.select(disclosures).order_by(disclosures.c.id.desc()).limit(limit)
    if agency:
        asked = asked.where(disclosures.c.agency == agency)
    if id_:
        asked = asked.where(db.holds(disclosures.c.ids, id_))
    with db.reading() as connection:
        return tuple(_line(row._mapping) for row in connection.execute(asked))


def given_out(db: Database, viewer: Viewer, name: str) -> Line | None:
    """The line of a file that the viewer's agency gave out; None where there is none."""
    asked = sa.select(disclosures).where(
        disclosures.c.name == name, disclosures.c.agency == viewer.agency
    )
    with db.reading() as connection:
        row = connection.execute(asked).first()
    return _line(row._mapping) if row else None


def _require(viewer: Viewer, what: What) -> None:
    if what is What.AUDIT and not may_audit(viewer):
        raise AccessError("extracts of the audit are for auditors: ask yours")
    if what is What.REJECTS and not may_administer(viewer):
        raise AccessError("refused rows are for administrators: ask yours")
    if what not in (What.AUDIT, What.REJECTS) and not viewer.purpose.strip():
        raise AccessError("no purpose is given: say what it is for, and for which case")


def _line(row: sa.RowMapping) -> Line:
    return Line(
        moment(row["at"]), What(row["what"]), tuple(msgspec.json.decode(row["ids"])),
        row["user"], row["agency"], Recipient(row["to_agency"], row["to_person"]),
        row["reason"], row["name"], row["digest"],
    )  # fmt: skip
