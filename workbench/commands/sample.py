"""The commands that make the sample region and show it."""

from __future__ import annotations

from pathlib import Path

import click

from workbench import settings as configuration
from workbench.agreement import agreement
from workbench.commands.graph import working_graph
from workbench.commands.loading import tell_load
from workbench.commands.resolution import tell_resolved
from workbench.explore.words import many
from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.pipeline import load as loading
from workbench.pipeline import status as figures
from workbench.pipeline.catalogue import named_source
from workbench.pipeline.resolve import resolve
from workbench.pipeline.secret import keyed
from workbench.progress import bar
from workbench.sample.region import PEOPLE, generate
from workbench.serving import require_free, serve_app


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--people", default=PEOPLE, show_default=True, type=click.IntRange(min=200))
@click.option("--seed", default=1, show_default=True)
def sample(out: Path, people: int, seed: int) -> None:
    """Write the sample region's files, with their truth, into OUT."""
    with bar("writing the sample region", "files") as report:
        region = generate(out, people=people, seed=seed, report=report)
    click.echo(f"{many(len(region.files), 'file')} in {out}")


@click.command()
@click.option("--people", default=PEOPLE, show_default=True, type=click.IntRange(min=200))
@click.option("--seed", default=1, show_default=True)
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
def demo(people: int, seed: int, port: int) -> None:
    """Build the sample region, load and resolve it, and serve the app."""
    require_free(port)
    settings = configuration.from_environment()
    with working_graph(settings) as graph:
        with bar("writing the sample region", "files") as report:
            region = generate(
                settings.home / "sample-region", people=people, seed=seed, report=report
            )
        files: dict[str, list[Path]] = {}
        for file in region.files:
            files.setdefault(file.source, []).append(file.path)
        for name, paths in files.items():
            source = named_source(settings, name)
            loaded = loading.load(graph, source, paths, keyed=keyed(settings.home), progress=bar)
            tell_load(loaded)
        click.echo("Some rows are faulty on purpose; they are kept: workbench rejects")
        if figures.pending(graph.run):
            tell_resolved(resolve(graph, bar))
        _tell_agreement(graph, region.folder)
    serve_app(port, demo=True)


def _tell_agreement(graph: Graph, folder: Path) -> None:
    """How well the entities agree with the region's truth."""
    entity_of = {one.key: one.entity for one in judged.placed(graph) if one.entity}
    click.echo("Pairs of records in one entity, against the truth of the sample region:")
    click.echo(f"{'kind':<10}{'records':>9}{'precision':>11}{'recall':>8}{'F1':>8}")
    for one in agreement(entity_of, folder):
        of = one.closure
        click.echo(
            f"{one.kind:<10}{one.records:>9,}{of.precision:>11.4f}{of.recall:>8.4f}{of.f1:>8.4f}"
        )
