"""Loading against a bare driver, in one run; and the memory of a million-row file.

    python bench/load.py [--rows 20000] [--rounds 3]     ratio; exit 1 under the floor of 0.5
    python bench/load.py --memory 1000000 [--write]      peak memory; exit 1 over 1.5 GB

Both sides write the same record nodes with the same properties and the same LOADED_BY, OWNED_BY
and OCCURRED_AT relations, 1,000 rows a transaction, into an empty graph with the schema. For the
bare driver (UNWIND and MERGE) reading, mapping and flattening are done before its clock starts.
Ours reads the CSV file, maps, normalises, looks up what is held, decides revisions, counts and
keeps its place, all on the clock. The sides take turns in going first, after a discarded load.

The server runs in a temporary home; ``--home`` names another, whose graph must be empty.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j

from loaders.dc_mpd_incidents import SOURCE
from workbench import settings as configuration
from workbench.errors import WorkbenchError
from workbench.graph import engine, loads
from workbench.graph.client import Graph, open_graph
from workbench.graph.deciding import Decided, decide
from workbench.graph.schema import migrate
from workbench.pipeline.load import BATCH_ROWS, load, map_rows
from workbench.records.agencies import SHARING_AGENCIES

FLOOR = 0.5
GOAL = 0.8
MOST_GIGABYTES = 1.5
WARM_UP_ROWS = 3_000
BARE_RECORDS = (
    "UNWIND $rows AS row MERGE (r:Record {key: row.key}) SET r = row.properties "
    "WITH r, row MATCH (l:Load {number: 1}) MATCH (a:Agency {code: row.agency}) "
    "MERGE (r)-[by:LOADED_BY]->(l) SET by.file = row.file, by.line = row.line "
    "MERGE (r)-[:OWNED_BY]->(a) "
)
BARE_LINKS = (
    "UNWIND $rows AS row MATCH (a:Record {key: row.start}) USING INDEX a:Record(key) "
    "MERGE (b:Record {key: row.end}) MERGE (a)-[:OCCURRED_AT]->(b)"
)
COLUMNS = (
    *("X", "Y", "CCN", "REPORT_DAT", "SHIFT", "METHOD", "OFFENSE", "BLOCK", "XBLOCK", "YBLOCK"),
    *("WARD", "ANC", "DISTRICT", "PSA", "NEIGHBORHOOD_CLUSTER", "BLOCK_GROUP", "CENSUS_TRACT"),
    *("VOTING_PRECINCT", "LATITUDE", "LONGITUDE", "BID", "START_DATE", "END_DATE", "OBJECTID"),
    "OCTO_RECORD_ID",
)
OFFENSES = ("THEFT/OTHER", "THEFT F/AUTO", "MOTOR VEHICLE THEFT", "ROBBERY", "BURGLARY")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=20_000, help="rows of the generated file")
    parser.add_argument("--rounds", type=int, default=3, help="times that each side is measured")
    parser.add_argument("--home", type=Path, help="home of the server to use")
    parser.add_argument("--memory", type=int, metavar="ROWS", help="measure memory instead")
    parser.add_argument("--write", action="store_true", help="with --memory: load the graph too")
    arguments = parser.parse_args()
    # ended from outside, it still stops the server and takes its files away
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        home = arguments.home or folder / "home"
        try:
            if not arguments.memory:
                with server(home, keep=arguments.home is not None) as graph:
                    return ratio(graph, folder, arguments.rows, arguments.rounds)
            path = write_csv(folder / "incidents.csv", arguments.memory)
            if not arguments.write:
                return memory(path, arguments.memory)
            with server(home, keep=arguments.home is not None) as graph:
                return memory(path, arguments.memory, graph)
        except WorkbenchError as error:
            print(error, file=sys.stderr)
            return 2


@contextmanager
def server(home: Path, *, keep: bool) -> Iterator[Graph]:
    """An empty graph with the schema, stopped as it was found; emptied again where it is kept."""
    settings = configuration.from_environment(
        {**os.environ, "WORKBENCH_HOME": str(home), "NEO4J_URI": ""}
    )
    running = engine.status(settings).running
    engine.start(settings)
    try:
        with open_graph(engine.connection(settings)) as graph:
            if graph.read("MATCH (n) WHERE NOT n:Migration RETURN 1 LIMIT 1"):
                raise WorkbenchError(
                    f"the graph in {home} is not empty and would be lost: name another --home"
                )
            migrate(graph)
            try:
                yield graph
            finally:
                if keep:
                    empty(graph)
    finally:
        if not running:
            engine.stop(settings)


def ratio(graph: Graph, folder: Path, rows: int, rounds: int) -> int:
    """Measure both sides by turns; 0 where ours reaches the floor."""
    warm = write_csv(folder / "warm.csv", WARM_UP_ROWS)
    ours(graph, warm)
    bare(graph, prepared(warm))
    path = write_csv(folder / "incidents.csv", rows)
    batches = prepared(path)
    records = sum(len(batch.new) for batch in batches)
    ratios = []
    for number in range(1, rounds + 1):
        if number % 2:
            mine, theirs = ours(graph, path), bare(graph, batches)
        else:
            theirs, mine = bare(graph, batches), ours(graph, path)
        ratios.append(theirs / mine)
        print(
            f"round {number}: workbench {records / mine:,.0f} records/s, "
            f"bare driver {records / theirs:,.0f} records/s, ratio {theirs / mine:.2f}"
        )
    middle = statistics.median(ratios)
    print(
        f"ratio {middle:.2f} (median of {rounds}; floor {FLOOR}, goal {GOAL}); {records:,} records"
    )
    return 0 if middle >= FLOOR else 1


def ours(graph: Graph, path: Path) -> float:
    """Seconds that the workbench takes for a file."""
    empty(graph)
    began = time.perf_counter()
    load(graph, SOURCE, [path])
    return time.perf_counter() - began


def bare(graph: Graph, batches: Sequence[Decided]) -> float:
    """Seconds that a bare driver takes for the same records."""
    empty(graph)
    loads.register(graph, (*SHARING_AGENCIES, *SOURCE.agencies))
    graph.command("CREATE (:Load {number: 1})")
    began = time.perf_counter()
    with graph.driver.session(database=graph.database) as session:
        for batch in batches:
            session.execute_write(write_bare, batch)
    return time.perf_counter() - began


def write_bare(transaction: neo4j.ManagedTransaction, batch: Decided) -> None:
    """Write a batch's records and relations, label by label."""
    for label in ("IncidentRecord", "LocationRecord"):
        nodes = [node for node in batch.new if node["label"] == label]
        transaction.run(f"{BARE_RECORDS} SET r:{label}", rows=nodes).consume()
    links = [{"start": start, "end": str(link.to)} for start, link in batch.links]
    transaction.run(BARE_LINKS, rows=links).consume()


