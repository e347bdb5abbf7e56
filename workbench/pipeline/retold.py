"""Decisions without the records that were expunged: nothing of these is left, and the log reads on.

decision ──without x──► the same of the others, or a stub that says nothing
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from workbench.resolution.decisions import Decision, Evidence, Verdict, sides

REASON = "taken out: a record that it named was expunged"
STUB = "expunged"


def without(decision: Decision, gone: Collection[str]) -> Decision:
    """The decision as if it had never named these records; itself where it does not.

    *Same* of three or more stays the same of those left, also where a side is empty now: it said
    so of every two. *Different* stays where both sides have a record left. Anything else says
    nothing any more and is kept as a stub: id, verdict, reviewer, time and what it takes back, with
    two names that are no record's. Reasons go, since words may tell of whom they speak.
    """
    if not set(decision.records) & set(gone):
        return decision
    left, right = (
        tuple(key for key in side if key not in gone) for side in (decision.left, decision.right)
    )
    if decision.verdict is Verdict.UNDO or decision.evidence is None:
        return replace(decision, left=left, reason=REASON)
    if decision.verdict is Verdict.SAME and not (left and right):
        left, right = (left or right)[:1], (left or right)[1:]
    if not (left and right):
        return _stub(decision)
    left, right = sides(left, right)
    evidence = Evidence(
        decision.evidence.model,
        tuple(p for p in decision.evidence.pairs if not {p.left, p.right} & set(gone)),
        tuple(pair for pair in decision.evidence.digests if pair[0] not in gone),
    )
    return replace(decision, left=left, right=right, reason=REASON, evidence=evidence)


def is_stub(decision: Decision) -> bool:
    """Whether nothing is left of what it said."""
    return any(key.startswith(f"{STUB} ") for key in decision.records)


def _stub(decision: Decision) -> Decision:
    one, other = f"{STUB} {decision.id} 1", f"{STUB} {decision.id} 2"
    model = decision.evidence.model if decision.evidence else ""
    evidence = Evidence(model, (), ((one, ""), (other, "")))
    return replace(decision, left=(one,), right=(other,), reason=REASON, evidence=evidence)
