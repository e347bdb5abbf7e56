"""Which of an entity's records are one for sure enough: by a review, or by an exact identifier.

    record ─ same FBI number ─ record ─ "same" decided ─ record    one part
    record ─ name and date alike ─ record                          two parts: nobody reviewed it

Parts are made from the viewable records alone, and from decisions all of whose records may be
viewed; so they say nothing of a record that is hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.exact import Token, identifiers

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class FirmParts:
    """The keys of an entity's viewable records, in parts that only scores join to each other.

    The part with the first key comes first, and keys are sorted in each.
    """

    parts: tuple[tuple[str, ...], ...]

    @property
    def firm(self) -> bool:
        """Whether all records are one by reviews and exact identifiers."""
        return len(self.parts) == 1

    def part_of(self) -> dict[str, int]:
        """The place of each record's part, by its key."""
        return {key: place for place, keys in enumerate(self.parts) for key in keys}


@answers(lambda probe: (probe.ids,))
def firm_parts(gateway: Gateway, ids: Iterable[str]) -> Mapping[str, FirmParts]:
    """The firm parts of each entity by its id; references, which need no merge, are left out."""
    wanted = _entities(ids)
    if not wanted:
        return {}
    rows = gateway.read("path_merges", ids=wanted, every=True)
    return _parted(gateway, rows)


@answers(lambda probe: (probe.ids,))
def rests_on_unreviewed(gateway: Gateway, ids: Iterable[str]) -> frozenset[str]:
    """Those of the entities whose viewable records only scores join, at least in one place."""
    wanted = _entities(ids)
    if not wanted:
        return frozenset()
    rows = gateway.read("path_merges", ids=wanted, every=False)
    open_ = [id_ for id_, said in _by_entity(rows).items() if not _is_one(said)]
    if not open_:
        return frozenset()
    decided = _decided(gateway, open_)
    if not decided:
        return frozenset(open_)
    rows = gateway.read("path_merges", ids=open_, every=True)
    return frozenset(id_ for id_, parts in _parts(rows, decided).items() if not parts.firm)


def _entities(ids: Iterable[str]) -> list[str]:
    """Entities alone: the ids of references have a colon."""
    return sorted({id_ for id_ in ids if ":" not in id_})


def _by_entity(rows: Rows) -> dict[str, list[Mapping[str, Any]]]:
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["id"]].append(row)
    return found


def _is_one(rows: Rows) -> bool:
    """Whether statements are one by exact identifiers: of an entity with one record, always."""
    if sum(row["records"] for row in rows) == 1:
        return True
    groups = [(str(n), identifiers(r["kind"], r["agency"], r["said"])) for n, r in enumerate(rows)]
    return all(tokens for _, tokens in groups) and len(joined(groups, ())) == 1


def _parted(gateway: Gateway, rows: Rows) -> dict[str, FirmParts]:
    open_ = [id_ for id_, said in _by_entity(rows).items() if not _is_one(said)]
    return _parts(rows, _decided(gateway, open_) if open_ else [])


def _parts(rows: Rows, decided: Collection[Sequence[str]]) -> dict[str, FirmParts]:
    found: dict[str, FirmParts] = {}
    for id_, said in sorted(_by_entity(rows).items()):
        records = [
            (key, identifiers(row["kind"], row["agency"], row["said"]))
            for row in said
            for key in row["keys"]
        ]
        found[id_] = FirmParts(joined(records, decided))
    return found


def _decided(gateway: Gateway, ids: Sequence[str]) -> list[list[str]]:
    """Groups of records that decisions in force say are one."""
    rows = gateway.read("path_decided", ids=list(ids))
    back = {(later, before) for row in rows for later, before in row["back"]}
    standing = in_force({row["decision"] for row in rows}, back)
    return [row["keys"] for row in rows if row["decision"] in standing]


def in_force(decisions: Collection[str], back: Collection[tuple[str, str]]) -> frozenset[str]:
    """Those decisions that no other takes back which itself is in force.

    Args:
        decisions: ids.
        back: pairs of a decision and one that it takes back, with all that follows from these.
    """
    by: dict[str, set[str]] = {id_: set() for id_ in decisions}
    for later, before in back:
        by.setdefault(before, set()).add(later)
    standing: set[str] = set()
    for id_ in TopologicalSorter(by).static_order():
        if standing.isdisjoint(by.get(id_, ())):
            standing.add(id_)
    return frozenset(standing.intersection(decisions))


def joined(
    records: Iterable[tuple[str, Collection[Token]]], decided: Iterable[Sequence[str]]
) -> tuple[tuple[str, ...], ...]:
    """Records in parts: those with a token in common, or decided to be one, stand together.

    Args:
        records: keys, each with the exact identifiers that it states.
        decided: groups of keys, also of other entities' records, which join nothing here.
    """
    root: dict[object, object] = {}

    def find(one: object) -> object:
        while root.setdefault(one, one) != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    keys = []
    for key, tokens in records:
        keys.append(key)
        find(key)
        for token in tokens:
            root[find(token)] = find(key)
    known = set(keys)
    for group in decided:
        here = [key for key in group if key in known]
        for key in here[1:]:
            root[find(key)] = find(here[0])
    parts: defaultdict[object, list[str]] = defaultdict(list)
    for key in sorted(known):
        parts[find(key)].append(key)
    return tuple(sorted(map(tuple, parts.values())))
