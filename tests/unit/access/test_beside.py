"""Reads side by side: together in time, in order, and with the first failure told."""

from __future__ import annotations

from threading import Barrier, Event

import pytest

from workbench.access.beside import beside
from workbench.errors import WorkbenchError


def test_reads_wait_for_none_of_the_others_and_answer_in_their_order() -> None:
    both = Barrier(2, timeout=10)

    def first() -> str:
        both.wait()
        return "first"

    def second() -> str:
        both.wait()
        return "second"

    assert beside(first, second) == ("first", "second")


def test_a_failure_is_told_when_all_have_ended() -> None:
    failed, ended = Event(), Event()

    def fails() -> None:
        failed.set()
        raise WorkbenchError("the server is gone")

    def slow() -> None:
        assert failed.wait(10)
        ended.set()

    with pytest.raises(WorkbenchError, match="the server is gone"):
        beside(fails, slow)
    assert ended.is_set()
