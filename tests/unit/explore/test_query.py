"""What was typed is read in every way that it can be meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.lucene import close_query, words_query
from workbench.explore.query import parse


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


def test_unread_characters_make_a_plate_pattern_and_nothing_else() -> None:
    query = parse("ab?1 o3")

    assert query.pattern == "AB?1O3"
    assert query.tried == ("plate AB?1O3, also with look-alike characters",)


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

    for lucene in (words_query(query), close_query(query)):
        assert set(lucene) <= set("abcdefghijklmnopqrstuvwxyz0123456789' +()*~"), lucene
        assert lucene.count("(") == lucene.count(")")


def test_words_that_are_operators_are_only_words() -> None:
    assert words_query(parse("carter OR NOT")) == "(+carter +or +(not not*))"


def test_short_words_are_not_looked_for_in_close_spellings() -> None:
    assert close_query(parse("jo smythe")) == "+(jo jo*) +(smythe smythe~1)"
