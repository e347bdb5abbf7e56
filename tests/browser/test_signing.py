"""Signing in and out, the purpose, the end of a session, and who is not let in."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from tests.browser.serving import answers
from tests.browser.signing import sign_in
from tests.integration.two_agencies import region, write
from tests.viewers import reading
from workbench.access import sessions
from workbench.access.accounts import create
from workbench.access.audit import Asked, search, verify
from workbench.access.database import Database, open_database
from workbench.access.looks import Outcome
from workbench.access.moments import kept
from workbench.access.tables import sessions as sessions_table
from workbench.access.viewer import Role, Viewer
from workbench.explore.search import search as search_entities
from workbench.graph.client import Graph
from workbench.graph.server import free_port
from workbench.settings import Settings
from workbench.web.forms import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]
COOKIE = session_cookie(secure=False)
WATCHED = 25_000
"""Milliseconds within which the watcher has looked."""
ROOT = Viewer("root", "MPD", Role.ADMINISTRATOR, "")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with open_database(settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider on this machine, with people who use one factor or several."""
    port = free_port()
    people = [{"sub": "lane-1", "amr": ["pwd", "otp"]}, {"sub": "roe-1", "amr": ["pwd"]},
              {"sub": "nobody-1", "amr": ["mfa"]}]  # fmt: skip
    claims = [part for one in people for part in ("--user-claims", json.dumps(one))]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), *claims],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 30
    while not answers(f"{url}/.well-known/openid-configuration"):
        assert time.monotonic() < deadline, "the provider does not answer"
        time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def by_provider(settings: Settings, serve: Serve, issuer: str) -> str:
    return serve(
        "app.py",
        {
            "WORKBENCH_HOME": str(settings.home),
            "WORKBENCH_AUTH": "oidc",
            "WORKBENCH_OIDC_ISSUER": issuer,
            "WORKBENCH_OIDC_CLIENT_ID": "workbench",
            "WORKBENCH_OIDC_CLIENT_SECRET": "secret",
        },
    )


@pytest.fixture(autouse=True)
def undecorated(chromium_page: Page) -> None:
    """The provider's own page asks for a style sheet elsewhere, which is not ours to judge."""
    chromium_page.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())


def add(database: Database, issuer: str, subject: str) -> None:
    for account in search_accounts(database):
        if account == subject:
            return
    create(database, user=subject, name=subject, agency="PGPD", role=Role.ANALYST, issuer=issuer,
           subject=subject, by=ROOT, now=datetime.now(UTC))  # fmt: skip


def search_accounts(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.scalars(sa.text("SELECT subject FROM accounts")))


def state_purpose(page: Page) -> None:
    page.get_by_role("textbox", name="Case number").fill("24-031")
    page.get_by_role("button", name="Go on").click()


def test_a_made_up_account_enters_agrees_says_why_and_searches(
    empty_graph: Graph, chromium_page: Page, address: str, database: Database
) -> None:
    write(empty_graph, region())
    page = chromium_page
    page.goto(f"{address}/?q=AB71O3")
    expect(page.get_by_text("made-up accounts")).to_be_visible()

    page.get_by_label("Agency").select_option("FBI")
    page.get_by_label("Role").select_option("investigator")
    page.get_by_role("button", name="Enter").click()
    page.get_by_role("button", name="I understand and agree").click(timeout=30_000)
    expect(page.get_by_text("What do you need it for?")).to_be_visible(timeout=20_000)
    page.get_by_role("textbox", name="Reason").fill("asdf")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("The reason says too little")).to_be_visible(timeout=20_000)
    page.get_by_role("textbox", name="Reason").fill("")
    state_purpose(page)

    expect(page.get_by_role("button", name="DC AB7103")).to_be_visible(timeout=30_000)
    expect(page.locator(".wb-head")).to_contain_text("FBI")
    expect(page.get_by_role("note")).to_contain_text("Demonstration")
    acts = [e.action for e in search(database, Asked(user="fbi-investigator")).entries]
    assert acts[-4:] == ["purpose refused", "use banner agreed", "signed in", "account made"] or (
        acts[-3:] == ["purpose refused", "use banner agreed", "signed in"]
    )
    looked = search(database, Asked(user="fbi-investigator", statement="entity_cards")).entries
    assert looked
    assert all(e.case_number == "24-031" for e in looked)
    assert verify(database).holds


def test_a_cookie_that_was_copied_is_worth_nothing_after_signing_out(
    chromium_page: Page, address: str, settings: Settings
) -> None:
    token = sign_in(chromium_page, address, settings)
    chromium_page.goto(address)
    chromium_page.get_by_role("button", name="Sign out").click(timeout=30_000)
    expect(chromium_page.get_by_text("You have signed out.")).to_be_visible(timeout=20_000)

    asked = urllib.request.Request(f"{address}/_stcore/host-config",
                                   headers={"Cookie": f"{COOKIE}={token}"})  # fmt: skip
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(asked, timeout=5)
    chromium_page.goto(address)
    expect(chromium_page.get_by_role("button", name="Enter")).to_be_visible()


def test_scripts_cannot_read_the_cookie(
    chromium_page: Page, address: str, settings: Settings
) -> None:
    page = chromium_page
    page.goto(address)
    page.get_by_role("button", name="Enter").click()
    page.get_by_role("button", name="I understand and agree").wait_for(timeout=30_000)

    assert COOKIE not in page.evaluate("document.cookie")
    (kept_,) = [c for c in page.context.cookies() if c["name"] == COOKIE]
    assert (kept_["httpOnly"], kept_["sameSite"]) == (True, "Strict")


