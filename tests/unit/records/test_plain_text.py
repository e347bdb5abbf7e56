from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.plain_text import plain, stated


def test_text_is_upper_case_ascii_in_single_spaces() -> None:
    assert plain("  José\t Peña ") == "JOSE PENA"


@pytest.mark.parametrize("raw", ["", " n/a ", "Unknown", "-", "?"])
def test_words_that_say_nothing_are_empty(raw: str) -> None:
    assert stated(raw) == ""


@given(st.text(max_size=30))
def test_plain_text_stays_as_it_is(raw: str) -> None:
    assert plain(plain(raw)) == plain(raw)
