"""The neighbours of an entity: counted by link first, then the most recent of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.cards import Card, cards_of
from workbench.explore.words import link_words, moments, when

LIMIT = 40
ORDER = "most recent"
"""How a cut is explained."""


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours tied by one type of link in one direction, of one kind."""

    type: str
    outgoing: bool
    kind: str
    neighbours: int
    agencies: Mapping[str, int] = field(default_factory=dict)
    """Neighbours by agency whose records support the link."""

    @property
    def link(self) -> tuple[str, bool, str]:
        """Type, direction and kind, which no other group of the entity has."""
        return self.type, self.outgoing, self.kind

    @property
    def words(self) -> str:
        """The link as read from the entity."""
        return link_words(self.type, self.outgoing)


@dataclass(frozen=True, slots=True)
class Tie:
    """A derived link between two shown ends, counted and dated by viewable records."""

    type: str
    start: str
    end: str
    records: int
    first: str
    last: str

    @property
    def id(self) -> str:
        """Unique among links."""
        return f"{self.start}>{self.type}>{self.end}"


@dataclass(frozen=True, slots=True)
class Expansion:
    """Neighbours of ``id``: ``shown`` of ``total`` links, the most recent first."""

    id: str
    groups: tuple[Group, ...]
    neighbours: tuple[Card, ...]
    ties: tuple[Tie, ...]
    total: int
    shown: int

    @property
    def more(self) -> int:
        """Links that were left out."""
        return self.total - self.shown


@answers(lambda probe: (probe.id,))
def groups(gateway: Gateway, id_: str) -> tuple[Group, ...]:
    """How many neighbours there are, the largest group first; counts only."""
    return _groups(_rows(gateway, id_, limit=0))


@answers(lambda probe: (probe.id,))
def expand(
    gateway: Gateway,
    id_: str,
    types: Collection[str] | None = None,
    limit: int = LIMIT,
    *,
    outgoing: bool | None = None,
    agency: str | None = None,
    since: date | None = None,
    until: date | None = None,
    skip: int = 0,
) -> Expansion:
    """Neighbours of an entity or reference, never more than ``limit`` at once.

    Args:
        types: link types asked for; all where None.
        outgoing: only links that start (True) or end (False) here; both where None.
        agency: only links that this agency's records support.
        since: only links with a record on or after this day, on the host's clock.
        until: only links with a record on or before this day. Undated links are in no span.
        skip: links already shown.
    """
    found = _rows(
        gateway, id_, types, limit, outgoing=outgoing, agency=agency, span=(since, until), skip=skip
    )
    rows = [row for row in found if row["other"]]
    cards = cards_of(gateway, [row["other"] for row in rows])
    ties = tuple(_tie(id_, row) for row in rows if row["other"] in cards)
    total = rows[0]["total"] if rows else 0
    return Expansion(
        id=id_,
        groups=_groups(found),
        neighbours=tuple(cards.values()),
        ties=ties,
        total=total,
        shown=min(total, skip + len(rows)),
    )


def _rows(
    gateway: Gateway,
    id_: str,
    types: Collection[str] | None = None,
    limit: int = LIMIT,
    *,
    outgoing: bool | None = None,
    agency: str | None = None,
    span: tuple[date | None, date | None] = (None, None),
    skip: int = 0,
) -> Sequence[Mapping[str, Any]]:
    """Rows of links and rows of counts: a hub's links are gone through once for both."""
    low, high = moments(*span)
    return gateway.read(
        "expand_links",
        id=id_,
        types=sorted(types) if types is not None else None,
        directions=[True, False] if outgoing is None else [outgoing],
        agency=agency,
        since=low,
        until=high,
        skip=skip,
        limit=limit,
    )


def _groups(rows: Iterable[Mapping[str, Any]]) -> tuple[Group, ...]:
    found: dict[tuple[str, bool, str], dict[str, int]] = {}
    for row in rows:
        if not row["other"]:
            key = (row["type"], row["outgoing"], row["kind"].lower())
            found.setdefault(key, {})[row["agency"]] = row["records"]
    made = [
        Group(*key, counts[""], {a: n for a, n in sorted(counts.items()) if a})
        for key, counts in found.items()
    ]
    return tuple(sorted(made, key=lambda g: (-g.neighbours, g.type, not g.outgoing, g.kind)))


@answers(lambda probe: (probe.ids,))
def between(gateway: Gateway, ids: Collection[str]) -> tuple[Tie, ...]:
    """Every link among these entities and references."""
    rows = gateway.read("expand_between", ids=sorted(ids))
    return tuple(
        Tie(r["type"], r["start"], r["end"], r["records"], when(r["first"]), when(r["last"]))
        for r in rows
    )


def _tie(id_: str, row: Mapping[str, Any]) -> Tie:
    start, end = (id_, row["other"]) if row["outgoing"] else (row["other"], id_)
    return Tie(row["type"], start, end, row["records"], when(row["first"]), when(row["last"]))


@answers(lambda probe: (probe.ids,))
def totals(gateway: Gateway, ids: Collection[str]) -> dict[str, int]:
    """Links of each entity or reference, shown or not."""
    return {r["id"]: r["links"] for r in gateway.read("expand_totals", ids=sorted(ids))}
