"""The command line: fetch and run Neo4j, load agencies' files, resolve, look at the figures."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from workbench import settings as configuration
from workbench.commands.evaluate import evaluate
from workbench.commands.graph import current_graph
from workbench.commands.resolution import (
    decide_command,
    decisions,
    explain,
    model,
    queue,
    resolve,
    tell_resolved,
    undo_command,
    watch,
)
from workbench.errors import InputError, WorkbenchError
from workbench.explore.words import many
from workbench.graph import engine, loads
from workbench.pipeline import load as loading
from workbench.pipeline import status as figures
from workbench.pipeline.catalogue import known_sources, loading_corrections, named_source
from workbench.pipeline.resolve import resolve as resolve_records
from workbench.pipeline.status import SourceStatus
from workbench.progress import bar
from workbench.sample.region import generate
from workbench.serving import require_free, serve_app

SHOWN_REJECTS = 20


def main() -> None:
    """Run a command; an expected failure is one line on standard error and its exit code."""
    # what the driver logs, errors say in a sentence
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    try:
        workbench.main(standalone_mode=False)
    except WorkbenchError as error:
        click.echo(f"workbench: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"workbench: {where}{error.strerror or error}", err=True)
        sys.exit(InputError.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)


@click.group()
@click.version_option(package_name="rtcc-workbench")
def workbench() -> None:
    """Link analysis over many agencies' records.

    State lies under WORKBENCH_HOME. NEO4J_URI (with NEO4J_USER, NEO4J_PASSWORD and
    NEO4J_DATABASE) names an existing server to use instead of the managed one.
    """


for command in (
    evaluate,
    resolve,
    queue,
    explain,
    decide_command,
    undo_command,
    decisions,
    model,
    watch,
):
    workbench.add_command(command)


@workbench.group()
def neo4j() -> None:
    """The managed Neo4j server: no Java, Maven or Docker needed."""


@neo4j.command("start")
def neo4j_start() -> None:
    """Start the server, fetching it first where the cache lacks it."""
    connection = engine.start(configuration.from_environment(), bar)
    click.echo(f"Neo4j answers at {connection.uri}")


@neo4j.command("stop")
def neo4j_stop() -> None:
    """Stop the server; nothing is lost."""
    stopped = engine.stop(configuration.from_environment())
    click.echo("Neo4j stopped" if stopped else "Neo4j was not running")


@neo4j.command("status")
def neo4j_status() -> None:
    """Say whether the server runs, where and which version."""
    click.echo(engine.status(configuration.from_environment()).detail)


@neo4j.command("fetch")
def neo4j_fetch() -> None:
    """Fill the cache, for machines that will be offline."""
    with bar("fetching Neo4j", "jars") as report:
        folder = engine.fetch(configuration.from_environment(), report)
    click.echo(f"Neo4j is in {folder}")


@workbench.command()
def sources() -> None:
    """List the layouts that can be loaded.

    A specification that cannot be used is named on standard error.
    """
    usable, broken = known_sources(configuration.from_environment())
    for source in usable.values():
        click.echo(f"{source.name:<26} {source.title}\n{'':<26} {source.layout}")
    click.echo(
        f"{'table --spec FILE':<26} Any CSV, XLSX, Parquet or JSON-lines file, by a specification\n"
        f"{'':<26} docs/table-specification.md says how to write one"
    )
    for error in broken:
        click.echo(f"workbench: {error}", err=True)


@workbench.command()
@click.argument("source")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--spec", type=click.Path(path_type=Path), help="Specification for SOURCE table.")
@click.option("--complete", is_flag=True, help="The files are all there is: withdraw the rest.")
@click.option("--corrections", is_flag=True, help="The files are exported rejects, corrected.")
def load(
    source: str, paths: tuple[Path, ...], spec: Path | None, complete: bool, corrections: bool
) -> None:
    """Load agencies' files of the layout SOURCE (see `workbench sources`)."""
    settings = configuration.from_environment()
    layout = named_source(settings, source, spec)
    with current_graph(settings) as graph, graph.alone():
        summary = loading.load(
            graph, layout, paths, complete=complete, corrections=corrections, progress=bar
        )
        waiting = summary.figures.rejected and (
            not summary.repeated or figures.rejects(graph.run, layout.name)
        )
    _tell_load(summary)
    if waiting:
        click.echo(f"The rejected rows, and why: workbench rejects {layout.name}")
    if summary.figures.rejected and summary.withdrawn:
        click.echo("A withdrawn record may be that of a rejected row: corrected, it comes back.")
    if 0 < summary.figures.rows == summary.figures.rejected:
        raise WorkbenchError(
            "no row could be used"
            + (", so nothing was withdrawn: " if complete else ": ")
            + (
                "each still has a value to correct"
                if corrections
                else f"these are probably not files of {layout.name}, or their columns have changed"
            )
        )


