"""Links to pictures: named by records, opened in whoever's own rights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.integration.two_agencies import region, write
from tests.viewers import PARTNER, one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.explore.anchors import AGENCIES, MOST_ANCHORED, anchored, anchors
from workbench.explore.cards import portraits
from workbench.explore.search import search
from workbench.graph.client import Graph
from workbench.pipeline.sharing import apply_rules

pytestmark = pytest.mark.integration


@pytest.fixture
def everything(empty_graph: Graph) -> Gateway:
    write(empty_graph, region())
    apply_rules(empty_graph, one_sees_all())
    return reading(empty_graph, rules=one_sees_all())


def named(gateway: Gateway, *texts: str) -> list[str]:
    found = anchors(gateway, [search(gateway, text).hits[0].card.id for text in texts])
    return [seed for seeds in found.values() for seed in seeds]


def titles(gateway: Gateway, ids: tuple[str, ...]) -> list[str]:
    return [portrait.card.title for portrait in portraits(gateway, ids).values()]


def test_a_link_leads_its_maker_back_to_the_same_entities(everything: Gateway) -> None:
    names = named(everything, "carter marcus", "AB7103", "202-555-0143")

    assert titles(everything, anchored(everything, names)) == [
        "CARTER, MARCUS D JR", "DC AB7103", "(202) 555-0143",
    ]  # fmt: skip


def test_a_colleague_sees_what_their_own_records_make_of_it(everything: Gateway) -> None:
    names = named(everything, "carter marcus", "only theirs")
    host, partner = (
        reading(everything.graph, replace(PARTNER, agency=agency), one_sees_all())
        for agency in ("MPD", "PGPD")
    )

    assert titles(host, anchored(host, names)) == ["CARTER, MARCUS D JR"]
    assert titles(partner, anchored(partner, names)) == ["KARTER, MARC", "SECRET, ONLY THEIRS"]
    assert anchored(host, named(everything, "only theirs")) == ()


def test_an_entity_is_named_by_one_record_of_each_of_few_agencies(everything: Gateway) -> None:
    (seeds,) = anchors(everything, [search(everything, "carter marcus").hits[0].card.id]).values()

    assert len(seeds) == 2 <= AGENCIES
    assert not any("|" in seed or "MPD" in seed for seed in seeds)


def test_what_is_no_anchor_leads_nowhere(everything: Gateway) -> None:
    assert anchored(everything, ["0" * 16, "phone:+12025550100", "'; MATCH (n) RETURN n"]) == ()
    assert anchored(everything, []) == ()
    assert len(anchors(everything, [str(n) for n in range(200)])) <= MOST_ANCHORED
