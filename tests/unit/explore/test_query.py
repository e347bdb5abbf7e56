"""What was typed is read in every way that it can be meant."""

from __future__ import annotations

import re
from datetime import date
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.explore.lucene import begun_query, close_query, told_query, words_query
from workbench.explore.query import parse
from workbench.resolution.forms import sound

FIELDS = r"\+?\b(name_normal|aliases_normal|monikers|plate_plate|vin_vin|address_normal):"
EXPRESSION = r"/[a-z0-9'\[\].*?|]+/"


@pytest.mark.parametrize("text", ["Carter, Marcus", "marcus carter", "CARTER MARCUS"])
def test_a_name_is_words_in_any_order(text: str) -> None:
    query = parse(text)

    assert set(query.words) == {"CARTER", "MARCUS"}
    assert query.name is not None
    assert not query.number


@pytest.mark.parametrize("text", ["1991-04-17 carter", "carter 4/17/1991", "Carter 04-17-1991"])
def test_a_date_beside_a_name_is_a_birth_date(text: str) -> None:
    query = parse(text)

    assert query.birth_date == date(1991, 4, 17)
    assert query.words == ("CARTER",)
    assert query.name is not None


def test_a_date_alone_is_a_birth_date() -> None:
    assert parse("19910417").birth_date == date(1991, 4, 17)


@pytest.mark.parametrize(
    ("text", "plate", "state"),
    [("ab-1234", "AB1234", ""), ("MD AB1234", "AB1234", "MD"), ("AB1234 (VA)", "AB1234", "VA")],
)
def test_a_plate_is_read_with_or_without_its_state(text: str, plate: str, state: str) -> None:
    read = parse(text).plate

    assert read is not None
    assert (read.plate, read.state) == (plate, state)


@pytest.mark.parametrize(
    ("announced", "alone"),
    [
        ("plate AB1234", "AB1234"),
        ("License plate: MD AB1234", "MD AB1234"),
        ("tag ?A12??", "?A12??"),
        ("VIN 1HGCM82633A004352", "1HGCM82633A004352"),
        ("phone (202) 555-0143", "(202) 555-0143"),
        ("case no. 24-012345", "24-012345"),
        ("carter, marcus DOB: 01/02/1990", "carter, marcus 01/02/1990"),
        ("dob 1990-01-02", "1990-01-02"),
    ],
)
def test_what_announces_a_number_or_a_birth_date_is_no_word_of_its_own(
    announced: str, alone: str
) -> None:
    assert parse(announced).tried == parse(alone).tried


@pytest.mark.parametrize(
    "text", ["case, john", "tag team", "born free", "phone 4 stolen from a van"]
)
def test_a_word_that_announces_nothing_stays(text: str) -> None:
    assert parse(text).words[0] == text.split()[0].strip(",").upper()


def test_unread_characters_make_a_plate_pattern_and_nothing_else() -> None:
    query = parse("ab?1 o3")

    assert query.pattern == "AB?1O3"
    assert query.tried == ("plate AB?1O3, also as a part of it and with look-alike characters",)


@pytest.mark.parametrize("text", ["24-012345", "24012345", "CCN 24 012345"])
def test_a_case_number_needs_no_hyphen(text: str) -> None:
    assert parse(text).number == "24012345"


@pytest.mark.parametrize("text", ["7th & H St NW", "H ST NW AND 7TH ST NW"])
def test_an_intersection_is_the_same_from_either_street(text: str) -> None:
    assert parse(text).address == "7TH ST NW & H ST NW"


def test_phones_and_mail_name_references() -> None:
    assert parse("(202) 555-0143").references == ("phone:+12025550143", "phone:2025550143")
    assert parse("M.Carter@Example.org").references == ("email:m.carter@example.org",)


def test_a_number_can_be_a_licence_of_a_state() -> None:
    assert "1234567" in parse("MD 1234567").identifications


@pytest.mark.parametrize("text", ["", "   ", "&/?!", "*"])
def test_nothing_typed_is_tried_as_nothing(text: str) -> None:
    assert parse(text).tried == ()


