"""One item whole: warnings first, conflicts, what stands around it and why its records are one."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.integration.entity_region import MARSH, region
from tests.integration.picture import wipe
from tests.integration.two_agencies import write
from tests.viewers import PARTNER, one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.explore.around import around, co_offenders, papers, scenes
from workbench.explore.entity import EntityView, entity
from workbench.explore.joined import former_ids, joined
from workbench.explore.safety import Standing, safety
from workbench.explore.search import search
from workbench.graph.client import Graph
from workbench.pipeline.sharing import apply_rules

pytestmark = pytest.mark.integration

LIVE, SERVED = "USMS|WARRANT|W2401|", "USMS|WARRANT|W2402|"
OF_USMS = "USMS|RMS|U1|person"


@pytest.fixture(scope="module")
def loaded(graph: Graph) -> Graph:
    """The region, written once: these tests change nothing."""
    wipe(graph)
    write(graph, region())
    apply_rules(graph, one_sees_all())
    return graph


@pytest.fixture
def everything(loaded: Graph) -> Gateway:
    """The host's supervisor, who sees all."""
    return reading(loaded, rules=one_sees_all())


@pytest.fixture
def partner(loaded: Graph) -> Gateway:
    """Who sees the host's own records only."""
    return reading(loaded, PARTNER, one_sees_all())


def id_of(gateway: Gateway, text: str) -> str:
    return search(gateway, text).hits[0].card.id


def opened(gateway: Gateway, text: str) -> EntityView:
    view = entity(gateway, id_of(gateway, text))
    assert view is not None
    return view


def test_a_live_warrant_stands_first_and_a_served_one_is_history(everything: Gateway) -> None:
    found = safety(everything, id_of(everything, MARSH))

    (live,), (ended,), (caution,) = found.live, found.ended, found.cautions
    assert (live.key, live.standing, live.agency) == (LIVE, Standing.LIVE, "USMS")
    assert live.issued == "2024-01-31 12:00 EST"
    assert datetime.fromisoformat(live.loaded_at[:10])
    assert "United States Marshals Service" in live.contact
    assert (ended.key, ended.status) == (SERVED, "served")
    assert (caution.text, caution.said[0].key) == ("ARMED AND DANGEROUS", OF_USMS)


def test_conflicting_values_stand_side_by_side_with_who_states_them(everything: Gateway) -> None:
    view = opened(everything, MARSH)

    (conflict,) = view.conflicts
    assert conflict.name == "birth date"
    assert [(v.text, v.agencies, v.records) for v in conflict.values] == [
        ("1988-03-09", ("MPD", "PGPD", "USMS"), 4),
        ("1988-09-03", ("USMS",), 1),
    ]
    assert view.card.disagree == ("birth date",)


def test_what_stands_around_a_person_is_counted_by_link(everything: Gateway) -> None:
    tied = {one.words: one for one in around(everything, id_of(everything, MARSH), limit=1)}

    assert [*tied] == ["subject of", "arrested in", "drives"]
    assert (tied["subject of"].total, len(tied["subject of"].neighbours)) == (3, 1)
    assert tied["subject of"].neighbours[0].card.title == "ROBBERY W2401"
    assert [n.card.title for n in tied["drives"].neighbours] == ["DC JK4410"]


def test_co_offenders_share_an_incident_and_are_no_victims(everything: Gateway) -> None:
    found = co_offenders(everything, id_of(everything, MARSH))

    assert [(p.card.title, p.shared) for p in found.people] == [("PIKE, RODNEY", 1)]
    assert [card.title for card in found.people[0].incidents] == ["ROBBERY 24100001"]
    assert co_offenders(everything, id_of(everything, "vale corinne")).people == ()


def test_places_of_incidents_are_counted(everything: Gateway) -> None:
    found = scenes(everything, id_of(everything, MARSH))

    assert [(p.card.title, p.incidents) for p in found.places] == [("1412 TRINIDAD AVE NE", 1)]


def test_papers_of_an_incident_and_of_a_person(everything: Gateway) -> None:
    of_arrest = papers(everything, id_of(everything, "A24770001"))
    of_incident = papers(everything, id_of(everything, "24100001"))
    of_person = papers(everything, id_of(everything, MARSH))

    assert [(p.kind, p.text) for p in of_arrest.papers] == [
        ("disposition", "Guilty plea · convicted"),
        ("charge", "22-2801 · ROBBERY"),
    ]
    assert of_arrest.papers[0].of == "PGPD|COURT|2024CF1|"
    assert of_arrest.papers[1].person is not None
    assert of_arrest.papers[1].person.title == "MARSH, DELBERT OWEN"
    assert [(p.kind, p.text) for p in of_incident.papers] == [("narrative", "S1 FLED ON FOOT")]
    assert [p.kind for p in of_person.papers] == ["disposition", "charge"]


def test_a_cut_says_how_many_papers_there_are(everything: Gateway) -> None:
    cut = papers(everything, id_of(everything, "A24770001"), limit=1)

    assert ([p.kind for p in cut.papers], cut.total) == (["disposition"], 2)


def test_the_parts_of_a_tie_sum_to_the_weight_that_is_kept(everything: Gateway) -> None:
    found = joined(everything, id_of(everything, MARSH))

    assert found.pairs
    assert not found.reviewed
    assert found.joins == found.statements - 1
    bits = [pair.bits for pair in found.pairs]
    assert None not in bits
    for pair in found.pairs:
        kept = everything.graph.read(
            "MATCH (a:Record {key: $left})-[s:SCORED]-(b:Record {key: $right}) "
            "RETURN s.weight AS weight",
            left=pair.left,
            right=pair.right,
        )[0]["weight"]
        assert pair.bits == kept / 1000
        assert sum(part.bits for part in pair.parts) == pytest.approx(pair.bits, abs=0.001)
    assert "FBI number equal" in {part.words for pair in found.pairs for part in pair.parts}
    assert [(s.name, s.value.text) for s in found.shared] == [
        ("Identification", "FBI US 555123AA1")
    ]


def test_every_former_id_leads_to_the_item(everything: Gateway) -> None:
    view = opened(everything, MARSH)

    found = former_ids(everything, view.card.id)

    assert found.total == len(found.ids) == view.card.records - 1
    for former in found.ids:
        again = entity(everything, former.seed)
        assert again is not None
        assert again.card.id == view.card.id


def test_who_sees_less_is_told_less_and_not_what_is_missing(
    everything: Gateway, partner: Gateway
) -> None:
    id_ = id_of(partner, MARSH)

    view = entity(partner, id_)
    assert view is not None
    assert (view.card.records, view.card.caution, view.conflicts) == (2, False, ())
    assert safety(partner, id_).nothing
    assert {one.words for one in around(partner, id_)} == {"subject of", "arrested in", "drives"}
    assert papers(partner, id_).papers == ()
    assert former_ids(partner, id_).total == 1
    told = repr([view, around(partner, id_), joined(partner, id_), former_ids(partner, id_)])
    assert "USMS" not in told
    assert "W2401" not in told


def test_an_id_of_nothing_is_around_nothing(everything: Gateway) -> None:
    assert around(everything, "0" * 16) == ()
    assert safety(everything, "0" * 16).nothing
    assert joined(everything, "0" * 16).pairs == ()
    assert former_ids(everything, "0" * 16).total == 0
