"""The managed Neo4j, really started, in a home of its own."""

from __future__ import annotations

import os
import signal
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError, ClientError

from workbench.errors import EngineError
from workbench.graph import engine
from workbench.graph.connection import Connection
from workbench.settings import Settings, from_environment

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    home = tmp_path_factory.mktemp("a home") / "é"
    settings = Settings(home=home, cache=from_environment().cache, heap="512m")
    engine.start(settings)
    yield settings
    engine.stop(settings)


def _driver(to: Connection) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(to.uri, auth=(to.user, to.password))


def test_it_answers_the_driver(settings: Settings) -> None:
    with _driver(engine.connection(settings)) as driver:
        records, _, _ = driver.execute_query("RETURN 1 AS one", database_="neo4j")

    assert [record["one"] for record in records] == [1]


@pytest.mark.parametrize("wrong", ["neo4j", "password", ""])
def test_a_wrong_password_is_refused(settings: Settings, wrong: str) -> None:
    to = replace(engine.connection(settings), password=wrong)

    with _driver(to) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_it_listens_on_the_loopback_address_alone(settings: Settings) -> None:
    pid = engine.status(settings).pid

    listening = [
        connection.laddr
        for connection in psutil.Process(pid).net_connections()
        if connection.status == psutil.CONN_LISTEN
    ]

    assert [address.ip.removeprefix("::ffff:") for address in listening] == ["127.0.0.1"]
    assert engine.connection(settings).uri == f"bolt://127.0.0.1:{listening[0].port}"


def test_its_folder_and_password_are_closed_to_others(settings: Settings) -> None:
    folder = engine.status(settings).home

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "password").stat().st_mode) == 0o600


def test_it_does_not_know_our_passwords_and_outlives_our_terminal(settings: Settings) -> None:
    process = psutil.Process(engine.status(settings).pid)

    assert not [name for name in process.environ() if name.startswith(("NEO4J_", "WORKBENCH_"))]
    assert os.getsid(process.pid) == process.pid
    assert engine.connection(settings).password not in " ".join(process.cmdline())


def test_starts_at_once_return_the_one_that_runs(settings: Settings) -> None:
    before = engine.status(settings)

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(engine.start, [settings] * 4))

    assert found == {engine.connection(settings)}
    assert engine.status(settings) == before


def test_status_names_process_address_and_version(settings: Settings) -> None:
    status = engine.status(settings)

    assert status.running
    assert status.managed
    assert status.uri == engine.connection(settings).uri
    with _driver(engine.connection(settings)) as driver:
        assert driver.get_server_info().agent == f"Neo4j/{status.version}"


def test_a_read_session_cannot_write(settings: Settings) -> None:
    with (
        _driver(engine.connection(settings)) as driver,
        pytest.raises(ClientError, match="read access mode"),
    ):
        driver.execute_query("CREATE (:Probe)", database_="neo4j", routing_="r")


def test_named_by_address_it_is_used_but_not_managed(settings: Settings, tmp_path: Path) -> None:
    to = engine.connection(settings)
    named = Settings(home=tmp_path, cache=tmp_path, neo4j_uri=to.uri, neo4j_password=to.password)

    assert engine.start(named) == to
    status = engine.status(named)
    assert (status.running, status.managed, status.pid) == (True, False, None)
    assert status.version == engine.status(settings).version
    assert "refused" in engine.status(replace(named, neo4j_password="wrong")).detail


def test_killed_it_starts_again_on_the_same_data_at_the_same_address(settings: Settings) -> None:
    # Arrange
    before = engine.connection(settings)
    with _driver(before) as driver:
        driver.execute_query("UNWIND range(1, 1000) AS n CREATE (:Probe {n: n})", database_="neo4j")
    pid = engine.status(settings).pid
    assert pid is not None

    # Act
    os.kill(pid, signal.SIGKILL)
    while engine.status(settings).running:
        time.sleep(0.01)
    with pytest.raises(EngineError, match="`workbench neo4j start`"):
        engine.connection(settings)
    after = engine.start(settings)

    # Assert
    assert after == before
    assert engine.status(settings).pid != pid
    assert 0 < int((engine.status(settings).home / "start_seconds").read_text()) < 180
    with _driver(after) as driver:
        records, _, _ = driver.execute_query(
            "MATCH (p:Probe) RETURN count(p) AS found, sum(p.n) AS total", database_="neo4j"
        )
    assert records[0].data() == {"found": 1000, "total": 500500}


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({"heap": "plenty"}, "Invalid maximum heap size: -Xmxplenty"),
        ({"jvm": ("-XX:+Quicker",)}, r"Unrecognized VM option 'Quicker'"),
    ],
)
def test_a_failed_start_shows_the_servers_own_last_lines(
    settings: Settings, tmp_path: Path, named: dict[str, Any], told: str
) -> None:
    wrong = replace(settings, home=tmp_path, **named)

    with pytest.raises(EngineError, match=told):
        engine.start(wrong)

    assert not engine.status(wrong).running


def test_stopped_it_is_gone(settings: Settings) -> None:
    pid = engine.status(settings).pid

    assert engine.stop(settings)

    assert not engine.status(settings).running
    assert not psutil.pid_exists(pid)
    assert engine.stop(settings) is False
