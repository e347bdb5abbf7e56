"""Hand-written statements: one a file, each with its header."""

from __future__ import annotations

import re

import pytest

from workbench.graph.statements import names, statement


@pytest.mark.parametrize("name", names())
def test_each_statement_says_its_purpose_parameters_and_columns(name: str) -> None:
    lines = statement(name).splitlines()

    assert [line.split(":")[0] for line in lines[:3]] == [
        "// purpose",
        "// parameters",
        "// columns",
    ]


@pytest.mark.parametrize("name", names())
def test_each_statement_names_exactly_its_parameters(name: str) -> None:
    text = statement(name)
    header = text.splitlines()[1].split(":")[1].strip()
    named = set() if header == "none" else {part.strip() for part in header.split(",")}

    assert set(re.findall(r"\$(?!\()(\w+)", text.split("\n", 3)[3])) == named


@pytest.mark.parametrize("name", names())
def test_a_hint_asks_for_a_seek(name: str) -> None:
    # a plain hint allows a scan, which is planned where the statistics are of an empty graph
    assert "USING INDEX" not in statement(name).replace("USING INDEX SEEK", "")


@pytest.mark.parametrize("name", names("migrations"))
def test_migrations_can_be_applied_again(name: str) -> None:
    assert "IF NOT EXISTS" in statement(name) or "IN TRANSACTIONS" in statement(name)


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = [int(name.split("/")[1][:4]) for name in names("migrations")]

    assert numbers == list(range(1, len(numbers) + 1))
