"""Records of one kind that arrive, leave and are decided upon, one after the other.

    record ─► statement ── block ──► statements ── weight ──► component ─► groups

A resolver holds what was said so far. After any changes its groups are those of a batch over the
records it then holds, under the same model and the same decisions: only the components that a
change touches are grouped again.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from workbench.resolution.blocking import Block
from workbench.resolution.component import Pair, Said, both_ways, clustered
from workbench.resolution.contraction import Merge
from workbench.resolution.kept import Kept, Reason, Use
from workbench.resolution.scored import Scored
from workbench.resolution.statement import Scheme, Statement
from workbench.resolution.tied import Tied, tied

R = TypeVar("R")


@dataclass(slots=True)
class Resolver(Generic[R]):
    """The records of one kind with what they were resolved by."""

    scheme: Scheme[R]
    dropped: set[Block]
    """Blocks that are not compared; a block that outgrows ``largest`` is added."""
    statements: dict[int, Statement[R]] = field(default_factory=dict)
    of_record: dict[str, int] = field(default_factory=dict)
    of_face: dict[Hashable, int] = field(default_factory=dict)
    of_block: dict[Block, set[int]] = field(default_factory=dict)
    """Statements by block, of the blocks that are compared."""
    must: dict[str, set[str]] = field(default_factory=dict)
    cannot: dict[str, set[str]] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    """Records of the statements whose pairs have changed, for whoever empties it."""
    last: int = 0

    def put(self, key: str, record: R) -> set[str]:
        """Add a record, or say anew what it says.

        Returns:
            Keys of records whose groups may have changed.
        """
        touched = self.drop(key) | {key} | self._decided_with(key)
        face = self.scheme.face(record)
        number = None if face is None else self.of_face.get(face)
        new = number is None
        if number is None:
            number = self._note(record, face)
        statement = self.statements[number]
        if statement.keys:
            touched.add(statement.first)
            self.changed.add(statement.first)
        statement.add(key)
        self.of_record[key] = number
        self.changed.add(key)
        return touched | self._bring_together(number) if new else touched

    def fill(self, records: Mapping[str, R], weights: Mapping[Pair, int]) -> None:
        """Take in records whose pairs a batch run has weighed already.

        Args:
            weights: of every candidate pair of statements, by their first records' keys.
        """
        for key in sorted(records):
            face = self.scheme.face(records[key])
            number = None if face is None else self.of_face.get(face)
            if number is None:
                number = self._note(records[key], face)
            self.statements[number].add(key)
            self.of_record[key] = number
        for (one, other), weight in weights.items():
            self._tie(self.of_record[one], self.of_record[other], weight)

    def drop(self, key: str) -> set[str]:
        """Take a record out, if it is there; keys of records whose groups may have changed."""
        number = self.of_record.pop(key, None)
        if number is None:
            return set()
        statement = self.statements[number]
        statement.discard(key)
        self.changed.add(key)
        touched = self._beside(number) | self._decided_with(key)
        if statement.keys:
            touched.add(statement.first)
            self.changed.add(statement.first)
        else:
            self._forget(number)
        return touched

    def bind(self, must: Iterable[Pair], cannot: Iterable[Pair]) -> set[str]:
        """Take these decisions in place of those before; keys that the difference speaks of."""
        now_must, now_cannot = both_ways(must), both_ways(cannot)
        touched = {
            key
            for before, now in ((self.must, now_must), (self.cannot, now_cannot))
            for key in before.keys() | now.keys()
            if before.get(key) != now.get(key)
        }
        self.must, self.cannot = now_must, now_cannot
        touched &= self.of_record.keys()
        self.changed |= touched
        return touched

    def groups(self, touched: Iterable[str]) -> list[tuple[str, ...]]:
        """The groups of all records in the components of those touched; each in key order."""
        components = self.components(touched)
        return sorted(
            group
            for component in components
            for group in self.alone(component, *self._decided(component))
        )

    def alone(
        self,
        keys: Iterable[str],
        must: Iterable[Pair],
        cannot: Iterable[Pair],
        tied: Tied | None = None,
    ) -> list[tuple[str, ...]]:
        """The groups of these records under these decisions, as if no others were there.

        Args:
            tied: what ``tied`` says of these records and others.
        """
        here = self._here(keys)
        of_must, of_cannot = _among(must, here), _among(cannot, here)
        said = self.said(here)
        tied = tied or self.tied(here)
        if tied is not None:
            found = tied.groups(said, of_must, of_cannot)
            if found is not None:
                return found
        return clustered(said, self.ties(said), of_must, of_cannot)[0]

    def tied(self, keys: Iterable[str]) -> Tied | None:
        """What stands between these records, for any part of them; None where they are too many."""
        numbers = {self.of_record[key] for key in keys if key in self.of_record}
        return tied({number: self.statements[number] for number in numbers})

    def whole(self, keys: Collection[str]) -> bool:
        """Whether every two of these speak for their being one, so that any part of them is one."""
        numbers = {self.of_record[key] for key in keys if key in self.of_record}
        if not self.cannot.keys().isdisjoint(keys):
            return False
        for number in numbers:
            statement = self.statements[number]
            if statement.itself <= 0 or any(
                statement.weights.get(other, 0) <= 0 for other in numbers if other != number
            ):
                return False
        return True

    def merges(self, key: str) -> list[Merge[str]]:
        """In which order the component of a record came together; records by key."""
        component = self.component(key)
        return self.order(component, *self._decided(component))

    def order(
        self, keys: Iterable[str], must: Iterable[Pair], cannot: Iterable[Pair]
    ) -> list[Merge[str]]:
        """In which order these records came together under these decisions, if no others were."""
        here = self._here(keys)
        said = self.said(here)
        return clustered(said, self.ties(said), _among(must, here), _among(cannot, here))[1]

    def component(self, key: str, among: Set[str] | None = None) -> set[str]:
        """All records that positive weights and decisions connect with this one, in a chain too.

        Args:
            among: the records that there are; all where None.
        """
        found: set[str] = set()
        waiting = [key]
        while waiting:
            one = waiting.pop()
            if one in found or one not in (self.of_record if among is None else among):
                continue
            numbers = {self.of_record[one]}
            entered: set[int] = set()
            new = {one}
            while numbers:
                number = numbers.pop()
                statement = self.statements[number]
                entered.add(number)
                if statement.itself <= 0:
                    continue
                if inside := statement.keys if among is None else statement.keys & among:
                    new |= inside
                    numbers |= statement.near - entered
            found |= new
            for decided in new & self.must.keys():
                waiting += self.must[decided]
        return found

    def components(self, touched: Iterable[str]) -> list[set[str]]:
        """The components of all those touched."""
        found: list[set[str]] = []
        seen: set[str] = set()
        for key in touched:
            if key not in seen and key in self.of_record:
                found.append(self.component(key))
                seen |= found[-1]
        return found

    def saying_the_same(self, keys: Iterable[str]) -> set[str]:
        """The records of the same statements as these."""
        numbers = {self.of_record[key] for key in keys if key in self.of_record}
        return {key for number in numbers for key in self.statements[number].keys}

    def firsts(self, keys: Iterable[str]) -> dict[int, str]:
        """By statement, the first of these records that says it."""
        return {self.of_record[key]: key for key in sorted(keys, reverse=True)}

    def said(self, keys: Iterable[str]) -> dict[int, Said]:
        """The statements of these records, each with those of them that say it."""
        inside: dict[int, list[str]] = {}
        for key in keys:
            inside.setdefault(self.of_record[key], []).append(key)
        return {
            number: Said(those, self.statements[number].itself) for number, those in inside.items()
        }

    def ties(self, inside: Collection[int]) -> list[tuple[int, int, int]]:
        """The weights among these statements."""
        return [
            (number, other, weight)
            for number in inside
            for other, weight in self.statements[number].weights.items()
            if number < other and other in inside
        ]

    def kept(
        self,
        touched: Iterable[str],
        entity_of: Mapping[str, str],
        proposed_from: int,
        only: Iterable[str] | None = None,
    ) -> Iterator[Kept]:
        """The pairs worth keeping of the touched records' components.

        Those within a component, by which any part of it can be clustered alone
        (``kept.partition``); and those that a reviewer should see. Pairs of different components
        that nothing speaks for are left out.

        Args:
            entity_of: entity by key of all records in the components of those touched.
            proposed_from: weights above it and not above 0 are proposed.
            only: just the pairs in which one of these records' statements stands.
        """
        component_of: dict[str, int] = {}
        for at, component in enumerate(self.components(touched)):
            component_of |= dict.fromkeys(component, at)
        asked = component_of if only is None else only
        numbers = {self.of_record[key] for key in asked if key in self.of_record}
        first = {number: self.statements[number].first for number in numbers}
        for number, one in first.items():
            statement = self.statements[number]
            if one not in component_of:
                continue
            if statement.itself > 0:
                others = statement.keys - {one}
                yield from (Kept(one, key, statement.itself, Use.FOLDED) for key in others)
            for other_number, weight in statement.weights.items():
                other = first.get(other_number) or self.statements[other_number].first
                if other_number in first and other in component_of and other_number < number:
                    continue
                joins = statement.itself > 0 and self.statements[other_number].itself > 0
                together = joins and component_of[one] == component_of.get(other)
                reason = None
                if entity_of[one] != entity_of.get(other) and not self.decided(one, other):
                    reason = Reason.APART if weight > 0 and joins else Reason.UNCERTAIN
                reasons = (reason,) if reason and weight > proposed_from else ()
                if together or reasons:
                    use = Use.WEIGHED if joins else Use.SHOWN
                    yield Kept(min(one, other), max(one, other), weight, use, reasons)

    def decided(self, one: str, other: str) -> bool:
        """Whether a decision speaks of these two."""
        return any(other in of.get(one, ()) for of in (self.must, self.cannot))

    def explain(self, one: str, other: str) -> Scored:
        """The weight of two records taken apart, whether a block brought them together or not."""
        left, right = (self.statements[self.of_record[key]].record for key in (one, other))
        return self.scheme.explain(one, left, other, right)

    def weighed(self, record: R) -> dict[str, int]:
        """The weights of a record that is not taken in, by the first key of each candidate."""
        others = self._among(self.scheme.blocks(record))
        weights = self.scheme.weights(record, [self.statements[n].record for n in others])
        return {
            self.statements[other].first: weight
            for other, weight in zip(others, weights, strict=True)
            if weight is not None
        }

    def _bring_together(self, number: int) -> set[str]:
        """Weigh a new statement with those of its blocks, and drop blocks that became too large.

        Returns:
            First records of the statements that lost a weight.
        """
        blocks = [block for block in self.statements[number].blocks if block in self.of_block]
        self._weigh(number, [other for other in self._among(blocks) if other != number])
        outgrown = [b for b in blocks if len(self.of_block[b]) > self.scheme.largest(b)]
        parted = {one for block in outgrown for one in self._outgrow(block)}
        firsts = {self.statements[one].first for one in parted}
        self.changed |= firsts
        return firsts

    def _among(self, blocks: Iterable[Block]) -> list[int]:
        """The statements in any of the blocks."""
        inside = map(self.of_block.get, blocks)
        return sorted(set[int]().union(*filter(None, inside)))

    def _note(self, record: R, face: Hashable | None) -> int:
        self.last = number = self.last + 1
        blocks = tuple(dict.fromkeys(self.scheme.blocks(record)))
        statement = Statement(record, self.scheme.itself(record), blocks)
        self.statements[number] = statement
        if face is not None:
            self.of_face[face] = number
        for block in blocks:
            if block not in self.dropped:
                self.of_block.setdefault(block, set()).add(number)
        return number

    def _weigh(self, number: int, others: Sequence[int]) -> None:
        statement = self.statements[number]
        weights = self.scheme.weights(statement.record, [self.statements[n].record for n in others])
        for other, weight in zip(others, weights, strict=True):
            if weight is not None:
                self._tie(number, other, weight)

    def _tie(self, one: int, other: int, weight: int) -> None:
        left, right = self.statements[one], self.statements[other]
        left.tie(other, right, weight)
        right.tie(one, left, weight)

    def _outgrow(self, block: Block) -> set[int]:
        """Drop a block, and the weights of pairs that no other block brings together; of whom."""
        self.dropped.add(block)
        parted: set[int] = set()
        inside = self.of_block.pop(block)
        for one in inside:
            blocks = {b for b in self.statements[one].blocks if b not in self.dropped}
            for other in inside & self.statements[one].weights.keys():
                if other > one and blocks.isdisjoint(self.statements[other].blocks):
                    self.statements[one].untie(other)
                    self.statements[other].untie(one)
                    parted |= {one, other}
        return parted

    def _forget(self, number: int) -> None:
        statement = self.statements.pop(number)
        for other in statement.weights:
            self.statements[other].untie(number)
        for block in statement.blocks:
            if inside := self.of_block.get(block):
                inside.discard(number)
                if not inside:
                    del self.of_block[block]
        face = self.scheme.face(statement.record)
        if face is not None:
            del self.of_face[face]

    def _beside(self, number: int) -> set[str]:
        """Records of the statements that a positive weight ties to this one."""
        near = self.statements[number].near
        return set[str]().union(*(self.statements[other].keys for other in near))

    def _decided(self, component: set[str]) -> tuple[set[Pair], set[Pair]]:
        """What is decided within a component: who is one, and who are not."""
        must, cannot = (
            {
                (min(key, other), max(key, other))
                for key in component & of.keys()
                for other in of[key] & component
            }
            for of in (self.must, self.cannot)
        )
        return must, cannot

    def _decided_with(self, key: str) -> set[str]:
        others = self.must.get(key, set()) | self.cannot.get(key, set())
        return others & self.of_record.keys()

    def _here(self, keys: Iterable[str]) -> set[str]:
        """Those of the records that are taken in."""
        return {key for key in keys if key in self.of_record}


def _among(pairs: Iterable[Pair], here: Set[str]) -> set[Pair]:
    """The pairs of which both records are here."""
    return {pair for pair in pairs if pair[0] in here and pair[1] in here}
