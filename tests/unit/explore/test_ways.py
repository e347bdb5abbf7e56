"""The shortest ways, against networkx and against every choice of moments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, product

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.ways import ALWAYS, Span, Ways, fits, in_order, relevant, search

Near = dict[int, dict[int, list[Span]]]
EDGES = list(combinations(range(7), 2))
MOST, COUNT = 4, 50


def near_of(edges: dict[tuple[int, int], list[Span]]) -> Near:
    near: Near = {node: {} for node in range(7)}
    for (one, other), spans in edges.items():
        near[one][other] = near[other][one] = spans
    return near


def drawn(edges: list[tuple[int, int]]) -> Near:
    return near_of({edge: [ALWAYS] for edge in edges})


def every_way(near: Near, start: int, goal: int, most: int) -> list[tuple[int, ...]]:
    """All simple paths by length and then by node, as networkx finds them."""
    graph = nx.Graph((a, b) for a, those in near.items() for b in those)
    graph.add_nodes_from(range(7))
    found = [tuple(way) for way in nx.all_simple_paths(graph, start, goal, cutoff=most)]
    return sorted(found, key=lambda way: (len(way), list(map(str, way))))


def searched(near: Near, start: int, goal: int, hops: int, most: int = MOST) -> Ways[int]:
    ways: Ways[int] = Ways()
    for length in range(1, hops + 1):
        ways = search(near, {start}, {goal}, length, most=most, count=10_000, name=str, ways=ways)
    return ways


graphs = st.lists(st.sampled_from(EDGES), unique=True, max_size=18).map(drawn)
spans = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2)), min_size=1, max_size=2).map(
    lambda made: [(str(first), str(first + long)) for first, long in made]
)
dated = st.dictionaries(st.sampled_from(EDGES), spans, max_size=14).map(near_of)


@given(graphs, st.integers(1, 6))
def test_ways_are_the_shortest_simple_paths_in_one_order(near: Near, hops: int) -> None:
    expected = every_way(near, 0, 6, hops)

    found = searched(near, 0, 6, hops)

    assert found.found == expected[:MOST]
    assert found.counted == len(expected)


@given(graphs, st.integers(1, 6))
def test_every_shortest_way_lies_among_what_is_relevant(near: Near, length: int) -> None:
    items = relevant(near, {0}, {6}, length)

    assert {item for way in every_way(near, 0, 6, length) for item in way} <= items


@given(dated, st.integers(1, 5))
def test_ways_in_order_of_time_are_those_along_which_moments_can_be_chosen(
    near: Near, hops: int
) -> None:
    expected = [w for w in every_way(near, 0, 6, hops) if moments_exist(near, w)]

    found = searched(near, 0, 6, hops, most=10_000)

    assert found.found == expected


def moments_exist(near: Near, way: tuple[int, ...]) -> bool:
    """Tries every first moment of every span; going on as early as possible is never worse."""
    steps = [near[a][b] for a, b in pairwise(way)]
    return any(_rising(choice) for choice in product(*steps))


def _rising(choice: tuple[Span, ...]) -> bool:
    return any(
        all(a <= b for a, b in pairwise(times))
        for times in product(*(list(_moments(span)) for span in choice))
    )


def _moments(span: Span) -> Iterator[int]:
    yield from range(int(span[0]), int(span[1]) + 1)


@given(st.lists(spans, min_size=1, max_size=4))
def test_in_order_is_that_moments_can_be_chosen(steps: list[list[Span]]) -> None:
    assert in_order(steps) == any(_rising(choice) for choice in product(*steps))


def test_what_is_alike_is_listed_once_by_its_first() -> None:
    near = {
        "a0": {"m0": [ALWAYS], "m1": [ALWAYS]},
        "m0": {"a0": [ALWAYS], "z0": [ALWAYS]},
        "m1": {"a0": [ALWAYS], "z0": [ALWAYS]},
        "z0": {"m0": [ALWAYS], "m1": [ALWAYS]},
    }

    found = search(near, {"a0"}, {"z0"}, 2, most=5, count=9, name=str, alike=lambda n: n[0])

    assert (found.found, found.counted) == ([("a0", "m0", "z0")], 1)


def test_a_cut_says_that_there_are_more_than_were_counted() -> None:
    near = drawn([(0, n) for n in range(1, 6)] + [(n, 6) for n in range(1, 6)])

    found = search(near, {0}, {6}, 2, most=2, count=3, name=str)

    assert (found.found, found.counted, found.more) == ([(0, 1, 6), (0, 2, 6)], 3, True)


def test_undated_links_fit_no_window_and_every_link_fits_none() -> None:
    assert fits("", "", "", "")
    assert not fits("", "", "2024-01-01", "")
    assert fits("2024-01-01", "2024-02-01", "2024-02-01", "2024-03-01")
    assert not fits("2024-01-01", "2024-02-01", "2024-02-02", "")
    assert not fits("2024-01-01", "2024-02-01", "", "2023-12-31")
