"""Decisions without expunged records: nothing of these is left, and the rest means what it did."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.resolution.deciding import different, logs, same, taking_back
from workbench.pipeline.retold import REASON, is_stub, without
from workbench.resolution.decisions import (
    Decision,
    Evidence,
    constraints,
    from_plain,
    standing,
    to_plain,
)
from workbench.resolution.scored import Part, Scored

GONE = st.sets(st.sampled_from("abcdef"), min_size=1)


@given(logs(), GONE)
def test_what_binds_the_records_left_is_what_bound_them_before(
    log: list[Decision], gone: set[str]
) -> None:
    rest = set("abcdef") - gone

    told = [without(decision, gone) for decision in log]

    assert constraints(standing(told), rest) == constraints(standing(log), rest)


@given(logs(), GONE)
def test_a_retold_log_can_be_read_again_and_names_nobody_who_is_gone(
    log: list[Decision], gone: set[str]
) -> None:
    told = [without(decision, gone) for decision in log]

    read = [from_plain(msgspec.json.decode(msgspec.json.encode(to_plain(d)))) for d in told]

    assert read == told
    assert all(gone.isdisjoint(decision.records) for decision in read)
    assert [(d.id, d.verdict, d.supersedes) for d in read] == [
        (d.id, d.verdict, d.supersedes) for d in log
    ]
    assert {d.id for d in standing(read)} == {d.id for d in standing(log)}


def test_evidence_loses_every_pair_with_the_record_and_the_reason_goes() -> None:
    decision = same("1", "a", "bc")
    pairs = tuple(
        Scored(one, other, (Part("name", "exact", 9, f"name of {one}", f"name of {other}"),))
        for one, other in ("ab", "ac", "bc")
    )
    assert decision.evidence
    decision = replace(decision, evidence=Evidence("7", pairs, decision.evidence.digests))

    left = without(decision, {"a"})

    assert left.evidence
    assert [(p.left, p.right) for p in left.evidence.pairs] == [("b", "c")]
    assert left.reason == REASON
    assert "name of a" not in str(to_plain(left))


def test_a_decision_without_a_side_says_nothing_and_another_stays_itself() -> None:
    assert is_stub(without(different("1", "a", "bc"), {"a"}))
    assert is_stub(without(same("1", "a", "b"), {"a"}))
    assert without(same("1", "a", "bc"), {"d"}) == same("1", "a", "bc")


def test_an_undo_that_names_nobody_any_more_still_takes_back() -> None:
    told = without(taking_back("2", same("1", "a", "b")), {"a", "b"})

    assert told.records == ()
    assert told.supersedes == ("1",)
