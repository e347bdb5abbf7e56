"""How few decisions a reviewer needs who follows the queue, beside pairs in the order of scores.

    python bench/review.py [--people 2000] [--seeds 3 4 5] [--errs 0.03] [--reviewers 5]

Generates regions, resolves their persons and lets a simulated reviewer (bench/reviewer.py) decide:
the first item of the queue again and again, by what a decision can be expected to mend
(``resolution/effect.py``); beside it by score alone, the better of

    pairs     two records after the other: the most uncertain first, or the greatest score first
    items     the queue's own items with their sides, in these two orders

What earlier decisions settle is skipped. It counts decisions until the closure of persons has F1
``ENOUGH``, and until half of the pairs are mended that the automatic run had wrong: the median of
several reviewers, who err in other places; ``inf`` where most never get there. Truth is read by
the reviewer, and to score.

Exit 1 where the queue needs more than ``SHARE`` of what the better order by score needs.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import mean, median

from reviewer import Keys, Review
from sample_region import mapped, resolved

from workbench.agreement import read_truth
from workbench.records.vocabulary import Kind
from workbench.resolution.decisions import Verdict
from workbench.resolution.doubt import Doubt
from workbench.resolution.doubts import across, of_touched
from workbench.resolution.effect import effect
from workbench.resolution.population import Population
from workbench.sample.region import generate

ENOUGH = 0.99
SHARE = 0.5
MARKS = (5, 10, 20, 50, 100)
"""Decisions after which the queue's wrong pairs are printed."""
Order = Callable[[Doubt], float]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=2_000, help="people of each region")
    parser.add_argument("--seeds", type=int, nargs="+", default=[3, 4, 5], help="regions")
    parser.add_argument("--errs", type=float, default=0.03, help="share of answers that are wrong")
    parser.add_argument("--reviewers", type=int, default=5, help="reviewers of each region")
    parser.add_argument("--most", type=int, default=1_000, help="decisions before one gives up")
    arguments = parser.parse_args()
    missed = []
    for seed in arguments.seeds:
        with tempfile.TemporaryDirectory() as temporary:
            region = generate(Path(temporary) / "region", people=arguments.people, seed=seed)
            records = {record.key: record for record in mapped(region, Path(temporary))}
            truth = read_truth(region.folder, "person")
            population = resolved(records)
        print(f"\n{arguments.people:,} people, seed {seed}: {len(records):,} records")
        missed += compared(population, truth, arguments, f"{arguments.people:,}/{seed}")
    for one in missed:
        print(f"missed: {one}")
    return 1 if missed else 0


@dataclass(slots=True)
class Queue:
    """What waits, worked out anew for the components that a decision touches."""

    review: Review
    order: Order
    inside: dict[int, list[Doubt]] = field(default_factory=dict)
    """By component, the doubts of which both sides are in it."""
    outward: dict[int, list[Doubt]] = field(default_factory=dict)
    between: dict[frozenset[Keys], Doubt] = field(default_factory=dict)
    """By its sides, a doubt between two components."""
    home: dict[str, int] = field(default_factory=dict)
    """By record its component."""
    last: int = 0

    def refresh(self, touched: Iterable[str]) -> None:
        """Work out anew what waits about the components of these records."""
        persons = self.review.persons
        moved: set[str] = set()
        for component in persons.components(touched):
            moved |= component
            for number in {self.home[key] for key in component if key in self.home}:
                self.inside.pop(number, None)
                self.outward.pop(number, None)
            self.last += 1
            self.home |= dict.fromkeys(component, self.last)
            found = of_touched(persons, Kind.PERSON, sorted(component)[:1])
            self.inside[self.last] = [doubt for doubt in found if all(doubt.sides)]
            self.outward[self.last] = [doubt for doubt in found if not all(doubt.sides)]
        for named in [one for one in self.between if any(moved.intersection(s) for s in one)]:
            del self.between[named]
        again = [
            doubt
            for doubts in self.outward.values()
            for doubt in doubts
            if doubt.left in moved or doubt.right in moved
        ]
        for doubt in across(persons, again, self.review.closure.group_of, persons.cannot):
            self.between[frozenset(doubt.sides)] = doubt

    def next(self) -> tuple[Keys, Keys] | None:
        """The sides of the first item; None where nothing waits."""
        waiting = [doubt for doubts in self.inside.values() for doubt in doubts]
        waiting += self.between.values()
        if not waiting:
            return None
        return max(waiting, key=lambda doubt: (self.order(doubt), doubt.pair)).sides


