"""The pairs that are kept of a resolution, and the clustering of any part of it by them alone.

    record ◄── folded ── first record of a statement ── weighed ── first record of another

A weight is kept once for two statements, by their first records; the other records of a statement
are kept with its first. So whatever records are left out, nothing has to be compared again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from workbench.resolution.component import Pair, Said, clustered


class Reason(StrEnum):
    """Why a pair of records waits for a reviewer."""

    UNCERTAIN = "uncertain"
    """A little speaks against its being one, or too little is said."""
    APART = "apart"
    """It looks like one, and other records or decisions hold it apart."""
    FINGERPRINT = "fingerprint"
    """One entity, with two numbers of one register that goes by fingerprints."""


class Use(StrEnum):
    """What clustering makes of a kept pair."""

    WEIGHED = "weighed"
    """The weight holds between all records of the two statements whose first records these are."""
    FOLDED = "folded"
    """The two say the same; the weight, a positive one, is that between any two that say it."""
    SHOWN = "shown"
    """Nothing: the pair is there for a reviewer."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A pair of records by key, ``left < right``, its weight, and what it is kept for."""

    left: str
    right: str
    weight: int
    use: Use
    reasons: tuple[Reason, ...] = ()
    """Why it waits for a reviewer; empty where it does not."""


def partition(
    records: Collection[str],
    kept: Iterable[Kept],
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """The groups of some records alone, as if no others were there.

    Args:
        kept: pairs of whole components; those of records left out are needed too, as they may
            stand for others.
        must, cannot: pairs of these records, decided to be one and decided apart.
    """
    pairs = tuple(kept)
    folded = [pair for pair in pairs if pair.use is Use.FOLDED]
    first_of = {pair.right: pair.left for pair in folded}
    itself = {pair.left: pair.weight for pair in folded}
    keys: dict[str, list[str]] = {}
    for record in records:
        keys.setdefault(first_of.get(record, record), []).append(record)
    statements = {first: Said(those, itself.get(first, 1)) for first, those in keys.items()}
    ties = [
        (pair.left, pair.right, pair.weight)
        for pair in pairs
        if pair.use is Use.WEIGHED and pair.left in keys and pair.right in keys
    ]
    return clustered(statements, ties, must, cannot)[0]
