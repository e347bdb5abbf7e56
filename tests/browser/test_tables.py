"""What tables show does not leave by the browser's or Streamlit's own means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Download, Page, expect

pytestmark = pytest.mark.browser
Serve = Callable[..., str]
BEFORE = "nothing was copied"


@pytest.fixture(scope="module")
def address(serve: Serve) -> str:
    return serve("tests/browser/table_page.py")


@pytest.fixture
def drawn(chromium_page: Page, address: str) -> Page:
    """The page, with a clipboard of known content."""
    chromium_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chromium_page.goto(address)
    expect(chromium_page.get_by_text("page is drawn")).to_be_visible(timeout=30_000)
    expect(chromium_page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible()
    chromium_page.evaluate(f"navigator.clipboard.writeText('{BEFORE}')")
    return chromium_page


def clipboard(page: Page) -> str:
    page.wait_for_timeout(500)
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_cells_of_a_data_frame_are_not_copied(drawn: Page) -> None:
    grid = drawn.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert grid is not None
    drawn.mouse.click(grid["x"] + 40, grid["y"] + 50)

    for keys in ("Control+c", "Control+a", "Control+c", "Control+x"):
        drawn.keyboard.press(keys)

    assert clipboard(drawn) == BEFORE


def test_rows_of_our_own_tables_are_not_copied(drawn: Page) -> None:
    drawn.get_by_text("OTHERSECRET").dblclick()
    drawn.keyboard.press("Control+c")
    assert "SECRET" not in clipboard(drawn)

    drawn.mouse.click(640, 850)
    drawn.keyboard.press("Control+a")
    drawn.keyboard.press("Control+c")
    assert "SECRET" not in clipboard(drawn)


def test_paper_shows_the_way_to_export_and_nothing_of_the_page(drawn: Page) -> None:
    drawn.emulate_media(media="print")

    expect(drawn.get_by_text("OTHERSECRET")).to_be_hidden()
    told = drawn.evaluate("getComputedStyle(document.body, '::after').content")
    assert "Use Export" in told


def test_no_table_offers_a_download(drawn: Page) -> None:
    downloads: list[Download] = []

    def noted(download: Download) -> None:
        downloads.append(download)

    drawn.on("download", noted)

    drawn.locator("[data-testid=stDataFrame]").hover()
    drawn.wait_for_timeout(300)

    assert drawn.locator("[data-testid=stElementToolbar]:visible").count() == 0
    hidden = drawn.locator("[data-testid=stElementToolbar] button")
    for i in range(hidden.count()):
        hidden.nth(i).evaluate("button => button.click()")
    drawn.wait_for_timeout(500)
    assert downloads == []


def test_the_main_menu_offers_neither_print_nor_recording_nor_deploying(drawn: Page) -> None:
    expect(drawn.locator("[data-testid=stAppDeployButton]")).to_have_count(0)
    expect(drawn.locator("[data-testid=stMainMenu]")).to_have_count(0)
