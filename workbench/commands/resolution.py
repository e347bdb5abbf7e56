"""The commands that resolve: everything now, or files as they arrive."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from workbench import settings as configuration
from workbench.commands.graph import completing, current_graph, working_graph
from workbench.errors import InputError, WorkbenchError
from workbench.explore.words import many
from workbench.pipeline.arriving import Arrivals, inbox
from workbench.pipeline.catalogue import named_source
from workbench.pipeline.moved import Moved
from workbench.pipeline.resolve import Resolved, unheard
from workbench.pipeline.resolve import resolve as resolve_records
from workbench.pipeline.secret import keyed
from workbench.progress import bar

SHOWN = 50


@click.command()
@click.option("--full", is_flag=True, help="Train a new model on the records held now.")
def resolve(full: bool) -> None:
    """Resolve current records into people, vehicles, locations, incidents and items.

    Under the published model. --full trains a new one, publishes it if the records teach anything
    new, and writes every record that it moves from one entity to another into a file.
    """
    settings = configuration.from_environment()
    listed = Moved(settings.home / "resolved")
    with working_graph(settings) as graph:
        done = resolve_records(graph, bar, full=full, planned=listed.write if full else unheard)
    tell_resolved(done, full=full)
    if full:
        _tell_moved(done, listed.path(done.model))


@click.command()
@click.argument("source")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--spec", type=click.Path(path_type=Path), help="Specification for SOURCE table.")
@click.option("--every", default=1.0, show_default=True, help="Seconds between two looks.")
@click.option("--once", is_flag=True, help="Take what is there now, and end; 0 if all was taken.")
def watch(source: str, folder: Path, spec: Path | None, every: float, once: bool) -> None:
    """Load and resolve files of the layout SOURCE as they arrive in FOLDER, until Ctrl-C.

    A file is taken once nobody writes to it any more; one that cannot be used is named, and the
    next is taken. Files stay where they are: the same file again changes nothing.
    """
    settings = configuration.from_environment()
    layout = named_source(settings, source, spec)
    box = inbox(folder)
    box.whole()
    failed: WorkbenchError | None = None
    with current_graph(settings) as graph:
        click.echo(f"watching {folder} for files of {layout.name}; Ctrl-C ends", err=True)
        arrivals = Arrivals(graph, layout, keyed(settings.home), completing(settings))
        delayed: set[Path] = set()
        while True:
            time.sleep(every)
            for path in box.whole():
                try:
                    arrived = arrivals.take(path, bar)
                except InputError as error:
                    failed = error
                    click.echo(f"workbench: {error}", err=True)
                    continue
                except WorkbenchError as error:
                    # not the file's fault, as while another load is at work
                    failed = error
                    if once:
                        click.echo(f"workbench: {path.name} was not taken: {error}", err=True)
                    elif path not in delayed:
                        click.echo(f"workbench: {path.name} is tried again: {error}", err=True)
                    delayed.add(path)
                    box.again(path)
                    continue
                delayed.discard(path)
                of = arrived.summary.figures
                click.echo(
                    f"{path.name}: {many(of.rows, 'row')} = {of.loaded:,} loaded + "
                    f"{of.unchanged:,} unchanged + {of.rejected:,} rejected; "
                    f"{many(len(arrived.assignments), 'record')} resolved"
                )
            if once:
                if failed:
                    sys.exit(failed.exit_code)
                return


def tell_resolved(done: Resolved, *, full: bool = False) -> None:
    """What a resolve found, in one or a few lines."""
    click.echo(
        f"{many(done.records, 'record')} resolved into {done.entities:,} "
        f"{'entity' if done.entities == 1 else 'entities'} "
        f"({many(done.changed, 'record')} changed)"
    )
    if done.joined or done.parted:
        click.echo(
            f"entities that took in records of another: {done.joined:,}; "
            f"that gave some away: {done.parted:,}"
        )
    if done.records and not done.learnt:
        click.echo(
            "These records are too few to learn from: persons are weighed by what is expected of "
            "any, until more come."
        )
    if full and not done.trained:
        click.echo("The records teach what they did: the model in force stays.")
    if done.trained:
        click.echo(f"A new model was published: {done.model}")
    if done.waiting:
        wait = "waits" if done.waiting == 1 else "wait"
        click.echo(f"{many(done.waiting, 'pair')} {wait} for a reviewer: workbench queue")


def _tell_moved(done: Resolved, path: Path) -> None:
    """The first of the records that moved; all are in a file."""
    for one in done.moved[:SHOWN]:
        click.echo(f"  {one.key}: {one.before} → {one.entity}")
    if path.is_file():
        click.echo(f"{many(len(done.moved), 'record')} moved; all under this model are in {path}")
    else:
        click.echo("No record moved from one entity to another.")
