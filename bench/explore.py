"""How quick search, expand and shortest path are on a large graph, beside bare Cypher.

    python bench/explore.py [--records 1000000] [--reads 200] [--home FOLDER]

The graph of a generated region (built.py, imported.py) is built in the home, or found there and
kept. As in the app, each answer is asked of a gateway of its own, of a supervisor on a case, with
rules, view profile and committed audit entries (SQLite). Bare is the same statement without a
condition of the filter and without audit, sent straight to the server; for paths, Cypher's own
``shortestPath``.

Asked are entities of every kind in turn and, among them, the largest hubs (one in twenty, those
with most links). Texts are what their records state, whole, in part and with typing errors; a path
goes from one entity to the next one asked.

first  the first time after a start of the server, with the files of its store taken out of the
       system's cache before: nothing is read, planned or compiled yet
cold   the same after such a start, once the app's warm-up is through (commands/warming.py); bare
       too, of which nothing was planned yet
warm   a later time, in turns with bare

Exit 1 where the 95th of 100 takes longer than the floor, cold or warm.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from random import Random
from typing import Any, cast

import numpy as np
from access import Bare
from built import build, opened, settings_of

from workbench.access.audit import AuditLedger
from workbench.access.database import Database, open_database
from workbench.access.gateway import Gateway
from workbench.access.rules import default_rules
from workbench.access.viewer import Role, Viewer
from workbench.commands.warming import warm
from workbench.explore.expand import expand
from workbench.explore.picture import Picture, draw
from workbench.explore.search import narrowing, search
from workbench.graph.client import Graph
from workbench.graph.store import read_through
from workbench.records.vocabulary import LinkType

READER = Viewer("reader", "MPD", Role.SUPERVISOR, "C criminal justice: robbery series", "24-031")
FLOORS = {"search": 150, "facets": inf, "expand": 60, "path": 150, "draw": 1_000}
"""Milliseconds at the 95th of 100; ``facets`` are counted after the answers, and have none."""
HUBS = 0.05
SHOWN = 400
"""Items of a picture that is drawn."""
DRAWN = 20
LONGEST = 6
BARE_PATH = (
    "MATCH (a:Entity {id: $start, variant: ''}), (b:Entity {id: $end, variant: ''}) "
    f"MATCH p = shortestPath((a)-[:{'|'.join(LinkType)}*..{LONGEST}]-(b)) "
    "RETURN [n IN nodes(p) | n.id] AS ids"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for."""

    ids: list[str]
    hubs: frozenset[str]
    texts: list[str]
    pictures: list[tuple[str, ...]]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Ends of paths."""
        return [*zip(self.ids, [*self.ids[1:], self.ids[0]], strict=True)]


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of read: what is asked, through a gateway and bare."""

    name: str
    values: Sequence[Any]
    guarded: Callable[[Gateway, Any], object]
    bare: Callable[[Graph, Any], object]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=1_000_000, help="records of the graph")
    parser.add_argument("--reads", type=int, default=200, help="entities, texts and pairs asked")
    parser.add_argument("--home", type=Path, help="home of the graph, which is kept there")
    parser.add_argument("--only", nargs="+", choices=sorted(FLOORS), help="measure only these")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = arguments.home or Path(temporary)
        build(home, arguments.records)
        with opened(home) as graph:
            print(counted(graph))
            asked = chosen(graph, arguments.reads)
        with open_database(settings_of(home)) as database:
            missed = [
                miss
                for one in kinds(asked)
                if not arguments.only or one.name in arguments.only
                for miss in measure(home, database, one, asked.hubs)
            ]
    for miss in missed:
        print(f"missed: {miss}")
    return int(bool(missed))


def kinds(asked: Asked) -> Iterator[Measured]:
    """What is measured, as far as this workbench has it."""
    bare: dict[str, str] = {}

    def unguarded(graph: Graph) -> Gateway:
        return cast(Gateway, Bare(graph, bare))

    yield Measured(
        "search", asked.texts, search, lambda graph, text: search(unguarded(graph), text)
    )
    yield Measured(
        "facets", asked.texts, searched, lambda graph, text: searched(unguarded(graph), text)
    )
    yield Measured("expand", asked.ids, expand, lambda graph, id_: expand(unguarded(graph), id_))
    yield Measured(
        "draw",
        [Picture(ids[0], ids) for ids in asked.pictures],
        draw,
        lambda graph, picture: draw(unguarded(graph), picture),
    )
    with suppress(ImportError):
        from workbench.explore.paths import paths

        yield Measured(
            "path",
            asked.pairs,
            lambda gateway, ends: paths(gateway, *ends),
            lambda graph, ends: graph.read(BARE_PATH, start=ends[0], end=ends[1]),
        )


