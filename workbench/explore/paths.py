"""Paths between two items, and what connects several: found, explained and ranked for one viewer.

    start ─ tie ─ item ─ tie ─ goal      the shortest first, then cut; then by what they rest on

How they are searched, and what "firm" means: docs/adr/0033-paths-are-searched-from-both-ends.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise
from zlib import crc32

from workbench.access.beside import beside
from workbench.access.gateway import Gateway
from workbench.access.reads import Probe, answers
from workbench.explore import ground as grounds
from workbench.explore.cards import Card, cards_of
from workbench.explore.evidence import Behind, Path, by_length, by_strength, path
from workbench.explore.expand import Tie
from workbench.explore.expand import between as ties_between
from workbench.explore.firm import Firm, firm_ways
from workbench.explore.ground import FLOOD, HUB, Allowed, Ground
from workbench.explore.merges import firm_parts
from workbench.explore.ways import Ways, fits, relevant, search
from workbench.explore.words import many, moments
from workbench.records.vocabulary import LinkType

K = 5
HOPS = 6
COUNTED = 1_000
"""Ways counted of one length before "more than" is said."""
MOST_ENDS = 8
"""Items of which all pairs are connected."""
NAMED = 5
"""Hubs told by name."""
_OLDEST, _YOUNGEST = "", "9999"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What paths are asked for."""

    k: int = K
    """Paths shown."""
    hops: int = HOPS
    """Links from end to end, at most."""
    types: tuple[str, ...] | None = None
    """Link types that may be used; all where None."""
    since: date | None = None
    until: date | None = None
    """First and last day, on the host's clock, of which some part must lie in a link's dates."""
    ordered: bool = False
    """Links in order of time, from the start to the goal."""
    avoid_hubs: bool = True
    hub: int = HUB
    """Viewable neighbours beyond which an item is a hub."""
    firm: bool = False
    """Leave out merges that nobody reviewed."""


@dataclass(frozen=True, slots=True)
class Hub:
    """An item that was met and not passed."""

    card: Card
    neighbours: int
    """Viewable ones; one more than ``FLOOD`` where there are more."""
    joins: bool
    """Whether it would tie the ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """Paths, the strongest first, and what was tried."""

    ends: tuple[str, ...]
    paths: tuple[Path, ...]
    cards: Mapping[str, Card]
    counted: int
    """Paths that are as short as those shown, these included."""
    more: bool
    """There are more than were counted."""
    tried: str
    helps: tuple[str, ...] = ()
    """What would help where nothing, or too little, was found."""
    avoided: int = 0
    """Hubs that were met and not passed; ``hubs_between`` names them."""

    @property
    def shortest_first(self) -> tuple[Path, ...]:
        """The same paths by length."""
        return by_length(self.paths)


@dataclass(frozen=True, slots=True)
class Network:
    """What connects several items: shortest paths of all pairs, and all links among what lies on
    them."""

    ends: tuple[str, ...]
    paths: tuple[Path, ...]
    """Shortest paths of every pair, the strongest first."""
    cards: Mapping[str, Card]
    ties: tuple[Tie, ...]
    apart: tuple[tuple[str, str], ...]
    """Pairs that nothing connects."""
    cut: int
    """Pairs of which more paths are as short as those shown."""
    left: int
    """Ends that were left out, since there were too many."""
    tried: str
    helps: tuple[str, ...] = ()
    avoided: int = 0


@dataclass(slots=True)
class _Search:
    """One answer's search: the ground that its pairs share, and the names read so far."""

    wanted: Wanted
    ground: Ground
    names: dict[str, str] = field(default_factory=dict)
    firm: Firm = field(default_factory=Firm)


def _probed(probe: Probe) -> Wanted:
    """Some choice of options for a probe, the same for the same probe; none for a mere key."""
    if probe.text == probe.key:
        return Wanted()
    bits = crc32(f"{probe.text} {probe.key}".encode())
    return Wanted(
        k=1 + bits % 4,
        hops=3 + bits // 4 % 4,
        ordered=bits // 16 % 4 == 0,
        since=date(2024, 1, 1) if bits // 64 % 4 == 0 else None,
        avoid_hubs=bits // 256 % 4 != 0,
        hub=2 + bits // 1024 % 8,
        firm=bits // 8192 % 2 == 0,
    )


@answers(lambda probe: (probe.id, probe.ids[-1] if probe.ids else probe.id, _probed(probe)))
def paths(gateway: Gateway, start: str, goal: str, wanted: Wanted = Wanted()) -> Found:
    """The shortest paths between two entities or references, the strongest first.

    Of paths of one length those whose items' first record keys come first are kept.
    """
    if start == goal:
        return Found((start, goal), (), {}, 0, False, "Both ends are the same.")
    made = _begin(gateway, (start, goal), wanted)
    ways = _ways(made, start, goal)
    cards, shown = _shown(made, ways.found)
    return Found(
        ends=(start, goal),
        paths=by_strength(shown),
        cards=cards,
        counted=ways.counted,
        more=ways.more,
        tried=tried(wanted),
        helps=_helps(made, bool(ways.found)),
        avoided=len(made.ground.hubs),
    )


