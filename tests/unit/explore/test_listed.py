"""A pasted list is read line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.listed import is_list, split


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("AB1234\nCD5678\n\n", ("AB1234", "CD5678")),
        ("AB1234, CD5678,", ("AB1234", "CD5678")),
        ("Smith, John\r\nCarter, Marcus", ("Smith, John", "Carter, Marcus")),
        ("Smith, John; Carter, Marcus", ("Smith, John", "Carter, Marcus")),
        ("AB1234,\nCD5678,", ("AB1234", "CD5678")),
        ("", ()),
    ],
)
def test_lines_are_parted_by_breaks_and_commas_only_where_there_are_none(
    text: str, lines: tuple[str, ...]
) -> None:
    assert split(text) == lines


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("AB1234, CD5678", True),
        ("24-012345; 24-012346", True),
        ("Smith, John", False),
        ("900 block H St NE, Washington", False),
        ("AB1234", False),
    ],
)
def test_several_numbers_in_the_box_are_a_list_and_a_name_or_address_is_none(
    text: str, several: bool
) -> None:
    assert is_list(text) == several


@given(st.lists(st.text("ABC123 ", min_size=1).filter(str.strip), min_size=2, max_size=20))
def test_no_line_is_lost(lines: list[str]) -> None:
    assert split("\n".join(lines)) == tuple(line.strip() for line in lines)
