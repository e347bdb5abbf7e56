"""What a path rests on, and where it is weakest.

    person ─ 3 records of 2 agencies ─ incident ─ 1 record ─ vehicle ─ … ─ person
                                                  ↑ weakest: one record says so

A path is as strong as its weakest point, so its points are told weakest first, and of two paths
the one whose weakest point is the stronger comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from workbench.access.dissemination import owner_of
from workbench.explore.cards import Card
from workbench.explore.merges import FirmParts
from workbench.explore.words import are, link_words, many, record_key, when
from workbench.records.unseen import visible

KEYS = 50
"""Record keys named behind a link."""


Led = tuple[int, tuple[tuple[int, int], ...]]
"""Changes of part so far, and by step the parts of its start and its end."""


class Weakness(IntEnum):
    """Why a path may not hold, the weakest first."""

    MERGE = 0
    """It enters an item by one record and leaves it by another that only scores join to it."""
    END = 1
    """An end's other records are joined by scores alone to those from which the path goes on."""
    HUB = 2
    """It passes an item to which very many are tied."""
    ONE_RECORD = 3
    """A single record states the link."""
    ONE_AGENCY = 4
    """Several records state the link, all of one agency."""
    NONE = 5
    """Records of two agencies or more state the link."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One record's statement of a link: ``key`` of ``start`` states it of ``other`` of ``end``."""

    start: str
    end: str
    type: str
    key: str
    other: str
    at: str
    """When, ISO text in UTC to the minute, or ""."""


@dataclass(frozen=True, slots=True)
class Link:
    """All statements of one type between two items, as read along the path."""

    type: str
    outgoing: bool
    """Whether it leads along the path, not against it."""
    records: int
    agencies: tuple[str, ...]
    keys: tuple[str, ...]
    """Keys of at most ``KEYS`` of the records."""
    first: str
    last: str

    @property
    def words(self) -> str:
        """The link as read along the path."""
        return link_words(self.type, self.outgoing)


@dataclass(frozen=True, slots=True)
class Step:
    """From one item of a path to the next."""

    start: str
    end: str
    links: tuple[Link, ...]
    records: int
    """Different records that state any of the links."""
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A weak point: of an item, or of the step that ends at it."""

    weakness: Weakness
    item: str
    records: int
    """Records that the point rests on."""
    words: str


@dataclass(frozen=True, slots=True)
class Path:
    """Items in order with what ties each to the next."""

    items: tuple[str, ...]
    steps: tuple[Step, ...]
    points: tuple[Point, ...]
    """Weakest first."""
    agencies: tuple[str, ...]
    records: int
    name: str
    """The first record keys of its items: a stable order among equals."""

    @property
    def strength(self) -> tuple[tuple[int, int], ...]:
        """Sorts the strongest path first: by the weakest point, then by the next weakest."""
        weak = [(p.weakness, p.records) for p in self.points]
        sound = [(Weakness.NONE, s.records) for s in self.steps if len(s.agencies) > 1]
        ends = (-Weakness.NONE - 1, 0)
        return (*((-w, -n) for w, n in sorted([*weak, *sound])), ends)

    @property
    def weakest(self) -> Point | None:
        """The point at which it is weakest; None where nothing is weak."""
        return self.points[0] if self.points else None


def by_strength(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The path whose weakest point is strongest first; among equals the shorter, then by name."""
    return tuple(sorted(paths, key=lambda p: (p.strength, len(p.steps), p.name)))


