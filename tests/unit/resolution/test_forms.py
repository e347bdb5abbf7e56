"""Normal forms: equal for what means the same, nothing for what says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.resolution import forms


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("1980-05-17", "19800517"),
        ("1980-05-17 00:00:00", "19800517"),
        ("05/17/1980", "19800517"),
        ("17.05.1980", "19800517"),
        ("5/17/80", "19800517"),
        ("17 MAY 1980", "19800517"),
        ("May 17, 1980", "19800517"),
        ("19800517", "19800517"),
        ("05171980", "19800517"),
        ("10122005", "20051012"),
        ("19800517.0", "19800517"),
        ("1980", "1980"),
        ("1980-05", "198005"),
        ("1980-00-00", "1980"),
        ("0000-00-00", ""),
        ("0000-05-17", ""),
        ("01/01/0000", ""),
        ("9999-12-31", ""),
        ("12/31/9999", ""),
        ("99991231", ""),
        ("00000101", ""),
        ("12319999", ""),
        ("01010000", ""),
        ("19800000", "1980"),
        ("31129876", "31129876"),
        ("yesterday", ""),
        ("UNK", ""),
        ("", ""),
    ],
)
def test_dates_of_birth_are_digits_of_what_is_stated(raw: str, normal: str) -> None:
    assert forms.birth(raw) == normal


def test_days_come_first_where_more_dates_can_only_be_read_so() -> None:
    assert forms.day_first(["17/05/1980", "18/05/1980", "05/17/1980"])
    assert not forms.day_first(["05/17/1980", "03/04/1990"])
    assert forms.birth("03/04/1990", days_first=True) == "19900403"
    assert forms.birth("03/04/1990") == "19900304"
    assert forms.birth("17/05/1980") == forms.birth("05/17/1980")


def test_dates_are_counted_by_the_order_that_they_show() -> None:
    dates = ["17/05/1980", "05/17/1980", "03/04/1990", "04/04/1990", "1990-03-04"]

    assert forms.date_orders(dates) == (1, 1, 1)


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("O'Brien-Smith", "OBRIEN SMITH"),
        ("  de la Cruz ", "DE LA CRUZ"),
        ("José", "JOSE"),
        ("FNU", ""),
        ("N/A", ""),
        ("?", ""),
    ],
)
def test_names_are_plain_words(raw: str, normal: str) -> None:
    assert forms.name(raw) == normal


def test_a_generation_leaves_the_surname() -> None:
    assert forms.suffix("Smith Jr.") == "JR"
    assert forms.without_suffix("SMITH JR") == "SMITH"
    assert forms.without_suffix("JR") == "JR"
    assert forms.suffix("junior") == forms.suffix("JNR") == "JR"
    assert forms.suffix("SMITH") == forms.suffix("") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("SMITH", "SMYTH"), ("CATHERINE", "KATHERINE"), ("PHILLIP", "FILIP"), ("MEYER", "MEIER")],
)
def test_alike_names_sound_alike(one: str, other: str) -> None:
    assert forms.sound(one) == forms.sound(other)


def test_sounds_tell_other_names_and_numbers_apart() -> None:
    assert forms.sound("SMITH") != forms.sound("JONES")
    assert forms.sound("42ND") == "42ND"


def test_numbers_keep_their_last_digits_and_leave_fillers_out() -> None:
    assert forms.digits("123-45-6789", at_least=4, last=9) == "123456789"
    assert forms.digits("123456789.0", at_least=4, last=9) == "123456789"
    assert forms.digits("+1 (410) 555-0101", at_least=7, last=10) == "4105550101"
    assert forms.digits("000-00-0000", at_least=4, last=9) == ""
    assert forms.digits("12", at_least=4, last=9) == ""


def test_streets_shorten_categories_and_leave_units_out() -> None:
    assert forms.street("North Main Street Apt 4") == forms.street("NORTH MAIN ST")
    assert forms.address_parts("12 Main Street, Baltimore") == ("12", forms.street("MAIN STREET"))
    assert forms.address_parts("Main Street") == ("", forms.street("MAIN STREET"))
    assert forms.street_sound("N MAIN ST") == forms.street_sound("MAINE AVE")


def test_postal_codes_lose_spaces_and_their_last_four_digits() -> None:
    assert forms.postal("21201-1234") == forms.postal("21201.0") == "21201"
    assert forms.postal("sw1a 1aa") == "SW1A1AA"
    assert forms.postal_area("21201") == "212"


def test_only_m_and_f_are_sexes() -> None:
    assert [forms.sex(raw) for raw in ("male", "F", "X", "unknown", "")] == ["M", "F", "", "", ""]


@given(st.text(max_size=30) | st.characters().map(lambda letter: letter * 10_000))
def test_every_form_takes_any_text_and_is_short_ascii(raw: str) -> None:
    texts = [
        *(form(raw) for form in (forms.text, forms.name, forms.street, forms.postal, forms.birth)),
        *(form(raw) for form in (forms.sex, forms.suffix)),
        *forms.address_parts(raw),
        forms.sound(forms.name(raw)),
        forms.digits(raw, at_least=1, last=9),
    ]

    assert all(text.isascii() and len(text) <= forms.LONGEST for text in texts)


@given(st.text(max_size=30))
def test_a_name_that_is_normal_stays_as_it_is(raw: str) -> None:
    assert forms.name(forms.name(raw)) == forms.name(raw)
