"""Decisions: what reviewers state about records, append-only, and what of it binds clustering.

    log --standing--> in force --binding--> a viewer's --constraints--> must and cannot pairs

Accept is ``same``, reject is ``different``, a split is ``different`` with a group on either side.
Nothing edits a decision: a later one takes it back by naming it in ``supersedes``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise, product
from typing import Any

import msgspec

from workbench.errors import InputError
from workbench.resolution.scored import Scored


class Verdict(StrEnum):
    """What a decision says of the records it names."""

    SAME = "same"
    """All of them, both sides together, are one entity."""
    DIFFERENT = "different"
    """No record of one side is one entity with a record of the other; the sides are left open."""
    UNDO = "undo"
    """Nothing: it only takes back the decisions it supersedes, and names the records they name."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the reviewer had before them, as it stood; never computed again."""

    model: str
    """Version of the published model that weighed the pairs."""
    pairs: tuple[Scored, ...]
    """The scored pairs shown, among the records named; empty where no pair was ever scored."""
    digests: tuple[tuple[str, str], ...]
    """Record key and digest of its revision, for every record named, by key."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of one reviewer. ``sides`` gives ``left`` and ``right`` in their only order.

    Raises:
        InputError: something is missing, out of order, or does not belong to the verdict.
    """

    id: str
    verdict: Verdict
    left: tuple[str, ...]
    right: tuple[str, ...]
    """Record keys, each side sorted. An undo has all of its records on the left."""
    reviewer: str
    reason: str
    at: datetime
    """In UTC. For the reader: what takes back what is said by ``supersedes`` alone."""
    evidence: Evidence | None
    """None for an undo, which rests on no comparison."""
    supersedes: tuple[str, ...] = ()
    """Ids of the decisions that it takes back, sorted."""
    agency: str = ""
    """The reviewer's; "" where it was decided at the machine itself."""
    approved_by: str = ""
    """Who approved it beside the reviewer, where a second approver was needed."""

    def __post_init__(self) -> None:
        if wrong := _first_wrong(self):
            raise InputError(f"The decision was not kept: {wrong}.")

    @property
    def records(self) -> tuple[str, ...]:
        """Every record named, by key."""
        return tuple(sorted(self.left + self.right))


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of record keys, smaller first, sorted: the same decisions always give equal ones."""

    must: tuple[tuple[str, str], ...]
    cannot: tuple[tuple[str, str], ...]


def sides(one: Iterable[str], other: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two groups of record keys as a decision's ``left`` and ``right``."""
    left, right = sorted((tuple(sorted(set(one))), tuple(sorted(set(other)))))
    return left, right


def undo(
    back: Iterable[Decision],
    *,
    id: str,
    reviewer: str,
    reason: str,
    at: datetime,
    agency: str = "",
    approved_by: str = "",
) -> Decision:
    """The decision that takes ``back`` these and says nothing else; undoing it restores them."""
    back = tuple(back)
    return Decision(
        id=id,
        verdict=Verdict.UNDO,
        left=tuple(sorted({key for decision in back for key in decision.records})),
        right=(),
        reviewer=reviewer,
        reason=reason,
        at=at,
        evidence=None,
        supersedes=tuple(sorted({decision.id for decision in back})),
        agency=agency,
        approved_by=approved_by,
    )


