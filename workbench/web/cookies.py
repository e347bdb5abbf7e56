"""The session cookie: our own, unreadable to scripts, sent to this site alone."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from workbench.settings import Settings

NAME = "wb_session"
SECURE_NAME = f"__Host-{NAME}"
"""Under TLS: browsers take it from this very host only."""


def name(settings: Settings) -> str:
    """The cookie's name."""
    return SECURE_NAME if behind_tls(settings) else NAME


def behind_tls(settings: Settings) -> bool:
    """Whether browsers reach the app through TLS."""
    return settings.url.startswith("https://")


def token(settings: Settings, cookies: Mapping[str, str]) -> str | None:
    """The session's token among a request's cookies."""
    return cookies.get(name(settings))


def give(settings: Settings, response: Response, value: str) -> None:
    """Let the browser keep a token until it is closed."""
    response.set_cookie(
        name(settings), value, httponly=True, samesite="strict", secure=behind_tls(settings),
        path="/",
    )  # fmt: skip


def take(settings: Settings, response: Response) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(
        name(settings), httponly=True, samesite="strict", secure=behind_tls(settings), path="/"
    )
