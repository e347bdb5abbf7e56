"""How well the records of a generated region resolve, without a database.

    python bench/sample_region.py [--people 2000] [--seed 3] [--errors 0]

Generates the region, maps its files in memory, resolves all kinds as ``workbench resolve`` does
and scores the closure of the entities against the truth (``workbench/agreement.py``).
Truth is read only to score. Exit 1 where a kind is under its floor.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench import settings as configuration
from workbench.agreement import SCORED, agreement, read_truth
from workbench.pipeline.catalogue import known_sources
from workbench.pipeline.load import map_rows
from workbench.records.properties import end_id
from workbench.resolution.context import READ, Context
from workbench.resolution.population import Current, Population, population
from workbench.resolution.published import learn
from workbench.sample.region import Region, generate

FLOORS = {"person": 0.98, "vehicle": 0.99, "location": 0.99, "incident": 0.95}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=2_000, help="people of the region")
    parser.add_argument("--seed", type=int, default=3, help="another seed, another region")
    parser.add_argument("--errors", type=int, default=0, help="wrong pairs to print of each sort")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        region = generate(Path(temporary) / "region", people=arguments.people, seed=arguments.seed)
        records = {record.key: record for record in mapped(region, Path(temporary))}
        began = time.perf_counter()
        held = resolved(records)
        entity_of = held.entities(records)
        took = time.perf_counter() - began
        print(f"{arguments.people:,} people, seed {arguments.seed}: {len(records):,} records")
        print(f"trained and resolved in {took:.1f} s")
        print("kind      records  precision  recall      F1")
        failed = False
        for one in agreement(entity_of, region.folder):
            of = one.closure
            failed |= of.f1 < FLOORS[one.kind]
            print(
                f"{one.kind:9}{one.records:8,} {of.precision:10.4f} {of.recall:7.4f} {of.f1:7.4f}"
            )
        for kind in SCORED if arguments.errors else ():
            show_errors(kind, entity_of, read_truth(region.folder, kind), held, arguments.errors)
        show_reads(held, entity_of, region.folder)
    return int(failed)


def mapped(region: Region, home: Path) -> Iterator[Current]:
    """The records of the region's files; what one record states twice is the same."""
    settings = configuration.from_environment({**os.environ, "WORKBENCH_HOME": str(home)})
    sources, _ = known_sources(settings)
    for load, file in enumerate(region.files):
        source = sources[file.source]
        for row, outcome in enumerate(map_rows(source, source.read(file.path).rows())):
            for stated in outcome.stated:
                links = [(link.type, end_id(link.to)) for link in stated.links if link.type in READ]
                yield Current(
                    stated.key, stated.kind, stated.key, (load, row), stated.flat, tuple(links)
                )


def resolved(records: Mapping[str, Current]) -> Population:
    """All records under a model trained on the persons among them."""
    context = Context()
    for record in records.values():
        context.put(record.key, record.kind, record.row, record.links)
    persons = context.persons()
    held = population(learn(persons))
    held.fill(records.values(), persons)
    return held


def show_errors(
    kind: str, found: Mapping[str, str], truth: Mapping[str, str], held: Population, most: int
) -> None:
    """Some records that stand in one entity and are two, or are one and stand in two."""
    for title, outer, inner in (("joined wrongly", found, truth), ("torn apart", truth, found)):
        groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key in truth:
            groups[outer[key]].setdefault(inner[key], key)
        wrong = [group for group in groups.values() if len(group) > 1]
        print(f"  {kind}, {title}: {len(wrong)}")
        for group in wrong[:most]:
            for key in group.values():
                print(f"    {key} {shown(held.context.rows[key][1])}")
            print()


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says, without what it is known by."""
    return {n: v for n, v in row.items() if n not in ("raw", "audience", "key")}


def show_reads(held: Population, entity_of: Mapping[str, str], folder: Path) -> None:
    """How many plate reads join a vehicle, and how many of them the one that they saw."""
    saw, cars = read_truth(folder, "plate-read"), read_truth(folder, "vehicle")
    true = {entity_of[key]: truth for key, truth in cars.items()}
    with_car = [read for read in saw if entity_of[read] in true]
    right = sum(true[entity_of[read]] == saw[read] for read in with_car)
    print(f"plate reads {len(saw):,}: {len(with_car):,} with a vehicle, {right:,} the one they saw")


if __name__ == "__main__":
    sys.exit(main())
