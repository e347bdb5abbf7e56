"""Records of one kind that say the same, and how such records are compared.

record ─► statement ── block ──► statements ── weight ──► statement
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from workbench.resolution.blocking import Block
from workbench.resolution.scored import Scored

R = TypeVar("R")
C = TypeVar("C", contravariant=True)


class Scheme(Protocol[C]):
    """How the records of one kind are compared; a pure function of the records and a model."""

    def face(self, record: C) -> Hashable | None:
        """All that is compared of a record: equal faces, one statement. None equals no other."""

    def itself(self, record: C) -> int:
        """The weight of two records that say the same; if not positive they join nothing."""

    def blocks(self, record: C) -> Iterable[Block]:
        """The blocks in which the record stands."""

    def largest(self, block: Block) -> int:
        """Statements in the block beyond which it is dropped."""

    def weights(self, record: C, others: Sequence[C]) -> Sequence[int | None]:
        """The weight with each of the others; None where the two say nothing of each other."""

    def explain(self, one_key: str, one: C, other_key: str, other: C) -> Scored:
        """The weight of a pair, taken apart."""


@dataclass(slots=True)
class Statement(Generic[R]):
    """Records that say the same."""

    record: R
    itself: int
    blocks: tuple[Block, ...]
    keys: set[str] = field(default_factory=set)
    weights: dict[int, int] = field(default_factory=dict)
    """Weight by the number of the other statement."""
    near: set[int] = field(default_factory=set)
    """The other statements that a positive weight ties to this one, where both may join others."""
    first: str = ""
    """The least of the keys."""

    def add(self, key: str) -> None:
        """Take a record in."""
        self.first = min(self.first or key, key)
        self.keys.add(key)

    def tie(self, number: int, other: Statement[R], weight: int) -> None:
        """Note the weight with the statement of this number; not the other way."""
        self.weights[number] = weight
        if weight > 0 and self.itself > 0 and other.itself > 0:
            self.near.add(number)
        else:
            self.near.discard(number)

    def untie(self, number: int) -> None:
        """Forget the weight with the statement of this number."""
        del self.weights[number]
        self.near.discard(number)

    def discard(self, key: str) -> None:
        """Take a record out."""
        self.keys.discard(key)
        if self.first == key:
            self.first = min(self.keys, default="")
