"""Incidents: one number within an agency, and one event under two agencies' numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.places import AddressPrecision
from workbench.records.streets import Street
from workbench.resolution import incidents
from workbench.resolution.incidents import HOUR, Incident
from workbench.resolution.parties import Party
from workbench.resolution.places import Location

PLACE = Location(
    "L", "MPD", "800 H ST NE", AddressPrecision.EXACT, "800",
    street=Street("", "H", "ST", "NE"), town="WASHINGTON DC", point=(38.900, -76.995),
)  # fmt: skip
ROSS, PINDER = Party("ROSS", "JONATHAN", "1998-11-30"), Party("PINDER", "ELENA", "1988-02-11")
MPD = Incident(
    "A", "MPD", number="24000153", offense="ROBBERY", offense_codes=("120",), start=1_700_000_000.0,
    place=PLACE, people=(ROSS,),
)  # fmt: skip
MTPD = replace(MPD, key="B", agency="MTPD", number="202400115")


def weight(one: Incident, other: Incident) -> int:
    pair = incidents.compare(one, other)
    return pair.weight if pair else 0


class TestNumbers:
    def test_one_number_of_an_agency_is_one_incident_whatever_else_differs(self) -> None:
        other = Incident("B", "MPD", number="24000153", offense="THEFT", start=0.0)

        assert weight(MPD, other) == 30_000

    def test_two_numbers_of_one_agency_are_two_incidents(self) -> None:
        assert incidents.compare(MPD, replace(MPD, key="B", number="24000154")) is None

    def test_the_number_that_another_agency_quotes_is_the_same_event(self) -> None:
        other = Incident("B", "MTPD", number="202400115", cross_numbers=(("MPD", "24000153"),))

        pairs, _ = incidents.candidates([MPD, other])

        assert [pair.weight > 0 for pair in pairs] == [True]

    def test_a_quoted_number_of_another_week_is_for_review(self) -> None:
        later = (MPD.start or 0.0) + 30 * 24 * HOUR
        other = Incident(
            "B", "MTPD", number="202400115", cross_numbers=(("MPD", "24000153"),), start=later
        )

        assert incidents.PROPOSED_FROM < weight(MPD, other) <= 0

    def test_quoting_another_number_speaks_against(self) -> None:
        assert weight(MPD, replace(MTPD, cross_numbers=(("MPD", "24000999"),))) < 0

    def test_two_agencies_that_quote_one_number_of_a_third_mean_one_event(self) -> None:
        cross = (("MPD", "24000153"),)
        one, other = replace(MTPD, cross_numbers=cross), replace(MTPD, key="C", agency="USPP")

        assert weight(one, replace(other, number="24000113", cross_numbers=cross)) > 0


class TestAlike:
    def test_time_place_offence_and_a_shared_person_join(self) -> None:
        assert weight(MPD, MTPD) > 0

    def test_without_a_shared_person_they_are_proposed(self) -> None:
        for people in ((), (PINDER,)):
            other = replace(MTPD, people=people)
            assert incidents.PROPOSED_FROM < weight(MPD, other) <= 0
            assert len(incidents.candidates([MPD, other])[0]) == 1

    @pytest.mark.parametrize(
        "other",
        [
            replace(MTPD, start=(MPD.start or 0.0) + 30 * HOUR),
            replace(MTPD, place=replace(PLACE, number="9", point=(38.800, -76.900))),
            replace(MTPD, offense="THEFT", offense_codes=("23F",), people=()),
        ],
    )
    def test_another_time_place_or_offence_keeps_them_apart(self, other: Incident) -> None:
        assert weight(MPD, other) <= 0

    def test_a_block_and_an_address_in_it_are_one_place_by_their_coordinates(self) -> None:
        block = replace(PLACE, precision=AddressPrecision.BLOCK, normal="800 BLK H ST NE")
        other = replace(MTPD, place=block, people=())

        assert incidents.compare_places(MPD, other).weight > 0
        assert len(incidents.candidates([MPD, other])[0]) == 1

    def test_two_shared_people_make_up_for_a_place_that_is_not_stated(self) -> None:
        one, other = (replace(i, place=None, people=(PINDER, ROSS)) for i in (MPD, MTPD))

        assert weight(one, other) > 0
        assert len(incidents.candidates([one, other])[0]) == 1

    def test_a_day_without_its_hour_is_compared_by_day(self) -> None:
        day = replace(MTPD, start=(MPD.start or 0.0) - 11 * HOUR, day_only=True)

        pairs, _ = incidents.candidates([MPD, replace(day, people=(PINDER, ROSS))])

        assert [pair.parts[2].level for pair in pairs] == ["the same day"]


class TestCategories:
    @pytest.mark.parametrize("category", ["arrest", "booking", "field-contact", "warrant"])
    def test_a_paper_of_another_category_joins_no_incident(self, category: str) -> None:
        paper = replace(MPD, key="B", category=category)

        assert (
            incidents.candidates([MPD, paper, replace(MTPD, key="C")])[0]
            == (incidents.candidates([MPD, replace(MTPD, key="C")])[0])
        )

    def test_two_arrests_under_one_reports_number_are_two(self) -> None:
        one = replace(MPD, category="arrest", part="24000153|1")

        assert incidents.compare(one, replace(one, key="B", part="24000153|2")) is None
        assert weight(one, replace(one, key="B")) > 0

    def test_arrests_of_two_agencies_are_never_one(self) -> None:
        one, other = (replace(i, category="arrest") for i in (MPD, MTPD))

        assert incidents.candidates([one, other]) == ([], [])


def test_reads_graph_properties_and_what_is_linked() -> None:
    row = {
        "key": "MTPD|RMS|202400115|", "agency": "MTPD", "category": "incident",
        "number_normal": "202400115", "cross_numbers_normal": ["24000153"],
        "cross_numbers_agency": ["MPD"], "offense": "Robbery", "offense_codes": ["120"],
        "start_at": datetime(2024, 1, 2, 2, 28, tzinfo=UTC), "start_precision": "minute",
    }  # fmt: skip

    assert incidents.read(row, PLACE, [PINDER, ROSS]) == Incident(
        "MTPD|RMS|202400115|", "MTPD", "incident", "202400115", "202400115|",
        (("MPD", "24000153"),), "ROBBERY", ("120",), 1_704_162_480.0, False, PLACE, (PINDER, ROSS),
    )  # fmt: skip


def records() -> st.SearchStrategy[list[Incident]]:
    fields = st.builds(
        Incident,
        key=st.just(""),
        agency=st.sampled_from(["MPD", "MTPD", "USPP"]),
        category=st.sampled_from(["incident", "incident", "arrest"]),
        number=st.sampled_from(["", "1", "2"]),
        cross_numbers=st.sampled_from([(), (("MPD", "1"),), (("MTPD", "2"),)]),
        offense=st.sampled_from(["", "ROBBERY"]),
        start=st.sampled_from([None, 0.0, HOUR, 5 * HOUR, 20 * HOUR, 100 * HOUR]),
        day_only=st.booleans(),
        place=st.sampled_from([None, PLACE, replace(PLACE, key="M", point=(38.91, -76.99))]),
        people=st.sampled_from([(), (ROSS,), (PINDER, ROSS), (Party("ROSS", "JONATHAN"),)]),
    )
    return st.lists(fields, max_size=8).map(
        lambda found: [replace(record, key=f"K{n}") for n, record in enumerate(found)]
    )


@given(records())
def test_comparing_is_symmetric_and_its_parts_sum(found: list[Incident]) -> None:
    for one in found:
        for other in found:
            pair = incidents.compare(one, other)
            assert pair == incidents.compare(other, one)
            if pair:
                assert pair.weight == sum(part.weight for part in pair.parts)


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(found: list[Incident], random: Random) -> None:
    assert incidents.candidates(random.sample(found, len(found))) == incidents.candidates(found)


@given(records())
def test_no_pair_that_would_join_is_missed(found: list[Incident]) -> None:
    paired = {(pair.left, pair.right) for pair in incidents.candidates(found)[0]}

    for one in found:
        for other in found:
            if one.key < other.key and weight(one, other) > 0:
                assert (one.key, other.key) in paired
