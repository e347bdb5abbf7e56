"""The commands that state the handling of records, lift it, and show how it came about."""

from __future__ import annotations

import getpass

import click

from workbench import settings as configuration
from workbench.access.outgoing import nothing_waits
from workbench.commands.graph import current_graph, working_graph
from workbench.commands.operations import current_database
from workbench.commands.resolution import tell_resolved
from workbench.explore.words import many
from workbench.graph.client import Graph
from workbench.graph.handling import Stood
from workbench.pipeline import handling as handlings
from workbench.pipeline.expunge import recompute
from workbench.progress import bar
from workbench.records.handling import STATABLE, Verb
from workbench.records.vocabulary import Handling

HANDLING = click.option(
    "--handling",
    "stated",
    required=True,
    type=click.Choice([one.value for one in STATABLE]),
    help="What the records are.",
)
REASON = click.option("--reason", required=True, help="Why, in words that hold up in a year.")
AUTHORITY = click.option("--authority", required=True, help="The order, statute or request.")
BY = click.option("--by", default=getpass.getuser, help="Who states it; the user of this account.")
KEYS = click.argument("keys", nargs=-1, required=True)


@click.group()
def handling() -> None:
    """Sealed, protected and juvenile records: state it, lift it, show how it came about."""


@handling.command("add")
@KEYS
@HANDLING
@REASON
@AUTHORITY
@BY
def handling_add(keys: tuple[str, ...], stated: str, reason: str, authority: str, by: str) -> None:
    """State that the records KEYS are sealed, protected or a juvenile's, from now on.

    Later loads do not undo it.
    """
    with working_graph() as graph, current_database() as database:
        with nothing_waits(database):
            handlings.add(graph, keys, Handling(stated), reason=reason, authority=authority, by=by)
        _tell(graph, f"{many(len(set(keys)), 'record')} stated to be {stated}")


@handling.command("lift")
@KEYS
@HANDLING
@REASON
@AUTHORITY
@BY
def handling_lift(keys: tuple[str, ...], stated: str, reason: str, authority: str, by: str) -> None:
    """End what a statement added to the records KEYS; what their own facts call for stays."""
    with working_graph() as graph:
        handlings.lift(graph, keys, Handling(stated), reason=reason, authority=authority, by=by)
        _tell(graph, f"{many(len(set(keys)), 'record')} no longer stated to be {stated}")


@handling.command("show")
@KEYS
def handling_show(keys: tuple[str, ...]) -> None:
    """Show the handling of the records KEYS, and every statement about it."""
    with current_graph(configuration.from_environment()) as graph:
        found = handlings.stands(graph, keys)
    for key, stood in found.items():
        click.echo(f"{key}  {_words(stood.own | stood.stated)}")
        _tell_stood(stood)


def _tell(graph: Graph, done: str) -> None:
    click.echo(f"{done}; this holds already")
    if resolved := recompute(graph, bar):
        tell_resolved(resolved)


def _tell_stood(stood: Stood) -> None:
    click.echo(f"    by its own facts: {_words(stood.own)}")
    for one in stood.statements:
        word = "lifted" if one.verb is Verb.LIFT else "added"
        click.echo(
            f"    {one.at:%Y-%m-%d %H:%M} UTC  {one.handling} {word} by {one.by}: {one.reason} "
            f"({one.authority})"
        )


def _words(handling: frozenset[Handling]) -> str:
    return ", ".join(sorted(handling)) or "ordinary"
