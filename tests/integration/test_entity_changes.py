"""What an item's page says after its owner, or a reviewer, has changed what it rests on."""

from __future__ import annotations

import pytest

from tests.integration.entity_region import MARSH, PIKE, ROBBERY, region
from tests.integration.two_agencies import write
from tests.viewers import PARTNER, one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.explore.around import co_offenders
from workbench.explore.cards import portraits
from workbench.explore.joined import joined
from workbench.explore.safety import Standing, safety
from workbench.explore.search import search
from workbench.graph.client import Graph
from workbench.pipeline.decide import decide, take_back
from workbench.pipeline.held import hold
from workbench.pipeline.sharing import apply_rules
from workbench.resolution.decisions import Verdict

pytestmark = pytest.mark.integration

LIVE = "USMS|WARRANT|W2401|"
OF_MPD, OF_USMS = "MPD|RMS|M1|person", "USMS|RMS|U1|person"


@pytest.fixture
def everything(empty_graph: Graph) -> Gateway:
    """The host's supervisor, who sees all."""
    write(empty_graph, region())
    apply_rules(empty_graph, one_sees_all())
    return reading(empty_graph, rules=one_sees_all())


def id_of(gateway: Gateway, text: str) -> str:
    return search(gateway, text).hits[0].card.id


def test_a_warrant_warns_until_its_owner_says_that_it_has_ended(everything: Gateway) -> None:
    everything.graph.command(f"MATCH (r:Record {{key: '{OF_USMS}'}}) REMOVE r.cautions_raw")
    marsh, pike = id_of(everything, MARSH), id_of(everything, PIKE)

    def cards() -> list[tuple[bool, bool]]:
        found = portraits(everything, [marsh, pike])
        return [(found[id_].card.caution, found[id_].card.warrant) for id_ in (marsh, pike)]

    assert cards() == [(True, True), (False, False)]

    everything.graph.command(f"MATCH (r:Record {{key: '{LIVE}'}}) REMOVE r.status")
    assert [w.standing for w in safety(everything, marsh).live] == [Standing.UNSTATED]
    assert cards()[0] == (True, True)

    everything.graph.command(f"MATCH (r:Record {{key: '{LIVE}'}}) SET r.status = 'CANCELLED'")
    assert safety(everything, marsh).live == ()
    assert {w.status for w in safety(everything, marsh).ended} == {"served", "recalled"}
    assert cards()[0] == (False, False)


def test_an_incident_that_never_was_makes_no_co_offenders(everything: Gateway) -> None:
    everything.graph.command(f"MATCH (r:Record {{key: '{ROBBERY}'}}) SET r.status = 'UNFOUNDED'")

    assert co_offenders(everything, id_of(everything, MARSH)).people == ()


def test_a_decision_is_told_while_it_stands_to_whoever_may_view_all_that_it_names(
    everything: Gateway,
) -> None:
    partner = reading(everything.graph, PARTNER, one_sees_all())
    held = hold(everything.graph)
    made = decide(held, Verdict.SAME, [OF_MPD], [OF_USMS], reviewer="Reyes", reason="same prints")

    seen, unseen = (joined(one, id_of(one, MARSH)) for one in (everything, partner))
    take_back(held, [made.decision.id], reviewer="Reyes", reason="other prints")
    afterwards = joined(everything, id_of(everything, MARSH))

    (told,) = seen.decisions
    assert (told.same, told.reviewer, told.reason) == (True, "Reyes", "same prints")
    assert [pair.decided for pair in seen.pairs].count(True) == 1
    assert seen.pairs[-1].decided
    assert (unseen.decisions, unseen.reviewed) == ((), False)
    assert (afterwards.decisions, afterwards.reviewed) == ((), False)
