"""Values with who states them: what the viewable records of one entity say, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stated:
    """One combination of values, and the viewable records that state exactly it."""

    said: Mapping[str, Any]
    records: int
    agencies: tuple[str, ...]
    keys: tuple[str, ...]
    last: str
    """When the latest of them was observed."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value with who states it. ``keys`` names at most some of ``records`` records."""

    text: str
    records: int
    agencies: tuple[str, ...]
    keys: tuple[str, ...]
    last: str
    """When the latest of the records was observed."""


def values(
    stated: Sequence[Stated], read: Callable[[Mapping[str, Any]], Sequence[str]]
) -> tuple[Value, ...]:
    """The values that ``read`` finds in what is stated, the most stated first."""
    holders: dict[str, list[Stated]] = {}
    for one in stated:
        for text in dict.fromkeys(read(one.said)):
            holders.setdefault(text, []).append(one)
    found = [
        Value(
            text,
            sum(one.records for one in ones),
            tuple(sorted({agency for one in ones for agency in one.agencies})),
            tuple(sorted(key for one in ones for key in one.keys)),
            max(one.last for one in ones),
        )
        for text, ones in holders.items()
    ]
    return tuple(sorted(found, key=lambda v: (-v.records, v.text)))
