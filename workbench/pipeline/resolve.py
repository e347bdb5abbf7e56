"""Resolving a whole graph: current records, decisions and model → entities and derived links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.graph.judged import WRITE_AT_ONCE
from workbench.graph.projection import Assignment, batched, project
from workbench.pipeline.held import Held, hold, scored
from workbench.progress import Progress, quiet


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one ``resolve`` found and changed."""

    records: int
    entities: int
    changed: int
    """Records whose entity or content had changed since the last time."""
    joined: int
    """Entities that took in records of another one."""
    parted: int
    """Entities that lost records to another one."""
    waiting: int
    """Pairs that wait for a reviewer."""
    model: str
    """Version of the model in force."""
    trained: bool
    """It was trained and published now."""


def resolve(graph: Graph, progress: Progress = quiet, *, full: bool = False) -> Resolved:
    """Resolve every current record and bring the graph's entities to the result.

    A function of records, decisions and the published model alone: running it again, or after it
    was ended half-way, gives the same entities.

    Args:
        full: train a new model on the records held now, and publish it.
    """
    before = judged.model(graph)
    held = hold(graph, progress, train=full)
    entity_of = held.population.entities(held.digests)
    _keep_scores(held, entity_of, progress)
    assignments = [
        Assignment(key, held.kind(key), held.entity_of.get(key), entity)
        for key, entity in sorted(entity_of.items())
        if held.entity_of.get(key) != entity or key in held.unread
    ]
    project(graph, assignments, progress)
    joined, parted = _moves(held.entity_of, entity_of)
    waiting = sum(1 for score in judged.scores(graph) if score.reasons)
    return Resolved(
        len(entity_of),
        len(set(entity_of.values())),
        len(assignments),
        joined,
        parted,
        waiting,
        held.model.version,
        trained=judged.model(graph) != before,
    )


def _keep_scores(held: Held, entity_of: Mapping[str, str], progress: Progress) -> None:
    wanted = scored(held.population.kept(entity_of))
    there = set(judged.scores(held.graph))
    left = {(s.left, s.right) for s in there - wanted}
    new = sorted(wanted - there, key=lambda s: (s.left, s.right))
    with progress("keeping scores", "pairs") as report:
        for batch in batched(sorted(left), WRITE_AT_ONCE):
            held.graph.write(partial(judged.write_scores, forget=batch, keep=()))
        for done, kept in enumerate(batched(new, WRITE_AT_ONCE)):
            report(done * WRITE_AT_ONCE, len(new))
            held.graph.write(partial(judged.write_scores, forget=(), keep=kept))
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