@dataclass(slots=True)
class Pairs:
    """Pairs of records in an order of their scores, once for all records that say the same."""

    waiting: Iterator[tuple[str, str]]
    one_with: dict[str, str] = field(default_factory=dict)
    """By record another that was decided to be one with it."""
    apart: set[frozenset[str]] = field(default_factory=set)

    def next(self) -> tuple[Keys, Keys] | None:
        """The first pair that earlier decisions do not settle."""
        for one, other in self.waiting:
            first, second = self._top(one), self._top(other)
            if first != second and frozenset((first, second)) not in self.apart:
                return (one,), (other,)
        return None

    def decided(self, left: str, right: str, *, same: bool) -> None:
        """Note what was decided of a pair that was not settled."""
        first, second = self._top(left), self._top(right)
        if not same:
            self.apart.add(frozenset((first, second)))
            return
        self.one_with[second] = first
        self.apart = {
            frozenset(first if key == second else key for key in pair) for pair in self.apart
        }

    def _top(self, key: str) -> str:
        while key in self.one_with:
            key = self.one_with[key]
        return key


@dataclass(frozen=True, slots=True)
class Reached:
    """After how many decisions; None where it never was."""

    enough: int | None
    half: int | None
    wrong: tuple[int, ...]
    """Wrong pairs left after each number of ``MARKS``."""
    decisions: int
    seconds: float


def run(review: Review, waiting: Queue | Pairs, most: int, least: int = 0) -> Reached:
    """Decide item after item until both goals are reached, and at least so many are decided."""
    began = time.perf_counter()
    start = review.closure.wrong
    enough = half = None
    left = []
    while True:
        done, closure = len(review.log), review.closure
        if enough is None and closure.f1 >= ENOUGH:
            enough = done
        if half is None and 2 * closure.wrong <= start:
            half = done
        if done in MARKS:
            left.append(closure.wrong)
        reached = enough is not None and half is not None
        item = None if done >= most or (reached and done >= least) else waiting.next()
        if item is None:
            took = time.perf_counter() - began
            return Reached(enough, half, tuple(left), done, took)
        touched = review.ask(*item)
        if isinstance(waiting, Queue):
            waiting.refresh(touched)
        else:
            same = review.log[-1].verdict is Verdict.SAME
            waiting.decided(*(side[0] for side in item), same=same)


def of_queue(review: Review, order: Order) -> Queue:
    """The queue of all components, in an order."""
    queue = Queue(review, order)
    queue.refresh(sorted(review.persons.of_record))
    return queue


def of_pairs(review: Review, order: Callable[[int], int]) -> Pairs:
    """All scored pairs, in an order of their weights, then by key.

    What is not settled contradicts nothing.
    """
    review.checks = False
    statements = review.persons.statements
    pairs = (
        (order(weight), min(ends), max(ends))
        for number, one in statements.items()
        for other, weight in one.weights.items()
        if number < other
        for ends in [(one.first, statements[other].first)]
    )
    return Pairs((left, right) for _, left, right in sorted(pairs))


QUEUE = "queue, by effect"
WAYS: Mapping[str, Callable[[Review], Queue | Pairs]] = {
    QUEUE: lambda review: of_queue(review, effect),
    "items, uncertain first": lambda review: of_queue(review, lambda doubt: -abs(doubt.weight)),
    "items, greatest first": lambda review: of_queue(review, lambda doubt: doubt.weight),
    "pairs, uncertain first": lambda review: of_pairs(review, abs),
    "pairs, greatest first": lambda review: of_pairs(review, lambda weight: -weight),
}


def compared(
    population: Population, truth: Mapping[str, str], arguments: argparse.Namespace, title: str
) -> list[str]:
    """Print what each way needs; the goals of which the queue needs too much."""
    start = Review(population, truth, Random(0), 0.0).closure
    print(f"the automatic result: F1 {start.f1:.4f}, {start.wrong:,} pairs wrong")
    marks = "".join(f"{mark:>7}" for mark in MARKS)
    print(f"{'decisions to':<24}{f'F1 {ENOUGH}':>9}{'half':>9}{'seconds':>9}   wrong after{marks}")
    needs: dict[str, list[float]] = {}
    for name, way in WAYS.items():
        reached = []
        for reviewer in range(arguments.reviewers):
            review = Review(population, truth, Random(f"{title}/{reviewer}"), arguments.errs)
            least = max(MARKS) if name == QUEUE else 0
            reached.append(run(review, way(review), arguments.most, least))
        needs[name] = [
            median(math.inf if one is None else one for one in goal)
            for goal in ([r.enough for r in reached], [r.half for r in reached])
        ]
        enough, half = (f"{need:9.1f}" for need in needs[name])
        seconds = mean(one.seconds for one in reached)
        wrong = [mean(found) for found in zip(*(one.wrong for one in reached), strict=False)]
        left = "".join(f"{one:7.0f}" for one in wrong) if name == QUEUE else ""
        print(f"{name:<24}{enough}{half}{seconds:9.2f}   {'':11}{left}")
    missed = []
    for goal, own, *others in zip((f"F1 {ENOUGH}", "half"), *needs.values(), strict=True):
        best = min(others)
        if best == 0:
            print(f"{goal}: reached without a decision")
            continue
        share = own / best if own < math.inf else math.inf
        print(f"{goal}: {share:.3f} of the decisions of the better order by score")
        if not share <= SHARE:
            missed.append(f"{title}, {goal}: {share:.3f} of the decisions, limit {SHARE}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
