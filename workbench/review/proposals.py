"""Decisions that somebody proposes, and that another must make or approve.

proposer ── same / different, with a reason ──► proposal ──► approved, declined, withdrawn
                                                  └── by somebody else, or by nobody
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec
import sqlalchemy as sa

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.moments import kept, moment
from workbench.access.review_tables import proposals, proposals_ended
from workbench.access.said import said
from workbench.access.viewer import READING_ROLES, Viewer
from workbench.errors import AccessError, InputError
from workbench.pipeline.decide import drawn_id
from workbench.resolution.decisions import Verdict, sides

GONE = "there is no such proposal for you any more: look at your queue again"


class Ended(StrEnum):
    """How a proposal ended."""

    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes; its id becomes that of the decision."""

    id: str
    at: datetime
    user: str
    agency: str
    verdict: Verdict
    left: tuple[str, ...]
    right: tuple[str, ...]
    supersedes: tuple[str, ...]
    reason: str
    because: str
    """Why a second approver is needed; "" where anybody who reviews may decide."""

    @property
    def records(self) -> tuple[str, ...]:
        """Every record named, by key."""
        return tuple(sorted(self.left + self.right))


def propose(
    db: Database,
    viewer: Viewer,
    verdict: Verdict,
    left: Iterable[str],
    right: Iterable[str],
    reason: str,
    *,
    supersedes: Iterable[str] = (),
    because: str = "",
    now: datetime | None = None,
) -> Proposal:
    """Propose that records are one, or are not, for a supervisor to decide.

    The caller has read the records for this viewer: keys that they may not view never come here.

    Raises:
        AccessError: the viewer does not read records, or has given no purpose.
        InputError: the reason is missing, or the same is proposed already.
    """
    one, other = (tuple(left), tuple(right)) if verdict is Verdict.UNDO else sides(left, right)
    named = sorted({*one, *other})
    asked = {"left": list(one), "right": list(other), "supersedes": list(supersedes)}
    with act(db, viewer, "propose", verdict.value, asked, named):
        if viewer.role not in READING_ROLES or not viewer.purpose.strip():
            raise AccessError("proposals are made by those who read records, for a purpose")
        words = said("the reason", reason, 2_000)
        made = Proposal(
            drawn_id(), now or datetime.now(UTC), viewer.user, viewer.agency, verdict, one, other,
            tuple(sorted(set(supersedes))), words, because,
        )  # fmt: skip
        with db.writing() as connection:
            for open_ in _open(connection):
                if (open_.verdict, open_.left, open_.right) == (verdict, one, other):
                    raise InputError(
                        f"{open_.user} proposed just that on {open_.at:%Y-%m-%d}, and nobody has "
                        "decided yet: it is in the queue"
                    )
            connection.execute(
                sa.insert(proposals).values(
                    id=made.id, at=kept(made.at), user=made.user, agency=made.agency,
                    verdict=verdict.value, records=_list(one), others=_list(other),
                    supersedes=_list(made.supersedes), reason=words, because=because,
                )
            )  # fmt: skip
    return made


def open_proposals(db: Database) -> tuple[Proposal, ...]:
    """All that nobody has decided, the oldest first; who may view them is for the caller to ask."""
    with db.reading() as connection:
        return tuple(_open(connection))


def proposal(db: Database, id_: str) -> Proposal:
    """One that nobody has decided.

    Raises:
        InputError: there is none.
    """
    found = next((one for one in open_proposals(db) if one.id == id_), None)
    if found is None:
        raise InputError(GONE)
    return found


def end(
    db: Database,
    viewer: Viewer,
    id_: str,
    outcome: Ended,
    note: str = "",
    now: datetime | None = None,
) -> None:
    """End a proposal.

    Raises:
        AccessError: whoever proposed may only withdraw, and nobody else may.
        InputError: it has ended, or a declined one lacks its reason.
    """
    with act(db, viewer, "end proposal", outcome.value, {}, [f"proposal:{id_}"]):
        found = proposal(db, id_)
        own = found.user == viewer.user
        if own is not (outcome is Ended.WITHDRAWN):
            raise AccessError("whoever proposed may withdraw it, and only others may decide on it")
        words = said("the reason", note, 2_000) if outcome is Ended.DECLINED else note
        with db.writing() as connection:
            close(connection, id_, viewer, outcome, words, now or datetime.now(UTC))


def close(
    connection: sa.Connection, id_: str, viewer: Viewer, outcome: Ended, note: str, at: datetime
) -> None:
    """Note the end of a proposal, within what ends it; once more changes nothing."""
    ended = sa.select(proposals_ended).where(proposals_ended.c.proposal == id_)
    if connection.execute(ended).first() is None:
        connection.execute(
            sa.insert(proposals_ended).values(
                proposal=id_, at=kept(at), user=viewer.user, agency=viewer.agency,
                outcome=outcome.value, note=note,
            )
        )  # fmt: skip


def _open(connection: sa.Connection) -> list[Proposal]:
    asked = (
        sa.select(proposals)
        .select_from(proposals.outerjoin(proposals_ended))
        .where(proposals_ended.c.proposal.is_(None))
        .order_by(proposals.c.at, proposals.c.id)
    )
    return [_proposal(row._mapping) for row in connection.execute(asked)]


def _proposal(row: sa.RowMapping) -> Proposal:
    return Proposal(
        row["id"], moment(row["at"]), row["user"], row["agency"], Verdict(row["verdict"]),
        _tuple(row["records"]), _tuple(row["others"]), _tuple(row["supersedes"]),
        row["reason"], row["because"],
    )  # fmt: skip


def _list(keys: Iterable[str]) -> str:
    return msgspec.json.encode(list(keys)).decode()


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(msgspec.json.decode(text))
