"""Ids and keys that were learned elsewhere, asked of every read: they answer like none at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any

import pytest

from tests.integration.picture import wipe
from tests.integration.shared_regions import Region, region
from tests.integration.two_agencies import load_records
from tests.registered_reads import every_read
from tests.unit.resolution.populations import town_model
from tests.viewers import READER, Pages, one_sees_all, seen_ids
from workbench.access.gateway import Gateway
from workbench.access.reads import Probe, Read
from workbench.access.viewer import Role, Viewer
from workbench.errors import WorkbenchError
from workbench.graph.client import Graph
from workbench.pipeline.held import publish
from workbench.pipeline.sharing import apply_rules

pytestmark = pytest.mark.integration

OUTSIDER = Viewer("analyst 3", "PGPD", Role.ANALYST, "robbery series", "24-031")
"""Sees the records of PGPD and nothing else."""
RULES = one_sees_all()
ABSENT_IDS = {
    "": "f0e1d2c3b4a59687",
    "phone": "phone:+19995550100",
    "officer": "officer:NOPD 0",
}
ABSENT_KEY = "NOPD|RMS|R0N0|person"
ASKED_FOR = "what was asked for"


@pytest.fixture(scope="module")
def regions(graph: Graph) -> Iterator[tuple[Region, ...]]:
    """Random regions of five agencies, under rules by which one supervisor sees them all."""
    draw = Random(20)
    made = tuple(region(number, draw) for number in range(9))
    wipe(graph)
    load_records(graph, [record for one in made for record in one.records])
    graph.write(partial(publish, model=town_model()))
    apply_rules(graph, RULES)
    yield made
    wipe(graph)


def gateway(graph: Graph, viewer: Viewer) -> Gateway:
    return Gateway(graph, viewer, RULES, Pages())


def former_ids(graph: Graph) -> set[str]:
    """The ids that entities have had or will have: each record brings one."""
    return {row["id"] for row in graph.read("MATCH (r:Record) RETURN r.seed AS id")}


def probe(asked: str) -> Probe:
    """Every read asked about one id or one key, and typed into the box."""
    return Probe(asked, asked, (asked,), asked)


def outcome(graph: Graph, viewer: Viewer, read: Read, asked: str) -> tuple[Any, list[Any]]:
    """What is answered and what is noted of it, without what was asked for."""
    own = gateway(graph, viewer)
    try:
        answer = repr(read.ask(own, probe(asked)))
    except WorkbenchError as error:
        answer = f"{type(error).__name__}: {error}"
    assert isinstance(own.ledger, Pages)
    noted = [
        (look.statement, look.ids, look.rows, look.outcome)
        for look in own.ledger.looks
        if not look.statement.startswith("search_")  # how a text is read depends on its letters
    ]
    if read.name.endswith(".search"):
        assert "hits=()" in answer
        return "nothing", noted
    return answer.replace(asked, ASKED_FOR), noted


def test_an_id_that_was_learned_elsewhere_answers_like_one_that_never_was(
    graph: Graph, regions: tuple[Region, ...]
) -> None:
    known = seen_ids(gateway(graph, READER))
    hidden = sorted((known | former_ids(graph)) - seen_ids(gateway(graph, OUTSIDER)))
    hidden = [id_ for id_ in hidden if not leads_to_own(graph, id_)]
    assert len([id_ for id_ in hidden if id_ in known]) > 30, "too little is hidden"
    assert any(":" in id_ for id_ in hidden)

    for read in every_read():
        absent = {kind: outcome(graph, OUTSIDER, read, id_) for kind, id_ in ABSENT_IDS.items()}
        for id_ in hidden:
            kind, colon, _ = id_.partition(":")
            like = absent[kind if colon else ""]
            assert outcome(graph, OUTSIDER, read, id_) == like, f"{read.name} tells of {id_}"


def leads_to_own(graph: Graph, id_: str) -> bool:
    """Whether it is the former id of something whose record the outsider may view."""
    rows = graph.read("MATCH (r:Record {seed: $id}) RETURN r.agency AS agency, "
                      "r.handling AS handling", id=id_)  # fmt: skip
    return any(r["agency"] == "PGPD" and "sealed" not in (r["handling"] or ()) for r in rows)


def test_the_key_of_a_record_that_is_hidden_answers_like_one_that_never_was(
    graph: Graph, regions: tuple[Region, ...]
) -> None:
    viewable = set(gateway(graph, OUTSIDER).viewable)
    hidden = [r for one in regions for r in one.records if r.audience not in viewable]
    assert len(hidden) > 50

    for read in every_read():
        absent = outcome(graph, OUTSIDER, read, ABSENT_KEY)
        for record in hidden:
            key = str(record.key)
            assert outcome(graph, OUTSIDER, read, key) == absent, f"{read.name} tells of {key}"


def test_who_may_see_them_is_answered_by_the_same_ids_and_keys(
    graph: Graph, regions: tuple[Region, ...]
) -> None:
    """Otherwise the tests above would hold of a graph that answers nobody."""
    reads = {read.name.rpartition(".")[2]: read for read in every_read()}

    for id_ in seen_ids(gateway(graph, READER)) - seen_ids(gateway(graph, OUTSIDER)):
        assert outcome(graph, READER, reads["portraits"], id_)[0] != "{}"
        assert outcome(graph, READER, reads["entity"], id_)[0] != "None"
    seen = set(gateway(graph, READER).viewable)
    keys = [r.key for one in regions for r in one.records if r.audience in seen]
    shown = [key for key in keys if outcome(graph, READER, reads["record"], str(key))[0] != "None"]
    assert len(shown) > 100
