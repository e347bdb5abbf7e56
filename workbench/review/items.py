"""The queue: what a supervisor should decide next, by what a decision can be expected to mend.

    pairs in doubt ── of one item, or of the same two ──► one item    proposals, contests ──► items
    effect = chance that what stands is wrong × records on one side × records on the other

Only what rests on records that the viewer may view is in it: pairs are in doubt for each view
profile by what that profile sees, as if the rest had never been loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from workbench.access.dissemination import owner_of
from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.records.vocabulary import ENTITY_OF, Kind
from workbench.resolution.doubt import Ground
from workbench.resolution.scored import UNITS

PER_MILLION = 1_000_000
"""Chances are kept as whole numbers of it."""


class Why(StrEnum):
    """What an item is in the queue for, beside the grounds on which a pair is in doubt."""

    PROPOSED = "proposed"
    APPROVAL = "approval"
    CONTESTED = "contested"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Item:
    """Two sides to compare: of one item that may be two, or of two that may be one."""

    id: str
    kind: Kind
    """Of what it is about: person, vehicle, location, incident or item."""
    left: str
    right: str
    """Keys of the two records that stand for the sides."""
    together: bool
    """Whether the sides are one now."""
    bits: float
    """Weight of the two records."""
    grounds: tuple[str, ...]
    """Why it waits, the gravest first."""
    items: tuple[str, ...]
    """Ids of the one or two items concerned."""
    sizes: tuple[int, int]
    agencies: tuple[str, ...]
    chance: float
    """That what stands is wrong."""
    pairs: int
    """Pairs in doubt that one answer settles."""
    proposal: str = ""
    decision: str = ""
    """Id of what is contested, or was made on another revision."""
    note: str = ""

    @property
    def effect(self) -> float:
        """The wrong pairs of records that a decision is expected to mend."""
        return self.chance * self.sizes[0] * self.sizes[1]

    @property
    def crosses(self) -> bool:
        """Whether records of two agencies or more are concerned."""
        return len(self.agencies) > 1


def item_id(left: str, right: str) -> str:
    """Names an item by the two records that stand for its sides."""
    text = "\n".join(sorted((left, right)))
    return blake2b(text.encode(), digest_size=8).hexdigest()


@answers(lambda probe: ())
def doubted(gateway: Gateway) -> tuple[Item, ...]:
    """All that is in doubt for the viewer, what mends most first."""
    rows = gateway.read("review_doubts")
    of: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        of.setdefault(tuple(sorted({row["left_item"], row["right_item"]})), []).append(row)
    ids = sorted({id_ for items in of for id_ in items})
    known = {row["id"]: row for row in gateway.read("review_items", ids=ids)} if ids else {}
    found = [_item(items, group, known) for items, group in of.items()
             if all(id_ in known for id_ in items)]  # fmt: skip
    return tuple(sorted(found, key=by_effect))


def by_effect(item: Item) -> tuple[bool, float, str]:
    """Sorts what people ask about first, then what mends most."""
    asked = item.grounds[:1] in [(why.value,) for why in (Why.CONTESTED, Why.APPROVAL)]
    return not asked, -round(item.effect, 6), item.id


def agencies_of(keys: Iterable[str]) -> tuple[str, ...]:
    """The agencies whose records these are."""
    return tuple(sorted(set(map(owner_of, keys))))


def _item(
    items: tuple[str, ...], rows: list[Mapping[str, Any]], known: Mapping[str, Mapping[str, Any]]
) -> Item:
    """One item of all pairs in doubt between the same two, or within the same one.

    The pair that mends most stands for it.
    """
    first = min(rows, key=lambda row: (-_effect(row, known), row["left"], row["right"]))
    grounds = {ground for row in rows for ground in row["grounds"]}
    agencies = sorted({code for id_ in items for code in known[id_]["agencies"]})
    return Item(
        id=item_id(first["left"], first["right"]),
        kind=ENTITY_OF[Kind(first["kind"])],
        left=first["left"],
        right=first["right"],
        together=first["together"],
        bits=first["weight"] / UNITS,
        grounds=tuple(ground.value for ground in _BY_GRAVITY if ground.value in grounds),
        items=items,
        sizes=_sizes(first, known),
        agencies=tuple(agencies),
        chance=first["chance"] / PER_MILLION,
        pairs=len(rows),
    )


_BY_GRAVITY = (
    *(Ground.FINGERPRINT, Ground.VIN, Ground.SSN, Ground.LICENSE, Ground.AGE, Ground.SUFFIX),
    *(Ground.SEX, Ground.BRIDGE, Ground.WEAK, Ground.APART, Ground.UNCERTAIN),
)


def _effect(row: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> float:
    one, other = _sizes(row, known)
    return float(row["chance"]) * one * other


def _sizes(row: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> tuple[int, int]:
    if row["together"]:
        return row["one"], row["other"]
    return known[row["left_item"]]["records"], known[row["right_item"]]["records"]
