"""Opening the graph that a command works on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from workbench import settings as configuration
from workbench.commands.scrubbers import scrubbers
from workbench.explore.words import many
from workbench.graph import engine, judged
from workbench.graph.client import Graph, open_graph
from workbench.graph.schema import migrate
from workbench.pipeline.expunge import complete, reapply
from workbench.pipeline.held import Held, hold
from workbench.pipeline.near import hold_near
from workbench.pipeline.remembered import Remembered
from workbench.pipeline.secret import keyed
from workbench.progress import bar
from workbench.settings import Settings


@contextmanager
def current_graph(settings: Settings) -> Iterator[Graph]:
    """An open graph with the current schema; the managed server is started where needed."""
    if settings.neo4j_uri or engine.status(settings).running:
        connection = engine.connection(settings)
    else:
        began = time.monotonic()
        connection = engine.start(settings, bar)
        click.echo(f"Neo4j started in {time.monotonic() - began:.0f} s", err=True)
    with open_graph(connection) as graph:
        with bar("preparing the schema", "migrations") as report:
            migrate(graph, report)
        yield graph


@contextmanager
def working_graph(settings: Settings | None = None) -> Iterator[Graph]:
    """The graph with nobody else at work on it, and every expunge that was begun completed."""
    settings = settings or configuration.from_environment()
    with current_graph(settings) as graph, graph.alone():
        completing(settings)(graph)
        yield graph
        remembered(settings).keep(graph)


def remembered(settings: Settings) -> Remembered:
    """The tombstones that the home keeps beside the graph's."""
    return Remembered(settings.home / "tombstones.jsonl")


def require_expunged(settings: Settings, graph: Graph) -> None:
    """Expunge again what an older copy of the graph has brought back, before anybody reads it."""
    lacking = remembered(settings).lacking(graph)
    if not lacking:
        return
    click.echo("This graph is older than what was expunged since: expunging it again.", err=True)
    with graph.alone():
        gone = reapply(
            graph, lacking, keyed=keyed(settings.home), scrubbers=scrubbers(settings), progress=bar
        )
    click.echo(f"{many(gone, 'record')} expunged again", err=True)


def completing(settings: Settings) -> Callable[[Graph], None]:
    """What completes every expunge that was begun, where nobody else is at work."""

    def completed(graph: Graph) -> None:
        if complete(graph, scrubbers(settings), bar):
            click.echo("An expunge that had been interrupted was completed.", err=True)

    return completed


@contextmanager
def held_near(keys: Callable[[Graph], Iterable[str]]) -> Iterator[Held]:
    """What resolves with these records in memory, and nobody else at work on the graph.

    Before anything was resolved that is all of them, since a model must be learnt from them.
    """
    with working_graph() as graph:
        resolved = judged.model(graph) is not None
        yield hold_near(graph, keys(graph)) if resolved else hold(graph, bar)
