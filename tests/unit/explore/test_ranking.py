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
        ("carter marcsu", "name, close spelling"),
        ("karter marc", "alias exactly as typed"),
        ("lil man", "moniker exactly as typed"),
        ("carter 1991-04-17", "name has these words, and the birth date"),
        ("1991-04-17", "birth date"),
        ("jones 1991-04-17", "birth date, another name"),
        ("123456AB7", "FBI number exactly as typed"),
        ("jones", ""),
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
        ("AB?1O3", ""),
        ("AB?1?3", "plate fits AB?1?3"),
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

    assert reason("900 block H Street NE", place) == "address has these parts"
    assert reason("H st", place) == "address has these parts"
    assert reason("Wheeler", place) == ""


def test_a_number_answers_in_full_from_another_agency_or_by_its_beginning() -> None:
    incident = {"number_normal": "24012345", "cross_numbers_normal": ["P2400001"]}

    assert reason("24-012345", incident) == "case number exactly as typed"
    assert reason("P24-00001", incident) == "case number that another agency gave"
    assert reason("24-0123", incident) == "case number begins so"
