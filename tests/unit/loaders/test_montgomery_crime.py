from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loaders.montgomery_crime import SOURCE
from tests.unit.loaders.fixture_files import FIXTURES, changed, records_of, rows_of
from workbench.errors import InputError
from workbench.records.model import IncidentRecord, LocationRecord, Record
from workbench.records.places import AddressPrecision

FILE = "montgomery_crime_api.csv"


def pair(records: tuple[Record, ...]) -> tuple[IncidentRecord, LocationRecord]:
    incident, place = records
    assert isinstance(incident, IncidentRecord)
    assert isinstance(place, LocationRecord)
    return incident, place


def test_offences_of_an_incident_are_records_of_one_number() -> None:
    first, second, _ = (pair(records)[0] for records in records_of(SOURCE, FILE))

    assert str(first.key) == "MCPD|RMS|259900001|1399"
    assert str(second.key) == "MCPD|RMS|259900001|2303"
    assert first.number == second.number
    assert (first.offense_codes, second.offense_codes) == (("13B",), ("23C",))


def test_the_agency_of_the_row_owns_it() -> None:
    incident, place = pair(records_of(SOURCE, FILE)[2])

    assert (incident.key.agency, place.key.agency) == ("TPPD", "TPPD")
    assert incident.number is not None
    assert incident.number.year == 2025


def test_the_downloads_spelling_of_the_columns_gives_the_same_records() -> None:
    api = pair(records_of(SOURCE, FILE)[0])
    download = pair(records_of(SOURCE, "montgomery_crime_download.csv")[0])

    for one, other in zip(api, download, strict=True):
        assert one.key == other.key
        assert one.links == other.links
        assert one.observed is not None
        assert other.observed is not None
        assert one.observed.at == other.observed.at
    assert api[0].offense == download[0].offense
    assert api[1].address == download[1].address


def test_times_without_an_offset_are_local() -> None:
    incident, _ = pair(records_of(SOURCE, FILE)[0])

    assert incident.start is not None
    assert incident.start.at == dt.datetime(2025, 6, 1, 14, 0, tzinfo=dt.UTC)


def test_a_start_after_the_end_is_kept_as_written() -> None:
    incident, _ = pair(records_of(SOURCE, FILE)[2])

    assert incident.start is not None
    assert incident.start.at is not None
    assert incident.end is not None
    assert incident.end.at is not None
    assert incident.start.at > incident.end.at


def test_what_is_not_a_crime_has_no_offence_code() -> None:
    incident, _ = pair(records_of(SOURCE, FILE)[2])

    assert incident.offense_codes == ()
    assert incident.offense == "JUVENILE - RUNAWAY"
    assert incident.raw["nibrs_code"] == "90I"
    assert incident.handling == frozenset()


def test_zero_coordinates_are_no_position() -> None:
    _, place = pair(records_of(SOURCE, FILE)[1])

    assert (place.latitude, place.longitude) == (None, None)
    assert place.address is not None
    assert place.address.precision is AddressPrecision.BLOCK


def test_without_a_location_the_street_in_its_own_columns_counts() -> None:
    _, place = pair(records_of(SOURCE, FILE)[2])

    assert place.address is not None
    assert place.address.precision is AddressPrecision.STREET
    assert place.address.street_name == "PATTERN"
    assert place.address.city == "TAKOMA PARK"


def test_a_row_without_any_word_of_its_place_has_none() -> None:
    row = changed(
        rows_of(SOURCE, FILE)[2],
        street_prefix_dir="",
        address_street="",
        street_type="",
        city="",
        state="",
    )

    records = SOURCE.map(row)

    assert len(records) == 1
    assert records[0].links == ()


def test_a_file_without_the_columns_of_either_spelling_is_refused(tmp_path: Path) -> None:
    text = (FIXTURES / FILE).read_text(encoding="utf-8").replace('"agency"', '"bureau"')
    path = tmp_path / "crimes.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match="missing column agency"):
        SOURCE.read(path)
