"""Made-up accounts, one for each role and agency, for a demonstration on one machine."""

from __future__ import annotations

from datetime import datetime

from workbench.access import accounts
from workbench.access.accounts import Account
from workbench.access.database import Database
from workbench.access.viewer import Role, Viewer
from workbench.errors import InputError

ISSUER = "demonstration"
"""Stands where a real account names its provider; no provider is called so."""


def demo_account(database: Database, agency: str, role: Role, now: datetime) -> Account:
    """The made-up account of a role in an agency, made where it is not there yet.

    Raises:
        InputError: the agency does not sign in.
    """
    subject = f"{agency}/{role.value}".lower()
    if found := accounts.by_subject(database, ISSUER, subject):
        return found
    try:
        return accounts.create(
            database,
            user=f"demo-{subject.replace('/', '-')}",
            name=f"Demo {role.value}",
            agency=agency,
            role=role,
            issuer=ISSUER,
            subject=subject,
            by=Viewer("demonstration", agency, Role.ADMINISTRATOR, ""),
            now=now,
        )
    except InputError:
        # another request has made it at the same moment
        if found := accounts.by_subject(database, ISSUER, subject):
            return found
        raise
