"""Signing in and out: cookies, forms, and where one is led afterwards."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.web.conftest import Visit
from tests.unit.web.test_guard import DEMO, HTML, PROVIDER, entered, form_token
from workbench.access.audit import Asked, search
from workbench.access.database import Database
from workbench.web.forms import entrance_for, path_here
from workbench.web.provider import several_factors


def test_the_session_cookie_is_for_this_site_and_no_script(visit: Visit) -> None:
    client = visit(DEMO)
    token = form_token(client.get("/enter").text)

    answer = client.post("/enter/demo", data={"token": token, "agency": "FBI", "role": "analyst"})

    said = answer.headers["set-cookie"].lower()
    assert said.startswith("workbench=")
    assert "httponly" in said
    assert "samesite=strict" in said
    assert "domain=" not in said


def test_a_form_that_another_site_made_is_refused(visit: Visit) -> None:
    client = visit(DEMO)
    client.get("/enter")

    answer = client.post("/enter/demo", data={"token": "x", "agency": "MPD", "role": "analyst"})

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_form_of_another_browser_is_refused(visit: Visit) -> None:
    token = form_token(visit(DEMO).get("/enter").text)
    client = visit(DEMO)
    client.get("/enter")

    answer = client.post("/enter/demo", data={"token": token, "agency": "MPD", "role": "analyst"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "said", [{"agency": "NOBODY", "role": "analyst"}, {"agency": "MPD", "role": "emperor"}]
)
def test_a_made_up_account_that_cannot_be_is_refused(visit: Visit, said: dict[str, str]) -> None:
    client = visit(DEMO)
    token = form_token(client.get("/enter").text)

    assert client.post("/enter/demo", data={"token": token, **said}).status_code == 400


def test_signing_in_again_ends_the_session_before_and_takes_over_no_token(visit: Visit) -> None:
    client = visit(DEMO)
    said = {"token": form_token(client.get("/enter").text), "agency": "FBI", "role": "analyst"}
    first = entered(client)
    assert client.post("/enter/demo", data=said).status_code == 200
    second = client.cookies["workbench"]

    assert first != second
    client.cookies.clear()
    client.cookies.set("workbench", first)
    assert client.get("/").status_code == 401


def test_a_token_that_the_browser_was_given_by_somebody_else_is_not_taken_over(
    visit: Visit,
) -> None:
    client = visit(DEMO)
    client.cookies.set("workbench", "fixed-by-somebody-else")

    assert client.get("/").status_code == 401
    client.cookies.clear()
    assert entered(client) != "fixed-by-somebody-else"


def test_after_signing_out_a_copied_cookie_is_worth_nothing(
    visit: Visit, database: Database
) -> None:
    client = visit(DEMO)
    token = entered(client)
    form = form_token(client.get("/leave").text)

    answer = client.post("/leave", data={"token": form})

    assert "You have signed out." in answer.text
    client.cookies.clear()
    client.cookies.set("workbench", token)
    assert client.get("/").status_code == 401
    assert "You have signed out." in client.get("/enter").text
    assert search(database, Asked(action="signed out")).total == 1


def test_nobody_is_signed_out_by_a_form_of_another_session(visit: Visit) -> None:
    other, client = visit(DEMO), visit(DEMO)
    entered(other)
    entered(client)

    answer = client.post("/leave", data={"token": form_token(other.get("/leave").text)})

    assert answer.status_code == 403
    assert client.get("/").status_code == 200


def test_where_people_sign_in_made_up_accounts_do_not_exist(visit: Visit) -> None:
    client = visit(PROVIDER)

    assert "/auth/login" in client.get("/enter").text
    assert client.post("/enter/demo", data={"token": ""}).status_code in (404, 405)


def test_without_a_provider_the_page_says_that_nobody_can_sign_in(visit: Visit) -> None:
    assert "Nobody can sign in yet" in visit({}).get("/enter").text


def test_an_answer_that_nobody_asked_the_provider_for_is_refused(visit: Visit) -> None:
    answer = visit(PROVIDER).get("/auth/callback?code=made-up&state=made-up", headers=HTML)

    assert answer.status_code == 403
    assert "was not accepted" in answer.text


def test_what_is_asked_for_is_led_to_after_signing_in(visit: Visit) -> None:
    client = visit(DEMO)
    sent = client.get("/?entity=<b>&q=x", headers=HTML).headers["location"]
    page = client.get(sent).text
    said = {"token": form_token(page), "agency": "MPD", "role": "analyst"}

    answer = client.post("/enter/demo", data={**said, "next": "/?entity=%3Cb%3E&q=x"})

    assert 'name="next" value="/?entity=%3Cb%3E&amp;q=x"' in page
    assert 'content="0; url=/?entity=%3Cb%3E&amp;q=x"' in answer.text


@given(st.text(max_size=40) | st.text("/\\.@:%25Ffea?#", max_size=20).map("/".__add__))
def test_nobody_is_led_to_another_site(path: str) -> None:
    led = path_here(path)
    parts = urlsplit(f"http://here.example{led}")

    assert led.startswith("/")
    assert not led.startswith(("//", "/\\"))
    assert parts.netloc == "here.example"
    assert entrance_for(path).startswith("/enter")


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "/\\evil.example", "https://evil.example", "/\n/evil.example", "",
     "/\t/evil.example", "/%2Fevil.example", "/%5Cevil.example", "/enter?next=/", "/leave"],
)  # fmt: skip
def test_addresses_that_lead_elsewhere_lead_to_the_start(path: str) -> None:
    assert path_here(path) == "/"


@pytest.mark.parametrize(
    ("claims", "enough"),
    [
        ({"amr": ["pwd", "otp"]}, True),
        ({"amr": ["mfa"]}, True),
        ({"acr": "silver"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, False),
        ({"amr": None, "acr": "bronze"}, False),
        ({}, False),
    ],
)
def test_one_factor_is_not_enough(claims: dict[str, object], enough: bool) -> None:
    assert several_factors(claims, ("silver", "gold")) is enough
