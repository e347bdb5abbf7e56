"""Neo4j stopped under an open chart; two people at work at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.signing import sign_in
from tests.integration.two_agencies import person, region, write
from tests.viewers import reading
from workbench.access.viewer import Role
from workbench.explore.search import search
from workbench.graph import engine
from workbench.graph.client import Graph
from workbench.records.model import Link, RecordKey
from workbench.records.vocabulary import Handling, LinkType
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]
CANVAS = "window.__workbenchCanvas?.get('explore.canvas')"
POSITIONS = (
    f"Object.fromEntries({CANVAS}.nodes().map(n => [n.id(), "
    "[Math.round(n.position('x')), Math.round(n.position('y'))]]))"
)
IDS = f"{CANVAS}.nodes().map(n => n.id()).sort()"
SEALED = "SEALED, SAM"
TOLD_SECONDS = 20


@pytest.fixture
def loaded(empty_graph: Graph) -> Graph:
    """Two agencies' records, and a subject of one robbery whom only PGPD's supervisors see."""
    robbery = Link(LinkType.SUBJECT_OF, RecordKey("PGPD", "RMS", "PG240001"))
    sealed = replace(
        person("PGPD", "B9", "Sealed, Sam", days=9, links=(robbery,)),
        handling=frozenset({Handling.SEALED}),
    )
    write(empty_graph, [*region(), sealed])
    return empty_graph


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.fixture
def another_page(chromium: Browser) -> Iterator[Page]:
    """A second browser, of somebody else."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def id_of(graph: Graph, text: str) -> str:
    return search(reading(graph), text).hits[0].card.id


def items(page: Page, number: int) -> None:
    page.wait_for_function(f"{CANVAS}?.nodes().length === {number}", timeout=60_000)


def spot(page: Page, id_: str) -> tuple[float, float]:
    frame = page.locator(".graph").bounding_box()
    assert frame is not None
    at = page.evaluate(f"{CANVAS}.getElementById('{id_}').renderedPosition()")
    return frame["x"] + at["x"], frame["y"] + at["y"]


def drag(page: Page, id_: str, by: float) -> None:
    """Move an item as a hand does."""
    x, y = spot(page, id_)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + by / 2, steps=4)
    page.mouse.move(x, y + by, steps=4)
    page.mouse.up()


def test_a_stopped_server_is_told_and_the_same_picture_comes_back_when_it_answers(
    loaded: Graph, chromium_page: Page, address: str, settings: Settings
) -> None:
    page, carter = chromium_page, id_of(loaded, "carter marcus")
    car = id_of(loaded, "AB7103")
    sign_in(page, address, settings)
    page.goto(f"{address}/?entity={car}")
    items(page, 2)
    page.mouse.dblclick(*spot(page, carter))
    items(page, 5)
    drag(page, car, 60)
    page.wait_for_timeout(3_000)
    before = page.evaluate(POSITIONS)
    try:
        engine.stop(settings)
        page.get_by_text("Table", exact=True).click()

        told = page.get_by_text("The database does not answer.")

        expect(told).to_be_visible(timeout=TOLD_SECONDS * 1_000)
        page.get_by_role("button", name="Try again").click()
        expect(told).to_be_visible()
    finally:
        engine.start(settings)
    again = page.get_by_role("button", name="Try again")
    for _ in range(6):  # until the server takes connections again
        if not again.count():
            break
        again.first.click()
        page.wait_for_timeout(5_000)
    items(page, 5)
    assert page.evaluate(POSITIONS) == before
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Undo").click()  # the move is a step of its own
    page.wait_for_function(f"{CANVAS}.getElementById('{car}').position('y') === 0", timeout=60_000)
    page.get_by_role("button", name="Undo").click()
    items(page, 2)


def test_two_people_at_once_see_nothing_of_each_others_state(
    loaded: Graph, chromium_page: Page, another_page: Page, address: str, settings: Settings
) -> None:
    robbery = id_of(loaded, "PG240001")
    (sealed,) = loaded.read(
        "MATCH (r:PersonRecord {name_normal: $name})-[:RESOLVED_TO]->(e) RETURN e.id AS id",
        name=SEALED,
    )
    pages = (chromium_page, another_page)
    for page, agency in zip(pages, ("MPD", "PGPD"), strict=True):
        sign_in(page, address, settings, Role.SUPERVISOR, agency)
        page.goto(f"{address}/?entity={robbery}")
    counts = [3, 4]  # the place, a subject of both and, for the owner, the sealed one
    for page, count in zip(pages, counts, strict=True):
        items(page, count)
    carter = id_of(loaded, "carter marcus")

    for page in pages:  # nobody waits for the other
        page.mouse.dblclick(*spot(page, carter))

    for page in pages:
        page.wait_for_function(f"{CANVAS}.nodes().length > 4", timeout=60_000)
    of_mpd, of_pgpd = (page.evaluate(IDS) for page in pages)
    assert sealed["id"] in of_pgpd
    assert set(of_pgpd) - set(of_mpd) == {sealed["id"]}
    assert SEALED not in chromium_page.content()
    chromium_page.get_by_role("button", name="Undo").click()
    items(chromium_page, counts[0])
    assert another_page.evaluate(IDS) == of_pgpd
    expect(another_page.locator(".wb-head")).to_contain_text("PGPD")
    expect(chromium_page.locator(".wb-head")).to_contain_text("MPD")
