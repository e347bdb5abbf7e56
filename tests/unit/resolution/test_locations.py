"""Locations: the parsed address, what a missing quadrant or town costs, and coordinates."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.addresses import parse_address
from workbench.records.model import LocationRecord, RecordKey
from workbench.records.properties import properties
from workbench.records.vocabulary import Category
from workbench.resolution import locations, places
from workbench.resolution.places import Location

NUMBERS = count(1)
HERE = (38.9057, -76.9869)
FAR = (38.8460, -76.9920)


def at(
    text: str,
    city: str = "",
    state: str = "",
    postal_code: str = "",
    point: tuple[float, float] | None = None,
    agency: str = "MPD",
    key: str = "",
) -> Location:
    """A location's record as a loader maps it and resolution reads it."""
    number = key or f"{next(NUMBERS):06}"
    record = LocationRecord(
        key=RecordKey(agency, "RMS", number, "place"),
        category=Category.INCIDENT,
        address=parse_address(text, city=city, state=state, postal_code=postal_code),
        latitude=point and point[0],
        longitude=point and point[1],
    )
    return places.read(properties(record))


def weight(one: Location, other: Location) -> int:
    pair = locations.compare(one, other)
    return pair.weight if pair else 0


class TestAddress:
    def test_one_address_written_in_two_ways(self) -> None:
        one = at("1412 TRINIDAD AVE NE", "WASHINGTON", "DC")
        other = at("1412 Trinidad Avenue N.E.", agency="USPP")

        assert weight(one, other) > 5_000

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("1412 TRINIDAD AVE NE", "1412 TRINIDAD AVE SE"),
            ("1412 8TH ST NE", "1412 8TH PL NE"),
            ("1412 8TH ST NE", "1412 7TH ST NE"),
            ("1412 8TH ST NE", "1414 8TH ST NE"),
            ("1412 8TH ST NE", "1412 1/2 8TH ST NE"),
            ("1412 8TH ST NE", "1412 8TH ST NE APT 4"),
            ("1412 8TH ST NE APT 3", "1412 8TH ST NE APT 4"),
            ("1400 BLOCK OF 8TH ST NE", "1400 8TH ST NE"),
            ("1400-1499 BLOCK OF 8TH ST NE", "1400-1450 BLOCK OF 8TH ST NE"),
            ("100 N GLEBE RD", "100 S GLEBE RD"),
        ],
    )
    def test_two_places(self, one: str, other: str) -> None:
        assert weight(at(one, "WASHINGTON", "DC"), at(other, "WASHINGTON", "DC")) <= 0

    def test_a_block_is_one_whether_or_not_its_upper_end_is_written(self) -> None:
        one = at("3200 - 3299 BLOCK OF WHEELER RD SE", "WASHINGTON", "DC")

        assert weight(one, at("3200 BLOCK OF WHEELER RD SE", "WASHINGTON", "DC")) > 0

    def test_a_building_is_never_a_candidate_of_its_units(self) -> None:
        building = at("1412 H ST NE", point=HERE)
        flats = [at(f"1412 H ST NE APT {n}", point=HERE) for n in (1, 2)]

        assert locations.candidates([building, *flats]) == ([], [])

    def test_a_corner_is_one_in_either_order(self) -> None:
        one = at("14TH ST NE AND H ST NE", "WASHINGTON", "DC")

        assert weight(one, at("H STREET & 14TH ST NE", "WASHINGTON", "DC")) > 0
        assert weight(one, at("H ST NE & 15TH ST NE", "WASHINGTON", "DC")) <= 0

    def test_text_that_is_no_address_never_joins(self) -> None:
        one, other = (at("UNION STATION", "WASHINGTON", "DC", point=HERE) for _ in "ab")

        assert locations.compare(one, other) is None
        assert locations.stands_for([one, other]) == {one.key: one.key, other.key: other.key}


