"""Why these records are one: by whom, by which numbers, and by which likenesses, weakest first.

    record ── say the same ── record ── +9.2 bits ── record ── decided by a reviewer ── record

Only records that the viewer may view take part, as in the entity that they see. The pairs shown are
those that hold it together: the strongest tie of every two parts that would otherwise fall apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.cards import portraits
from workbench.explore.fields import SHARED
from workbench.explore.parts import Part, part_words
from workbench.explore.values import Value, values
from workbench.explore.words import when
from workbench.pipeline.explaining import READ_TYPES, UNITS, explained
from workbench.records.vocabulary import Kind

STATEMENTS = 120
"""Different statements that are joined at once; records that say the same count once."""
PAIRS = 12
"""Pairs shown with their parts, the weakest."""
DECISIONS = 50
SEEDS = 12


@dataclass(frozen=True, slots=True)
class Alike:
    """Records that say the same in all that is compared."""

    key: str
    """The first of them."""
    records: int
    keys: tuple[str, ...]
    """Some of them."""
    agencies: tuple[str, ...]
    bits: float
    """What any two of them weigh."""


@dataclass(frozen=True, slots=True)
class JoinedPair:
    """Two records, each standing for all that say the same, and what joins them."""

    left: str
    right: str
    decided: bool
    """A reviewer stated that they are one."""
    bits: float | None
    """None where nothing but the decision joins them."""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision in force about some of the records."""

    same: bool
    reviewer: str
    reason: str
    decided_at: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """An exact identifier that several of the records state."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Joined:
    """What holds an entity together. ``pairs`` are the weakest of ``joins`` ties."""

    statements: int = 0
    looked_at: int = 0
    """Statements that were looked at; the rest is not said."""
    alike: tuple[Alike, ...] = ()
    shared: tuple[Shared, ...] = ()
    pairs: tuple[JoinedPair, ...] = ()
    joins: int = 0
    reads: int = 0
    """Plate reads, which go with their plate."""
    decisions: tuple[Reviewed, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether anybody has stated of any two of the records that they are one."""
        return any(decision.same for decision in self.decisions)

    @property
    def unreviewed(self) -> bool:
        """Whether it rests on ties that nobody reviewed, be it one."""
        return any(not pair.decided for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class FormerId:
    """An id that leads here, and the record that gave it."""

    seed: str
    key: str


@dataclass(frozen=True, slots=True)
class FormerIds:
    """Some of ``total``."""

    ids: tuple[FormerId, ...] = ()
    total: int = 0


@answers(lambda probe: (probe.id,))
def joined(gateway: Gateway, id_: str) -> Joined:
    """Why an entity's records are one, of what the viewer may view alone."""
    rows = gateway.read("entity_statements", id=id_, limit=STATEMENTS)
    if not rows:
        return Joined()
    decisions = _decisions(gateway, id_)
    weights = gateway.read("entity_pairs", keys=[r["key"] for r in rows]) if rows[1:] else []
    of_key = {key: r["key"] for r in rows for key in r["keys"]}
    decided = {
        (of_key[one], of_key[other])
        for d in decisions
        if d.same
        for one, other in pairwise(sorted({*d.left, *d.right}))
        if one in of_key and other in of_key
    }
    scored = [(r["start"], r["end"], r["weight"]) for r in weights]
    joins = tree([r["key"] for r in rows], scored, decided)
    return Joined(
        statements=rows[0]["total"],
        looked_at=len(rows),
        alike=tuple(_alike(row) for row in rows if row["records"] > 1),
        shared=_shared(gateway, id_),
        pairs=_explained(gateway, joins[:PAIRS]),
        joins=len(joins),
        reads=rows[0]["reads"],
        decisions=decisions,
    )


@answers(lambda probe: (probe.id,))
def former_ids(gateway: Gateway, id_: str, limit: int = SEEDS) -> FormerIds:
    """Ids under which an entity may have been known: those of its viewable records."""
    rows = gateway.read("entity_seeds", id=id_, limit=limit)
    found = tuple(FormerId(row["seed"], row["key"]) for row in rows)
    return FormerIds(found, rows[0]["total"] if rows else 0)


def tree(
    keys: Iterable[str],
    scored: Iterable[tuple[str, str, int]],
    decided: Iterable[tuple[str, str]] = (),
) -> list[JoinedPair]:
    """The ties that hold records together, one fewer than the records they join; weakest first.

    Of all sets of ties that would do, the strongest: decisions first, then by weight; among equals
    the first by key.
    """
    part = {key: key for key in keys}
    weight = {_pair(one, other): bits for one, other, bits in scored}
    certain = {_pair(*pair) for pair in decided}
    order = sorted(
        {*weight, *certain}, key=lambda p: (p not in certain, -weight.get(p, 0), p)
    )  # fmt: skip
    found: list[JoinedPair] = []
    for one, other in order:
        ends = _root(part, one), _root(part, other)
        if ends[0] != ends[1]:
            part[max(ends)] = min(ends)
            bits = weight.get((one, other))
            by = None if bits is None else bits / UNITS
            found.append(JoinedPair(one, other, (one, other) in certain, by))
    return sorted(found, key=lambda p: (p.decided, p.bits or 0, p.left, p.right))


def in_force(chain: Sequence[Sequence[Any]]) -> bool:
    """Whether a decision stands: unless one that stands itself took it back.

    Args:
        chain: ``[is it the decision, id, id of one that took it back or None]``, of the decision
            and of all that took back one of these.
    """
    taken: dict[str, set[str]] = {}
    for _, id_, by in chain:
        taken.setdefault(id_, set()).update({by} if by else ())

    def stands(id_: str) -> bool:
        return not any(stands(by) for by in taken.get(id_, ()))

    return all(stands(id_) for itself, id_, _ in chain if itself)


def _decisions(gateway: Gateway, id_: str) -> tuple[Reviewed, ...]:
    rows = gateway.read("entity_decisions", id=id_, limit=DECISIONS)
    return tuple(
        Reviewed(
            row["verdict"] == "same",
            row["reviewer"],
            row["reason"],
            when(row["at"]),
            tuple(row["left"]),
            tuple(row["right"]),
        )
        for row in rows
        if in_force(row["chain"])
    )


def _explained(gateway: Gateway, pairs: Sequence[JoinedPair]) -> tuple[JoinedPair, ...]:
    """The pairs with the parts of their weights."""
    model = gateway.read("entity_model") if pairs else []
    if not model:
        return tuple(pairs)
    keys = sorted({key for pair in pairs for key in (pair.left, pair.right)})
    rows = gateway.read("entity_basis", keys=keys, types=READ_TYPES)
    wanted = [(pair.left, pair.right) for pair in pairs]
    found = explained(model[0]["document"], rows, wanted, gateway.rules)
    return tuple(_with_parts(pair, found.get((pair.left, pair.right))) for pair in pairs)


def _with_parts(pair: JoinedPair, scored: Any) -> JoinedPair:
    if scored is None or not scored.parts:
        return pair
    bits = scored.weight / UNITS
    parts = part_words((p.comparison, p.level, p.weight / UNITS, p.left, p.right)
                       for p in scored.parts)  # fmt: skip
    return JoinedPair(pair.left, pair.right, pair.decided, bits, parts)


def _alike(row: Mapping[str, Any]) -> Alike:
    return Alike(
        row["key"],
        row["records"],
        tuple(row["keys"]),
        tuple(sorted(row["agencies"])),
        (row["itself"] or 0) / UNITS,
    )


def _shared(gateway: Gateway, id_: str) -> tuple[Shared, ...]:
    """The exact identifiers that two or more records state, the most stated first."""
    found = portraits(gateway, [id_]).get(id_)
    if found is None or not found.stated:
        return ()
    return tuple(
        Shared(name, value)
        for name, read in SHARED[Kind(found.card.kind)]
        for value in values(found.stated, read)
        if value.records > 1
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _root(part: dict[str, str], key: str) -> str:
    while part.setdefault(key, key) != key:
        part[key] = part[part[key]]
        key = part[key]
    return key


def verdict_lines(decisions: Iterable[Reviewed]) -> Iterator[str]:
    """Each decision in one line."""
    for one in decisions:
        named = len(one.left) + len(one.right)
        said = "the same" if one.same else "different"
        yield f"{one.reviewer} decided {said} on {one.decided_at} ({named} records): {one.reason}"
