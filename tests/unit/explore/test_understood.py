"""A record as understood, under the names that people use."""

from __future__ import annotations

from datetime import UTC, date, datetime

from workbench.explore.understood import understood
from workbench.records.dates import Moment, Precision
from workbench.records.model import IncidentRecord, PersonRecord, RecordKey, VehicleRecord
from workbench.records.names import parse_name
from workbench.records.plates import parse_plate
from workbench.records.properties import properties
from workbench.records.vins import parse_vin
from workbench.records.vocabulary import Category, IncidentStatus

KEY = RecordKey("MPD", "RMS", "25900102")
NIGHT = datetime(2025, 2, 15, 4, 5, tzinfo=UTC)


def test_a_vehicle_s_fields_have_labels_and_what_serves_matching_is_left_out() -> None:
    record = VehicleRecord(
        key=KEY,
        category=Category.INCIDENT,
        plate=parse_plate("AB71O3", "DC"),
        vin=parse_vin("1HGCM82633A004352"),
        color="SIL",
        observed=Moment("02/14/2025 23:05", NIGHT, Precision.MINUTE),
    )

    assert understood(properties(record)) == {
        "Plate": "DC AB71O3",
        "VIN": "1HGCM82633A004352",
        "Color": "SIL",
        "Made by, from the VIN": "HONDA",
        "Year, from the VIN": "2003",
        "When it happened": "2025-02-14 23:05 EST",
    }


def test_codes_are_written_as_words_and_days_without_a_time() -> None:
    record = IncidentRecord(
        key=KEY,
        category=Category.FIELD_CONTACT,
        status=IncidentStatus.CLEARED_BY_ARREST,
        start=Moment("02/14/2025", NIGHT, Precision.DAY),
    )

    assert understood(properties(record)) == {
        "Category": "field contact",
        "Status": "cleared by arrest",
        "Start": "2025-02-14",
    }


def test_a_name_is_shown_whole_and_in_its_parts() -> None:
    record = PersonRecord(key=KEY, category=Category.ARREST, name=parse_name("Carter, Marcus D Jr"))

    assert understood(properties(record)) == {
        "Name": "CARTER, MARCUS D JR",
        "Surname": "CARTER",
        "Given name": "MARCUS",
        "Middle name": "D",
        "Suffix": "JR",
    }


def test_a_field_without_a_label_stands_under_its_own_name() -> None:
    said = {"kind": "charge", "plea_entered": date(2025, 3, 1), "digest": "x", "statute": "22-404"}

    assert understood(said) == {"Statute": "22-404", "Plea entered": "2025-03-01"}
