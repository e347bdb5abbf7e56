"""What entities are called, and what stands below."""

from __future__ import annotations

import pytest

from workbench.explore.cards import titled
from workbench.explore.values import Stated
from workbench.records.vocabulary import Kind


@pytest.mark.parametrize(
    ("address", "below"),
    [
        ("6902 LANDOVER RD, HYATTSVILLE MD", ""),
        ("6902 LANDOVER RD, HYATTSVILLE, MD 20785", ""),
        ("6902 LANDOVER RD, HYATTSVILLE", "MD"),
        ("6902 LANDOVER RD", "HYATTSVILLE MD"),
        ("6902 HYATTSVILLE RD", "HYATTSVILLE MD"),
    ],
)
def test_a_place_names_its_city_once(address: str, below: str) -> None:
    said = {
        "address_normal": address,
        "address_precision": "address",
        "address_city": "HYATTSVILLE",
        "address_state": "MD",
    }

    title, subtitle = titled(Kind.LOCATION, (Stated(said, 1, ("PGPD",), ("PGPD|RMS|1",), ""),))

    assert (title, subtitle[0]) == (address, below)
