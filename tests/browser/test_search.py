"""Searching in a real browser: completions, nicknames, facets, a pasted list, and nothing found."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing import sign_in
from tests.integration.two_agencies import incident, person, place, region, write
from workbench.graph.client import Graph
from workbench.records.model import Link
from workbench.records.vocabulary import LinkType
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.fixture
def page(empty_graph: Graph, chromium_page: Page, address: str, settings: Settings) -> Page:
    """A supervisor at the search page of two agencies' records."""
    corner = place("MPD", "S1", "9th St NW & F St NW")
    theft = incident("MPD", "25000001", "THEFT", days=2, at=corner.key)
    write(
        empty_graph,
        [
            *region(),
            corner,
            theft,
            person("MPD", "P1", "Smith, Robert", links=(Link(LinkType.SUBJECT_OF, theft.key),)),
            person("MPD", "P2", "Smith, Ann", links=(Link(LinkType.VICTIM_OF, theft.key),)),
        ],
    )
    sign_in(chromium_page, address, settings)
    chromium_page.goto(address)
    ready = chromium_page.get_by_text(re.compile("What it reads|Examples in this data"))
    expect(ready).to_be_visible(timeout=60_000)
    return chromium_page


def test_a_search_is_completed_narrowed_listed_and_explained(page: Page) -> None:
    box = page.locator(".st-key-search-box input")
    expect(box).to_be_focused()

    # completions come from what is typed; the arrow and Enter choose one
    page.keyboard.type("smith ro")
    expect(page.get_by_role("option", name="SMITH, ROBERT")).to_be_visible(timeout=30_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("name exactly as typed")).to_be_visible(timeout=30_000)
    expect(box).to_have_value("SMITH, ROBERT")
    expect(page.get_by_role("option")).to_have_count(0)

    # a nickname is found and told
    box.fill("bob smith")
    box.press("Enter")
    expect(page.get_by_text("name, BOB is a nickname of ROBERT")).to_be_visible(timeout=30_000)

    # facets count all answers; a choice narrows them and stands in the address
    box.fill("smith")
    box.press("Enter")
    expect(page.get_by_text("2 answers, by best match")).to_be_visible(timeout=30_000)
    page.go_back()
    expect(page.get_by_text("name, BOB is a nickname of ROBERT")).to_be_visible(timeout=30_000)
    expect(box).to_have_value("bob smith")
    page.go_forward()
    expect(page.get_by_text("2 answers, by best match")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("checkbox", name="victim (1)", exact=True)).to_have_count(1)
    page.get_by_text(re.compile(r"^victim \(1\)$")).click()
    expect(page.get_by_text("1 answer among 2, by best match")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="SMITH, ANN")).to_be_visible()
    expect(page.get_by_role("button", name="SMITH, ROBERT")).to_have_count(0)
    assert "role=victim" in page.url
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text("2 answers, by best match")).to_be_visible(timeout=30_000)
    for never in ("Race", "Ethnicity"):
        expect(page.locator(".wb-facet").filter(has_text=never)).to_have_count(0)

    # arrows lead from the box to the answers and back; a picture that opens takes the keys
    answers = page.locator("[class*='st-key-hit-'] button")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    box.press("ArrowDown")
    expect(answers.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(answers.last).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".stage")).to_be_focused(timeout=30_000)
    page.keyboard.press("?")
    expect(page.locator(".keys")).to_contain_text("go to the search box")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.get_by_role("button", name="Back to the results").click()
    expect(page.get_by_text("2 answers, by best match")).to_be_visible(timeout=30_000)
    assert "/search" in page.url
    here = page.get_by_role("link", name="Search", exact=True)
    expect(here).to_have_attribute("aria-current", "page")

    # the browser's Back leads from a chart to its answers too, narrowed as they were
    page.get_by_text(re.compile(r"^victim \(1\)$")).click()
    expect(page.get_by_text("1 answer among 2, by best match")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="SMITH, ANN").click()
    expect(page).to_have_url(re.compile("/explore.around="), timeout=30_000)
    page.go_back()
    expect(page.get_by_text("1 answer among 2, by best match")).to_be_visible(timeout=30_000)
    assert "role=victim" in page.url
    expect(box).to_have_value("smith")
    # and so does the button
    page.get_by_role("button", name="SMITH, ANN").click()
    page.get_by_role("button", name="Back to the results").click()
    expect(page.get_by_text("1 answer among 2, by best match")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text("2 answers, by best match")).to_be_visible(timeout=30_000)

    # each line of a list is answered, and what found nothing is told
    page.get_by_role("button", name="List").click()
    lines = page.get_by_role("textbox", name="Up to 500 plates")
    lines.fill("AB71O3\nBob Smith\nzebediah\n25-000001")
    page.get_by_role("button", name="Look up the list").click()
    told = page.get_by_text("4 lines read: 3 found something, 1 found nothing that you may see.")
    expect(told).to_be_visible(timeout=30_000)
    expect(page.locator(".wb-nothing")).to_contain_text("zebediah")
    expect(page.get_by_role("button", name="DC AB7103")).to_be_visible()
    expect(page.get_by_role("button", name="Open all 3 in one picture")).to_be_visible()

    expect(box).to_have_value("")

    # what is too long to be read is told
    box.fill("zebediah " * 40)
    box.press("Enter")
    cut = page.get_by_text("Only the first 200 of 359 characters were read.")
    expect(cut).to_be_visible(timeout=30_000)

    # nothing found says what was tried
    box.fill("zebediah")
    box.press("Enter")
    expect(page.get_by_text("Nothing that you may see answers")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Tried: name, alias or moniker ZEBEDIAH")).to_be_visible()
    expect(page.get_by_text("words that sound alike and nicknames were tried")).to_be_visible()
