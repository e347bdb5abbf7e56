"""What is left of a picture under a person's filters, from what is drawn alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from workbench.explore.expand import Tie
from workbench.explore.picture import Drawn

LOCATION, INCIDENT, AT = "location", "incident", "OCCURRED_AT"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty set asks for everything."""

    kinds: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    """Cities, as cards name them."""
    since: date | None = None
    until: date | None = None

    @property
    def any(self) -> bool:
        """Whether something is left out."""
        return self != Filters()

    @property
    def dated(self) -> bool:
        """Whether a span of time is asked for."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Left:
    """What is left, and how much was left out."""

    drawn: Drawn
    items_out: int = 0
    ties_out: int = 0
    undated: int = 0
    """Links without a date, which stay whatever span of time is asked for."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked for in a picture, each with how many items or links it has."""

    kinds: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[str, int] = field(default_factory=dict)
    agencies: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


def choices(drawn: Drawn) -> Choices:
    """The kinds, links, agencies and cities of a picture, the most frequent first."""
    return Choices(
        _counted(card.kind for card in drawn.cards),
        _counted(tie.type for tie in drawn.ties),
        _counted(agency for card in drawn.cards for agency in card.agencies),
        _counted(card.city for card in drawn.cards if card.city),
    )


def filtered(
    drawn: Drawn, filters: Filters, focus: str, inside: frozenset[str] | None = None
) -> Left:
    """Leave out what was not asked for.

    Args:
        focus: the item that the picture was begun with: it stays whatever kind and agency are
            asked for.
        inside: the incidents that happened in the span of time asked for; where None, each
            incident counts as inside.

    A kind or an agency that is asked for keeps all of its items, be they tied to nothing any more;
    links, places and a span of time take along what was tied by what they leave out alone.
    An incident that occurred elsewhere goes with its place. A link is out of a span of time where
    its first and last record are both on one side of it; one without a date stays, and is counted.
    """
    if not filters.any:
        return Left(drawn)
    tied = _tied(drawn, filters, focus, inside)
    cards = {
        card.id: card
        for card in tied.cards
        if card.id == focus
        or (
            (not filters.kinds or card.kind in filters.kinds)
            and (not filters.agencies or not filters.agencies.isdisjoint(card.agencies))
        )
    }
    ties = tuple(tie for tie in tied.ties if tie.start in cards and tie.end in cards)
    return Left(
        replace(drawn, cards=tuple(cards.values()), ties=ties),
        items_out=len(drawn.cards) - len(cards),
        ties_out=len(drawn.ties) - len(ties),
        undated=sum(not tie.first for tie in ties) if filters.dated else 0,
    )


def _tied(drawn: Drawn, filters: Filters, focus: str, inside: frozenset[str] | None) -> Drawn:
    """What the links, places and span of time asked for leave."""
    elsewhere = _elsewhere(drawn, filters.places)
    cards = {
        card.id: card
        for card in drawn.cards
        if card.id not in elsewhere
        and not (card.kind == INCIDENT and inside is not None and card.id not in inside)
    }
    ties = tuple(
        tie
        for tie in drawn.ties
        if tie.start in cards
        and tie.end in cards
        and (not filters.links or tie.type in filters.links)
        and _in_span(tie, filters)
    )
    tied_before = {end for tie in drawn.ties for end in (tie.start, tie.end)}
    tied = {end for tie in ties for end in (tie.start, tie.end)}
    stay = (c for i, c in cards.items() if i in tied or i not in tied_before or i == focus)
    return replace(drawn, cards=tuple(stay), ties=ties)


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _in_span(tie: Tie, filters: Filters) -> bool:
    if not tie.first:
        return True
    first, last = tie.first[:10], tie.last[:10]
    # a year or a month alone spans all of it: text compares as far as both are written
    since = filters.since.isoformat() if filters.since else ""
    until = filters.until.isoformat() if filters.until else ""
    return not (since and last < since[: len(last)]) and not (until and first > until[: len(first)])


def _elsewhere(drawn: Drawn, places: frozenset[str]) -> set[str]:
    """Locations in other cities, and the incidents that occurred only there."""
    if not places:
        return set()
    out = {c.id for c in drawn.cards if c.kind == LOCATION and c.city not in places}
    at: dict[str, set[str]] = defaultdict(set)
    for tie in drawn.ties:
        if tie.type == AT:
            at[tie.start].add(tie.end)
    return out | {incident for incident, where in at.items() if where <= out}
