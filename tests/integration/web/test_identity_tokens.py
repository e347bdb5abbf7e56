"""What a provider, or somebody who pretends to be one, may not say: refused, and noted."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.testclient import TestClient

from tests.integration.web.conftest import MadeProvider
from tests.unit.web.conftest import Visit
from workbench.access.accounts import create
from workbench.access.audit import Asked, search, verify
from workbench.access.database import Database
from workbench.access.looks import Outcome
from workbench.access.viewer import Role, Viewer

CLIENT, SECRET = "workbench", "a secret of thirty-two characters"
ROOT = Viewer("root", "MPD", Role.ADMINISTRATOR, "")
Claims = dict[str, Any]
Change = Callable[[Claims], Claims]


@pytest.fixture
def browser(visit: Visit, provider: MadeProvider, database: Database) -> TestClient:
    """A browser before an entrance that knows the provider's user lane-1."""
    create(database, user="lane", name="Lane", agency="PGPD", role=Role.ANALYST,
           issuer=provider.issuer, subject="lane-1", by=ROOT, now=datetime.now(UTC))  # fmt: skip
    return visit(
        {
            "WORKBENCH_OIDC_ISSUER": provider.issuer,
            "WORKBENCH_OIDC_CLIENT_ID": CLIENT,
            "WORKBENCH_OIDC_CLIENT_SECRET": SECRET,
        }
    )


def begun(browser: TestClient) -> tuple[str, str]:
    """Begin to sign in; state and nonce of what the provider is asked."""
    sent = browser.get("/auth/login")
    assert sent.status_code == 303
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    return asked["state"][0], asked["nonce"][0]


def claims(provider: MadeProvider, nonce: str) -> Claims:
    """What an honest provider says of somebody who signed in a moment ago."""
    now = int(datetime.now(UTC).timestamp())
    return {"iss": provider.issuer, "aud": CLIENT, "sub": "lane-1", "nonce": nonce, "iat": now,
            "exp": now + 300, "auth_time": now, "amr": ["pwd", "otp"]}  # fmt: skip


def signed(said: Claims, key: RSAKey) -> str:
    return jwt.encode({"alg": "RS256", "kid": "one"}, said, key)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def refused(browser: TestClient, database: Database, state: str, code: str = "c") -> str:
    """The answer to a callback, which lets nobody in and is noted."""
    before = search(database, Asked(action="sign-in refused")).total
    answer = browser.get(f"/auth/callback?code={code}&state={state}")
    assert answer.status_code == 403
    assert "workbench" not in browser.cookies
    noted = search(database, Asked(action="sign-in refused"))
    assert noted.total == before + 1
    assert noted.entries[0].outcome == Outcome.REFUSED
    assert search(database, Asked(action="signed in")).total == 0
    assert verify(database).holds
    return str(answer.text)


def without(name: str) -> Change:
    return lambda said: {key: value for key, value in said.items() if key != name}


def moved(name: str, by: timedelta) -> Change:
    return lambda said: said | {name: said[name] + int(by.total_seconds())}


def also(**said_too: object) -> Change:
    return lambda said: said | said_too


def test_an_honest_answer_signs_in(
    browser: TestClient, provider: MadeProvider, database: Database
) -> None:
    state, nonce = begun(browser)
    provider.token = signed(claims(provider, nonce), provider.key)

    answer = browser.get(f"/auth/callback?code=c&state={state}")

    assert answer.status_code == 200
    assert browser.get("/").text == "content"
    assert search(database, Asked(action="sign-in refused")).total == 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(also(iss="https://evil.example"), id="another issuer"),
        pytest.param(without("iss"), id="no issuer"),
        pytest.param(also(aud="another-client"), id="for another client"),
        pytest.param(also(aud=[]), id="for nobody"),
        pytest.param(without("aud"), id="no audience"),
        pytest.param(also(aud=[CLIENT, "b"], azp="b"), id="asked for by another client"),
        pytest.param(also(nonce="made-up"), id="another nonce"),
        pytest.param(without("nonce"), id="no nonce"),
        pytest.param(without("sub"), id="nobody"),
        pytest.param(also(sub="lane-2"), id="somebody unknown"),
        pytest.param(also(sub=""), id="an empty name"),
        pytest.param(also(sub=["lane-1"]), id="a list of names"),
        pytest.param(moved("exp", -timedelta(minutes=10)), id="expired"),
        pytest.param(without("exp"), id="without end"),
        pytest.param(also(exp="never"), id="an end that is no time"),
        pytest.param(moved("iat", timedelta(hours=1)), id="made in the future"),
        pytest.param(without("iat"), id="made at no time"),
        pytest.param(moved("auth_time", -timedelta(hours=12, minutes=1)), id="long ago"),
        pytest.param(moved("auth_time", -timedelta(minutes=20)), id="not authenticated anew"),
        pytest.param(without("amr"), id="no factor named"),
        pytest.param(also(amr=["pwd"]), id="one factor"),
        pytest.param(also(amr="mfa"), id="factors in the wrong form"),
        pytest.param(also(amr=[["mfa"], {"mfa": 1}]), id="factors within others"),
        pytest.param(also(amr=None, acr="mfa"), id="a level that is not agreed"),
    ],
)  # fmt: skip
def test_claims_that_are_not_for_here_and_now_are_refused(
    browser: TestClient, provider: MadeProvider, database: Database, change: Change
) -> None:
    state, nonce = begun(browser)
    provider.token = signed(change(claims(provider, nonce)), provider.key)

    refused(browser, database, state)


