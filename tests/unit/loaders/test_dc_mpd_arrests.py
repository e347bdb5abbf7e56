from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from loaders.dc_mpd_arrests import SOURCE
from tests.unit.loaders.fixture_files import records_of, reject_of, rows_of
from workbench.records.model import IncidentRecord, LocationRecord, PersonRecord, Record
from workbench.records.vocabulary import Category, LinkType

FILE = "dc_mpd_arrests.csv"


def arrest(records: Sequence[Record]) -> IncidentRecord:
    record = records[0]
    assert isinstance(record, IncidentRecord)
    return record


def arrestee(records: Sequence[Record]) -> PersonRecord:
    record = records[1]
    assert isinstance(record, PersonRecord)
    return record


def test_a_row_is_an_arrest_of_a_person_in_an_incident() -> None:
    records = records_of(SOURCE, FILE)[0]

    incident = records[-1]
    assert arrest(records).category is Category.ARREST
    assert arrest(records).links[0].type is LinkType.PART_OF
    assert arrest(records).links[0].to == incident.key
    assert arrestee(records).links[0].type is LinkType.ARRESTED_IN
    assert arrestee(records).links[0].to == arrest(records).key
    assert (arrestee(records).age, arrestee(records).sex, arrestee(records).race) == (44, "M", "B")


def test_co_arrestees_state_their_incident_alike() -> None:
    first, second, other = (records[-1] for records in records_of(SOURCE, FILE))

    assert first == second
    assert first.key != other.key
    assert set(first.raw) == {"CCN"}


def test_the_cut_word_is_mended_and_its_raw_value_kept() -> None:
    record = arrest(records_of(SOURCE, FILE)[0])

    assert "category: Narcotics" in record.attributes
    assert record.raw["CATEGORY"] == " rcotics"


def test_the_hour_is_local_and_spans_its_minutes() -> None:
    record = arrest(records_of(SOURCE, FILE)[0])

    assert record.start is not None
    assert record.end is not None
    assert record.start.at == dt.datetime(2013, 12, 6, 2, 0, tzinfo=dt.UTC)
    assert record.end.at == dt.datetime(2013, 12, 6, 2, 59, tzinfo=dt.UTC)
    assert record.start.raw == "2013/12/05 05:00:00+00 21"


def test_hour_zero_is_midnight_of_the_local_day_in_summer_too() -> None:
    record = arrest(records_of(SOURCE, FILE)[2])

    assert record.start is not None
    assert record.start.at == dt.datetime(2013, 7, 9, 4, 0, tzinfo=dt.UTC)


def test_state_plane_metres_become_degrees_where_there_are_none() -> None:
    projected, given = (records[2] for records in records_of(SOURCE, FILE)[:2])

    assert isinstance(projected, LocationRecord)
    assert isinstance(given, LocationRecord)
    assert projected.latitude == pytest.approx(38.9, abs=1e-3)
    assert projected.longitude == pytest.approx(-77.0184, abs=1e-3)
    assert (given.latitude, given.longitude) == (38.9, -77.0184)


def test_an_arrest_without_a_block_has_no_place() -> None:
    records = records_of(SOURCE, FILE)[2]

    assert not any(isinstance(record, LocationRecord) for record in records)
    assert [link.type for link in arrest(records).links] == [LinkType.PART_OF]


def test_what_is_unknown_is_absent() -> None:
    woman, man = (arrestee(records) for records in records_of(SOURCE, FILE)[1:])

    assert (woman.race, woman.ethnicity, woman.residence) == ("", "", "Out of State")
    assert (man.sex, man.ethnicity, man.residence) == ("", "H", "")


def test_the_arrest_holds_nothing_of_the_person() -> None:
    records = records_of(SOURCE, FILE)[0]

    assert not {"AGE", "SEX", "RACE", "ETHNICITY"} & set(arrest(records).raw)


def test_values_that_cannot_be_say_why() -> None:
    row = rows_of(SOURCE, FILE)[0]

    assert "hours run from 0 to 23" in reject_of(SOURCE, row, HOUR="24")
    assert "not a whole number" in reject_of(SOURCE, row, AGE="forty")
    assert "no metres" in reject_of(SOURCE, row, ARREST_BLOCKX="here")
