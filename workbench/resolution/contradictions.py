"""Whether a new decision can join the log, or contradicts what stands, and through which chain.

log + new --standing--> same a-b, same b-c, different a-c --> refused, with that chain
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.errors import InputError, WorkbenchError
from workbench.resolution.decisions import Decision, Verdict, binding, standing

SECOND_REVIEWER = "needs a second reviewer"


@dataclass(frozen=True, slots=True)
class Step:
    """What a decision says of two records it names, in the order in which the chain is read."""

    one: str
    other: str
    decision: Decision


class ContradictionError(WorkbenchError):
    """Decisions that cannot all stand; nothing was added.

    ``chain`` leads by *same* from a record to one from which its last step holds it apart. It is
    empty, and the text only ``SECOND_REVIEWER``, where it rests on what the reviewer may not view.
    """

    def __init__(self, chain: tuple[Step, ...], new: Decision) -> None:
        self.chain = chain
        super().__init__(_in_words(chain, new) if chain else SECOND_REVIEWER)


def check(log: Iterable[Decision], new: Decision, viewable: Container[str] | None = None) -> None:
    """Return if ``new`` can be appended to ``log``; run it in the transaction that appends.

    All that stands counts, also about records withdrawn by now, so that their return contradicts
    nothing. A decision that supersedes is judged without what it takes back and with what that
    restores. A chain that the reviewer may view is shown even where a hidden one is shorter.

    Args:
        log: Every decision so far, each of them admitted by ``check``.
        new: The decision to append; taken as one whose records the reviewer may view.
        viewable: The record keys that the reviewer may view; None: all.

    Raises:
        InputError: the id is taken, or ``new`` supersedes a decision that the log does not hold,
            that the reviewer may not view (told in the same words) or that does not stand.
        ContradictionError: a chain of *same* holds together what a *different* holds apart, one of
            them made or restored by ``new``.
    """
    log = tuple(log)
    before = standing(log)
    _refuse_unfounded(log, before, new, viewable)
    after = standing((*log, new))
    if new.verdict is Verdict.UNDO and {d.id for d in after} <= {d.id for d in before} | {new.id}:
        # An undo that restores nothing cannot contradict, and is the way out of a damaged log.
        return
    visible = after if viewable is None else binding(after, viewable)
    if chain := shortest_chain(visible):
        raise ContradictionError(chain, new)
    if len(visible) < len(after) and shortest_chain(after):
        raise ContradictionError((), new)


def shortest_chain(decisions: Iterable[Decision]) -> tuple[Step, ...]:
    """The shortest contradiction among decisions in force, empty if there is none.

    Of equally short ones, that of the first *different* in the order given.
    """
    decisions = tuple(decisions)
    joining: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.verdict is Verdict.SAME:
            for key in decision.records:
                joining[key].append(decision)
    parting = (decision for decision in decisions if decision.verdict is Verdict.DIFFERENT)
    chains = (_chain_across(joining, apart) for apart in parting)
    return min(filter(None, chains), key=len, default=())


def _chain_across(joining: Mapping[str, Sequence[Decision]], apart: Decision) -> tuple[Step, ...]:
    """The shortest way by *same* from the left side to the right, and ``apart``; or nothing."""
    reached: dict[str, Step | None] = dict.fromkeys(apart.left)
    followed: set[str] = set()
    waiting = deque(apart.left)
    while waiting:
        here = waiting.popleft()
        for decision in joining.get(here, ()):
            if decision.id in followed:
                continue
            followed.add(decision.id)
            for key in decision.records:
                if key in reached:
                    continue
                reached[key] = Step(here, key, decision)
                if key in apart.right:
                    return _walked(reached, key, apart)
                waiting.append(key)
    return ()


def _walked(reached: Mapping[str, Step | None], end: str, apart: Decision) -> tuple[Step, ...]:
    steps: list[Step] = []
    start = end
    while step := reached[start]:
        steps.append(step)
        start = step.one
    return (*reversed(steps), Step(start, end, apart))


def _refuse_unfounded(
    log: Sequence[Decision],
    before: Sequence[Decision],
    new: Decision,
    viewable: Container[str] | None,
) -> None:
    known = {decision.id: decision for decision in log}
    if new.id in known:
        raise InputError(f"A decision {new.id} is already in the log; give the new one its own id.")
    seen = known if viewable is None else {d.id for d in binding(log, viewable)}
    in_force = {decision.id for decision in before}
    for id in new.supersedes:
        if id not in seen:
            raise InputError(
                f"There is no decision {id} that you may view; reload the decisions, choose again."
            )
        if id not in in_force:
            raise InputError(
                f"Decision {id} is already taken back; reload the decisions, choose again."
            )
    if new.verdict is Verdict.UNDO:
        named = {key for id in new.supersedes for key in known[id].records}
        if set(new.left) != named:
            raise InputError(
                f"Decision {new.id} must name the records of what it takes back, and no other; "
                "make it with undo()."
            )


def _in_words(chain: tuple[Step, ...], new: Decision) -> str:
    said = "; ".join(
        f"{step.one} and {step.other} are "
        f"{'the same' if step.decision.verdict is Verdict.SAME else 'different'}, "
        f"says {step.decision.reviewer}"
        f"{'' if step.decision.id == new.id else f' (decision {step.decision.id})'}"
        for step in chain
    )
    return (
        f"These decisions contradict each other: {said}. Take one back, or leave the new one out."
    )
