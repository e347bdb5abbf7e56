"""What it takes to place one record that arrives now among those that are there.

    python bench/arrival.py [--data FOLDER]              in memory, against 45,000 persons
    python bench/arrival.py --write [--people 5000]      with the write to a temporary Neo4j

In memory, on one core: 5,000 of 50,000 records are held out and arrive one by one, as normal forms
by column. "candidates + score" looks their blocks up and weighs every candidate; "put + groups"
takes the record in as well, and groups its component again. The records are a made population
(bench/population.py) or, with ``--data``, the historical persons of bench/resolution.py.

With ``--write`` a generated region is loaded into a temporary Neo4j and resolved, but for some rows
of one file. These arrive as files do (``workbench watch``): first one row a file, then 1,000 rows a
file. "file to entities" runs from the file on disk to the entities and derived links in the graph.
Of it, "resolve" is what the in-memory figure is part of: reading the new records from the graph,
candidates, scores, groups, and the write of entities, scores and links. The floors are for it.

Exit 1 where a floor is missed.
"""

from __future__ import annotations

import argparse
import csv
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from population import population as made_population
from resolution import SETS, texts

from workbench import settings as configuration
from workbench.graph import engine, judged
from workbench.graph.client import Graph, open_graph
from workbench.graph.schema import migrate
from workbench.pipeline.arriving import Arrivals
from workbench.pipeline.catalogue import named_source
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.resolution.one_pair import Fields
from workbench.resolution.published import learn, weighed
from workbench.resolution.reading import read_columns
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import Person, PersonScheme, person_scheme
from workbench.resolution.table import fields
from workbench.sample.region import Region, generate
from workbench.settings import Settings

HELD_OUT = 5_000
RECORDS = 50_000
HISTORICAL = "historical_figures_with_errors_50k.parquet"
SLOWEST_SCORED = 1.0
"""Milliseconds, of the 99th of 100 records."""
FEWEST_SCORED = 5_000
"""Records a second."""
SLOWEST_WRITTEN = 60
"""Milliseconds of resolving, of the 95th of 100 files of one row."""
FEWEST_WRITTEN = 300
"""Records a second, in files of 1,000 rows."""
ARRIVING = "mpd-persons"
"""Source of the region's persons that arrive."""
ONES, BATCH, BATCHES = 201, 1_000, 2


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="folder of the labelled sets")
    parser.add_argument("--write", action="store_true", help="into a temporary Neo4j")
    parser.add_argument("--people", type=int, default=5_000, help="people of the region there")
    arguments = parser.parse_args()
    write, people = arguments.write, arguments.people
    missed = written(people) if write else in_memory(persons(arguments.data))
    for one in missed:
        print(f"missed: {one}")
    return 1 if missed else 0


def persons(folder: Path | None) -> list[Fields]:
    """Normal forms of the records."""
    if folder is None:
        people = pd.DataFrame(made_population(RECORDS))
    else:
        people = SETS[HISTORICAL].people(folder / HISTORICAL)
    table = read_columns(texts(people), len(people))
    return [fields(table, record) for record in range(len(table))]


def in_memory(records: Sequence[Fields]) -> list[str]:
    """Fill a resolver with most of the records, and time the others; the floors that are missed."""
    out = set(np.random.default_rng(1).choice(len(records), HELD_OUT, replace=False).tolist())
    there = {f"{at:06}": one for at, one in enumerate(records) if at not in out}
    scheme, resolver = filled(there)
    arriving = [(f"{at:06}", records[at]) for at in sorted(out)]
    print(f"{len(there):,} persons, {len(resolver.statements):,} statements; {HELD_OUT:,} arrive")
    gc.collect()
    gc.freeze()
    scored = timed(lambda record: resolver.weighed(scheme.read(record[1])), arriving)

    def put(record: tuple[str, Fields]) -> None:
        key, said = record
        resolver.groups(resolver.put(key, scheme.read(said)))

    placed = timed(put, arriving)
    tell("candidates + score", scored, "records")
    tell("put + groups", placed, "records")
    missed = []
    if (slowest := float(np.percentile(scored, 99))) >= SLOWEST_SCORED:
        missed.append(f"p99 {slowest:.2f} ms, limit {SLOWEST_SCORED}")
    if (speed := 1_000 / float(np.mean(scored))) < FEWEST_SCORED:
        missed.append(f"{speed:,.0f} records/s, floor {FEWEST_SCORED:,}")
    return missed


