"""Who may connect at all, and what every answer carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from workbench import settings as configuration
from workbench.access.database import Database, open_database
from workbench.errors import InputError
from workbench.serving import require_sign_in
from workbench.web.guard import local
from workbench.web.routes import middleware, routes

PROXY = "10.0.0.9"
OIDC = {
    "WORKBENCH_OIDC_ISSUER": "https://login.example",
    "WORKBENCH_URL": "https://workbench.example",
    "WORKBENCH_TRUSTED_PROXY": PROXY,
}
DEMO = {"WORKBENCH_AUTH": "demo"}


async def page(_request: object) -> PlainTextResponse:
    return PlainTextResponse("content")


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("content")
    await socket.close()


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"WORKBENCH_HOME": str(tmp_path)}


def served(environment: dict[str, str], client: str = "127.0.0.1") -> tuple[TestClient, Database]:
    settings = configuration.from_environment(environment)
    database = open_database(settings)
    app = Starlette(
        routes=[
            *routes(settings, lambda: database),
            Route("/", page),
            WebSocketRoute("/_stcore/stream", stream),
        ],
        middleware=middleware(settings, lambda: database, "secret"),
    )
    return TestClient(app, client=(client, 50_000), follow_redirects=False), database


def entered(client: TestClient) -> None:
    form = client.get("/enter").text
    csrf = form.split('name="csrf" value="')[1].split('"')[0]
    answer = client.post("/enter/demo", data={"csrf": csrf, "agency": "MPD", "role": "analyst"})
    assert answer.status_code == 200


def test_without_a_session_no_page_and_no_stream_is_given(home: dict[str, str]) -> None:
    client, _ = served(home | DEMO)

    answer = client.get("/", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/enter")
    assert client.get("/").status_code == 401
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass


def test_with_a_session_the_page_is_given_with_hardened_headers(home: dict[str, str]) -> None:
    client, _ = served(home | DEMO)
    entered(client)

    answer = client.get("/")

    assert answer.text == "content"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    with client.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "content"


def test_a_form_that_another_site_sends_is_refused(home: dict[str, str]) -> None:
    client, _ = served(home | DEMO)
    client.get("/enter")

    answer = client.post("/enter/demo", data={"csrf": "x", "agency": "MPD", "role": "analyst"})

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "said",
    [{"agency": "NOBODY", "role": "analyst"}, {"agency": "MPD", "role": "emperor"}],
)
def test_a_made_up_account_that_cannot_be_is_refused(
    home: dict[str, str], said: dict[str, str]
) -> None:
    client, _ = served(home | DEMO)
    csrf = client.get("/enter").text.split('name="csrf" value="')[1].split('"')[0]

    assert client.post("/enter/demo", data={"csrf": csrf, **said}).status_code == 400


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("10.1.2.3", {}),
        ("127.0.0.1", {"x-forwarded-for": "10.1.2.3"}),
        ("127.0.0.1", {"forwarded": "for=10.1.2.3"}),
        ("127.0.0.1", {"host": "workbench.example"}),
    ],
)
def test_the_demonstration_is_for_this_machine_alone(
    home: dict[str, str], client: str, headers: dict[str, str]
) -> None:
    visitor, _ = served(home | DEMO, client)

    assert visitor.get("/enter", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        (PROXY, {"x-forwarded-proto": "https", "x-forwarded-for": "10.1.2.3"}, 200),
        (PROXY, {"x-forwarded-proto": "http", "x-forwarded-for": "10.1.2.3"}, 403),
        (PROXY, {}, 403),
        ("10.1.2.3", {}, 403),
        ("10.1.2.3", {"x-forwarded-proto": "https"}, 403),
        ("127.0.0.1", {"x-forwarded-proto": "https"}, 403),
    ],
)
def test_others_are_served_through_the_tls_proxy_alone(
    home: dict[str, str], client: str, headers: dict[str, str], status: int
) -> None:
    visitor, _ = served(home | OIDC, client)

    assert visitor.get("/enter", headers=headers).status_code == status


def test_without_a_provider_made_up_accounts_do_not_exist(home: dict[str, str]) -> None:
    client, _ = served(home)

    assert "Nobody can sign in yet" in client.get("/enter").text
    assert client.post("/enter/demo", data={"csrf": ""}).status_code == 404
    assert client.get("/auth/login").headers["location"] == "/enter"


def test_health_tells_live_from_ready(home: dict[str, str]) -> None:
    client, _ = served(home)

    assert client.get("/healthz").json() == {"live": True, "ready": True}


@given(st.text(max_size=30))
def test_after_signing_in_nobody_is_led_to_another_site(path: str) -> None:
    assert local(path).startswith("/")
    assert not local(path).startswith(("//", "/\\"))


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example",
                                  "/\n/evil.example", ""])  # fmt: skip
def test_addresses_of_other_sites_lead_to_the_front_page(path: str) -> None:
    assert local(path) == "/"


@pytest.mark.parametrize("environment", [{}, DEMO, {"WORKBENCH_OIDC_ISSUER": "https://x"}])
def test_serving_others_without_tls_and_a_provider_is_refused(
    environment: dict[str, str],
) -> None:
    with pytest.raises(InputError, match="OIDC"):
        require_sign_in(configuration.from_environment(environment), "0.0.0.0")
    require_sign_in(configuration.from_environment(environment), "localhost")
    require_sign_in(configuration.from_environment(OIDC), "0.0.0.0")
