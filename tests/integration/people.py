"""A small real source: people arrested at addresses, with numbers that resolve them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from loaders.reading import read_csv
from loaders.source import Row, RowError, Source
from workbench.graph.client import Graph
from workbench.progress import silent
from workbench.records.addresses import parse_address
from workbench.records.agencies import Agency, AgencyRole
from workbench.records.dates import parse_moment
from workbench.records.model import (
    IncidentRecord,
    Link,
    LocationRecord,
    PersonRecord,
    Record,
    RecordKey,
    Reference,
)
from workbench.records.names import parse_name
from workbench.records.numbers import case_number, fbi_number
from workbench.records.vocabulary import Category, LinkType, ReferenceKind

COLUMNS = ("number", "name", "fbi", "address", "at", "officer")


def map_row(row: Row) -> tuple[Record, ...]:
    """An arrest, its arrestee and its place."""
    values = row.values
    if not values["number"]:
        raise RowError("no number")
    key = RecordKey("PGPD", "RMS", values["number"])
    at = parse_moment(values["at"])
    fbi = fbi_number(values["fbi"])
    arrest = IncidentRecord(
        key=key,
        category=Category.ARREST,
        number=case_number(values["number"], "PGPD"),
        start=at,
        observed=at,
        raw={"number": values["number"], "at": values["at"]},
        links=(
            Link(LinkType.OCCURRED_AT, key.with_part("place")),
            Link(LinkType.INVESTIGATED_BY, Reference(ReferenceKind.OFFICER, values["officer"])),
        ),
    )
    person = PersonRecord(
        key=key.with_part("arrestee"),
        category=Category.ARREST,
        name=parse_name(values["name"]),
        identifications=(fbi,) if fbi else (),
        observed=at,
        raw={"name": values["name"], "fbi": values["fbi"]},
        links=(Link(LinkType.ARRESTED_IN, key),),
    )
    place = LocationRecord(
        key=key.with_part("place"),
        category=Category.ARREST,
        address=parse_address(values["address"], city="Hyattsville", state="MD"),
        latitude=38.95,
        longitude=-76.94,
        raw={"address": values["address"]},
    )
    return arrest, person, place


SOURCE = Source(
    name="people",
    title="People arrested",
    layout="one row per arrest",
    agencies=(Agency("PGPD", "Prince George's County Police", AgencyRole.PARTNER, "MD"),),
    read=lambda path, report=silent: read_csv(path, COLUMNS, report=report),
    map=map_row,
)


def person(index: int) -> str:
    """Key of the person of arrest number ``index``."""
    return f"PGPD|RMS|24{index:06d}|arrestee"


def person_row(index: int, **changes: str) -> dict[str, str]:
    """Arrest number ``index``; every fifth arrest is of somebody arrested before."""
    who = index - 1 if index % 5 == 4 else index
    row = {
        "number": f"24{index:06d}",
        "name": f"EXAMPLE, PERSON{who}",
        "fbi": f"{100000 + who}AB1",
        "address": f"{100 + who % 40} EXAMPLE ST",
        "at": f"2024-01-{1 + index % 28:02d}T12:00:00",
        "officer": f"PGPD {index % 7}",
    }
    return row | changes


def write_people(
    path: Path, indices: Iterable[int], changes: Mapping[int, dict[str, str]] | None = None
) -> Path:
    """Write arrests as CSV, some of them changed."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        for index in indices:
            writer.writerow(person_row(index, **(changes or {}).get(index, {})))
    return path


def forget_resolution(graph: Graph) -> None:
    """Take out all that resolution wrote but models and decisions: entities, links, scores."""
    graph.command("MATCH (e:Entity) DETACH DELETE e")
    graph.command("MATCH ()-[s:SCORED]->() DELETE s")
    graph.command("MATCH (r:Record) REMOVE r.projected")


def entity_ids(graph: Graph) -> dict[str, str]:
    """The id of each resolved record's entity, by key."""
    rows = graph.read("MATCH (r:Record)-[:RESOLVED_TO]->(e) RETURN r.key AS key, e.id AS id")
    return {row["key"]: row["id"] for row in rows}
