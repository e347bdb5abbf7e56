"""Where a group of records may have to be cut in two.

    part ─── last join ─── part      little is said for it
    part ╌╌ discrepancy ╌╌ part      its records say what one person cannot be

The cut of a join is what it joined. That of a discrepancy is what clustering makes of the group
when all its records that say the one are held apart from all that say the other, beside what is
decided: the group of the one and the group of the other. A third that may fall off is on no side.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from workbench.records.vocabulary import Kind
from workbench.resolution.between import Between, between, weight_of
from workbench.resolution.component import Pair, Said, in_order
from workbench.resolution.contraction import Merge, decided
from workbench.resolution.discrepancies import Discrepancy, discrepancies
from workbench.resolution.doubt import Doubt, Ground
from workbench.resolution.refining import refined
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import PROPOSED_FROM, PersonScheme
from workbench.resolution.tied import Tied

Keys: TypeAlias = tuple[str, ...]
TICKED = (Ground.SUFFIX, Ground.SEX)
"""What is a box on a form: a single one that is ticked wrong explains the discrepancy."""


@dataclass(slots=True)
class Part:
    """Records that are clustered by themselves, and what is decided of them."""

    resolver: Resolver[Any]
    kind: Kind
    said: dict[int, Said]
    must: set[Pair]
    cannot: set[Pair]
    tied: Tied | None = None

    @property
    def says_one_thing(self) -> bool:
        """Whether all say the same, and that is one group."""
        return (
            len(self.said) == 1
            and not self.cannot
            and all(one.itself > 0 for one in self.said.values())
        )

    @property
    def tied_to(self) -> dict[str, str]:
        """By record that decisions hold together with others, the first of all these."""
        members: dict[str, list[str]] = {}
        for one, other in decided(self.must):
            members.setdefault(one, [one]).extend(members.pop(other, [other]))
        return {key: first for first, keys in members.items() for key in keys}

    @property
    def columns(self) -> frozenset[str]:
        """Those of persons that are compared."""
        scheme = self.resolver.scheme
        return scheme.columns if isinstance(scheme, PersonScheme) else frozenset()

    def cut(self, group: Keys, discrepancy: Discrepancy, pair: Pair) -> tuple[Keys, Keys]:
        """The two sides of a group that a discrepancy makes, those of the pair's records."""
        keys = [key for said in self.said.values() for key in said.keys]
        self.tied = self.tied or self.resolver.tied(keys)
        apart = {in_order(one, other) for one in discrepancy.one for other in discrepancy.other}
        groups = self.resolver.alone(keys, self.must, self.cannot | apart, self.tied)
        inside = frozenset(group)
        one, other = (
            tuple(key for key in side if key in inside)
            for end in pair
            for side in groups
            if end in side
        )
        return one, other


@dataclass(slots=True)
class _Cut:
    pair: Pair
    sides: tuple[Keys, Keys]
    """That of the pair's first record is the first."""
    grounds: set[Ground] = field(default_factory=set)
    firm: set[Ground] = field(default_factory=set)
    at_odds: int | None = None

    def parts(self, discrepancy: Discrepancy) -> bool:
        """Whether all that say one are on one side, and all that say the other on the other."""
        left, right = map(frozenset, self.sides)
        one, other = discrepancy.one, discrepancy.other
        straight = left.issuperset(one) and right.issuperset(other)
        return straight or (left.issuperset(other) and right.issuperset(one))

    def note(self, resolver: Resolver[Any], discrepancy: Discrepancy) -> None:
        """Note a discrepancy that it parts, and what those say of each other who are not silent."""
        self.grounds.add(discrepancy.ground)
        voices = between(resolver, discrepancy.one, discrepancy.other).statements
        if not discrepancy.near and (discrepancy.ground not in TICKED or min(voices) > 1):
            self.firm.add(discrepancy.ground)
        stating = [[key for key in side if key in discrepancy.stated] for side in self.sides]
        average = between(resolver, *stating).average
        self.at_odds = average if self.at_odds is None else min(self.at_odds, average)


