"""The rulebook: every version of the sharing rules, who published it, when and why.

text ── checked ──► proposal, with what it changes ── published ──► version ── applied ──► graph
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.differences import difference
from workbench.access.moments import kept, moment
from workbench.access.outgoing import forget_all
from workbench.access.rules import Rules, default_rules, parse_rules
from workbench.access.said import said
from workbench.access.sharing_tables import rulebook
from workbench.access.viewer import Viewer, may_administer
from workbench.errors import AccessError, InputError, OperationsError
from workbench.records.agencies import HOST

_NOT_YOURS = f"sharing rules are published by the host's administrators: ask {HOST}'s"
PACKAGED = 0
"""Number of the rules that come with the workbench."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version, as it was published."""

    number: int
    text: str
    digest: str
    user: str
    agency: str
    at: datetime | None
    """None for the rules that come with the workbench."""
    reason: str

    @property
    def rules(self) -> Rules:
        """The rules, read.

        Raises:
            OperationsError: the text is no longer the one that was published.
        """
        if _digest(self.text) != self.digest:
            raise OperationsError(
                f"version {self.number} of the sharing rules was changed outside the workbench: "
                "nothing is shown. Restore the operations database from a backup"
            )
        return _read(self.text)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Rules that could be published, and what that would change."""

    rules: Rules
    reason: str
    number: int
    """That they would get."""
    difference: tuple[str, ...]


def latest(db: Database) -> Version:
    """The version in force."""
    with db.reading() as connection:
        return _latest(connection)


def in_force(db: Database) -> Rules:
    """The rules in force: those published last, or those that come with the workbench."""
    return latest(db).rules


def history(db: Database) -> tuple[Version, ...]:
    """Every version, the latest first; the last is the one that comes with the workbench."""
    with db.reading() as connection:
        rows = connection.execute(sa.select(rulebook).order_by(rulebook.c.number.desc())).all()
    return (*(_version(row) for row in rows), _packaged())


def version(db: Database, number: int) -> Version:
    """One version.

    Raises:
        InputError: there is none of this number.
    """
    found = {one.number: one for one in history(db)}
    if number not in found:
        raise InputError(f"there is no version {number} of the sharing rules")
    return found[number]


def propose(
    db: Database,
    text: str,
    viewer: Viewer,
    reason: str,
    expected_number: int,
    audiences: Iterable[str] = (),
) -> Proposal:
    """Check what would be published, and say what it changes for records of these audiences.

    Raises:
        AccessError: the viewer is no administrator.
        InputError: the text is no rules, equals those in force, lacks a reason, or others have
            been published since version ``expected_number``.
    """
    why = said("the reason", reason)
    with db.reading() as connection:
        standing = _latest(connection)
    rules = _admitted(text, viewer, standing, expected_number)
    told = difference(standing.rules, rules, audiences)
    return Proposal(rules, why, standing.number + 1, told)


def publish(
    db: Database,
    text: str,
    viewer: Viewer,
    reason: str,
    expected_number: int,
    now: datetime | None = None,
) -> Version:
    """Put rules in force. Until they are applied to the graph, reads are refused.

    Raises:
        AccessError, InputError: as ``propose``.
    """
    parameters = {"reason": reason, "expected_number": expected_number, "digest": _digest(text)}
    with act(db, viewer, "publish", "sharing rules", parameters) as doing:
        if not (may_administer(viewer) and viewer.agency == HOST):
            raise AccessError(
                f"sharing rules are published by the host's administrators: ask {HOST}'s"
            )
        why = said("the reason", reason)
        at = now or datetime.now(UTC)
        with db.writing() as connection:
            standing = _latest(connection)
            rules = _admitted(text, viewer, standing, expected_number)
            made = Version(
                standing.number + 1, rules.text, _digest(rules.text),
                viewer.user, viewer.agency, moment(kept(at)), why,
            )  # fmt: skip
            connection.execute(
                sa.insert(rulebook).values(
                    number=made.number, text=made.text, digest=made.digest, user=made.user,
                    agency=made.agency, at=kept(at), reason=why,
                )
            )  # fmt: skip
            forget_all(connection)
        doing.ids = (f"rules:{made.number}",)
    return made


def _admitted(text: str, viewer: Viewer, standing: Version, expected: int) -> Rules:
    if not (may_administer(viewer) and viewer.agency == HOST):
        raise AccessError(_NOT_YOURS)
    if standing.number != expected:
        raise InputError(
            f"{standing.user or 'somebody'} has published version {standing.number} since you "
            f"began from version {expected}: look at it, and make your change to it"
        )
    rules = parse_rules(_lines(text))
    if rules.text == _lines(standing.text):
        raise InputError("these are the rules in force: change something first")
    return rules


def _latest(connection: sa.Connection) -> Version:
    row = connection.execute(
        sa.select(rulebook).order_by(rulebook.c.number.desc()).limit(1)
    ).first()
    return _version(row) if row else _packaged()


def _version(row: sa.Row[tuple[object, ...]]) -> Version:
    said_ = row._mapping
    return Version(
        said_["number"], said_["text"], said_["digest"], said_["user"], said_["agency"],
        moment(said_["at"]), said_["reason"],
    )  # fmt: skip


def _packaged() -> Version:
    text = default_rules().text
    return Version(PACKAGED, text, _digest(text), "", "", None, "come with the workbench")


def _lines(text: str) -> str:
    """With one kind of line end, and one at the end: what a form changes is no change."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=8)
def _read(text: str) -> Rules:
    return parse_rules(text)