def searched(gateway: Gateway, text: str) -> object:
    """A search with its facets: all that the page of its answers reads."""
    found = search(gateway, text).found
    return narrowing(gateway, found) if found else None


def measure(home: Path, database: Database, one: Measured, hubs: frozenset[str]) -> list[str]:
    """Measure one kind of read cold and warm; the floors missed."""

    def guarded(graph: Graph) -> Callable[[Any], object]:
        return lambda value: one.guarded(
            Gateway(graph, READER, default_rules(), AuditLedger(database)), value
        )

    with fresh(home) as graph:
        first = timed(one.values, guarded(graph))
    with fresh(home) as graph:
        warmed(home, graph)
        cold_bare = timed(one.values, lambda value: one.bare(graph, value))
    with fresh(home) as graph:
        took = warmed(home, graph)
        cold = timed(one.values, guarded(graph))
        timed(one.values, lambda value: one.bare(graph, value))
        warm, warm_bare = in_turns(one.values, guarded(graph), lambda value: one.bare(graph, value))
    p50, p95 = np.percentile(first, (50, 95))
    print(
        f"{one.name:6} first {len(first):,} reads  p50 {p50:6.1f}  p95 {p95:6.1f}  "
        f"max {max(first):6.0f} ms  (no warm-up; with it {took:.0f} s after the start)"
    )
    told(one.name, "cold", cold, cold_bare)
    told(one.name, "warm", warm, warm_bare)
    of_hubs = [
        took
        for value, took in zip(one.values, warm, strict=True)
        if isinstance(value, str) and value in hubs
    ]
    if of_hubs:
        print(f"       the {len(of_hubs)} hubs, warm: max {max(of_hubs):.0f} ms")
    slowest = sorted(zip(warm, one.values, strict=True), key=lambda pair: -pair[0])[:3]
    for took, value in slowest:
        print(f"       {took:6.0f} ms  {value if isinstance(value, str | tuple) else ''}")
    floor = FLOORS[one.name]
    return [
        f"{one.name}, {when}: p95 {p95:.0f} ms, floor {floor}"
        for when, took in (("cold", cold), ("warm", warm))
        if (p95 := float(np.percentile(took, 95))) >= floor
    ]


@contextmanager
def fresh(home: Path) -> Iterator[Graph]:
    """The graph just after a start, with nothing of its store in the system's cache."""
    forget(home / "neo4j" / "data")
    with opened(home) as graph:
        gc.collect()
        yield graph


def warmed(home: Path, graph: Graph) -> float:
    """Do what the app does beside its start; the seconds it took."""
    began = time.perf_counter()
    read_through(settings_of(home))
    warm(graph, default_rules())
    return time.perf_counter() - began


def forget(folder: Path) -> None:
    """Ask the system to keep none of the files in memory; what is not written yet it must keep."""
    if not hasattr(os, "posix_fadvise"):
        print("the system's cache cannot be emptied here: cold is colder than said")
        return
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def timed(values: Sequence[Any], ask: Callable[[Any], object]) -> list[float]:
    """Milliseconds of each."""
    took = []
    for value in values:
        began = time.perf_counter()
        ask(value)
        took.append((time.perf_counter() - began) * 1_000)
    return took


def in_turns(
    values: Sequence[Any], one: Callable[[Any], object], other: Callable[[Any], object]
) -> tuple[list[float], list[float]]:
    """Milliseconds of both for each value, in changing order."""
    times: tuple[list[float], list[float]] = ([], [])
    for i, value in enumerate(values):
        for which in (0, 1) if i % 2 else (1, 0):
            times[which].extend(timed([value], (one, other)[which]))
    return times


def told(name: str, when: str, took: Sequence[float], bare: Sequence[float]) -> None:
    """One line."""
    p50, p95 = np.percentile(took, (50, 95))
    bare50, bare95 = np.percentile(bare, (50, 95))
    floor = FLOORS[name]
    judged = "no floor" if floor == inf else f"{'met' if p95 < floor else 'MISSED'}: < {floor}"
    print(
        f"{name:6} {when} {len(took):4,} reads  p50 {p50:6.1f}  p95 {p95:6.1f}  "
        f"max {max(took):6.0f} ms  ({judged})  "
        f"bare p50 {bare50:6.1f}  p95 {bare95:6.1f}  max {max(bare):6.0f} ms  "
        f"ratio p50 {p50 / bare50:.2f}  p95 {p95 / bare95:.2f}",
        flush=True,
    )