def doubted(part: Part, group: Keys, last: tuple[Keys, Keys] | None) -> list[Doubt]:
    """The doubts about one group of the part, each pair and each cut once.

    Args:
        last: the two that its last join made one; None where a decision did, or nothing was joined.
    """
    cuts: list[_Cut] = []
    found = _open(part, group)
    if not found and not last:
        return []
    tied_to = part.tied_to
    for discrepancy in found:
        if not any(cut.parts(discrepancy) for cut in cuts):
            pair = between(part.resolver, discrepancy.one, discrepancy.other).weakest
            sides = part.cut(group, discrepancy, pair)
            fixed = {*discrepancy.one, *discrepancy.other}
            sides = refined(part.resolver, sides, tied_to, fixed)
            _add(cuts, _Cut(pair, sides, {discrepancy.ground}))
    if last and _of_join(part.kind, between(part.resolver, *last), times=2):
        sides = refined(part.resolver, last, tied_to)
        joined = between(part.resolver, *sides)
        if grounds := _of_join(part.kind, joined):
            pair = joined.strongest
            _add(cuts, _Cut(pair, sides if pair[0] in sides[0] else sides[::-1], grounds))
    for cut in cuts:
        for discrepancy in found:
            if cut.parts(discrepancy):
                cut.note(part.resolver, discrepancy)
    return [_doubt(part.resolver, cut) for cut in cuts]


def last_joins(merges: Iterable[Merge[str]]) -> list[tuple[Keys, Keys]]:
    """Of each group the nodes of the two that its last join made one; none if a decision did."""
    members: dict[str, list[str]] = {}
    last: dict[str, tuple[int, bool]] = {}
    for merge in merges:
        of = members.setdefault(merge.one, [merge.one])
        last[merge.one] = len(of), merge.decided
        of += members.pop(merge.other, [merge.other])
        last.pop(merge.other, None)
    return [
        (tuple(members[node][:at]), tuple(members[node][at:]))
        for node, (at, decided) in last.items()
        if not decided
    ]


def _add(cuts: list[_Cut], cut: _Cut) -> None:
    """Note a cut, or its grounds with one that is the same."""
    for other in cuts:
        if other.pair == cut.pair or set(other.sides) == set(cut.sides):
            other.grounds |= cut.grounds
            return
    cuts.append(cut)


def _of_join(kind: Kind, joined: Between, times: int = 1) -> set[Ground]:
    """Why a join is doubted, if it is.

    Args:
        times: how often as much as counts as little may stand between the two.
    """
    one, other = joined.statements
    grounds = set()
    if joined.total <= -PROPOSED_FROM[kind] * one * other * times:
        grounds.add(Ground.WEAK)
    if joined.ties == 1 and min(one, other) > 1:
        grounds.add(Ground.BRIDGE)
    return grounds


def _open(part: Part, group: Keys) -> list[Discrepancy]:
    """Of each ground the first discrepancy of which no decision speaks."""
    statements, of_record = part.resolver.statements, part.resolver.of_record
    told: dict[int, list[str]] = {}
    for key in group:
        told.setdefault(of_record[key], []).append(key)
    said = [(statements[number].record, tuple(keys)) for number, keys in told.items()]
    first: dict[Ground, Discrepancy] = {}
    tied_to = part.tied_to
    for one in discrepancies(part.kind, said, part.columns):
        left, right = ({tied_to.get(key, key) for key in keys} for keys in (one.one, one.other))
        if one.ground not in first and left.isdisjoint(right):
            first[one.ground] = one
    return list(first.values())


def _doubt(resolver: Resolver[Any], cut: _Cut) -> Doubt:
    stands = between(resolver, *cut.sides)
    return Doubt(
        *cut.pair,
        weight_of(resolver, *cut.pair),
        _ordered(cut.grounds),
        cut.sides,
        together=True,
        between=stands.total,
        statements=stands.statements,
        at_odds=cut.at_odds,
        firm=_ordered(cut.firm),
    )


def _ordered(grounds: Set[Ground]) -> tuple[Ground, ...]:
    return tuple(ground for ground in Ground if ground in grounds)
