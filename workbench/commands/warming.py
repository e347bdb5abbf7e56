"""Read once after a start what users will read: their first answers are as quick as later ones.

    server starts ─ samples ─ search, expand, paths, pictures ─ nothing is shown, all is dropped

A server that has just started has planned no statement, compiled nothing of what it runs and has
its store on the disk: the first answers take seconds.
See docs/adr/0036-a-started-server-is-warmed.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from threading import Thread

from workbench.access import rulebook
from workbench.access.database import Database
from workbench.access.gateway import Gateway
from workbench.access.looks import Look
from workbench.access.rules import Rules
from workbench.access.viewer import Role, Viewer
from workbench.errors import WorkbenchError
from workbench.explore.expand import expand
from workbench.explore.paths import paths
from workbench.explore.picture import Picture, draw
from workbench.explore.search import narrowing, search
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.graph.store import read_through
from workbench.records.agencies import HOST
from workbench.settings import Settings

EACH = 10
"""Entities of each kind that are read, the largest and others."""
SECONDS = 120.0
"""After so long no further read is begun."""
APART = 7
"""Samples between the ends of a further path: a hub is so tied to what is none."""
_NOBODY = Viewer("warm-up", HOST, Role.SUPERVISOR, "D maintenance: warm-up, shown to nobody", "")


class _Dropped:
    """Takes what is noted of reads whose answers nobody is given."""

    def note(self, *looks: Look) -> None:
        """Nothing is kept: nothing is shown."""


def warm_beside(settings: Settings, database: Database) -> Thread | None:
    """Begin to warm the server that the app reads from; None where the settings say not to."""
    if not settings.warm_up:
        return None
    thread = Thread(target=_warm, args=(settings, database), name="warm-up", daemon=True)
    thread.start()
    return thread


def _warm(settings: Settings, database: Database) -> None:
    try:
        with open_graph(engine.connection(settings)) as graph:
            read_through(settings)
            warm(graph, rulebook.in_force(database))
    except WorkbenchError:
        return  # whoever asks next is told


def warm(graph: Graph, rules: Rules, seconds: float = SECONDS) -> int:
    """Read samples of what users will read and drop it; the number of reads.

    Returns early, without an error, where the server stops or the rules are being applied: the
    next one who asks is told.
    """
    until = time.monotonic() + seconds
    done = 0
    with suppress(WorkbenchError):
        for read in _reads(graph, rules):
            if time.monotonic() > until:
                break
            read()
            done += 1
    return done


def _reads(graph: Graph, rules: Rules) -> Iterator[Callable[[], object]]:
    """Everything on the small first: it plans the statements that the large then run."""

    def gateway() -> Gateway:
        return Gateway(graph, _NOBODY, rules, _Dropped())

    def search_both(said: str) -> None:
        for text in (said, said.partition(",")[0][:5]):
            if found := search(gateway(), text).found:
                narrowing(gateway(), found)

    def draw_around(id_: str) -> None:
        around = expand(gateway(), id_).neighbours
        draw(gateway(), Picture(id_, (id_, *(card.id for card in around))))

    def tie(one: str, other: str) -> None:
        paths(gateway(), one, other)

    samples = sorted(graph.run("warm_samples", each=EACH), key=lambda row: int(row["links"]))
    for at, row in enumerate(samples):
        yield partial(draw_around, row["id"])
        yield partial(search_both, row["said"])
        for apart in (1, APART):
            yield partial(tie, row["id"], samples[at - apart]["id"])
