"""A picture: which entities stand together, with the links among them, and its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.cards import Card, portraits
from workbench.explore.expand import Tie, between, totals

MOST_SHOWN = 400
"""Items on one picture; beyond that nobody can read it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Ids in the order in which they came, and those that were expanded."""

    focus: str
    shown: tuple[str, ...]
    expanded: frozenset[str] = frozenset()

    def with_neighbours(self, id_: str, neighbours: Iterable[str]) -> Picture:
        """Add the neighbours of ``id_``, as many as there is room for."""
        shown = tuple(dict.fromkeys((*self.shown, *neighbours)))[:MOST_SHOWN]
        return replace(self, shown=shown, expanded=self.expanded | {id_})

    def without(self, ids: Iterable[str]) -> Picture:
        """Take items off."""
        gone = set(ids)
        return replace(
            self,
            shown=tuple(i for i in self.shown if i not in gone),
            expanded=self.expanded - gone,
        )


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
    cards = tuple(p.card for p in portraits(gateway, picture.shown).values())
    ids = [card.id for card in cards]
    ties = between(gateway, ids)
    hidden = totals(gateway, ids)
    for tie in ties:
        hidden[tie.start] -= 1
        hidden[tie.end] -= 1
    return Drawn(cards, ties, {i: n for i, n in hidden.items() if n > 0})
