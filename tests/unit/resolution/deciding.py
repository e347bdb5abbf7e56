"""Decisions about records named by single letters, and logs of them, for the tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.resolution.contradictions import ContradictionError, check
from workbench.resolution.decisions import Decision, Evidence, Verdict, sides, undo

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def decide(
    id: str, verdict: Verdict, one: Iterable[str], other: Iterable[str], *supersedes: str
) -> Decision:
    """A decision about records named by single letters: ``decide("1", SAME, "a", "bc")``."""
    left, right = sides(one, other)
    return Decision(
        id=id,
        verdict=verdict,
        left=left,
        right=right,
        reviewer="Reyes",
        reason="Same prints",
        at=NOON,
        evidence=Evidence("7", (), tuple((key, f"{key}1") for key in sorted(left + right))),
        supersedes=tuple(sorted(supersedes)),
    )


def same(id: str, one: Iterable[str], other: Iterable[str], *supersedes: str) -> Decision:
    return decide(id, Verdict.SAME, one, other, *supersedes)


def different(id: str, one: Iterable[str], other: Iterable[str], *supersedes: str) -> Decision:
    return decide(id, Verdict.DIFFERENT, one, other, *supersedes)


def taking_back(id: str, *back: Decision) -> Decision:
    return undo(back, id=id, reviewer="Okafor", reason="Other file", at=NOON)


def admitted(decisions: Iterable[Decision]) -> list[Decision]:
    """The log that results where each decision is offered in turn and kept if it may be."""
    log: list[Decision] = []
    for decision in decisions:
        try:
            check(log, decision)
        except (InputError, ContradictionError):
            continue
        log.append(decision)
    return log


@st.composite
def groups(draw: st.DrawFn, size: int = 4) -> tuple[str, str]:
    """Two groups of records that share none and hold at most ``size`` together."""
    named = draw(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=size, unique=True))
    cut = draw(st.integers(1, len(named) - 1))
    return "".join(named[:cut]), "".join(named[cut:])


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """A log in which any decision may supersede any earlier ones, undos of undos included."""
    log: list[Decision] = []
    for at in range(draw(st.integers(1, 7))):
        back = draw(st.lists(st.sampled_from(log), max_size=2, unique=True)) if log else []
        undoes = draw(st.booleans())
        if back and undoes:
            log.append(taking_back(str(at), *back))
        else:
            verdict = draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]))
            log.append(decide(str(at), verdict, *draw(groups()), *(d.id for d in back)))
    return log
