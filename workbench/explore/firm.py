"""Ways over records that reviews and exact identifiers join: each item falls into its firm parts.

incident ─ record ═ same FBI number ═ record ─ vehicle       one part: the way leads through
incident ─ record ┄ alike, unreviewed ┄ record ─ vehicle     two parts: it does not
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from workbench.explore.ground import Ground
from workbench.explore.merges import FirmParts, firm_parts
from workbench.explore.ways import ALWAYS, Span, Ways, fits, search
from workbench.records.vocabulary import LinkType

Part = tuple[str, int]
"""An item's id and the place of one of its firm parts; a reference has the part 0."""


@dataclass(slots=True)
class Firm:
    """Parts of items, and what ties them, as far as it was read."""

    parts: dict[str, FirmParts] = field(default_factory=dict)
    of: dict[str, dict[str, int]] = field(default_factory=dict)
    """By item the part of each of its records."""
    near: dict[Part, dict[Part, list[Span]]] = field(default_factory=dict)
    read: set[tuple[str, str]] = field(default_factory=set)
    """Starts and ends of the links that were read."""

    def all_of(self, item: str) -> set[Part]:
        """Every part of an item."""
        found = self.parts.get(item)
        return {(item, place) for place in range(len(found.parts) if found else 1)}


def firm_ways(
    firm: Firm,
    ground: Ground,
    items: Collection[str],
    ends: tuple[str, str],
    length: int,
    *,
    most: int,
    count: int,
    name: Mapping[str, str],
    ways: Ways[str],
) -> Ways[str]:
    """The ways of ``length`` ties, after those of ``ways``, that rest on no unreviewed merge.

    Args:
        items: all through which such ways can lead.
        ends: of which any part may begin or end a way.
    """
    _read(firm, ground, set(items))
    inside = {part for item in items for part in firm.all_of(item)}
    near = {
        part: {o: s for o, s in firm.near.get(part, {}).items() if o in inside} for part in inside
    }
    # ways of one shape over different parts are one for the reader: the first stands for them
    held: Ways[Part] = Ways(
        [tuple((item, 0) for item in way) for way in ways.found], ways.counted, ways.more
    )
    found = search(
        near,
        firm.all_of(ends[0]),
        firm.all_of(ends[1]),
        length,
        most=most,
        count=count,
        name=lambda part: f"{name[part[0]]} {part[1]:06}",
        alike=lambda part: part[0],
        ways=held,
    )
    return Ways([tuple(item for item, _ in way) for way in found.found], found.counted, found.more)


def _read(firm: Firm, ground: Ground, items: set[str]) -> None:
    new = firm_parts(ground.gateway, items - firm.parts.keys())
    firm.parts |= new
    firm.of |= {id_: parts.part_of() for id_, parts in new.items()}
    pairs = sorted(
        pair for pair in ground.directions - firm.read if pair[0] in items and pair[1] in items
    )
    if not pairs:
        return
    firm.read.update(pairs)
    allowed = ground.allowed
    types = allowed.types if allowed.types is not None else [type_.value for type_ in LinkType]
    rows = ground.gateway.read("path_joins", pairs=[[*pair] for pair in pairs], types=list(types))
    seen: defaultdict[tuple[Part, Part], list[str]] = defaultdict(list)
    for row in rows:
        start, end = row["of"], row["to"]
        for key, other, at in row["joins"]:
            if not fits(at, at, allowed.since, allowed.until):
                continue
            one = (start, firm.of.get(start, {}).get(key, 0))
            seen[one, (end, firm.of.get(end, {}).get(other, 0))].append(at)
    for (one, other), moments in seen.items():
        times = sorted(filter(None, moments))
        first, last = (times[0], times[-1]) if times else ("", "")
        if allowed.ordered and not first:
            continue
        span = (first, last) if allowed.ordered else ALWAYS
        for here, there in ((one, other), (other, one)):
            spans = firm.near.setdefault(here, {}).setdefault(there, [])
            if span not in spans:
                spans.append(span)