@workbench.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(as_json: bool) -> None:
    """Show what came in, what was refused and what is held.

    The figures lie in Neo4j: the managed one is started where it does not run.
    """
    with current_graph(configuration.from_environment()) as graph:
        held = figures.status(graph.run)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(held), indent=2).decode())
        return
    if not held.sources:
        click.echo("Nothing is loaded yet: `workbench sources` lists what can be.")
        return
    _tell_sources(held.sources)
    for title in ("records", "entities", "links", "incidents"):
        counts = getattr(held, title)
        click.echo(f"{title}: " + (", ".join(f"{n:,} {k}" for k, n in counts.items()) or "none"))
    if held.pending:
        click.echo("Records wait for resolution: run `workbench resolve`.")


@workbench.command()
@click.argument("source", required=False)
@click.option("--export", type=click.Path(path_type=Path), help="Write them as CSV to correct.")
@click.option("--dismiss", is_flag=True, help="Close them: they need no correction.")
def rejects(source: str | None, export: Path | None, dismiss: bool) -> None:
    """Show the refused rows of SOURCE, or of every source.

    Export them, correct the values, and load them with --corrections. Dismiss them where the
    agency has sent the right rows since; a row that comes again in another file is rejected again.
    """
    settings = configuration.from_environment()
    with current_graph(settings) as graph:
        if source and loads.latest(graph, source) is None:
            named_source(settings, source)
        if dismiss:
            if not source or export:
                raise InputError("rejects are dismissed source by source: name the SOURCE alone")
            dismissed = many(loads.dismiss(graph, source), "rejected row")
            click.echo(f"{dismissed} of {source} dismissed")
            return
        refused = figures.rejects(graph.run, source)
    if export:
        if not source:
            raise InputError("rejects are exported source by source: name the SOURCE")
        try:
            figures.export_rejects(refused, export)
        except OSError as error:
            raise InputError(
                f"{export} cannot be written: {error.strerror}. Name another file"
            ) from error
        click.echo(
            f"{many(len(refused), 'reject')} of {source} written to {export}\nCorrect, then: "
            f"{loading_corrections(settings, source, str(export))}"
        )
        return
    for reject in refused[:SHOWN_REJECTS]:
        more = f" and {reject.rows - 1:,} more like it" if reject.rows > 1 else ""
        click.echo(f"{reject.source}  {reject.file}:{reject.line}{more}  {reject.reason}")
    if len(refused) > SHOWN_REJECTS:
        click.echo(f"{SHOWN_REJECTS} of {len(refused):,}. To write out all of them:")
        for name in dict.fromkeys(reject.source for reject in refused):
            click.echo(f"  workbench rejects {name} --export FILE")
    if not refused:
        click.echo("No row waits for correction.")


@workbench.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--people", default=5000, show_default=True, type=click.IntRange(min=200))
@click.option("--seed", default=1, show_default=True)
def sample(out: Path, people: int, seed: int) -> None:
    """Write the sample region's files, with their truth, into OUT."""
    with bar("writing the sample region", "files") as report:
        region = generate(out, people=people, seed=seed, report=report)
    click.echo(f"{many(len(region.files), 'file')} in {out}")


@workbench.command()
@click.option("--people", default=5000, show_default=True, type=click.IntRange(min=200))
@click.option("--seed", default=1, show_default=True)
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
def demo(people: int, seed: int, port: int) -> None:
    """Build the sample region, load and resolve it, and serve the app."""
    require_free(port)
    settings = configuration.from_environment()
    with current_graph(settings) as graph, graph.alone():
        with bar("writing the sample region", "files") as report:
            region = generate(
                settings.home / "sample-region", people=people, seed=seed, report=report
            )
        files: dict[str, list[Path]] = {}
        for file in region.files:
            files.setdefault(file.source, []).append(file.path)
        for name, paths in files.items():
            source = named_source(settings, name)
            _tell_load(loading.load(graph, source, paths, progress=bar))
        click.echo("Some rows are faulty on purpose; they are kept: workbench rejects")
        if figures.pending(graph.run):
            tell_resolved(resolve_records(graph, bar))
    serve_app(port)


@workbench.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
def serve(port: int) -> None:
    """Serve the app on this machine."""
    require_free(port)
    settings = configuration.from_environment()
    with current_graph(settings):
        pass
    serve_app(port)


def _tell_sources(sources: Mapping[str, SourceStatus]) -> None:
    """The table of the latest loads, with what is still open of all of them."""
    click.echo("Latest load of each source; its open rejects are those of all its loads.")
    click.echo(
        f"{'source':<22}{'rows':>10}{'loaded':>10}{'unchanged':>11}{'rejected':>10}"
        f"{'withdrawn':>11}{'open rejects':>14}  state"
    )
    for name, one in sources.items():
        click.echo(
            f"{name:<22}{one.rows:>10,}{one.loaded:>10,}{one.unchanged:>11,}{one.rejected:>10,}"
            f"{one.withdrawn:>11,}{one.open_rejects:>14,}  {one.state_shown}"
        )


def _tell_load(done: loading.LoadSummary) -> None:
    of = done.figures
    how = " (unchanged since its last load)" if done.repeated else ""
    how += " (went on with an interrupted load)" if done.resumed else ""
    gone = f", {many(done.withdrawn, 'record')} withdrawn" if done.withdrawn else ""
    click.echo(
        f"{done.source}: {many(of.rows, 'row')} = {of.loaded:,} loaded + "
        f"{of.unchanged:,} unchanged + {of.rejected:,} rejected{gone}{how}"
    )
