"""The routes beside the pages: sign in, sign out, health."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from workbench.access import accounts, sessions
from workbench.access.accounts import Account
from workbench.access.audit import append
from workbench.access.database import Database
from workbench.access.demo import ISSUER, demo_account
from workbench.access.looks import Look, Outcome
from workbench.access.viewer import Role, Viewer
from workbench.errors import WorkbenchError
from workbench.records.agencies import SHARING_AGENCIES
from workbench.settings import Settings
from workbench.web import cookies, markup, provider
from workbench.web.guard import Guard, address, local

CSRF = "wb_form"
PROVIDER_COOKIE = "wb_sign_in"
PROVIDER_SECONDS = 600
UNKNOWN = "Your agency's account is not known here: ask your administrator to add it."
FACTORS = "Sign in with a second factor: your agency's provider did not say that one was used."


@dataclass(frozen=True)
class Door:
    """Sign-in and sign-out for one installation."""

    settings: Settings
    database: Callable[[], Database]

    async def enter(self, request: Request) -> Response:
        """The page to sign in on."""
        onward = local(request.query_params.get("next", "/"))
        if not self.settings.demo:
            request.session["next"] = onward
            known = bool(self.settings.oidc_issuer)
            return HTMLResponse(markup.provider_form() if known else markup.nobody_can())
        # a second look, as by another tab, keeps the first one's form good
        token = request.cookies.get(CSRF) or secrets.token_urlsafe(16)
        agencies = [(a.code, f"{a.name} ({a.code})") for a in SHARING_AGENCIES]
        response = HTMLResponse(markup.demo_form(agencies, ROLES, token, onward))
        response.set_cookie(CSRF, token, httponly=True, samesite="strict", path="/enter")
        return response

    async def enter_demo(self, request: Request) -> Response:
        """Sign in by a made-up account."""
        if not self.settings.demo:
            return HTMLResponse(markup.refused("There are no made-up accounts here."), 404)
        form = await request.form()
        given, kept = str(form.get("csrf", "")), request.cookies.get(CSRF, "")
        if not kept or not hmac.compare_digest(given, kept):
            return HTMLResponse(markup.refused("The form was out of date: try again."), 403)
        try:
            role = Role(str(form.get("role")))
        except ValueError:
            return HTMLResponse(markup.refused("There is no such role."), 400)
        try:
            return await to_thread.run_sync(
                self._admitted_demo,
                str(form.get("agency")),
                role,
                address(self.settings, request),
                local(str(form.get("next", "/"))),
            )
        except WorkbenchError as error:
            return HTMLResponse(markup.refused(str(error)), 400)

    async def login(self, request: Request) -> Response:
        """Go to the provider."""
        if self.settings.demo or not self.settings.oidc_issuer:
            return RedirectResponse("/enter", 303)
        base = self.settings.url or str(request.base_url).rstrip("/")
        try:
            oauth = provider.client(self.settings)
            return await provider.away(oauth, request, f"{base}/auth/callback")
        except WorkbenchError as error:
            return HTMLResponse(markup.refused(str(error)), 502)

    async def callback(self, request: Request) -> Response:
        """Come back from the provider."""
        if self.settings.demo or not self.settings.oidc_issuer:
            return RedirectResponse("/enter", 303)
        try:
            claims = await provider.back(provider.client(self.settings), request)
            onward = local(str(request.session.get("next", "/")))
            request.session.clear()
            factors = provider.several_factors(claims, self.settings)
            issuer = str(claims.get("iss") or self.settings.oidc_issuer)
            where = address(self.settings, request)
            return await to_thread.run_sync(
                self._admitted, issuer, str(claims["sub"]), factors, where, onward
            )
        except WorkbenchError as error:
            return HTMLResponse(markup.refused(str(error)), 403)

    async def health(self, _request: Request) -> Response:
        """Whether the process is alive, and whether it can keep entries."""
        try:
            await to_thread.run_sync(self._ready)
        except WorkbenchError:
            return JSONResponse({"live": True, "ready": False}, 503)
        return JSONResponse({"live": True, "ready": True})

    def _ready(self) -> None:
        with self.database().reading():
            pass

    def _admitted_demo(self, agency: str, role: Role, where: str, onward: str) -> Response:
        account = demo_account(self.database(), agency, role, now=datetime.now(UTC))
        return self._begun(account, where, onward)

    def _admitted(
        self, issuer: str, subject: str, factors: bool, where: str, onward: str
    ) -> Response:
        database, now = self.database(), datetime.now(UTC)
        account = accounts.by_subject(database, issuer, subject)
        if account is None or account.issuer == ISSUER:
            self._refused(None, where, "unknown account", {"issuer": issuer, "subject": subject})
            return HTMLResponse(markup.refused(UNKNOWN), 403)
        if why := account.state(now):
            self._refused(account, where, why, {})
            return HTMLResponse(markup.refused(f"This account is {why}."), 403)
        if not factors:
            locked = accounts.failed(database, account, address=where, now=now)
            self._refused(account, where, "no second factor", {"locked": locked})
            return HTMLResponse(markup.refused(FACTORS), 403)
        return self._begun(account, where, onward)

    def _begun(self, account: Account, where: str, onward: str) -> Response:
        token, _ = sessions.begin(
            self.database(), account, address=where, now=datetime.now(UTC)
        )  # fmt: skip
        # A page of this site moves on: a cookie for this site alone is not sent on the way back
        # from another.
        response = HTMLResponse(markup.page("Signed in", "<p>Signed in.</p>", onward=onward))
        cookies.give(self.settings, response, token)
        return response

    def _refused(
        self, account: Account | None, where: str, why: str, said: dict[str, object]
    ) -> None:
        viewer = (
            Viewer(account.user, account.agency, account.role, "", address=where)
            if account
            else Viewer("unknown", "", Role.INVESTIGATOR, "", address=where)
        )
        ids = (account.id,) if account else ()
        look = Look(viewer, "sign-in refused", "", {"why": why, **said}, ids, 0, Outcome.REFUSED)
        append(self.database(), look)


ROLES = tuple(role.value for role in Role)


def routes(settings: Settings, database: Callable[[], Database]) -> list[Route]:
    """All routes."""
    door = Door(settings, database)
    return [
        Route("/enter", door.enter, methods=["GET"]),
        Route("/enter/demo", door.enter_demo, methods=["POST"]),
        Route("/auth/login", door.login, methods=["GET"]),
        Route("/auth/callback", door.callback, methods=["GET"]),
        Route("/healthz", door.health, methods=["GET"]),
    ]


def middleware(
    settings: Settings, database: Callable[[], Database], secret: str
) -> list[Middleware]:
    """What every connection passes, the outermost first.

    Args:
        secret: signs the cookie of a sign-in under way.
    """
    return [
        Middleware(Guard, settings=settings, database=database),
        Middleware(
            SessionMiddleware,
            secret_key=secret,
            session_cookie=PROVIDER_COOKIE,
            max_age=PROVIDER_SECONDS,
            # the provider sends the browser back from its own site
            same_site="lax",
            https_only=cookies.behind_tls(settings),
        ),
    ]
