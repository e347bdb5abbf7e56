"""Values as people read them, and agencies' text that cannot become markup."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.words import are, have, phone, record_key, when
from workbench.records.unseen import visible
from workbench.ui.text import details, html, markdown, table


def test_a_moment_is_shown_on_the_host_s_clock_to_its_precision() -> None:
    moment = datetime(2024, 1, 20, 3, 40, tzinfo=UTC)

    assert when(moment) == "2024-01-19 22:40 EST"
    assert when(moment, "day") == "2024-01-19"
    assert when("2024-07-20T03:40") == "2024-07-19 23:40 EDT"
    assert when("2024-07-04T04:00") == "2024-07-04"
    assert when("") == when(None) == ""


@pytest.mark.parametrize(
    ("value", "shown"), [("+12025550143", "(202) 555-0143"), ("00082971581", "00082971581")]
)
def test_a_phone_is_shown_as_people_write_it(value: str, shown: str) -> None:
    assert phone(value) == shown


def test_a_key_is_shown_without_the_bar_before_a_part_that_is_not_there() -> None:
    assert record_key("MPD|RMS|25900102|") == "MPD|RMS|25900102"
    assert record_key("MPD|RMS|25900102|person") == "MPD|RMS|25900102|person"


def test_one_has_and_is_and_several_have_and_are() -> None:
    assert [(have(n), are(n)) for n in (1, 2)] == [("has", "is"), ("have", "are")]


@given(st.text())
def test_text_of_an_agency_is_never_html(text: str) -> None:
    made = table(("a",), [(text,), (details(text, [text]),)], label=text)

    assert "<script" not in made.lower()
    assert made.count("<td>") == 2
    assert made.count("<details>") == 1


def test_long_words_of_a_table_may_break_and_no_others() -> None:
    made = table(("a",), [("near an intersection", "abcdefghijklmnopqrst&vwx")], label="a")

    assert "<td>near an intersection</td>" in made
    assert "<td>abcdefghij<wbr>klmnopqrst<wbr>&amp;vwx</td>" in made


def test_text_of_an_agency_is_never_markdown() -> None:
    assert markdown("**[x](http://y)** :red[z] $a$ `b`") == (
        r"\*\*\[x\]\(http\:" + "\u2060" + r"//y\)\*\* \:red\[z\] \$a\$ \`b\`"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("gro.\u202eelpmaxe", "gro.⟨U+202E⟩elpmaxe"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("bell\x07 \ud800", "bell⟨U+0007⟩ ⟨U+D800⟩"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("blank\u3164", "blank⟨U+3164⟩"),
        ("two\nlines\tand más 🚓", "two\nlines\tand más 🚓"),
    ],
)
def test_what_is_not_seen_is_named(written: str, shown: str) -> None:
    assert visible(written) == shown
    assert html(written) == shown


@given(st.text())
def test_naming_what_is_not_seen_loses_nothing_and_is_done_once(text: str) -> None:
    named = visible(text)

    assert visible(named) == named
    assert not set(named) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\u200e\x00\x1b")
    if text.isascii() and text.isprintable():
        assert named == text


@pytest.mark.parametrize(
    "text",
    [":material/home:", ":streamlit:", "http://a.example", "www.a.example", "a@b.example", "->",
     "<-", "--", ">=", "<=", "~="],
)  # fmt: skip
def test_what_streamlit_reads_after_markdown_is_taken_apart(text: str) -> None:
    read = markdown(text).replace("\\", "")

    assert text not in read
    assert read.replace("\u2060", "") == text
