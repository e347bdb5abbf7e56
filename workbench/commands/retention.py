"""The commands that apply what is due by time, and validate intelligence."""

from __future__ import annotations

import getpass

import click

from workbench import settings as configuration
from workbench.commands.graph import current_graph, working_graph
from workbench.commands.resolution import tell_resolved
from workbench.commands.scrubbers import scrubbers
from workbench.explore.words import many
from workbench.pipeline import retention as retaining
from workbench.pipeline.policy import policy
from workbench.pipeline.retention import Due
from workbench.pipeline.secret import keyed
from workbench.progress import bar

BY = click.option("--by", default=getpass.getuser, help="Who does it; the user of this account.")
SHOWN = 50


@click.group()
def retention() -> None:
    """What may no longer be kept: expired intelligence and old plate reads."""


@retention.command("run")
@click.option("--dry-run", is_flag=True, help="Show what would go; change nothing.")
@BY
def retention_run(dry_run: bool, by: str) -> None:
    """Remove what is due, and list the validations due within 90 days."""
    settings = configuration.from_environment()
    kept = policy(settings.home)
    if dry_run:
        with current_graph(settings) as graph:
            _tell(retaining.due(graph, kept), "would go")
        return
    with working_graph(settings) as graph:
        found = retaining.due(graph, kept)
        resolved = retaining.apply(
            graph,
            kept,
            by=by,
            keyed=keyed(settings.home),
            scrubbers=scrubbers(settings),
            progress=bar,
        )
    _tell(found, "removed")
    if resolved:
        tell_resolved(resolved)


@retention.command("validate")
@click.argument("keys", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why the intelligence is still to be kept.")
@BY
def retention_validate(keys: tuple[str, ...], reason: str, by: str) -> None:
    """Validate the intelligence records KEYS before they expire: five years run anew from today."""
    with working_graph() as graph:
        ends = retaining.validate(graph, keys, by=by, reason=reason)
    for key, end in ends.items():
        click.echo(f"{key} is kept until {end:%Y-%m-%d %H:%M} UTC")


def _tell(found: Due, what: str) -> None:
    for agency, category, count in found.counts:
        click.echo(f"{agency:<12}{category:<16}{many(count, 'record'):>18} {what}")
    if not found.counts:
        click.echo("Nothing is due.")
    if found.validations:
        click.echo(f"{many(len(found.validations), 'validation')} due within 90 days:")
    for one in found.validations[:SHOWN]:
        click.echo(f"  {one.key}  expires {one.expires_at:%Y-%m-%d %H:%M} UTC")
    if len(found.validations) > SHOWN:
        click.echo(f"  {SHOWN} of {len(found.validations):,}, by date")
