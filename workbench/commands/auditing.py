"""The commands of the audit: is it whole, and who saw what?"""

from __future__ import annotations

from datetime import datetime

import click

from workbench import settings as configuration
from workbench.access import audit as audit_
from workbench.access.audit import Asked
from workbench.access.database import open_database
from workbench.access.looks import Look, Outcome
from workbench.commands.operations import current_database, operator
from workbench.errors import WorkbenchError

DAYS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M"]


@click.group()
def audit() -> None:
    """Who saw what, for what purpose; and the proof that nobody changed the record of it."""


@audit.command()
def verify() -> None:
    """Go through every entry; exits with 1 and names the entries where the chain is broken."""
    # not anchored: what may have been changed is no anchor
    with open_database(configuration.from_environment()) as database:
        found = audit_.verify(database)
    for one in found.broken:
        click.echo(f"entry {one.seq:,}: {one.what}" if one.seq else one.what, err=True)
    if found.broken:
        raise WorkbenchError(
            "the audit was changed: keep the database as it is, and tell your security officer"
        )
    click.echo(f"{found.entries:,} entries: the chain holds")


@audit.command()
def anchor() -> None:
    """Write the chain's end to the files of anchors (WORKBENCH_AUDIT_ANCHORS names a second)."""
    with current_database() as database:
        seq = audit_.anchor(database)
        click.echo(f"entry {seq:,} is anchored in {', '.join(map(str, database.anchors))}")


@audit.command()
@click.option("--user", default="")
@click.option("--agency", default="")
@click.option("--act", default="", help="Such as read, signed in, page refused.")
@click.option("--case", "case_number", default="")
@click.option("--id", "id_", default="", help="An entity's id or a record's key that was shown.")
@click.option("--outcome", default="", type=click.Choice(["", *map(str, Outcome)]))
@click.option("--since", type=click.DateTime(DAYS), help="In UTC.")
@click.option("--until", type=click.DateTime(DAYS), help="In UTC; before this moment.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
def search(
    user: str,
    agency: str,
    act: str,
    case_number: str,
    id_: str,
    outcome: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> None:
    """List entries, the latest first. The search is noted as well."""
    asked = Asked(
        user=user,
        agency=agency,
        action=act,
        case_number=case_number,
        id=id_,
        outcome=outcome,
        since=audit_.in_utc(since),
        until=audit_.in_utc(until),
    )
    with current_database() as database:
        found = audit_.search(database, asked, limit=limit)
        said = {name: str(value) for name, value in asked.told().items()}
        audit_.append(
            database, Look(operator(), "audit searched", "", said, (), len(found.entries))
        )
    for entry in found.entries:
        ids = entry.shown_ids
        shown = f"  {' '.join(ids[:3])}{' …' if len(ids) > 3 else ''}" if ids else ""
        click.echo(
            f"{entry.seq:>8}  {entry.when}  {entry.user}, {entry.agency} {entry.role}  "
            f"{entry.action} {entry.statement} {entry.outcome}  {entry.purpose} "
            f"{entry.case_number}{shown}"
        )
    click.echo(f"{len(found.entries):,} of {found.total:,}, latest first")