def counted(graph: Graph) -> str:
    """What the graph holds, in one line."""
    (row,) = graph.read(
        "CALL () { MATCH (r:Record) WHERE r.current RETURN count(*) AS records } "
        "CALL () { MATCH (e:Entity) RETURN count(*) AS entities } "
        "CALL () { MATCH (:Entity)-[d]->() WHERE d.derived RETURN count(*) AS links } "
        "RETURN records, entities, links"
    )
    return "{records:,} records, {entities:,} entities, {links:,} derived links".format(**row)


def chosen(graph: Graph, reads: int, seed: int = 1) -> Asked:
    """Draw what is asked for: the same of the same graph."""
    rng = Random(seed)
    rows = graph.read(
        "MATCH (e:Entity|Reference) "
        "RETURN e.id AS id, [l IN labels(e) WHERE l <> 'Entity'][0] AS kind, e:Entity AS entity, "
        "COUNT { (e)--(:Entity|Reference) } AS links ORDER BY id"
    )
    largest = sorted(rows, key=lambda row: (-row["links"], row["id"]))[: round(reads * HUBS)]
    hubs = [row["id"] for row in largest]
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        if row["entity"] and row["links"]:
            by_kind.setdefault(row["kind"], []).append(row["id"])
    each = [rng.sample(ids, min(len(ids), reads)) for _, ids in sorted(by_kind.items())]
    drawn = [id_ for turn in zip(*each, strict=False) for id_ in turn]
    ids = [*hubs, *[i for i in drawn if i not in hubs][: reads - len(hubs)]]
    rng.shuffle(ids)
    pictures = [around(graph, id_) for id_ in ids[:DRAWN]]
    print(f"hubs: {', '.join(format(row['links'], ',') for row in largest)} links")
    return Asked(ids, frozenset(hubs), texts(graph, rng, reads), pictures)


def around(graph: Graph, id_: str) -> tuple[str, ...]:
    """Ids of a full picture: an entity, and what is nearest to it."""
    rows = graph.read(
        "MATCH (e {id: $id}) WHERE e:Entity OR e:Reference "
        "MATCH (e)-[a]-(f:Entity) WHERE a.derived WITH e, f LIMIT 100 "
        "MATCH (f)-[b]-(g:Entity|Reference) WHERE b.derived "
        "WITH DISTINCT e, f, g LIMIT 2000 "
        "RETURN collect(DISTINCT f.id) + collect(DISTINCT g.id) AS ids",
        id=id_,
    )
    return tuple(dict.fromkeys((id_, *rows[0]["ids"])))[:SHOWN]


STATED = {
    "name": "MATCH (r:PersonRecord) WHERE r.name_normal CONTAINS ',' RETURN r.name_normal AS said",
    "plate": "MATCH (r:VehicleRecord) WHERE r.plate_plate IS NOT NULL RETURN r.plate_plate AS said",
    "phone": "MATCH (r:Phone) RETURN r.value AS said",
    "address": "MATCH (r:LocationRecord) WHERE r.address_normal IS NOT NULL "
    "RETURN r.address_normal AS said",
    "number": "MATCH (r:IncidentRecord) WHERE r.number_normal IS NOT NULL "
    "RETURN r.number_normal AS said",
    "born": "MATCH (r:PersonRecord) WHERE r.birth_date_date IS NOT NULL "
    "RETURN toString(r.birth_date_date) AS said",
}
"""What records state, drawn from the whole."""


def texts(graph: Graph, rng: Random, number: int) -> list[str]:
    """Texts as people type them, of ten sorts in turn."""
    stated = {
        kind: rng.sample(sorted({row["said"] for row in graph.read(cypher)}), number)
        for kind, cypher in STATED.items()
    }
    sorts: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("name", str),
        ("name", lambda name: mistyped(rng, name)),
        ("name", lambda name: name.partition(",")[0]),
        ("name", lambda name: " ".join(reversed(name.split(", ")))[:-2]),
        ("plate", str),
        ("plate", lambda plate: wrong(rng, plate)),
        ("plate", lambda plate: plate[:4]),
        ("phone", str),
        ("address", str),
        ("number", str),
        ("born", str),
    )
    made = []
    for i in range(number):
        kind, change = sorts[i % len(sorts)]
        made.append(change(stated[kind][i]))
    return made


def mistyped(rng: Random, text: str) -> str:
    """Two neighbouring characters of the first word exchanged."""
    at = rng.randrange(1, max(2, len(text.partition(",")[0]) - 1))
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def wrong(rng: Random, text: str) -> str:
    """One character misread as one that looks like it, or as any."""
    alike = {"0": "O", "O": "0", "1": "I", "I": "1", "8": "B", "B": "8", "5": "S", "S": "5"}
    at = rng.randrange(len(text))
    return text[:at] + alike.get(text[at], "X") + text[at + 1 :]


if __name__ == "__main__":
    sys.exit(main())
