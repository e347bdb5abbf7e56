"""The queue as one supervisor works it: what is in doubt, asked for or contested.

doubts + proposals + contests ── marks, filters ──► what to do next
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from workbench.access.viewer import Viewer
from workbench.records.vocabulary import ENTITY_OF, Kind
from workbench.review.board import Placed
from workbench.review.contesting import Contest
from workbench.review.items import Item, Why, agencies_of, by_effect, item_id
from workbench.review.log import Entry
from workbench.review.marks import Mark, MarkKind
from workbench.review.proposals import Proposal

Where = Mapping[str, Placed]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item with what reviewers noted on it."""

    item: Item
    assigned: str = ""
    """Who is to decide it."""
    more: str = ""
    """What somebody needs to know first."""
    more_by: str = ""
    skipped: bool = False
    """The viewer skipped it, as it is."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which of the queue to show."""

    agencies: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    mine: bool = False
    """Only what is assigned to the viewer."""
    skipped: bool = False
    """Also what the viewer skipped."""

    def keeps(self, one: Waiting, viewer: Viewer) -> bool:
        """Whether it is shown; nothing chosen is everything."""
        item = one.item
        return (
            (not self.agencies or not self.agencies.isdisjoint(item.agencies))
            and (not self.kinds or item.kind.value in self.kinds)
            and (not self.grounds or not self.grounds.isdisjoint(item.grounds))
            and (not self.mine or one.assigned == viewer.user)
            and (self.skipped or not one.skipped)
        )


def with_asked(
    items: Iterable[Item], proposals: Iterable[Proposal],
    contested: Iterable[tuple[Contest, Entry]], where: Where, viewer: Viewer,
) -> tuple[Item, ...]:  # fmt: skip
    """The items with what was proposed and contested, those first on which people wait.

    Args:
        where: the records that the viewer may view; a proposal that names another is left out, as
            are the viewer's own, which only others decide.
    """
    found = {one.id: one for one in items}
    for proposal in proposals:
        named = proposal.records
        if proposal.user != viewer.user and all(key in where for key in named):
            item = _proposed(proposal, where)
            before = found.get(item.id)
            if before and not proposal.because:
                grounds = (Why.PROPOSED.value, *before.grounds)
                item = replace(before, grounds=grounds, proposal=item.proposal, note=item.note)
            found[item.id] = item
    for contest, entry in contested:
        item = _contested(contest, entry, where)
        found[item.id] = item
    return tuple(sorted(found.values(), key=by_effect))


def waiting(
    items: Iterable[Item], marks: Mapping[str, Collection[Mark]], viewer: Viewer,
    seen: Mapping[str, str],
) -> tuple[Waiting, ...]:  # fmt: skip
    """The items with what was noted on each.

    Args:
        seen: what each item is now, by its id: a skip counts while it stays the same.
    """
    found = []
    for item in items:
        noted = marks.get(item.id, ())
        assigned = next((m.to for m in noted if m.kind is MarkKind.ASSIGNED), "")
        more = next((m for m in noted if m.kind is MarkKind.MORE), None)
        skipped = any(
            m.kind is MarkKind.SKIPPED and m.user == viewer.user and m.seen == seen.get(item.id, "")
            for m in noted
        )
        found.append(
            Waiting(item, assigned, more.note if more else "", more.user if more else "", skipped)
        )
    return tuple(found)


def state_of(item: Item) -> str:
    """What an item is now, in brief: after any change another."""
    return "|".join((*item.items, *item.grounds, *map(str, item.sizes)))


def _proposed(one: Proposal, where: Where) -> Item:
    left, right = (one.left or one.right)[0], (one.right or one.left[1:] or one.left)[0]
    items = tuple(sorted({where[key].entity for key in one.records}))
    return Item(
        id=item_id(left, right) if not one.because else f"a{one.id}",
        kind=ENTITY_OF[Kind(where[left].kind)],
        left=left,
        right=right,
        together=where[left].entity == where[right].entity,
        bits=0.0,
        grounds=((Why.APPROVAL if one.because else Why.PROPOSED).value,),
        items=items,
        sizes=(max(1, len(one.left)), max(1, len(one.right))),
        agencies=agencies_of(one.records),
        chance=0.5,
        pairs=1,
        proposal=one.id,
        note=f"{one.user} ({one.agency}): {one.reason}",
    )


def _contested(contest: Contest, entry: Entry, where: Where) -> Item:
    decision = entry.decision
    keys = [key for key in decision.records if key in where]
    return Item(
        id=f"c{contest.id}",
        kind=entry.kind,
        left=decision.left[0],
        right=decision.right[0],
        together=True,
        bits=0.0,
        grounds=(Why.CONTESTED.value,),
        items=tuple(sorted({where[key].entity for key in keys})),
        sizes=(len(decision.left), len(decision.right)),
        agencies=agencies_of(decision.records),
        chance=0.5,
        pairs=1,
        decision=decision.id,
        note=f"{contest.user} ({contest.agency}): {contest.note}",
    )
