"""The piece of a narrative in which words stand."""

from __future__ import annotations

from workbench.explore.snippets import AROUND, snippet

TEXT = "R/O responded. " * 20 + "S-1 entered a SILVER HONDA and fled. " + "Report taken. " * 20


def test_a_snippet_shows_the_words_and_says_that_more_stands_around() -> None:
    shown = snippet(TEXT, ["SILVER", "HONDA"])

    assert "SILVER HONDA and fled" in shown
    assert shown.startswith("“… ")
    assert shown.endswith(" …”")
    assert len(shown) < 4 * AROUND


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("Fled on foot.", ["FOOT"]) == "“Fled on foot.”"


def test_a_code_is_found_for_its_word() -> None:
    assert "WHI FORD" in snippet("x " * 200 + "WHI FORD" + " y" * 200, ["WHITE"])
