"""How long an answer takes does not tell a hidden entity from one that never was."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from statistics import median
from time import perf_counter

import pytest

from tests.integration.picture import wipe
from tests.integration.two_agencies import incident, person, place, write
from tests.registered_reads import every_read
from tests.viewers import Pages, one_sees_all
from workbench.access.gateway import Gateway
from workbench.access.reads import Probe, Read
from workbench.access.viewer import Role, Viewer
from workbench.graph.client import Graph
from workbench.pipeline.sharing import apply_rules
from workbench.records.model import Link
from workbench.records.vocabulary import LinkType

pytestmark = pytest.mark.integration

OUTSIDER = Viewer("analyst 3", "PGPD", Role.ANALYST, "robbery series", "24-031")
RULES = one_sees_all()
INCIDENTS, ARRESTS = 600, 250
"""At one place, and of one person: much to go through, and all of it hidden."""
WARM, CALLS, ROUNDS = 20, 200, 3
ABSENT_ID, ABSENT_KEY = "f0e1d2c3b4a59687", "MPD|RMS|NONE|person"
READS = ("cards_of", "portraits", "entity", "records", "record", "revisions", "expand", "groups",
         "totals", "between", "draw")  # fmt: skip
ALIKE = 0.2
"""Share of the time that an absent id takes by which a hidden one may differ."""


@pytest.fixture(scope="module")
def hidden(graph: Graph) -> Iterator[dict[str, str]]:
    """Ids by key of a busy place and a person often arrested, of whom another agency sees none."""
    wipe(graph)
    corner = place("MPD", "1", "7th St NW & H St NW")
    events = [
        incident("MPD", f"24{n:06}", "THEFT", days=n % 300, at=corner.key)
        for n in range(INCIDENTS)
    ]  # fmt: skip
    arrests = [
        person("MPD", f"P{n}", "Carter, Marcus", fbi="123456AB7", days=n % 300,
               links=(Link(LinkType.SUBJECT_OF, events[n].key),))
        for n in range(ARRESTS)
    ]  # fmt: skip
    write(graph, [corner, *events, *arrests, person("PGPD", "B1", "Theirs, Own")])
    apply_rules(graph, RULES)
    rows = graph.read(
        "MATCH (r:Record)-[:RESOLVED_TO]->(e:Entity) WHERE r.key IN $keys "
        "RETURN r.key AS key, e.id AS id, COUNT { (e)--() } AS links",
        keys=[str(corner.key), str(arrests[0].key)],
    )
    assert all(row["links"] > ARRESTS for row in rows)
    yield {row["key"]: row["id"] for row in rows}
    wipe(graph)


@pytest.mark.parametrize("read", [r for r in every_read() if r.name.rpartition(".")[2] in READS],
                         ids=lambda read: read.name.rpartition(".")[2])  # fmt: skip
def test_a_hidden_id_takes_as_long_as_one_that_never_was(
    graph: Graph, hidden: dict[str, str], read: Read
) -> None:
    assert len(hidden) == 2
    absent = Probe("", ABSENT_ID, (ABSENT_ID,), ABSENT_KEY)

    for key, id_ in hidden.items():
        asked = Probe("", id_, (id_,), key)
        # what the machine does besides shows in one round or the other, a difference in all
        alike = any(compare(graph, read, asked, absent) < ALIKE for _ in range(ROUNDS))
        assert alike, f"{read.name} of {key} does not take the time of an absent id"


def compare(graph: Graph, read: Read, asked: Probe, absent: Probe) -> float:
    """By what share of an absent id's time the median answer about a hidden one differs."""
    draw = Random(7)
    spans: dict[Probe, list[float]] = {asked: [], absent: []}
    for call in range(WARM + CALLS):
        for probe in draw.sample((asked, absent), 2):
            gateway = Gateway(graph, OUTSIDER, RULES, Pages())
            assert gateway.standing.viewable
            start = perf_counter()
            read.ask(gateway, probe)
            span = perf_counter() - start
            if call >= WARM:
                spans[probe].append(span)
    usual = median(spans[absent])
    return abs(median(spans[asked]) - usual) / usual
