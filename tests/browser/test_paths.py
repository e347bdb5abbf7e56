"""Finding how two people are connected, by mouse and by key, and on whose word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.integration.people import entity_ids
from tests.integration.two_whitlocks import ALMA, BRUNO, OURS, THEIRS, chain, write
from workbench.graph.client import Graph
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]
Serve = Callable[..., str]
PATIENT = 90_000


@pytest.fixture
def address(empty_graph: Graph, settings: Settings, serve: Serve) -> str:
    """The panel's page for Alma, Bruno and Whitlock, in this order."""
    write(empty_graph, chain())
    ids = entity_ids(empty_graph)
    ends = ",".join(ids[key] for key in (ALMA, BRUNO, OURS))
    home = {"WORKBENCH_HOME": str(settings.home), "PATH_ENDS": ends}
    return serve("tests/browser/paths_page.py", home)


def test_the_path_of_two_people_says_where_it_is_weak_and_goes_without_unreviewed_merges(
    chromium_page: Page, address: str
) -> None:
    page = chromium_page

    # two are selected
    page.goto(address)
    expect(page.get_by_text("1 path of up to 4 links")).to_be_visible(timeout=PATIENT)
    chain_ = page.get_by_role("table", name="Path, from the first end to the last")
    expect(chain_).to_contain_text("WHITLOCK, ZEBULON")
    weakest = page.get_by_text("Weakest:").locator("..")
    expect(weakest).to_contain_text(OURS)
    expect(weakest).to_contain_text(THEIRS)
    chain_.get_by_text("MPD · 1").first.click()
    expect(chain_.get_by_text(ALMA)).to_be_visible(timeout=PATIENT)
    page.get_by_role("button", name="Show on chart").click()
    expect(page.get_by_text("5 items and 4 links are shown")).to_be_visible(timeout=PATIENT)

    # by key alone
    page.get_by_role("checkbox", name="Leave out unreviewed merges").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("No path was found.")).to_be_visible(timeout=PATIENT)
    expect(page.get_by_text("have them reviewed")).to_be_visible()
    page.keyboard.press("Space")
    expect(chain_).to_be_visible(timeout=PATIENT)

    # all three are selected
    page.goto(f"{address}/?ends=3")
    expect(page.get_by_text("3 of 3 pairs connected")).to_be_visible(timeout=PATIENT)
    page.get_by_role("button", name="Show all on chart").click()
    expect(page.get_by_text("5 items and 4 links are shown")).to_be_visible(timeout=PATIENT)

    # one is selected, and the other end is typed
    page.goto(f"{address}/?ends=1")
    other = page.get_by_role("textbox", name="Path to")
    other.fill("bruno", timeout=PATIENT)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="BRUNO, BO").click()
    expect(chain_).to_contain_text("BRUNO, BO", timeout=PATIENT)
