"""How well vehicles, locations, incidents and items of a generated region resolve.

    python bench/sample_region.py [--people 2000] [--seed 3] [--errors 0]

Generates the region, maps its files in memory (no database), resolves each kind and scores the
closure of its partition against the truth: of all pairs of records that stand in one entity, how
many are one (precision); of all that are one, how many stand together (recall). Truth is read only
to score. Exit 1 where a kind is under its floor.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from workbench import settings as configuration
from workbench.pipeline.catalogue import known_sources
from workbench.pipeline.load import map_rows
from workbench.records.properties import end_id
from workbench.records.vocabulary import Kind, LinkType
from workbench.resolution import incidents, items, locations, parties, places, plate_reads, vehicles
from workbench.resolution.blocking import Dropped
from workbench.resolution.clustering import cluster
from workbench.resolution.parties import Party
from workbench.resolution.scored import Scored
from workbench.sample.region import Region, generate

FLOORS = {"vehicle": 0.99, "location": 0.99, "incident": 0.95, "item": 0.0}
_KEEPER_OF = frozenset({LinkType.DRIVES, LinkType.OWNS})
_INVOLVED_IN, _PART_OF = frozenset({LinkType.INVOLVED_IN}), frozenset({LinkType.PART_OF})
_OCCURRED_AT = frozenset({LinkType.OCCURRED_AT})
_PARTY_OF = frozenset(
    {
        *(LinkType.SUBJECT_OF, LinkType.ARRESTED_IN, LinkType.VICTIM_OF),
        *(LinkType.WITNESS_OF, LinkType.CONTACTED_IN, LinkType.REPORTED),
    }
)


@dataclass(slots=True)
class Rows:
    """Records' graph properties by kind, with the links that resolution follows."""

    by_kind: defaultdict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    links: set[tuple[str, LinkType, str]] = field(default_factory=set)

    def ends(self, types: frozenset[LinkType]) -> defaultdict[str, list[str]]:
        """Where every record's links of the types end."""
        return _listed((start, end) for start, of_type, end in self.links if of_type in types)

    def people(self, types: frozenset[LinkType]) -> dict[str, list[Party]]:
        """The parties of every record that persons are linked to by one of the types."""
        of = {key: parties.read(row) for key, row in self.by_kind[Kind.PERSON].items()}
        named = _listed((end, start) for start, of_type, end in self.links if of_type in types)
        return {
            end: [party for key in keys if (party := of.get(key))] for end, keys in named.items()
        }


