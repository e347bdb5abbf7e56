"""What app.py puts before the pages: the sign-in page, its routes, and the guard."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from workbench.access import sessions
from workbench.access.accounts import Account
from workbench.access.database import Database
from workbench.access.demo import demo_account
from workbench.access.outgoing import fetch
from workbench.access.sessions import State
from workbench.access.viewer import Role
from workbench.errors import AccessError, InputError, WorkbenchError
from workbench.settings import Settings
from workbench.web.entering import Entering
from workbench.web.forms import (
    entrance_for,
    form_cookie,
    is_from_us,
    path_here,
    session_cookie,
    token_for,
)
from workbench.web.guard import Guard
from workbench.web.pages import button, demo_form, leave_form, line, link, page, told
from workbench.web.reach import Reach
from workbench.web.standing import standing


@dataclass(frozen=True)
class Entrance:
    """The sign-in page and the routes around it."""

    settings: Settings
    reach: Reach
    database: Database
    shell: str
    """The HTML that Streamlit begins every page with."""

    @property
    def entering(self) -> Entering:
        """Signing in by a provider, and out."""
        return Entering(self.settings, self.reach, self.database)

    def routes(self) -> list[Route]:
        """The routes before the app's own."""
        found = [
            Route("/enter", self.enter, methods=["GET"]),
            Route("/leave", self.ask_leave, methods=["GET"]),
            Route("/leave", self.entering.leave, methods=["POST"]),
            Route("/healthz", self.health, methods=["GET"]),
            Route("/disclosed/{token}", self.disclosed, methods=["GET"]),
        ]
        if self.settings.demo:
            return [*found, Route("/enter/demo", self.enter_demo, methods=["POST"])]
        return [
            *found,
            Route("/auth/login", self.entering.login, methods=["GET"]),
            Route("/auth/callback", self.entering.callback, methods=["GET"]),
        ]

    def middleware(self) -> list[Middleware]:
        """What every request and socket passes first."""
        return [
            Middleware(
                Guard,
                settings=self.settings,
                reach=self.reach,
                database=self.database,
                shell=self.shell,
            )
        ]

    async def enter(self, request: Request) -> Response:
        """The sign-in page; who is signed in already goes on."""
        demo, onward = self.settings.demo, path_here(request.query_params.get("next", ""))
        found = await run_in_threadpool(
            standing, self.database, self.settings, self._token(request), datetime.now(UTC),
            active=False,
        )  # fmt: skip
        if found.active:
            return page(
                "Signed in",
                line("You are signed in."),
                button("Go on", onward),
                link("Sign out", "/leave"),
                demo=demo,
            )
        why = "" if found.state is State.ABSENT else told(sessions.WORDS[found.state])
        if not demo and not self.settings.oidc_issuer:
            words = (
                "An administrator sets the sign-in up: WORKBENCH_OIDC_ISSUER and the others that "
                "docs/signing-in.md names. For made-up records on this machine, run workbench demo."
            )
            return page("Sign in", line("Nobody can sign in yet."), line(words))
        if not demo:
            address = f"/auth/login{entrance_for(onward).removeprefix('/enter')}"
            words = "Sign in with your agency's identity provider and a second factor."
            return page("Sign in", why, line(words), button("Sign in", address))
        # a second look, as by another tab, keeps the first one's form good
        kept = request.cookies.get(form_cookie(self.reach.secure))
        secret = kept or secrets.token_urlsafe(32)
        token = token_for(self.database.keys, "demo", secret)
        words = "Choose whom to be. What you see depends on it."
        answer = page("Sign in", why, line(words), demo_form(token, onward), demo=True)
        answer.set_cookie(
            form_cookie(self.reach.secure), secret, secure=self.reach.secure, httponly=True,
            samesite="strict",
        )  # fmt: skip
        return answer

    async def enter_demo(self, request: Request) -> Response:
        """Sign in by a made-up account."""
        form = await request.form()
        said = {name: str(form.get(name, "")) for name in ("token", "next", "agency", "role")}
        secret = request.cookies.get(form_cookie(self.reach.secure), "")
        again = button("Back to sign-in", "/enter")
        if not is_from_us(self.database.keys, "demo", secret, said["token"]):
            return page(
                "Not signed in", told("This form is not from this page."), again, status=403
            )
        try:
            account = await run_in_threadpool(
                self._demo_account, said["agency"], Role(said["role"])
            )
            return await self.entering.begin(request, account, said["next"])
        except ValueError:
            return _not_in("there is no such role", 400)
        except InputError as error:
            return _not_in(str(error), 400)
        except AccessError as error:
            return _not_in(str(error), 403)

    async def ask_leave(self, request: Request) -> Response:
        """Ask before signing out, so that no link of another site does it."""
        token = token_for(self.database.keys, "leave", self._token(request))
        return page("Sign out", line("Sign out of the workbench?"), leave_form(token),
                    demo=self.settings.demo)  # fmt: skip

    async def disclosed(self, request: Request) -> Response:
        """A file that passed the gate, once, for the session that it was made in."""
        if request.method != "GET":
            # asked only what it is like, which must not use the link up
            return Response(status_code=405)
        try:
            name, data = await run_in_threadpool(self._fetched, request)
        except AccessError as error:
            return page(
                "Not there", told(f"{error}."), button("Back to the workbench", "/"), status=404
            )
        return Response(
            data,
            media_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def health(self, request: Request) -> Response:
        """Whether the process is alive, and whether it can keep entries."""
        try:
            await run_in_threadpool(self._ready)
        except WorkbenchError:
            return JSONResponse({"live": True, "ready": False}, 503)
        return JSONResponse({"live": True, "ready": True})

    def _ready(self) -> None:
        with self.database.reading():
            pass

    def _fetched(self, request: Request) -> tuple[str, bytes]:
        now = datetime.now(UTC)
        found = standing(self.database, self.settings, self._token(request), now, active=False)
        if not found.active or not found.session or not found.account:
            raise AccessError("nobody is signed in: sign in first")
        address = self.reach.client(request.scope)
        viewer = sessions.viewer_of(found.session, found.account, address)
        return fetch(self.database, viewer, request.path_params["token"], now)

    def _demo_account(self, agency: str, role: Role) -> Account:
        return demo_account(self.database, agency, role, now=datetime.now(UTC))

    def _token(self, request: Request) -> str:
        return request.cookies.get(session_cookie(self.reach.secure), "")


def _not_in(why: str, status: int) -> Response:
    return page(
        "Not signed in", told(f"{why}."), button("Back to sign-in", "/enter"), status=status
    )
