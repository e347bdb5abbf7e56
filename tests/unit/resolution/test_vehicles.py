"""Vehicles: what joins two records of one, what holds two apart, and where plate reads go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.resolution import plate_reads, vehicles
from workbench.resolution.incidents import Incident
from workbench.resolution.pairing import LARGEST
from workbench.resolution.parties import Party
from workbench.resolution.vehicles import HALF_YEAR, Vehicle

ACCORD = Vehicle(
    "A", "MPD", "1HG09G4543G000581", True, "AB1234", "DC", "A81234", "HONDA", "ACCORD", 2013, "SIL",
    1_700_000_000.0,
)  # fmt: skip
YEAR = 2 * HALF_YEAR


def bare(key: str, **fields: object) -> Vehicle:
    """A record of the Accord that states the fields alone."""
    return replace(Vehicle(key, "MPD", observed=ACCORD.observed), **fields)  # type: ignore[arg-type]


def weight(one: Vehicle, other: Vehicle) -> int:
    pair = vehicles.compare(one, other)
    return pair.weight if pair else 0


class TestVin:
    def test_the_same_vin_with_a_right_check_digit_decides_against_all_else(self) -> None:
        other = replace(
            ACCORD, key="B", plate="1XY9999", state="MD", make="FORD", model="F150", year=2001,
            color="RED",
        )  # fmt: skip

        assert weight(bare("B", vin=ACCORD.vin, vin_valid=True), ACCORD) == 20_000
        assert vehicles.compare_vin(ACCORD, other).weight == 30_000

    def test_a_plate_that_moved_between_two_vins_joins_neither(self) -> None:
        other = replace(ACCORD, key="B", vin="2HGXX5671AA123456")

        assert weight(ACCORD, other) < -5_000

    def test_a_mistyped_vin_counts_with_what_stands_beside_it(self) -> None:
        typo = replace(ACCORD, key="B", vin=ACCORD.vin[:-1] + "2", vin_valid=False, plate="")

        assert weight(ACCORD, typo) > 0
        assert weight(ACCORD, replace(typo, make="FORD", model="F150", year=2001)) < 0

    @pytest.mark.parametrize("at", [0, 4, 9, 12, 16])
    def test_a_vin_with_one_character_dropped_is_a_candidate(self, at: int) -> None:
        typo = bare("B", vin=ACCORD.vin[:at] + ACCORD.vin[at + 1 :])

        pairs, _ = vehicles.candidates([ACCORD, typo])

        assert [(pair.left, pair.right) for pair in pairs] == [("A", "B")]

    def test_a_part_too_short_to_name_a_vehicle_says_nothing(self) -> None:
        one, other = bare("A", vin="0581"), bare("B", vin="0581")

        assert vehicles.compare(one, other) is None
        assert vehicles.stands_for([one, other]) == {"A": "A", "B": "B"}


class TestPlate:
    def test_the_same_plate_is_surer_the_closer_in_time(self) -> None:
        def apart(years: float) -> int:
            seen = (ACCORD.observed or 0.0) + years * YEAR
            one = bare("A", plate="AB1234", state="DC")
            return weight(one, bare("B", plate="AB1234", state="DC", observed=seen))

        assert apart(0.2) > apart(2) > apart(6) > 0

    def test_a_plate_seen_years_later_on_another_car_joins_nothing(self) -> None:
        one = replace(ACCORD, vin="", vin_valid=False)
        later = replace(
            one, key="B", make="FORD", model="F150", year=2021, color="RED",
            observed=(ACCORD.observed or 0.0) + 5 * YEAR,
        )  # fmt: skip

        assert weight(one, later) < 0

    def test_a_plate_without_its_state_is_weaker_than_with_it(self) -> None:
        full, loose = bare("A", plate="AB1234", state="DC"), bare("B", plate="AB1234")

        assert 0 < weight(full, loose) < weight(full, replace(full, key="B"))

    def test_the_same_characters_of_another_state_are_another_plate(self) -> None:
        one, other = bare("A", plate="AB1234", state="DC"), bare("B", plate="AB1234", state="PA")

        assert weight(one, other) < 0

    def test_a_misread_plate_joins_only_with_make_model_year_or_colour(self) -> None:
        alone = bare("B", plate="A81234", state="DC", folded="A81234")
        described = replace(alone, make="HONDA", model="ACCORD", color="SIL")

        assert weight(ACCORD, alone) < 0
        assert weight(ACCORD, described) > 0
        assert vehicles.candidates([ACCORD, described])[0][0].weight == weight(ACCORD, described)

    def test_a_misread_plate_of_another_make_joins_nothing(self) -> None:
        other = bare("B", plate="A81234", state="DC", folded="A81234", make="FORD", color="SIL")

        assert weight(ACCORD, other) < 0


class TestLinked:
    driver = Party("ROSS", "JONATHAN", "1998-11-30")

    def test_a_car_known_by_its_driver_needs_more_than_its_make(self) -> None:
        car = replace(ACCORD, people=(self.driver,))
        nameless = bare("B", make="HONDA", people=(self.driver,))

        assert vehicles.PROPOSED_FROM < weight(car, nameless) <= 0
        assert weight(car, replace(nameless, model="ACCORD")) > 0

    def test_the_vehicle_of_an_arrest_is_that_of_its_report(self) -> None:
        report = Incident("R", "PGPD", number="24000101")
        arrest = Incident("T", "PGPD", "arrest", "A24000007")
        row = {"agency": "PGPD", "make": "HONDA", "color": "SIL", "model": "ACCORD"}

        listed = vehicles.read({"key": "A", **row}, involved=[report])
        taken = vehicles.read({"key": "B", **row}, involved=[arrest], part_of=[report])

        assert weight(listed, taken) > 0

    def test_two_vehicles_of_one_report_are_two(self) -> None:
        report = Incident("R", "PGPD", number="24000101")
        row = {"agency": "PGPD", "make": "HONDA", "color": "SIL", "model": "ACCORD"}
        one, other = (vehicles.read({"key": k, **row}, [self.driver], [report]) for k in "AB")

        assert weight(one, other) <= 0

    def test_another_agencys_vehicle_of_one_event_is_found_by_the_number_it_quotes(self) -> None:
        mine = Incident("R", "MPD", number="24000153")
        theirs = Incident("S", "MTPD", number="202400115", cross_numbers=(("MPD", "24000153"),))
        one = vehicles.read({"key": "A", "agency": "MPD"}, involved=[mine])
        other = vehicles.read({"key": "B", "agency": "MTPD"}, involved=[theirs])

        assert vehicles.compare_events(one, other).weight > 0


class TestRead:
    def test_reads_graph_properties(self) -> None:
        row = {
            "key": "MPD|RMS|24000106|V1", "agency": "MPD", "plate_plate": "1SS1480",
            "plate_state": "MD", "plate_folded": "1551480", "vin_vin": "1FT09G4543G000581",
            "vin_valid": True, "make": "Chev", "model": "Tahoe", "model_year": 2013,
            "color": "Black", "observed_at": datetime(2024, 1, 2, 2, 28, tzinfo=UTC),
        }  # fmt: skip

        vehicle = vehicles.read(row)

        assert vehicle == Vehicle(
            "MPD|RMS|24000106|V1", "MPD", "1FT09G4543G000581", True, "1SS1480", "MD", "1551480",
            "CHEVROLET", "TAHOE", 2013, "BLK", 1_704_162_480.0,
        )  # fmt: skip

    def test_a_record_that_states_nothing_is_compared_with_none(self) -> None:
        one, other = (vehicles.read({"key": key, "agency": "MPD"}) for key in "AB")

        assert vehicles.compare(one, other) is None
        assert vehicles.candidates([one, other]) == ([], [])


class TestPlateReads:
    def test_a_read_joins_the_record_nearest_in_time(self) -> None:
        old = bare("A", plate="AB1234", state="DC", observed=0.0)
        new = bare("B", plate="AB1234", state="DC", observed=10 * YEAR)
        seen = [bare("R", plate="AB1234", state="DC", observed=at * YEAR) for at in (1, 9)]

        assert plate_reads.join_reads(seen[:1], [old, new]) == {"R": "A"}
        assert plate_reads.join_reads(seen[1:], [new, old]) == {"R": "B"}

    def test_reads_of_a_plate_that_no_record_has_stand_together(self) -> None:
        reads = [
            bare(k, plate="ZZ9", state="VA", observed=at) for k, at in (("R", 2.0), ("S", 1.0))
        ]

        assert plate_reads.join_reads(reads, [ACCORD]) == {"R": "S", "S": "S"}

    def test_a_read_without_state_or_plate_stands_alone(self) -> None:
        reads = [bare("R", plate="AB1234"), bare("S", plate="AB1234"), bare("T")]

        assert plate_reads.join_reads(reads, [ACCORD]) == {"R": "R", "S": "S", "T": "T"}

    def test_look_alike_plates_are_not_joined(self) -> None:
        read = bare("R", plate="A81234", state="DC", folded="A81234")

        assert plate_reads.join_reads([read], [ACCORD]) == {"R": "R"}


class TestMany:
    def test_ten_thousand_equal_records_are_folded_into_one(self) -> None:
        many = [replace(ACCORD, key=f"{n:05}", agency=f"A{n % 9}") for n in range(10_000)]

        pairs, dropped = vehicles.candidates(many)

        assert (pairs, dropped) == ([], [])
        assert set(vehicles.stands_for(many).values()) == {"00000"}

    def test_a_record_that_a_decision_names_is_not_folded(self) -> None:
        many = [replace(ACCORD, key=key) for key in "ABC"]

        pairs, _ = vehicles.candidates(many, alone={"C"})

        assert vehicles.stands_for(many, {"C"}) == {"A": "A", "B": "A", "C": "C"}
        assert [(pair.left, pair.right) for pair in pairs] == [("A", "C")]

    def test_a_plate_that_hundreds_of_cars_share_is_dropped_and_reported(self) -> None:
        many = [
            bare(f"{n:05}", plate="TEMP1", state="DC", folded="TEMP1", model=f"M{n}")
            for n in range(LARGEST + 1)
        ]

        pairs, dropped = vehicles.candidates(many)

        assert pairs == []
        assert {drop.block[0][0] for drop in dropped} == {"plate", "folded plate"}
        assert {drop.records for drop in dropped} == {LARGEST + 1}


def records() -> st.SearchStrategy[list[Vehicle]]:
    fields = st.builds(
        Vehicle,
        key=st.just(""),
        agency=st.sampled_from(["MPD", "PGPD"]),
        vin=st.sampled_from(["", ACCORD.vin, ACCORD.vin[:-1] + "2", ACCORD.vin[-8:]]),
        vin_valid=st.booleans(),
        plate=st.sampled_from(["", "AB1234", "A81234", "AB123"]),
        state=st.sampled_from(["", "DC", "MD"]),
        folded=st.just("A81234"),
        make=st.sampled_from(["", "HONDA", "FORD"]),
        model=st.sampled_from(["", "ACCORD", "ACURA"]),
        year=st.sampled_from([None, 2013, 2014, 2020]),
        color=st.sampled_from(["", "SIL", "GRY", "RED"]),
        observed=st.sampled_from([None, 0.0, 2 * YEAR, 9 * YEAR]),
        people=st.sampled_from([(), (TestLinked.driver,), (Party("ROSS", "JONATHAN"),)]),
        reports=st.sampled_from([(), ("R",)]),
        elsewhere=st.sampled_from([(), ("R",)]),
    )
    return st.lists(fields, max_size=8).map(
        lambda found: [replace(record, key=f"K{n}") for n, record in enumerate(found)]
    )


class TestLaws:
    @given(records())
    def test_comparing_is_symmetric_and_its_parts_sum(self, found: list[Vehicle]) -> None:
        for one in found:
            for other in found:
                pair = vehicles.compare(one, other)
                assert pair == vehicles.compare(other, one)
                if pair:
                    assert pair.weight == sum(part.weight for part in pair.parts)
                    assert pair.left <= pair.right

    @given(records(), st.randoms(use_true_random=False))
    def test_the_order_of_records_changes_nothing(
        self, found: list[Vehicle], random: Random
    ) -> None:
        shuffled = random.sample(found, len(found))

        assert vehicles.candidates(shuffled) == vehicles.candidates(found)
        assert plate_reads.join_reads(shuffled, shuffled) == plate_reads.join_reads(found, found)

    @given(records())
    def test_every_read_stands_with_exactly_one_record(self, found: list[Vehicle]) -> None:
        stands = plate_reads.join_reads(found[:4], found[4:])

        assert set(stands) == {read.key for read in found[:4]}
        assert all(stands[first] == first for first in stands.values() if first in stands)

    @given(records())
    def test_a_pair_scores_alike_in_any_company(self, found: list[Vehicle]) -> None:
        every = {pair: pair.weight for pair in vehicles.candidates(found)[0]}
        some = [record for record in found if record.key in {"K0", "K1", "K2"}]

        for pair in vehicles.candidates(some)[0]:
            same = [w for p, w in every.items() if (p.left, p.right) == (pair.left, pair.right)]
            assert same in ([], [pair.weight])

    @given(records())
    def test_folded_records_score_alike_with_any_other(self, found: list[Vehicle]) -> None:
        stands, by_key = vehicles.stands_for(found), {record.key: record for record in found}

        for record in found:
            for other in found:
                if other.key not in (record.key, stands[record.key]):
                    first = by_key[stands[record.key]]
                    assert weight(record, other) == weight(first, other)