class TestTown:
    def test_the_same_words_in_two_towns_are_two_places(self) -> None:
        assert weight(at("100 MAIN ST", "LAUREL", "MD"), at("100 MAIN ST", "BOWIE", "MD")) < -5_000

    def test_two_names_of_one_spot_do_not_join_by_words_alone(self) -> None:
        one = at("100 MAIN ST", "WHEATON", "MD", "20902", HERE)

        assert weight(one, at("100 MAIN ST", "SILVER SPRING", "MD", "20902", HERE)) > 0
        assert weight(one, at("100 MAIN ST", "SILVER SPRING", "MD", "20902", FAR)) < 0

    def test_a_missing_town_needs_coordinates(self) -> None:
        full = at("HAYES ST AND WILSON BLVD", "ARLINGTON", "VA", point=HERE)

        assert weight(full, at("HAYES ST AND WILSON BLVD", point=HERE)) > 0
        assert locations.PROPOSED_FROM < weight(full, at("HAYES ST AND WILSON BLVD")) <= 0
        assert weight(full, at("HAYES ST AND WILSON BLVD", point=FAR)) < 0

    def test_without_any_town_the_words_count_within_one_agency(self) -> None:
        one = at("100 MAIN ST")

        assert weight(one, at("100 MAIN ST")) > 0
        assert weight(one, at("100 MAIN ST", agency="PGPD")) <= 0

    def test_a_city_whose_name_begins_with_anothers_is_another(self) -> None:
        one = at("100 MAIN ST", "ARLINGTON")

        assert weight(one, at("100 MAIN ST", "ARLINGTON", "VA")) > 0
        assert weight(one, at("100 MAIN ST", "ARLINGTON HEIGHTS", "IL")) < 0


class TestQuadrant:
    def test_a_named_street_may_do_without_a_numbered_one_may_not(self) -> None:
        named, numbered = at("1412 TRINIDAD AVE NE"), at("900 8TH ST NE")

        assert weight(named, at("1412 TRINIDAD AVE", "WASHINGTON", "DC")) > 0
        assert weight(numbered, at("900 8TH ST", "WASHINGTON", "DC")) <= 0

    def test_coordinates_or_the_postal_code_make_up_for_it(self) -> None:
        full = at("900 8TH ST NE", "WASHINGTON", "DC", "20002", HERE)

        assert weight(full, at("900 8TH ST", "WASHINGTON", "DC", point=HERE)) > 0
        assert weight(full, at("900 8TH ST", "WASHINGTON", "DC", "20002")) > 0
        assert weight(full, at("900 8TH ST", "WASHINGTON", "DC", "20003", FAR)) < 0

    def test_quadrants_are_compared_even_when_a_third_record_lacks_one(self) -> None:
        three = [at(f"900 8TH ST{q}", "WASHINGTON", "DC") for q in (" NE", " SE", "")]

        pairs, _ = locations.candidates(three)

        assert len(pairs) == 3


class TestStreet:
    def test_a_mistyped_street_needs_coordinates_or_number_and_postal_code(self) -> None:
        full = at("1412 TRINIDAD AVE NE", "WASHINGTON", "DC", "20002", HERE)

        assert weight(full, at("1412 TRINDAD AVE NE", "WASHINGTON", "DC", "20002")) > 0
        assert weight(full, at("1412 TRINDAD AVE NE", "WASHINGTON", "DC", point=HERE)) > 0
        assert weight(at("9 BEECH RD", "BOWIE", "MD"), at("9 BEACH RD", "BOWIE", "MD")) <= 0
        assert weight(full, at("1412 TRENTON AVE NE", "WASHINGTON", "DC", "20002", HERE)) <= 0

    def test_a_mistyped_street_is_a_candidate(self) -> None:
        typo = at("1412 TRINDAD AVE NE", "WASHINGTON", "DC", point=HERE)

        pairs, _ = locations.candidates([at("1412 TRINIDAD AVE NE", point=HERE), typo])

        assert [pair.weight > 0 for pair in pairs] == [True]

    def test_two_names_that_may_be_streets_are_a_corner_only_beside_coordinates(self) -> None:
        corner = at("COLESVILLE RD AND IRIS ST", "SILVER SPRING", "MD", point=HERE)
        loose = at("COLESVILLE RD AND IRIS", "SILVER SPRING", "MD")

        assert weight(corner, loose) <= 0
        assert weight(corner, replace(loose, point=corner.point)) > 0


