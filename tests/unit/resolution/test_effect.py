"""What a decision can be expected to mend grows with the doubt and with the records it moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.resolution.doubt import Doubt, Ground
from workbench.resolution.effect import LEAST, chance, effect
from workbench.resolution.scored import UNITS

weights = st.integers(-60 * UNITS, 60 * UNITS)
sizes = st.integers(1, 30)


def keys(name: str, number: int) -> tuple[str, ...]:
    return tuple(f"{name}{at:02}" for at in range(number))


def joined(
    average: int, *grounds: Ground, left: int = 2, right: int = 2, statements: int = 2
) -> Doubt:
    """A doubted join of two sides between whose statements stands this much on average."""
    return Doubt(
        "a00",
        "b00",
        average,
        grounds or (Ground.WEAK,),
        (keys("a", left), keys("b", right)),
        together=True,
        between=average * statements**2,
        statements=(statements, statements),
        firm=grounds,
    )


def apart(average: int, weight: int, statements: int = 1) -> Doubt:
    doubt = joined(average, Ground.APART, statements=statements)
    return replace(doubt, weight=weight, together=False)


@given(weights, weights, st.sampled_from(Ground))
def test_more_that_speaks_for_a_join_makes_it_no_likelier_wrong(
    one: int, other: int, ground: Ground
) -> None:
    less, more = sorted((one, other))

    assert 0 <= chance(joined(more, ground)) <= chance(joined(less, ground)) <= 1


@given(weights, weights, weights, st.integers(1, 9))
def test_more_that_speaks_for_one_makes_a_separation_no_less_likely_wrong(
    one: int, other: int, weight: int, statements: int
) -> None:
    less, more = sorted((one, other))

    assert chance(apart(less, weight, statements)) <= chance(apart(more, weight, statements))
    assert chance(apart(weight, less, statements)) <= chance(apart(weight, more, statements))


@given(weights, st.lists(st.sampled_from(Ground), min_size=1), st.sampled_from(Ground))
def test_a_further_ground_never_lowers_the_chance(
    average: int, grounds: list[Ground], further: Ground
) -> None:
    assert chance(joined(average, *grounds)) <= chance(joined(average, *grounds, further))


@given(weights, sizes, sizes, sizes)
def test_the_effect_is_the_chance_of_every_pair_across_the_sides(
    average: int, left: int, right: int, more: int
) -> None:
    doubt = joined(average, left=left, right=right)

    assert effect(doubt) == pytest.approx(chance(doubt) * left * right)
    assert effect(doubt) <= effect(joined(average, left=left + more, right=right))
    assert effect(doubt, more, more) == pytest.approx(chance(doubt) * more * more)


def test_a_bit_is_even_odds_doubled() -> None:
    found = [chance(joined(bits * UNITS)) for bits in (-1, 0, 1, 2)]

    assert found == pytest.approx([2 / 3, 1 / 2, 1 / 3, 1 / 5])


def test_what_is_said_again_speaks_no_more_for_a_join_and_more_against_one() -> None:
    joins = [chance(joined(UNITS, statements=number)) for number in (1, 2, 20)]
    separations = [chance(apart(-UNITS, UNITS, statements=number)) for number in (1, 2, 20)]

    assert joins == pytest.approx([1 / 3] * 3)
    assert separations == pytest.approx([1 / 3, 1 / 5, 2.0**-20], rel=1e-3)


@pytest.mark.parametrize("ground", LEAST)
def test_a_contradiction_is_doubted_whatever_else_speaks_for_the_join(ground: Ground) -> None:
    sure = 90 * UNITS

    assert chance(joined(sure, ground)) == LEAST[ground]
    assert chance(joined(sure)) < 1e-20


def test_a_contradiction_that_a_slip_explains_is_weighed_by_what_else_is_said() -> None:
    slip = replace(joined(90 * UNITS, Ground.SSN), firm=())

    assert chance(slip) < 1e-20


def test_a_separation_is_no_likelier_wrong_than_its_strongest_pair() -> None:
    assert chance(apart(-UNITS, -3 * UNITS)) == pytest.approx(1 / 9)


def test_a_side_that_is_not_known_counts_as_one_record_until_its_size_is_told() -> None:
    doubt = Doubt("a00", "b00", 0, (Ground.UNCERTAIN,), (keys("a", 4), ()), together=False)

    assert effect(doubt) == 2
    assert effect(doubt, right=3) == 6
