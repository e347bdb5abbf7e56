"""Decisions about records: kept, and carried into the graph in the same transaction."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from workbench.errors import InputError
from workbench.graph import judged
from workbench.graph.client import Transaction
from workbench.pipeline.held import Change, Held
from workbench.pipeline.words import strange
from workbench.records.vocabulary import Kind
from workbench.resolution.contradictions import check
from workbench.resolution.decisions import (
    Decision,
    Evidence,
    Verdict,
    constraints,
    sides,
    standing,
    to_text,
    undo,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and what it changed."""

    decision: Decision
    change: Change


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, and why."""

    reviewer: str
    reason: str
    agency: str = ""
    approved_by: str = ""


def decide(
    held: Held,
    verdict: Verdict,
    left: Collection[str],
    right: Collection[str],
    *,
    reviewer: str,
    reason: str,
    supersedes: Iterable[str] = (),
) -> Decided:
    """State that records are the same, or different, and bring the entities to it.

    Raises:
        InputError, ContradictionError: as ``drafted`` and ``keep``.
    """
    by = By(reviewer, reason)
    return keep(held, drafted(held, verdict, left, right, by, supersedes=supersedes))


def take_back(held: Held, ids: Collection[str], *, reviewer: str, reason: str) -> Decided:
    """Undo decisions; undoing an undo brings back what it took back.

    Raises:
        InputError, ContradictionError: as ``undoing`` and ``keep``.
    """
    return keep(held, undoing(held, ids, By(reviewer, reason)))


def drafted(
    held: Held,
    verdict: Verdict,
    left: Collection[str],
    right: Collection[str],
    by: By,
    *,
    supersedes: Iterable[str] = (),
    id: str = "",
) -> Decision:
    """A decision that records are the same, or different, which is not kept yet.

    The evidence is that of now: the weight of every pair across the two sides, part by part, the
    model's version, and the digest of each record's revision.

    Args:
        id: of the decision; drawn where it is empty.

    Raises:
        InputError: a record is not held, the records are of two kinds, a word is missing, or a
            decision in force says just that.
    """
    _require_text(by)
    known = _of_one_kind(held, [*left, *right])
    one, other = sides(left, right)
    pairs = tuple(held.population.resolvers[known].explain(a, b) for a in one for b in other)
    decision = Decision(
        id=id or drawn_id(),
        verdict=verdict,
        left=one,
        right=other,
        reviewer=by.reviewer,
        reason=by.reason,
        at=datetime.now(UTC),
        evidence=Evidence(
            held.model.version,
            tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right))),
            tuple((key, held.digests[key]) for key in sorted((*one, *other))),
        ),
        supersedes=tuple(sorted(set(supersedes))),
        agency=by.agency,
        approved_by=by.approved_by,
    )
    _said_already(held.log, decision)
    return decision


def undoing(held: Held, ids: Collection[str], by: By, *, id: str = "") -> Decision:
    """A decision that takes others back, which is not kept yet.

    Raises:
        InputError: a decision is not known, or does not stand.
    """
    _require_text(by)
    by_id = {decision.id: decision for decision in held.log}
    if unknown := sorted(set(ids) - by_id.keys()):
        raise InputError(
            f"there is no decision {unknown[0]}: `workbench decisions` lists them with their ids"
        )
    if idle := sorted(set(ids) - {decision.id for decision in standing(held.log)}):
        raise InputError(f"decision {idle[0]} does not stand: it was taken back already")
    return undo(
        [by_id[id_] for id_ in sorted(set(ids))],
        id=id or drawn_id(),
        reviewer=by.reviewer,
        reason=by.reason,
        at=datetime.now(UTC),
        agency=by.agency,
        approved_by=by.approved_by,
    )


def tried(held: Held, decision: Decision, viewable: Container[str] | None = None) -> Change:
    """What would follow from a decision; nothing is kept.

    Raises:
        ContradictionError: as ``keep``.
    """
    check(held.log, decision, viewable)
    before = list(held.log)
    try:
        return held.change(held.rebind([*before, decision]))
    finally:
        held.rebind(before)


def keep(held: Held, decision: Decision, viewable: Container[str] | None = None) -> Decided:
    """Keep a decision and bring the entities to it; held records are as before if that fails.

    Args:
        viewable: keys of the records that the reviewer may view; None: all. A contradiction that
            rests on others says no more than that it needs a second reviewer.

    Raises:
        ContradictionError: other decisions say otherwise; the chain says which.
    """
    check(held.log, decision, viewable)
    before = list(held.log)
    try:
        change = held.change(held.rebind([*before, decision]))
        document = to_text(decision)

        def work(transaction: Transaction) -> None:
            judged.append(
                transaction,
                {
                    "id": decision.id,
                    "verdict": decision.verdict.value,
                    "reviewer": decision.reviewer,
                    "reason": decision.reason,
                    "at": decision.at,
                    "document": document,
                    "left": list(decision.left),
                    "right": list(decision.right),
                    "supersedes": list(decision.supersedes),
                },
            )
            held.write(transaction, change)

        held.graph.write(work)
    except BaseException:
        held.rebind(before)
        raise
    held.apply(change)
    return Decided(decision, change)


def drawn_id() -> str:
    """A new id of a decision."""
    return secrets.token_hex(8)


def _require_text(by: By) -> None:
    """Refuse what cannot be kept, or would look like something else where the log is printed."""
    for name, text, allowed in (("reviewer", by.reviewer, ""), ("reason", by.reason, "\n\t")):
        if wrong := strange(text, allowed):
            raise InputError(
                f"the {name} holds {wrong!a}, which is no text: write it in plain words, in UTF-8"
            )


def _said_already(log: Iterable[Decision], decision: Decision) -> None:
    """Refuse what stands already: undoing one of two that are alike would undo nothing."""
    asked = constraints((decision,))
    for one in standing(log):
        if one.id not in decision.supersedes and constraints((one,)) == asked:
            raise InputError(
                f"decision {one.id} of {one.reviewer} says so already: to decide it anew, add "
                f"--supersedes {one.id}"
            )


def _of_one_kind(held: Held, keys: Collection[str]) -> Kind:
    held.require(keys)
    kinds = {held.kind(key) for key in keys}
    if len(kinds) > 1:
        words = " and ".join(map(_one, sorted(kinds)))
        raise InputError(f"these are records of {words}: a decision is about records of one kind")
    kind = kinds.pop()
    if kind not in held.population.resolvers:
        raise InputError("plate reads go with their plate, and are not decided upon")
    return kind


def _one(kind: Kind) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