class TestMany:
    def test_ten_thousand_records_of_one_address_are_folded(self) -> None:
        one = at("1412 TRINIDAD AVE NE", "WASHINGTON", "DC", point=HERE)
        many = [replace(one, key=f"{n:05}", agency=f"A{n % 9}") for n in range(10_000)]

        assert locations.candidates(many) == ([], [])
        assert set(locations.stands_for(many).values()) == {"00000"}

    def test_a_record_that_a_decision_names_is_not_folded(self) -> None:
        one = at("1412 TRINIDAD AVE NE", "WASHINGTON", "DC")
        many = [replace(one, key=key) for key in "ABC"]

        pairs, _ = locations.candidates(many, alone={"C"})

        assert [(pair.left, pair.right) for pair in pairs] == [("A", "C")]

    def test_equal_words_that_may_be_two_places_are_not_folded(self) -> None:
        many = [at("100 MAIN ST", agency=agency) for agency in ("MPD", "PGPD")]

        assert locations.stands_for(many) == {place.key: place.key for place in many}


TEXTS = (
    *("1412 TRINIDAD AVE NE", "1412 TRINIDAD AVE", "1412 TRINDAD AVE NE", "1412 TRINIDAD NE"),
    *("1412 TRINIDAD AVE NE APT 4", "1400 BLK TRINIDAD AVE NE", "1400-1499 BLK TRINIDAD AVE NE"),
    *("H ST NE & 8TH ST NE", "8TH & H ST NE", "H ST AND IRIS", "UNION STATION", ""),
)


def records() -> st.SearchStrategy[list[Location]]:
    fields: Any = st.builds(
        at,
        st.sampled_from(TEXTS),
        st.sampled_from(["", "WASHINGTON", "LAUREL"]),
        st.sampled_from(["", "DC", "MD"]),
        st.sampled_from(["", "20002", "20003"]),
        st.sampled_from([None, HERE, (HERE[0] + 0.002, HERE[1]), FAR]),
        st.sampled_from(["MPD", "PGPD"]),
        st.just("K"),
    )
    return st.lists(fields, max_size=8).map(
        lambda found: [replace(record, key=f"K{n}") for n, record in enumerate(found)]
    )


class TestLaws:
    @given(records())
    def test_comparing_is_symmetric_and_its_parts_sum(self, found: list[Location]) -> None:
        for one in found:
            for other in found:
                pair = locations.compare(one, other)
                assert pair == locations.compare(other, one)
                if pair:
                    assert pair.weight == sum(part.weight for part in pair.parts)

    @given(records(), st.randoms(use_true_random=False))
    def test_the_order_of_records_changes_nothing(
        self, found: list[Location], random: Random
    ) -> None:
        shuffled = random.sample(found, len(found))

        assert locations.candidates(shuffled) == locations.candidates(found)
        assert locations.stands_for(shuffled) == locations.stands_for(found)

    @given(records())
    def test_folded_records_score_alike_with_any_other(self, found: list[Location]) -> None:
        stands, by_key = locations.stands_for(found), {record.key: record for record in found}

        for record in found:
            first = by_key[stands[record.key]]
            assert first is record or weight(record, first) > 0
            for other in found:
                if other.key not in (record.key, first.key):
                    assert weight(record, other) == weight(first, other)

    @given(records())
    def test_no_pair_that_would_join_is_missed(self, found: list[Location]) -> None:
        stands = locations.stands_for(found)
        paired = {(pair.left, pair.right) for pair in locations.candidates(found)[0]}

        for one in found:
            for other in found:
                both = stands[one.key], stands[other.key]
                if both[0] < both[1] and weight(one, other) > 0:
                    assert both in paired
