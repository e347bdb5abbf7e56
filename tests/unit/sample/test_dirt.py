"""Dirt: what is written departs from the truth only in the stated ways and at the stated rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from workbench.records.plates import parse_plate
from workbench.sample.dirt import (
    CLEAN,
    Habits,
    misread,
    mistyped,
    written_birth,
    written_name,
    written_place,
)
from workbench.sample.names import nicknames
from workbench.sample.places import Precision, find, house, meeting
from workbench.sample.population import Person, populate

BIRTHS = st.dates(date(1950, 1, 1), date(2014, 12, 31))


@pytest.fixture(scope="module")
def person() -> Person:
    someone = populate(Random(1), 1)[0]
    return replace(
        someone, given="Robert", middle="James", surname="Garcia", second_surname="Lopez",
        suffix="Jr", alias="Andre Hill",
    )  # fmt: skip


@given(seed=st.integers(0, 2**32), word=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1))
def test_a_typo_is_one_edit_and_keeps_the_first_letter(seed: int, word: str) -> None:
    written = mistyped(Random(seed), word)

    assert OSA.distance(word, written) <= 1
    assert written[0] == word[0]


@given(seed=st.integers(0, 2**32), plate=st.from_regex(r"[A-Z]{2}[0-9]{4}", fullmatch=True))
def test_a_misread_plate_still_looks_the_same(seed: int, plate: str) -> None:
    true, read = parse_plate(plate, "DC"), parse_plate(misread(Random(seed), plate), "DC")

    assert true is not None
    assert read is not None
    assert read.folded == true.folded


@given(seed=st.integers(0, 2**32), birth=BIRTHS)
def test_every_written_birth_date_exists(seed: int, birth: date) -> None:
    habits = replace(
        CLEAN, birth_transposed=0.3, birth_wrong=0.5, birth_placeholder=0.2, birth_missing=0.2
    )

    written = written_birth(Random(seed), birth, habits)

    assert written is None or abs(written.year - birth.year) <= 10


@given(seed=st.integers(0, 2**32), birth=BIRTHS)
def test_a_clean_hand_writes_the_truth(seed: int, birth: date) -> None:
    assert written_birth(Random(seed), birth, CLEAN) == birth


def test_a_clean_hand_writes_the_whole_name(person: Person) -> None:
    written = written_name(Random(1), replace(person, second_surname=""), CLEAN)

    assert (written["given"], written["middle"]) == ("Robert", "James")
    assert (written["surname"], written["suffix"]) == ("Garcia", "Jr")


@pytest.mark.parametrize(
    ("habits", "part", "allowed"),
    [
        (replace(CLEAN, nickname=1.0), "given", set(nicknames("Robert"))),
        (replace(CLEAN, middle_missing=1.0), "middle", {""}),
        (replace(CLEAN, middle_initial=1.0), "middle", {"J"}),
        (replace(CLEAN, one_surname=1.0), "surname", {"Garcia"}),
        (CLEAN, "surname", {"Garcia Lopez", "Garcia-Lopez"}),
        (replace(CLEAN, one_surname=1.0, suffix_glued=1.0), "surname", {"Garcia Jr"}),
        (replace(CLEAN, suffix_missing=1.0), "suffix", {""}),
        (replace(CLEAN, one_surname=1.0, swapped_names=1.0), "given", {"Garcia"}),
        (replace(CLEAN, alias_given=1.0), "surname", {"Hill"}),
    ],
)
def test_each_habit_shows(person: Person, habits: Habits, part: str, allowed: set[str]) -> None:
    written = {written_name(Random(seed), person, habits)[part] for seed in range(40)}

    assert written <= allowed


@pytest.mark.parametrize(
    ("rate", "share"), [("birth_missing", 0.2), ("birth_placeholder", 0.1), ("birth_wrong", 0.3)]
)
def test_rates_are_kept(rate: str, share: float) -> None:
    rng, birth = Random(1), date(1991, 4, 17)
    habits = replace(CLEAN, **{rate: share})

    changed = sum(written_birth(rng, birth, habits) != birth for _ in range(4000))

    assert changed / 4000 == pytest.approx(share, abs=0.03)


def test_a_block_never_tells_the_house() -> None:
    place = house(find("TRINIDAD AVE NE"), 1412)

    text, precision = written_place(
        Random(1), place, replace(CLEAN, block=1.0), block="{low} - {high} BLOCK OF"
    )

    assert (text, precision) == ("1400 - 1499 BLOCK OF TRINIDAD AVE NE", Precision.BLOCK)


def test_a_home_is_never_written_as_a_block() -> None:
    place = house(find("TRINIDAD AVE NE"), 1412, "2C")

    text, precision = written_place(
        Random(1), place, replace(CLEAN, block=1.0), block="{low} BLK", home=True
    )

    assert (text, precision) == ("1412 TRINIDAD AVE NE APT 2C", Precision.EXACT)


def test_corners_are_written_in_both_orders_and_several_ways() -> None:
    place = meeting(find("H ST NE"), find("8TH ST NE"))

    written = {written_place(Random(s), place, CLEAN, block="{low}")[0] for s in range(60)}

    assert written == {
        f"{a}{mark}{b}"
        for a, b in (("H ST NE", "8TH ST NE"), ("8TH ST NE", "H ST NE"))
        for mark in (" AND ", " & ", " / ")
    }