def by_length(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The shortest path first; among equals the stronger, then by name."""
    return tuple(sorted(paths, key=lambda p: (len(p.steps), p.strength, p.name)))


@dataclass(frozen=True, slots=True)
class Through:
    """In which part of its records a path comes to an item, and from which it goes on."""

    item: str
    enters: int
    leaves: int


def through(
    items: Sequence[str], joins: Sequence[Collection[tuple[int, int]]]
) -> tuple[Through, ...]:
    """How a path leads through its items' parts with the fewest changes of part.

    Args:
        items: in order.
        joins: by step the pairs of parts, of its start and its end, that some statement ties.
    """
    best: dict[int, Led] = {}
    for step, pairs in enumerate(joins):
        onward: dict[int, Led] = {}
        for leaves, enters in sorted(pairs):
            before = best.items() if step else [(leaves, (0, ()))]
            found: Led = min(
                (changes + (part != leaves), (*chain, (leaves, enters)))
                for part, (changes, chain) in before
            )
            if enters not in onward or found < onward[enters]:
                onward[enters] = found
        best = onward
    _, chain = min(best.values())
    first, last = chain[0], chain[-1]
    between = [Through(item, chain[n][1], chain[n + 1][0]) for n, item in enumerate(items[1:-1])]
    return (
        Through(items[0], first[0], first[0]),
        *between,
        Through(items[-1], last[1], last[1]),
    )


def path(
    items: Sequence[str],
    behind: Mapping[tuple[str, str], Sequence[Behind]],
    parts: Mapping[str, FirmParts],
    cards: Mapping[str, Card],
    hubs: Mapping[str, int],
    *,
    name: str,
    firm: bool,
) -> Path:
    """A path with its evidence.

    Args:
        items: ids in order.
        behind: by the two ids, smaller first, what states the links between them.
        parts: of the items that are entities.
        cards: of the items.
        hubs: neighbours of those items that are hubs.
        firm: keep only statements of the parts through which the path leads unbroken.
    """
    of = {id_: found.part_of() for id_, found in parts.items()}
    steps_behind = [_along(behind, a, b) for a, b in pairwise(items)]
    joins = [
        {_parts_of(one, a, b, of) for one in those}
        for those, a, b in zip(steps_behind, items, items[1:], strict=False)
    ]
    led = through(items, joins)
    if firm:
        steps_behind = [
            [one for one in those if _parts_of(one, a.item, b.item, of) == (a.leaves, b.enters)]
            for those, a, b in zip(steps_behind, led, led[1:], strict=False)
        ]
    steps = tuple(
        _step(a, b, those) for a, b, those in zip(items, items[1:], steps_behind, strict=False)
    )
    points = [
        *_merges(led, parts, cards, firm=firm),
        *(_hub(item, hubs[item], cards) for item in items[1:-1] if item in hubs),
        *filter(None, (_thin(step, cards) for step in steps)),
    ]
    keys = {one.key for those in steps_behind for one in those}
    return Path(
        items=tuple(items),
        steps=steps,
        points=tuple(sorted(points, key=lambda p: (p.weakness, p.records, p.words))),
        agencies=tuple(sorted({owner_of(key) for key in keys})),
        records=len(keys),
        name=name,
    )


def _along(behind: Mapping[tuple[str, str], Sequence[Behind]], a: str, b: str) -> list[Behind]:
    return [*behind.get((min(a, b), max(a, b)), ())]


def _parts_of(one: Behind, a: str, b: str, of: Mapping[str, Mapping[str, int]]) -> tuple[int, int]:
    """The parts of two items that a statement ties; a reference has one only."""
    at_a, at_b = (one.key, one.other) if one.start == a else (one.other, one.key)
    return of.get(a, {}).get(at_a, 0), of.get(b, {}).get(at_b, 0)


def _step(a: str, b: str, behind: Iterable[Behind]) -> Step:
    found: defaultdict[tuple[str, bool], list[Behind]] = defaultdict(list)
    for one in behind:
        found[one.type, one.start == a].append(one)
    links = []
    for (type_, outgoing), those in sorted(found.items(), key=lambda f: (f[0][0], not f[0][1])):
        keys = sorted({one.key for one in those})
        times = sorted(one.at for one in those if one.at)
        links.append(
            Link(
                type_,
                outgoing,
                len(keys),
                tuple(sorted(set(map(owner_of, keys)))),
                tuple(keys[:KEYS]),
                when(times[0]) if times else "",
                when(times[-1]) if times else "",
            )
        )
    keys_ = {one.key for those in found.values() for one in those}
    return Step(a, b, tuple(links), len(keys_), tuple(sorted(set(map(owner_of, keys_)))))


def _merges(
    led: Sequence[Through],
    parts: Mapping[str, FirmParts],
    cards: Mapping[str, Card],
    *,
    firm: bool,
) -> Iterable[Point]:
    for place, one in enumerate(led):
        held = parts.get(one.item)
        if held is None or held.firm:
            continue
        enters, leaves = held.parts[one.enters], held.parts[one.leaves]
        title = cards[one.item].title
        if one.enters != one.leaves:
            yield Point(
                Weakness.MERGE,
                one.item,
                len(enters) + len(leaves),
                visible(
                    f"{title} is entered by {_few(enters)} and left by {_few(leaves)}: scores "
                    "alone make these one, and nobody reviewed it"
                ),
            )
        elif place in (0, len(led) - 1):
            every = sum(map(len, held.parts))
            yield Point(
                Weakness.END,
                one.item,
                len(enters),
                visible(_end(title, enters, every, firm=firm)),
            )


def _end(title: str, meant: Sequence[str], every: int, *, firm: bool) -> str:
    """On how many records of an end a path rests, and what joins it to its others."""
    of = f"of the {many(every, 'record')} of {title}"
    others = every - len(meant)
    those = "the other one" if others == 1 else f"the other {others:,}"
    if len(meant) == 1:
        rests = f"The path rests on one {of}, {record_key(meant[0])}"
        alone = f"Scores alone join {those} to it, and nobody has reviewed that"
    else:
        rests = (
            f"{len(meant):,} {of} are joined by reviews or exact identifiers, and the path rests "
            "on those"
        )
        alone = f"Scores alone join {those}, and nobody has reviewed that"
    if firm:
        return f"{rests}. {alone}. That concerns only this end itself, no step of the path"
    return f"{rests}. {alone}"


def _hub(item: str, neighbours: int, cards: Mapping[str, Card]) -> Point:
    others = f"{many(neighbours, 'other')} {are(neighbours)}"
    words = f"{cards[item].title} is a hub: {others} tied to it"
    return Point(Weakness.HUB, item, 0, visible(words))


def _thin(step: Step, cards: Mapping[str, Card]) -> Point | None:
    if len(step.agencies) > 1:
        return None
    ends = f"{cards[step.start].title} – {cards[step.end].title}"
    agency = step.agencies[0]
    if step.records == 1:
        key = step.links[0].keys[0]
        words = f"{ends}: one record of {agency} says so, {record_key(key)}"
        return Point(Weakness.ONE_RECORD, step.end, 1, visible(words))
    words = f"{ends}: {many(step.records, 'record')}, all of {agency}"
    return Point(Weakness.ONE_AGENCY, step.end, step.records, visible(words))


def _few(keys: Sequence[str]) -> str:
    first = record_key(keys[0])
    return first if len(keys) == 1 else f"{first} and {len(keys) - 1:,} more"
