"""Every statement that answers users filters every record, every entity and every derived link."""

from __future__ import annotations

import re

import pytest

from workbench.access.gateway import READING
from workbench.graph.statements import names, parameters_of, statement
from workbench.records.vocabulary import LinkType

USERS = [name for name in names() if name.startswith(READING)]
RECORD = re.compile(r"\((\w+):(?:\w*Record|Revision)\b|node AS (\w+)")
ENTITY = re.compile(r"\((\w+):Entity\b")
WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b")
BETWEEN = {"entity_pointers": {"first", "near", "p"}, "entity_record": {"party"},
           "expand_withheld": {"party"},
           "entity_revisions": {"party"}, "entity_narratives": {"party"},
           "search_told": {"party"}, "entity_papers": {"party"},
           "entity_statements": {"before"}, "entity_pairs": {"before", "right"},
           "entity_decisions": {"named"}, "time_line": {"j"},
           "path_decided": {"named"}, "review_decisions": {"named"},
           "review_log": {"named"}}  # fmt: skip
"""Records that are only a way to others, or that may only hide what is asked for."""


def filtered(variable: str, text: str) -> bool:
    return bool(
        re.search(rf"\b{variable}\.audience IN \$(viewable|masked|pointed)\b", text)
        and (f"{variable}.current" in text or f"({variable}:Revision)" in text)
    )


@pytest.mark.parametrize("name", USERS)
def test_records_are_filtered_by_audience(name: str) -> None:
    text = statement(name)

    assert "$viewable" in text
    for found in RECORD.finditer(text):
        variable = found[1] or found[2]
        if variable not in BETWEEN.get(name, set()) or variable == "p":
            assert filtered(variable, text), f"{variable} of {name} is not filtered"


@pytest.mark.parametrize("name", USERS)
def test_entities_are_those_that_the_profile_sees(name: str) -> None:
    text = statement(name)

    for variable in {found[1] for found in ENTITY.finditer(text)}:
        wanted = (
            f"({variable}.only_for IS NULL OR $profile IN {variable}.only_for)",
            f"NOT $profile IN coalesce({variable}.not_for, []) AND NOT {variable}:Withheld",
        )
        matched = len(re.findall(rf"\({variable}:Entity\b", text))
        for condition in wanted:
            assert text.count(condition) >= matched, f"{variable} of {name} is not filtered"


@pytest.mark.parametrize("name", USERS)
def test_what_hangs_on_an_entity_of_which_nothing_is_viewable_is_not_gone_through(
    name: str,
) -> None:
    text = statement(name)

    # how long that takes would tell how much is hidden
    for found in re.finditer(r"\((\w+):Entity\) WHERE \1\.id = ", text):
        wanted = (
            f"({found[1]}:Stale OR any(audience IN {found[1]}.audiences "
            "WHERE audience IN $viewable))"
        )
        assert wanted in text[found.end() :].partition("MATCH")[0].partition("RETURN")[0]


@pytest.mark.parametrize("name", USERS)
def test_no_entity_or_record_is_met_without_a_name_to_filter_it_by(name: str) -> None:
    text = re.sub(r"^//.*$", "", statement(name), flags=re.MULTILINE)
    text = re.sub(r"\(:Record\)(<-\[:(PART_OF|SUBJECT_OF)|\nRETURN|\n +RETURN)", "", text)

    assert not re.search(
        r"\(:(Entity|Record|\w+Record)\b(?!\)<-)", text.replace("-(:Record)<-", "")
    )


@pytest.mark.parametrize("name", [n for n in USERS if "derived" in statement(n)])
def test_derived_links_need_every_part_of_an_audience(name: str) -> None:
    text = statement(name)

    links = text.count("derived")
    filters = text.count("all(part IN split(audience, '&') WHERE part IN $viewable)")
    filters += text.count("all(part IN split(d.audiences[i], '&') WHERE part IN $viewable)")
    if "d.audiences AS audiences" in text:
        filters += text.count("all(part IN split(audiences[i], '&') WHERE part IN $viewable)")
    filters += text.count("all(part IN split(audiences[i], '&') WHERE part IN $viewable)")
    assert filters >= links, f"{name} reads derived links without the filter"


@pytest.mark.parametrize("name", USERS)
def test_the_header_names_the_parameters_and_nothing_is_written(name: str) -> None:
    text = statement(name)

    body = re.sub(r"^//.*$", "", text, flags=re.MULTILINE)
    assert parameters_of(name) == set(re.findall(r"\$(\w+)", body))
    assert not WRITES.search(body)
    assert not re.search(r"\bscore\b", body)


@pytest.mark.parametrize("name", ["expand_links", "expand_totals"])
def test_all_of_an_items_links_are_counted_whatever_their_type(name: str) -> None:
    text = statement(name)

    types = re.search(r"\[d:([A-Z_|\s]+)\]", text)
    assert types is not None
    assert set(re.split(r"\|\s*", types[1])) == {link.value for link in LinkType}
