"""Opening the graph that a command works on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from workbench import settings as configuration
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.graph.schema import migrate
from workbench.pipeline.held import Held, hold
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
def held_graph() -> Iterator[Held]:
    """The graph's records in memory, and nobody else at work on it."""
    with current_graph(configuration.from_environment()) as graph, graph.alone():
        yield hold(graph, bar)