def _listed(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    out: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in sorted(pairs):
        out[key].append(value)
    return out


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
        rows = mapped(region, Path(temporary))
        truth = {kind: read_truth(region.folder, kind) for kind in (*FLOORS, "plate-read")}
    print(f"{arguments.people:,} people, seed {arguments.seed}")
    print("kind       records   pairs  precision  recall      F1  dropped  seconds")
    failed = False
    entity_of: dict[str, dict[str, str]] = {}
    for kind, floor in FLOORS.items():
        began = time.perf_counter()
        entity_of[kind], scored, dropped = resolve(kind, rows)
        seconds = time.perf_counter() - began
        precision, recall = closure(entity_of[kind], truth[kind])
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        failed |= f1 < floor
        print(
            f"{kind:9} {len(entity_of[kind]):8,} {len(scored):7,} {precision:10.4f} {recall:7.4f} "
            f"{f1:7.4f} {len(dropped):8} {seconds:8.2f}"
        )
        show_errors(entity_of[kind], truth[kind], rows.by_kind[kind], arguments.errors)
    show_reads(rows, entity_of["vehicle"], truth)
    return int(failed)


def mapped(region: Region, home: Path) -> Rows:
    """Every record of the region's files; what one record states twice is the same."""
    settings = configuration.from_environment({**os.environ, "WORKBENCH_HOME": str(home)})
    sources, _ = known_sources(settings)
    rows = Rows()
    for file in region.files:
        source = sources[file.source]
        for outcome in map_rows(source, source.read(file.path).rows()):
            for stated in outcome.stated:
                rows.by_kind[stated.kind][stated.key] = stated.flat
                rows.links.update((stated.key, link.type, end_id(link.to)) for link in stated.links)
    return rows


def read_truth(folder: Path, kind: str) -> dict[str, str]:
    """Record key → true entity."""
    with (folder / "truth" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return {row["record_key"]: row["truth_id"] for row in csv.DictReader(file)}


def resolve(kind: str, rows: Rows) -> tuple[dict[str, str], list[Scored], list[Dropped]]:
    """Entity by record key, the scored pairs and the dropped blocks of one kind."""
    of_kind = list(rows.by_kind[kind].values())
    if kind == Kind.VEHICLE:
        cars = read_vehicles(rows)
        return (*joined(vehicles.stands_for(cars), *vehicles.candidates(cars)),)
    if kind == Kind.LOCATION:
        sites = [places.read(row) for row in of_kind]
        return (*joined(locations.stands_for(sites), *locations.candidates(sites)),)
    if kind == Kind.INCIDENT:
        events = read_incidents(rows)
        return (*joined({key: key for key in events}, *incidents.candidates(events.values())),)
    things = [items.read(row) for row in of_kind]
    return (*joined({t.key: t.key for t in things}, *items.candidates(things)),)


def read_vehicles(rows: Rows) -> list[vehicles.Vehicle]:
    """Vehicles with who drives or owns them and the events they are of."""
    keepers, events = rows.people(_KEEPER_OF), read_incidents(rows)
    involved, part_of = rows.ends(_INVOLVED_IN), rows.ends(_PART_OF)
    out = []
    for key, row in rows.by_kind[Kind.VEHICLE].items():
        own = [end for end in involved[key] if end in events]
        above = [events[end] for start in own for end in part_of[start] if end in events]
        out.append(vehicles.read(row, keepers.get(key, ()), [events[end] for end in own], above))
    return out


def read_incidents(rows: Rows) -> dict[str, incidents.Incident]:
    """Incidents with where they occurred and who took part."""
    people, sites = rows.people(_PARTY_OF), rows.by_kind[Kind.LOCATION]
    where = rows.ends(_OCCURRED_AT)
    out = {}
    for key, row in rows.by_kind[Kind.INCIDENT].items():
        place = next((places.read(sites[end]) for end in where[key] if end in sites), None)
        out[key] = incidents.read(row, place, people.get(key, ()))
    return out


def joined(
    stands: Mapping[str, str], pairs: list[Scored], dropped: list[Dropped]
) -> tuple[dict[str, str], list[Scored], list[Dropped]]:
    """Cluster the records that stand for themselves; the others follow the one they stand with."""
    keys = sorted(set(stands.values()))
    at = {key: position for position, key in enumerate(keys)}
    left = np.array([at[pair.left] for pair in pairs], dtype=np.int64)
    right = np.array([at[pair.right] for pair in pairs], dtype=np.int64)
    weight = np.array([pair.weight for pair in pairs], dtype=np.int64)
    labels = cluster(keys, left, right, weight)
    return {key: keys[labels[at[first]]] for key, first in stands.items()}, pairs, dropped


def closure(found: Mapping[str, str], truth: Mapping[str, str]) -> tuple[float, float]:
    """Precision and recall over all pairs of records of the truth."""
    together = count_pairs((found[key], one) for key, one in truth.items())
    ours = count_pairs(found[key] for key in truth)
    theirs = count_pairs(truth.values())
    return (together / ours if ours else 1.0), (together / theirs if theirs else 1.0)


def count_pairs(groups: Iterable[object]) -> int:
    """Pairs within groups, given the group of each record."""
    return sum(n * (n - 1) // 2 for n in Counter(groups).values())


def show_errors(
    found: Mapping[str, str],
    truth: Mapping[str, str],
    rows: Mapping[str, Mapping[str, Any]],
    most: int,
) -> None:
    """Some records that stand in one entity and are two, or are one and stand in two."""
    if not most:
        return
    for title, outer, inner in (("joined wrongly", found, truth), ("torn apart", truth, found)):
        groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key in truth:
            groups[outer[key]].setdefault(inner[key], key)
        wrong: Sequence[dict[str, str]] = [group for group in groups.values() if len(group) > 1]
        print(f"  {title}: {len(wrong)}")
        for group in wrong[:most]:
            for key in group.values():
                shown = {n: v for n, v in rows[key].items() if n not in ("raw", "audience", "key")}
                print(f"    {key} {shown}")
            print()


def show_reads(rows: Rows, entity_of: Mapping[str, str], truth: Mapping[str, Any]) -> None:
    """How many plate reads join the vehicle that they saw."""
    reads = [vehicles.read(row) for row in rows.by_kind[Kind.PLATE_READ].values()]
    cars = [vehicles.read(row) for row in rows.by_kind[Kind.VEHICLE].values()]
    began = time.perf_counter()
    stands = plate_reads.join_reads(reads, cars)
    seconds = time.perf_counter() - began
    with_vehicle = {read: record for read, record in stands.items() if record in entity_of}
    right = sum(truth["plate-read"][r] == truth["vehicle"][v] for r, v in with_vehicle.items())
    print(
        f"plate reads {len(reads):,}: {len(with_vehicle):,} with a vehicle, {right:,} of them "
        f"with the one they saw; {seconds:.2f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
