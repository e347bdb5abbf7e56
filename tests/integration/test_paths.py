"""Paths on a real graph: what they rest on, what is left out, and what a viewer may not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.integration.people import entity_ids
from tests.integration.two_agencies import incident, person, place
from tests.integration.two_whitlocks import ALMA, BRUNO, OURS, THEIRS, chain, subject, write
from tests.viewers import PARTNER, Pages, one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.explore import ground
from workbench.explore.evidence import Weakness
from workbench.explore.merges import firm_parts, rests_on_unreviewed
from workbench.explore.paths import Found, Wanted, connections, hubs_between, paths
from workbench.graph.client import Graph
from workbench.pipeline.decide import decide, take_back
from workbench.pipeline.held import hold
from workbench.resolution.decisions import Verdict

pytestmark = pytest.mark.integration

ANY, FIRM = Wanted(), Wanted(firm=True)
CARL = "MPD|RMS|C3|person"


@pytest.fixture
def alike(empty_graph: Graph) -> Gateway:
    """Whitlock is one by scores alone."""
    gateway = write(empty_graph, chain())
    ids = entity_ids(empty_graph)
    assert ids[OURS] == ids[THEIRS]
    return gateway


def between(gateway: Gateway, wanted: Wanted = ANY, one: str = ALMA, other: str = BRUNO) -> Found:
    ids = entity_ids(gateway.graph)
    return paths(gateway, ids[one], ids[other], wanted)


def titles(found: Found) -> list[list[str]]:
    return [[found.cards[item].title for item in path.items] for path in found.paths]


THE_PATH = [
    "ALMA, ANN", "BURGLARY 24000010", "WHITLOCK, ZEBULON", "ASSAULT PG240001", "BRUNO, BO",
]  # fmt: skip


def test_a_path_says_what_it_rests_on_its_weakest_point_first(alike: Gateway) -> None:
    found = between(alike)

    (path,) = found.paths
    assert titles(found) == [THE_PATH]
    assert (found.counted, found.more) == (1, False)
    assert [p.weakness for p in path.points] == [Weakness.MERGE] + [Weakness.ONE_RECORD] * 4
    assert OURS in path.points[0].words
    assert THEIRS in path.points[0].words
    assert path.agencies == ("MPD", "PGPD")
    assert [s.links[0].keys for s in path.steps] == [(ALMA,), (OURS,), (THEIRS,), (BRUNO,)]
    assert [s.links[0].words for s in path.steps][:2] == ["subject of", "subject"]


def test_without_unreviewed_merges_there_is_no_path_through_what_scores_joined(
    alike: Gateway,
) -> None:
    found = between(alike, FIRM)

    assert found.paths == ()
    assert any("nobody reviewed" in said for said in found.helps)


def test_a_reviewed_merge_and_its_undoing_open_and_close_the_path(alike: Gateway) -> None:
    whitlock = entity_ids(alike.graph)[OURS]
    held = hold(alike.graph)
    assert rests_on_unreviewed(alike, [whitlock]) == {whitlock}

    made = decide(held, Verdict.SAME, [OURS], [THEIRS], reviewer="Ortiz", reason="same prints")
    reviewed = between(alike, FIRM)
    firm = rests_on_unreviewed(alike, [whitlock])
    take_back(held, [made.decision.id], reviewer="Lee", reason="a mistake")

    assert titles(reviewed) == [THE_PATH]
    assert Weakness.MERGE not in {p.weakness for p in reviewed.paths[0].points}
    assert firm == frozenset()
    assert between(alike, FIRM).paths == ()


def test_a_shared_exact_identifier_needs_no_review(empty_graph: Graph) -> None:
    gateway = write(empty_graph, chain(fbi="123456AB7"))

    assert titles(between(gateway, FIRM)) == [THE_PATH]
    (parts,) = firm_parts(gateway, [entity_ids(empty_graph)[OURS]]).values()
    assert parts.parts == ((OURS, THEIRS),)


def test_a_review_that_names_a_hidden_record_joins_nothing_for_who_may_not_view_it(
    empty_graph: Graph,
) -> None:
    # Arrange: a third record, which MPD's analyst may not view, is part of the decision
    who = {"name": "Whitlock, Zebulon", "born": "1970-01-01"}
    more = [person("MPD", "W3", **who, days=5), person("MPD", "W1", **who, days=3)]
    write(empty_graph, [*more, *chain()[6:7], chain()[3], chain()[1]])
    held = hold(empty_graph)
    ours = "MPD|RMS|W3|person"
    decide(held, Verdict.SAME, [OURS], [ours, THEIRS], reviewer="Ortiz", reason="same prints")
    all_ = reading(empty_graph, rules=one_sees_all())
    some = reading(empty_graph, PARTNER, one_sees_all())

    # Act
    of_all = firm_parts(all_, entity_ids(empty_graph).values())
    of_some = firm_parts(some, [row["id"] for row in seen(some)])

    # Assert
    assert (OURS, ours, THEIRS) in {p for parts in of_all.values() for p in parts.parts}
    assert {p for parts in of_some.values() for p in parts.parts} == {(OURS,), (ours,)}


def seen(gateway: Gateway) -> list[dict[str, str]]:
    return gateway.graph.read(
        "MATCH (e:Person) WHERE (e.only_for IS NULL OR $profile IN e.only_for) "
        "AND NOT $profile IN coalesce(e.not_for, []) RETURN e.id AS id",
        profile=gateway.standing.profile,
    )


def test_no_path_leads_through_a_record_that_the_viewer_may_not_see(alike: Gateway) -> None:
    partner = reading(alike.graph, PARTNER, one_sees_all())

    found = between(partner)
    near = between(partner, one=ALMA, other=OURS)

    assert found.paths == ()
    assert [path.records for path in near.paths] == [2]


def test_links_can_be_asked_for_in_order_of_time_and_from_one_end_only(alike: Gateway) -> None:
    ordered = Wanted(ordered=True)

    assert titles(between(alike, ordered)) == [THE_PATH]
    back = between(alike, ordered, BRUNO, ALMA)
    assert back.paths == ()
    assert any("from the other end" in said for said in back.helps)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(since=date(2024, 1, 4), until=date(2024, 1, 10)), True),
        (Wanted(since=date(2024, 1, 5)), False),
        (Wanted(until=date(2024, 1, 9)), False),
        (Wanted(types=("SUBJECT_OF",)), True),
        (Wanted(types=("OCCURRED_AT",)), False),
        (Wanted(hops=3), False),
        (Wanted(hops=4), True),
        (Wanted(since=date(2024, 1, 4), until=date(2024, 1, 10), firm=True), False),
    ],
)
def test_windows_types_and_lengths_bound_a_path(
    alike: Gateway, wanted: Wanted, found: bool
) -> None:
    answer = between(alike, wanted)

    assert bool(answer.paths) is found
    assert bool(answer.helps) is not found


def test_a_hub_is_avoided_and_named_and_passed_when_asked(empty_graph: Graph) -> None:
    corner = place("MPD", "24000001", "7th St NW & H St NW")
    thefts = [incident("MPD", f"2400{n:04}", "THEFT", days=n, at=corner.key) for n in range(10, 30)]
    ann = person("MPD", "A1", "Alma, Ann", days=1, links=[subject(thefts[0].key)])
    bo = person("MPD", "B2", "Bruno, Bo", days=1, links=[subject(thefts[9].key)])
    carl = person("MPD", "C3", "Carlson, Carl", days=1, links=[subject(thefts[5].key)])
    gateway = write(empty_graph, [corner, *thefts, ann, bo, carl])
    other = "MPD|RMS|B2|person"

    avoiding = between(gateway, Wanted(hub=10), other=other)
    passing = between(gateway, Wanted(hub=10, avoid_hubs=False), other=other)

    assert (avoiding.paths, avoiding.avoided) == ((), 1)
    assert avoiding.helps == ("Allow hubs: 1 was met and not passed.",)
    (hub,) = hubs_between(gateway, *avoiding.ends, Wanted(hub=10))
    assert (hub.card.title, hub.neighbours, hub.joins) == ("7TH ST NW & H ST NW", 20, True)
    (path,) = passing.paths
    assert Weakness.HUB in {p.weakness for p in path.points}
    there = paths(gateway, hub.card.id, path.items[0], Wanted(hub=10))
    assert there.paths, "an end is never avoided"
    several = connections(gateway, [*avoiding.ends, entity_ids(empty_graph)[CARL]], Wanted(hub=10))
    assert several.helps == ("Allow hubs: 1 was met and not passed: 7TH ST NW & H ST NW.",)


def test_a_search_that_met_too_much_says_so_and_advises_nothing_that_widens_it(
    alike: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ground, "TOGETHER", 0)
    monkeypatch.setattr(ground, "WIDEST", 0)

    found = between(alike, Wanted(hops=4, types=("SUBJECT_OF",)))

    assert found.paths == ()
    (told,) = found.helps
    assert told.startswith("The search ended at 0 links: more than 0 items lie on either side")
    assert "Allow fewer kinds of link" in told


def test_of_equal_paths_those_of_the_first_records_are_kept_and_the_cut_is_told(
    empty_graph: Graph,
) -> None:
    corner = place("MPD", "24000001", "7th St NW & H St NW")
    met = [incident("MPD", f"2400{n:04}", "THEFT", days=n, at=corner.key) for n in range(10, 17)]
    links = [subject(one.key) for one in met]
    both = [
        person("MPD", "A1", "Alma, Ann", born="1980-02-02", days=1, links=links),
        person("MPD", "B2", "Bruno, Bo", born="1990-03-03", days=1, links=links),
    ]
    gateway = write(empty_graph, [corner, *met, *both])

    found = between(gateway, Wanted(k=3), other="MPD|RMS|B2|person")

    assert [path.items[1] for path in found.shortest_first] == [
        entity_ids(empty_graph)[str(one.key)] for one in met[:3]
    ]
    assert (len(found.paths), found.counted, found.more) == (3, 7, False)


def test_several_ends_are_connected_by_the_shortest_paths_of_every_pair(alike: Gateway) -> None:
    ids = entity_ids(alike.graph)

    found = connections(alike, [ids[ALMA], ids[OURS], ids[BRUNO]])

    lengths = sorted(len(path.steps) for path in found.paths)
    assert lengths == [2, 2, 4]
    assert {(t.start, t.type) for t in found.ties} == {
        (ids[key], "SUBJECT_OF") for key in (ALMA, OURS, BRUNO)
    }
    assert found.apart == ()
    apart = connections(alike, [ids[ALMA], ids[OURS], ids[BRUNO]], FIRM).apart
    assert apart == ((ids[ALMA], ids[BRUNO]),)


def test_nothing_that_is_only_looked_at_is_noted_as_shown(alike: Gateway) -> None:
    pages = Pages()
    gateway = replace(alike, ledger=pages)

    found = between(gateway)

    shown = {id_ for look in pages.looks for id_ in look.ids}
    assert shown >= {*found.paths[0].items, ALMA, OURS, THEIRS, BRUNO}
    near = [look for look in pages.looks if look.statement.startswith("path_near")]
    assert near
    assert all(look.ids == () for look in near)
