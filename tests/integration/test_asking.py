"""A question that takes too long, or that nobody waits for any longer, ends on the server."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.viewers import READER, Pages, one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.access.looks import Outcome
from workbench.errors import EndedError
from workbench.graph.client import Graph, Rows

pytestmark = pytest.mark.integration

ENDLESS = "UNWIND range(1, 1000000000000) AS n WITH n WHERE n % 7 = 8 RETURN count(*) AS found"
RUNNING = "SHOW TRANSACTIONS YIELD currentQuery AS said WHERE said STARTS WITH 'UNWIND range'"
SECONDS = 20


def running(graph: Graph) -> int:
    return len(graph.read(RUNNING))


def until(graph: Graph, count: int) -> None:
    """Wait until so many endless statements run on the server."""
    deadline = time.monotonic() + SECONDS
    while running(graph) != count:
        assert time.monotonic() < deadline, "the server runs another number of statements"
        time.sleep(0.05)


def test_a_runaway_is_ended_by_the_server_and_says_what_to_do(graph: Graph) -> None:
    asked = graph.asked(seconds=1)

    with pytest.raises(EndedError, match=r"longer than 1 s .* narrow it"):
        asked.read(ENDLESS)

    until(graph, 0)


def test_a_cancelled_question_no_longer_runs_on_the_server_and_others_do(graph: Graph) -> None:
    mine, another = graph.asked(seconds=60), graph.asked(seconds=60)
    with ThreadPoolExecutor(2) as threads:
        answer: Future[Rows] = threads.submit(mine.read, ENDLESS)
        other: Future[Rows] = threads.submit(another.read, ENDLESS)
        until(graph, 2)

        mine.end()

        with pytest.raises(EndedError, match="cancelled"):
            answer.result(SECONDS)
        until(graph, 1)
        assert not other.done()
        another.end()
        with pytest.raises(EndedError):
            other.result(SECONDS)
    until(graph, 0)


def test_no_further_statement_of_a_cancelled_question_is_begun(graph: Graph) -> None:
    asked = graph.asked(seconds=60)

    asked.end()

    with pytest.raises(EndedError):
        asked.read("RETURN 1")
    assert graph.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_read_that_was_ended_is_noted_as_failed(empty_graph: Graph) -> None:
    gateway = reading(empty_graph)
    assert gateway.standing
    pages = Pages()
    cancelled = Gateway(empty_graph.asked(60), READER, one_sees_all(), pages)
    vars(cancelled)["standing"] = gateway.standing
    cancelled.graph.end()

    with pytest.raises(EndedError):
        cancelled.read("tally_relations", limit=1)

    assert [look.outcome for look in pages.looks] == [Outcome.FAILED]


def test_the_servers_own_time_is_a_last_resort_that_ends_no_load_or_resolve(graph: Graph) -> None:
    setting = "SHOW SETTINGS YIELD name, value WHERE name = 'db.transaction.timeout' RETURN value"

    assert graph.read(setting) == [{"value": "10m"}]
    assert graph.asked(30).asking.query("RETURN 1").timeout == 30
    assert graph.asking.query("RETURN 1").timeout == 0
