"""Any part of some records clusters by the matrix of their weights as it does by their edges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.resolution.component import Pair, Said, clustered
from workbench.resolution.contraction import APART
from workbench.resolution.statement import Statement
from workbench.resolution.tied import EXACT, MOST, tied

STATEMENTS = 12
KEYS = [f"k{at:02}" for at in range(20)]
Statements = dict[int, Statement[None]]


@st.composite
def statements(draw: st.DrawFn) -> Statements:
    """Statements of some records each, with few different weights, so that many sums are equal."""
    bits = st.sampled_from([-2_000, -500, 0, 500, 1_000, 1_000, 1_500])
    found: Statements = {
        number: Statement(None, draw(st.sampled_from([1_000, 1_000, 2_000, 0, -500])), ())
        for number in range(1, STATEMENTS + 1)
    }
    for key in draw(st.permutations(KEYS)):
        found[draw(st.integers(1, STATEMENTS))].add(key)
    for one, left in found.items():
        for other, right in found.items():
            if one < other and draw(st.booleans()):
                weight = draw(bits)
                left.tie(other, right, weight)
                right.tie(one, left, weight)
    return found


def pairs(part: list[str]) -> st.SearchStrategy[set[Pair]]:
    one = st.sampled_from(part)
    return st.sets(st.tuples(one, one).filter(lambda pair: pair[0] < pair[1]), max_size=4)


def by_edges(
    every: Statements, inside: dict[int, Said], must: set[Pair], cannot: set[Pair]
) -> list[tuple[str, ...]]:
    ties = [
        (number, other, weight)
        for number in inside
        for other, weight in every[number].weights.items()
        if number < other and other in inside
    ]
    return clustered(inside, ties, must, cannot)[0]


def said_by(every: Statements, part: set[str]) -> dict[int, Said]:
    found = {n: Said(sorted(one.keys & part), one.itself) for n, one in every.items()}
    return {number: said for number, said in found.items() if said.keys}


@given(statements(), st.data())
@settings(max_examples=200)
def test_a_part_clusters_by_the_matrix_as_by_the_edges(
    every: Statements, data: st.DataObject
) -> None:
    held = tied(every)
    assert held is not None
    for _ in range(3):
        part = data.draw(st.sets(st.sampled_from(KEYS), min_size=2))
        must, cannot = data.draw(pairs(sorted(part))), data.draw(pairs(sorted(part)))
        inside = said_by(every, part)

        found = held.groups(inside, must, cannot)

        assert found == by_edges(every, inside, must, cannot)


def test_sums_that_the_matrix_does_not_hold_are_left_to_the_edges() -> None:
    every: Statements = {n: Statement(None, 1, ()) for n in (1, 2)}
    every[1].add("a")
    every[2].add("b")
    every[1].tie(2, every[2], EXACT)
    every[2].tie(1, every[1], EXACT)
    held = tied(every)
    assert held is not None

    assert held.groups(said_by(every, {"a", "b"}), (), ()) is None
    assert EXACT // -APART > 4_000


@pytest.mark.parametrize(("size", "held"), [(0, True), (MOST, True), (MOST + 1, False)])
def test_a_matrix_has_a_bound(size: int, held: bool) -> None:
    every: Statements = {number: Statement(None, 1, ()) for number in range(size)}

    assert (tied(every) is not None) is held
