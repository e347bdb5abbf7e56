"""Who may connect at all, and what every answer carries."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.unit.web.conftest import Visit
from workbench import settings as configuration
from workbench.access.audit import Asked, search
from workbench.access.database import Database
from workbench.errors import InputError
from workbench.web.reach import require_servable

PROXY = "10.0.0.9"
PROVIDER = {
    "WORKBENCH_OIDC_ISSUER": "https://login.example",
    "WORKBENCH_OIDC_CLIENT_ID": "workbench",
}
OIDC = PROVIDER | {
    "WORKBENCH_URL": "https://workbench.example",
    "WORKBENCH_TRUSTED_PROXY": PROXY,
}
DEMO = {"WORKBENCH_AUTH": "demo"}
HTML = {"accept": "text/html"}
STREAM = "ws://localhost:8501/_stcore/stream"
THROUGH = {"x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.7"}


def form_token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def entered(client: TestClient) -> str:
    """Sign in by a made-up account; the session's token."""
    token = form_token(client.get("/enter").text)
    said = {"token": token, "agency": "MPD", "role": "analyst"}
    assert client.post("/enter/demo", data=said).status_code == 200
    return client.cookies["workbench"]


def test_without_a_session_no_page_file_or_stream_is_given(visit: Visit) -> None:
    client = visit(DEMO)

    answer = client.get("/", headers=HTML)

    assert (answer.status_code, answer.headers["location"]) == (303, "/enter")
    assert client.get("/").status_code == 401
    assert client.get("/media/file").status_code == 401
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM):
        pass


def test_with_a_session_page_and_stream_are_given(visit: Visit) -> None:
    client = visit(DEMO)
    entered(client)

    assert client.get("/").text == "content"
    with client.websocket_connect(STREAM) as socket:
        assert socket.receive_text() == "content"


def test_every_answer_is_hardened_and_none_is_kept(visit: Visit) -> None:
    client = visit(DEMO)
    before = client.get("/enter")
    entered(client)
    after = client.get("/")

    for answer in (before, after):
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in before.headers["content-security-policy"]


def test_no_inline_script_runs_but_the_one_that_the_pages_begin_with(visit: Visit) -> None:
    client = visit(DEMO)
    entered(client)

    policy = client.get("/").headers["content-security-policy"]

    (scripts,) = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "'unsafe-inline'" not in scripts
    assert "'sha256-" in scripts


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/auth/logout", "/enterprise"])
def test_what_streamlit_would_answer_besides_the_pages_is_closed(visit: Visit, path: str) -> None:
    client = visit(DEMO)

    assert client.get(path).status_code in (401, 404)


def test_a_link_on_another_site_is_followed_by_a_page_of_ours(visit: Visit) -> None:
    client = visit(DEMO)
    headers = HTML | {"sec-fetch-site": "cross-site"}

    answer = client.get("/?entity=12&q=a%20b", headers=headers)
    away = client.get("http://localhost:8501//evil.example/x", headers=headers)

    assert 'content="0; url=/?entity=12&amp;q=a%20b"' in answer.text
    assert 'content="0; url=/"' in away.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://localhost:8501"}, 200),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:9000"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_post_of_another_site_is_refused(
    visit: Visit, headers: dict[str, str], status: int
) -> None:
    client = visit(DEMO)
    entered(client)

    assert client.post("/", headers=headers).status_code == status


def test_a_socket_of_another_site_is_refused(visit: Visit) -> None:
    client = visit(DEMO)
    entered(client)

    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(STREAM, headers={"origin": "https://evil.example"}),
    ):
        pass


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("10.1.2.3", {}),
        ("testclient", {}),
        ("127.0.0.1", {"x-forwarded-for": "10.1.2.3"}),
        ("127.0.0.1", {"forwarded": "for=10.1.2.3"}),
        ("127.0.0.1", {"via": "1.1 proxy"}),
        ("127.0.0.1", {"host": "workbench.example"}),
    ],
)
def test_without_a_declared_proxy_this_machine_alone_is_served(
    visit: Visit, client: str, headers: dict[str, str]
) -> None:
    for environment in (DEMO, PROVIDER):
        assert visit(environment, client).get("/enter", headers=headers).status_code == 403


