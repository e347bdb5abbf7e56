"""The guard before every request and socket: reach, session, origin, and headers of the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.access.database import Database
from workbench.errors import WorkbenchError
from workbench.settings import Settings
from workbench.web.forms import entrance_for, path_here, same_origin, session_cookie
from workbench.web.headers import LOCKED_DOWN, NEVER_KEPT, TLS_ONLY, app_policy
from workbench.web.pages import line, page, told
from workbench.web.reach import HEALTH, Reach
from workbench.web.standing import standing

OPEN = frozenset({"/enter", "/enter/demo", "/leave", "/auth/login", "/auth/callback"}) | HEALTH
"""What answers without a session."""
SHELL = ("/static/", "/favicon.png")
"""Streamlit's own files, the same for everybody, which hold nothing of ours."""
CLOSED = ("/_stcore/agent/", "/auth/logout", "/oauth2callback", "/_stcore/metrics")
"""What Streamlit would answer beside the pages, and nobody here may ask."""
SAFE = frozenset({"GET", "HEAD"})
POLICY_VIOLATION = 1008
"""WebSocket close code."""


class Guard:
    """ASGI middleware that answers nothing to whom it does not know."""

    def __init__(
        self, app: ASGIApp, *, settings: Settings, reach: Reach, database: Database, shell: str
    ) -> None:
        self._app = app
        self._settings = settings
        self._reach = reach
        self._database = database
        self._policy = app_policy(shell)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or socket pass, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        answer = await self._answer(scope)
        if scope["type"] == "websocket":
            if answer is None:
                await self._app(scope, receive, send)
            else:
                await receive()
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        dressed = self._dressed(scope, send)
        try:
            await (self._app if answer is None else answer)(scope, receive, dressed)
        except WorkbenchError as error:
            await _not_available(error)(scope, receive, dressed)

    async def _answer(self, scope: Scope) -> Response | None:
        """What to answer in place of the app; None where it may answer."""
        path, headers = scope["path"], Headers(scope=scope)
        if why := self._reach.refusal(scope):
            return _refused(why, 403)
        if any(path.startswith(one) for one in CLOSED):
            return PlainTextResponse("not found", 404)
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE
        if changes and not same_origin(headers):
            return _refused("the request comes from a page of another site", 403)
        if path in OPEN or path.startswith(SHELL):
            return None
        token = _cookie(headers, session_cookie(self._reach.secure))
        try:
            found = await run_in_threadpool(
                standing, self._database, self._settings, token, datetime.now(UTC), active=False
            )
        except WorkbenchError as error:
            return _not_available(error)
        if found.active:
            return None
        return _to_entrance(scope, headers, token)

    def _dressed(self, scope: Scope, send: Send) -> Send:
        kept = scope["path"].startswith(SHELL)

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in LOCKED_DOWN.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", self._policy)
                if not kept:
                    headers["Cache-Control"] = NEVER_KEPT
                if self._reach.secure:
                    headers["Strict-Transport-Security"] = TLS_ONLY
            await send(message)

        return dressed


def _to_entrance(scope: Scope, headers: Headers, token: str) -> Response:
    """Send a browser that opens a page to the sign-in page; anything else is refused."""
    if scope["type"] == "websocket" or scope["method"] not in SAFE:
        return PlainTextResponse("sign in first", 401)
    if "text/html" not in headers.get("accept", ""):
        return PlainTextResponse("sign in first", 401)
    query = scope["query_string"].decode("latin-1")
    asked = path_here(f"{scope['path']}?{query}" if query else scope["path"])
    if not token and headers.get("sec-fetch-site") == "cross-site":
        # a link from elsewhere does not bring the cookie; this page, being ours, asks again with it
        return page("One moment", line("One moment …"), onward=asked)
    return RedirectResponse(entrance_for(asked), 303)


def _not_available(error: WorkbenchError) -> Response:
    return page("Not available", told(f"{error}."), status=503)


def _refused(why: str, status: int) -> Response:
    return page("Refused", told(f"Refused: {why}."), status=status)


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return found[name].value if name in found else ""
