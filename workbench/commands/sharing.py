"""The commands of sharing: who may see what."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from workbench import settings as configuration
from workbench.access import rulebook
from workbench.access.rules import parse_rules
from workbench.access.viewer import Role, Seat
from workbench.commands.graph import current_graph
from workbench.commands.operations import current_database, operator
from workbench.errors import InputError
from workbench.explore.words import many
from workbench.pipeline.sharing import applied, apply_rules
from workbench.progress import bar
from workbench.records.agencies import SHARING_AGENCIES

SHOWN = 40


@click.group()
def sharing() -> None:
    """Who may see what of whose records."""


@sharing.command()
@click.option("--version", type=int, help="An earlier version; the rules in force without it.")
def show(version: int | None) -> None:
    """Print the rules in force, as a file that can be changed and published."""
    with current_database() as database:
        versions = {one.number: one.text for one in rulebook.history(database)}
        text = rulebook.in_force(database).text if version is None else versions.get(version)
    if text is None:
        raise InputError(f"there is no version {version}: workbench sharing history")
    click.echo(text, nl=False)


@sharing.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check the rules in FILE, and say what would change for whom."""
    rules = parse_rules(_read(file))
    with current_database() as database:
        before = rulebook.in_force(database)
    with current_graph(configuration.from_environment()) as graph:
        held = applied(graph)
    changes = rulebook.differences(before, rules, held.audiences if held else ())
    for one in changes[:SHOWN]:
        click.echo(f"{one.seat.name:<28} {one.audience:<36} {one.before} → {one.after}")
    if len(changes) > SHOWN:
        click.echo(f"{SHOWN} of {len(changes):,}, by viewer")
    click.echo(f"The rules are in order; {many(len(changes), 'change')} for what is held now.")


@sharing.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reason", required=True, help="Why, for the history.")
def publish(file: Path, reason: str) -> None:
    """Put the rules in FILE in force, and make every agency's view anew."""
    text = _read(file)
    with current_database() as database:
        after = max((one.number for one in rulebook.history(database)), default=0)
        made = rulebook.publish(
            database, text, by=operator(), reason=reason, after=after, now=datetime.now(UTC)
        )
    click.echo(f"version {made.number} is in force; nobody reads until it is applied")
    _apply()


@sharing.command()
def apply() -> None:
    """Make every agency's view anew for the rules in force, as after an interrupted publish."""
    _apply()


@sharing.command()
def history() -> None:
    """List the versions, the latest first."""
    with current_database() as database:
        versions = rulebook.history(database)
    for one in versions:
        click.echo(f"{one.number:>4}  {one.when}  {one.by}, {one.agency}: {one.reason}")
    click.echo("   0  the rules that come with the product")


@sharing.command()
@click.argument("agency", type=click.Choice([agency.code for agency in SHARING_AGENCIES]))
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.argument("audience")
@click.option("--case", "on_case", is_flag=True, help="The viewer has given a case.")
def explain(agency: str, role: str, audience: str, on_case: bool) -> None:
    """Say what a viewer is given of AUDIENCE (owner/category/handling), and why."""
    if audience.count("/") != 2:
        raise InputError(
            "write OWNER/CATEGORY/HANDLING, such as PGPD/arrest/ or PGPD/arrest/juvenile"
        )
    with current_database() as database:
        rules = rulebook.in_force(database)
    seat = Seat(agency, Role(role), on_case)
    click.echo(rules.treatment(seat, audience).word)
    for reason in rules.reasons(seat, audience):
        click.echo(f"  {reason}")


def _apply() -> None:
    with current_database() as database:
        rules = rulebook.in_force(database)
    with current_graph(configuration.from_environment()) as graph, graph.alone():
        apply_rules(graph, rules, bar)
    click.echo("applied")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read as text: {error}") from error
