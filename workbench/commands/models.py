"""The commands about the published models."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from workbench import settings as configuration
from workbench.commands.graph import current_graph
from workbench.errors import InputError
from workbench.explore.words import many
from workbench.graph import judged
from workbench.resolution.model import from_json
from workbench.resolution.splink_settings import splink_settings


@click.group()
def model() -> None:
    """The published models by which persons are resolved."""


@model.command("list")
def model_list() -> None:
    """List the published models; the first is in force."""
    with current_graph(configuration.from_environment()) as graph:
        rows = judged.models(graph)
    for row in rows:
        click.echo(
            f"{row['number']:>4}  {row['version']}  {row['published'][:16]}  "
            f"trained on {many(row['records'], 'record')}"
        )
    if not rows:
        click.echo("No model was published yet: `workbench resolve` trains one.")


@model.command("export")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--splink", is_flag=True, help="As Splink settings, for a bulk run elsewhere.")
def model_export(out: Path, splink: bool) -> None:
    """Write the model in force to OUT as JSON."""
    with current_graph(configuration.from_environment()) as graph:
        document = judged.model(graph)
    if document is None:
        raise InputError("no model was published yet: `workbench resolve` trains one")
    limits: tuple[str, ...] = ()
    if splink:
        made = splink_settings(from_json(document))
        document = msgspec.json.format(msgspec.json.encode(made.settings), indent=1).decode()
        limits = tuple(made.limits)
    try:
        out.write_text(document, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}. Name another file") from error
    click.echo(f"the model in force was written to {out}")
    for sentence in limits:
        click.echo(f"Not in it: {sentence}")
