"""The managed server's jars: a committed list of coordinates and sums, fetched and verified.

``jars.lock`` names every jar of the Neo4j Community server, one a line: the Maven coordinate
``group:artifact:version[:classifier]``, a space, and the sha256 of the file. What is in the cache
has been verified against that list before it got its name there.

The list is made anew, for the newest patch release of the same line, by::

    python -m workbench.graph.jars > workbench/graph/jars.lock

which resolves the server's dependencies, downloads each jar and takes its sum. Read the difference
before committing it.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jgo.maven import Artifact, MavenContext, compare_versions

from workbench.errors import EngineError
from workbench.progress import Report, silent

LINE = "5.26."
"""The long-term support line of Neo4j that the list follows."""
SERVER = ("org.neo4j", "neo4j")
LOCK = Path(__file__).with_name("jars.lock")
AT_ONCE = 8
TIMEOUT_SECONDS = 30
TRIES = 3

_COORDINATE = re.compile(r"[\w.-]+(:[\w.-]+){2,3}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar of the list."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def name(self) -> str:
        """File name, as in a Maven repository."""
        return "-".join(filter(None, (self.artifact, self.version, self.classifier))) + ".jar"


def locked(text: str | None = None) -> tuple[Jar, ...]:
    """The jars of the committed list.

    Args:
        text: a list to read in its place.

    Raises:
        EngineError: a line is not a coordinate and a sum, or two jars have one file name.
    """
    lines = (LOCK.read_text(encoding="utf-8") if text is None else text).splitlines()
    jars = tuple(_parse(number, line) for number, line in enumerate(lines, 1))
    if len({jar.name for jar in jars}) < len(jars):
        raise EngineError(f"{LOCK.name} names a jar twice; make it anew.")
    return jars


def _parse(number: int, line: str) -> Jar:
    coordinate, _, sha256 = line.partition(" ")
    if not (_COORDINATE.fullmatch(coordinate) and _SHA256.fullmatch(sha256)):
        raise EngineError(
            f"{LOCK.name}, line {number}: not a coordinate and a sha256. "
            "Reinstall the workbench, or make the list anew."
        )
    group, artifact, version, *classifier = coordinate.split(":")
    return Jar(group, artifact, version, "".join(classifier), sha256)


def server_version() -> str:
    """Version of Neo4j that the list is for."""
    return next(jar.version for jar in locked() if (jar.group, jar.artifact) == SERVER)


def verify(path: Path, jar: Jar) -> None:
    """Refuse a file that is not the listed jar.

    Raises:
        EngineError: the sum differs; names the jar.
    """
    if (found := _sha256(path)) != jar.sha256:
        raise EngineError(
            f"{jar.name} is not the file that was listed: its sha256 is {found}, not {jar.sha256}. "
            "It was not used. Check the proxy or mirror in between, then run "
            "`workbench neo4j fetch` again."
        )


def missing(folder: Path, jars: Iterable[Jar]) -> list[Jar]:
    """The jars that are not in ``folder``, or not whole there."""
    return [jar for jar in jars if not _present(folder / jar.name, jar)]


def _present(path: Path, jar: Jar) -> bool:
    try:
        return _sha256(path) == jar.sha256
    except (FileNotFoundError, NotADirectoryError):
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(
    folder: Path,
    jars: tuple[Jar, ...],
    report: Report = silent,
    repositories: dict[str, str] | None = None,
) -> None:
    """Fill ``folder`` with ``jars``, downloading what is not there, eight at a time.

    A jar gets its name in the folder only once its sum is right, so an interrupted fetch resumes
    and the folder is always usable as far as it goes. With all jars there no request is made.
    Processes that fetch at once take turns.

    Args:
        folder: where the jars go.
        jars: what is wanted there.
        report: called with the number of jars present and the number wanted.
        repositories: Maven repositories by name, to ask in place of jgo's own.

    Raises:
        EngineError: a jar cannot be downloaded, or is not the listed one.
    """
    if not missing(folder, jars):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _turn(folder), _staging(folder) as staging:
            context = MavenContext(
                repo_cache=staging, remote_repos=repositories, timeout=TIMEOUT_SECONDS
            )
            _download(context, folder, jars, report)
    except OSError as error:
        raise EngineError(
            f"The server's jars could not be put in {folder}: {error}. "
            "Make room or set WORKBENCH_CACHE to another folder, then run `workbench neo4j fetch`."
        ) from error


def _download(context: MavenContext, folder: Path, jars: tuple[Jar, ...], report: Report) -> None:
    wanted = missing(folder, jars)
    done = len(jars) - len(wanted)
    report(done, len(jars))
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        fetched = [pool.submit(_fetch_one, context, jar, folder) for jar in wanted]
        for number, one in enumerate(as_completed(fetched), done + 1):
            one.result()
            report(number, len(jars))
    finally:
        pool.shutdown(cancel_futures=True)


def _fetch_one(context: MavenContext, jar: Jar, folder: Path) -> None:
    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    path = _resolve(component.artifact(jar.classifier))
    verify(path, jar)
    path.replace(folder / jar.name)


def _resolve(artifact: Artifact) -> Path:
    for remaining in reversed(range(TRIES)):
        try:
            return artifact.resolve()
        # jgo raises RuntimeError for an answer other than 200, requests a kind of OSError.
        except (OSError, RuntimeError) as error:
            # What jgo leaves of a broken download it would take for the whole.
            if partial := artifact.cached_path:
                partial.unlink(missing_ok=True)
            if not remaining:
                raise EngineError(
                    f"{artifact.filename} could not be downloaded ({type(error).__name__}). "
                    "Connect to the network once and run `workbench neo4j fetch`; what is already "
                    "there is kept."
                ) from error
    raise AssertionError


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """An empty folder on the cache's own file system, so that a move from it is atomic."""
    staging = folder / ".staging"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _resolved(context: MavenContext) -> list[Artifact]:
    server = context.project(*SERVER)
    server.update()
    versions = [c.version for c in server.versions() if c.version.startswith(LINE)]
    newest = max(versions, key=functools.cmp_to_key(compare_versions))
    inputs, rest = context.resolver.resolve(
        [context.create_dependency(":".join((*SERVER, newest)))]
    )
    return [dependency.artifact for dependency in (*inputs, *rest)]


def _line(artifact: Artifact) -> str:
    parts = (artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier)
    return f"{':'.join(filter(None, parts))} {_sha256(_resolve(artifact))}"


def main() -> None:
    """Write the list for the newest server of the line to standard output."""
    with tempfile.TemporaryDirectory() as cache, ThreadPoolExecutor(AT_ONCE) as pool:
        artifacts = _resolved(MavenContext(repo_cache=Path(cache), timeout=TIMEOUT_SECONDS))
        text = "".join(f"{line}\n" for line in sorted(pool.map(_line, artifacts)))
    locked(text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
