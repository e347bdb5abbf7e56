"""What a decision would change, before it is made: groups, links, and what rests on them.

2 people ──"same"──► 1      of 9 records, 3 links shared       1 chart rests on them
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.pointers import TYPES
from workbench.resolution.decisions import Decision
from workbench.review.board import Board, Groups

Link = tuple[str, bool, str]
"""Type, whether it starts at the record, and the item at its other end."""


@dataclass(frozen=True, slots=True)
class Impact:
    """The groups that change, as they are and as they would be."""

    before: Groups
    after: Groups
    links_before: int = 0
    """Links of the groups that change: one for each type and other item."""
    links_after: int = 0

    @property
    def nothing(self) -> bool:
        """Whether all would stay as it is."""
        return self.before == self.after

    @property
    def records(self) -> tuple[str, ...]:
        """The records that would stand with others than now, or without some."""
        return tuple(sorted(key for group in self.before for key in group))


@answers(lambda probe: ([probe.key],))
def links_of(gateway: Gateway, keys: Iterable[str]) -> dict[str, frozenset[Link]]:
    """The links of records as the viewer sees them."""
    found: dict[str, set[Link]] = {}
    for row in gateway.read("review_links", keys=sorted(keys), types=TYPES):
        found.setdefault(row["key"], set()).add((row["type"], row["outgoing"], row["end"]))
    return {key: frozenset(of) for key, of in found.items()}


def impact(
    board: Board,
    links: Mapping[str, frozenset[Link]],
    new: Iterable[Decision] = (),
    back: Iterable[str] = (),
) -> Impact:
    """What these decisions, and taking those back, would change for the viewer.

    Args:
        board: of all the records that are named.
        links: of its records.
        new: decisions that are not made yet.
        back: ids of decisions that would be taken back.
    """
    now, then = board.groups, board.with_decisions((*without(board, back), *new))
    before = tuple(group for group in now if group not in set(then))
    after = tuple(group for group in then if group not in set(now))
    return Impact(
        before,
        after,
        sum(len(_of(group, links)) for group in before),
        sum(len(_of(group, links)) for group in after),
    )


def without(board: Board, back: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions in force if these were taken back, with what these had taken back."""
    gone = set(back)
    taken = [one for one in board.decisions if one.id in gone]
    restored = {id_ for one in taken for id_ in one.supersedes}
    return tuple(
        one for one in board.decisions
        if one.id not in gone and (one.id in board.standing or one.id in restored)
    )  # fmt: skip


def _of(group: Sequence[str], links: Mapping[str, frozenset[Link]]) -> set[Link]:
    return {link for key in group for link in links.get(key, ())}
