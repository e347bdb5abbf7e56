"""The commands of accounts: who may sign in."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from workbench.access import accounts as accounts_
from workbench.access.accounts import Account
from workbench.access.database import Database
from workbench.access.viewer import Role
from workbench.commands.operations import current_database, operator
from workbench.errors import InputError
from workbench.records.agencies import AGENCY_NAMES

AGENCY = click.Choice([*AGENCY_NAMES])
ROLE = click.Choice([role.value for role in Role])


@click.group()
def accounts() -> None:
    """Who may sign in, for which agency, in which role."""


@accounts.command("list")
def list_() -> None:
    """List all accounts."""
    with current_database() as database:
        everyone = accounts_.everyone(database)
    now = datetime.now(UTC)
    for one in everyone:
        click.echo(
            f"{one.user:<24} {one.agency:<8} {one.role.value:<14} "
            f"{one.state(now) or 'in use'}  {one.issuer} {one.subject}"
        )
    if not everyone:
        click.echo("Nobody may sign in yet: workbench accounts add USER …")


@accounts.command()
@click.argument("user")
@click.option("--name", required=True, help="As it is shown.")
@click.option("--agency", required=True, type=AGENCY)
@click.option("--role", required=True, type=ROLE)
@click.option("--issuer", required=True, help="The provider, as its tokens say it (iss).")
@click.option("--subject", required=True, help="The person, as the provider's tokens say it (sub).")
def add(user: str, name: str, agency: str, role: str, issuer: str, subject: str) -> None:
    """Let USER sign in."""
    with current_database() as database:
        accounts_.create(
            database,
            user=user,
            name=name,
            agency=agency,
            role=Role(role),
            issuer=issuer,
            subject=subject,
            by=operator(),
            now=datetime.now(UTC),
        )
    click.echo(f"{user} may sign in: {agency}, {role}")


@accounts.command()
@click.argument("user")
@click.option("--reason", required=True)
def disable(user: str, reason: str) -> None:
    """Let USER sign in no more, and end their sessions at once."""
    with current_database() as database:
        account = _named(database, user)
        accounts_.disable(database, account, reason=reason, by=operator(), now=datetime.now(UTC))
    click.echo(f"{user} is disabled")


@accounts.command()
@click.argument("user")
def enable(user: str) -> None:
    """Let USER sign in again."""
    with current_database() as database:
        accounts_.enable(database, _named(database, user), by=operator(), now=datetime.now(UTC))
    click.echo(f"{user} may sign in")


@accounts.command()
@click.argument("user")
def release(user: str) -> None:
    """Take back the lock that failed sign-ins set."""
    with current_database() as database:
        accounts_.release(database, _named(database, user), by=operator())
    click.echo(f"{user} is released")


@accounts.command()
@click.argument("user")
@click.option("--agency", required=True, type=AGENCY)
@click.option("--role", required=True, type=ROLE)
def role(user: str, agency: str, role: str) -> None:
    """Give USER another role or agency; their sessions end."""
    with current_database() as database:
        account = _named(database, user)
        accounts_.change_role(database, account, role=Role(role), agency=agency, by=operator())
    click.echo(f"{user}: {agency}, {role}")


def _named(database: Database, user: str) -> Account:
    account = accounts_.by_user(database, user)
    if account is None:
        raise InputError(f"there is no account {user!r}: workbench accounts list")
    return account
