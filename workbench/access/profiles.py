"""View profiles: seats that see the same of the records held, as bits of a mask.

seat ── rules ──► audiences it may view ──► profile ◄── other seats of the same
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from workbench.access.rules import Rules, Treatment, seats
from workbench.records.vocabulary import Category, Handling

NOBODY = ""
"""The profile of seats that may view no record."""


_SETS = chain.from_iterable(combinations(sorted(Handling), n) for n in range(len(Handling) + 1))
SUFFIXES = tuple(
    f"/{category.value}/{'+'.join(members)}"
    for category, members in product(Category, tuple(_SETS))
)
"""Every ``/category/handling`` that an audience can end with."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """Profiles under one set of rules, for the audiences that records have."""

    names: tuple[str, ...]
    """By bit. A profile is named after the first of its seats."""
    of_seat: Mapping[str, str]
    """Profile by the seat's name; ``NOBODY`` where a seat views nothing."""
    viewers: Mapping[str, int]
    """By audience the profiles that may view it, as a mask."""

    @property
    def everyone(self) -> int:
        """The mask of all profiles."""
        return (1 << len(self.names)) - 1

    def named(self, mask: int) -> tuple[str, ...]:
        """The names of the profiles of a mask."""
        return tuple(name for bit, name in enumerate(self.names) if mask >> bit & 1)


def profiles(rules: Rules, audiences: Iterable[str]) -> Profiles:
    """The profiles of all seats that read."""
    asked = sorted(set(audiences))
    owners = {audience.partition("/")[0] for audience in asked}
    sees: dict[tuple[str, ...], list[str]] = {}
    of_seat: dict[str, str] = {}
    for seat in seats(rules, owners):
        views = tuple(a for a in asked if rules.treatment(seat, a) is Treatment.VIEW)
        sees.setdefault(views, []).append(seat.name)
    names: list[str] = []
    viewers = dict.fromkeys(asked, 0)
    for views, of in sorted(sees.items(), key=lambda item: min(item[1])):
        name = min(of) if views else NOBODY
        of_seat |= dict.fromkeys(of, name)
        for audience in views:
            viewers[audience] |= 1 << len(names)
        if views:
            names.append(name)
    return Profiles(tuple(names), of_seat, viewers)
