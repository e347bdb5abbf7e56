"""Signing in and out.

provider ── who, by how many factors ──► account ──► session ──► token in a cookie
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workbench.access import accounts, sessions
from workbench.access.accounts import Account
from workbench.access.audit import append
from workbench.access.database import Database
from workbench.access.looks import Look, Outcome
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError
from workbench.settings import Settings
from workbench.web.forms import (
    asking_cookie,
    entrance_for,
    is_from_us,
    path_here,
    session_cookie,
)
from workbench.web.pages import button, line, page, told
from workbench.web.provider import Identity, Provider, ProviderError, Question
from workbench.web.reach import Reach
from workbench.web.standing import standing

ASKING = timedelta(minutes=10)
"""So long a sign-in may be in progress."""
UNKNOWN = "unknown"
"""User of the entries about somebody without an account."""


@dataclass(frozen=True)
class Entering:
    """The routes that sign in by a provider, and out."""

    settings: Settings
    reach: Reach
    database: Database

    async def login(self, request: Request) -> Response:
        """Send the browser to the provider."""
        provider, callback = Provider(self.settings), self._callback(request)
        try:
            question = await provider.question(callback)
        except ProviderError as error:
            return self._failed(str(error), 502)
        onward = path_here(request.query_params.get("next", ""))
        kept = self._signer().dumps([question.state, question.nonce, question.verifier, onward])
        answer = RedirectResponse(question.address, 303)
        self._set(answer, asking_cookie(self.reach.secure), str(kept), "lax", ASKING)
        return answer

    async def callback(self, request: Request) -> Response:
        """Take the browser back from the provider, and sign in whom it names."""
        name = asking_cookie(self.reach.secure)
        said, now = request.query_params, datetime.now(UTC)
        address = self.reach.client(request.scope)
        try:
            state, nonce, verifier, onward = self._signer().loads(
                request.cookies.get(name, ""), max_age=int(ASKING.total_seconds())
            )
        except (BadSignature, ValueError, TypeError):
            because = {"because": "no sign-in of this browser is in progress"}
            await run_in_threadpool(self._note, None, address, because)
            return self._failed("the provider's answer was not accepted: begin again")
        try:
            if said.get("state") != state:
                raise ProviderError("the answer belongs to another sign-in: begin again")
            if said.get("error") or not said.get("code"):
                raise ProviderError("the provider did not sign you in")
            identity = await Provider(self.settings).identity(
                Question("", state, nonce, verifier), said["code"], self._callback(request), now
            )
            account = await run_in_threadpool(self._account, identity, address, now)
            answer = await self.begin(request, account, onward)
        except AccessError as error:
            if isinstance(error, ProviderError):
                await run_in_threadpool(self._note, None, address, {"because": str(error)})
            answer = self._failed(str(error))
        self._forget(answer, name)
        return answer

    async def begin(self, request: Request, account: Account, onward: str) -> Response:
        """A new session in a new cookie; the one that the browser had before ends."""
        secure, address = self.reach.secure, self.reach.client(request.scope)
        before = request.cookies.get(session_cookie(secure))
        token = await run_in_threadpool(self._begin, account, before, address)
        # the browser came from elsewhere, and gives this cookie only to what a page of ours asks
        onward = path_here(onward)
        answer = page("Signed in", line("Signed in."), button("Go on", onward), onward=onward)
        self._set(answer, session_cookie(secure), token, "strict", sessions.LONGEST)
        return answer

    async def leave(self, request: Request) -> Response:
        """End the session, here and, where the provider offers it, there."""
        name = session_cookie(self.reach.secure)
        token = request.cookies.get(name, "")
        form = await request.form()
        if not is_from_us(self.database.keys, "leave", token, str(form.get("token", ""))):
            return page("Sign out", told("This form is not from this session: sign out again."),
                        button("Sign out", "/leave"), status=403)  # fmt: skip
        await run_in_threadpool(self._end, token, self.reach.client(request.scope))
        away = ""
        if not self.settings.demo:
            away = await Provider(self.settings).farewell(f"{self._here(request)}/enter")
        answer = page(
            "Signed out",
            line("You have signed out."),
            button("Sign in again", "/enter"),
            *([button("End the provider's session too", away)] if away else []),
            onward=away,
        )
        self._forget(answer, name)
        return answer

    def _account(self, identity: Identity, address: str, now: datetime) -> Account:
        """The account of whom the provider names.

        Raises:
            AccessError: there is none, it cannot be used, or one factor only was asked for.
        """
        who = {"issuer": identity.issuer, "subject": identity.subject}
        found = accounts.by_subject(self.database, identity.issuer, identity.subject)
        if found is None:
            self._note(None, address, {"because": "no account", **who})
            raise AccessError(
                "your agency's account is not known here: ask your administrator to add it"
            )
        if problem := found.state(now):
            self._note(found, address, {"because": problem})
            raise AccessError("this account cannot be used: ask your agency's administrator")
        if not identity.several_factors:
            locked = accounts.failed(self.database, found, address=address, now=now)
            self._note(found, address, {"because": "one factor only", "locked": locked})
            raise AccessError(
                "the provider did not ask for a second factor: sign in with one (a code, a key or "
                "a card)"
            )
        return found

    def _begin(self, account: Account, before: str | None, address: str) -> str:
        now = datetime.now(UTC)
        earlier = standing(self.database, self.settings, before, now, active=False)
        if earlier.active and earlier.session:
            sessions.end(self.database, earlier.session)
        token, _ = sessions.begin(self.database, account, address=address, now=now)
        return token

    def _end(self, token: str, address: str) -> None:
        now = datetime.now(UTC)
        found = standing(self.database, self.settings, token, now, active=False)
        if found.session is None or found.account is None:
            return
        who = found.account
        by = Viewer(who.user, who.agency, who.role, "", session=found.session.id, address=address)
        append(self.database, Look(by, "signed out", "", {}, (who.id,), 0, Outcome.DONE))
        sessions.end(self.database, found.session)

    def _note(self, account: Account | None, address: str, said: dict[str, Any]) -> None:
        """Note a refused sign-in."""
        # nobody is signed in: the role of an entry without an account says nothing
        by = (
            Viewer(account.user, account.agency, account.role, "", address=address)
            if account
            else Viewer(UNKNOWN, "", Role.INVESTIGATOR, "", address=address)
        )
        ids = (account.id,) if account else ()
        append(self.database, Look(by, "sign-in refused", "", said, ids, 0, Outcome.REFUSED))

    def _failed(self, why: str, status: int = 403) -> Response:
        return page(
            "Not signed in",
            told(f"{why}."),
            button("Back to sign-in", entrance_for("/")),
            status=status,
        )

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.database.keys.digest(b"sign-in in progress"))

    def _here(self, request: Request) -> str:
        return self.settings.url if self.reach.secure else f"http://{request.headers['host']}"

    def _callback(self, request: Request) -> str:
        return f"{self._here(request)}/auth/callback"

    def _set(self, answer: Response, name: str, value: str, site: Any, kept: timedelta) -> None:
        answer.set_cookie(
            name, value, max_age=int(kept.total_seconds()), path="/", secure=self.reach.secure,
            httponly=True, samesite=site,
        )  # fmt: skip

    def _forget(self, answer: Response, name: str) -> None:
        answer.delete_cookie(name, path="/", secure=self.reach.secure, httponly=True)
