"""The versions of the sharing rules: append-only, the last one in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from workbench.access.audit import append
from workbench.access.database import Database
from workbench.access.looks import Look, Outcome
from workbench.access.moments import kept, shown
from workbench.access.rules import Rules, default_rules, parse_rules, seats
from workbench.access.tables import rulebook
from workbench.access.viewer import Seat, Viewer, may_administer
from workbench.errors import AccessError, InputError

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Version:
    """Rules as they were once published."""

    number: int
    text: str
    by: str
    agency: str
    at: int
    reason: str

    @property
    def when(self) -> str:
        """When, in UTC."""
        return shown(self.at)


@dataclass(frozen=True, slots=True)
class Change:
    """What a seat would be given of an audience, and is given now."""

    seat: Seat
    audience: str
    before: str
    after: str


def in_force(database: Database) -> Rules:
    """The rules in force; those that come with the product before any were written."""
    with database.reading() as connection:
        text = connection.scalar(
            sa.select(rulebook.c.text).order_by(rulebook.c.number.desc()).limit(1)
        )
    return parse_rules(text) if text is not None else default_rules()


def history(database: Database) -> list[Version]:
    """All versions, the latest first."""
    with database.reading() as connection:
        rows = connection.execute(sa.select(rulebook).order_by(rulebook.c.number.desc()))
        return [Version(**row._mapping) for row in rows]


def publish(
    database: Database, text: str, *, by: Viewer, reason: str, after: int, now: datetime
) -> Version:
    """Put rules in force. From now on reads are refused until the entities are made for them.

    Args:
        after: the number of the version that was changed; 0 for those that come with the product.

    Raises:
        AccessError: ``by`` is no administrator.
        InputError: the rules are not in order, are in force already, or somebody else has changed
            them meanwhile; no reason is given.
    """
    look = Look(by, "sharing rules published", "", {"text": text, "reason": reason})
    if not may_administer(by):
        append(database, _with(look, Outcome.REFUSED))
        raise AccessError("sharing rules are changed by administrators: ask yours")
    rules = parse_rules(text)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise InputError(f"say why the rules change, in at most {LONGEST_REASON} characters")
    if rules.digest == in_force(database).digest:
        raise InputError("these rules are in force already: nothing was changed")
    append(database, _with(look, Outcome.INTENDED))
    with database.writing() as connection:
        last = connection.scalar(sa.select(sa.func.max(rulebook.c.number))) or 0
        if last != after:
            raise InputError(
                f"somebody else has published version {last} meanwhile: look at it, and put your "
                "change into that one"
            )
        made = Version(last + 1, text, by.user, by.agency, kept(now), reason.strip())
        connection.execute(
            sa.insert(rulebook).values(
                **{name: getattr(made, name) for name in Version.__dataclass_fields__}
            )
        )
    append(database, _with(look, Outcome.DONE))
    return made


def differences(before: Rules, after: Rules, audiences: Iterable[str]) -> list[Change]:
    """What would change for anybody, of the audiences that records have."""
    asked = sorted(audiences)
    owners = {audience.partition("/")[0] for audience in asked}
    everyone = {*seats(before, owners), *seats(after, owners)}
    return [
        Change(seat, audience, old.word, new.word)
        for seat in sorted(everyone)
        for audience in asked
        if (old := before.treatment(seat, audience)) is not (new := after.treatment(seat, audience))
    ]


def _with(look: Look, outcome: Outcome) -> Look:
    return Look(look.viewer, look.action, look.statement, look.parameters, outcome=outcome)