@answers(lambda probe: (probe.id, probe.ids[-1] if probe.ids else probe.id, _probed(probe)))
def hubs_between(
    gateway: Gateway, start: str, goal: str, wanted: Wanted = Wanted()
) -> tuple[Hub, ...]:
    """Some hubs that a search meets and does not pass, those first that would tie the ends."""
    made = _begin(gateway, (start, goal), wanted)
    for _ in grounds.between(made.ground, start, goal, wanted.hops):
        pass
    joining = grounds.joining(made.ground, start, goal)
    _name(made, made.ground.hubs)
    order = sorted(
        made.ground.hubs, key=lambda id_: (id_ not in joining, made.names.get(id_, id_))
    )[:NAMED]
    sizes = _neighbours(gateway, order, 0)
    cards = _cards(gateway, order)
    return tuple(Hub(cards[id_], sizes[id_], id_ in joining) for id_ in order if id_ in cards)


@answers(lambda probe: (probe.ids[:4], _probed(probe)))
def connections(
    gateway: Gateway,
    ids: Collection[str],
    wanted: Wanted = Wanted(),
) -> Network:
    """What connects several entities or references: the shortest paths of every pair."""
    known = tuple(cards_of(gateway, ids))
    ends, left = known[:MOST_ENDS], max(0, len(known) - MOST_ENDS)
    made = _begin(gateway, ends, wanted)
    ways: list[tuple[str, ...]] = []
    apart, cut = [], 0
    for start, goal in combinations(ends, 2):
        found = _ways(made, start, goal, shortest=True)
        ways += found.found
        cut += found.counted > len(found.found) or found.more
        if not found.found:
            apart.append((start, goal))
    cards, shown = _shown(made, ways, ends)
    types = wanted.types
    ties = ties_between(gateway, {item for way in (ends, *ways) for item in way})
    return Network(
        ends=ends,
        paths=by_strength(shown),
        cards=cards,
        ties=tuple(tie for tie in ties if types is None or tie.type in types),
        apart=tuple(apart),
        cut=cut,
        left=left,
        tried=tried(wanted),
        helps=_helps(made, not apart),
        avoided=len(made.ground.hubs),
    )


def _cards(gateway: Gateway, *ids: Iterable[str]) -> dict[str, Card]:
    return cards_of(gateway, (id_ for some in ids for id_ in some))


def _begin(gateway: Gateway, ends: Collection[str], wanted: Wanted) -> _Search:
    since, until = moments(wanted.since, wanted.until)
    allowed = Allowed(
        types=wanted.types,
        since=since,
        until=until,
        ordered=wanted.ordered,
        hub=wanted.hub if wanted.avoid_hubs else FLOOD,
    )
    wide = frozenset(_neighbours(gateway, ends, HUB, HUB + 1))
    return _Search(wanted, Ground(gateway, allowed, frozenset(ends), wide, wanted.firm))


def _ways(made: _Search, start: str, goal: str, *, shortest: bool = False) -> Ways[str]:
    """Ways by length until there are enough; with ``shortest`` those of the least length only."""
    ways: Ways[str] = Ways()
    wanted, ground = made.wanted, made.ground
    for length in grounds.between(ground, start, goal, wanted.hops):
        items = relevant(ground.near, {start}, {goal}, length)
        if not items:
            continue
        _name(made, items)
        if wanted.firm:
            ways = firm_ways(
                made.firm, ground, items, (start, goal), length,
                most=wanted.k, count=COUNTED, name=made.names, ways=ways,
            )  # fmt: skip
        else:
            ways = search(
                ground.near, {start}, {goal}, length,
                most=wanted.k, count=COUNTED, name=lambda id_: made.names.get(id_, id_), ways=ways,
            )  # fmt: skip
        if len(ways.found) >= wanted.k or ways.more or (shortest and ways.found):
            break
    return ways


def _name(made: _Search, items: Iterable[str]) -> None:
    """Read by what items are ordered: an entity's first record key; a reference is its own."""
    new = {item for item in items if item not in made.names}
    made.names |= {item: item for item in new if ":" in item}
    if entities := sorted(item for item in new if ":" not in item):
        rows = made.ground.gateway.read("path_names", ids=entities)
        made.names |= {row["at"]: row["first"] for row in rows}