def prepared(path: Path) -> list[Decided]:
    """A file's records with every property that a load gives them, a batch of rows at a time."""
    rows = map_rows(SOURCE, SOURCE.read(path).rows())
    batches, first = [], 0
    while batch := list(islice(rows, BATCH_ROWS)):
        batches.append(decide(batch, {}, source=SOURCE.name, load=1, file=0, first_row=first))
        first += len(batch)
    return batches


def empty(graph: Graph) -> None:
    """Take everything but the schema out of the graph."""
    graph.command(
        "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    )


def memory(path: Path, rows: int, graph: Graph | None = None) -> int:
    """Stream a file through reading, mapping and flattening, or all the way into a graph."""
    began = time.perf_counter()
    if graph:
        load(graph, SOURCE, [path])
        done = "loaded"
    else:
        records = sum(len(row.stated) for row in map_rows(SOURCE, SOURCE.read(path).rows()))
        done = f"checked, read and mapped to {records:,} records"
    seconds = time.perf_counter() - began
    # the system counts in bytes on macOS and in KiB elsewhere
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    print(
        f"{rows:,} rows {done} in {seconds:.0f} s ({rows / seconds:,.0f} rows/s); "
        f"peak {peak:.2f} GB (limit {MOST_GIGABYTES})"
    )
    return 0 if peak <= MOST_GIGABYTES else 1


def write_csv(path: Path, rows: int) -> Path:
    """Write a made file of the incidents layout."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(made_rows(rows))
    return path


def made_rows(rows: int) -> Iterator[dict[str, Any]]:
    """Rows as MPD publishes them, the same ones each time."""
    draw = random.Random(1)
    for number in range(rows):
        low = draw.randrange(1, 60) * 100
        at = f"2024/{1 + number % 12:02d}/{1 + number % 28:02d} {number % 24:02d}:15:00+00"
        yield {
            "CCN": f"24{number % 1_000_000:06d}",
            "OBJECTID": str(490_000_000 + number),
            "REPORT_DAT": at,
            "START_DATE": at,
            "END_DATE": at,
            "SHIFT": "EVENING",
            "METHOD": "OTHERS",
            "OFFENSE": draw.choice(OFFENSES),
            "BLOCK": f"{low} - {low + 99} BLOCK OF {chr(65 + number % 22)} STREET "
            + draw.choice(("NW", "NE", "SE", "SW")),
            "WARD": str(1 + number % 8),
            "ANC": f"{1 + number % 8}A",
            "DISTRICT": str(1 + number % 7),
            "PSA": str(101 + number % 700),
            "NEIGHBORHOOD_CLUSTER": f"Cluster {number % 40}",
            "LATITUDE": f"{38.8 + draw.random() / 5:.10f}",
            "LONGITUDE": f"{-77.1 + draw.random() / 5:.10f}",
        }


if __name__ == "__main__":
    sys.exit(main())
