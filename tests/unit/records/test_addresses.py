from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.addresses import Address, parse_address
from workbench.records.places import AddressPrecision

EXACT, UNIT, BLOCK = AddressPrecision.EXACT, AddressPrecision.UNIT, AddressPrecision.BLOCK
STREET, UNKNOWN = AddressPrecision.STREET, AddressPrecision.UNKNOWN
INTERSECTION = AddressPrecision.INTERSECTION


def _read(raw: str) -> Address:
    address = parse_address(raw)
    assert address is not None
    return address


@pytest.mark.parametrize(
    ("raw", "normal", "precision"),
    [
        ("1412 Trinidad Avenue, N.E.", "1412 TRINIDAD AVE NE", EXACT),
        ("1412 TRINIDAD AVE NE APT 4", "1412 TRINIDAD AVE NE #4", UNIT),
        ("1412 Trinidad Ave. NE, Unit #4", "1412 TRINIDAD AVE NE #4", UNIT),
        ("APT 4 1412 TRINIDAD AVE NE", "1412 TRINIDAD AVE NE #4", UNIT),
        ("1412 TRINIDAD AVE NE BASEMENT", "1412 TRINIDAD AVE NE #BSMT", UNIT),
        ("100 UNIT DR", "100 UNIT DR", EXACT),
        ("3200 - 3299 BLOCK OF WHEELER ROAD SE", "3200-3299 BLK WHEELER RD SE", BLOCK),
        ("82- 199 BLOCK OF I STREET SE", "82-199 BLK I ST SE", BLOCK),
        ("900-1080 BLK 7TH ST NW", "900-1080 BLK 7TH ST NW", BLOCK),
        ("4700 BLK  IRIS ST", "4700 BLK IRIS ST", BLOCK),
        ("1  BLK  ANNA CT", "1 BLK ANNA CT", BLOCK),
        ("1  BLK N SUMMIT AVE", "1 BLK N SUMMIT AVE", BLOCK),
        ("Unit block of K St NW", "1 BLK K ST NW", BLOCK),
        ("14XX H ST NE", "1400 BLK H ST NE", BLOCK),
        ("400 block of H Street, N.E.", "400 BLK H ST NE", BLOCK),
        ("1500 BLK OF ELM ST", "1500 BLK ELM ST", BLOCK),
        ("124 Block Lane", "124 BLOCK LN", EXACT),
        ("3043 - 3199 BLOCK OF CHANCELLOR'S WAY NE", "3043-3199 BLK CHANCELLORS WAY NE", BLOCK),
        ("200 BLK E MIDDLE LA", "200 BLK E MIDDLE LN", BLOCK),
        ("1412 1/2 H ST NE", "1412 1/2 H ST NE", EXACT),
        ("1412A H ST NE", "1412A H ST NE", EXACT),
        ("1412 A ST NE", "1412 A ST NE", EXACT),
        ("1412A ST NE", "1412 A ST NE", EXACT),
        ("1412 H ST NE REAR", "1412 REAR H ST NE", EXACT),
        ("1200 N CAPITOL ST NW", "1200 NORTH CAPITOL ST NW", EXACT),
        ("1412 W VIRGINIA AVE NE", "1412 WEST VIRGINIA AVE NE", EXACT),
        ("1412 MALCOLM X AVE SE", "1412 MALCOLM X AVE SE", EXACT),
        ("178 Polding Street", "178 POLDING ST", EXACT),
        ("184 Kingsway", "184 KINGSWAY", EXACT),
        ("1412 H NE", "1412 H ST NE", EXACT),
        ("SMITH HALL, 1412 H ST NE", "1412 H ST NE", EXACT),
        ("FIRST ST NW", "1ST ST NW", STREET),
        ("14 ST NW", "14TH ST NW", STREET),
        ("16TH STREET NW OVER MILITARY ROAD NW", "16TH ST NW OVER MILITARY RD NW", STREET),
        ("US ROUTE 50", "US-50", STREET),
        ("I-15 NB / SAHARA", "I-15 NB / SAHARA", UNKNOWN),
        ("Sports/Recreation Area", "SPORTS/RECREATION AREA", UNKNOWN),
        ("Conference/Exhibition Centre", "CONFERENCE/EXHIBITION CENTRE", UNKNOWN),
        ("Union Station", "UNION STATION", UNKNOWN),
        ("PSA302", "PSA 302", AddressPrecision.BEAT),
        ("38.9858, -76.98", "38.985800 -76.980000", AddressPrecision.POINT),
    ],
)
def test_a_place_has_one_key_and_a_precision(
    raw: str, normal: str, precision: AddressPrecision
) -> None:
    address = _read(raw)

    assert (address.raw, address.normal, address.precision) == (raw, normal, precision)


def test_a_bridge_is_no_intersection_and_keeps_its_words() -> None:
    address = _read("FREDERICK DOUGLASS MEMORIAL BRIDGE (BRIDGE)")

    assert address.precision is UNKNOWN
    assert address.normal == "FREDERICK DOUGLASS MEMORIAL BRIDGE (BRIDGE)"