@pytest.mark.parametrize("address", [None, "0.0.0.0", "::", "10.0.0.2", "workbench.example"])
@pytest.mark.parametrize("environment", [DEMO, PROVIDER, DEMO | {"WORKBENCH_TRUSTED_PROXY": PROXY}])
def test_a_server_opened_by_hand_beyond_this_machine_answers_nobody(
    visit: Visit, environment: dict[str, str], address: str | None
) -> None:
    client = visit(environment, address=address)

    assert client.get("/enter").status_code == 403
    assert client.get("/healthz").status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM):
        pass
    with pytest.raises(InputError):
        require_servable(configuration.from_environment(environment), address)


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        (PROXY, THROUGH, 200),
        (PROXY, THROUGH | {"x-forwarded-for": "127.0.0.1, 198.51.100.7"}, 200),
        (PROXY, THROUGH | {"x-forwarded-proto": "http"}, 403),
        (PROXY, THROUGH | {"x-forwarded-proto": "https, http"}, 403),
        (PROXY, THROUGH | {"x-forwarded-for": "someone"}, 403),
        (PROXY, THROUGH | {"host": "other.example"}, 403),
        (PROXY, {}, 403),
        ("10.1.2.3", THROUGH, 403),
        ("127.0.0.1", THROUGH, 403),
    ],
)
def test_others_are_served_through_the_tls_proxy_alone(
    visit: Visit, client: str, headers: dict[str, str], status: int
) -> None:
    visitor = visit(OIDC, client, "0.0.0.0", "http://workbench.example")

    assert visitor.get("/enter", headers=headers).status_code == status


def test_a_client_that_a_server_before_us_took_from_a_header_is_not_believed(visit: Visit) -> None:
    visitor = visit(OIDC, PROXY, "0.0.0.0", "http://workbench.example")
    forged = TestClient(
        visitor.app, "http://workbench.example", client=(PROXY, 0), follow_redirects=False
    )

    assert forged.get("/enter", headers=THROUGH).status_code == 403


def test_the_session_of_a_made_up_account_is_worth_nothing_where_people_sign_in(
    visit: Visit,
) -> None:
    demo = visit(DEMO)
    token = entered(demo)
    assert demo.get("/").status_code == 200

    real = visit(PROVIDER)
    real.cookies.set("workbench", token)

    assert real.get("/").status_code == 401


def test_health_tells_live_from_ready(visit: Visit) -> None:
    assert visit(DEMO).get("/healthz").json() == {"live": True, "ready": True}


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"WORKBENCH_OIDC_ISSUER": "https://login.example"},
        PROVIDER | {"WORKBENCH_OIDC_ISSUER": "http://login.example"},
        OIDC | {"WORKBENCH_URL": "http://workbench.example"},
        OIDC | {"WORKBENCH_URL": ""},
        OIDC | {"WORKBENCH_TRUSTED_PROXY": "proxy.example"},
    ],
)
def test_settings_by_which_nobody_could_sign_in_safely_are_refused(
    environment: dict[str, str],
) -> None:
    with pytest.raises(InputError, match="WORKBENCH_"):
        require_servable(configuration.from_environment(environment), "0.0.0.0")


def test_settings_that_go_together_are_served() -> None:
    require_servable(configuration.from_environment(DEMO), "localhost")
    require_servable(configuration.from_environment(PROVIDER), "127.0.0.1")
    require_servable(configuration.from_environment(OIDC), "0.0.0.0")


def test_signing_in_is_noted_with_the_address_that_the_proxy_saw(
    visit: Visit, database: Database
) -> None:
    entered(visit(DEMO))

    (latest, *_) = search(database, Asked(action="signed in")).entries
    assert latest.address == "127.0.0.1"
