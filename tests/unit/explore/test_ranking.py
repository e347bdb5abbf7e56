"""Ranking rests on the record's own values alone."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.explore.query import parse
from workbench.explore.ranking import Match, best

CARTER = {
    "name_normal": "CARTER, MARCUS D JR",
    "aliases_normal": ["KARTER, MARC"],
    "monikers": ["LIL MAN"],
    "birth_date_date": date(1991, 4, 17),
    "identifications_kind": ["fbi"],
    "identifications_number": ["123456AB7"],
}
PLATE = {"plate_plate": "AB7103", "plate_state": "DC"}


def reason(text: str, said: dict[str, object]) -> str:
    match = best(parse(text), said)
    return match.reason if match else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Carter, Marcus D Jr", "name exactly as typed"),
        ("jr marcus carter d", "name, in any order"),
        ("carter marcus", "name has these words"),
        ("cart mar", "name begins so"),
        ("carter marcsu", "name, two letters exchanged in MARCUS"),
        ("karter marc", "alias exactly as typed"),
        ("lil man", "moniker exactly as typed"),
        ("carter 1991-04-17", "name has these words, and the birth date"),
        ("1991-04-17", "birth date"),
        ("jones 1991-04-17", "birth date, another name"),
        ("123456AB7", "FBI number exactly as typed"),
        ("jones", ""),
        ("carter mark", "name, MARK is a nickname of MARCUS"),
        ("carter marcos", "name, one letter differs in MARCUS"),
        ("karter marcus", "alias, MARC is a nickname of MARCUS"),
        ("marcus", "name has these words"),
    ],
)
def test_a_person_says_why_it_answers(text: str, expected: str) -> None:
    assert reason(text, CARTER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AB7103", "plate exactly as typed"),
        ("DC AB7103", "plate exactly as typed"),
        ("MD AB7103", "plate as typed, state DC"),
        ("AB71O3", "plate, 1 look-alike character"),
        ("A8710D", ""),
        ("AB71", "plate begins so"),
        ("AB?1O3", "plate fits AB?1O3 with look-alike characters"),
        ("AB?1?3", "plate fits AB?1?3"),
        ("B?1O3", "plate has this part B?1O3 with look-alike characters"),
        ("?1O3", "plate has this part ?1O3 with look-alike characters"),
        ("B?10", "plate has this part B?10"),
        ("8*3", "plate has this part 8*3 with look-alike characters"),
        ("*?1O3", "plate fits *?1O3 with look-alike characters"),
        ("*B7", ""),
        ("B?9", ""),
        ("710", "plate has this part"),
        ("7I0", "plate has this part with look-alike characters"),
        ("AB7193", "plate, one character differs"),
        ("AB7", "plate begins so"),
    ],
)
def test_a_plate_says_how_near_it_is(text: str, expected: str) -> None:
    assert reason(text, PLATE) == expected


def test_an_exact_plate_stands_before_a_look_alike_and_that_before_a_beginning() -> None:
    ranks = [best(parse(text), PLATE) for text in ("AB7103", "AB71O3", "AB710")]

    assert all(isinstance(match, Match) for match in ranks)
    assert [m.rank for m in ranks if m] == sorted((m.rank for m in ranks if m), reverse=True)


def told(text: str, said: dict[str, object], title: str) -> str:
    match = best(parse(text), said)
    return match.told(title, "MPD, USPP") if match else ""


def test_a_value_that_the_title_does_not_show_is_told_with_who_states_it() -> None:
    misread = {"plate_plate": "AB71O3", "plate_state": "DC"}
    title = "DC AB7103"

    assert told("AB71O3", misread, title) == "plate stated as AB71O3 by MPD, USPP"
    assert told("AB?1O3", misread, title) == "plate fits AB?1O3, stated as AB71O3 by MPD, USPP"
    assert told("AB7103", PLATE, title) == "plate exactly as typed"
    assert told("AB71O3", PLATE, title) == "plate, 1 look-alike character"
    assert told("karter marc", CARTER, "CARTER, MARCUS D JR") == (
        "alias stated as KARTER, MARC by MPD, USPP"
    )


def test_an_intersection_says_when_its_streets_were_typed_in_the_other_order() -> None:
    corner = {"address_normal": "8TH ST NE & H ST NE", "address_raw": "8TH & H ST NE"}

    assert reason("8TH ST NE & H ST NE", corner) == "address exactly as typed"
    assert reason("8th & H NE", corner) == "address exactly as typed"
    assert reason("H ST NE & 8TH ST NE", corner) == "intersection, its streets in the other order"


def test_names_that_answer_for_the_same_reason_rank_alike() -> None:
    short, long = {"name_normal": "CARTER, M"}, {"name_normal": "CARTER, MARCUS D JR"}

    assert best(parse("carter"), short).rank == best(parse("carter"), long).rank  # type: ignore[union-attr]


def test_an_address_answers_by_its_parts() -> None:
    place = {"address_normal": "900-999 BLK H ST NE", "address_raw": "900 - 999 BLOCK OF H ST NE"}

    assert reason("900 block H Street NE", place) == "block as typed"
    assert reason("H st", place) == "address has these parts"
    assert reason("Wheeler", place) == ""


@pytest.mark.parametrize(
    ("text", "address", "expected"),
    [
        ("900 block h st ne", "921 H ST NE", "within the block"),
        ("1000 blk of h street ne", "1034 H ST NE", "within the block"),
        ("1000 block h st ne", "1034 H ST NE #2", "within the block"),
        ("900 block h st ne", "921A H ST NE", "within the block"),
        ("900-1099 block h st ne", "1034 H ST NE", "within the block"),
        ("unit block h st ne", "12 H ST NE", "within the block"),
        ("900 block h st", "921 H ST NE", "within the block"),
        ("900 block main st", "921 MAIN ST, WHEATON MD", "within the block"),
        ("900 block h st ne", "1034 H ST NE", ""),
        ("900 block h st ne", "921 H ST NW", ""),
        ("900 block main st, wheaton md", "921 MAIN ST, LAUREL MD", ""),
        ("1034 h st ne apt 2", "1034 H ST NE", "same address without the unit"),
        ("1034 h st ne", "1034 H ST NE #2", "same address, with a unit"),
        ("1034 h st ne apt 2", "1034 H ST NE #3", "same address, another unit"),
        ("1034 h st ne apt 2", "1036 H ST NE", ""),
    ],
)
def test_an_address_answers_by_its_block_and_by_its_building(
    text: str, address: str, expected: str
) -> None:
    assert reason(text, {"address_normal": address, "address_raw": address}) == expected


def test_an_address_within_the_block_stands_below_the_block_and_an_exact_address() -> None:
    held = ["900 BLK H ST NE", "900-999 BLK H ST NE", "921 H ST NE"]
    ranks = [best(parse("900 block h st ne"), {"address_normal": one}) for one in held]

    assert [m.reason for m in ranks if m] == [
        "address exactly as typed",
        "block as typed",
        "within the block",
    ]
    assert [m.rank for m in ranks if m] == sorted((m.rank for m in ranks if m), reverse=True)


def test_a_number_answers_in_full_from_another_agency_or_by_its_beginning() -> None:
    incident = {"number_normal": "24012345", "cross_numbers_normal": ["P2400001"]}

    assert reason("24-012345", incident) == "case number exactly as typed"
    assert reason("P24-00001", incident) == "case number that another agency gave"
    assert reason("24-0123", incident) == "case number begins so"


def test_a_number_that_the_title_does_not_show_says_who_states_it() -> None:
    incident = {"number_normal": "25900117", "cross_numbers_normal": ["P2400001"]}

    def told(text: str, title: str) -> str:
        match = best(parse(text), incident)
        assert match is not None
        return match.told(title, "USPP")

    assert told("25900117", "NARCOTICS 25900102") == "case number stated as 25900117 by USPP"
    assert told("25900117", "NARCOTICS 25-900117") == "case number exactly as typed"
    assert told("259001", "NARCOTICS 25900102") == (
        "case number begins so, stated as 25900117 by USPP"
    )
    assert told("P24-00001", "NARCOTICS 25900117") == (
        "case number that another agency gave, stated as P2400001 by USPP"
    )
