"""Locking, leaving at the provider too, and what an auditor and an administrator do to sessions.

Neo4j is not needed: nobody here reads a record.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import answers
from tests.browser.signing import sign_in
from workbench import settings as configuration
from workbench.access.accounts import create
from workbench.access.audit import Asked, search
from workbench.access.database import Database, open_database
from workbench.access.sessions import State, look
from workbench.access.viewer import Role, Viewer
from workbench.graph.server import free_port
from workbench.settings import Settings

pytestmark = [pytest.mark.browser]

Serve = Callable[..., str]
SECONDS = 30_000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("home")
    return configuration.from_environment({"WORKBENCH_HOME": str(folder)})


@pytest.fixture
def database(home: Settings) -> Iterator[Database]:
    with open_database(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(home: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(home.home), "WORKBENCH_AUTH": "demo"})


def choose(page: Page, *, table: int = 0, row: int = 0) -> None:
    grid = page.locator("[data-testid=stDataFrame]").nth(table)
    expect(grid.locator("canvas").first).to_be_visible(timeout=SECONDS)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 14, box["y"] + 50 + 28 * row)


def test_locking_takes_the_page_away_and_signing_in_leads_back(
    chromium_page: Page, address: str, home: Settings, database: Database
) -> None:
    page = chromium_page
    token = sign_in(page, address, home, Role.ADMINISTRATOR)
    page.goto(f"{address}/accounts")
    page.get_by_role("button", name="Lock").click(timeout=SECONDS)

    expect(page.get_by_text("is no longer here")).to_be_visible(timeout=SECONDS)
    expect(page.get_by_role("heading", name="Accounts")).to_have_count(0)
    assert look(database, token, datetime.now(UTC), active=True).state is State.LOCKED
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Role").select_option("administrator")
    page.get_by_role("button", name="Enter").click()
    page.get_by_role("button", name="I understand and agree").click(timeout=SECONDS)

    expect(page.get_by_role("heading", name="Accounts")).to_be_visible(timeout=SECONDS)
    assert page.url.endswith("/accounts")


def test_a_page_that_no_longer_hears_from_its_server_goes_away(
    chromium_page: Page, address: str, home: Settings
) -> None:
    page = chromium_page
    sign_in(page, address, home, Role.ADMINISTRATOR)
    page.goto(f"{address}/accounts")
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible(timeout=SECONDS)
    page.wait_for_function("window.__workbenchListening", timeout=SECONDS)

    page.evaluate("window.__workbenchBeat -= 3600 * 1000")

    page.wait_for_url("**/enter?next=%2Faccounts", timeout=SECONDS)
    expect(page.get_by_text("You are signed in.")).to_be_visible()


def test_an_administrator_ends_a_session_from_the_page(
    chromium_page: Page, address: str, home: Settings, database: Database
) -> None:
    page = chromium_page
    other = page.context.browser
    assert other is not None
    theirs = other.new_context().new_page()
    token = sign_in(theirs, address, home, Role.ANALYST, "PGPD")
    sign_in(page, address, home, Role.ADMINISTRATOR)
    page.goto(f"{address}/accounts")
    expect(page.get_by_role("heading", name="Signed in now")).to_be_visible(timeout=SECONDS)
    # the first is the administrator's own
    choose(page, table=1, row=1)
    page.get_by_role("button", name="End this session of pgpd-analyst").click(timeout=SECONDS)

    expect(page.get_by_text("is ended.")).to_be_visible(timeout=SECONDS)
    assert look(database, token, datetime.now(UTC), active=False).state is State.REVOKED
    theirs.context.close()


def test_an_auditor_opens_an_entry_and_looking_at_its_parameters_is_noted(
    chromium_page: Page, address: str, home: Settings, database: Database
) -> None:
    page = chromium_page
    sign_in(page, address, home, Role.AUDITOR)
    page.goto(address)
    page.get_by_role("button", name="Verify the chain").click(timeout=SECONDS)
    expect(page.get_by_text("entries hold")).to_be_visible(timeout=SECONDS)
    choose(page)
    expect(page.get_by_role("heading", name="Entry")).to_be_visible(timeout=SECONDS)

    page.get_by_role("button", name="Show the parameters").click()

    expect(page.get_by_role("table", name="Parameters of entry")).to_be_visible(timeout=SECONDS)
    assert search(database, Asked(action="audit unsealed")).total == 1
    assert search(database, Asked(action="audit searched")).total == 1


def test_signing_out_leads_to_the_providers_own_sign_out(
    chromium_page: Page, home: Settings, database: Database, serve: Serve
) -> None:
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    person = json.dumps({"sub": "lane-1", "amr": ["pwd", "otp"]})
    provider = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port),
         "--user-claims", person],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 30
        while not answers(f"{issuer}/.well-known/openid-configuration"):
            assert time.monotonic() < deadline, "the provider does not answer"
            time.sleep(0.1)
        create(database, user="lane", name="D. Lane", agency="MPD", role=Role.AUDITOR,
               issuer=issuer, subject="lane-1", now=datetime.now(UTC),
               by=Viewer("root", "MPD", Role.ADMINISTRATOR, ""))  # fmt: skip
        address = serve(
            "app.py",
            {
                "WORKBENCH_HOME": str(home.home),
                "WORKBENCH_AUTH": "oidc",
                "WORKBENCH_OIDC_ISSUER": issuer,
                "WORKBENCH_OIDC_CLIENT_ID": "workbench",
                "WORKBENCH_OIDC_CLIENT_SECRET": "secret",
            },
        )
        page = chromium_page
        page.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
        page.goto(address)
        page.get_by_role("link", name="Sign in").click()
        page.get_by_role("button", name="lane-1").click()
        page.get_by_role("button", name="I understand and agree").click(timeout=SECONDS)

        page.get_by_role("button", name="Sign out").click(timeout=SECONDS)

        page.wait_for_url(f"{issuer}/oauth2/end_session**", timeout=SECONDS)
        assert search(database, Asked(user="lane", action="signed out")).total == 1
        page.goto(address)
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    finally:
        provider.terminate()
        provider.wait(10)
