"""The published files, read and mapped as a whole; nothing is written anywhere."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from loaders.registry import sources
from loaders.source import Row
from tests.acceptance.published import MAIN_FILES, VARIABLE
from workbench.errors import InputError
from workbench.records.model import (
    IncidentRecord,
    LocationRecord,
    OffenseRecord,
    PersonRecord,
    Record,
    RecordKey,
)
from workbench.records.places import AddressPrecision
from workbench.records.properties import properties
from workbench.records.vocabulary import Category, Handling, Kind, LinkType

pytestmark = pytest.mark.acceptance


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's rows and what they state; ``records`` holds each record once."""

    total: int
    rows: list[Row]
    stated: list[tuple[Record, ...]]
    records: dict[str, Record]

    def kinds(self) -> Counter[Kind]:
        return Counter(record.kind for record in self.records.values())

    def links(self) -> Counter[LinkType]:
        return Counter(link.type for record in self.records.values() for link in record.links)

    def incidents(self, category: Category) -> Iterator[IncidentRecord]:
        for record in self.records.values():
            if isinstance(record, IncidentRecord) and record.category is category:
                yield record

    def handled(self, handling: Handling) -> int:
        return sum(handling in record.handling for record in self.records.values())


@pytest.fixture(scope="module")
def data() -> Path:
    """The folder of published files."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.fail(f"set {VARIABLE} to the folder that holds dc_mpd, montgomery, nibrs, pole …")
    return Path(folder)


@cache
def load(data: Path, name: str) -> Loaded:
    """Read and map a whole file; a record stated twice must be stated identically."""
    source = sources()[name]
    extract = source.read(data / MAIN_FILES[name])
    rows = list(extract.rows())
    stated = [source.map(row) for row in rows]
    records: dict[str, Record] = {}
    for record in (record for of_row in stated for record in of_row):
        assert records.setdefault(str(record.key), record) == record
    return Loaded(extract.total, rows, stated, records)


@pytest.mark.parametrize("name", MAIN_FILES)
def test_a_whole_file_maps_without_a_reject_and_every_end_is_there(data: Path, name: str) -> None:
    loaded = load(data, name)

    assert loaded.total == len(loaded.rows)
    assert all(loaded.stated)
    for record in loaded.records.values():
        assert properties(record)["key"] == str(record.key)
        assert all(
            str(link.to) in loaded.records
            for link in record.links
            if isinstance(link.to, RecordKey)
        )


@pytest.mark.parametrize("name", MAIN_FILES)
def test_raw_holds_only_columns_of_the_row_as_written(data: Path, name: str) -> None:
    loaded = load(data, name)

    for row, stated in zip(loaded.rows, loaded.stated, strict=True):
        for record in stated:
            assert record.raw
            assert all(row.values.get(column) == raw for column, raw in record.raw.items())


def test_dc_incidents(data: Path) -> None:
    loaded = load(data, "dc-mpd-incidents")
    incidents = list(loaded.incidents(Category.INCIDENT))
    places = [r for r in loaded.records.values() if isinstance(r, LocationRecord)]
    precisions = Counter(place.address.precision for place in places if place.address)
    early = [
        i
        for i in incidents
        if i.start and i.reported and i.start.at and i.reported.at and i.start.at > i.reported.at
    ]

    assert loaded.total == len(incidents) == len(places) == 5_735
    assert len({incident.key.number for incident in incidents}) == 5_731
    assert (precisions[AddressPrecision.BLOCK], precisions[AddressPrecision.INTERSECTION]) == (
        5_564,
        168,
    )
    assert all(incident.offense_codes for incident in incidents)
    assert Counter(i.offense for i in early) == {"HOMICIDE": 24, "THEFT/OTHER": 2, "SEX ABUSE": 1}
    assert Counter(i.method for i in incidents) == {"OTHERS": 5_218, "GUN": 431, "KNIFE": 86}


def test_dc_arrests(data: Path) -> None:
    loaded = load(data, "dc-mpd-arrests")
    parts = Counter(
        link.to
        for record in loaded.records.values()
        for link in record.links
        if link.type is LinkType.PART_OF
    )
    attributes = Counter(
        a for arrest in loaded.incidents(Category.ARREST) for a in arrest.attributes
    )

    assert loaded.total == 99
    assert loaded.kinds() == {Kind.INCIDENT: 99 + 93, Kind.PERSON: 99, Kind.LOCATION: 95}
    assert sum(times for times in parts.values() if times > 1) == 12
    assert attributes["category: Narcotics"] == 21
    for record in loaded.records.values():
        if isinstance(record, LocationRecord):
            assert record.latitude is not None
            assert record.longitude is not None
            assert 38.79 < record.latitude < 39.0
            assert -77.12 < record.longitude < -76.9


def test_state_plane_metres_agree_with_the_publishers_degrees(data: Path) -> None:
    source = sources()["dc-mpd-arrests"]
    compared = 0

    for row in load(data, "dc-mpd-arrests").rows:
        if not row.values["ARREST_LATITUDE"]:
            continue
        without = {**row.values, "ARREST_LATITUDE": "", "ARREST_LONGITUDE": ""}
        place = source.map(Row(row.file, row.line, without))[2]
        assert isinstance(place, LocationRecord)
        assert place.latitude == pytest.approx(float(row.values["ARREST_LATITUDE"]), abs=2e-4)
        assert place.longitude == pytest.approx(float(row.values["ARREST_LONGITUDE"]), abs=2e-4)
        compared += 1

    assert compared == 61


def test_montgomery(data: Path) -> None:
    loaded = load(data, "montgomery-crime")
    incidents = list(loaded.incidents(Category.INCIDENT))
    places = [r for r in loaded.records.values() if isinstance(r, LocationRecord)]
    owners = Counter(incident.key.agency for incident in incidents)

    assert loaded.total == len(incidents) == 1_000
    assert len({(i.key.agency, i.key.number) for i in incidents}) == 923
    assert owners == {"MCPD": 787, "RCPD": 89, "GPD": 72, "TPPD": 50, "MCSO": 2}
    assert sum(place.latitude is None for place in places) == 161
    assert sum(not incident.offense_codes for incident in incidents) == 21
    assert Counter(i.number.year for i in incidents if i.number) == {2025: 999, 2024: 1}


def test_takoma_park_arrests(data: Path) -> None:
    loaded = load(data, "takoma-park-arrests")
    reports = list(loaded.incidents(Category.INCIDENT))
    labelled = [
        arrest
        for arrest in loaded.incidents(Category.ARREST)
        if any(said.startswith("arrest type: Juvenile") for said in arrest.attributes)
    ]

    assert loaded.total == 1_911
    assert loaded.kinds() == {Kind.INCIDENT: 1_911 + 1_693, Kind.PERSON: 1_911}
    assert len(reports) == 1_693
    assert all(set(report.raw) == {"report."} for report in reports)
    assert all(report.number and report.number.year for report in reports)
    assert loaded.handled(Handling.JUVENILE) == 2 * 118
    assert len(labelled) == 118 - 9


def test_takoma_park_calls(data: Path) -> None:
    loaded = load(data, "takoma-park-calls")

    assert loaded.total == 11_735
    assert len(list(loaded.incidents(Category.SERVICE_CALL))) == 11_551
    assert loaded.total - loaded.kinds()[Kind.INCIDENT] == 184


def test_nibrs_submission(data: Path) -> None:
    loaded = load(data, "nibrs-flat")
    incidents = list(loaded.incidents(Category.INCIDENT))
    offenses = Counter(
        (o.key.agency, o.key.number)
        for o in loaded.records.values()
        if isinstance(o, OffenseRecord)
    )
    links = loaded.links()

    assert loaded.total == 1_393
    assert len(incidents) == 212
    assert loaded.kinds()[Kind.OFFENSE] == 281
    assert offenses == {(i.key.agency, i.key.number): len(i.offense_codes) for i in incidents}
    assert links[LinkType.VICTIM_OF] == 240
    assert links[LinkType.SUBJECT_OF] == 276
    assert links[LinkType.ARRESTED_IN] == 194 + 12
    assert links[LinkType.PART_OF] == 194
    assert len(list(loaded.incidents(Category.ARREST))) == 194 + 12
    assert {r.key.agency for r in loaded.records.values()} == {"MNBCA0000", "MN0500200"}
    assert loaded.handled(Handling.PROTECTED) == 183 + 3


def test_what_is_no_submission_is_refused(data: Path) -> None:
    source = sources()["nibrs-flat"]

    with pytest.raises(InputError, match=r"error listing \(EDS\)"):
        source.read(data / "nibrs/Test-EDS-1.txt")
    with pytest.raises(InputError, match="XML"):
        source.read(data / "nibrs/nibrs_GroupAIncident_Sample.xml")


def test_pole(data: Path) -> None:
    loaded = load(data, "pole")
    links = loaded.links()

    assert loaded.kinds() == {
        Kind.PERSON: 369,
        Kind.VEHICLE: 1_000,
        Kind.INCIDENT: 28_762,
        Kind.LOCATION: 14_904,
        Kind.ITEM: 7,
        Kind.TELEPHONE_CALL: 534,
    }
    assert links == {
        LinkType.OCCURRED_AT: 28_762,
        LinkType.INVESTIGATED_BY: 28_762,
        LinkType.IN: 2 * 14_904,
        LinkType.ASSOCIATED_WITH: 586 + 80 + 118 + 241 + 155,
        LinkType.INVOLVED_IN: 985,
        LinkType.USES: 2 * 328,
        LinkType.CALLED_FROM: 534,
        LinkType.CALLED_TO: 534,
        LinkType.LIVES_AT: 368,
        LinkType.SUBJECT_OF: 55,
    }
    assert loaded.total == sum(loaded.kinds().values())
    people = [r for r in loaded.records.values() if isinstance(r, PersonRecord)]
    assert all(person.name for person in people)
    assert sum(bool(person.identifications) for person in people) == 368
