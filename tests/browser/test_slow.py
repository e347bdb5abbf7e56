"""What takes long says so, can be cancelled, and goes on for nobody once it is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.integration.test_asking import until
from workbench.graph.client import Graph
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("tests/browser/slow_page.py", {"WORKBENCH_HOME": str(settings.home)})


def test_what_is_cancelled_no_longer_runs_on_the_server(
    graph: Graph, chromium_page: Page, address: str
) -> None:
    page = chromium_page
    page.goto(address)
    page.get_by_role("button", name="endless").click(timeout=30_000)
    expect(page.get_by_text("Counting incidents … 2 s")).to_be_visible(timeout=30_000)
    until(graph, 1)

    page.get_by_role("button", name="Cancel").click()

    expect(page.get_by_text("The question was cancelled")).to_be_visible(timeout=30_000)
    until(graph, 0)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Counting incidents")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="quick").click()
    expect(page.get_by_text("found at once")).to_be_visible(timeout=30_000)
    until(graph, 0)


def test_what_is_left_for_another_page_or_closed_no_longer_runs_on_the_server(
    graph: Graph, chromium_page: Page, address: str
) -> None:
    page = chromium_page
    page.goto(address)
    page.get_by_role("button", name="endless").click(timeout=30_000)
    until(graph, 1)

    page.get_by_role("button", name="elsewhere").click()

    expect(page.get_by_text("page: elsewhere")).to_be_visible(timeout=30_000)
    until(graph, 0)
    page.get_by_role("button", name="endless").click()
    until(graph, 1)
    page.close()
    until(graph, 0)


def test_what_comes_late_takes_the_place_of_the_words_that_it_is_waited_for(
    graph: Graph, chromium_page: Page, address: str
) -> None:
    page = chromium_page
    page.goto(address)

    page.get_by_role("button", name="late").click(timeout=30_000)

    expect(page.get_by_text("Counting late incidents")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Cancel")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("found late")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Counting late incidents")).to_have_count(0)
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
