"""What a supervisor should look at in one component of records: where its groups may be wrong.

    group ╌╌ strongest pair ╌╌ group       two groups that may be one (here)
    part ──── cut ──── part  of a group    one group that may be two (``cuts``)

What a decision speaks of already is no doubt any more: two groups across which it holds any records
apart, and sides that it ties together. All rests on the records given and the model alone, so that
whoever may not view other records is told nothing of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, TypeAlias

from workbench.records.vocabulary import Kind
from workbench.resolution.between import between
from workbench.resolution.component import Pair, both_ways, clustered, in_order, parting, stand_for
from workbench.resolution.cuts import Part, doubted, last_joins
from workbench.resolution.doubt import Doubt, Ground
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import PROPOSED_FROM
from workbench.resolution.statement import Statement

Keys: TypeAlias = tuple[str, ...]
Ways: TypeAlias = Mapping[str, Collection[str]]
"""Decided pairs, both ways: by record the others."""
_Told: TypeAlias = tuple[int, Pair, Ground]
"""What speaks against two records of two groups, so that the least is the strongest pair."""


def doubts(
    resolver: Resolver[Any],
    kind: Kind,
    keys: Iterable[str],
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
    among: Set[str] | None = None,
) -> list[Doubt]:
    """The doubts about some records, in the order of their pairs, each pair once.

    Two groups of them have one doubt, for the pair of which most speaks for their being one. Which
    records outside are one with each other is not known here: ``across`` completes those doubts.

    Args:
        keys: one or more components, or what some may view of them.
        must, cannot: the decisions that bind whoever is to see the doubts, as far as they speak of
            these records.
        among: the records that they may view; all where None.
    """
    here = {key for key in keys if key in resolver.of_record}
    must, cannot = set(must), set(cannot)
    inside_must, inside_cannot = (
        {pair for pair in pairs if here.issuperset(pair)} for pairs in (must, cannot)
    )
    part = Part(resolver, kind, resolver.said(here), inside_must, inside_cannot)
    found: list[Doubt] = []
    groups = [tuple(sorted(here))]
    if len(here) > 1 and not part.says_one_thing:
        groups, joins = _grouped(part)
        for group in groups:
            if len(group) > 1:
                found += doubted(part, group, joins.get(group[0]))
        if len(groups) > 1:
            found += _separations(part, groups, both_ways(cannot))
    found += _outward(resolver, kind, groups, both_ways((*must, *cannot)), among)
    return sorted(found, key=lambda doubt: doubt.pair)


def of_touched(resolver: Resolver[Any], kind: Kind, touched: Iterable[str]) -> list[Doubt]:
    """The doubts about all components of those touched, for whoever may view everything."""
    found: list[Doubt] = []
    for component in resolver.components(touched):
        must, cannot = (
            [in_order(key, other) for key in component & of.keys() for other in of[key]]
            for of in (resolver.must, resolver.cannot)
        )
        found += doubts(resolver, kind, component, must, cannot)
    return found


def across(
    resolver: Resolver[Any], found: Iterable[Doubt], group_of: Mapping[str, Keys], cannot: Ways
) -> list[Doubt]:
    """Doubts between components with both sides known: one for each two groups, the strongest.

    Args:
        group_of: the group of each record that they name.
        cannot: by record those from which a decision holds it apart.
    """
    strongest: dict[tuple[Keys, Keys], Doubt] = {}
    for doubt in sorted(found, key=lambda doubt: (-doubt.weight, doubt.pair)):
        sides = group_of[doubt.left], group_of[doubt.right]
        named = min(sides), max(sides)
        if named not in strongest and not _speaks(cannot, *sides):
            strongest[named] = _with_sides(resolver, doubt, sides)
    return sorted(strongest.values(), key=lambda doubt: doubt.pair)


def _grouped(part: Part) -> tuple[list[Keys], dict[str, tuple[Keys, Keys]]]:
    """The groups of the part; by the first record of each what its last join made one."""
    ties = part.resolver.ties(part.said)
    groups, merges = clustered(part.said, ties, part.must, part.cannot)
    of_node: dict[str, list[str]] = {}
    cannot = parting(part.said, ties, part.must, tuple(part.cannot))
    for key, node in stand_for(part.said, part.must, cannot).items():
        of_node.setdefault(node, []).append(key)
    joins = {}
    for sides in last_joins(merges):
        one, other = (tuple(sorted(key for n in side for key in of_node[n])) for side in sides)
        joins[min(one[0], other[0])] = one, other
    return groups, joins


def _separations(part: Part, groups: Sequence[Keys], cannot: Ways) -> Iterator[Doubt]:
    """The doubts between two groups of one part."""
    statements, ends = part.resolver.statements, _ends(part.resolver, groups)
    strongest: dict[tuple[int, int], _Told] = {}
    for number, ours in ends.items():
        statement = statements[number]
        beside = [(other, weight) for other, weight in statement.weights.items() if other > number]
        if statement.itself > 0:
            beside.append((number, statement.itself))
        for other, weight in beside:
            if weight > PROPOSED_FROM[part.kind] and other in ends:
                ground = _ground(weight, statement, statements[other])
                for at, one in ours.items():
                    for by, another in ends[other].items():
                        if at != by:
                            told = -weight, in_order(one, another), ground
                            _note(strongest, (min(at, by), max(at, by)), told)
    for (at, by), told in strongest.items():
        if not _speaks(cannot, groups[at], groups[by]):
            yield _with_sides(part.resolver, _apart(told), (groups[at], groups[by]))


def _outward(
    resolver: Resolver[Any],
    kind: Kind,
    groups: Sequence[Keys],
    decided: Ways,
    among: Set[str] | None,
) -> Iterator[Doubt]:
    """The doubts between a group and what others outside say, once for all that say the same."""
    statements, ends = resolver.statements, _ends(resolver, groups)
    here = {key for group in groups for key in group}
    strongest: dict[tuple[int, int], _Told] = {}
    outside: dict[int, list[str]] = {}
    for number, ours in ends.items():
        statement = statements[number]
        for other, weight in statement.weights.items():
            if weight <= PROPOSED_FROM[kind]:
                continue
            if other not in outside:
                keys = statements[other].keys - here
                outside[other] = sorted(keys if among is None else keys & among)
            if outside[other]:
                ground = _ground(weight, statement, statements[other])
                for at, one in ours.items():
                    another = _undecided(groups[at], outside[other], decided)
                    if another:
                        _note(strongest, (at, other), (-weight, in_order(one, another), ground))
    for (at, _), told in strongest.items():
        doubt = _apart(told)
        ours_first = doubt.left in here
        sides = (groups[at], ()) if ours_first else ((), groups[at])
        yield replace(doubt, sides=sides)


def _note(strongest: dict[tuple[int, int], _Told], ends: tuple[int, int], told: _Told) -> None:
    strongest[ends] = min(strongest.get(ends, told), told)


def _apart(told: _Told) -> Doubt:
    against, (left, right), ground = told
    return Doubt(left, right, -against, (ground,), ((), ()), together=False)


def _ground(weight: int, one: Statement[Any], other: Statement[Any]) -> Ground:
    """Why two statements of two groups wait; what says too little is apart for nothing else."""
    joins = one.itself > 0 and other.itself > 0
    return Ground.APART if weight > 0 and joins else Ground.UNCERTAIN


def _with_sides(resolver: Resolver[Any], doubt: Doubt, sides: tuple[Keys, Keys]) -> Doubt:
    if doubt.left not in sides[0]:
        sides = sides[1], sides[0]
    stands = between(resolver, *sides)
    return replace(doubt, sides=sides, between=stands.total, statements=stands.statements)


def _ends(resolver: Resolver[Any], groups: Sequence[Keys]) -> dict[int, dict[int, str]]:
    """By statement, the first record in each group that says it."""
    ends: dict[int, dict[int, str]] = {}
    for at, group in enumerate(groups):
        for key in group:
            ends.setdefault(resolver.of_record[key], {}).setdefault(at, key)
    return ends


def _undecided(group: Keys, others: Iterable[str], decided: Ways) -> str | None:
    """The first of the others of which no decision says anything beside one of the group."""
    if not decided:
        return next(iter(others))
    return next((key for key in others if not _speaks(decided, (key,), group)), None)


def _speaks(decided: Ways, some: Iterable[str], others: Collection[str]) -> bool:
    """Whether a decision speaks of a pair across the two."""
    if not decided:
        return False
    there = frozenset(others)
    return any(not there.isdisjoint(decided.get(key, ())) for key in some)