def test_a_session_that_is_ended_loses_the_page(
    empty_graph: Graph, chromium_page: Page, address: str, settings: Settings, database: Database
) -> None:
    write(empty_graph, region())
    page = chromium_page
    token = sign_in(page, address, settings)
    page.goto(f"{address}/?q=AB71O3")
    expect(page.get_by_role("button", name="DC AB7103")).to_be_visible(timeout=30_000)
    session = sessions.look(database, token, datetime.now(UTC), active=False).session
    assert session is not None

    sessions.revoke(database, session.id, by=ROOT)

    expect(page.get_by_text("ended by an administrator")).to_be_visible(timeout=WATCHED)
    expect(page.get_by_text("AB7103")).to_have_count(0)


def test_an_idle_session_is_locked_and_its_content_is_gone(
    empty_graph: Graph, chromium_page: Page, address: str, settings: Settings, database: Database
) -> None:
    write(empty_graph, region())
    page = chromium_page
    token = sign_in(page, address, settings)
    page.goto(f"{address}/?q=AB71O3")
    expect(page.get_by_role("button", name="DC AB7103")).to_be_visible(timeout=30_000)
    session = sessions.look(database, token, datetime.now(UTC), active=False).session
    assert session is not None

    with database.writing() as connection:
        long_ago = kept(datetime.now(UTC) - sessions.IDLE - timedelta(seconds=1))
        connection.execute(
            sa.update(sessions_table)
            .where(sessions_table.c.id == session.id)
            .values(active_at=long_ago)
        )

    expect(page.get_by_text("Locked: nothing was done")).to_be_visible(timeout=WATCHED)
    expect(page.get_by_text("AB7103")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "role", "words"),
    [
        ("data", Role.SUPERVISOR, "Data is for administrators."),
        ("audit", Role.SUPERVISOR, "Audit is for auditors."),
        ("audit", Role.ADMINISTRATOR, "Audit is for auditors."),
        ("sharing", Role.AUDITOR, "Sharing is for administrators."),
        ("search", Role.ADMINISTRATOR, "Search is for"),
    ],
)
def test_a_page_of_another_role_is_refused_and_noted(
    chromium_page: Page, address: str, settings: Settings, database: Database, path: str,
    role: Role, words: str,
) -> None:  # fmt: skip
    sign_in(chromium_page, address, settings, role)

    chromium_page.goto(f"{address}/{path}")

    expect(chromium_page.get_by_text(words)).to_be_visible(timeout=30_000)
    (latest, *_) = search(database, Asked(action="page refused")).entries
    assert (latest.role, latest.outcome) == (role.value, Outcome.REFUSED)


def test_somebody_signs_in_by_the_provider_with_a_second_factor(
    empty_graph: Graph, chromium_page: Page, by_provider: str, issuer: str, database: Database
) -> None:
    write(empty_graph, region())
    add(database, issuer, "lane-1")
    page = chromium_page
    page.goto(f"{by_provider}/?q=AB71O3")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="lane-1").click()

    page.get_by_role("button", name="I understand and agree").click(timeout=30_000)
    state_purpose(page)

    expect(page.locator(".wb-head")).to_contain_text("PGPD", timeout=30_000)
    expect(page.get_by_role("button", name="DC AB7103")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Demonstration")).to_have_count(0)


@pytest.mark.parametrize(
    ("subject", "words", "why"),
    [
        ("nobody-1", "account is not known", "unknown account"),
        ("roe-1", "second factor", "no second factor"),
    ],
)
def test_who_is_unknown_or_used_one_factor_is_refused_and_noted(
    chromium_page: Page, by_provider: str, issuer: str, database: Database, subject: str,
    words: str, why: str,
) -> None:  # fmt: skip
    if subject == "roe-1":
        add(database, issuer, subject)
    page = chromium_page
    page.goto(by_provider)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name=subject).click()

    expect(page.get_by_role("alert")).to_contain_text(words)
    (latest, *_) = search(database, Asked(action="sign-in refused")).entries
    assert why
    assert latest.outcome == Outcome.REFUSED
    assert [c for c in page.context.cookies() if c["name"] == COOKIE] == []


def test_an_answer_of_the_provider_that_nobody_asked_for_is_refused(
    chromium_page: Page, by_provider: str
) -> None:
    chromium_page.goto(f"{by_provider}/auth/callback?code=made-up&state=made-up")

    expect(chromium_page.get_by_role("alert")).to_contain_text("was not accepted")


def test_two_users_never_see_each_others_page(
    empty_graph: Graph, chromium_page: Page, address: str, settings: Settings
) -> None:
    write(empty_graph, region())
    sign_in(chromium_page, address, settings)
    chromium_page.goto(f"{address}/?q=AB71O3")
    expect(chromium_page.get_by_role("button", name="DC AB7103")).to_be_visible(timeout=30_000)
    browser = chromium_page.context.browser
    assert browser is not None

    other = browser.new_context().new_page()
    sign_in(other, address, settings, Role.ANALYST, "PGPD")
    other.goto(address)

    expect(other.locator(".wb-head")).to_contain_text("PGPD analyst", timeout=30_000)
    expect(other.get_by_text("AB7103")).to_have_count(0)
    expect(chromium_page.locator(".wb-head")).to_contain_text("MPD supervisor")
    other.context.close()
    assert search_entities(reading(empty_graph), "AB71O3").total == 1
