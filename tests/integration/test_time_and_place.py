"""When and where: days, timelines and places, each for one who sees all and one who does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.integration.two_agencies import HUB_INCIDENTS, person, place, region, write
from tests.viewers import PARTNER, one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.explore.places import places
from workbench.explore.search import search
from workbench.explore.timeline import days, timeline
from workbench.graph.client import Graph
from workbench.pipeline.sharing import apply_rules
from workbench.records.model import Link, RecordKey
from workbench.records.vocabulary import LinkType

pytestmark = pytest.mark.integration

DOWNTOWN = (38.8997, -77.0219)


@pytest.fixture
def everything(empty_graph: Graph) -> Gateway:
    corner, *others = region()
    block = replace(
        place("PGPD", "PG240009", "900 block H St NE"), latitude=38.9003, longitude=-76.9937
    )
    here = replace(corner, latitude=DOWNTOWN[0], longitude=DOWNTOWN[1])  # type: ignore[call-arg]
    write(empty_graph, [here, *others, block])
    apply_rules(empty_graph, one_sees_all())
    return reading(empty_graph, rules=one_sees_all())


@pytest.fixture
def restricted(everything: Gateway) -> Gateway:
    return reading(everything.graph, PARTNER, one_sees_all())


def one(gateway: Gateway, text: str) -> str:
    return search(gateway, text).hits[0].card.id


def test_an_incident_counts_once_on_the_day_on_which_it_began(everything: Gateway) -> None:
    robbery, person = one(everything, "PG240001"), one(everything, "carter marcus")

    found = days(everything, [robbery, person, "phone:+12025550143"])

    assert [(day.id, day.at, day.events) for day in found.days] == [(robbery, "2024-01-10", 1)]
    assert found.inside(date(2024, 1, 10), date(2024, 1, 10)) == {robbery}
    assert found.undated == 0


def test_a_timeline_lists_what_records_tie_to_a_person_most_recent_first(
    everything: Gateway,
) -> None:
    found = timeline(everything, one(everything, "carter marcus"))

    assert [(line.at[:10], line.what, line.agency) for line in found.lines] == [
        ("2024-01-10", "subject of ROBBERY", "PGPD"),
        ("2024-01-02", "subject of THEFT", "MPD"),
    ]
    assert found.lines[0].place == "7TH ST NW & H ST NW"


def test_a_timeline_says_how_much_it_leaves_out(everything: Gateway) -> None:
    found = timeline(everything, one(everything, "7th & H NW"), limit=5)

    assert (len(found.lines), found.total) == (5, HUB_INCIDENTS + 1)
    assert found.lines[0].at > found.lines[-1].at


def test_hidden_records_have_no_day_no_line_and_no_place(restricted: Gateway) -> None:
    carter, corner = one(restricted, "carter marcus"), one(restricted, "7th & H NW")

    assert [line.agency for line in timeline(restricted, carter).lines] == ["MPD"]
    assert timeline(restricted, corner).total == HUB_INCIDENTS
    assert {p.agencies for p in places(restricted, [carter, corner])} == {("MPD",)}


def test_a_place_reaches_as_far_as_its_address_names(everything: Gateway) -> None:
    robbery, block = one(everything, "PG240001"), one(everything, "900 block H St NE")

    found = {p.id: p for p in places(everything, [robbery, block])}

    assert (found[robbery].link, found[robbery].precision) == ("occurred at", "intersection")
    assert found[robbery].latitude == pytest.approx(DOWNTOWN[0])
    assert (found[block].precision, found[block].reach) == ("block", 75)
    assert found[block].agencies == ("MPD", "PGPD")


def test_an_address_without_coordinates_lies_where_others_of_the_same_place_say(
    everything: Gateway,
) -> None:
    # MPD states the block without coordinates, PGPD with them
    home = Link(LinkType.LIVES_AT, RecordKey("MPD", "RMS", "24000002", "place"))
    write(everything.graph, [person("MPD", "L1", "Tenant, Tessa", links=(home,))])
    apply_rules(everything.graph, one_sees_all())
    gateway = reading(everything.graph, rules=one_sees_all())

    (found,) = places(gateway, [one(gateway, "tenant tessa")])

    assert (found.latitude, found.longitude) == pytest.approx((38.9003, -76.9937))
    assert (found.agencies, found.lent) == (("MPD",), ("PGPD",))
