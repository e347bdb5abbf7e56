"""One box for everything: the entities that answer what was typed, the best answer first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.access.gateway import Gateway
from workbench.access.reads import Probe, answers
from workbench.explore.candidates import Candidate, Found, candidates, some_candidate
from workbench.explore.cards import Card, cards_of
from workbench.explore.facets import (
    NOTHING_CHOSEN,
    TRAITS_OF,
    Counts,
    Facet,
    Facets,
    Traits,
    choose,
    count,
    kinds_alone,
    traits,
)
from workbench.explore.query import parse
from workbench.explore.ranking import NARRATIVES
from workbench.explore.snippets import snippet
from workbench.records.unseen import visible

LIMIT = 25
MOST = 10_000
"""Matching records looked at; more means that the words are too common."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that answers, with the reason for its place."""

    card: Card
    reason: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits of ``total`` answers."""

    hits: tuple[Hit, ...]
    total: int
    tried: tuple[str, ...]
    """How the text was read."""
    capped: bool = False
    """More records match than are looked at: another word is needed."""
    any_total: int = 0
    """Answers before any facet was chosen."""
    found: Found | None = field(default=None, repr=False, compare=False)
    """What ``narrowing`` counts."""
    known: Mapping[str, Traits] | None = field(default=None, repr=False, compare=False)
    """What the answers are of, where what is chosen asked for it."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Answers by facet and value, narrowed by what is chosen of the other facets."""

    counts: Counts
    counted: bool = True
    """Whether all facets are counted; of too many answers only the kinds are."""


@answers(lambda probe: (probe.text,))
def search(
    gateway: Gateway, text: str, limit: int = LIMIT, chosen: Facets = NOTHING_CHOSEN
) -> SearchResult:
    """Find entities by name, plate, VIN, address, number, phone, birth date, look or narrative.

    Args:
        text: as typed.
        limit: hits given, the best of ``total``.
        chosen: what the answers must be of.
    """
    query = parse(text)
    if not query.tried:
        return SearchResult((), 0, ())
    (found,) = candidates(gateway, [query], MOST)
    asked = _asked(found, chosen)
    known = _traits(gateway, found, chosen) if asked != Facets(kind=chosen.kind) else None
    fitting = choose(known or kinds_alone(found.candidates), asked)
    (hits,) = hits_of(gateway, [(found, found.in_order(fitting)[:limit])])
    return SearchResult(
        hits, len(fitting), query.tried, found.capped, len(found.candidates), found, known
    )


@answers(lambda probe: (Found(parse(probe.text), _some(probe)),))
def narrowing(
    gateway: Gateway,
    found: Found,
    chosen: Facets = NOTHING_CHOSEN,
    known: Mapping[str, Traits] | None = None,
) -> Narrowing:
    """What the answers of a search are of, counted to choose from: it may take as long as they.

    Args:
        found: of the search's result.
        chosen: what was chosen for the search.
        known: of the search's result.
    """
    counted = _countable(found, chosen)
    if counted and known is None:
        known = _traits(gateway, found, chosen)
    return Narrowing(count(known or kinds_alone(found.candidates), _asked(found, chosen)), counted)


def _traits(gateway: Gateway, found: Found, chosen: Facets) -> dict[str, Traits]:
    """What the answers are of; of too many only their kinds."""
    return kinds_alone(found.candidates) | traits(gateway, _among(found, chosen))


def _asked(found: Found, chosen: Facets) -> Facets:
    """What is chosen, as far as it can be told of so many answers."""
    return chosen if _countable(found, chosen) else Facets(kind=chosen.kind)


def _countable(found: Found, chosen: Facets) -> bool:
    """Whether there are few enough answers, or the kinds that are chosen leave few enough."""
    return 0 < len(_among(found, chosen)) <= TRAITS_OF


def _among(found: Found, chosen: Facets) -> dict[str, Candidate]:
    """The answers of which all facets are counted, where they are few enough."""
    if len(found.candidates) <= TRAITS_OF:
        return found.candidates
    return {i: c for i, c in found.candidates.items() if c.kind in chosen.of(Facet.KIND)}


@answers(lambda probe: (_all_of(probe),))
def hits_of(
    gateway: Gateway, shown: Sequence[tuple[Found, Sequence[str]]]
) -> tuple[tuple[Hit, ...], ...]:
    """For each text the answers that are shown of it, with their cards and reasons."""
    cards = cards_of(gateway, [id_ for _, ids in shown for id_ in ids])
    told = _narrated(gateway, shown)
    return tuple(
        tuple(
            Hit(cards[i], _reason(found.candidates[i], cards[i]) + told[at].get(i, ""))
            for i in ids
            if i in cards
        )
        for at, (found, ids) in enumerate(shown)
    )


def _some(probe: Probe) -> dict[str, Candidate]:
    return dict.fromkeys(probe.ids, some_candidate("MPD|RMS|0|person"))


def _all_of(probe: Probe) -> list[tuple[Found, Sequence[str]]]:
    return [(Found(parse(probe.text), _some(probe)), probe.ids)]


def _reason(candidate: Candidate, card: Card) -> str:
    return visible(candidate.match.told(card.title, ", ".join(sorted(candidate.agencies))))


def _narrated(
    gateway: Gateway, shown: Sequence[tuple[Found, Sequence[str]]]
) -> tuple[Mapping[str, str], ...]:
    """What the narratives say that answer each text, by the id of their incident."""
    keys = [
        {
            id_: found.candidates[id_].key
            for id_ in ids
            if found.candidates[id_].match.reason in NARRATIVES
        }
        for found, ids in shown
    ]
    wanted = sorted({key for of in keys for key in of.values()})
    rows = gateway.read("entity_narratives", keys=wanted) if wanted else []
    texts = {row["key"]: row["text"] for row in rows}
    return tuple(
        {
            id_: f": {visible(snippet(texts[key], found.query.told))}"
            for id_, key in of.items()
            if key in texts
        }
        for (found, _), of in zip(shown, keys, strict=True)
    )