@pytest.mark.parametrize(
    "raw",
    [
        "7TH STREET NW AND P STREET NW",
        "P STREET NW AND 7TH STREET NW",
        "P ST NW / 7TH ST NW",
        "P & 7TH NW",
        "7th@P St NW",
        "P St NW X 7th St NW",
        "Corner of 7th St. N.W. and P St. N.W.",
    ],
)
def test_an_intersection_has_one_key_in_every_spelling(raw: str) -> None:
    address = _read(raw)

    assert (address.normal, address.precision) == ("7TH ST NW & P ST NW", INTERSECTION)
    assert (address.street_name, address.cross_street) == ("7TH", "P ST NW")


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("MAIN ST / 4TH AVE", "4TH AVE & MAIN ST"),
        ("17TH STREET NE AND EAST CAPITOL STREET", "17TH ST NE & EAST CAPITOL ST NE"),
        ("MALCOLM X AVENUE SE AND 2ND STREET SE", "2ND ST SE & MALCOLM X AVE SE"),
        (
            "INTERSTATE 295 SOUTHBOUND AND RAMP TO SUITLAND PARKWAY SE SOUTHBOUND",
            "I-295 SB & RAMP TO SUITLAND PKWY SE SB",
        ),
    ],
)
def test_odd_intersections_are_still_intersections(raw: str, normal: str) -> None:
    address = _read(raw)

    assert (address.normal, address.precision) == (normal, INTERSECTION)


def test_the_same_street_in_two_quadrants_is_two_places() -> None:
    assert _read("1400 H ST NE").normal != _read("1400 H ST NW").normal


def test_every_part_is_given_by_its_niem_name() -> None:
    address = parse_address("1412-1416 N Main Street, Apt 4, Wheaton, Maryland 20902-1234")

    assert address == Address(
        raw="1412-1416 N Main Street, Apt 4, Wheaton, Maryland 20902-1234",
        normal="1412-1416 N MAIN ST #4, WHEATON MD",
        precision=UNIT,
        street_number="1412",
        street_number_high="1416",
        predirectional="N",
        street_name="MAIN",
        street_category="ST",
        unit="4",
        city="WHEATON",
        state="MD",
        postal_code="20902",
    )


@pytest.mark.parametrize(
    ("raw", "city", "state", "normal"),
    [
        ("100 Main St", "Wheaton", "Maryland", "100 MAIN ST, WHEATON MD"),
        ("100 MAIN ST WHEATON MD 20902", "", "", "100 MAIN ST, WHEATON MD"),
        ("100 Main St", "", "", "100 MAIN ST"),
        ("1200 H ST NE", "Washington", "D.C.", "1200 H ST NE"),
        ("1200 H ST NE, WASHINGTON, DC 20002", "", "", "1200 H ST NE"),
        ("EAST CAPITOL ST", "", "DC", "EAST CAPITOL ST, WASHINGTON DC"),
        ("", "Takoma Park", "MD", "TAKOMA PARK MD"),
        ("Homeless", "Takoma Park", "MD", "TAKOMA PARK MD"),
        ("Homeless, Washington, DC", "", "", "WASHINGTON DC"),
    ],
)
def test_the_city_belongs_to_the_key_except_beside_a_quadrant(
    raw: str, city: str, state: str, normal: str
) -> None:
    address = parse_address(raw, city=city, state=state)

    assert address is not None
    assert address.normal == normal


@pytest.mark.parametrize("raw", ["", "UNK", "N/A", "-", "HOMELESS", "(0.0, 0.0)"])
def test_no_place_is_none(raw: str) -> None:
    assert parse_address(raw) is None


_VOCABULARY = """1412 14 82-84 1/2 A 7TH 7 P MAIN N NE NW ST AVE STREET BLK BLOCK OF AND & / @ X APT
# 4 , MD I WASHINGTON OVER I-295 US 50 SB REAR PIKE LA N.E. UNIT BASEMENT PSA ( - MALCOLM"""
_WORDS = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=8)


@given(st.one_of(st.text(max_size=30), _WORDS.map(" ".join)), st.sampled_from(["", "Wheaton"]))
def test_reading_the_key_changes_nothing(raw: str, city: str) -> None:
    address = parse_address(raw, city=city)
    if address is None:
        return
    assert address.raw == raw
    assert address.normal.isascii()
    assert _read(address.normal).normal == address.normal


_STREETS = st.builds(
    lambda name, category: f"{name} {category} NW",
    st.sampled_from(["7TH", "P", "RHODE ISLAND", "MALCOLM X", "EAST CAPITOL", "MLK"]),
    st.sampled_from(["STREET", "AVE", "PL"]),
)


@given(_STREETS, _STREETS, st.sampled_from([" AND ", " & ", "/", " @ ", " X "]))
def test_the_order_of_the_streets_does_not_matter(one: str, other: str, between: str) -> None:
    assert _read(one + between + other).normal == _read(other + between + one).normal
