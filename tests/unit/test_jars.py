"""The list of the server's jars, and the fetch that verifies against it."""

from __future__ import annotations

import gc
import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from workbench.errors import EngineError
from workbench.graph import jars
from workbench.progress import silent

SUM = "0" * 64


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        self.server.requested.append(self.path)  # type: ignore[attr-defined]


class _Repository(ThreadingHTTPServer):
    request_queue_size = 64


@contextmanager
def _repository(root: Path) -> Iterator[tuple[dict[str, str], list[str]]]:
    """A Maven repository on the loopback address, and the paths asked of it."""
    with _Repository(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as httpd:
        httpd.requested = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=httpd.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield {"local": f"http://127.0.0.1:{httpd.server_port}"}, httpd.requested  # type: ignore[attr-defined]
        finally:
            httpd.shutdown()
            thread.join()


def _published(root: Path, count: int) -> tuple[jars.Jar, ...]:
    listed = []
    for number in range(count):
        content = f"jar {number}".encode() * 1000
        sha256 = hashlib.sha256(content).hexdigest()
        jar = jars.Jar("org.example", f"part{number}", "1.0", "", sha256)
        path = root / "org" / "example" / jar.artifact / jar.version / jar.name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        listed.append(jar)
    return tuple(listed)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request goes to a proxy that is not there."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_the_committed_list_names_every_jar_once_with_its_sum() -> None:
    listed = jars.locked()

    assert len(listed) > 200
    assert len({jar.name for jar in listed}) == len(listed)
    assert all(len(jar.sha256) == 64 for jar in listed)
    assert jars.server_version().startswith("5.26.")


def test_the_committed_list_serves_every_platform() -> None:
    classifiers = {jar.classifier for jar in jars.locked()}

    assert {"linux-x86_64", "linux-aarch_64", "osx-x86_64", "osx-aarch_64"} <= classifiers


def test_a_classifier_is_part_of_the_file_name() -> None:
    (jar,) = jars.locked(f"io.netty:netty-epoll:4.1.Final:linux-x86_64 {SUM}\n")

    assert jar == jars.Jar("io.netty", "netty-epoll", "4.1.Final", "linux-x86_64", SUM)
    assert jar.name == "netty-epoll-4.1.Final-linux-x86_64.jar"


@pytest.mark.parametrize(
    "line",
    [
        "org.example:part:1.0",
        f"org.example:part {SUM}",
        f"org.example:part:1.0 {SUM[1:]}",
        f"org.example:part:1.0 {SUM.replace('0', 'G')}",
        f"org.example:../part:1.0 {SUM}",
        "",
    ],
)
def test_a_line_that_is_not_a_coordinate_and_a_sum_is_refused_by_number(line: str) -> None:
    with pytest.raises(EngineError, match="line 2"):
        jars.locked(f"org.example:first:1.0 {SUM}\n{line}\n")


def test_two_jars_of_one_file_name_are_refused() -> None:
    with pytest.raises(EngineError, match="twice"):
        jars.locked(f"org.example:part:1.0 {SUM}\norg.other:part:1.0 {SUM}\n")


def test_verify_refuses_a_tampered_jar_by_name(tmp_path: Path) -> None:
    (jar,) = _published(tmp_path, 1)
    path = next(tmp_path.rglob(jar.name))
    jars.verify(path, jar)

    path.write_bytes(path.read_bytes() + b"!")

    with pytest.raises(EngineError, match=r"part0-1\.0\.jar is not the file"):
        jars.verify(path, jar)


def test_fetch_fills_the_folder_and_reports_progress(tmp_path: Path) -> None:
    # Arrange
    listed = _published(tmp_path / "repository", 12)
    seen: list[tuple[int, int]] = []

    # Act
    with _repository(tmp_path / "repository") as (repositories, _):
        jars.fetch(tmp_path / "cache", listed, lambda *at: seen.append(at), repositories)

    # Assert
    assert jars.missing(tmp_path / "cache", listed) == []
    assert seen == [(done, 12) for done in range(13)]
    assert {path.name for path in (tmp_path / "cache").iterdir()} == {
        ".lock",
        *(jar.name for jar in listed),
    }


def test_an_interrupted_fetch_resumes_with_what_is_missing_or_damaged(tmp_path: Path) -> None:
    # Arrange: a fetch killed half way leaves its staging folder behind.
    listed = _published(tmp_path / "repository", 4)
    cache = tmp_path / "cache"
    with _repository(tmp_path / "repository") as (repositories, _):
        jars.fetch(cache, listed, silent, repositories)
    (cache / listed[1].name).unlink()
    (cache / listed[2].name).write_bytes(b"")
    left = cache / ".staging" / "org" / "example" / "part1" / "1.0" / listed[1].name
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")

    # Act
    with _repository(tmp_path / "repository") as (repositories, requested):
        jars.fetch(cache, listed, silent, repositories)

    # Assert
    assert jars.missing(cache, listed) == []
    assert {Path(path).name for path in requested if path.endswith(".jar")} == {
        listed[1].name,
        listed[2].name,
    }
    assert not (cache / ".staging").exists()


def test_a_tampered_download_is_refused_and_never_gets_its_name(tmp_path: Path) -> None:
    listed = _published(tmp_path / "repository", 3)
    next((tmp_path / "repository").rglob(listed[1].name)).write_bytes(b"tampered")

    with (
        _repository(tmp_path / "repository") as (repositories, _),
        pytest.raises(EngineError, match=r"part1-1\.0\.jar is not the file"),
    ):
        jars.fetch(tmp_path / "cache", listed, silent, repositories)

    assert not (tmp_path / "cache" / listed[1].name).exists()


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_jar_that_the_repository_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    gone = jars.Jar("org.example", "gone", "1.0", "", SUM)

    with (
        _repository(tmp_path / "repository") as (repositories, _),
        pytest.raises(EngineError, match=r"gone-1\.0\.jar could not be downloaded"),
    ):
        jars.fetch(tmp_path / "cache", (gone,), silent, repositories)

    # jgo leaves the refused answer to the collector; collect it where its warning is expected.
    gc.collect()


def test_two_fetches_at_once_both_end_well_and_download_once(tmp_path: Path) -> None:
    # Arrange
    listed = _published(tmp_path / "repository", 10)
    cache = tmp_path / "cache"

    # Act
    with (
        _repository(tmp_path / "repository") as (repositories, requested),
        ThreadPoolExecutor(2) as pool,
    ):
        both = [pool.submit(jars.fetch, cache, listed, silent, repositories) for _ in range(2)]
        for one in both:
            one.result()

    # Assert
    assert jars.missing(cache, listed) == []
    assert len([path for path in requested if path.endswith(".jar")]) == 10


@pytest.mark.usefixtures("no_network")
def test_without_network_a_complete_cache_is_enough(tmp_path: Path) -> None:
    listed = _published(tmp_path / "repository", 2)
    for jar in listed:
        next((tmp_path / "repository").rglob(jar.name)).rename(tmp_path / jar.name)

    jars.fetch(tmp_path, listed)

    assert not (tmp_path / ".lock").exists()


@pytest.mark.usefixtures("no_network")
def test_without_network_or_cache_the_error_names_the_command(tmp_path: Path) -> None:
    wanted = jars.Jar("org.example", "part", "1.0", "", SUM)

    with pytest.raises(EngineError, match=r"part-1\.0\.jar .*`workbench neo4j fetch`"):
        jars.fetch(tmp_path / "cache", (wanted,))


def test_a_cache_that_cannot_be_written_is_an_engine_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(EngineError, match="WORKBENCH_CACHE"):
        jars.fetch(tmp_path / "file" / "cache", (jars.Jar("g", "a", "1", "", SUM),))
