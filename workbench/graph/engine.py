"""Neo4j for the workbench: the managed local server, or the one that ``NEO4J_URI`` names.

The managed server is Neo4j Community with its own Java runtime and its own data under the
installation's home. It listens on the loopback address only, asks for a generated password and
runs on until it is stopped.
"""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from neo4j.exceptions import AuthError, DriverError, Neo4jError

from workbench.errors import EngineError
from workbench.graph import jars, server
from workbench.graph.connection import Connection, answer, ask, named
from workbench.progress import SECONDS, Progress, Report, quiet, silent
from workbench.settings import Settings

START_SECONDS = 180
"""Time to answer after a start; most goes to recovery after a crash."""
USUAL_SECONDS = 15
"""What a start takes on two cores at most; expected until the folder's own is known."""
STOP_SECONDS = 60
"""Time to write everything out before the server is killed."""
KILL_SECONDS = 10
POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What is known of the engine, without starting anything."""

    running: bool
    managed: bool
    pid: int | None
    uri: str | None
    version: str
    """Neo4j's version; empty where a server that is not ours does not answer."""
    home: Path
    detail: str
    """One sentence for a person."""


def fetch(settings: Settings, report: Report = silent) -> Path:
    """Fill the cache with the server's jars and return their folder.

    Args:
        settings: ``cache`` is where the jars go.
        report: told the number of jars present and the number wanted.

    Raises:
        EngineError: a jar cannot be had, or is not the listed one.
    """
    folder = settings.cache.absolute() / f"neo4j-{jars.server_version()}"
    jars.fetch(folder, jars.locked(), report)
    return folder


def start(settings: Settings, progress: Progress = quiet) -> Connection:
    """Start the managed server where it does not run, and wait until it answers.

    A server that ``NEO4J_URI`` names is not started, only asked.

    Raises:
        EngineError: it cannot be fetched or does not start; holds the server's own last lines.
    """
    if settings.neo4j_uri:
        to = named(settings, settings.neo4j_uri)
        ask(to)
        return to
    folder = _folder(settings)
    try:
        with _turn(folder):
            launched = server.find(folder) is None
            if launched:
                with progress("fetching Neo4j", "jars") as report:
                    jar_folder = fetch(settings, report)
                server.prepare(folder)
                server.launch(folder, jar_folder, settings.heap, settings.jvm)
            expected = server.start_seconds(folder) or USUAL_SECONDS
            began = time.monotonic()
            with progress(f"starting Neo4j ({expected} s expected)", SECONDS) as report:
                ready = _wait_until_ready(folder, report, expected)
            if launched:
                with suppress(OSError):
                    server.keep_start_seconds(folder, time.monotonic() - began)
            return ready
    except OSError as error:
        raise EngineError(
            f"Neo4j could not be started in {folder}: {error}. Make room, or set WORKBENCH_HOME "
            "to a folder that you may write to."
        ) from error


def stop(settings: Settings) -> bool:
    """Stop the managed server and wait until it is gone.

    Returns:
        Whether one was running.

    Raises:
        EngineError: ``NEO4J_URI`` names a server, which is not ours to stop, or the system does
            not let go of the process.
    """
    if settings.neo4j_uri:
        raise EngineError(
            f"NEO4J_URI names {settings.neo4j_uri}, which the workbench did not start. "
            "Stop it where it runs, or unset NEO4J_URI to stop the managed server."
        )
    folder = _folder(settings)
    if server.find(folder) is None:
        return False
    with _turn(folder):
        ended = _end(folder, signal.SIGTERM, STOP_SECONDS)
        if not ended and not _end(folder, signal.SIGKILL, KILL_SECONDS):
            raise EngineError(
                f"Neo4j (process {server.find(folder)}) cannot be ended; restart the machine."
            )
        return True


def status(settings: Settings) -> EngineStatus:
    """What runs where; starts, changes and raises nothing."""
    folder = _folder(settings)
    if settings.neo4j_uri:
        return _named_status(settings, settings.neo4j_uri, folder)
    pid = server.find(folder)
    port = server.port(folder) if pid else None
    if pid is None:
        detail = "Neo4j is stopped; `workbench neo4j start` starts it."
    elif port is None or not server.listens(port):
        detail = f"Neo4j is starting (process {pid})."
    else:
        detail = f"Neo4j {jars.server_version()} answers at {_uri(port)} (process {pid}, {folder})."
    return EngineStatus(
        running=pid is not None,
        managed=True,
        pid=pid,
        uri=_uri(port) if port else None,
        version=jars.server_version(),
        home=folder,
        detail=detail,
    )


