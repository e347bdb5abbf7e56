"""The page of one item in a real browser: what comes first, what others see, where links lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing import sign_in
from tests.integration.entity_region import MARSH, ROBBERY, party, region
from tests.integration.two_agencies import write
from tests.viewers import reading
from workbench.access.viewer import Role
from workbench.explore.search import search
from workbench.graph.client import Graph
from workbench.records.vocabulary import Handling
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]
MARKUP = "<img src=x onerror=alert(1)> **VIOLENT**"


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.fixture
def loaded(empty_graph: Graph) -> Graph:
    """The region, and one sealed record of MPD's that states another caution."""
    sealed = party("MPD", "M3", MARSH, None, ROBBERY, born="1988-03-09", fbi="555123AA1",
                   caution=MARKUP)  # fmt: skip
    write(empty_graph, [*region(), replace(sealed, handling=frozenset({Handling.SEALED}))])
    return empty_graph


def seed(graph: Graph, key: str) -> str:
    found: str = graph.read("MATCH (r:Record {key: $key}) RETURN r.seed AS seed", key=key)[0][
        "seed"
    ]
    return found


def top(page: Page, text: str) -> float:
    box = page.get_by_text(text, exact=False).first.bounding_box()
    assert box is not None
    return box["y"]


def test_an_item_opened_by_a_former_id_says_first_what_must_be_known(
    loaded: Graph, chromium_page: Page, address: str, settings: Settings
) -> None:
    # Arrange
    page = chromium_page
    sign_in(page, address, settings)

    # Act: the address names a record that was an item of its own before it was joined
    page.goto(f"{address}/entity?id={seed(loaded, 'USMS|RMS|U1|person')}")

    # Assert: warrants, cautions, conflicts, values, in this order
    alerts = page.locator("[role=alert].wb-caution")
    expect(alerts.first).to_contain_text("LIVE WARRANT: ROBBERY", timeout=60_000)
    expect(alerts.first).to_contain_text("as of 20")
    expect(alerts.first).to_contain_text("Confirm with USMS before acting")
    expect(alerts).to_have_count(3)
    expect(page.get_by_text(MARKUP)).to_be_visible()
    expect(page.get_by_text("1 warrant that ended")).to_be_visible()
    conflict = page.get_by_role("table", name="Conflicts")
    expect(conflict).to_contain_text("1988-03-09")
    expect(conflict).to_contain_text("1988-09-03")
    expect(page.get_by_text("Verify with owner before acting")).to_contain_text("USMS")
    values = page.get_by_role("heading", name="Values")
    expect(values).to_be_visible(timeout=30_000)
    below = values.bounding_box()
    assert below is not None
    assert top(page, "LIVE WARRANT") < top(page, "ARMED AND DANGEROUS") < top(page, "disagree")
    assert top(page, "disagree") < top(page, "As stated") < below["y"]

    # why it is one, and the ids that lead here
    expect(page.get_by_text("Nobody has reviewed this.")).to_be_visible(timeout=120_000)
    expect(page.get_by_role("table", name="Ties")).to_contain_text("FBI number equal: +")
    expect(page.get_by_role("heading", name="Also answers to")).to_be_visible()

    # whom it was done with: no victims
    people = page.get_by_role("table", name="Co-offenders")
    expect(people).to_contain_text("PIKE, RODNEY")
    expect(people).not_to_contain_text("VALE")
    people.get_by_role("link", name="PIKE, RODNEY").click()
    expect(page.locator(".wb-title")).to_contain_text("PIKE, RODNEY", timeout=30_000)
    expect(page.get_by_text("That is no promise that there is none.")).to_be_visible()
    page.get_by_role("button", name="How to read this").click()
    expect(page.get_by_text("each with its owner, its")).to_be_visible()


def test_another_agency_opens_the_same_address_and_sees_less(
    loaded: Graph, chromium_page: Page, address: str, settings: Settings
) -> None:
    page = chromium_page
    sign_in(page, address, settings, Role.ANALYST, "ACPD")

    page.goto(f"{address}/entity?id={seed(loaded, 'MPD|RMS|M1|person')}")

    alerts = page.locator("[role=alert].wb-caution")
    expect(alerts.first).to_contain_text("LIVE WARRANT: ROBBERY", timeout=60_000)
    expect(page.get_by_role("heading", name="Also answers to")).to_be_visible(timeout=30_000)
    expect(alerts).to_have_count(2)
    expect(page.get_by_text("VIOLENT")).to_have_count(0)
    expect(page.get_by_text("M3")).to_have_count(0)


def test_an_address_of_nothing_says_so(
    loaded: Graph, chromium_page: Page, address: str, settings: Settings
) -> None:
    page = chromium_page
    sign_in(page, address, settings, Role.ANALYST, "ACPD")

    page.goto(f"{address}/entity?id={seed(loaded, 'MPD|RMS|M3|person')}")

    expect(page.get_by_text("There is nothing under this address that you may see.")).to_be_visible(
        timeout=30_000
    )


def test_the_panel_leads_to_the_page(
    loaded: Graph, chromium_page: Page, address: str, settings: Settings
) -> None:
    page = chromium_page
    sign_in(page, address, settings)
    marsh = search(reading(loaded), MARSH).hits[0].card.id
    page.goto(f"{address}/?entity={marsh}")
    expect(page.locator(".st-key-panel [role=alert]").first).to_contain_text(
        "LIVE WARRANT", timeout=30_000
    )
    page.get_by_role("tab", name="Expand").click()
    panel = page.locator(".st-key-panel")
    expect(panel.get_by_role("button", name="subject of")).to_contain_text("USMS 2")

    page.get_by_role("link", name="Open page").click()

    expect(page.get_by_role("heading", name="Why these records are one")).to_be_visible(
        timeout=30_000
    )
    assert f"/entity?id={marsh}" in page.url
