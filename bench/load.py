"""Loading against a bare driver, in one run; and the memory of a million-row file.

    python bench/load.py [--rows 20000] [--rounds 3]     ratio; exit 1 under the floor of 0.5
    python bench/load.py --memory 1000000                peak memory; exit 1 over 1.5 GB

The bare driver writes the same records with the same properties and relations by UNWIND/MERGE;
reading, mapping and flattening them is done before its clock starts. Ours reads the CSV file,
maps, normalises, looks up what is held, decides revisions, counts and keeps its place.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j

from loaders.dc_mpd_incidents import SOURCE
from workbench import settings as configuration
from workbench.graph import engine, loads
from workbench.graph.client import Graph, open_graph
from workbench.graph.schema import migrate
from workbench.graph.writer import LABEL_OF, Stated
from workbench.pipeline.load import load, map_rows
from workbench.records.agencies import SHARING_AGENCIES
from workbench.records.vocabulary import Kind

FLOOR = 0.5
MOST_GIGABYTES = 1.5
BATCH = 1_000
COLUMNS = (
    *("X", "Y", "CCN", "REPORT_DAT", "SHIFT", "METHOD", "OFFENSE", "BLOCK", "XBLOCK", "YBLOCK"),
    *("WARD", "ANC", "DISTRICT", "PSA", "NEIGHBORHOOD_CLUSTER", "BLOCK_GROUP", "CENSUS_TRACT"),
    *("VOTING_PRECINCT", "LATITUDE", "LONGITUDE", "BID", "START_DATE", "END_DATE", "OBJECTID"),
    "OCTO_RECORD_ID",
)
OFFENSES = ("THEFT/OTHER", "THEFT F/AUTO", "MOTOR VEHICLE THEFT", "ROBBERY", "BURGLARY")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, metavar="ROWS")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.memory:
            sys.exit(memory(Path(folder), arguments.memory))
        sys.exit(ratio(Path(folder), arguments.rows, arguments.rounds))


def ratio(folder: Path, rows: int, rounds: int) -> int:
    settings = configuration.from_environment({"WORKBENCH_HOME": str(folder / "home")})
    engine.start(settings)
    try:
        with open_graph(engine.connection(settings)) as graph:
            migrate(graph)
            warm = write_csv(folder / "warm.csv", 3_000)
            ours(graph, warm)
            bare(graph, prepared(warm))
            path = write_csv(folder / "incidents.csv", rows)
            stated = prepared(path)
            times = [(ours(graph, path), bare(graph, stated)) for _ in range(rounds)]
    finally:
        engine.stop(settings)
    records = len(stated)
    for number, (mine, theirs) in enumerate(times, 1):
        print(
            f"round {number}: workbench {records / mine:,.0f} records/s, "
            f"bare driver {records / theirs:,.0f} records/s, ratio {theirs / mine:.2f}"
        )
    middle = statistics.median(theirs / mine for mine, theirs in times)
    print(f"ratio {middle:.2f} (median of {rounds}; floor {FLOOR}, goal 0.8); {records:,} records")
    return 0 if middle >= FLOOR else 1


def ours(graph: Graph, path: Path) -> float:
    empty(graph)
    began = time.perf_counter()
    load(graph, SOURCE, [path])
    return time.perf_counter() - began


def bare(graph: Graph, stated: list[Stated]) -> float:
    empty(graph)
    loads.register(graph, SHARING_AGENCIES)
    graph.command("CREATE (:Load {number: 1})")
    began = time.perf_counter()
    items = iter(stated)
    while batch := list(islice(items, BATCH)):
        graph.write(lambda tx, batch=batch: write_bare(tx, batch))  # type: ignore[misc]
    return time.perf_counter() - began


def write_bare(transaction: neo4j.ManagedTransaction, batch: list[Stated]) -> None:
    for kind in (Kind.INCIDENT, Kind.LOCATION):
        rows = [
            {"key": s.key, "agency": s.flat["agency"], "properties": dict(s.flat)}
            for s in batch
            if s.kind is kind
        ]
        transaction.run(
            f"UNWIND $rows AS row MERGE (r:Record {{key: row.key}}) SET r:{LABEL_OF[kind]}, "
            "r += row.properties WITH r, row MATCH (l:Load {number: 1}) "
            "MATCH (a:Agency {code: row.agency}) MERGE (r)-[:LOADED_BY]->(l) "
            "MERGE (r)-[:OWNED_BY]->(a)",
            rows=rows,
        ).consume()
    links = [{"a": s.key, "b": str(link.to)} for s in batch for link in s.links]
    transaction.run(
        "UNWIND $rows AS row MATCH (a:Record {key: row.a}) MERGE (b:Record {key: row.b}) "
        "MERGE (a)-[:OCCURRED_AT]->(b)",
        rows=links,
    ).consume()


def prepared(path: Path) -> list[Stated]:
    return [s for row in map_rows(SOURCE, SOURCE.read(path).rows()) for s in row.stated]


def empty(graph: Graph) -> None:
    graph.command(
        "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    )


def memory(folder: Path, rows: int) -> int:
    path = write_csv(folder / "incidents.csv", rows)
    began = time.perf_counter()
    records = sum(len(row.stated) for row in map_rows(SOURCE, SOURCE.read(path).rows()))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{rows:,} rows checked, read and mapped to {records:,} records in {seconds:.0f} s "
        f"({rows / seconds:,.0f} rows/s); peak {peak:.2f} GB (limit {MOST_GIGABYTES})"
    )
    return 0 if peak <= MOST_GIGABYTES else 1


def write_csv(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(made_rows(rows))
    return path


def made_rows(rows: int) -> Iterator[dict[str, Any]]:
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
    main()
