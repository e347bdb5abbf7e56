"""Files that arrive in a folder: each is loaded and resolved as soon as it is whole.

    folder ─► load ─► held records ─► graph

The records stay in memory from one file to the next. The graph's lock is taken for each file only;
where somebody else has loaded, decided or published in between, the records are read anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loaders.source import Source
from workbench.errors import InputError
from workbench.graph import judged
from workbench.graph.client import Graph, Row
from workbench.graph.projection import Assignment
from workbench.pipeline.held import Held, hold
from workbench.pipeline.load import LoadSummary, load
from workbench.pipeline.resolve import Resolved, bring
from workbench.pipeline.secret import Keyed
from workbench.progress import Progress, quiet


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a file brought."""

    path: Path
    summary: LoadSummary
    assignments: tuple[Assignment, ...]
    """Of the records whose entity or content changed."""
    seconds: float
    """From the rows in the graph to their entities and derived links."""


@dataclass(slots=True)
class Arrivals:
    """A graph that files of one source arrive at."""

    graph: Graph
    source: Source
    keyed: Keyed | None = None
    """Tells the records that were expunged."""
    first: Callable[[Graph], object] = lambda _graph: None
    """What is done before each file, with nobody else at work, as to complete what was begun."""
    held: Held | None = None
    stamp: Row | None = None

    def take(self, path: Path, progress: Progress = quiet) -> Arrived:
        """Load a file and resolve what it brought.

        Raises:
            InputError: the file cannot be used; nothing was changed.
            WorkbenchError: somebody else is loading or resolving.
        """
        with self.graph.alone():
            self.first(self.graph)
            held = self._held(progress)
            summary = load(self.graph, self.source, [path], keyed=self.keyed, progress=progress)
            began = time.perf_counter()
            if held.model.learnt:
                change = held.arrive(judged.of_load(self.graph, summary.number))
                assignments = change.assignments
            else:
                # now there may be enough to learn from
                assignments = self._anew(progress).assignments
            seconds = time.perf_counter() - began
            self.stamp = judged.stamp(self.graph)
        return Arrived(path, summary, assignments, seconds)

    def _held(self, progress: Progress) -> Held:
        """The records in memory, read anew where somebody else may have changed them."""
        if self.held is None or self.stamp != judged.stamp(self.graph):
            self._anew(progress)
        assert self.held is not None
        return self.held

    def _anew(self, progress: Progress) -> Resolved:
        """Read the records and resolve what waits: withdrawn ones, a resolve ended half-way."""
        self.held = hold(self.graph, progress)
        resolved = bring(self.held, progress)
        self.held.hold_scores()
        return resolved


@dataclass(slots=True)
class Inbox:
    """A folder that files arrive in."""

    folder: Path
    seen: dict[Path, tuple[int, int]]
    """Size and time of change of each file when it was last looked at."""
    taken: dict[Path, tuple[int, int]]
    """The same of those that were given out."""

    def whole(self) -> list[Path]:
        """Files that are new or changed, and that nobody has written to since the last look.

        Raises:
            InputError: there is no such folder.
        """
        try:
            found = sorted(path for path in self.folder.iterdir() if path.is_file())
        except OSError as error:
            raise InputError(
                f"{self.folder}: {error.strerror}. Name a folder that files arrive in"
            ) from error
        now = {path: _state(path) for path in found if not path.name.startswith(".")}
        still = [p for p, state in now.items() if self.seen.get(p) == state != self.taken.get(p)]
        self.seen = now
        self.taken |= {path: now[path] for path in still}
        return still

    def again(self, path: Path) -> None:
        """Give a file out once more, at the next look."""
        self.taken.pop(path, None)


def inbox(folder: Path) -> Inbox:
    """The folder, of which nothing was looked at yet."""
    return Inbox(folder, {}, {})


def _state(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns
