"""Deciding on a few records read from the graph does what deciding with all of them held does."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.integration.people import SOURCE, person, write_people
from tests.integration.picture import picture, wipe
from tests.integration.shared_regions import region, rules
from tests.integration.two_agencies import load_records
from tests.unit.resolution.populations import town_model
from workbench.errors import InputError, WorkbenchError
from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.pipeline.decide import decide, take_back
from workbench.pipeline.held import hold, publish
from workbench.pipeline.load import load
from workbench.pipeline.near import hold_near, named_in
from workbench.pipeline.resolve import resolve
from workbench.pipeline.sharing import apply_rules
from workbench.records.vocabulary import Kind
from workbench.resolution.decisions import Verdict, from_plain, standing

pytestmark = pytest.mark.integration

EXAMPLES = int(os.environ.get("WORKBENCH_EXAMPLES", "2"))
DECISIONS = 12


@given(st.integers(0, 2**32))
@settings(max_examples=EXAMPLES, phases=[Phase.generate])
def test_what_is_near_gives_the_graph_that_all_records_give(graph: Graph, seed: int) -> None:
    # Arrange: people, vehicles with their reads and incidents, some hidden from some
    draw = Random(seed)
    regions = [region(number, draw) for number in draw.sample(range(300), 3)]
    wipe(graph)
    load_records(graph, [record for one in regions for record in one.records])
    graph.write(partial(publish, model=town_model()))
    apply_rules(graph, rules(draw))
    keys = {
        kind: [str(r.key) for one in regions for r in one.records if r.kind is kind]
        for kind in (Kind.PERSON, Kind.VEHICLE, Kind.INCIDENT)
    }

    # Act
    made = 0
    for _ in range(DECISIONS):
        try:
            made += act(graph, draw, draw.choice([of for of in keys.values() if len(of) > 2]))
        except WorkbenchError:
            continue

    # Assert
    now = picture(graph)
    assert made > 1, "too little was decided"
    assert resolve(graph).changed == 0
    then = picture(graph)
    for part in ("nodes", "links"):
        assert [one for one in then[part] if one not in now[part]] == []
        assert [one for one in now[part] if one not in then[part]] == []


def act(graph: Graph, draw: Random, keys: list[str]) -> bool:
    """Decide on some of the records, or take a decision back."""
    log = [from_plain(msgspec.json.decode(text)) for text in judged.decisions(graph)]
    if log and draw.random() < 0.3:
        one = draw.choice(standing(log))
        held = hold_near(graph, named_in(graph, [one.id]))
        take_back(held, [one.id], reviewer="Lee", reason="a mistake")
        return True
    named = draw.sample(keys, draw.randint(2, 3))
    held = hold_near(graph, named)
    verdict = draw.choice((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT))
    decide(held, verdict, named[:1], named[1:], reviewer="Ortiz", reason="same prints")
    return True


def test_a_part_holds_as_the_whole_does(empty_graph: Graph, people_csv: Path) -> None:
    # Arrange
    load(empty_graph, SOURCE, [people_csv])
    resolve(empty_graph)
    whole = hold(empty_graph)

    # Act
    part = hold_near(empty_graph, [person(3), person(10)])

    # Assert
    one = whole.population.resolvers[Kind.PERSON]
    other = part.population.resolvers[Kind.PERSON]
    assert len(part.digests) < len(whole.digests) / 50
    assert other.component(person(3)) == one.component(person(3)) == {person(3), person(4)}
    assert other.explain(person(3), person(4)) == one.explain(person(3), person(4))


def test_before_anything_is_resolved_it_says_what_to_run(empty_graph: Graph) -> None:
    # Act
    with pytest.raises(InputError) as caught:
        hold_near(empty_graph, ["MPD|RMS|1|"])

    # Assert
    assert "workbench resolve" in str(caught.value)


def test_a_key_that_no_record_has_is_told_when_it_is_decided_on(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    load(empty_graph, SOURCE, [write_people(tmp_path / "p.csv", range(5))])
    resolve(empty_graph)
    held = hold_near(empty_graph, [person(0), person(77)])

    # Act
    with pytest.raises(InputError) as caught:
        decide(held, Verdict.SAME, [person(0)], [person(77)], reviewer="Ortiz", reason="same")

    # Assert
    assert "no current record has the key" in str(caught.value)
