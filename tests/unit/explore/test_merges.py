"""Which records are one by exact identifiers and decisions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.exact import identifiers
from workbench.explore.merges import in_force, joined

records = st.dictionaries(
    st.sampled_from("abcdef"), st.frozensets(st.tuples(st.sampled_from("xyz")), max_size=2),
    min_size=1,
)  # fmt: skip


@given(records, st.lists(st.lists(st.sampled_from("abcdefg"), max_size=3), max_size=3))
def test_parts_are_a_partition_that_tokens_and_decisions_close(
    said: dict[str, frozenset[tuple[str]]], decided: list[list[str]]
) -> None:
    parts = joined(said.items(), decided)

    part_of = {key: n for n, keys in enumerate(parts) for key in keys}
    assert sorted(key for keys in parts for key in keys) == sorted(said)
    for one in said:
        for other in said:
            if said[one] & said[other]:
                assert part_of[one] == part_of[other]
    for group in decided:
        assert len({part_of[key] for key in group if key in part_of}) <= 1


def test_the_order_of_records_makes_no_difference() -> None:
    said = [("a", [("x",)]), ("b", []), ("c", [("x",)]), ("d", [])]

    assert (
        joined(said, [["b", "d"]]) == joined(said[::-1], [["d", "b"]]) == (("a", "c"), ("b", "d"))
    )


def test_a_decision_is_in_force_unless_one_in_force_takes_it_back() -> None:
    assert in_force({"1"}, ()) == {"1"}
    assert in_force({"1", "9"}, {("2", "1")}) == {"9"}
    assert in_force({"1"}, {("2", "1"), ("3", "2")}) == {"1"}


FBI = {
    "identifications_kind": ["fbi"],
    "identifications_number": ["123456AB7"],
    "identifications_jurisdiction": ["US"],
}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", FBI, FBI | {"name_normal": "ANOTHER"}),
        ("vehicle", {"vin_vin": "1HG", "vin_valid": True}, {"vin_vin": "1HG", "vin_valid": True}),
        ("vehicle", {"plate_plate": "AB1", "plate_state": "DC"},
         {"plate_plate": "AB1", "plate_state": "DC"}),
        ("location", {"address_normal": "1 A ST NE", "address_precision": "exact",
                      "address_postdirectional": "NE"},
         {"address_normal": "1 A ST NE", "address_precision": "exact",
          "address_postdirectional": "NE", "address_city": "WASHINGTON"}),
        ("item", {"serial_serial": "ABX4471"}, {"serial_serial": "ABX4471"}),
    ],
)  # fmt: skip
def test_records_that_share_an_exact_identifier_share_a_token(
    kind: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert identifiers(kind, "MPD", one) & identifiers(kind, "PGPD", other)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("person", {"name_normal": "CARTER, MARCUS", "birth_date_date": "1991-04-17"}),
        ("person", FBI | {"identifications_jurisdiction": [""]}),
        ("person", FBI | {"identifications_kind": ["other"]}),
        ("vehicle", {"vin_vin": "1HG", "vin_valid": False}),
        ("vehicle", {"plate_plate": "AB1"}),
        ("location", {"address_normal": "H ST NE", "address_precision": "street"}),
        ("item", {"serial_serial": "123"}),
        ("narrative", {}),
    ],
)
def test_what_is_only_alike_is_no_exact_identifier(kind: str, said: dict[str, Any]) -> None:
    assert identifiers(kind, "MPD", said) == frozenset()


def test_an_incident_shares_a_number_with_one_that_quotes_it() -> None:
    own = {"category": "incident", "number_normal": "24000153"}
    quoting = {
        "category": "incident",
        "number_normal": "202400115",
        "cross_numbers_normal": ["24000153"],
        "cross_numbers_agency": ["MPD"],
    }
    arrest = {"category": "arrest", "number_normal": "24000153", "part": "MPD|RMS|24000153|a"}

    assert identifiers("incident", "MPD", own) & identifiers("incident", "MTPD", quoting)
    assert not identifiers("incident", "MPD", own) & identifiers("incident", "MPD", arrest)


def test_an_address_without_a_town_counts_within_its_agency_only() -> None:
    said = {"address_normal": "12 MAPLE ST", "address_precision": "exact"}

    assert identifiers("location", "MPD", said) == identifiers("location", "MPD", said)
    assert not identifiers("location", "MPD", said) & identifiers("location", "PGPD", said)