def by_another_key(said: Claims, _: RSAKey) -> str:
    return signed(said, RSAKey.generate_key(2048, {"kid": "one"}))


def by_no_key(said: Claims, _: RSAKey) -> str:
    return f"{part({'alg': 'none'})}.{part(said)}."


def by_the_public_key_as_a_secret(said: Claims, key: RSAKey) -> str:
    body = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(said)}"
    code = hmac.digest(key.as_pem(private=False), body.encode(), "sha256")
    return f"{body}.{base64.urlsafe_b64encode(code).decode().rstrip('=')}"


def by_the_clients_secret(said: Claims, _: RSAKey) -> str:
    return jwt.encode({"alg": "HS256"}, said, OctKey.import_key(SECRET), algorithms=["HS256"])


def with_other_claims(said: Claims, key: RSAKey) -> str:
    head, _, signature = signed(said | {"sub": "roe-1"}, key).split(".")
    return f"{head}.{part(said)}.{signature}"


def with_a_key_of_its_own(said: Claims, _: RSAKey) -> str:
    key = RSAKey.generate_key(2048, {"kid": "two"})
    return jwt.encode({"alg": "RS256", "kid": "two", "jwk": key.as_dict(private=False)}, said, key)


@pytest.mark.parametrize(
    "forge",
    [by_another_key, by_no_key, by_the_public_key_as_a_secret, by_the_clients_secret,
     with_other_claims, with_a_key_of_its_own,
     lambda said, key: signed(said, key).rpartition(".")[0] + ".",
     lambda _said, _key: "x.y.z", lambda _said, _key: "", lambda _said, _key: None],
)  # fmt: skip
def test_a_token_that_the_provider_did_not_sign_is_refused(
    browser: TestClient, provider: MadeProvider, database: Database,
    forge: Callable[[Claims, RSAKey], str | None],
) -> None:  # fmt: skip
    state, nonce = begun(browser)
    provider.token = forge(claims(provider, nonce), provider.key)

    refused(browser, database, state)


def test_an_answer_to_another_question_is_refused(
    browser: TestClient, provider: MadeProvider, database: Database
) -> None:
    earlier, _ = begun(browser)
    _, nonce = begun(browser)
    provider.token = signed(claims(provider, nonce), provider.key)

    assert "another sign-in" in refused(browser, database, earlier)


def test_an_answer_that_is_given_again_is_refused(
    browser: TestClient, provider: MadeProvider, database: Database
) -> None:
    state, nonce = begun(browser)
    asking = browser.cookies["workbench-asking"]
    provider.token = signed(claims(provider, nonce) | {"amr": []}, provider.key)
    refused(browser, database, state)

    assert "not accepted" in refused(browser, database, state)
    browser.cookies.set("workbench-asking", asking)
    refused(browser, database, state)


def test_a_sign_in_in_progress_that_was_made_up_is_refused(
    browser: TestClient, database: Database
) -> None:
    state, _ = begun(browser)
    real = browser.cookies["workbench-asking"]

    for forged in ("", "x", f"{real}x", real.replace(".", "", 1), real[::-1]):
        browser.cookies.clear()
        browser.cookies.set("workbench-asking", forged)
        refused(browser, database, state)
