"""The days that a page takes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from workbench.ui.days import FIRST, LAST, day


@given(st.dates())
def test_an_address_holds_the_days_that_a_box_holds(one: date) -> None:
    assert day(one.isoformat()) == (one if FIRST <= one <= LAST else None)


@pytest.mark.parametrize("text", ["", "yesterday", "2024-02-30", "0001-01-01", "9999-12-31", "1e9"])
def test_what_no_box_could_hold_is_no_day(text: str) -> None:
    assert day(text) is None


def boxes() -> None:
    """Two boxes and what is told of them."""
    from workbench.ui.days import day_box, tell_backwards

    tell_backwards(day_box("From", key="since"), day_box("To", key="until"))


def test_a_box_takes_days_of_another_lifetime_and_backwards_ones_are_told() -> None:
    app = AppTest.from_function(boxes).run()
    assert not app.warning

    app.date_input(key="since").set_value(FIRST)
    app.date_input(key="until").set_value(LAST).run()
    assert not app.exception
    assert not app.warning

    app.date_input(key="since").set_value(LAST)
    app.date_input(key="until").set_value(FIRST).run()
    assert app.warning[0].value == (
        f"From {LAST} is after To {FIRST}: no day is within them. Exchange them."
    )