def _shown(
    made: _Search, ways: Sequence[tuple[str, ...]], ends: Sequence[str] = ()
) -> tuple[dict[str, Card], list[Path]]:
    """Cards of all items, and ways as paths with their evidence."""
    gateway, wanted = made.ground.gateway, made.wanted
    if not ways:
        return _cards(gateway, ends), []
    items = sorted({item for way in ways for item in way})
    pairs = {(min(pair), max(pair)) for way in ways for pair in pairwise(way)}
    cards, behind, parts = beside(
        lambda: _cards(gateway, ends, *ways),
        lambda: _behind(made, pairs),
        lambda: firm_parts(gateway, items),
    )
    inner = sorted({item for way in ways for item in way[1:-1]})
    hubs = {} if wanted.avoid_hubs else _neighbours(gateway, inner, wanted.hub)
    return cards, [
        path(way, behind, parts, cards, hubs,
             name=" ".join(made.names.get(item, item) for item in way), firm=wanted.firm)
        for way in ways
        # what changed between two reads is left out
        if all((min(pair), max(pair)) in behind for pair in pairwise(way))
    ]  # fmt: skip


def _behind(
    made: _Search, pairs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Behind]]:
    """What states the links of pairs: of each type of which some part lies in the window, all.

    Without unreviewed merges each statement counts for itself, and must lie in the window.
    """
    both = [[*pair] for a, b in sorted(pairs) for pair in ((a, b), (b, a)) if ":" not in pair[0]]
    types = made.wanted.types
    rows = made.ground.gateway.read(
        "path_behind",
        pairs=both,
        types=list(types) if types is not None else [type_.value for type_ in LinkType],
    )
    links: dict[tuple[str, str, str], list[Behind]] = {}
    for row in rows:
        one = Behind(row["start"], row["end"], row["type"], row["key"], row["other"], row["at"])
        links.setdefault((one.start, one.end, one.type), []).append(one)
    allowed = made.ground.allowed
    found: dict[tuple[str, str], list[Behind]] = {}
    for (start, end, _), those in links.items():
        if made.wanted.firm:
            those = [one for one in those if fits(one.at, one.at, allowed.since, allowed.until)]
        times = sorted(one.at for one in those if one.at)
        first, last = (times[0], times[-1]) if times else ("", "")
        if not fits(first, last, allowed.since, allowed.until) or (allowed.ordered and not first):
            continue
        found.setdefault((min(start, end), max(start, end)), []).extend(those)
    return found


def _neighbours(
    gateway: Gateway, ids: Collection[str], more_than: int, limit: int = FLOOD + 1
) -> dict[str, int]:
    """The number of viewable neighbours of those that have more than so many, up to a limit."""
    if not ids:
        return {}
    rows = gateway.read("path_hubs", ids=sorted(ids), many=more_than, limit=limit)
    return {row["at"]: row["neighbours"] for row in rows}


def tried(wanted: Wanted) -> str:
    """What was searched, in one sentence."""
    said = [f"paths of up to {many(wanted.hops, 'link')}"]
    if wanted.types is not None:
        said.append(f"over {many(len(wanted.types), 'kind')} of link")
    if wanted.since or wanted.until:
        since, until = wanted.since or "the beginning", wanted.until or "today"
        said.append(f"seen between {since} and {until}")
    if wanted.ordered:
        said.append("in order of time from the first end")
    hubs = f"past hubs (more than {wanted.hub:,} neighbors)"
    said.append(f"never {hubs}" if wanted.avoid_hubs else f"also {hubs}")
    if wanted.firm:
        said.append("over records joined by reviews and exact identifiers only")
    return "Searched " + ", ".join(said) + "."


def _hubs_named(made: _Search) -> str:
    """The hubs to which most was tied, where there are several ends; those of two are listed."""
    hubs = made.ground.hubs
    if len(made.ground.ends) <= 2:
        return ""
    first = sorted(hubs, key=lambda id_: (-len(hubs[id_]), id_))[:NAMED]
    names = [card.title for card in _cards(made.ground.gateway, first).values()]
    return f": {', '.join(names)}{' and others' if len(hubs) > len(first) else ''}"


def _helps(made: _Search, found: bool) -> tuple[str, ...]:
    """What would help: where nothing was found everything that was narrowed."""
    wanted, stopped = made.wanted, made.ground.stopped
    said = []
    if stopped is not None:
        said.append(
            f"The search ended at {many(stopped, 'link')}: more than {grounds.WIDEST:,} items lie "
            "on either side, so there may be longer paths. Allow fewer kinds of link, or a "
            "narrower window of dates."
        )
    if found or stopped is not None:  # what else would help, widens the search
        return tuple(said)
    if wanted.avoid_hubs and (met := len(made.ground.hubs)):
        were = "was" if met == 1 else "were"
        said.append(f"Allow hubs: {met:,} {were} met and not passed{_hubs_named(made)}.")
    if wanted.hops < HOPS:
        said.append(f"Allow longer paths, up to {HOPS} links.")
    if wanted.types is not None:
        said.append("Allow other kinds of link.")
    if wanted.since or wanted.until:
        said.append("Widen the window of dates; links without a date are in none.")
    if wanted.ordered:
        said.append("Give up the order of time, or search from the other end.")
    if wanted.firm:
        said.append("Let merges count that nobody reviewed, or have them reviewed.")
    return tuple(said)
