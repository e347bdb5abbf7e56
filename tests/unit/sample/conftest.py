from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from loaders.registry import sources
from loaders.source import RowError
from loaders.table import specifications
from workbench.records.model import Record
from workbench.records.properties import digest, properties
from workbench.sample.region import Region, generate

PEOPLE = 300


@dataclass(slots=True)
class Loaded:
    """What the loaders make of a region."""

    records: dict[str, Record] = field(default_factory=dict)
    rejects: dict[str, list[str]] = field(default_factory=dict)
    contradictions: list[str] = field(default_factory=list)

    def of(self, agency: str, system: str, number: str, part: str = "") -> Record:
        return self.records["|".join((agency, system, number, part))]


def load(region: Region) -> Loaded:
    """Read and map every file of the region through the source that its manifest names."""
    known = {**specifications(), **sources()}
    out = Loaded()
    sums: dict[str, str] = {}
    for file in region.files:
        source = known[file.source]
        out.rejects[file.source] = []
        for row in source.read(file.path).rows():
            try:
                records = source.map(row)
            except RowError as error:
                out.rejects[file.source].append(str(error))
                continue
            for record in records:
                key, content = str(record.key), digest(properties(record), record.links)
                if sums.setdefault(key, content) != content:
                    out.contradictions.append(key)
                out.records[key] = record
    return out


def read_truth(folder: Path) -> dict[str, dict[str, str]]:
    """Record key → truth id, by kind."""
    out = {}
    for path in sorted((folder / "truth").glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            out[path.stem] = {row["record_key"]: row["truth_id"] for row in csv.DictReader(file)}
    return out


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return generate(tmp_path_factory.mktemp("sample") / "region", people=PEOPLE, seed=1)


@pytest.fixture(scope="session")
def loaded(region: Region) -> Loaded:
    return load(region)


@pytest.fixture(scope="session")
def truth(region: Region) -> dict[str, dict[str, str]]:
    return read_truth(region.folder)
