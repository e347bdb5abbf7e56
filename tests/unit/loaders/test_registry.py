from __future__ import annotations

from pathlib import Path

import pytest

from loaders.registry import sources
from loaders.source import Source
from tests.unit.loaders.fixture_files import FIXTURES
from workbench.errors import InputError
from workbench.records.model import Record

FILES = {
    "dc-mpd-arrests": "dc_mpd_arrests.csv",
    "dc-mpd-incidents": "dc_mpd_incidents.csv",
    "montgomery-crime": "montgomery_crime_api.csv",
    "takoma-park-arrests": "takoma_park_arrests.csv",
    "takoma-park-calls": "takoma_park_calls.csv",
}
SOURCES = list(sources().values())


def test_the_eight_sources_are_known_by_name() -> None:
    assert list(sources()) == [
        "dc-mpd-arrests",
        "dc-mpd-incidents",
        "montgomery-crime",
        "nibrs-flat",
        "plate-reads",
        "pole",
        "takoma-park-arrests",
        "takoma-park-calls",
    ]
    assert all(name == source.name for name, source in sources().items())


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_another_sources_file_is_refused(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("name,colour\nx,y\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"other\.csv"):
        source.read(path)


@pytest.mark.parametrize("name", FILES)
def test_a_record_stated_twice_is_stated_identically(name: str) -> None:
    source = sources()[name]
    stated: dict[str, Record] = {}

    for row in source.read(FIXTURES / FILES[name]).rows():
        for record in source.map(row):
            assert stated.setdefault(str(record.key), record) == record


@pytest.mark.parametrize("name", FILES)
def test_every_record_belongs_to_a_registered_agency(name: str) -> None:
    source = sources()[name]
    registered = {agency.code for agency in source.agencies}

    for row in source.read(FIXTURES / FILES[name]).rows():
        assert {record.key.agency for record in source.map(row)} <= registered
