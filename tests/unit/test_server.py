"""The managed server's folder and the answers that need no running server."""

from __future__ import annotations

import hashlib
import re
import socket
import stat
from pathlib import Path

import pytest

from workbench.errors import EngineError
from workbench.graph import engine, server
from workbench.graph.connection import Connection
from workbench.settings import Settings


def _settings(tmp_path: Path, **named: str) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache", **named)  # type: ignore[arg-type]


def test_what_proves_who_we_are_is_readable_by_the_owner_alone(tmp_path: Path) -> None:
    server.prepare(tmp_path)

    for private in (tmp_path / "password", tmp_path / "data" / "dbms" / "auth.ini"):
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert len(server.password(tmp_path)) == 32


def test_the_initial_credentials_are_a_salted_hash_of_the_password(tmp_path: Path) -> None:
    server.prepare(tmp_path)

    user, hashed, flags = (tmp_path / "data/dbms/auth.ini").read_text().split(":")
    algorithm, digest, salt, rounds = hashed.split(",")
    expected = bytes.fromhex(salt) + server.password(tmp_path).encode()
    for _ in range(int(rounds)):
        expected = hashlib.sha256(expected).digest()
    assert (user, algorithm, flags) == ("neo4j", "SHA-256", "\n")
    assert digest == expected.hex()


def test_a_second_preparation_keeps_the_password_and_the_port(tmp_path: Path) -> None:
    server.prepare(tmp_path)
    first = server.password(tmp_path), server.port(tmp_path)

    # As a kill between two writes would leave it.
    (tmp_path / "password.new").write_text("half")
    (tmp_path / "data" / "dbms" / "auth.ini").unlink()
    server.prepare(tmp_path)

    assert (server.password(tmp_path), server.port(tmp_path)) == first
    assert (tmp_path / "data" / "dbms" / "auth.ini").exists()


def test_a_port_taken_in_the_meantime_is_given_up(tmp_path: Path) -> None:
    server.prepare(tmp_path)
    taken = server.port(tmp_path)

    with socket.create_server(("127.0.0.1", taken or 0)):
        server.prepare(tmp_path)

    assert server.port(tmp_path) not in (None, taken)


def test_its_port_is_none_that_an_outgoing_connection_could_take(tmp_path: Path) -> None:
    server.prepare(tmp_path)

    assert 1024 <= (server.port(tmp_path) or 0) < 32768


def test_data_without_its_password_is_never_given_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "data" / "databases").mkdir(parents=True)

    with pytest.raises(EngineError, match=r"password is missing.* backup"):
        server.prepare(tmp_path)

    assert not (tmp_path / "password").exists()


def test_nothing_but_bolt_on_the_loopback_address_is_configured(tmp_path: Path) -> None:
    server.prepare(tmp_path)
    configured = (tmp_path / "conf" / "neo4j.conf").read_text()

    assert set(re.findall(r"_address=([\d.]+)", configured)) == {"127.0.0.1"}
    for line in ("server.http.enabled=false", "dbms.usage_report.enabled=false"):
        assert line in configured.splitlines()


def test_without_a_server_the_connection_names_the_command(tmp_path: Path) -> None:
    settings = _settings(tmp_path)

    with pytest.raises(EngineError, match="`workbench neo4j start`"):
        engine.connection(settings)

    assert engine.stop(settings) is False
    assert not engine.status(settings).running
    assert not settings.home.exists()


def test_a_named_server_is_the_connection(tmp_path: Path) -> None:
    settings = _settings(tmp_path, neo4j_uri="neo4j://db.example:7687", neo4j_password="secret")

    found = engine.connection(settings)

    assert found == Connection("neo4j://db.example:7687", "neo4j", "secret", "neo4j")
    assert "secret" not in repr(found)


def test_a_named_server_without_a_password_names_the_variable(tmp_path: Path) -> None:
    settings = _settings(tmp_path, neo4j_uri="bolt://127.0.0.1:9")

    with pytest.raises(EngineError, match="NEO4J_PASSWORD"):
        engine.connection(settings)

    assert "NEO4J_PASSWORD" in engine.status(settings).detail


def test_a_named_server_is_not_stopped(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="unset NEO4J_URI"):
        engine.stop(_settings(tmp_path, neo4j_uri="bolt://127.0.0.1:9"))


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:9", "neo4j://127.0.0.1:9"])
def test_a_named_server_that_does_not_answer_is_reported(tmp_path: Path, uri: str) -> None:
    settings = _settings(tmp_path, neo4j_uri=uri, neo4j_password="secret")

    status = engine.status(settings)

    assert (status.running, status.managed, status.version) == (False, False, "")
    assert f"{uri} does not answer" in status.detail
    with pytest.raises(EngineError, match="does not answer"):
        engine.start(settings)


def test_a_home_that_cannot_be_written_is_an_engine_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")

    with pytest.raises(EngineError, match="WORKBENCH_HOME"):
        engine.start(_settings(tmp_path))


def test_the_seconds_of_a_start_are_kept_and_damaged_ones_are_none(tmp_path: Path) -> None:
    before = server.start_seconds(tmp_path)
    server.keep_start_seconds(tmp_path, 7.6)
    after = server.start_seconds(tmp_path)
    (tmp_path / "start_seconds").write_text("half a")

    assert (before, after, server.start_seconds(tmp_path)) == (None, 8, None)


def test_a_quarter_of_the_memory_is_for_the_store_within_bounds(tmp_path: Path) -> None:
    server.prepare(tmp_path)

    gigabyte = 2**30
    assert [server.page_cache(n * gigabyte) for n in (1, 8, 64)] == [512, 2_048, 4_096]
    configuration = (tmp_path / "conf" / "neo4j.conf").read_text()
    assert re.search(r"^server\.memory\.pagecache\.size=\d+m$", configuration, re.MULTILINE)


def test_the_last_lines_leave_out_stack_frames(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "console.log").write_text("first\nCause: bad\n\tat org.example.Main\n\n")

    assert server.last_lines(tmp_path, 1) == "Cause: bad"
