"""Deciding for good: checked against what the reviewer saw, kept, and told to whom it concerns.

what was seen ── still so? ──► who may? ──► second approver? ──► log, entities ──► owners told
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.gateway import Gateway
from workbench.access.notices import NoticeKind, To, post
from workbench.access.said import said
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError, BusyError, InputError, WorkbenchError
from workbench.graph.client import Graph
from workbench.pipeline.decide import By, drafted, keep, tried, undoing
from workbench.pipeline.held import Change, Held
from workbench.pipeline.near import hold_near
from workbench.resolution.decisions import Decision, Verdict, binding, standing
from workbench.review.announcing import announce, concerned
from workbench.review.contesting import end_with
from workbench.review.policy import policy
from workbench.review.proposals import Ended, Proposal, close, proposal, propose

PATIENCE_SECONDS = 8
"""How long a decision waits while another is being written."""
NO_RECORD = "one of these records is no longer there for you: look at the item again"
PROPOSAL = "proposal:"
"""Begins what a notice is about where that is a proposal."""
MOST_PAIRS = 10_000
"""Pairs of records that one decision may speak of."""


class ChangedError(WorkbenchError):
    """What the reviewer saw has changed since; nothing was decided."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reviewer asks for. ``seen`` is what ``fingerprint`` gave for what they looked at."""

    verdict: Verdict
    left: tuple[str, ...]
    right: tuple[str, ...]
    reason: str
    seen: str = ""
    supersedes: tuple[str, ...] = ()
    """Decisions that it takes back; of an undo, all that it does."""
    proposal: str = ""
    """Id of the proposal that it approves."""

    @property
    def records(self) -> tuple[str, ...]:
        """Every record named, by key."""
        return tuple(sorted({*self.left, *self.right}))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it."""

    decision: str
    """Id of the decision; "" where it waits for a second approver."""
    waits: Proposal | None = None
    moved: int = 0
    """Records that stand in another entity now."""


def fingerprint(
    keys: Iterable[str], digests: Iterable[tuple[str, str]], decisions: Iterable[Decision]
) -> str:
    """Names what a reviewer sees of some records: what they say, and what is decided of them.

    Args:
        decisions: those in force that bind the reviewer.
    """
    named = set(keys)
    said_ = sorted((key, digest) for key, digest in digests if key in named)
    about = sorted(d.id for d in decisions if not named.isdisjoint(d.records))
    text = "\n".join([*(f"{key} {digest}" for key, digest in said_), *about])
    return blake2b(text.encode(), digest_size=12).hexdigest()


def settle(graph: Graph, db: Database, gateway: Gateway, home: Path, asked: Asked) -> Outcome:
    """Decide, or leave a proposal for the second approver where the rules ask for one.

    Raises:
        AccessError: the viewer may not decide this.
        ChangedError: somebody decided, or a record was revised, since the reviewer looked.
        ContradictionError: decisions in force say otherwise.
        InputError: words are missing, or it is decided already.
    """
    viewer = gateway.viewer
    words = said("the reason", asked.reason, 2_000)
    parameters = {"left": list(asked.left), "right": list(asked.right),
                  "supersedes": list(asked.supersedes), "proposal": asked.proposal}  # fmt: skip
    with act(db, viewer, "decide", asked.verdict.value, parameters, asked.records) as doing:
        _require_supervisor(viewer)
        approved = _approved(db, viewer, asked)
        with alone(graph):
            held = hold_near(graph, asked.records)
            viewable = _viewable(held, gateway)
            if not set(asked.records) <= viewable & held.digests.keys() | _withdrawn(held, asked):
                raise AccessError(NO_RECORD)
            _require_unchanged(held, asked, viewable)
            if len(asked.left) * len(asked.right) > MOST_PAIRS:
                raise InputError(
                    f"that speaks of {len(asked.left):,} × {len(asked.right):,} records, too many "
                    "for one decision: choose fewer"
                )
            decision = _draft(held, viewer, asked, words, approved)
            if approved is None:
                concerned = _concerned(held, tried(held, decision, viewable))
                if because := policy(home).because(concerned, _handling(held, asked.records)):
                    return Outcome("", waits=_wait(db, gateway, held, asked, words, because))
            made = keep(held, decision, viewable)
        doing.ids = (*asked.records, f"decision:{decision.id}")
        if asked.proposal:
            with db.writing() as connection:
                close(connection, asked.proposal, viewer, Ended.APPROVED, words, decision.at)
    end_with(db, viewer, decision.supersedes)
    announce(graph, db, gateway.rules)
    return Outcome(decision.id, moved=len(made.change.assignments))


def propose_for(
    graph: Graph, db: Database, gateway: Gateway, verdict: Verdict,
    left: Collection[str], right: Collection[str], reason: str,
) -> Proposal:  # fmt: skip
    """Leave a proposal of records that the viewer may view, for a supervisor to decide.

    Raises:
        AccessError: the viewer may not view one of them, or does not read records.
    """
    held = hold_near(graph, {*left, *right})
    if not {*left, *right} <= _viewable(held, gateway) & held.digests.keys():
        raise AccessError(NO_RECORD)
    return propose(db, gateway.viewer, verdict, left, right, reason)


@contextmanager
def alone(graph: Graph) -> Iterator[None]:
    """Let nobody else write, waiting for another decision but not for a load.

    Raises:
        BusyError: somebody loads or resolves.
    """
    with ExitStack() as turn:
        try:
            turn.enter_context(graph.alone(PATIENCE_SECONDS))
        except BusyError as error:
            raise BusyError(
                "a load or resolve is at work on the graph, and decisions wait for it: what you "
                "wrote is kept, so try again in a minute"
            ) from error
        yield


def _require_supervisor(viewer: Viewer) -> None:
    if viewer.role is not Role.SUPERVISOR:
        raise AccessError("decisions are made by supervisors: propose it to yours")
    if not viewer.purpose.strip():
        raise AccessError("no purpose is given: say what it is for, and for which case")


def _approved(db: Database, viewer: Viewer, asked: Asked) -> Proposal | None:
    """The proposal that this approves; None where it approves none."""
    if not asked.proposal:
        return None
    found = proposal(db, asked.proposal)
    if found.user == viewer.user:
        raise AccessError("whoever proposed it cannot approve it: leave it to another supervisor")
    same = (found.verdict, found.left, found.right, found.supersedes)
    if same != (asked.verdict, asked.left, asked.right, asked.supersedes):
        raise InputError("that is not what was proposed: look at the item again")
    return found if found.because else None


def _viewable(held: Held, gateway: Gateway) -> set[str]:
    audiences = set(gateway.standing.viewable)
    return {key for key, audience in held.audiences.items() if audience in audiences}


def _withdrawn(held: Held, asked: Asked) -> set[str]:
    """Records that an undo may name though they are withdrawn."""
    return set(asked.records) - held.digests.keys() if asked.verdict is Verdict.UNDO else set()


def _require_unchanged(held: Held, asked: Asked, viewable: set[str]) -> None:
    if not asked.seen:
        return
    binds = binding(standing(held.log), viewable)
    now = fingerprint(asked.records, held.digests.items(), binds)
    if now == asked.seen:
        return
    about = [d for d in held.log if not set(d.records).isdisjoint(asked.records)
             and set(d.records) <= viewable]  # fmt: skip
    if last := max(about, key=lambda d: d.at, default=None):
        raise ChangedError(
            f"the item has changed since you opened it; the latest decision on it is that of "
            f"{last.reviewer}, {last.at:%Y-%m-%d %H:%M} UTC: {last.verdict.value}, "
            f"“{last.reason}”. Nothing of yours was kept or lost: look at it again"
        )
    raise ChangedError(
        "a record of this item was revised since you opened it. Nothing of yours was kept or "
        "lost: look at it again"
    )


def _draft(
    held: Held, viewer: Viewer, asked: Asked, words: str, approved: Proposal | None
) -> Decision:
    by = By(viewer.user, words, viewer.agency)
    if approved:
        by = By(approved.user, approved.reason, approved.agency, viewer.user)
    id_ = approved.id if approved else ""
    if asked.verdict is Verdict.UNDO:
        return undoing(held, asked.supersedes, by, id=id_)
    return drafted(
        held, asked.verdict, asked.left, asked.right, by, supersedes=asked.supersedes, id=id_
    )


def _concerned(held: Held, change: Change) -> int:
    """Records of the entities that change."""
    touched = {id_ for one in change.assignments for id_ in (one.before, one.entity)}
    return sum(1 for entity in held.entity_of.values() if entity in touched)


def _handling(held: Held, keys: Iterable[str]) -> set[str]:
    sets = (held.audiences.get(key, "").rpartition("/")[2] for key in keys)
    return {one for said_ in sets for one in said_.split("+") if one}


def _wait(
    db: Database, gateway: Gateway, held: Held, asked: Asked, words: str, because: str
) -> Proposal:
    """Leave it for the second approver, and tell those who may approve it."""
    viewer = gateway.viewer
    made = propose(
        db, viewer, asked.verdict, asked.left, asked.right, words,
        supersedes=asked.supersedes, because=because,
    )  # fmt: skip
    to = {To(viewer.agency, Role.SUPERVISOR)}
    to |= {*concerned(asked.records, held.audiences, gateway.rules)}
    with db.writing() as connection:
        told = sorted(to, key=lambda one: one.agency)
        post(connection, NoticeKind.APPROVAL, told, f"{PROPOSAL}{made.id}", made.at)
    return made
