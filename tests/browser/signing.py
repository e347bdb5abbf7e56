"""Being signed in, without the way through the sign-in pages, which has tests of its own."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Page

from workbench.access import sessions
from workbench.access.database import open_database
from workbench.access.demo import demo_account
from workbench.access.purpose import parse_purpose
from workbench.access.viewer import Role
from workbench.settings import Settings
from workbench.web import cookies


def sign_in(
    page: Page, address: str, settings: Settings, role: Role = Role.SUPERVISOR, agency: str = "MPD"
) -> str:
    """Give the page's browser a session with a purpose; the session's token."""
    now = datetime.now(UTC)
    with open_database(settings) as database:
        account = demo_account(database, agency, role, now=now)
        token, session = sessions.begin(database, account, address="127.0.0.1", now=now)
        sessions.accept_banner(database, session, now=now)
        stated = parse_purpose("C", "24-031", "robbery series on H Street")
        sessions.set_purpose(database, session, stated)
    page.context.add_cookies([{"name": cookies.NAME, "value": token, "url": address}])
    return token
