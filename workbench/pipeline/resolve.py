"""Resolving: current records → partition → entities and derived links in the graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from workbench.graph.client import Graph
from workbench.graph.projection import Standing, project, standing
from workbench.progress import Progress, Report, quiet, silent
from workbench.records.vocabulary import ENTITY_OF, Kind
from workbench.resolution.identifiers import Identified, partition
from workbench.resolution.levels import LEVELS

REPORTED_AT_ONCE = 1_000


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
    with progress("reading records", "records") as report:
        records = standing(graph, report)
    with progress("resolving", "records") as report:
        entity_of = entities(records, report)
    projected = project(graph, records, entity_of, progress)
    return Resolved(len(records), len(set(entity_of.values())), projected.assigned)


def entities(records: list[Standing], report: Report = silent) -> dict[str, str]:
    """Entity id by record key, each entity kind resolved on its own."""
    by_kind: defaultdict[Kind, list[Identified]] = defaultdict(list)
    entity_of: dict[str, str] = {}
    # Two passes: the identifiers of each record, then what they join.
    for done, record in enumerate(records):
        if done % REPORTED_AT_ONCE == 0:
            report(done // 2, len(records))
        by_kind[ENTITY_OF[record.kind]].append(
            Identified(record.key, record.seed, record.order, LEVELS[record.kind](record.fields))
        )
    for of_kind in by_kind.values():
        entity_of |= partition(of_kind)
        report((len(records) + len(entity_of)) // 2, len(records))
    return entity_of
