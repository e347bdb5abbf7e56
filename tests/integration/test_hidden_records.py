"""Nothing betrays a hidden record: every registered read, for random records, rules and viewers."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.integration.picture import wipe
from tests.integration.shared_regions import Region, mark, oracle, region, rules, viewer
from tests.integration.two_agencies import load_records
from tests.registered_reads import every_read
from tests.unit.resolution.populations import town_model
from tests.viewers import reading
from workbench.access.gateway import Gateway
from workbench.access.reads import Probe
from workbench.access.rules import Rules, Treatment
from workbench.access.viewer import Viewer
from workbench.errors import WorkbenchError
from workbench.graph.client import Graph
from workbench.pipeline.decide import decide
from workbench.pipeline.held import hold, publish
from workbench.pipeline.sharing import apply_rules
from workbench.records.model import Record
from workbench.records.vocabulary import Kind
from workbench.resolution.decisions import Verdict, from_plain

pytestmark = pytest.mark.integration

REGIONS, VIEWERS = 3, 2
NOT_COMPARED = {"loaded_at", "decided_at", "at", "seed"}
"""Times of the machine, and opaque ids that no entity has now."""
EXAMPLES = int(os.environ.get("WORKBENCH_EXAMPLES", "1"))
Said = tuple[Verdict, tuple[str, ...], tuple[str, ...]]


@given(st.integers(0, 2**32))
@settings(max_examples=EXAMPLES, phases=[Phase.generate])
def test_every_answer_is_that_of_a_graph_in_which_hidden_records_were_never_loaded(
    graph: Graph, seed: int
) -> None:
    # Arrange
    draw = Random(seed)
    regions = [region(number, draw) for number in draw.sample(range(300), REGIONS)]
    records = [record for one in regions for record in one.records]
    rules_ = rules(draw)
    viewers = [viewer(draw) for _ in range(VIEWERS)]
    decided = write(graph, records, rules_, some_decisions(regions, draw))

    # Act: every read of every module, for each viewer
    answers = [told(graph, regions, one, rules_) for one in viewers]

    # Assert
    for one, answer in zip(viewers, answers, strict=True):
        given_ = oracle(records, rules_, one.seat)
        hidden, viewable = map(given_.of, (Treatment.HIDDEN, Treatment.VIEW))
        said = repr([found for _, _, found in answer])
        for record in records:
            if str(record.key) not in viewable:
                assert mark(record) not in said, f"{one.seat}: {record.key} shows"
                assert str(record.key) not in said, f"{one.seat}: {record.key} is named"
        binding = [d for d in decided if viewable.issuperset({*d[1], *d[2]})]
        write(graph, records, rules_, binding, frozenset(hidden))
        for told_now, told_before in zip(told(graph, regions, one, rules_), answer, strict=True):
            assert told_now == told_before, one.seat
    assert sum(map(len, answers)) > 1_000, "too little was asked"


def write(
    graph: Graph,
    records: list[Record],
    rules_: Rules,
    decisions: list[Said],
    hidden: frozenset[str] = frozenset(),
) -> list[Said]:
    """A graph of these but for the hidden under one model; the decisions that were not refused."""
    wipe(graph)
    load_records(graph, records, never=hidden)
    graph.write(partial(publish, model=town_model()))
    apply_rules(graph, rules_)
    held, kept = hold(graph), []
    for verdict, left, right in decisions:
        try:
            decide(held, verdict, left, right, reviewer="Reyes", reason="same prints")
        except WorkbenchError:
            continue
        kept.append((verdict, left, right))
    return kept


def some_decisions(regions: Iterable[Region], draw: Random) -> list[Said]:
    found: list[Said] = []
    for one in regions:
        for kind in (Kind.PERSON, Kind.VEHICLE, Kind.INCIDENT):
            keys = [str(r.key) for r in one.records if r.kind is kind]
            if len(keys) > 2 and draw.random() < 0.5:
                named = draw.sample(keys, draw.randint(2, 3))
                verdict = draw.choice((Verdict.SAME, Verdict.DIFFERENT))
                found.append((verdict, (named[0],), tuple(named[1:])))
    return found


def told(graph: Graph, regions: list[Region], viewer_: Viewer, rules_: Rules) -> list[Any]:
    """The answers of every read about every region, without opaque ids."""
    gateway = reading(graph, viewer_, rules_)
    called = entities(gateway)
    named = seeds(gateway) | called | decisions(gateway)
    return sorted(
        (
            (
                read.name,
                (probe.text, called.get(probe.id, probe.id), probe.key),
                plain(read.ask(gateway, probe), named),
            )
            for probe in asked(regions, called)
            for read in every_read()
        ),
        key=lambda one: one[:2],
    )


def entities(gateway: Gateway) -> dict[str, str]:
    """What the viewer's entities are called here: their viewable records, by id."""
    rows = gateway.graph.read(
        "MATCH (e:Entity)<-[:RESOLVED_TO]-(r:Record) "
        "WHERE (e.only_for IS NULL OR $profile IN e.only_for) "
        "AND NOT $profile IN coalesce(e.not_for, []) AND r.audience IN $viewable "
        "RETURN e.id AS id, r.key AS key",
        profile=gateway.standing.profile,
        viewable=list(gateway.standing.viewable),
    )
    keys: dict[str, list[str]] = {}
    for row in rows:
        keys.setdefault(row["id"], []).append(row["key"])
    return {id_: " ".join(sorted(those)) for id_, those in keys.items()}


