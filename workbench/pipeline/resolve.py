"""Resolving: current records → partition → entities and derived links in the graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from workbench.graph.client import Graph
from workbench.graph.projection import Standing, project, standing
from workbench.progress import Progress, quiet
from workbench.records.vocabulary import ENTITY_OF, Kind
from workbench.resolution.identifiers import Identified, partition
from workbench.resolution.levels import LEVELS


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one ``resolve`` found and changed."""

    records: int
    entities: int
    changed: int
    """Records whose entity or content had changed since the last time."""


def resolve(graph: Graph, progress: Progress = quiet) -> Resolved:
    """Resolve every current record and bring the graph's entities to the result.

    A function of the records alone: running it again, or after it was ended half-way, gives the
    same entities.
    """
    with progress("reading records", "records"):
        records = standing(graph)
    with progress("resolving", "records"):
        entity_of = entities(records)
    projected = project(graph, records, entity_of, progress)
    return Resolved(len(records), len(set(entity_of.values())), projected.assigned)


def entities(records: list[Standing]) -> dict[str, str]:
    """Entity id by record key, each entity kind resolved on its own."""
    by_kind: defaultdict[Kind, list[Identified]] = defaultdict(list)
    for record in records:
        by_kind[ENTITY_OF[record.kind]].append(
            Identified(record.key, record.seed, record.order, LEVELS[record.kind](record.fields))
        )
    return {key: entity for kind in by_kind.values() for key, entity in partition(kind).items()}
