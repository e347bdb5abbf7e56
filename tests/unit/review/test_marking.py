"""Two texts are told apart to the character."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.review.marking import Run, runs

TEXTS = st.text(max_size=60)


def test_what_differs_is_set_off_in_both() -> None:
    # Act
    left, right = runs("WHITLOCK JR", "WHITLOCK SR")

    # Assert
    assert left == (Run("WHITLOCK ", True), Run("J", False), Run("R", True))
    assert right == (Run("WHITLOCK ", True), Run("S", False), Run("R", True))


def test_case_is_no_difference_and_stays_as_written() -> None:
    # Act
    left, right = runs("Whitlock", "WHITLOCK")

    # Assert
    assert (left, right) == ((Run("Whitlock", True),), (Run("WHITLOCK", True),))


def test_what_one_leaves_out_is_set_off_in_the_other() -> None:
    # Act
    left, right = runs("1412 Trinidad Ave NE", "1412 Trinidad Ave")

    # Assert
    assert left == (Run("1412 Trinidad Ave", True), Run(" NE", False))
    assert right == (Run("1412 Trinidad Ave", True),)


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts_and_the_shared_ones_are_equal(one: str, other: str) -> None:
    # Act
    left, right = runs(one, other)

    # Assert
    assert "".join(run.text for run in left) == one
    assert "".join(run.text for run in right) == other
    shared = ["".join(run.text for run in side if run.shared).lower() for side in (left, right)]
    assert shared[0] == shared[1]
    assert all(a.shared is not b.shared for a, b in pairwise(left))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    # Act
    left, right = runs(text, text)

    # Assert
    assert left == right == ((Run(text, True),) if text else ())


def test_very_long_texts_differ_as_a_whole() -> None:
    # Act
    left, right = runs("A" * 500, "A" * 499)

    # Assert
    assert left == (Run("A" * 500, False),)
    assert right == (Run("A" * 499, False),)
