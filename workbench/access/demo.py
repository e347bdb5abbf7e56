"""Made-up accounts, one for every agency and role: for made-up records on one machine."""

from __future__ import annotations

from datetime import datetime

from workbench.access.accounts import Account, by_subject, create, enable
from workbench.access.database import Database
from workbench.access.viewer import Role, Viewer
from workbench.errors import InputError

ISSUER = "demonstration"
"""No provider has this name: nobody signs in by one of these accounts in real use."""
_MAKER = Viewer("demonstration", "MPD", Role.ADMINISTRATOR, "")


def demo_account(database: Database, agency: str, role: Role, *, now: datetime) -> Account:
    """The made-up account of an agency and role, made when it is first asked for.

    Raises:
        InputError: there is no such agency, or an administrator has disabled the account.
    """
    subject = f"{agency}/{role.value}"
    found = by_subject(database, ISSUER, subject) or create(
        database,
        user=f"{agency.lower()}-{role.value}",
        name=f"{agency} {role.value}",
        agency=agency,
        role=role,
        issuer=ISSUER,
        subject=subject,
        by=_MAKER,
        now=now,
    )
    if found.state(now).startswith("disabled: unused"):
        enable(database, found, by=_MAKER, now=now)
        found = by_subject(database, ISSUER, subject) or found
    if why := found.state(now):
        raise InputError(f"this account is {why}: choose another")
    return found