def decisions(gateway: Gateway) -> dict[str, str]:
    """What decisions are called here: what they say, by id."""
    rows = gateway.graph.read("MATCH (d:Decision) RETURN d.document AS document")
    made = [from_plain(msgspec.json.decode(row["document"])) for row in rows]
    return {d.id: f"{d.verdict} {d.left} {d.right}" for d in made}


def seeds(gateway: Gateway) -> dict[str, str]:
    """What the seeds of viewable records are called here: their records' keys."""
    rows = gateway.graph.read(
        "MATCH (r:Record) WHERE r.audience IN $viewable RETURN r.seed AS seed, r.key AS key",
        viewable=list(gateway.standing.viewable),
    )
    return {row["seed"]: f"seed of {row['key']}" for row in rows}


def plain(answer: Any, called: Mapping[str, str]) -> Any:
    """An answer without opaque ids, and without the order among what is equal."""
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        names = {f.name for f in dataclasses.fields(answer) if f.compare} - NOT_COMPARED
        said = {name: getattr(answer, name) for name in names}
        return type(answer).__name__, plain(said, called)
    if isinstance(answer, Mapping):
        return sorted(((plain(k, called), plain(v, called)) for k, v in answer.items()), key=repr)
    if isinstance(answer, str):
        return called.get(answer, answer)
    if isinstance(answer, (tuple, list, set, frozenset)):
        return sorted((plain(one, called) for one in answer), key=repr)
    return answer


def asked(regions: Iterable[Region], called: Mapping[str, str]) -> Iterator[Probe]:
    """What is asked of each region: texts, the entities that are there, and all of its records."""
    ids = {name: id_ for id_, name in called.items()}
    for one in regions:
        keys = sorted(str(r.key) for r in one.records)
        own = sorted(name for name in ids if not set(keys).isdisjoint(name.split()))
        phones = {f"phone:{link.to.value}" for r in one.records for link in r.links
                  if hasattr(link.to, "value")}  # fmt: skip
        names = [*(ids[name] for name in own), *sorted(phones)]
        for at in range(max(len(names), len(keys))):
            text = one.texts[at % len(one.texts)]
            yield Probe(text, names[at % len(names)] if names else "0" * 16, tuple(names),
                        keys[at % len(keys)])  # fmt: skip
