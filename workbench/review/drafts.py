"""Decisions that are not made yet: which records they would name, to see what they would change.

A decision binds whoever may view every record that it names. So it names as few restricted ones as
will do: where the ordinary records of both sides lead to the same groups, only these.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from workbench.resolution.decisions import Decision, Evidence, Verdict, sides
from workbench.review.board import Board

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def draft(verdict: Verdict, left: Sequence[str], right: Sequence[str]) -> Decision:
    """A decision on nothing but what it says: for what would follow from it, never to be kept."""
    one, other = sides(left, right)
    digests = tuple((key, "") for key in sorted((*one, *other)))
    at = datetime(1970, 1, 1, tzinfo=UTC)
    evidence = Evidence("", (), digests)
    return Decision("draft", verdict, one, other, "draft", "draft", at, evidence)


def two_sides(board: Board, left: str, right: str) -> Sides:
    """The groups of two records; of one group, the parts into which it falls without their tie."""
    groups = board.groups
    if board.of(left) == board.of(right):
        groups = board.apart(left, right)
    return _with(groups, left), _with(groups, right)


def named(board: Board, verdict: Verdict, left: Sequence[str], right: Sequence[str]) -> Sides:
    """Of these records those that a decision should name."""
    ordinary = (
        tuple(key for key in left if not board.placed[key].handling),
        tuple(key for key in right if not board.placed[key].handling),
    )
    whole = sides(left, right)
    if ordinary == (tuple(left), tuple(right)) or not all(ordinary):
        return whole
    everything = board.with_decisions((*board.in_force, draft(verdict, *whole)))
    fewer = board.with_decisions((*board.in_force, draft(verdict, *ordinary)))
    return sides(*ordinary) if fewer == everything else whole


def _with(groups: Sequence[tuple[str, ...]], key: str) -> tuple[str, ...]:
    return next(group for group in groups if key in group)
