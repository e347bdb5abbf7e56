"""A picture: which entities stand together, with the links among them, and its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.cards import Card, cards_of
from workbench.explore.expand import Tie, between, totals

MOST_SHOWN = 2_000
"""Items on one picture; beyond that nobody can read it."""
GROUP = "group:"
"""Begins the id of a group."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Items that a person drew together into one."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Ids in the order in which they came, and what a person did with them."""

    focus: str
    shown: tuple[str, ...]
    expanded: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    groups: tuple[Group, ...] = ()
    moved: Mapping[str, Point] = field(default_factory=dict)
    """Where items stood when the person last moved one, in canvas units."""
    layout: str = "organic"
    """The style in which what has no place is arranged."""
    arranged: int = 0
    """How often everything was arranged anew."""
    off: tuple[str, ...] = ()
    """Items that a person took off and that did not come back."""

    def with_neighbours(self, id_: str, neighbours: Iterable[str]) -> Picture:
        """Add the neighbours of ``id_``, as many as there is room for."""
        return replace(self.with_items(neighbours), expanded=self.expanded | {id_})

    def with_items(self, ids: Iterable[str]) -> Picture:
        """Add items, as many as there is room for."""
        shown = tuple(dict.fromkeys((*self.shown, *ids)))[:MOST_SHOWN]
        back = frozenset(shown)
        return replace(self, shown=shown, off=tuple(i for i in self.off if i not in back))

    def without(self, ids: Iterable[str]) -> Picture:
        """Take items off, a group with its members."""
        gone = set(ids)
        gone |= {m for group in self.groups if group.id in gone for m in group.members}
        rest = (
            replace(group, members=tuple(m for m in group.members if m not in gone))
            for group in self.groups
        )
        groups = tuple(group for group in rest if len(group.members) > 1)
        gone |= {group.id for group in self.groups} - {group.id for group in groups}
        return replace(
            self,
            shown=tuple(i for i in self.shown if i not in gone),
            expanded=self.expanded - gone,
            pinned=self.pinned - gone,
            groups=groups,
            moved={i: at for i, at in self.moved.items() if i not in gone},
            off=(*self.off, *(i for i in self.shown if i in gone)),
        )

    def with_moves(self, at: Mapping[str, Point]) -> Picture:
        """Remember where a person put items."""
        return replace(self, moved={**self.moved, **at})

    def with_pins(self, ids: Iterable[str]) -> Picture:
        """Pin the items; where all are pinned, let them go."""
        chosen = frozenset(ids) & self.standing
        if not chosen:
            return self
        return replace(
            self, pinned=self.pinned - chosen if chosen <= self.pinned else self.pinned | chosen
        )

    def grouped(self, ids: Iterable[str], name: str) -> Picture:
        """Draw items together into one; groups among them are taken up into it."""
        chosen = set(ids)
        members = self.held(chosen)
        if len(members) < 2:
            return self
        taken = chosen | set(members)
        others = tuple(group for group in self.groups if group.id not in taken)
        numbers = (int(group.id.removeprefix(GROUP)) for group in self.groups)
        id_ = f"{GROUP}{max(numbers, default=0) + 1}"
        return replace(self, groups=(*others, Group(id_, name, members)))

    def held(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The items among these, with those of the groups among them."""
        chosen = set(ids)
        return tuple(i for i in self.shown if i in chosen or self.group_of(i) in chosen)

    def ungrouped(self, ids: Iterable[str]) -> Picture:
        """Open groups again."""
        gone = set(ids)
        return replace(self, groups=tuple(group for group in self.groups if group.id not in gone))

    def arrange(self, layout: str) -> Picture:
        """Arrange anew; what is pinned stays."""
        pinned = {i: at for i, at in self.moved.items() if i in self.pinned}
        return replace(self, layout=layout, arranged=self.arranged + 1, moved=pinned)

    def group_of(self, id_: str) -> str | None:
        """The group that an item is drawn in."""
        return next((group.id for group in self.groups if id_ in group.members), None)

    @property
    def standing(self) -> frozenset[str]:
        """The items and groups that are drawn by themselves."""
        inside = {member for group in self.groups for member in group.members}
        return frozenset(self.shown) - inside | {group.id for group in self.groups}


@dataclass(frozen=True, slots=True)
class History:
    """The present picture with what was before it and what was undone."""

    present: Picture
    past: tuple[Picture, ...] = ()
    future: tuple[Picture, ...] = ()

    def then(self, picture: Picture) -> History:
        """Go on to another picture; what was undone is forgotten."""
        if picture == self.present:
            return self
        return History(picture, (*self.past, self.present))

    def at(self, positions: Mapping[str, Point]) -> History:
        """The same, with where items stand now: what a step back after a move leads to."""
        return replace(self, present=self.present.with_moves(positions))

    def undone(self) -> History:
        """One step back, where there is one."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> History:
        """One step forward again, where there is one."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a viewer sees of a picture. ``hidden`` counts links that lead off it, by item."""

    cards: tuple[Card, ...]
    ties: tuple[Tie, ...]
    hidden: dict[str, int]


@answers(lambda probe: (Picture(probe.id, probe.ids),))
def draw(gateway: Gateway, picture: Picture) -> Drawn:
    """Read a picture's items and the links among them."""
    cards = tuple(cards_of(gateway, picture.shown).values())
    ids = [card.id for card in cards]
    ties = between(gateway, ids)
    hidden = totals(gateway, ids)
    for tie in ties:
        hidden[tie.start] -= 1
        hidden[tie.end] -= 1
    return Drawn(cards, ties, {i: n for i, n in hidden.items() if n > 0})