def standing(log: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions in force, undos among them, by time and id whatever the order of the log.

    A decision is in force unless one that is itself in force supersedes it. The log must hold
    whatever it supersedes: with part of it, one taken back could look as if it stood.

    Raises:
        InputError: an id is used twice, unknown, or superseded in a circle.
    """
    known: dict[str, Decision] = {}
    for decision in log:
        if known.setdefault(decision.id, decision) != decision:
            raise InputError(f"Two decisions have the id {decision.id}; restore the log.")
    superseding: dict[str, list[str]] = {id: [] for id in known}
    for decision in known.values():
        for id in decision.supersedes:
            if id not in known:
                raise InputError(
                    f"Decision {decision.id} supersedes {id}, which the log does not hold; "
                    "read the whole log."
                )
            superseding[id].append(decision.id)
    in_force: set[str] = set()
    try:
        for id in TopologicalSorter(superseding).static_order():
            if in_force.isdisjoint(superseding[id]):
                in_force.add(id)
    except CycleError as error:
        circle = ", ".join(sorted(set(error.args[1])))
        raise InputError(
            f"The decisions {circle} supersede each other in a circle; restore the log."
        ) from None
    return tuple(sorted((known[id] for id in in_force), key=lambda d: (d.at, d.id)))


def binding(decisions: Iterable[Decision], viewable: Container[str]) -> tuple[Decision, ...]:
    """Those of the decisions in force that bind the clustering of one who may view ``viewable``.

    A decision binds only if every record it names may be viewed. What stands is settled on the
    whole log first: to supersede is to take back a statement about *that* decision's records, so
    it holds for all who may view them. Hence what binds anyone is part of what stands for all,
    which ``check`` keeps free of contradiction.

    ``viewable`` is asked about withdrawn records as well: they keep their audience.
    """
    return tuple(d for d in decisions if all(key in viewable for key in d.records))


def constraints(
    decisions: Iterable[Decision], current: Container[str] | None = None
) -> Constraints:
    """What decisions in force ask of the clustering of the ``current`` records (None: of all).

    The rule for records that come and go: a decision speaks of pairs, *same* of every two records
    it names, *different* of every two across, and a pair binds while both its records are current.
    So a group rejected or accepted as a whole stays so when one of it is withdrawn, but *same*
    a–b and *same* b–c say nothing of a–c once b is withdrawn: no reviewer compared those two, and
    the record that tied them no longer stands. Two people kept as two can be joined by a decision;
    a wrong join is believed. When b returns, so does the chain.
    """
    must: set[tuple[str, str]] = set()
    cannot: set[tuple[str, str]] = set()
    for decision in decisions:
        left, right = (
            [key for key in side if current is None or key in current]
            for side in (decision.left, decision.right)
        )
        if decision.verdict is Verdict.SAME:
            must.update(pairwise(sorted(left + right)))
        elif decision.verdict is Verdict.DIFFERENT:
            cannot.update((min(pair), max(pair)) for pair in product(left, right))
    return Constraints(tuple(sorted(must)), tuple(sorted(cannot)))


def flagged(decisions: Iterable[Decision], digests: Mapping[str, str]) -> tuple[Decision, ...]:
    """The decisions that still bind but were made on another revision: due for another look.

    ``digests`` gives the digest of each current record's revision; a withdrawn one has none, which
    flags what is left of a group. A decision of which no pair is current waits unflagged.
    """
    return tuple(
        decision
        for decision in decisions
        if decision.evidence is not None
        and constraints((decision,), digests) != Constraints((), ())
        and any(digests.get(key) != digest for key, digest in decision.evidence.digests)
    )


def to_plain(decision: Decision) -> dict[str, Any]:
    """The decision in text, numbers, lists and dicts, as JSON holds them."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(decision))
    return plain


def from_plain(plain: object) -> Decision:
    """The decision that ``to_plain`` wrote, also after a way through JSON.

    Raises:
        InputError: it is no decision; the message says where it differs.
    """
    try:
        return msgspec.convert(plain, Decision)
    except msgspec.ValidationError as error:
        raise InputError(f"A stored decision cannot be read: {error}; restore it.") from None


def to_text(decision: Decision) -> str:
    """The decision as a JSON document."""
    return msgspec.json.encode(to_plain(decision)).decode()


def from_text(document: str) -> Decision:
    """The decision of such a document.

    Raises:
        InputError: as ``from_plain``.
    """
    return from_plain(msgspec.json.decode(document))


def _first_wrong(decision: Decision) -> str | None:
    stated = {"an id": decision.id, "a reviewer": decision.reviewer, "a reason": decision.reason}
    if blank := [name for name, text in stated.items() if not text.strip()]:
        return f"it needs {blank[0]}"
    if decision.approved_by and decision.approved_by == decision.reviewer:
        return "who decides cannot approve it as well"
    if decision.at.utcoffset() != timedelta(0):
        return "its time must be in UTC"
    if list(decision.supersedes) != sorted(set(decision.supersedes)):
        return "the decisions it supersedes must be sorted, each once"
    named = set(decision.records)
    if decision.verdict is Verdict.UNDO:
        if not decision.supersedes:
            return "an undo must name the decisions that it takes back"
        if decision.right or decision.evidence is not None:
            return "an undo has one side and no evidence"
        if list(decision.left) != sorted(named):
            return "its records must be sorted, each once"
        return None
    if not (decision.left and decision.right):
        return "it needs records on both sides"
    if len(named) < len(decision.records):
        return "a record can be named only once, on one side"
    if (decision.left, decision.right) != sides(decision.left, decision.right):
        return "its records must be sorted, and the side of the first key must be the left"
    if decision.evidence is None:
        return "it needs the evidence on which it rests"
    if [key for key, _ in decision.evidence.digests] != sorted(named):
        return "its evidence needs the digest of every record named, by key, and of no other"
    if not all({pair.left, pair.right} <= named for pair in decision.evidence.pairs):
        return "its evidence compares a record that it does not name"
    return None
