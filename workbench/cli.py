"""The command line: fetch and run Neo4j, load agencies' files, resolve, look at the figures."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping

import click
import msgspec

from workbench import settings as configuration
from workbench.commands.accounts import accounts
from workbench.commands.auditing import audit
from workbench.commands.deciding import decide_command, decisions, undo_command
from workbench.commands.evaluate import evaluate
from workbench.commands.explaining import explain
from workbench.commands.expunging import expunge
from workbench.commands.graph import current_graph, require_expunged
from workbench.commands.handling import handling
from workbench.commands.loading import load, rejects
from workbench.commands.models import model
from workbench.commands.queue import queue
from workbench.commands.resolution import resolve, watch
from workbench.commands.retention import retention
from workbench.commands.sample import demo, sample
from workbench.commands.sharing import sharing
from workbench.errors import InputError, WorkbenchError
from workbench.explore.words import many
from workbench.graph import engine
from workbench.pipeline import status as figures
from workbench.pipeline.catalogue import known_sources
from workbench.pipeline.status import SourceStatus
from workbench.progress import bar
from workbench.serving import require_free, serve_app
from workbench.web.reach import require_servable


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
    load,
    rejects,
    sample,
    demo,
    evaluate,
    resolve,
    queue,
    explain,
    decide_command,
    undo_command,
    decisions,
    model,
    watch,
    handling,
    expunge,
    retention,
    sharing,
    accounts,
    audit,
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
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(as_json: bool) -> None:
    """Show what came in, what was refused and what is held.

    The figures lie in Neo4j: the managed one is started where it does not run.
    """
    with current_graph(configuration.from_environment()) as graph:
        held = figures.status(graph.run)
        waiting = graph.run("status_waiting")[0]["waiting"]
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
    if waiting:
        click.echo(f"waiting for a reviewer: {many(waiting, 'pair')} (workbench queue)")
    if held.pending:
        click.echo("Records wait for resolution: run `workbench resolve`.")


@workbench.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--address", default="localhost", show_default=True)
def serve(port: int, address: str) -> None:
    """Serve the app.

    Users sign in through OIDC (docs/signing-in.md). WORKBENCH_AUTH=demo lets anybody on this
    machine in by made-up accounts instead.
    """
    settings = configuration.from_environment()
    require_servable(settings, address)
    require_free(port)
    with current_graph(settings) as graph:
        require_expunged(settings, graph)
    serve_app(port, address)


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
