"""A decision joins the log only if nothing that stands holds the same two together and apart."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.resolution.deciding import (
    admitted,
    decide,
    different,
    groups,
    logs,
    same,
    taking_back,
)
from workbench.errors import InputError
from workbench.resolution.contradictions import (
    SECOND_REVIEWER,
    ContradictionError,
    Step,
    check,
    shortest_chain,
)
from workbench.resolution.decisions import (
    Decision,
    Verdict,
    binding,
    constraints,
    standing,
)

ALL = "abcdef"


def by(reviewer: str, decision: Decision) -> Decision:
    return replace(decision, reviewer=reviewer)


def together(decisions: tuple[Decision, ...]) -> set[tuple[str, str]]:
    """Pairs joined by *same*, by the plainest means: repeat until nothing is added."""
    pairs = {
        pair
        for decision in decisions
        if decision.verdict is Verdict.SAME
        for pair in permutations(decision.records, 2)
    }
    while more := {(a, d) for a, b in pairs for c, d in pairs if b == c and a != d} - pairs:
        pairs |= more
    return pairs


def contradicts(decisions: tuple[Decision, ...]) -> bool:
    joined = together(decisions)
    return any(
        (one, other) in joined
        for decision in decisions
        if decision.verdict is Verdict.DIFFERENT
        for one in decision.left
        for other in decision.right
    )


@st.composite
def offers(draw: st.DrawFn) -> tuple[list[Decision], Decision]:
    """A log that ``check`` admitted and one more decision, which it may refuse."""
    log = admitted(draw(logs()))
    in_force = standing(log)
    back = draw(st.lists(st.sampled_from(in_force), max_size=2, unique=True))
    undoes = draw(st.booleans())
    if back and undoes:
        return log, taking_back("new", *back)
    verdict = draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]))
    return log, decide("new", verdict, *draw(groups()), *(decision.id for decision in back))


def refusal(
    log: list[Decision], new: Decision, viewable: Container[str] | None = None
) -> ContradictionError | None:
    try:
        check(log, new, viewable)
    except ContradictionError as error:
        return error
    return None


def test_a_same_across_a_rejection_is_refused_with_the_chain_in_words() -> None:
    one, other, third = "MCPD|RMS|12|", "PGPD|RMS|7|arrestee", "MCPD|JAIL|3|"
    joined = by("Reyes", same("1", [one], [other]))
    apart = by("Okafor", different("2", [one], [third]))
    new = by("Lee", same("3", [other], [third]))

    with pytest.raises(ContradictionError) as refused:
        check([apart, joined], new)

    assert str(refused.value) == (
        "These decisions contradict each other: "
        "MCPD|JAIL|3| and PGPD|RMS|7|arrestee are the same, says Lee; "
        "PGPD|RMS|7|arrestee and MCPD|RMS|12| are the same, says Reyes (decision 1); "
        "MCPD|JAIL|3| and MCPD|RMS|12| are different, says Okafor (decision 2). "
        "Take one back, or leave the new one out."
    )
    assert refused.value.chain == (
        Step(third, other, new),
        Step(other, one, joined),
        Step(third, one, apart),
    )


def test_a_split_of_what_a_chain_holds_together_is_refused() -> None:
    log = [same("1", "a", "b"), same("2", "b", "c")]
    new = different("3", "ad", "ce")

    refused = refusal(log, new)

    assert refused is not None
    assert [step.decision for step in refused.chain] == [*log, new]


def test_the_shortest_of_several_chains_is_shown() -> None:
    log = [same("1", "a", "e"), same("2", "e", "f")]
    log += [same("3", "a", "b"), same("4", "b", "c"), same("5", "c", "f")]
    new = different("6", "a", "f")

    refused = refusal(log, new)

    assert refused is not None
    assert [step.decision for step in refused.chain] == [log[0], log[1], new]


def test_the_shortest_of_several_rejections_is_shown() -> None:
    log = [same("1", "a", "b"), different("2", "a", "d"), different("3", "b", "c")]
    log += [same("4", "c", "d")]
    new = same("5", "b", "c")

    refused = refusal(log, new)

    assert refused is not None
    assert refused.chain == (Step("b", "c", new), Step("b", "c", log[2]))


def test_a_chain_through_records_that_are_withdrawn_by_now_still_contradicts() -> None:
    log = [same("1", "a", "b"), same("2", "b", "c")]

    assert constraints(standing(log), current="ac").must == ()
    assert refusal(log, different("3", "a", "c")) is not None


def test_a_decision_that_takes_back_what_contradicts_it_is_admitted() -> None:
    first = same("1", "a", "b")

    assert refusal([first], different("2", "a", "b")) is not None
    assert refusal([first], different("2", "a", "b", "1")) is None


def test_an_undo_that_brings_back_what_contradicts_is_refused() -> None:
    first = same("1", "a", "b")
    second = taking_back("2", first)
    third = different("3", "a", "b")
    log = [first, second, third]

    refused = refusal(log, taking_back("4", second))

    assert refused is not None
    assert refused.chain == (Step("a", "b", first), Step("a", "b", third))
    assert refusal(log, taking_back("4", second, third)) is None


def test_an_undo_is_the_way_out_of_a_log_that_contradicts_itself() -> None:
    log = [same("1", "a", "b"), different("2", "a", "b"), same("3", "c", "d")]

    assert refusal(log, same("4", "e", "f")) is not None
    assert refusal(log, taking_back("4", log[2])) is None


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param("b", id="a record on the chain"),
        pytest.param("e", id="a record that a decision on the chain names beside it"),
    ],
)
def test_a_chain_that_may_not_be_viewed_says_only_that_a_second_reviewer_is_needed(
    hidden: str,
) -> None:
    log = [same("1", "a", "be"), same("2", "b", "c")]

    refused = refusal(log, different("3", "a", "c"), set(ALL) - {hidden})

    assert refused is not None
    assert str(refused) == SECOND_REVIEWER == "needs a second reviewer"
    assert refused.chain == ()


def test_a_chain_that_may_be_viewed_is_shown_though_a_hidden_one_is_shorter() -> None:
    log = [same("1", "a", "ch"), same("2", "a", "b"), same("3", "b", "c")]
    new = different("4", "a", "c")

    refused = refusal(log, new, ALL)

    assert refused is not None
    assert [step.decision for step in refused.chain] == [log[1], log[2], new]


def test_a_hidden_decision_cannot_be_told_from_one_that_does_not_exist() -> None:
    hidden = same("1", "a", "h")

    for log in ([hidden], []):
        with pytest.raises(InputError) as refused:
            check(log, different("2", "a", "b", "1"), ALL)
        assert str(refused.value).startswith("There is no decision 1 that you may view;")


def test_superseding_what_is_already_taken_back_is_refused() -> None:
    first = same("1", "a", "b")
    log = [first, taking_back("2", first)]

    with pytest.raises(InputError, match="Decision 1 is already taken back"):
        check(log, different("3", "a", "b", "1"))


def test_an_id_is_used_once() -> None:
    with pytest.raises(InputError, match="A decision 1 is already in the log"):
        check([same("1", "a", "b")], same("1", "a", "c"))


def test_an_undo_names_what_it_takes_back_and_nothing_else() -> None:
    first = same("1", "a", "b")
    crooked = replace(taking_back("2", first), left=("a", "b", "c"))

    with pytest.raises(InputError, match="must name the records of what it takes back"):
        check([first], crooked)


@given(offers())
def test_a_decision_is_refused_only_where_the_plainest_closure_contradicts(
    offer: tuple[list[Decision], Decision],
) -> None:
    log, new = offer

    assert (refusal(log, new) is not None) is contradicts(standing([*log, new]))


@given(offers())
def test_a_refusal_carries_a_chain_that_contradicts_and_none_of_its_steps_is_idle(
    offer: tuple[list[Decision], Decision],
) -> None:
    log, new = offer

    refused = refusal(log, new)

    if refused is not None:
        *joins, apart = refused.chain
        carried = tuple(step.decision for step in refused.chain)
        assert set(carried) <= set(standing([*log, new]))
        assert [joins[0].one, *(step.other for step in joins)] == [
            *(step.one for step in joins),
            apart.other,
        ]
        assert apart.one == joins[0].one
        assert contradicts(carried)
        for idle in carried:
            assert not contradicts(tuple(d for d in carried if d is not idle))


@given(st.lists(groups(size=2), min_size=1, max_size=7), groups(size=2))
def test_no_smaller_set_of_decisions_contradicts_than_the_chain(
    joined: list[tuple[str, str]], parted: tuple[str, str]
) -> None:
    decisions = [same(str(at), *group) for at, group in enumerate(joined)]
    decisions.append(different("apart", *parted))

    chain = shortest_chain(decisions)

    for size in range(len(chain) or len(decisions) + 1):
        assert not any(contradicts(few) for few in combinations(decisions, size))


@given(logs())
def test_no_rejected_pair_is_ever_joined_once_every_decision_was_checked(
    decisions: list[Decision],
) -> None:
    in_force = standing(admitted(decisions))

    assert set(constraints(in_force).cannot).isdisjoint(together(in_force))


@given(logs(), st.sets(st.sampled_from(ALL)))
def test_what_binds_a_viewer_never_contradicts(
    decisions: list[Decision], viewable: set[str]
) -> None:
    assert shortest_chain(binding(standing(admitted(decisions)), viewable)) == ()


@given(logs(), st.data())
def test_decisions_that_do_not_contradict_are_admitted_in_any_order(
    decisions: list[Decision], data: st.DataObject
) -> None:
    # Arrange: only decisions that stand by themselves, so that every order is possible.
    free = [replace(d, supersedes=()) for d in decisions if d.verdict is not Verdict.UNDO]
    log = admitted(free)

    # Act
    other = admitted(data.draw(st.permutations(log)))

    # Assert
    assert len(other) == len(log)
    assert constraints(standing(other)) == constraints(standing(log))


@given(offers(), st.data())
def test_the_refusal_reads_the_same_whatever_the_order_of_the_log(
    offer: tuple[list[Decision], Decision], data: st.DataObject
) -> None:
    log, new = offer
    shuffled = data.draw(st.permutations(log))

    assert str(refusal(shuffled, new)) == str(refusal(log, new))


@given(offers(), st.sets(st.sampled_from(ALL)))
def test_a_refusal_tells_nothing_of_decisions_on_hidden_records(
    offer: tuple[list[Decision], Decision], viewable: set[str]
) -> None:
    log, new = offer
    viewable |= {key for id in new.supersedes for d in log if d.id == id for key in d.records}
    viewable |= set(new.records)
    after = standing([*log, new])

    refused = refusal(log, new, viewable)

    if refused is None:
        assert not contradicts(after)
    elif contradicts(binding(after, viewable)):
        assert all(set(step.decision.records) <= viewable for step in refused.chain)
        assert refused.chain
    else:
        assert (str(refused), refused.chain) == (SECOND_REVIEWER, ())
