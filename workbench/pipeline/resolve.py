"""Resolving a whole graph: current records, decisions and model → entities and derived links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.graph.judged import WRITE_AT_ONCE, Score
from workbench.graph.projection import Assignment, SeenChange, batched, project, see, unsee
from workbench.graph.sharing import keep_sharing
from workbench.pipeline.held import Held, hold, publish, scored
from workbench.pipeline.seen import joined_with
from workbench.progress import Progress, quiet


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one ``resolve`` found and changed."""

    records: int
    entities: int
    assignments: tuple[Assignment, ...]
    """Of the records whose entity or content had changed since the last time."""
    joined: int
    """Entities that took in records of another one."""
    parted: int
    """Entities that lost records to another one."""
    waiting: int
    """Pairs that wait for a reviewer."""
    model: str
    """Version of the model in force."""
    learnt: bool
    """It was trained; False where the records are too few, and the expected weights stand."""
    trained: bool
    """It was published now."""

    @property
    def changed(self) -> int:
        """Records whose entity or content had changed."""
        return len(self.assignments)

    @property
    def moved(self) -> list[Assignment]:
        """Of the records that stood in another entity before."""
        return moved(self.assignments)


def moved(assignments: Iterable[Assignment]) -> list[Assignment]:
    """Those of records that stood in another entity before."""
    return [one for one in assignments if one.before not in {None, one.entity}]


Planned: TypeAlias = Callable[[str, Sequence[Assignment]], None]
"""Told of the model's version and of the assignments before the graph has any of them."""


def unheard(model: str, assignments: Sequence[Assignment]) -> None:
    """Tell nobody."""


def resolve(
    graph: Graph, progress: Progress = quiet, *, full: bool = False, planned: Planned = unheard
) -> Resolved:
    """Resolve every current record and bring the graph's entities to the result.

    A function of records, decisions and the published model alone: running it again, or after it
    was ended half-way, gives the same entities.

    Args:
        full: train a new model on the records held now, and publish it if it is another.
        planned: told what will change before it does, so that a run that is ended half-way has
            left word of what it was about to change.
    """
    return bring(hold(graph, progress, train=full), progress, planned)


def bring(held: Held, progress: Progress = quiet, planned: Planned = unheard) -> Resolved:
    """Bring the graph to the records held, in transactions of some thousand records each."""
    published = held.published
    entity_of = held.population.entities(held.digests)
    wanted = scored(held.population.kept(entity_of))
    assignments = tuple(
        Assignment(key, held.kind(key), held.entity_of.get(key), entity)
        for key, entity in sorted(entity_of.items())
        if held.entity_of.get(key) != entity or key in held.unread
    )
    planned(held.model.version, assignments)
    if held.model.version != published:
        held.graph.write(partial(publish, model=held.model))
        held.published = held.model.version
    _keep_scores(held.graph, wanted, progress)
    with progress("working out what each agency sees", "entities") as report:
        report(0, len(entity_of))
        change = held.seen_change(entity_of, gone=held.seen.of_record.keys() - entity_of.keys())
        report(len(entity_of), len(entity_of))
    # what is new for some is there before anything is joined, and what was goes after: nobody
    # sees records together in between that they may not
    see(held.graph, joined_with(held.seen, change))
    project(held.graph, assignments, progress, partial(_switch, held, change))
    joined, parted = _moves(held.entity_of, entity_of)
    held.entity_of = {**entity_of}
    held.seen.apply(change)
    held.kept_sharing = held.sharing
    held.unread.clear()
    return Resolved(
        len(entity_of),
        len(set(entity_of.values())),
        assignments,
        joined,
        parted,
        sum(1 for score in wanted if score.reasons),
        held.model.version,
        held.model.learnt,
        trained=held.model.version != published,
    )


def _switch(held: Held, change: SeenChange) -> None:
    if held.sharing != held.kept_sharing:
        held.graph.write(partial(keep_sharing, sharing=held.sharing))
    see(held.graph, SeenChange(left_out=change.left_out))
    unsee(held.graph, change)


def _keep_scores(graph: Graph, wanted: set[Score], progress: Progress) -> None:
    there = set(judged.scores(graph))
    left = {(s.left, s.right) for s in there - wanted}
    new = sorted(wanted - there, key=lambda s: (s.left, s.right))
    with progress("keeping scores", "pairs") as report:
        for batch in batched(sorted(left), WRITE_AT_ONCE):
            graph.write(partial(judged.write_scores, forget=batch, keep=()))
        for done, kept in enumerate(batched(new, WRITE_AT_ONCE)):
            report(done * WRITE_AT_ONCE, len(new))
            graph.write(partial(judged.write_scores, forget=(), keep=kept))
        report(len(new), len(new))


def _moves(before: Mapping[str, str | None], after: Mapping[str, str]) -> tuple[int, int]:
    """Entities that now hold records of several former ones, and former ones now in several."""
    came: defaultdict[str, set[str]] = defaultdict(set)
    went: defaultdict[str, set[str]] = defaultdict(set)
    for key, entity in after.items():
        if former := before.get(key):
            came[entity].add(former)
            went[former].add(entity)
    return sum(len(of) > 1 for of in came.values()), sum(len(of) > 1 for of in went.values())
