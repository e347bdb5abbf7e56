"""The records of an item as one viewer sees them, ready to be grouped with and without a decision.

    two records ── weights, decisions, entities ──► all viewable ones that may be one with them
                ── published model, decisions that bind the viewer ──► groups, merge order, weights

Everything on it is worked out from records that the viewer may view and from decisions that name
no others. So it is what it would be if the rest had never been loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.joined import in_force
from workbench.explore.words import when
from workbench.pipeline.explaining import READ_TYPES, model_of, said_by, viewers_of
from workbench.records.vocabulary import Kind
from workbench.resolution.contraction import Merge
from workbench.resolution.decisions import Decision, constraints, from_text
from workbench.resolution.population import Current, Population, population
from workbench.resolution.scored import Scored

MOST = 2_000
"""Records that are brought together at once."""
Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A record where the viewer sees it."""

    key: str
    kind: str
    entity: str
    """Id of the entity."""
    agency: str
    digest: str
    handling: tuple[str, ...]
    observed: str
    category: str


@dataclass(frozen=True)
class Board:
    """Records that may be one, and what was decided about them."""

    kind: Kind
    placed: Mapping[str, Placed]
    decisions: tuple[Decision, ...]
    """Those that bind the viewer, also such as were taken back; newest first."""
    standing: frozenset[str]
    """Ids of those in force."""
    population: Population = field(repr=False, compare=False)
    cut: bool = False
    """There are more records than are brought together."""

    @cached_property
    def groups(self) -> Groups:
        """The groups as they stand, each in key order."""
        return self.with_decisions(self.in_force)

    @property
    def in_force(self) -> tuple[Decision, ...]:
        """The decisions in force."""
        return tuple(one for one in self.decisions if one.id in self.standing)

    def with_decisions(self, decisions: Iterable[Decision]) -> Groups:
        """The groups under these decisions and no others."""
        asked = constraints(decisions, self.placed)
        return tuple(self._resolver.alone(self.placed, asked.must, asked.cannot))

    def apart(self, one: str, other: str) -> Groups:
        """The groups if these two were held apart."""
        asked = constraints(self.in_force, self.placed)
        cannot = {*asked.cannot, (min(one, other), max(one, other))}
        must = tuple(pair for pair in asked.must if pair not in cannot)
        return tuple(self._resolver.alone(self.placed, must, cannot))

    def of(self, key: str) -> tuple[str, ...]:
        """The group of a record."""
        return next(group for group in self.groups if key in group)

    def explain(self, one: str, other: str) -> Scored:
        """Why two of the records weigh what they weigh."""
        found: Scored = self._resolver.explain(one, other)
        return found

    def merges(self, keys: Collection[str]) -> list[Merge[str]]:
        """In which order these came together."""
        asked = constraints(self.in_force, self.placed)
        return [m for m in self._resolver.order(self.placed, asked.must, asked.cannot)
                if m.one in keys]  # fmt: skip

    @property
    def _resolver(self) -> Any:
        return self.population.resolvers[self.kind]


@answers(lambda probe: ([probe.key],))
def board(gateway: Gateway, keys: Iterable[str]) -> Board | None:
    """All that may be one with these records, as the viewer sees it; None where they see none."""
    asked = sorted(set(keys))
    near, cut = _near(gateway, asked)
    model = gateway.read("entity_model") if near else []
    if not model:
        return None
    rows = gateway.read("entity_basis", keys=sorted(near), types=READ_TYPES)
    found = [_current(row) for row in rows]
    kinds = {one.kind for one in found if one.key in asked}
    held = population(model_of(model[0]["document"]), viewers_of(gateway.rules, rows))
    if len(kinds) != 1 or not kinds <= held.resolvers.keys():
        return None
    (kind,) = kinds
    decisions, standing = _decided(gateway, near)
    # hidden records lead to more than the viewer's own tie together
    whole = _whole(held, found, near, kind, asked, [d for d in decisions if d.id in standing])
    held = population(held.model, held.context.viewers)
    _read(held, found, whole, kind)
    named = {d.id for d in decisions if not whole.isdisjoint(d.records)}
    return Board(
        kind,
        standing_at(gateway, whole),
        tuple(d for d in decisions if d.id in named),
        standing & named,
        held,
        cut,
    )


def _read(held: Population, found: Iterable[Current], members: set[str], kind: Kind) -> None:
    held.read(
        [one for one in found if one.key in members and one.kind is kind],
        [one for one in found if one.key not in members],
    )


def _whole(
    held: Population,
    found: Sequence[Current],
    near: set[str],
    kind: Kind,
    asked: Sequence[str],
    in_force: Iterable[Decision],
) -> set[str]:
    """The components of those asked for, of what the viewer may view alone."""
    _read(held, found, near, kind)
    must = constraints(in_force, held.context.rows).must
    resolver = held.resolvers[kind]
    resolver.bind(must, ())
    return set[str]().union(*resolver.components(asked))


@answers(lambda probe: ([probe.key],))
def standing_at(gateway: Gateway, keys: Collection[str]) -> dict[str, Placed]:
    """Where these records stand, of those that the viewer may view."""
    return {
        row["key"]: Placed(
            row["key"],
            row["kind"],
            row["entity"] or "",
            row["agency"],
            row["digest"],
            tuple(row["handling"]),
            when(row["observed"], row["precision"]),
            row["category"],
        )
        for row in gateway.read("review_placed", keys=sorted(keys))
    }


def _decided(
    gateway: Gateway, keys: Collection[str]
) -> tuple[tuple[Decision, ...], frozenset[str]]:
    """The decisions that name any of these and bind the viewer, and the ids of those in force."""
    rows = gateway.read("review_decisions", keys=sorted(keys))
    decisions = tuple(from_text(row["document"]) for row in rows)
    return decisions, frozenset(row["id"] for row in rows if in_force(row["chain"]))


def _near(gateway: Gateway, keys: Iterable[str]) -> tuple[set[str], bool]:
    found: set[str] = set()
    waiting = set(keys)
    while waiting and len(found) < MOST:
        rows = gateway.read("review_near", keys=sorted(waiting))
        near = {row["key"] for row in rows}
        found |= waiting
        waiting = near - found
    return found, bool(waiting)


def _current(row: Mapping[str, Any]) -> Current:
    # ids are the graph's: of these groups none is asked
    return Current(row["key"], Kind(row["kind"]), row["key"], (0, 0), *said_by(row))
