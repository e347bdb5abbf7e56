"""One box for everything: the entities that answer what was typed, the best answer first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.cards import Card, portraits
from workbench.explore.lucene import close_query, words_query
from workbench.explore.query import Query, parse
from workbench.explore.ranking import Match, best
from workbench.records.model import SEPARATOR
from workbench.records.unseen import visible
from workbench.records.vocabulary import ENTITY_OF, Kind

LIMIT = 50
MOST = 10_000
"""Matching records looked at; more means that the words are too common."""
ENOUGH = 10
"""With fewer hits than this, close spellings are looked for."""


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
    kinds: Mapping[str, int]
    """Answers by kind, before the choice of kinds."""
    capped: bool = False
    """More records match than are looked at: another word is needed."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    match: Match
    key: str
    """Smallest key among the best matching records: a stable order among equals."""
    records: int
    agencies: frozenset[str] = frozenset()
    """Those whose records state what matched."""
    last: str = ""
    """When the latest matching record was observed."""

    @property
    def place(self) -> tuple[float, int, str]:
        """Sorts the better match first, then more and later records."""
        return self.match.rank, self.records, self.last


@answers(lambda probe: (probe.text,))
def search(
    gateway: Gateway,
    text: str,
    limit: int = LIMIT,
    kinds: Collection[str] | None = None,
) -> SearchResult:
    """Find entities by name, plate, VIN, address, number, phone or birth date.

    Args:
        text: as typed.
        limit: hits given, the best of ``total``.
        kinds: kinds of entity asked for; all where None.
    """
    query = parse(text)
    if not query.tried:
        return SearchResult((), 0, (), {})
    rows = gateway.read("search_values", **_values(query), most=MOST)
    lucene = words_query(query)
    found = gateway.read("search_text", lucene=lucene, most=MOST) if lucene else []
    capped = len(found) == MOST or len(rows) == MOST
    candidates = _judge(query, [*rows, *found])
    if len(candidates) < ENOUGH and (lucene := close_query(query)):
        candidates = _judge(
            query, [*rows, *found, *gateway.read("search_text", lucene=lucene, most=MOST)]
        )
    if query.references:
        candidates |= _by_reference(gateway, query, candidates)
    counts = Counter(c.kind for c in candidates.values())
    chosen = {i: c for i, c in candidates.items() if kinds is None or c.kind in kinds}
    order = sorted(chosen, key=lambda i: chosen[i].key)
    order.sort(key=lambda i: chosen[i].place, reverse=True)
    cards = portraits(gateway, order[:limit])
    hits = tuple(Hit(p.card, _reason(chosen[i], p.card)) for i, p in cards.items())
    return SearchResult(hits, len(chosen), query.tried, dict(counts), capped)


def _reason(candidate: _Candidate, card: Card) -> str:
    return visible(candidate.match.told(card.title, ", ".join(sorted(candidate.agencies))))


def _values(query: Query) -> dict[str, object]:
    """Values for the exact look-ups, None for those that do not apply."""
    plate = query.plate.plate if query.plate else ""
    start = query.pattern.partition("?")[0].partition("*")[0] if query.pattern else plate
    return {
        "folded": query.plate.folded if query.plate else None,
        "plate_start": start if len(start) >= (1 if query.pattern else 3) else None,
        "vin": query.vin or None,
        "number": query.number or None,
        "address": query.address or None,
        "birth_date": query.birth_date,
        "serial": query.serial or None,
    }


def _judge(query: Query, rows: Iterable[Mapping[str, Any]]) -> dict[str, _Candidate]:
    """Candidates by entity id, each with its best matching record; records judged once each."""
    found: dict[str, _Candidate] = {}
    seen: set[str] = set()
    for row in rows:
        if row["key"] in seen:
            continue
        seen.add(row["key"])
        match = best(query, row["said"])
        if match is None:
            continue
        kind = ENTITY_OF[Kind(row["kind"])].value
        agency = frozenset((row["key"].partition(SEPARATOR)[0],))
        one = _Candidate(kind, match, row["key"], 1, agency, row["observed"] or "")
        before = found.get(row["id"])
        found[row["id"]] = _together(before, one) if before else one
    return found


def _together(one: _Candidate, other: _Candidate) -> _Candidate:
    """Two candidates of one entity: the better match, with all who state the same value."""
    best_, rest = sorted((one, other), key=lambda c: (-c.match.rank, c.key))
    same = (best_.match.rank, best_.match.stated) == (rest.match.rank, rest.match.stated)
    return replace(
        best_,
        records=one.records + other.records,
        agencies=best_.agencies | rest.agencies if same else best_.agencies,
        last=max(one.last, other.last),
    )


def _by_reference(
    gateway: Gateway, query: Query, before: Mapping[str, _Candidate]
) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = {}
    for row in gateway.read("search_references", ids=list(query.references)):
        kind = row["id"].partition(":")[0]
        what = "phone" if kind == "phone" else "e-mail address"
        first = min(user["key"] for user in row["users"])
        exact = Match(978, f"{what} exactly as typed")
        found[row["id"]] = _Candidate(kind, exact, first, len(row["users"]))
        for user in row["users"]:
            if user["id"] and user["id"] not in before:
                entity = ENTITY_OF[Kind(user["kind"])].value
                uses = Match(900, f"uses this {what}")
                found[user["id"]] = _Candidate(entity, uses, user["key"], 1)
    return found