@given(st.text(max_size=300))
def test_nothing_typed_raises_or_reaches_the_index_as_syntax(text: str) -> None:
    query = parse(text)

    for make in (words_query, close_query, told_query, begun_query):
        lucene = re.sub(FIELDS, "", re.sub(EXPRESSION, "", make(query)))
        assert set(lucene) <= set("abcdefghijklmnopqrstuvwxyz0123456789' +()*"), lucene
        assert lucene.count("(") == lucene.count(")")


def test_words_that_are_operators_are_only_words() -> None:
    assert words_query(parse("carter OR NOT")) == "(+(carter carter*) +or +(not not*))"


def test_a_block_is_looked_for_by_its_numbers_and_a_unit_by_its_building() -> None:
    street = " +address_normal:h +address_normal:st +address_normal:ne)"

    assert "(+address_normal:/9[0-9][0-9][a-z]?/" + street in words_query(parse("900 blk h st ne"))
    assert "(+address_normal:1034" + street in words_query(parse("1034 h st ne apt 2"))


def test_a_plate_of_single_known_characters_is_looked_for_with_their_look_alikes() -> None:
    assert words_query(parse("B?1*3")) == "(plate_plate:/.*[8b].[1il].*[3].*/)"
    assert words_query(parse("B?1O3")) == ""


def test_short_words_are_not_looked_for_in_close_spellings() -> None:
    jo, smythe = close_query(parse("jo smythe")).split(" +")

    assert "/" not in jo
    assert "/" in smythe


def expressions(text: str) -> list[re.Pattern[str]]:
    return [re.compile(one) for one in re.findall(r"/([^/]+)/", close_query(parse(text)))]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("schmidt", "smith"), ("kathryn", "catherine"), ("stephen", "steven"), ("cruz", "kruse"),
        ("carter", "cartr"), ("carter", "carster"), ("carter", "cartre"), ("carter", "barter"),
        ("o'brian", "obrien"), ("shawn", "sean"), ("phillip", "filip"),
    ],
)  # fmt: skip
def test_close_spellings_and_sounds_are_looked_for(typed: str, held: str) -> None:
    assert any(one.fullmatch(held) for one in expressions(typed))


WORDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=12)


@given(WORDS, st.randoms(use_true_random=False))
def test_whatever_differs_in_one_character_is_looked_for(word: str, draw: Random) -> None:
    at, letter = draw.randrange(len(word)), draw.choice("ABCXYZ")
    changed = draw.choice(
        (
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )
    assume(parse(word).name is not None)

    assert any(one.fullmatch(changed.lower()) for one in expressions(word))


@given(WORDS, st.randoms(use_true_random=False))
def test_whatever_sounds_the_same_is_looked_for(word: str, draw: Random) -> None:
    changed = list(word)
    for _ in range(3):
        changed.insert(draw.randrange(1, len(changed) + 1), draw.choice("AEIOU"))
    heard = "".join(changed)
    assume(parse(word).name is not None and sound(heard) == sound(word))

    assert any(one.fullmatch(heard.lower()) for one in expressions(word))


@pytest.mark.parametrize(
    ("text", "told", "year"),
    [
        ("white ford explorer 2016", ("WHITE", "FORD", "EXPLORER"), 2016),
        ("2016 ford", ("FORD",), 2016),
        ("a rose on the neck", ("ROSE", "NECK"), None),
        ("2016", ("2016",), None),
        ("AB?1O3", (), None),
        ("jo", (), None),
    ],
)
def test_a_description_is_words_and_perhaps_a_model_year(
    text: str, told: tuple[str, ...], year: int | None
) -> None:
    query = parse(text)

    assert (query.told, query.model_year) == (told, year)


def test_a_color_is_looked_for_by_its_code_too() -> None:
    assert told_query(parse("white ford")) == "+(white whi wht) +(ford ford*)"


@pytest.mark.parametrize(
    ("text", "born"), [("4/17/91", date(1991, 4, 17)), ("carter 4/17/05", date(2005, 4, 17))]
)
def test_a_birth_year_of_two_digits_is_never_to_come(text: str, born: date) -> None:
    assert parse(text).birth_date == born


def test_parts_of_numbers_are_read() -> None:
    assert parse("B71").part == "B71"
    assert parse("??7103").part == "7103"
    assert parse("3A004352").vin_end == "3A004352"
    assert parse("555-0143").phone_end == "5550143"
    assert parse("carter").part == ""
