"""What the filter and the audit cost: expand and search as users run them, against bare statements.

    python bench/access.py [--people 5000] [--reads 300]

A generated region is loaded into a temporary Neo4j and resolved. Then the same entities are
expanded, and the same texts searched, in turns: through the gateway of a supervisor on a case, with
rules, view profile and committed audit entries (SQLite); and by the same statements with every
condition of the filter taken out, run directly. Both see nearly the same rows. Exit 1 where the
95th of 100 takes more than 1.5 times as long.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from workbench import settings as configuration
from workbench.access.audit import AuditLedger
from workbench.access.database import open_database
from workbench.access.gateway import Gateway
from workbench.access.rules import default_rules
from workbench.access.viewer import Role, Viewer
from workbench.explore.expand import expand
from workbench.explore.search import search
from workbench.graph import engine
from workbench.graph.client import Graph, Rows, open_graph
from workbench.graph.schema import migrate
from workbench.graph.statements import columns_of, statement
from workbench.pipeline.catalogue import named_source
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.sample.region import generate

HIGHEST = 1.5
"""Ratio at the 95th of 100."""
WARM = 40
READER = Viewer("reader", "MPD", Role.SUPERVISOR, "C criminal justice: robbery series", "24-031")
FILTERS = (
    r"\(\w+:Stale OR any\(audience IN \w+\.audiences WHERE audience IN \$viewable\)\)",
    r"\w+\.audience IN \$viewable",
    r"\(\w+\.only_for IS NULL OR \$profile IN \w+\.only_for\)",
    r"NOT \$profile IN coalesce\(\w+\.not_for, \[\]\)",
    r"NOT \w+:Withheld",
    r"all\(part IN split\([^)]*?, '&'\) WHERE part IN \$viewable\)",
)
"""The conditions by which statements filter."""


@dataclass(frozen=True, slots=True)
class Bare:
    """Runs statements without their filter, and notes nothing."""

    graph: Graph
    texts: dict[str, str]

    def one_answer(self) -> AbstractContextManager[None]:
        """Nothing is noted."""
        return nullcontext()

    def read(self, name: str, /, **parameters: Any) -> Rows:
        """The rows of a statement, whoever asks."""
        if name not in self.texts:
            self.texts[name] = unfiltered(statement(name))
        return self.graph.answer(self.texts[name], columns_of(name), **parameters)


def unfiltered(text: str) -> str:
    """A statement with every condition of the filter taken out.

    Raises:
        ValueError: one is written in another way than is known here.
    """
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    for condition in FILTERS:
        body = re.sub(condition, "true", body)
    if left := re.search(r"\$(viewable|profile|masked|pointed)", body):
        raise ValueError(f"{left.group()} is still in: {body}")
    return body


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=5_000, help="people of the region")
    parser.add_argument("--reads", type=int, default=300, help="entities and texts asked for")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, region(Path(home), arguments.people) as graph:
        here = configuration.from_environment({"WORKBENCH_HOME": home})
        ids, texts = asked(graph, arguments.reads + WARM)
        bare = cast(Gateway, Bare(graph, {}))
        with open_database(here) as database:
            ledger = AuditLedger(database)

            def guarded() -> Gateway:
                return Gateway(graph, READER, default_rules(), ledger)

            gc.collect()
            gc.freeze()
            expanding = compared(
                ids, lambda one: expand(guarded(), one), lambda one: expand(bare, one)
            )
            searching = compared(
                texts, lambda one: search(guarded(), one), lambda one: search(bare, one)
            )
    ratios = [told("expand", expanding), told("search", searching)]
    return int(max(ratios) > HIGHEST)


@contextmanager
def region(home: Path, people: int) -> Iterator[Graph]:
    """A temporary graph that holds a resolved region."""
    settings = configuration.from_environment({"WORKBENCH_HOME": str(home)})
    made = generate(home / "region", people=people, seed=1)
    connection = engine.start(settings)
    try:
        with open_graph(connection) as graph:
            migrate(graph)
            for file in made.files:
                load(graph, named_source(settings, file.source), [file.path])
            resolved = resolve(graph)
            print(f"{resolved.records:,} records are there")
            yield graph
    finally:
        engine.stop(settings)


def asked(graph: Graph, number: int) -> tuple[list[str], list[str]]:
    """Entities of all kinds, and names, plates, numbers and addresses that records state."""
    draw = np.random.default_rng(1)
    rows = graph.read(
        "MATCH (e:Entity)<-[:RESOLVED_TO]-(r:Record) WHERE r.current "
        "RETURN e.id AS id, min(coalesce(r.name_normal, r.plate_plate, r.number_normal, "
        "r.address_normal)) AS text ORDER BY id"
    )
    chosen = [rows[i] for i in draw.permutation(len(rows))[: number * 2]]
    ids = [row["id"] for row in chosen[:number]]
    return ids, [row["text"] for row in chosen[number:] if row["text"]]


def compared(
    values: list[str], guarded: Callable[[str], object], bare: Callable[[str], object]
) -> tuple[list[float], list[float]]:
    """Milliseconds of both for each value but the first ones, in turns of changing order."""
    times: tuple[list[float], list[float]] = ([], [])
    for i, value in enumerate(values):
        for which in (0, 1) if i % 2 else (1, 0):
            began = time.perf_counter()
            (guarded, bare)[which](value)
            times[which].append((time.perf_counter() - began) * 1_000)
    return times[0][WARM:], times[1][WARM:]


def told(what: str, times: tuple[list[float], list[float]]) -> float:
    """Print the percentiles; the ratio at the 95th."""
    guarded, bare = (np.percentile(one, (50, 95)) for one in times)
    ratio = float(guarded[1] / bare[1])
    print(
        f"{what:8} {len(times[0]):,} reads  with filter and audit p50 {guarded[0]:.1f} "
        f"p95 {guarded[1]:.1f} ms  bare p50 {bare[0]:.1f} p95 {bare[1]:.1f} ms  "
        f"ratio at p50 {guarded[0] / bare[0]:.2f}, at p95 {ratio:.2f} (at most {HIGHEST})"
    )
    return ratio


if __name__ == "__main__":
    sys.exit(main())
