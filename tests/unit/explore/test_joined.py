"""The ties that hold records together, decisions in force, and weights in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.joined import in_force, tree
from workbench.explore.parts import odds, on_our_clock, part_words, tenths
from workbench.explore.safety import Standing, standing, status_words

KEYS = "abcdefg"
PAIRS = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.integers(1, 50_000)).filter(
        lambda pair: pair[0] != pair[1]
    ),
    max_size=20,
    unique_by=lambda pair: (min(pair[:2]), max(pair[:2])),
)


def parts(pairs: list[tuple[str, str]]) -> set[frozenset[str]]:
    """The groups that these pairs make of all keys."""
    groups = {key: {key} for key in KEYS}
    for one, other in pairs:
        whole = groups[one] | groups[other]
        groups |= dict.fromkeys(whole, whole)
    return {frozenset(group) for group in groups.values()}


@given(PAIRS)
def test_a_tree_connects_what_all_ties_connect_with_one_tie_fewer(
    pairs: list[tuple[str, str, int]],
) -> None:
    found = tree(KEYS, pairs)

    whole = parts([pair[:2] for pair in pairs])
    assert parts([(one.left, one.right) for one in found]) == whole
    assert len(found) == len(KEYS) - len(whole)


@given(PAIRS)
def test_the_weakest_tie_is_first_and_no_other_tie_across_it_is_stronger(
    pairs: list[tuple[str, str, int]],
) -> None:
    found = tree(KEYS, pairs)

    assert [one.bits for one in found] == sorted(one.bits or 0 for one in found)
    for gone in found:
        rest = parts([(one.left, one.right) for one in found if one is not gone])
        side = next(group for group in rest if gone.left in group)
        across = [bits for one, other, bits in pairs if (one in side) != (other in side)]
        assert max(across) / 1000 == gone.bits


@given(PAIRS, st.randoms())
def test_a_tree_does_not_depend_on_the_order_of_what_is_read(
    pairs: list[tuple[str, str, int]], draw: object
) -> None:
    shuffled = list(pairs)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]

    assert tree(KEYS, shuffled) == tree(KEYS, pairs)


def test_a_decision_goes_before_any_weight_and_stands_last() -> None:
    found = tree("abc", [("a", "b", 9_000), ("b", "c", 9_000), ("a", "c", 1_000)], [("c", "a")])

    assert [(p.left, p.right, p.decided, p.bits) for p in found] == [
        ("a", "b", False, 9.0),
        ("a", "c", True, 1.0),
    ]


@pytest.mark.parametrize(
    ("chain", "stands"),
    [
        ([[True, "d", None]], True),
        ([[True, "d", "u"], [False, "u", None]], False),
        ([[True, "d", "u"], [False, "u", "v"], [False, "v", None]], True),
        ([[True, "d", "u"], [True, "d", "w"], [False, "u", "v"], [False, "v", None],
          [False, "w", None]], False),
    ],
)  # fmt: skip
def test_a_decision_stands_unless_one_that_stands_took_it_back(
    chain: list[list[object]], stands: bool
) -> None:
    assert in_force(chain) is stands


def test_a_frequency_is_told_with_its_comparison_and_the_sum_is_kept() -> None:
    found = part_words(
        [
            ("prior", "", -16.6, "", ""),
            ("surname", "exact", 6.2, "WHITLOCK", "WHITLOCK"),
            ("surname", "frequency", 3.0, "", ""),
            ("fbi_number", "exact", 23.2, "1", "1"),
            ("time", "the same day", 0.0, "", ""),
        ]
    )

    assert [(one.words, round(one.bits, 1)) for one in found[1:]] == [
        ("surname equal, rare", 9.2),
        ("FBI number equal", 23.2),
    ]
    assert sum(one.bits for one in found) == pytest.approx(15.8)


def test_moments_are_on_our_clock() -> None:
    assert on_our_clock("2024-06-23 23:40Z") == "2024-06-23 19:40 EDT"


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (9.97, "about 1,000 to 1 for one"),
        (-1.0, "about 2 to 1 against one"),
        (39, "over 1,000,000 to 1 for one"),
    ],
)
def test_bits_are_told_as_odds(bits: float, words: str) -> None:
    assert odds(bits) == words


@pytest.mark.parametrize(
    ("status", "stands", "words"),
    [
        ("ACTIVE", Standing.LIVE, "active"),
        ("RE-OPENED", Standing.LIVE, "re opened"),
        ("CLEARED_BY_ARREST", Standing.ENDED, "served"),
        ("CANCELLED", Standing.ENDED, "recalled"),
        ("CLOSED", Standing.ENDED, "closed"),
        ("INACTIVE", Standing.UNSTATED, "inactive"),
        ("", Standing.UNSTATED, "status not stated"),
    ],
)
def test_a_warrant_is_not_called_ended_unless_its_owner_says_so(
    status: str, stands: Standing, words: str
) -> None:
    assert (standing(status), status_words(status)) == (stands, words)


@given(st.lists(st.integers(-20_000, 20_000), max_size=12))
def test_rounded_parts_add_up_to_the_rounded_whole(thousandths: list[int]) -> None:
    bits = [one / 1000 for one in thousandths]

    found = tenths(bits)

    assert round(sum(found), 1) == pytest.approx(round(sum(bits), 1), abs=1e-9)
    assert all(abs(one - other) < 0.1001 for one, other in zip(bits, found, strict=True))