def written(people: int) -> list[str]:
    """Let rows of a region's persons arrive at a graph of the others; the floors missed."""
    with tempfile.TemporaryDirectory() as temporary, temporary_graph(Path(temporary)) as graph:
        settings = configuration.from_environment({"WORKBENCH_HOME": temporary})
        region = generate(Path(temporary) / "region", people=people, seed=1)
        ones, batches = load_but_some(graph, settings, region, Path(temporary))
        resolved = resolve(graph)
        print(f"{resolved.records:,} records are there")
        arrivals = Arrivals(graph, named_source(settings, ARRIVING))
        arrivals.take(ones.pop())  # holds the records, as a watch does when its first file comes
        gc.collect()
        gc.freeze()
        singles = [took(arrivals, path) for path in ones]
        many = [took(arrivals, path) for path in batches]
        brought = [len(judged.of_load(graph, number).keys) for *_, number in many]
    tell("file to entities", [whole for whole, *_ in singles], "files")
    tell("of it resolve", [resolving for _, resolving, _ in singles], "files")
    seconds = sum(whole for whole, *_ in many) / 1_000
    resolving = sum(of for _, of, _ in many) / 1_000
    speed = sum(brought) / resolving
    print(
        f"{BATCH:,} rows a file, {sum(brought) / len(many):,.0f} records: {speed:,.0f} records/s "
        f"resolved, {sum(brought) / seconds:,.0f} records/s from the file"
    )
    missed = []
    slow = float(np.percentile([resolving for _, resolving, _ in singles], 95))
    if slow >= SLOWEST_WRITTEN:
        missed.append(f"p95 {slow:.0f} ms with the write, limit {SLOWEST_WRITTEN}")
    if speed < FEWEST_WRITTEN:
        missed.append(f"{speed:,.0f} records/s in batches, floor {FEWEST_WRITTEN}")
    return missed


@contextmanager
def temporary_graph(home: Path) -> Iterator[Graph]:
    """A managed Neo4j of its own, stopped at the end."""
    settings = configuration.from_environment({"WORKBENCH_HOME": str(home)})
    connection = engine.start(settings)
    try:
        with open_graph(connection) as graph:
            migrate(graph)
            yield graph
    finally:
        engine.stop(settings)


def load_but_some(
    graph: Graph, settings: Settings, region: Region, folder: Path
) -> tuple[list[Path], list[Path]]:
    """Load a region but for the last rows of one file: these as files of one row, and of many."""
    ones: list[Path] = []
    batches: list[Path] = []
    for file in region.files:
        path = file.path
        if file.source == ARRIVING:
            with path.open(encoding="utf-8", newline="") as text:
                header, *rows = csv.reader(text)
            kept = len(rows) - ONES - BATCHES * BATCH
            if kept < BATCH:
                sys.exit(f"{len(rows):,} persons arrive at most: name more --people")
            path = csv_file(folder / "kept.csv", header, rows[:kept])
            late = rows[kept:]
            ones = [csv_file(folder / f"one-{n}.csv", header, [late[n]]) for n in range(ONES)]
            batches = [
                csv_file(folder / f"batch-{n}.csv", header, late[at : at + BATCH])
                for n, at in enumerate(range(ONES, len(late), BATCH))
            ]
        load(graph, named_source(settings, file.source), [path])
    return ones, batches


def csv_file(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """Write some rows."""
    with path.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([header, *rows])
    return path


def took(arrivals: Arrivals, path: Path) -> tuple[float, float, int]:
    """Milliseconds until a file is in the graph and resolved; those of resolving; its load."""
    began = time.perf_counter()
    arrived = arrivals.take(path)
    return (time.perf_counter() - began) * 1_000, arrived.seconds * 1_000, arrived.summary.number


def filled(there: dict[str, Fields]) -> tuple[PersonScheme, Resolver[Person]]:
    """A resolver of these records under a model trained on them."""
    model = learn(there)
    scheme = person_scheme(model)
    found = weighed(model, there)
    resolver = Resolver(scheme, {*model.dropped, *found.outgrown})
    resolver.fill({key: scheme.read(one) for key, one in there.items()}, found.weights)
    return scheme, resolver


def timed(work: Callable[[Any], object], items: Sequence[Any]) -> list[float]:
    """Milliseconds of each."""
    took = []
    for item in items:
        began = time.perf_counter()
        work(item)
        took.append((time.perf_counter() - began) * 1_000)
    return took


def tell(title: str, took: Sequence[float], of: str) -> None:
    """One line of percentiles and speed."""
    p50, p95, p99 = np.percentile(took, (50, 95, 99))
    print(
        f"{title:<22} p50 {p50:.3f} ms  p95 {p95:.3f} ms  p99 {p99:.3f} ms  "
        f"{1_000 / np.mean(took):,.0f} {of}/s"
    )


if __name__ == "__main__":
    sys.exit(main())