def connection(settings: Settings, *, wait: bool = True) -> Connection:
    """How to reach the graph: the server that ``NEO4J_URI`` names, or the running managed one.

    Args:
        wait: for a managed server that is starting; a page tells instead.

    Raises:
        EngineError: the managed server does not run, or the named one lacks a password.
    """
    if settings.neo4j_uri:
        return named(settings, settings.neo4j_uri)
    folder = _folder(settings)
    port = server.port(folder)
    if server.find(folder) is None or port is None:
        raise EngineError("Neo4j is not running; run `workbench neo4j start`.")
    if not server.listens(port):
        if not wait:
            raise EngineError("Neo4j is starting or stopping: try again in a moment.")
        return _wait_until_ready(folder)
    return _managed(folder, port)


def _named_status(settings: Settings, uri: str, folder: Path) -> EngineStatus:
    running, version = False, ""
    try:
        version = ask(named(settings, uri))
        running, detail = True, f"Neo4j {version} answers at {uri} (named by NEO4J_URI)."
    except EngineError as error:
        detail = str(error)
    return EngineStatus(
        running=running,
        managed=False,
        pid=None,
        uri=uri,
        version=version,
        home=folder,
        detail=detail,
    )


def _folder(settings: Settings) -> Path:
    return settings.home.absolute() / "neo4j"


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """One start or stop at a time, also across processes; a killed one's turn ends with it."""
    # The folder will hold the agencies' records: nobody else may look inside.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _uri(port: int) -> str:
    return f"bolt://{server.HOST}:{port}"


def _managed(folder: Path, port: int) -> Connection:
    return Connection(_uri(port), server.USER, server.password(folder), server.DATABASE)


def _wait_until_ready(
    folder: Path, report: Report = silent, expected: int = USUAL_SECONDS
) -> Connection:
    """Wait for the server's first answer; ``report`` is told the seconds gone and expected.

    A longer wait moves the end, so that no time is said to be left of which nothing is known.
    """
    began = time.monotonic()
    absent = 0
    while (gone := time.monotonic() - began) < START_SECONDS:
        report(int(gone), max(expected, int(gone) + 1))
        # A process has no command line for a moment while it becomes another program.
        absent = absent + 1 if server.find(folder) is None else 0
        if absent > 1:
            raise EngineError(
                "Neo4j did not start. Its last lines were:\n"
                f"{server.last_lines(folder)}\n"
                f"Everything it said is in {folder / 'logs'}."
            )
        port = server.port(folder)
        if port is None:
            raise EngineError(
                f"A Neo4j still runs whose folder {folder} was taken away. Run "
                "`workbench neo4j stop`, then `workbench neo4j start`."
            )
        if server.listens(port):
            managed = _managed(folder, port)
            try:
                answer(managed)
            except AuthError as error:
                raise EngineError(
                    f"Neo4j refused the password in {folder / 'password'}: the file is not the one "
                    "that this data was made with. Put the right one back from a backup."
                ) from error
            # Until its database is open the server answers with an error, or not at all.
            except (DriverError, Neo4jError, OSError):
                pass
            else:
                return managed
        time.sleep(POLL_SECONDS)
    raise EngineError(
        f"Neo4j has not answered for {START_SECONDS} s. See {folder / 'logs'}; "
        "`workbench neo4j stop` ends it, `workbench neo4j start` goes on waiting."
    )


def _end(folder: Path, how: signal.Signals, seconds: float) -> bool:
    """Signal the server, and whether it was gone within that time."""
    pid = server.find(folder)
    if pid is None:
        return True
    with suppress(ProcessLookupError):
        os.kill(pid, how)
    deadline = time.monotonic() + seconds
    while server.find(folder) is not None:
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    # It is no longer to be found a moment before it has ended; only its starter can wait for that.
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)
    return True
