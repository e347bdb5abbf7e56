"""A scored pair of records: one weight a comparison, which sum to the pair's weight.

record --(weight = sum of parts)--> record
"""

from __future__ import annotations

from dataclasses import dataclass

UNITS = 1000
"""Fixed-point units to a bit: weights are whole thousandths of log2 odds, equal on any machine."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one comparison says of a pair: a bar of the waterfall."""

    comparison: str
    level: str
    weight: int
    """In ``1 / UNITS`` bit; positive speaks for one entity, negative against."""
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """Two records by key, ``left < right``, and all that speaks for and against their being one."""

    left: str
    right: str
    parts: tuple[Part, ...]

    @property
    def weight(self) -> int:
        """The parts' sum: log2 odds, in ``1 / UNITS`` bit, that the two are one entity."""
        return sum(part.weight for part in self.parts)


def scored(one: str, other: str, parts: tuple[Part, ...]) -> Scored:
    """The pair in its own order; the parts' values are exchanged with the keys."""
    if one < other:
        return Scored(one, other, parts)
    turned = (Part(p.comparison, p.level, p.weight, p.right, p.left) for p in parts)
    return Scored(other, one, tuple(turned))
