"""Decisions about records: kept, and carried into the graph in the same transaction."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

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
    to_plain,
    undo,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and what it changed."""

    decision: Decision
    change: Change


def decide(
    held: Held,
    verdict: Verdict,
    left: Collection[str],
    right: Collection[str],
    *,
    reviewer: str,
    reason: str,
    supersedes: Iterable[str] = (),
    agency: str = "",
    approved_by: str = "",
    viewable: Container[str] | None = None,
    id: str = "",
) -> Decided:
    """State that records are the same, or different, and bring the entities to it.

    The evidence is kept as it stands now: the weight of every pair across the two sides, part by
    part, the model's version, and the digest of each record's revision.

    Args:
        viewable: keys of the records that the reviewer may view; None: all. A contradiction that
            rests on others says no more than that it needs a second reviewer.
        id: of the decision; drawn where it is empty.

    Raises:
        InputError: a record is not held, the records are of two kinds, a word is missing, or a
            decision in force says just that.
        ContradictionError: other decisions say otherwise; the chain says which.
    """
    _require_text(reviewer, reason)
    known = _of_one_kind(held, [*left, *right])
    one, other = sides(left, right)
    pairs = tuple(held.population.resolvers[known].explain(a, b) for a in one for b in other)
    decision = Decision(
        id=id or drawn_id(),
        verdict=verdict,
        left=one,
        right=other,
        reviewer=reviewer,
        reason=reason,
        at=datetime.now(UTC),
        evidence=Evidence(
            held.model.version,
            tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right))),
            tuple((key, held.digests[key]) for key in sorted((*one, *other))),
        ),
        supersedes=tuple(sorted(set(supersedes))),
        agency=agency,
        approved_by=approved_by,
    )
    _said_already(held.log, decision)
    return _append(held, decision, viewable)


def take_back(
    held: Held,
    ids: Collection[str],
    *,
    reviewer: str,
    reason: str,
    agency: str = "",
    approved_by: str = "",
    viewable: Container[str] | None = None,
    id: str = "",
) -> Decided:
    """Undo decisions; undoing an undo brings back what it took back.

    Args:
        viewable, id: as of ``decide``.

    Raises:
        InputError: a decision is not known, or does not stand.
        ContradictionError: what would stand again contradicts a decision made since.
    """
    _require_text(reviewer, reason)
    by_id = {decision.id: decision for decision in held.log}
    if unknown := sorted(set(ids) - by_id.keys()):
        raise InputError(
            f"there is no decision {unknown[0]}: `workbench decisions` lists them with their ids"
        )
    if idle := sorted(set(ids) - {decision.id for decision in standing(held.log)}):
        raise InputError(f"decision {idle[0]} does not stand: it was taken back already")
    back = [by_id[id] for id in sorted(set(ids))]
    taken = undo(
        back,
        id=id or drawn_id(),
        reviewer=reviewer,
        reason=reason,
        at=datetime.now(UTC),
        agency=agency,
        approved_by=approved_by,
    )
    return _append(held, taken, viewable)


def drawn_id() -> str:
    """A new id of a decision."""
    return secrets.token_hex(8)


def _require_text(reviewer: str, reason: str) -> None:
    """Refuse what cannot be kept, or would look like something else where the log is printed."""
    for name, text, allowed in (("reviewer", reviewer, ""), ("reason", reason, "\n\t")):
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


def _append(held: Held, decision: Decision, viewable: Container[str] | None) -> Decided:
    """Check, work out and write a decision; held records are as before if anything fails."""
    check(held.log, decision, viewable)
    before = list(held.log)
    try:
        change = held.change(held.rebind([*before, decision]))
        document = msgspec.json.encode(to_plain(decision)).decode()

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
