"""From a record of another agency to its owner's answer, and a table that leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.signing import sign_in
from tests.integration.two_agencies import person, write
from workbench.access.database import open_database
from workbench.access.disclosure import disclosed
from workbench.access.viewer import Role
from workbench.graph.client import Graph
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]
THEIRS, OURS = "MPD|RMS|M1|person", "PGPD|RMS|P1|person"


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.fixture
def loaded(empty_graph: Graph) -> Graph:
    """A person of whom two agencies have a record."""
    write(
        empty_graph,
        [
            person("MPD", "M1", "Quill, Jasper Orson", born="1991-04-17", fbi="123456AB8"),
            person("PGPD", "P1", "=Quill, Jasper O", born="1991-04-17", fbi="123456AB8", days=1),
        ],
    )
    return empty_graph


@pytest.fixture
def owner_page(chromium: Browser, address: str, settings: Settings) -> Iterator[Page]:
    """A browser of another person: a supervisor of MPD."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, address, settings)
    yield page
    context.close()


def pick(page: Page, row: int = 0) -> None:
    """Choose a row of the table that is shown."""
    table = page.get_by_test_id("stDataFrame").locator("visible=true").first
    expect(table).to_be_visible(timeout=30_000)
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 14, box["y"] + 36 + 14 + 28 * row)


def open_person(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=quill")
    page.locator("[class*='st-key-hit-'] button").first.click(timeout=30_000)
    page.get_by_role("tab", name=re.compile("Records")).click(timeout=30_000)


def test_a_record_is_asked_about_answered_by_its_owner_and_the_answer_stands_on_it(
    loaded: Graph, address: str, settings: Settings, chromium_page: Page, owner_page: Page
) -> None:
    # Arrange: an analyst of PGPD opens MPD's record
    page = chromium_page
    sign_in(page, address, settings, Role.ANALYST, "PGPD")
    open_person(page, address)
    pick(page, 1)
    expect(page.locator("b", has_text=THEIRS)).to_be_visible(timeout=30_000)

    # Act: ask
    page.get_by_role("button", name="Ask MPD").click()
    page.get_by_role("combobox", name=re.compile("Ask MPD for")).click()
    page.get_by_role("option", name=re.compile("^permission")).click()
    page.get_by_role("textbox", name="What for, in your words").fill("May we act on it?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Its answer comes to your")).to_be_visible(timeout=30_000)

    # Act: the owner reads its record and answers
    owner_page.goto(f"{address}/notices")
    expect(owner_page.get_by_role("link", name="Notices (1)")).to_be_visible(timeout=30_000)
    owner_page.get_by_role("tab", name="Asked of us").click()
    pick(owner_page)
    expect(owner_page.get_by_role("cell", name="May we act on it?")).to_be_visible(timeout=30_000)
    expect(owner_page.locator("b", has_text=THEIRS)).to_be_visible(timeout=30_000)
    owner_page.get_by_text("granted", exact=True).click()
    owner_page.get_by_role("button", name="Answer", exact=True).click(timeout=30_000)
    expect(owner_page.get_by_text("granted by")).to_be_visible(timeout=30_000)

    # Assert: the asker is told, and the record says what is permitted
    page.goto(f"{address}/notices")
    expect(page.get_by_role("link", name="Notices (1)")).to_be_visible(timeout=30_000)
    pick(page)
    expect(page.get_by_text("granted by")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("link", name="Notices", exact=True)).to_be_visible(timeout=30_000)
    open_person(page, address)
    pick(page, 1)
    expect(page.get_by_text("✓ MPD permits: rely on it, until")).to_be_visible(timeout=30_000)


def test_a_table_leaves_with_recipient_and_reason_once_and_without_what_is_not_permitted(
    loaded: Graph, address: str, settings: Settings, chromium_page: Page, tmp_path: Path
) -> None:
    # Arrange
    page = chromium_page
    sign_in(page, address, settings, Role.ANALYST, "PGPD")
    open_person(page, address)

    # Act
    page.get_by_role("button", name="Export").click()
    page.get_by_role("combobox", name="Recipient's agency").click()
    page.keyboard.type("ATF")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 record of MPD")).to_be_visible(timeout=30_000)
    page.get_by_role("textbox", name="Recipient's name").fill("R. Roe")
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_text("reason is missing")).to_be_visible(timeout=30_000)
    page.get_by_role("textbox", name="Reason", exact=True).last.fill("joint case")
    page.get_by_role("button", name="Make the file").click()
    link = page.get_by_role("link", name="Fetch the file")
    with page.expect_download(timeout=30_000) as waiting:
        link.click()

    # Assert
    waiting.value.save_as(tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert OURS in text
    assert THEIRS not in text
    with open_database(settings) as database:
        (line,) = disclosed(database, id_=OURS)
    assert (line.recipient.agency, line.reason) == ("ATF", "joint case")
    assert waiting.value.suggested_filename == line.name
    answer = page.request.get(f"{address}{link.get_attribute('href')}")
    assert answer.status == 404


def test_a_reader_without_notices_is_told_what_comes_here(
    loaded: Graph, address: str, settings: Settings, chromium_page: Page
) -> None:
    sign_in(chromium_page, address, settings, Role.INVESTIGATOR, "USMS")

    chromium_page.goto(f"{address}/notices")

    expect(chromium_page.get_by_text("No notices.")).to_be_visible(timeout=30_000)
