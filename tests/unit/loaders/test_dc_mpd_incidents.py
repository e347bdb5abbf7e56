from __future__ import annotations

import datetime as dt

from loaders.dc_mpd_incidents import SOURCE
from tests.unit.loaders.fixture_files import changed, records_of, reject_of, rows_of
from workbench.records.model import IncidentRecord, LocationRecord
from workbench.records.places import AddressPrecision
from workbench.records.vocabulary import LinkType

FILE = "dc_mpd_incidents.csv"


def first() -> tuple[IncidentRecord, LocationRecord]:
    incident, place = records_of(SOURCE, FILE)[0]
    assert isinstance(incident, IncidentRecord)
    assert isinstance(place, LocationRecord)
    return incident, place


def test_a_row_is_an_incident_at_its_block() -> None:
    incident, place = first()

    assert str(incident.key) == "MPD|RMS|24900001|900000001"
    assert str(place.key) == "MPD|RMS|24900001|900000001:place"
    assert [(link.type, link.to) for link in incident.links] == [(LinkType.OCCURRED_AT, place.key)]
    assert incident.method == "GUN"
    assert "shift: EVENING" in incident.attributes
    assert place.address is not None
    assert place.address.precision is AddressPrecision.BLOCK
    assert (place.latitude, place.longitude) == (38.901, -77.011)


def test_times_with_plus_zero_zero_are_utc() -> None:
    incident, _ = first()

    assert incident.start is not None
    assert incident.start.at == dt.datetime(2024, 1, 16, 1, 5, tzinfo=dt.UTC)
    assert incident.observed == incident.start


def test_rows_of_one_number_stay_apart_because_a_homicide_has_one_row_per_victim() -> None:
    incidents = [records[0] for records in records_of(SOURCE, FILE)]

    assert incidents[1].key.number == incidents[2].key.number == "24900002"
    assert len({incident.key for incident in incidents}) == 4


def test_a_report_before_the_start_is_kept_as_written() -> None:
    homicide = records_of(SOURCE, FILE)[1][0]

    assert isinstance(homicide, IncidentRecord)
    assert homicide.start is not None
    assert homicide.start.at is not None
    assert homicide.reported is not None
    assert homicide.reported.at is not None
    assert homicide.reported.at < homicide.start.at


def test_an_intersection_is_one() -> None:
    place = records_of(SOURCE, FILE)[1][1]

    assert isinstance(place, LocationRecord)
    assert place.address is not None
    assert place.address.precision is AddressPrecision.INTERSECTION


def test_a_name_that_covers_several_offences_lists_every_code() -> None:
    theft = records_of(SOURCE, FILE)[3][0]

    assert isinstance(theft, IncidentRecord)
    assert theft.offense_codes == ("23A", "23B", "23C", "23D", "23E", "23G", "23H")


def test_a_name_that_is_new_to_the_list_gets_no_code() -> None:
    row = changed(rows_of(SOURCE, FILE)[0], OFFENSE="PIRACY")

    incident = SOURCE.map(row)[0]

    assert isinstance(incident, IncidentRecord)
    assert (incident.offense, incident.offense_codes) == ("PIRACY", ())


def test_zero_coordinates_are_no_position() -> None:
    place = records_of(SOURCE, FILE)[3][1]

    assert isinstance(place, LocationRecord)
    assert (place.latitude, place.longitude) == (None, None)


def test_each_record_keeps_only_its_own_columns() -> None:
    incident, place = first()

    assert set(place.raw) == {"BLOCK", "LATITUDE", "LONGITUDE"}
    assert not set(place.raw) & set(incident.raw)


def test_a_row_without_its_number_or_with_an_impossible_value_says_why() -> None:
    row = rows_of(SOURCE, FILE)[0]

    assert "CCN is empty" in reject_of(SOURCE, row, CCN=" ")
    assert "LATITUDE holds '100'" in reject_of(SOURCE, row, LATITUDE="100")
    assert "START_DATE" in reject_of(SOURCE, row, START_DATE="2024/02/30 00:00:00+00")
    assert "cannot hold the character" in reject_of(SOURCE, row, CCN="24|1")
