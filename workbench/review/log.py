"""The decisions that were made, as the viewer may know them, and what later ones rest on one.

decision ── taken back by ──► decision        decision ── later, about the same item ──► another
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.joined import in_force
from workbench.records.vocabulary import ENTITY_OF, Kind
from workbench.resolution.decisions import Decision, Verdict, from_text
from workbench.review.board import Board

AT_ONCE = 100
"""Decisions listed at once."""
END = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision of the log."""

    decision: Decision
    stands: bool
    kind: Kind
    names: tuple[str, ...]
    """What some of its records are called."""
    taken_back_by: tuple[str, ...]
    """Ids of those in force that take it back."""


@answers(lambda probe: (probe.text,))
def decisions(
    gateway: Gateway, text: str = "", before: datetime = END, limit: int = AT_ONCE
) -> tuple[Entry, ...]:
    """The latest decisions, all of whose records the viewer may view.

    Args:
        text: words that the reviewer, the reason or what it is about must have; or an id.
        before: only those made earlier.
    """
    words = text.lower().split()[:10]
    rows = gateway.read("review_log", words=words, before=before, limit=limit)
    return tuple(map(_entry, rows))


def resting_on(board: Board, ids: Iterable[str]) -> tuple[Decision, ...]:
    """Later decisions in force about the items that these decisions are about, oldest first.

    Whoever made them had the earlier ones before them.
    """
    back = set(ids)
    taken = [one for one in board.decisions if one.id in back]
    if not taken:
        return ()
    since = min(one.at for one in taken)
    near = {key for one in taken for record in one.records if record in board.placed
            for key in board.of(record)}  # fmt: skip
    near |= {record for one in taken for record in one.records}
    return tuple(
        sorted(
            (
                one for one in board.in_force
                if one.id not in back and one.at > since and one.verdict is not Verdict.UNDO
                and not near.isdisjoint(one.records)
            ),
            key=lambda one: (one.at, one.id),
        )
    )  # fmt: skip


def _entry(row: Mapping[str, Any]) -> Entry:
    decision = from_text(row["document"])
    back: set[str] = {by for _, id_, by in row["chain"] if id_ == decision.id and by}
    taken = {id_: {b for _, one, b in row["chain"] if one == id_ and b} for id_ in back}
    return Entry(
        decision,
        in_force(row["chain"]),
        ENTITY_OF[Kind(row["kind"])],
        tuple(row["names"]),
        tuple(sorted(id_ for id_ in back if not taken[id_])),
    )
