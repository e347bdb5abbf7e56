"""Values as people read them, and agencies' text that cannot become markup."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.words import phone, when
from workbench.ui.text import details, markdown, table


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


@given(st.text())
def test_text_of_an_agency_is_never_html(text: str) -> None:
    made = table(("a",), [(text,), (details(text, [text]),)], label=text)

    assert "<script" not in made.lower()
    assert made.count("<td>") == 2
    assert made.count("<details>") == 1


def test_text_of_an_agency_is_never_markdown() -> None:
    joiner = "\u2060"

    assert markdown("**[x](http://y)** :red[z] $a$ `b`") == (
        rf"\*\*\[x\]\(http\:{joiner}//y\)\*\* \:red\[z\] \$a\$ \`b\`"
    )
