"""The piece of the graph between two ends, read level by level from whichever end has less to read.

    start ─ 4 ─ 31 ─ 212 │ 640 ─ 25 ─ 3 ─ goal      six ties: three levels from either end

Every statement is filtered for the viewer, so hubs, fronts and where a search stops follow from
viewable links alone. What is looked at here is not shown; what is shown is read by others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from workbench.access.gateway import Gateway
from workbench.explore.ways import ALWAYS, Span, fits

HUB = 100
"""Viewable neighbours beyond which an item lies on ways by its size alone, as a courthouse does."""
FLOOD = 5_000
"""Viewable neighbours beyond which an item is never passed, also where hubs may be."""
WIDEST = 3_000
"""Items on a level beyond which a search reads no further from that end."""

TOGETHER = 200
"""Items on both levels up to which both are read at once: the way to the server costs more."""
WIDE = 300
"""Items for which an end that is a hub counts: the other end is read first, and may come to it."""
LEVELS = 3
"""Levels read from an end: half of the longest path."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which links and items ways may use."""

    types: tuple[str, ...] | None = None
    """Link types; all where None."""
    since: str = ""
    until: str = ""
    """First and last moment of the window, ISO text in UTC to the minute; "" is open."""
    ordered: bool = False
    """Ties in order of time, from the start on; those without a date are left out."""
    hub: int = HUB
    """Viewable neighbours beyond which an item is not passed."""

    @property
    def dated(self) -> bool:
        """Whether the dates of links count."""
        return bool(self.since or self.until or self.ordered)


@dataclass(slots=True)
class Ground:
    """What was read so far, and by whom."""

    gateway: Gateway
    allowed: Allowed
    ends: frozenset[str]
    """Never taken for hubs."""
    wide: frozenset[str] = frozenset()
    """Ends that are hubs."""
    told: bool = False
    """Read directions as well, which dates bring with them."""
    near: dict[str, dict[str, list[Span]]] = field(default_factory=dict)
    directions: set[tuple[str, str]] = field(default_factory=set)
    """Start and end of the links between two items, where they were read."""
    read: set[str] = field(default_factory=set)
    """Items all of whose neighbours were read."""
    hubs: dict[str, set[str]] = field(default_factory=dict)
    """Items that are not passed, by the items that are tied to them."""
    stopped: int | None = None
    """Ties up to which all ways are known, where there were too many items to go on."""


def grow(ground: Ground, ids: Collection[str], among: Collection[str] | None = None) -> None:
    """Read the neighbours of items, or of them only those that are ``among`` some."""
    unread = sorted(set(ids) - ground.read)
    if not unread:
        return
    if among is None:
        ground.read.update(unread)
    allowed = ground.allowed
    dated = allowed.dated or ground.told
    rows = ground.gateway.read(
        "path_near_dated" if dated else "path_near",
        ids=unread,
        types=list(allowed.types) if allowed.types is not None else None,
        among=sorted(among) if among is not None else None,
        hub=allowed.hub,
    )
    for row in rows:
        if row["hub"] and row["near"] not in ground.ends:
            ground.hubs.setdefault(row["near"], set())
    for row in rows:
        for tie in row["ties"]:
            if not dated:
                _tie(ground, tie, row["near"], ALWAYS)
                continue
            at, outgoing, first, last = tie
            if not fits(first, last, allowed.since, allowed.until):
                continue
            if allowed.ordered and not first:
                continue
            _tie(ground, at, row["near"], (first, last) if allowed.ordered else ALWAYS)
            ends = (at, row["near"])
            ground.directions.add(ends if outgoing else ends[::-1])


def _tie(ground: Ground, one: str, other: str, span: Span) -> None:
    if other in ground.hubs:
        ground.hubs[other].add(one)
        return
    for here, there in ((one, other), (other, one)):
        spans = ground.near.setdefault(here, {}).setdefault(there, [])
        if span not in spans:
            spans.append(span)


def between(ground: Ground, start: str, goal: str, most: int) -> Iterator[int]:
    """Grow from both ends. Yields each length of which all ways are known, the shortest first.

    Both ends grow in one statement while that is little to read, then the narrower alone: a hub
    at one end may be come to from the other without its neighbours being read. Ends early, with
    ``ground.stopped``, where both levels are too wide.
    """
    fronts: list[set[str]] = [{start}, {goal}]
    seen: list[set[str]] = [{start}, {goal}]
    known = 0
    while known < most:
        if not all(fronts):
            # one end was read to its last item: every way is known, of whatever length
            yield from range(known + 1, most + 1)
            return
        sides = _sides(ground, fronts)
        if not sides:
            ground.stopped = known
            return
        last = known + 1 == most
        if last:
            sides = sides[:1]
        # the last tie must come to what the other end knows
        among = seen[1 - sides[0]] | ground.hubs.keys() if last else None
        grow(ground, {id_ for side in sides for id_ in fronts[side]}, among)
        for side in sides:
            reached = {o for id_ in fronts[side] for o in ground.near.get(id_, ())} - seen[side]
            seen[side] |= reached
            fronts[side] = reached - {start, goal}
            known += 1
            yield known


def _sides(ground: Ground, fronts: Sequence[Collection[str]]) -> list[int]:
    """The ends to grow from, the narrower first; none where both levels are too wide."""
    widths = [sum(WIDE if id_ in ground.wide else 1 for id_ in front) for front in fronts]
    order = sorted((0, 1), key=lambda side: widths[side])
    if sum(widths) <= TOGETHER:
        return order
    return [side for side in order[:1] if len(fronts[side]) <= WIDEST]


def joining(ground: Ground, start: str, goal: str) -> list[str]:
    """Hubs that were not passed although items tied to them are come to from both ends.

    Where one end was read to its last item, the search never read on from the other: that is done
    here, so that a hub between them is told.
    """
    for _ in range(LEVELS if ground.hubs else 0):
        unread = (_near(ground, start, goal) | _near(ground, goal, start)) - ground.read
        if not unread or len(unread) > WIDEST:
            break
        grow(ground, unread)
    from_start, from_goal = _near(ground, start, goal), _near(ground, goal, start)
    return sorted(
        hub for hub, tied in ground.hubs.items() if tied & from_start and tied & from_goal
    )


def _near(ground: Ground, end: str, other: str) -> set[str]:
    """The end and all that is tied to it, without the other end and what lies behind that."""
    found, front = {end}, [end]
    while front:
        tied = {o for id_ in front for o in ground.near.get(id_, ())}
        front = [id_ for id_ in tied - found if id_ != other]
        found.update(front)
    return found
