"""A page that fails offers nothing outside the network."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve

pytestmark = pytest.mark.browser


def test_an_error_offers_no_link_to_another_machine(chromium_page: Page, serve: Serve) -> None:
    page = chromium_page
    page.goto(serve("tests/browser/failing_page.py"))

    expect(page.get_by_test_id("stException")).to_be_visible(timeout=30_000)
    expect(page.get_by_text(re.compile("Ask (Google|ChatGPT)"))).to_have_count(0)
    expect(page.locator("a[href*='//']:not([href^='http://127.0.0.1'])")).to_have_count(0)
