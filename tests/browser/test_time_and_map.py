"""Time and map below the chart in a real browser: one selection, one span, no other machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing import sign_in
from tests.integration.two_agencies import place, region, write
from tests.viewers import reading
from workbench.explore.search import search
from workbench.graph.client import Graph
from workbench.records.model import Link, LocationRecord, PersonRecord
from workbench.records.vocabulary import LinkType
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]
CANVAS = "window.__workbenchCanvas?.get('explore.canvas')"
WAIT = 60_000
CARTER = "CARTER, MARCUS D JR"
SIZES = ((1440, 900), (1024, 768))


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.fixture
def page(empty_graph: Graph, chromium_page: Page, address: str, settings: Settings) -> Page:
    """A chart around one person: a theft and a robbery at one corner, a home known to the block."""
    corner, *others = region()
    assert isinstance(corner, LocationRecord)
    corner = replace(corner, latitude=38.8997, longitude=-77.0219)
    block = replace(
        place("MPD", "24000003", "900 block H St NE"), latitude=38.9003, longitude=-76.9937
    )
    home = Link(LinkType.LIVES_AT, block.key)
    records = [
        replace(one, links=(*one.links, home))
        if isinstance(one, PersonRecord) and one.key.number == "A1"
        else one
        for one in others
    ]
    write(empty_graph, [corner, block, *records])
    sign_in(chromium_page, address, settings)
    carter = search(reading(empty_graph), "carter marcus").hits[0].card.id
    chromium_page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    chromium_page.goto(f"{address}/?entity={carter}")
    chromium_page.wait_for_function(f"{CANVAS}?.nodes().length === 6", timeout=WAIT)
    return chromium_page


def labels(page: Page) -> set[str]:
    return set(page.evaluate(f"{CANVAS}.nodes().map(n => n.data('label'))"))


def items(page: Page, number: int) -> None:
    page.wait_for_function(f"{CANVAS}?.nodes().length === {number}", timeout=WAIT)


def below(page: Page, name: str) -> None:
    page.get_by_role("radiogroup").get_by_text(name, exact=True).click()


def all_seen(page: Page) -> bool:
    """Whether every item is in the view, its words too."""
    seen: bool = page.evaluate(
        f"""() => {{
            const cy = {CANVAS}, box = cy.nodes().renderedBoundingBox();
            return box.x1 >= 0 && box.y1 >= 0 && box.x2 <= cy.width() && box.y2 <= cy.height();
        }}"""
    )
    return seen


def test_a_span_of_time_leaves_out_the_rest_says_how_much_and_is_given_up_again(page: Page) -> None:
    everything = labels(page)
    expect(page.get_by_text("2 incidents and plate reads, 2024-01-02 to 2024-01-10")).to_be_visible(
        timeout=WAIT
    )

    # Act: drag over the last bars
    box = page.locator(".bars").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.7, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 4, middle, steps=5)
    page.mouse.up()

    # Assert: the theft of 2 January is out, told, and in the address
    expect(page.get_by_text(re.compile(r"Left out: \d items? and \d links?\."))).to_be_visible(
        timeout=WAIT
    )
    page.wait_for_function(
        f"!{CANVAS}.nodes().some(n => n.data('label').startsWith('THEFT'))", timeout=WAIT
    )
    assert any(label.startswith("ROBBERY") for label in labels(page))
    expect(page).to_have_url(re.compile("since=2024-01-0"))
    expect(page.locator(".bar.inside")).not_to_have_count(9)

    # Act
    page.get_by_role("button", name="Clear filters").click()

    # Assert
    items(page, len(everything))
    assert labels(page) == everything
    expect(page.get_by_text(re.compile("Left out"))).to_have_count(0)


def test_places_are_drawn_on_local_outlines_with_how_precisely_each_is_known(page: Page) -> None:
    below(page, "Map")

    expect(page.get_by_text("on the map; 2 drawn as areas")).to_be_visible(timeout=WAIT)
    expect(page.locator(".st-key-explore-map canvas").first).to_be_visible(timeout=WAIT)
    page.get_by_text("List of places").click()
    listed = page.get_by_role("table", name="Places")
    home = listed.get_by_role("row").filter(has_text="900 BLK H ST NE").first
    expect(home).to_contain_text("block")
    expect(home).to_contain_text("38.90030, -76.99370")
    theft = listed.get_by_role("row").filter(has_text="THEFT")
    expect(theft).to_contain_text("7TH ST NW & H ST NW")
    expect(theft).to_contain_text("intersection")


def test_what_is_chosen_on_the_map_or_in_the_table_is_selected_on_the_chart(page: Page) -> None:
    below(page, "Table")
    page.get_by_role("button", name=re.compile("ROBBERY PG240001")).click(timeout=WAIT)
    page.wait_for_function(
        f"{CANVAS}.$(':selected').map(n => n.data('label')).join().startsWith('ROBBERY')",
        timeout=WAIT,
    )
    expect(page.locator(".st-key-panel").get_by_text("ROBBERY").first).to_be_visible(timeout=WAIT)

    below(page, "Map")
    map_ = page.locator(".st-key-explore-map canvas").first
    expect(map_).to_be_visible(timeout=WAIT)
    chosen = (
        f"['900', 'CART'].includes({CANVAS}.$(':selected').map(n => n.data('label').slice(0, 4))"
        ".join().trim())"
    )
    for _ in range(10):  # until the places are drawn
        page.wait_for_timeout(2_000)
        box = map_.bounding_box()
        assert box is not None
        # the two farthest places stand 400 pixels apart, the block's in the east
        page.mouse.click(box["x"] + box["width"] / 2 + 200, box["y"] + box["height"] / 2 - 5)
        page.wait_for_timeout(2_000)
        if page.evaluate(chosen):
            break
    assert page.evaluate(chosen)


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_chart_stays_in_view_when_something_opens_below_it(
    page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for name in ("Map", "Table", "Time"):
        below(page, name)
        page.wait_for_timeout(2_000)
        assert all_seen(page), name

    # but a view that somebody chose is theirs
    page.evaluate(f"void {CANVAS}.zoom(1.1)")
    below(page, "Map")
    expect(page.get_by_text("on the map; 2 drawn as areas")).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(1_000)
    assert page.evaluate(f"{CANVAS}.zoom()") == pytest.approx(1.1)
