"""Agencies' text in labels."""

from __future__ import annotations

import pytest

from workbench.ui.text import label


@pytest.mark.parametrize("text", ["DMV", "2024", "MPD-SOD", "UPPER MARLBORO", "O'BRIEN, ANN"])
def test_what_needs_no_marks_is_read_out_as_it_is_written(text: str) -> None:
    assert label(text) == text


@pytest.mark.parametrize("text", [":red[x]", "a -- b", "*a*", "1. a", "www.a.b", "a_b", "`a`"])
def test_what_could_be_read_as_markdown_is_not(text: str) -> None:
    assert label(text) != text
