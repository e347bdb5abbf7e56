"""A typed word answers a held one as written, as a nickname, misspelled or by its sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.spelling import Nearness, compare, one_differs, short_forms

WORDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=10)
NAMES = st.lists(WORDS, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("typed", "held", "farthest", "told"),
    [
        ("BOB", "ROBERT", Nearness.NICKNAME, "BOB is a nickname of ROBERT"),
        ("ROBERT", "BOB", Nearness.NICKNAME, "BOB is a nickname of ROBERT"),
        ("BOB", "ROB", Nearness.NICKNAME, "BOB and ROB are forms of one name"),
        ("SMYTH", "SMITH", Nearness.LETTER, "one letter differs in SMITH"),
        ("MARCSU", "MARCUS", Nearness.LETTER, "two letters exchanged in MARCUS"),
        ("SCHMIDT", "SMITH", Nearness.SOUND, "SCHMIDT sounds like SMITH"),
        ("SHAWN", "SEAN", Nearness.SOUND, "SHAWN sounds like SEAN"),
        ("KATHRYN", "CATHERINE", Nearness.SOUND, "KATHRYN sounds like CATHERINE"),
        ("FERNANDEZ", "HERNANDES", Nearness.CLOSE, "close spelling, HERNANDES"),
    ],
)
def test_what_differs_is_told(typed: str, held: str, farthest: Nearness, told: str) -> None:
    spelled = compare([typed], [held], [held])

    assert spelled is not None
    assert (spelled.farthest, spelled.differs) == (farthest, (told,))


@pytest.mark.parametrize(
    ("typed", "held"), [("JON", "JIMMY"), ("MIKE", "NICK"), ("LEE", "LOPEZ"), ("ANN", "JONES")]
)
def test_what_is_only_roughly_alike_is_not(typed: str, held: str) -> None:
    assert compare([typed], [held], [held]) is None


def test_a_surname_has_no_short_forms() -> None:
    assert compare(["BOB"], ["ROBERT"], []) is None


def test_a_word_as_written_is_not_taken_by_a_word_that_is_only_near() -> None:
    spelled = compare(["ROBERTS", "ROBERT"], ["ROBERT", "ROBERTS"], ["ROBERT"])

    assert spelled is not None
    assert (spelled.farthest, spelled.differs) == (Nearness.SAME, ())


@given(NAMES)
def test_a_name_answers_itself_in_any_order_with_nothing_to_tell(words: list[str]) -> None:
    spelled = compare(words, words[::-1], [])

    assert spelled is not None
    assert (spelled.farthest, spelled.likeness, spelled.differs) == (Nearness.SAME, 1, ())


@given(NAMES, NAMES)
def test_every_typed_word_needs_a_held_word_of_its_own(typed: list[str], held: list[str]) -> None:
    spelled = compare(typed, held, held)

    assert spelled is None or len(typed) <= len(held)


@given(NAMES, NAMES, WORDS)
def test_another_held_word_takes_no_answer_away(
    typed: list[str], held: list[str], another: str
) -> None:
    if compare(typed, held, held) is not None:
        assert compare(typed, [*held, another], [*held, another]) is not None


@given(WORDS, WORDS)
def test_one_character_differs_either_way_or_not_at_all(one: str, other: str) -> None:
    assert one_differs(one, other) == one_differs(other, one)
    assert not one_differs(one, one)


@pytest.mark.parametrize("name", ["BOB", "ROBERT", "BILL", "WILLIAM", "KATE", "ELIZABETH"])
def test_short_forms_lead_back(name: str) -> None:
    assert short_forms(name)
    assert all(name in short_forms(other) for other in short_forms(name))
