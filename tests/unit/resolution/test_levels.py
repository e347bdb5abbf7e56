"""Which identifiers decide, on properties as records give them."""

from __future__ import annotations

from workbench.records.addresses import parse_address
from workbench.records.model import (
    IncidentRecord,
    ItemRecord,
    LocationRecord,
    PersonRecord,
    Record,
    RecordKey,
    VehicleRecord,
)
from workbench.records.names import parse_name
from workbench.records.numbers import (
    case_number,
    driver_license,
    fbi_number,
    firearm_serial,
    state_id,
)
from workbench.records.plates import parse_plate
from workbench.records.properties import properties
from workbench.records.vins import parse_vin
from workbench.records.vocabulary import Category, Kind
from workbench.resolution.levels import LEVELS, Levels

KEY = RecordKey("MCPD", "RMS", "1")


def levels(record: Record) -> Levels:
    return LEVELS[record.kind](properties(record))


def place(text: str, agency: str = "MCPD", **where: str) -> LocationRecord:
    return LocationRecord(
        key=RecordKey(agency, "RMS", "1"),
        category=Category.INCIDENT,
        address=parse_address(text, **where),
    )


def test_a_person_is_decided_by_fbi_then_state_number_then_licence_with_surname() -> None:
    person = PersonRecord(
        key=KEY,
        category=Category.BOOKING,
        name=parse_name("EXAMPLE, ANNA"),
        identifications=tuple(
            filter(
                None,
                (fbi_number("123456AB1"), state_id("998877", "MD"), driver_license("E123", "MD")),
            )
        ),
    )

    assert levels(person) == (("US:123456AB1",), ("MD:998877",), ("MD:E123:EXAMPLE",))


def test_a_state_number_without_its_state_decides_nothing() -> None:
    number = state_id("998877", "")
    assert number is not None
    person = PersonRecord(key=KEY, category=Category.BOOKING, identifications=(number,))

    assert not any(levels(person))


def test_a_vehicle_is_decided_by_a_valid_vin_and_then_plate_with_state() -> None:
    vehicle = VehicleRecord(
        key=KEY,
        category=Category.REGISTRATION,
        vin=parse_vin("1HGCM82633A004352"),
        plate=parse_plate("ABC 1234", "MD"),
    )
    wrong = VehicleRecord(
        key=KEY, category=Category.REGISTRATION, vin=parse_vin("1HGCM82633A004353")
    )

    assert levels(vehicle) == (("1HGCM82633A004352",), ("MD:ABC1234",))
    assert not any(levels(wrong))


def test_a_block_is_never_the_address_in_it() -> None:
    block, house = place("1400 BLK TRINIDAD AVE NE"), place("1400 TRINIDAD AVE NE")

    assert levels(block) != levels(house)


def test_the_quadrant_places_an_address_for_every_agency() -> None:
    assert levels(place("1412 TRINIDAD AVE NE", "MPD")) == levels(
        place("1412 Trinidad Avenue, N.E.", "PGPD", city="Washington", state="DC")
    )


def test_words_without_a_place_count_within_one_agency_only() -> None:
    assert levels(place("12 MAIN ST", "MCPD")) != levels(place("12 MAIN ST", "PGPD"))


def test_intersections_are_one_in_either_order() -> None:
    assert levels(place("7TH ST NW & P ST NW")) == levels(place("P STREET NW AND 7TH STREET NW"))


def test_an_arrest_is_not_the_incident_of_the_same_number() -> None:
    incident, arrest = (
        IncidentRecord(key=KEY, category=category, number=case_number("240012345", "MCPD"))
        for category in (Category.INCIDENT, Category.ARREST)
    )

    assert levels(incident) != levels(arrest)


def test_an_obliterated_serial_decides_nothing() -> None:
    clear, gone = (
        ItemRecord(
            key=KEY,
            category=Category.FIREARM,
            serial=firearm_serial(text),
            make="GLOCK",
            model="19",
        )
        for text in ("ABC123", "OBLITERATED")
    )

    assert levels(clear) == (("ABC123:GLOCK:19",),)
    assert not any(levels(gone))


def test_several_arrests_under_one_report_number_are_several_events() -> None:
    one, other = (
        IncidentRecord(
            key=RecordKey("TPPD", "arrests", "240012345", part),
            category=Category.ARREST,
            number=case_number("240012345", "TPPD"),
        )
        for part in ("1", "2")
    )

    assert levels(one) != levels(other)


def test_identifications_without_any_number_identify_nobody() -> None:
    row = {"identifications_kind": ["STATE_ID"], "identifications_jurisdiction": ["MD"]}

    assert LEVELS[Kind.PERSON](row) == ((), (), ())
