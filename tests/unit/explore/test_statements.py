"""Every statement that answers users filters every record and every derived link."""

from __future__ import annotations

import re

import pytest

from workbench.access.gateway import FILTER, READING
from workbench.graph.statements import names, statement

USERS = [name for name in names() if name.startswith(READING)]
RECORD = re.compile(r"\((\w+):(?:\w*Record|Revision)\b|node AS (\w+)")
WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b")


@pytest.mark.parametrize("name", USERS)
def test_records_are_filtered_by_audience(name: str) -> None:
    text = statement(name)

    assert FILTER in text
    for found in RECORD.finditer(text):
        variable = found[1] or found[2]
        assert f"{variable}.audience IN {FILTER}" in text, f"{variable} of {name} is not filtered"


@pytest.mark.parametrize("name", [n for n in USERS if n.startswith("expand_")])
def test_derived_links_need_every_part_of_an_audience(name: str) -> None:
    text = statement(name)

    links = text.count("derived")
    filters = text.count(f"all(part IN split(audience, '&') WHERE part IN {FILTER})")
    filters += text.count(f"all(part IN split(d.audiences[i], '&') WHERE part IN {FILTER})")
    assert links >= 1
    assert filters >= links, f"{name} reads derived links without the filter"


@pytest.mark.parametrize("name", USERS)
def test_the_header_names_the_parameters_and_nothing_is_written(name: str) -> None:
    text = statement(name)
    header = re.search(r"^// parameters: (.+)$", text, re.MULTILINE)

    assert header is not None
    body = re.sub(r"^//.*$", "", text, flags=re.MULTILINE)
    assert set(header[1].split(", ")) == set(re.findall(r"\$(\w+)", body))
    assert not WRITES.search(body)
    assert "score" not in body
