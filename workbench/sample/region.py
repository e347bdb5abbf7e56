"""The generated region: every agency's files with known truth, written whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from workbench.errors import InputError
from workbench.progress import Report, silent
from workbench.sample import events, papers, reads, story
from workbench.sample.agencies import AGENCIES
from workbench.sample.files import Table, tables
from workbench.sample.groups import form_groups
from workbench.sample.population import populate
from workbench.sample.truth import Truth
from workbench.sample.vehicles import equip
from workbench.sample.writing import write_rows

VERSION = "1"
PEOPLE = 4_000
"""Unless another number is asked for."""
FEWEST = 200
MANIFEST = "manifest.json"
_KIND = "generated sample region"
_POPULATION = 1.4
"""Residents per person who appears in the files; the others have had nothing to do with police."""
_INCIDENTS, _CONTACTS, _WARRANTS, _BARRINGS, _READS = 0.95, 0.2, 0.06, 0.05, 1.2
"""Events per person."""


@dataclass(frozen=True, slots=True)
class RegionFile:
    """One file of the region and the source that reads it."""

    source: str
    path: Path
    rows: int
    rejects: int
    """Rows among them that the source must refuse."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region on disk; ``files`` stand in the order in which they are loaded.

    In a small region an agency may have had nothing to write: there is then no such file.
    """

    folder: Path
    people: int
    seed: int
    version: str
    files: tuple[RegionFile, ...]


def generate(out: Path, *, people: int = PEOPLE, seed: int = 1, report: Report = silent) -> Region:
    """Write the region into ``out``; the same ``people`` and ``seed`` give the same bytes.

    It is written beside ``out`` and moved, so that ``out`` is a whole region or what it was before.

    Args:
        people: about how many people the files speak of.
        report: called with files done and files in all.

    Raises:
        InputError: too few people; ``out`` is not empty and no sample region; it cannot be written.
    """
    if people < FEWEST:
        raise InputError(
            f"A sample region needs at least {FEWEST} people; {people} were asked for."
        )
    partial, former = _beside(out, "partial"), _beside(out, "former")
    _recover(out, partial, former)
    _check_target(out)
    try:
        partial.mkdir(parents=True)
        _write(partial, people, seed, report)
        _move(partial, out, former)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise InputError(
            f"{out}: the sample region cannot be written ({error.strerror or error}). "
            "Choose a folder that you may write to, with some 100 MB free."
        ) from error
    return read_region(out)


def read_region(folder: Path) -> Region:
    """The region that ``generate`` wrote into the folder.

    Raises:
        InputError: the folder holds no sample region.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["kind"] != _KIND:
            raise KeyError("kind")
        files = tuple(
            RegionFile(f["source"], folder / f["path"], f["rows"], f["rejects"], f["sha256"])
            for f in manifest["files"]
        )
        return Region(folder, manifest["people"], manifest["seed"], manifest["version"], files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{folder}: this folder holds no sample region. Name the folder that it was "
            "written to, or generate it again."
        ) from error


def _beside(out: Path, what: str) -> Path:
    out = out.absolute()
    return out.parent / f".{out.name}.sample-{what}"


def _recover(out: Path, partial: Path, former: Path) -> None:
    """Clear up after a run that was killed: a half-written folder goes, a moved one comes back."""
    shutil.rmtree(partial, ignore_errors=True)
    if former.exists():
        if out.exists():
            shutil.rmtree(former)
        else:
            former.replace(out)


def _check_target(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise InputError(f"{out}: this is a file. Name a new or an empty folder.")
    if any(out.iterdir()):
        try:
            read_region(out)
        except InputError:
            raise InputError(
                f"{out}: the folder is not empty and holds no sample region; nothing was changed. "
                "Name a new or an empty folder."
            ) from None


def _move(partial: Path, out: Path, former: Path) -> None:
    if out.exists():
        out.replace(former)
    partial.replace(out)
    shutil.rmtree(former, ignore_errors=True)


def _write(folder: Path, people: int, seed: int, report: Report) -> None:
    truth = Truth()
    papers_of, read_rows = _draw(people, seed, truth)
    total = sum(len(agency.layouts) for agency in AGENCIES) + 1
    listed = []
    for done, table in enumerate(_all_tables(papers_of, seed, read_rows, truth), start=1):
        report(done, total)
        if not table.rows:
            continue
        path = folder / table.file
        write_rows(path, table.columns, table.rows, delimiter=table.delimiter)
        listed.append(
            {
                "source": table.source,
                "path": table.file,
                "rows": len(table.rows),
                "rejects": table.rejects,
                "sha256": sha256(path.read_bytes()).hexdigest(),
            }
        )
    truth.write(folder / "truth")
    manifest = {
        "kind": _KIND, "version": VERSION, "people": people, "seed": seed, "files": listed,
        "truth": {kind: len(ids) for kind, ids in truth.ids.items()},
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _all_tables(
    papers_of: dict[tuple[str, str], list[events.Event]],
    seed: int,
    read_rows: list[dict[str, str]],
    truth: Truth,
) -> Iterator[Table]:
    for agency in AGENCIES:
        yield from tables(Random(f"{seed}/{agency.code}"), agency, papers_of, truth)
    yield Table("plate-reads", reads.FILE, reads.COLUMNS, read_rows, 0)


def _draw(
    people: int, seed: int, truth: Truth
) -> tuple[dict[tuple[str, str], list[events.Event]], list[dict[str, str]]]:
    """What happened in the region: events by agency and paper, and the plate reads."""

    def stream(name: str) -> Random:
        return Random(f"{seed}/{name}")

    tale = story.tell()
    persons = populate(stream("people"), round(people * _POPULATION))
    vehicles = equip(stream("vehicles"), persons, story.PLATES)
    underworld = form_groups(stream("groups"), persons, vehicles)
    town = events.Town(persons, vehicles, underworld, events.hot_spots(stream("places")))
    rng = stream("events")
    serials = events.Serials(rng)
    incidents = list(events.incidents(rng, town, serials, round(people * _INCIDENTS)))
    arrests = list(events.arrests(rng, serials, incidents))
    drawn = [
        *(papers.narrated(rng, event) for event in incidents),
        *arrests,
        *events.contacts(rng, town, serials, round(people * _CONTACTS)),
        *events.orders(rng, town, serials, "USMS", "warrant", round(people * _WARRANTS)),
        *events.orders(rng, town, serials, "DCHAPD", "barring", round(people * _BARRINGS)),
        *papers.bookings(rng, serials, arrests),
        *papers.charges(rng, serials, arrests),
        *papers.traces(rng, serials, persons, incidents),
        *papers.registrations(rng, vehicles),
        *tale.events,
    ]
    by_paper: dict[tuple[str, str], list[events.Event]] = {}
    for event in drawn:
        by_paper.setdefault((event.agency, event.paper), []).append(event)
        if event.narrative and event.paper == "incident":
            by_paper.setdefault((event.agency, "narrative"), []).append(event)
    rng = stream("reads")
    seen = reads.sightings(rng, reads.sites(rng), vehicles, underworld, round(people * _READS))
    ordered = sorted([*seen, *tale.reads], key=lambda read: read.at)
    return by_paper, list(reads.rows(ordered, truth))
