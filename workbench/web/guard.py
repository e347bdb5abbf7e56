"""Who may connect at all: before any page runs and any byte of content is sent.

request ── from this machine, or through the TLS proxy? ── session? ──► page
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.access import sessions
from workbench.access.database import Database
from workbench.errors import WorkbenchError
from workbench.settings import Settings
from workbench.web import cookies

OPEN = ("/enter", "/auth/", "/healthz", "/_stcore/health")
"""Paths that need no session."""
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip")
LOCAL_HOSTS = frozenset(("localhost", "127.0.0.1", "[::1]"))
HEADERS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
}
"""Streamlit's page needs inline scripts and styles; nothing may come from elsewhere."""


class Guard:
    """Middleware that lets through only whom the settings allow, and pages only in a session."""

    def __init__(self, app: ASGIApp, settings: Settings, database: Callable[[], Database]) -> None:
        self.app = app
        self.settings = settings
        self.database = database

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        if why := refusal(self.settings, connection):
            await self._answer(scope, receive, send, PlainTextResponse(why, 403))
            return
        path = connection.url.path
        if not path.startswith(OPEN) and not await to_thread.run_sync(self._signed_in, connection):
            if scope["type"] == "http" and "text/html" in connection.headers.get("accept", ""):
                await self._answer(scope, receive, send, RedirectResponse(_enter(connection), 303))
            else:
                await self._answer(scope, receive, send, PlainTextResponse("not signed in", 401))
            return
        await self.app(scope, receive, self._hardened(scope, send))

    def _signed_in(self, connection: HTTPConnection) -> bool:
        token = cookies.token(self.settings, connection.cookies)
        try:
            standing = sessions.look(self.database(), token, datetime.now(UTC), active=False)
            return standing.active
        except WorkbenchError:
            # the page says what is wrong, and shows nothing
            return True

    async def _answer(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        response: Response,
    ) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "not signed in"})
            return
        await response(scope, receive, self._hardened(scope, send))

    def _hardened(self, scope: Scope, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for header, value in HEADERS.items():
                    headers[header] = value
                if not scope["path"].startswith("/static/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        return sending


def _enter(connection: HTTPConnection) -> str:
    """The sign-in page, which leads on to what was asked for."""
    asked = connection.url.path + (f"?{connection.url.query}" if connection.url.query else "")
    return "/enter" if asked == "/" else f"/enter?next={quote(asked, safe='')}"


def local(path: str) -> str:
    """``path`` where it is one of this site; else its front page."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and len(path) < 2_000
    return path if plain and path.isprintable() else "/"


def refusal(settings: Settings, connection: HTTPConnection) -> str:
    """Why nothing is answered to whoever asks from there; empty where all is well."""
    headers = connection.headers
    client = connection.client.host if connection.client else ""
    forwarded = [header for header in FORWARDED if header in headers]
    if settings.demo:
        if forwarded or not _loopback(client) or not _local_host(headers):
            return "The demonstration is for this machine alone: set up OIDC to serve others."
        return ""
    proxied = bool(settings.trusted_proxy) and client == settings.trusted_proxy
    if proxied and forwarded:
        if headers.get("x-forwarded-proto") != "https":
            return "Only TLS is served: let the proxy send X-Forwarded-Proto: https."
        return "" if settings.oidc_issuer else "Nobody can sign in: set up OIDC."
    if forwarded:
        return "Headers of a proxy that is not trusted: set WORKBENCH_TRUSTED_PROXY."
    if not _loopback(client):
        return "Only TLS is served: put a proxy before the app (docs/signing-in.md)."
    return ""


def address(settings: Settings, connection: HTTPConnection) -> str:
    """The network address of whoever asks; the proxy's word where there is one."""
    client = connection.client.host if connection.client else ""
    if settings.trusted_proxy and client == settings.trusted_proxy:
        return connection.headers.get("x-forwarded-for", client).rpartition(",")[2].strip()[:100]
    return client


def _loopback(client: str) -> bool:
    try:
        return ip_address(client).is_loopback
    except ValueError:
        # the test client of starlette, and sockets of this machine
        return client in ("testclient", "")


def _local_host(headers: Headers) -> bool:
    host = headers.get("host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name in LOCAL_HOSTS or name == "testserver"
