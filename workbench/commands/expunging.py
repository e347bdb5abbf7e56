"""The commands that expunge records, list what was expunged, and apply such a list."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from workbench import settings as configuration
from workbench.commands.graph import current_graph, working_graph
from workbench.commands.resolution import tell_resolved
from workbench.commands.scrubbers import scrubbers
from workbench.errors import InputError
from workbench.explore.words import many
from workbench.pipeline import expunge as expunging
from workbench.pipeline.expunge import Planned
from workbench.pipeline.secret import keyed
from workbench.pipeline.tombstones import Reason, from_json, to_json, tombstones
from workbench.progress import bar

RECORDS = "records"
REASONS = [one.value for one in Reason if one is not Reason.INTELLIGENCE_EXPIRED]


class RecordsFirst(click.Group):
    """A group whose command ``records`` is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the command that is meant."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [RECORDS, *args]
        return super().parse_args(ctx, args)


@click.group(cls=RecordsFirst)
def expunge() -> None:
    """Remove records for good: `workbench expunge KEY…`.

    Only a tombstone is left, which tells nobody the number and keeps the record from coming back.
    """


@expunge.command(RECORDS)
@click.argument("keys", nargs=-1, required=True)
@click.option("--reason", required=True, help=f"One of {', '.join(REASONS)}; or why to release.")
@click.option("--authority", required=True, help="The order or statute, by its own number.")
@click.option("--by", default=getpass.getuser, help="Who does it; the user of this account.")
@click.option("--all-parts", is_flag=True, help="With everything written under the same numbers.")
@click.option("--dry-run", is_flag=True, help="Show what would go; change nothing.")
@click.option("--release", is_flag=True, help="Allow expunged records KEYS to be loaded again.")
def expunge_records(
    keys: tuple[str, ...],
    reason: str,
    authority: str,
    by: str,
    all_parts: bool,
    dry_run: bool,
    release: bool,
) -> None:
    """Expunge the records KEYS with all that was derived from them."""
    settings = configuration.from_environment()
    if release and (dry_run or all_parts):
        raise InputError("--release stands alone: it removes nothing")
    if release:
        with working_graph(settings) as graph:
            released = expunging.release(
                graph, keys, reason=reason, authority=authority, by=by, keyed=keyed(settings.home)
            )
        click.echo(f"{many(released, 'expunged record')} may be loaded again")
        return
    code = _reason(reason)
    if dry_run:
        with current_graph(settings) as graph:
            _tell_plan(expunging.plan(graph, keys), all_parts=all_parts)
        return
    with working_graph(settings) as graph:
        planned = expunging.plan(graph, keys)
        named = planned.keys + (planned.kin if all_parts else ())
        resolved = expunging.expunge(
            graph,
            named,
            code,
            authority=authority,
            by=by,
            keyed=keyed(settings.home),
            scrubbers=scrubbers(settings),
            progress=bar,
        )
    click.echo(f"{many(len(named), 'record')} expunged")
    if resolved:
        tell_resolved(resolved)
    if planned.kin and not all_parts:
        _tell_kin(planned)


@expunge.command("list")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Of that day (UTC) and later.")
def expunge_list(since: datetime | None) -> None:
    """Print the tombstones, one a line, to be applied to a restored copy of the graph."""
    with current_graph(configuration.from_environment()) as graph:
        stones = tombstones(graph)
    for stone in stones:
        when = max(stone.at, stone.released_at or stone.at)
        if since is None or when >= since.replace(tzinfo=UTC):
            click.echo(to_json(stone))


@expunge.command("apply")
@click.argument("file", type=click.Path(path_type=Path))
def expunge_apply(file: Path) -> None:
    """Expunge again what FILE, made by `workbench expunge list`, says was expunged."""
    settings = configuration.from_environment()
    lines = file.read_bytes().splitlines()
    stones = [from_json(line) for line in lines if line.strip()]
    with working_graph(settings) as graph:
        gone = expunging.reapply(
            graph,
            stones,
            keyed=keyed(settings.home),
            scrubbers=scrubbers(settings),
            progress=bar,
        )
    click.echo(f"{many(len(stones), 'tombstone')} kept; {many(gone, 'record')} expunged again")


def _reason(reason: str) -> Reason:
    if reason not in REASONS:
        raise InputError(
            f"--reason {reason!r} is no reason's code: it is kept, so it names nobody. One of "
            f"{', '.join(REASONS)}"
        )
    return Reason(reason)


def _tell_plan(planned: Planned, *, all_parts: bool) -> None:
    named = planned.keys + (planned.kin if all_parts else ())
    click.echo(f"{many(len(named), 'record')} would be expunged:")
    for key in named:
        click.echo(f"  {key}")
    if planned.kin and not all_parts:
        _tell_kin(planned)


def _tell_kin(planned: Planned) -> None:
    click.echo("Under the same numbers are also, and stay unless --all-parts is given:")
    for key in planned.kin:
        click.echo(f"  {key}")
