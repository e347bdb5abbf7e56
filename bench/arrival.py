"""What it takes to place one record that arrives now among those that are there.

    python bench/arrival.py [--data FOLDER]              in memory, against 45,000 persons
    python bench/arrival.py --write [--people 500]       with the write to a temporary Neo4j

In memory, on one core: 5,000 of 50,000 records are held out and arrive one by one, as normal forms
by column. "candidates + score" looks their blocks up and weighs every candidate; "put + groups"
takes the record in as well, and groups its component again. The records are a made population
(bench/population.py) or, with ``--data``, the historical persons of bench/resolution.py.

With ``--write`` a sample region is loaded and resolved, but for the last rows of each file. These
arrive as a load brings them: first one row at a time, which is one record and those it names, then
1,000 records at a time. The clock runs from the mapped row until it is in the graph with its
entities and derived links.

Exit 1 where a floor is missed.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from population import population as made_population
from resolution import SETS, texts

from workbench.resolution.batch import compare, train
from workbench.resolution.one_pair import Fields
from workbench.resolution.published import weighed
from workbench.resolution.reading import read_columns
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import Person, PersonScheme, person_scheme
from workbench.resolution.table import fields

HELD_OUT = 5_000
RECORDS = 50_000
HISTORICAL = "historical_figures_with_errors_50k.parquet"
SLOWEST_SCORED = 1.0
"""Milliseconds, of the 99th of 100 records."""
FEWEST_SCORED = (5_000, 10_000)
"""Records a second: floor and goal."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="folder of the labelled sets")
    arguments = parser.parse_args()
    missed = in_memory(persons(arguments.data))
    for one in missed:
        print(f"missed: {one}")
    return 1 if missed else 0


def persons(folder: Path | None) -> list[Fields]:
    """Normal forms of the records."""
    if folder is None:
        people = pd.DataFrame(made_population(RECORDS))
    else:
        read, _, columns = SETS[HISTORICAL]
        stated = read(folder / HISTORICAL)
        people = pd.DataFrame({to: stated[of] for to, of in columns.items()})
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
    if (speed := 1_000 / float(np.mean(scored))) < FEWEST_SCORED[0]:
        missed.append(f"{speed:,.0f} records/s, floor {FEWEST_SCORED[0]:,}")
    return missed


def filled(there: dict[str, Fields]) -> tuple[PersonScheme, Resolver[Person]]:
    """A resolver of these records under a model trained on them."""
    from workbench.resolution import persons as reading

    model = train(compare(reading.table(there)))
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
