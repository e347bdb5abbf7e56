"""A simulated reviewer at work on the persons of a region, and what the decisions make of them.

    item ── both sides' records ──► reviewer ── answer ──► decision ──► groups ──► wrong pairs

The reviewer sees the records of both sides and no others, knows of which person each is, and errs
now and then. An answer becomes a decision as the pages make it: *same* names all records shown,
*different* the two parts. Where decisions in force say otherwise, these are superseded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from workbench.records.vocabulary import Kind
from workbench.resolution.contradictions import ContradictionError, check
from workbench.resolution.decisions import Decision, Evidence, Verdict, constraints, sides
from workbench.resolution.measures import measured
from workbench.resolution.population import Bound, Population
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import Person

Keys = tuple[str, ...]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(slots=True)
class Closure:
    """How many pairs of records are rightly together; followed record by record."""

    truth: Mapping[str, str]
    actual: int
    """Pairs that are one person."""
    predicted: int = 0
    """Pairs that are in one group."""
    both: int = 0
    groups: Counter[Keys] = field(default_factory=Counter)
    cells: Counter[tuple[Keys, str]] = field(default_factory=Counter)
    group_of: dict[str, Keys] = field(default_factory=dict)

    def put(self, groups: Iterable[Keys]) -> None:
        """Note the groups in which records are now."""
        for group in groups:
            for key in group:
                before = self.group_of.get(key)
                if before != group:
                    if before is not None:
                        self._count(key, before, -1)
                    self.group_of[key] = group
                    self._count(key, group, 1)

    def _count(self, key: str, group: Keys, step: int) -> None:
        if key not in self.truth:
            return
        cell = group, self.truth[key]
        if step > 0:
            self.predicted += self.groups[group]
            self.both += self.cells[cell]
        self.groups[group] += step
        self.cells[cell] += step
        if step < 0:
            self.predicted -= self.groups[group]
            self.both -= self.cells[cell]

    @property
    def wrong(self) -> int:
        """Pairs that are wrongly together, and pairs that are wrongly apart."""
        return self.predicted + self.actual - 2 * self.both

    @property
    def f1(self) -> float:
        """Of the closure."""
        return measured(self.both, self.predicted, self.actual).f1


@dataclass(slots=True)
class Review:
    """Persons under the decisions made so far; begins with none."""

    population: Population
    truth: Mapping[str, str]
    reviewer: Random
    errs: float
    checks: bool = True
    """Whether an answer may contradict decisions in force."""
    log: list[Decision] = field(default_factory=list)
    bound: dict[str, Bound] = field(default_factory=dict)
    closure: Closure = field(init=False)

    def __post_init__(self) -> None:
        people = Counter(self.truth[key] for key in self.persons.of_record if key in self.truth)
        actual = sum(number * (number - 1) // 2 for number in people.values())
        self.closure = Closure(self.truth, actual)
        self.population.bind(())
        self.closure.put(self.persons.groups(self.persons.of_record))

    @property
    def persons(self) -> Resolver[Person]:
        """The persons' resolver."""
        return self.population.resolvers[Kind.PERSON]

    def ask(self, left: Keys, right: Keys) -> set[str]:
        """Show two sides and decide as the reviewer answers; keys whose groups may have changed."""
        parts = told_apart(self.truth, left, right)
        if self.reviewer.random() < self.errs:
            parts = (left, right) if parts is None else None
        return self._decide(*(parts or (left, right)), same=parts is None)

    def _decide(self, left: Keys, right: Keys, *, same: bool) -> set[str]:
        verdict = Verdict.SAME if same else Verdict.DIFFERENT
        back: set[str] = set()
        while True:
            decision = self._decision(verdict, left, right, back)
            try:
                if self.checks:
                    check(self.log, decision)
                break
            except ContradictionError as error:
                back |= {step.decision.id for step in error.chain} - {decision.id}
        self.log.append(decision)
        for id in back:
            self.bound.pop(id, None)
        asked = constraints((decision,))
        self.bound[decision.id] = Bound(Kind.PERSON, asked.must, asked.cannot)
        touched = self.population.bind(self.bound.values())
        self.closure.put(self.persons.groups(touched))
        return touched

    def _decision(self, verdict: Verdict, left: Keys, right: Keys, back: set[str]) -> Decision:
        one, other = sides(left, right)
        digests = tuple((key, "") for key in sorted((*one, *other)))
        evidence = Evidence(self.population.model.version, (), digests)
        return Decision(
            str(len(self.log)), verdict, one, other, "simulated", "by the truth", NOON, evidence,
            tuple(sorted(back)),
        )  # fmt: skip


def told_apart(truth: Mapping[str, str], left: Keys, right: Keys) -> tuple[Keys, Keys] | None:
    """The two sides, each person's records on the one that has most of them; None if all are one.

    Where one side has most of everybody, the person of most records is told from the others.
    """
    shown = {key: truth.get(key, key) for key in (*left, *right)}
    here, all_of = Counter(shown[key] for key in left), Counter(shown.values())
    if len(all_of) == 1:
        return None
    ours = {person for person, number in all_of.items() if 2 * here[person] >= number}
    if not ours or len(ours) == len(all_of):
        ours = {min(all_of, key=lambda person: (-all_of[person], person))}
    return (
        tuple(key for key, person in shown.items() if person in ours),
        tuple(key for key, person in shown.items() if person not in ours),
    )
