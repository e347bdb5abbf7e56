from __future__ import annotations

import pytest

from workbench.records.streets import Street, parse_street


@pytest.mark.parametrize(
    ("written", "street"),
    [
        ("TRINIDAD AVENUE NE", Street("", "TRINIDAD", "AVE", "NE")),
        ("E MIDDLE LA", Street("E", "MIDDLE", "LN")),
        ("OLD COLUMBIA PIKE PIK", Street("", "OLD COLUMBIA", "PIKE")),
        ("UNIVERSITY BLV W", Street("", "UNIVERSITY", "BLVD", "W")),
        ("WOOTTON PKW", Street("", "WOOTTON", "PKWY")),
        ("EAST WEST HWY", Street("", "EAST WEST", "HWY")),
        ("MLK AVE SE", Street("", "MARTIN LUTHER KING JR", "AVE", "SE")),
        ("EYE STREET NW", Street("", "I", "ST", "NW")),
        ("N CAPITOL ST NW", Street("", "NORTH CAPITOL", "ST", "NW")),
        ("14 ST NW", Street("", "14TH", "ST", "NW")),
        ("H NE", Street("", "H", "ST", "NE")),
        ("INTERSTATE 295 SOUTHBOUND", Street("", "I-295", travel="SB")),
        ("", Street()),
    ],
)
def test_a_street_is_read_into_its_parts(written: str, street: Street) -> None:
    assert parse_street(written) == street


def test_a_quadrant_written_elsewhere_fills_a_gap_but_never_a_route() -> None:
    assert parse_street("P", "NW").text == "P ST NW"
    assert parse_street("P ST NE", "NW").text == "P ST NE"
    assert parse_street("US 50", "NW").text == "US-50"


@pytest.mark.parametrize(
    ("written", "certain"),
    [("MAIN ST", True), ("P NW", True), ("MD 355", True), ("KINGSWAY", False), ("ART CTR", False)],
)
def test_a_category_that_buildings_share_does_not_make_a_street(
    written: str, certain: bool
) -> None:
    assert parse_street(written).certain is certain
