"""What a session token stands for, as this installation signs people in."""

from __future__ import annotations

from datetime import datetime

from workbench.access import sessions
from workbench.access.database import Database
from workbench.access.demo import ISSUER
from workbench.access.sessions import Standing
from workbench.settings import Settings


def issuer(settings: Settings) -> str:
    """Whose accounts may sign in."""
    return ISSUER if settings.demo else settings.oidc_issuer or ""


def standing(
    database: Database, settings: Settings, token: str | None, now: datetime, *, active: bool
) -> Standing:
    """What ``token`` stands for now: a demo account's session stands for nothing elsewhere.

    Args:
        active: somebody did something, so that the session is not idle; not set by timers.
    """
    return sessions.look(database, token, now, active=active, issuer=issuer(settings))
