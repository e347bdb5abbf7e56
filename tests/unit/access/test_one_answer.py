"""All reads of one answer are noted together, before it is given; what cannot be noted is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from workbench.access.gateway import Gateway
from workbench.access.looks import Look, Outcome
from workbench.access.rules import default_rules
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError, OperationsError
from workbench.explore.entity import record

AIMLESS = Viewer("reader 2", "MPD", Role.ANALYST, " ")


@dataclass
class Kept:
    """Looks by the transaction that they were noted in; full after so many."""

    room: int = 100
    noted: list[tuple[Look, ...]] = field(default_factory=list)

    def note(self, *looks: Look) -> None:
        if len(self.noted) >= self.room:
            raise OperationsError("the disk is full: make room")
        self.noted.append(looks)


def gateway(kept: Kept, viewer: Viewer = AIMLESS) -> Gateway:
    # a read without a purpose is refused, and noted, before the graph is asked
    return Gateway(None, viewer, default_rules(), kept)  # type: ignore[arg-type]


def twice(asked: Gateway, then: Any = None) -> str:
    """An answer that rests on two reads, each of which is refused."""
    for _ in range(2):
        with pytest.raises(AccessError):
            asked.read("entity_record", key="a")
    if then:
        then()
    return "the answer"


def test_two_reads_of_one_answer_are_one_transaction() -> None:
    kept = Kept()
    asked = gateway(kept)

    with asked.one_answer():
        twice(asked)

    assert [[look.outcome for look in looks] for looks in kept.noted] == [[Outcome.REFUSED] * 2]


def test_an_answer_inside_another_is_noted_with_it() -> None:
    kept = Kept()
    asked = gateway(kept)

    with asked.one_answer():
        with asked.one_answer():
            twice(asked)
        assert kept.noted == []

    assert [len(looks) for looks in kept.noted] == [2]


def test_what_was_read_before_a_failure_is_noted() -> None:
    kept = Kept()
    asked = gateway(kept)

    with pytest.raises(ZeroDivisionError), asked.one_answer():
        twice(asked, lambda: 1 / 0)

    assert [len(looks) for looks in kept.noted] == [2]


def test_an_answer_that_cannot_be_noted_is_not_given() -> None:
    kept = Kept()

    with pytest.raises(OperationsError, match="make room"):
        record(gateway(Kept(room=0)), "a")
    with pytest.raises(AccessError, match="no purpose"):
        record(gateway(kept), "a")

    assert [len(looks) for looks in kept.noted] == [1]


def test_who_reads_alone_is_noted_at_once() -> None:
    kept = Kept()

    twice(gateway(kept))

    assert [len(looks) for looks in kept.noted] == [1, 1]
