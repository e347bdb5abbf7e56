"""What decisions stand, what of them binds, and that storing them loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.resolution.deciding import NOON, decide, different, groups, logs, same, taking_back
from workbench.errors import InputError
from workbench.resolution.decisions import (
    Constraints,
    Decision,
    Evidence,
    Verdict,
    binding,
    constraints,
    flagged,
    from_plain,
    sides,
    standing,
    to_plain,
)
from workbench.resolution.scored import Part, Scored

NOTHING = Constraints((), ())


def test_accept_binds_two_together_and_reject_holds_two_apart() -> None:
    assert constraints([same("1", "b", "a"), different("2", "c", "a")]) == Constraints(
        must=(("a", "b"),), cannot=(("a", "c"),)
    )


def test_a_split_holds_every_record_of_one_side_from_every_record_of_the_other() -> None:
    assert constraints([different("1", "ab", "cd")]) == Constraints(
        must=(), cannot=(("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"))
    )


def test_accepting_two_groups_makes_one_of_all_their_records() -> None:
    assert constraints([same("1", "ad", "bc")]).must == (("a", "b"), ("b", "c"), ("c", "d"))


def test_undoing_an_undo_brings_the_decision_back() -> None:
    first = same("1", "a", "b")
    second = taking_back("2", first)
    third = taking_back("3", second)

    assert standing([first, second]) == (second,)
    assert standing([first, second, third]) == (first, third)


def test_undoing_a_replacement_brings_back_what_it_replaced() -> None:
    first = same("1", "a", "b")
    replacement = different("2", "a", "b", "1")

    assert standing([first, replacement]) == (replacement,)
    assert constraints(standing([first, replacement, taking_back("3", replacement)])) == (
        constraints([first])
    )


@given(logs(), groups(), st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]), st.data())
def test_undo_restores_the_constraints_exactly(
    log: list[Decision], group: tuple[str, str], verdict: Verdict, data: st.DataObject
) -> None:
    in_force = standing(log)
    back = data.draw(st.lists(st.sampled_from(in_force), max_size=2, unique=True))
    new = decide("new", verdict, *group, *(decision.id for decision in back))

    undone = [*log, new, taking_back("undo", new)]

    assert constraints(standing(undone)) == constraints(in_force)


@given(logs(), st.data())
def test_the_order_of_the_log_changes_nothing(log: list[Decision], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(log))

    assert standing(shuffled) == standing(log)
    assert constraints(standing(shuffled)) == constraints(standing(log))


@given(logs())
def test_a_decision_stands_unless_one_that_stands_supersedes_it(log: list[Decision]) -> None:
    in_force = {decision.id for decision in standing(log)}

    for decision in log:
        superseded = any(decision.id in d.supersedes for d in log if d.id in in_force)
        assert (decision.id in in_force) is not superseded


def test_a_chain_through_a_withdrawn_record_does_not_bind_and_returns_with_it() -> None:
    chain = [same("1", "a", "b"), same("2", "b", "c")]

    assert constraints(chain, current="ac") == NOTHING
    assert constraints(chain, current="abc").must == (("a", "b"), ("b", "c"))


def test_a_group_stays_accepted_or_rejected_when_one_of_it_is_withdrawn() -> None:
    assert constraints([same("1", "a", "bc")], current="ac").must == (("a", "c"),)
    assert constraints([different("1", "ab", "cd")], current="abc").cannot == (
        ("a", "c"),
        ("b", "c"),
    )


@given(logs(), st.sets(st.sampled_from("abcdef")))
def test_no_constraint_names_a_record_that_is_not_current(
    log: list[Decision], current: set[str]
) -> None:
    asked = constraints(standing(log), current)

    assert all(set(pair) <= current for pair in asked.must + asked.cannot)


@given(logs(), st.sets(st.sampled_from("abcdef")))
def test_withdrawing_records_never_loosens_a_rejection_between_the_others(
    log: list[Decision], current: set[str]
) -> None:
    everything = set(constraints(standing(log)).cannot)

    assert set(constraints(standing(log), current).cannot) == {
        pair for pair in combinations(sorted(current), 2) if pair in everything
    }


def test_a_decision_binds_only_those_who_may_view_every_record_it_names() -> None:
    log = [different("1", "a", "bh"), same("2", "c", "d")]

    assert binding(standing(log), viewable="abcd") == (log[1],)
    assert binding(standing(log), viewable="abcdh") == tuple(log)


def test_a_decision_replaced_by_one_on_hidden_records_does_not_stand_for_anyone() -> None:
    log = [same("1", "a", "b"), different("2", "a", "bh", "1")]

    assert binding(standing(log), viewable="ab") == ()


def test_a_decision_is_flagged_when_a_record_it_names_was_revised() -> None:
    log = [same("1", "a", "b"), different("2", "c", "d")]

    assert flagged(log, {"a": "a1", "b": "b1", "c": "c1", "d": "d1"}) == ()
    assert flagged(log, {"a": "a1", "b": "b2", "c": "c1", "d": "d1"}) == (log[0],)


def test_a_withdrawn_record_flags_what_is_left_of_a_group_but_not_a_pair_that_waits() -> None:
    pair, group = same("1", "a", "b"), different("2", "a", "bc")

    assert flagged([pair, group], {"a": "a1", "c": "c1"}) == (group,)


def test_an_undo_is_never_flagged() -> None:
    assert flagged([taking_back("2", same("1", "a", "b"))], {"a": "a2", "b": "b2"}) == ()


def test_a_log_that_lacks_what_it_supersedes_is_refused() -> None:
    with pytest.raises(InputError, match="Decision 2 supersedes 1, which the log does not hold"):
        standing([same("2", "a", "b", "1")])


def test_a_log_that_supersedes_in_a_circle_is_refused() -> None:
    with pytest.raises(InputError, match="The decisions 1, 2 supersede each other in a circle"):
        standing([same("1", "a", "b", "2"), different("2", "a", "b", "1"), same("3", "c", "d")])


def test_one_id_for_two_decisions_is_refused_but_the_same_decision_twice_counts_once() -> None:
    first = same("1", "a", "b")

    assert standing([first, first]) == (first,)
    with pytest.raises(InputError, match="Two decisions have the id 1"):
        standing([first, same("1", "a", "c")])


def test_a_long_row_of_undos_is_settled() -> None:
    log = [same("0", "a", "b")]
    for at in range(1, 3001):
        log.append(taking_back(str(at), log[-1]))

    assert constraints(standing(log)).must == (("a", "b"),)
    assert constraints(standing(log[:-1])) == NOTHING


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"id": ""}, "it needs an id"),
        ({"reviewer": " "}, "it needs a reviewer"),
        ({"reason": " \n"}, "it needs a reason"),
        ({"at": NOON.replace(tzinfo=None)}, "in UTC"),
        ({"at": NOON.astimezone(timezone(timedelta(hours=-5)))}, "in UTC"),
        ({"right": ()}, "on both sides"),
        ({"right": ("a",)}, "only once"),
        ({"left": ("b",), "right": ("a",)}, "must be sorted"),
        ({"right": ("c", "b")}, "must be sorted"),
        ({"supersedes": ("2", "1")}, "must be sorted"),
        ({"evidence": None}, "needs the evidence"),
        ({"evidence": Evidence("7", (), (("a", "a1"),))}, "digest of every record"),
        (
            {"evidence": Evidence("7", (Scored("a", "h", ()),), (("a", "a1"), ("b", "b1")))},
            "does not name",
        ),
        ({"verdict": Verdict.UNDO}, "must name the decisions"),
        ({"verdict": Verdict.UNDO, "supersedes": ("1",)}, "one side and no evidence"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused_with_the_cause(
    change: dict[str, Any], cause: str
) -> None:
    with pytest.raises(InputError, match=cause):
        replace(same("9", "a", "b"), **change)


def test_sides_give_two_groups_their_only_order() -> None:
    assert sides("cb", "da") == sides("ad", "bc") == (("a", "d"), ("b", "c"))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """A decision with any text in it."""
    words = st.text(min_size=1).filter(str.strip)
    keys = draw(st.lists(words, min_size=2, max_size=5, unique=True))
    cut = draw(st.integers(1, len(keys) - 1))
    left, right = sides(keys[:cut], keys[cut:])
    parts = st.builds(
        Part, words, words, st.integers(-(2**53), 2**53), left=st.text(), right=st.text()
    )
    one, other = sorted(keys[:2])
    pair = Scored(one, other, tuple(draw(st.lists(parts, max_size=3))))
    return Decision(
        id=draw(words),
        verdict=draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT])),
        left=left,
        right=right,
        reviewer=draw(words),
        reason=draw(words),
        at=draw(st.datetimes(timezones=st.just(UTC))),
        evidence=Evidence(draw(words), (pair,), tuple((k, draw(words)) for k in sorted(keys))),
        supersedes=tuple(sorted(draw(st.sets(words, max_size=3)))),
    )


@given(decisions(), st.booleans())
def test_a_decision_comes_back_from_json_as_it_went(decision: Decision, undone: bool) -> None:
    stored = taking_back("u", decision) if undone else decision

    assert from_plain(json.loads(json.dumps(to_plain(stored)))) == stored


def test_a_stored_decision_reads_as_plain_words() -> None:
    assert to_plain(different("2", "a", "bc", "1")) == {
        "id": "2",
        "verdict": "different",
        "left": ["a"],
        "right": ["b", "c"],
        "reviewer": "Reyes",
        "reason": "Same prints",
        "at": "2026-03-01T12:00:00Z",
        "evidence": {
            "model": "7",
            "pairs": [],
            "digests": [["a", "a1"], ["b", "b1"], ["c", "c1"]],
        },
        "supersedes": ["1"],
        "agency": "",
        "approved_by": "",
    }


@pytest.mark.parametrize(
    ("plain", "cause"),
    [
        ([], "Expected `object`"),
        ({}, "missing required field `id`"),
        (to_plain(same("1", "a", "b")) | {"verdict": "perhaps"}, "Invalid enum value 'perhaps'"),
        (to_plain(same("1", "a", "b")) | {"reason": ""}, "it needs a reason"),
        (to_plain(same("1", "a", "b")) | {"left": "ab"}, "left"),
    ],
)
def test_what_is_no_decision_is_refused_with_the_place(plain: object, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        from_plain(plain)
