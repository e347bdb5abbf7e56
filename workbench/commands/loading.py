"""The commands that load agencies' files and show what was refused of them."""

from __future__ import annotations

from pathlib import Path

import click

from workbench import settings as configuration
from workbench.access.disclosure import Recipient, What, disclose
from workbench.commands.graph import current_graph, working_graph
from workbench.commands.operations import current_database, operator
from workbench.commands.writing import write_whole
from workbench.errors import InputError, WorkbenchError
from workbench.explore.words import many
from workbench.graph import loads
from workbench.pipeline import load as loading
from workbench.pipeline import status as figures
from workbench.pipeline.catalogue import loading_corrections, named_source
from workbench.pipeline.secret import keyed
from workbench.progress import bar

SHOWN_REJECTS = 20
CORRECTING = "to be corrected and loaded again"


@click.command()
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
    with working_graph(settings) as graph:
        summary = loading.load(
            graph,
            layout,
            paths,
            complete=complete,
            corrections=corrections,
            keyed=keyed(settings.home),
            progress=bar,
        )
        waiting = summary.figures.rejected and (
            not summary.repeated or figures.rejects(graph.run, layout.name)
        )
    tell_load(summary)
    if waiting:
        click.echo(f"The rejected rows, and why: workbench rejects {layout.name}")
    if summary.figures.rejected and summary.withdrawn:
        click.echo("A withdrawn record may be that of a rejected row: corrected, it comes back.")
    if 0 < summary.figures.rows == summary.figures.rejected:
        raise WorkbenchError(
            "no row could be used"
            + (", so nothing was withdrawn: " if complete else ": ")
            + (
                "each still has a value to correct; `workbench rejects` says which and why"
                if corrections
                else f"these are probably not files of {layout.name}, or their columns have changed"
            )
        )


@click.command()
@click.argument("source", required=False)
@click.option("--export", type=click.Path(path_type=Path), help="Write them as CSV to correct.")
@click.option("--to", help="Who corrects them; the user of this account.")
@click.option("--why", default=CORRECTING, show_default=True, help="What the export is for.")
@click.option("--dismiss", is_flag=True, help="Close them: they need no correction.")
def rejects(
    source: str | None, export: Path | None, to: str | None, why: str, dismiss: bool
) -> None:
    """Show the refused rows of SOURCE, or of every source.

    Export them, correct the values, and load them with --corrections; the export is noted in the
    audit and in the ledger of what left. Dismiss them where the agency has sent the right rows
    since; a row that comes again in another file is rejected again.
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
        by = operator()
        recipient = Recipient(by.agency, to or by.user)
        with current_database() as database:
            made = disclose(
                database, by, What.REJECTS, [one.id for one in refused], recipient, why,
                lambda: figures.export_rejects(refused),
            )  # fmt: skip
        write_whole(export, made.data)
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


def tell_load(done: loading.LoadSummary) -> None:
    """What became of the rows of a load."""
    of = done.figures
    how = " (unchanged since its last load)" if done.repeated else ""
    how += " (went on with an interrupted load)" if done.resumed else ""
    gone = f", {many(done.withdrawn, 'record')} withdrawn" if done.withdrawn else ""
    click.echo(
        f"{done.source}: {many(of.rows, 'row')} = {of.loaded:,} loaded + "
        f"{of.unchanged:,} unchanged + {of.rejected:,} rejected{gone}{how}"
    )
