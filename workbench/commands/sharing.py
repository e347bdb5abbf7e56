"""The commands about sharing rules: look at them, check and publish others, say why."""

from __future__ import annotations

from pathlib import Path

import click

from workbench import settings as configuration
from workbench.access.differences import difference, strangers
from workbench.access.rulebook import history as versions
from workbench.access.rulebook import in_force, latest, propose
from workbench.access.rulebook import publish as publish_rules
from workbench.access.rules import Rules, default_rules, parse_audience, parse_rules
from workbench.access.viewer import Role, Seat
from workbench.commands.graph import working_graph
from workbench.commands.operations import current_database, operator
from workbench.errors import InputError
from workbench.pipeline.catalogue import owners
from workbench.pipeline.sharing import bring_in_force
from workbench.progress import bar


@click.group()
def sharing() -> None:
    """Who may see what of whose records."""


@sharing.command("show")
def show() -> None:
    """Print the rules in force."""
    with current_database() as db:
        click.echo(latest(db).rules.text, nl=False)


@sharing.command("template")
def template() -> None:
    """Print the rules that come with the workbench, to begin a file from."""
    click.echo(default_rules().text, nl=False)


@sharing.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check FILE, and say what it would change."""
    rules = parse_rules(_text(file))
    with current_database() as db:
        for sentence in difference(in_force(db), rules):
            click.echo(sentence)
    _warn(rules)


@sharing.command("publish")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reason", required=True, help="Why, in words that hold up a year from now.")
def publish(file: Path, reason: str) -> None:
    """Put the rules of FILE in force and apply them to the graph.

    From the moment of publishing until they are applied nobody can read.
    """
    text = _text(file)
    with current_database() as db, working_graph() as graph:
        number = latest(db).number
        proposal = propose(db, text, operator(), reason, number)
        made = publish_rules(db, text, operator(), reason, number)
        for sentence in proposal.difference:
            click.echo(sentence)
        _warn(made.rules)
        click.echo(f"version {made.number} is published; applying it")
        bring_in_force(db, operator(), graph, made, bar)
    click.echo(f"version {made.number} is in force")


@sharing.command("apply")
def apply() -> None:
    """Bring the graph to the rules in force, where that was ended half-way."""
    with current_database() as db, working_graph() as graph:
        made = latest(db)
        bring_in_force(db, operator(), graph, made, bar)
    click.echo(f"version {made.number} is applied")


@sharing.command("history")
def history() -> None:
    """List the versions, the latest first."""
    with current_database() as db:
        for one in versions(db):
            at = f"{one.at:%Y-%m-%d %H:%M} UTC" if one.at else "from the beginning"
            by = f"{one.user} ({one.agency}): " if one.user else ""
            click.echo(f"{one.number:>4}  {at}  {by}{one.reason}")


@sharing.command("explain")
@click.argument("agency")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.argument("audience")
@click.option("--case", "on_case", is_flag=True, help="They work on a case.")
def explain(agency: str, role: str, audience: str, on_case: bool) -> None:
    """Say what AGENCY's ROLE is given of records of AUDIENCE (MPD/arrest/juvenile), and why."""
    with current_database() as db:
        rules: Rules = in_force(db)
    seat, asked = Seat(agency, Role(role), on_case), parse_audience(audience)
    click.echo(rules.treatment(seat, asked).word)
    for reason in rules.reasons(seat, asked):
        click.echo(f"  {reason}")


def _warn(rules: Rules) -> None:
    for warning in strangers(rules, owners(configuration.from_environment())):
        click.echo(f"warning: {warning}", err=True)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(f"{file} cannot be read: {said}. Name another file") from error
