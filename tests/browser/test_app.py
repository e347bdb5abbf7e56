"""The app in a real browser: an investigator's first minutes, and each way in which it can fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.signing import sign_in
from tests.integration.two_agencies import HUB_INCIDENTS, person, region, write
from tests.viewers import reading
from workbench import settings as configuration
from workbench.access.viewer import Role
from workbench.explore.search import search
from workbench.graph import loads
from workbench.graph.client import Graph
from workbench.graph.deciding import Figures, Place, RowOutcome
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]
CANVAS = "window.__workbenchCanvas?.get('explore.canvas')"
POSITIONS = f"Object.fromEntries({CANVAS}.nodes().map(n => [n.id(), {{...n.position()}}]))"
MARKUP = "<img src=x onerror=alert(1)>, **Bold** :red[Name]"


@pytest.fixture
def loaded(empty_graph: Graph) -> Graph:
    """Two agencies' records, and one row that was refused."""
    write(empty_graph, [*region(), person("MPD", "X1", "Plain, Person", caution=MARKUP)])
    number = loads.begin(
        empty_graph, source="bad", title="Bad", version="1", input_digest="x", files=["bad.csv"],
        complete=False, corrections=False,
    )  # fmt: skip
    row = RowOutcome("bad.csv", 7, {"ccn": "", "note": MARKUP}, reason="no number")
    loads.advance(empty_graph, number, "bad", Place(), Figures(), [row])
    loads.finish(empty_graph, number)
    return empty_graph


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


@pytest.fixture
def page_of_supervisor(chromium_page: Page, address: str, settings: Settings) -> Page:
    """A browser in which a supervisor of MPD is signed in."""
    sign_in(chromium_page, address, settings)
    return chromium_page


@pytest.fixture
def page_of_administrator(chromium_page: Page, address: str, settings: Settings) -> Page:
    """A browser in which an administrator is signed in."""
    sign_in(chromium_page, address, settings, Role.ADMINISTRATOR)
    return chromium_page


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Search")


def type_in(page: Page, text: str) -> None:
    expect(box(page)).to_be_focused(timeout=30_000)
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def items(page: Page, number: int) -> None:
    page.wait_for_function(f"{CANVAS}?.nodes().length === {number}", timeout=30_000)


def spot(page: Page, id_: str) -> tuple[float, float]:
    frame = page.locator(".graph").bounding_box()
    assert frame is not None
    at = page.evaluate(f"{CANVAS}.getElementById('{id_}').renderedPosition()")
    return frame["x"] + at["x"], frame["y"] + at["y"]


def id_of(graph: Graph, text: str) -> str:
    return search(reading(graph), text).hits[0].card.id


def test_an_empty_database_says_what_to_run(
    empty_graph: Graph, page_of_supervisor: Page, address: str
) -> None:
    page_of_supervisor.goto(address)

    expect(page_of_supervisor.get_by_text("Nothing is loaded yet.")).to_be_visible(timeout=30_000)
    expect(page_of_supervisor.get_by_text("workbench demo")).to_be_visible()


def test_a_server_that_does_not_answer_says_what_to_run(
    chromium_page: Page, serve: Serve, tmp_path: Path
) -> None:
    home = str(tmp_path / "nothing")
    address = serve("app.py", {"WORKBENCH_HOME": home, "WORKBENCH_AUTH": "demo"})
    sign_in(chromium_page, address, configuration.from_environment({"WORKBENCH_HOME": home}))

    chromium_page.goto(address)

    expect(chromium_page.get_by_text("The database does not answer.")).to_be_visible(timeout=30_000)
    expect(chromium_page.get_by_text("workbench neo4j start")).to_be_visible()
    expect(chromium_page.get_by_role("button", name="Try again")).to_be_visible()


def test_a_plate_with_a_wrong_character_leads_to_its_driver(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page = page_of_supervisor
    page.goto(address)
    type_in(page, "AB71O3")
    expect(page.get_by_text("plate, 1 look-alike character")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="DC AB7103").click()
    items(page, 2)
    car, carter = id_of(loaded, "AB7103"), id_of(loaded, "carter marcus")
    before = page.evaluate(POSITIONS)

    page.mouse.dblclick(*spot(page, carter))
    items(page, 5)

    after = page.evaluate(POSITIONS)
    assert {i: after[i] for i in before} == before
    assert page.evaluate("window.scrollY") == 0
    assert f"/explore?around={car}" in page.url
    caution = page.get_by_role("alert").filter(has_text="ARMED AND DANGEROUS")
    expect(caution).to_contain_text("stated by PGPD")
    expect(page.get_by_text("Verify with owner before acting")).to_contain_text("PGPD")

    page.get_by_role("button", name="Undo").click()
    items(page, 2)
    page.get_by_role("button", name="Redo").click()
    items(page, 5)
    page.locator(".stage").focus()
    page.keyboard.press("z")
    items(page, 2)


def test_another_answer_is_put_on_the_open_chart_or_replaces_it_and_undo_leads_back(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page, car, robbery = page_of_supervisor, id_of(loaded, "AB7103"), id_of(loaded, "PG240001")
    page.goto(f"{address}/?entity={car}")
    items(page, 2)
    box(page).fill("PG240001")
    page.keyboard.press("Enter")

    page.get_by_role("button", name="Add", exact=True).click(timeout=30_000)

    items(page, 3)
    page.wait_for_function(f"{CANVAS}.getElementById('{robbery}').selected()", timeout=30_000)
    page.get_by_role("button", name="Undo").click()
    items(page, 2)

    box(page).fill("PG240001")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="ROBBERY PG240001").click(timeout=30_000)
    page.wait_for_function(f"!{CANVAS}?.getElementById('{car}').length", timeout=30_000)
    page.get_by_role("button", name="Undo").click()
    items(page, 2)
    assert page.evaluate(f"{CANVAS}.getElementById('{car}').length") == 1


def test_a_double_click_that_adds_nothing_says_so_and_keeps_what_was_undone(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page, carter = page_of_supervisor, id_of(loaded, "carter marcus")
    page.goto(f"{address}/?entity={carter}")
    items(page, 5)
    page.get_by_role("button", name="Clear").click()
    items(page, 1)
    page.get_by_role("button", name="Undo").click()
    items(page, 5)

    page.mouse.dblclick(*spot(page, carter))

    expect(page.get_by_text("All that this leads to is on the chart already.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.get_by_role("button", name="Redo").click()
    items(page, 1)


def test_a_page_that_ends_late_does_not_end_the_page_that_followed(
    chromium_page: Page, serve: Serve
) -> None:
    page = chromium_page
    page.goto(serve("tests/browser/late_page.py"))
    page.get_by_role("button", name="Go on").click(timeout=30_000)
    page.get_by_role("button", name="Count").click()
    expect(page.get_by_text("counted 1")).to_be_visible()
    page.wait_for_timeout(2_500)  # longer than the first page took after its last element

    page.get_by_role("button", name="Count").click()

    expect(page.get_by_text("counted 2")).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_chart_and_panel_fill_the_window_and_the_page_does_not_scroll(
    loaded: Graph, page_of_supervisor: Page, address: str, size: tuple[int, int]
) -> None:
    page = page_of_supervisor
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}/?entity={id_of(loaded, '7th & H NW')}")
    items(page, 20)
    expect(page.get_by_role("tab", name="Values")).to_be_visible()

    expect(page.locator(".axis span").first).to_have_text(re.compile(r"^\d{4}(-\d\d)*$"))
    expect(page.locator(".axis span").last).to_be_visible()
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight - main.clientHeight") == 0
    panel, chart = (page.locator(part).bounding_box() for part in (".st-key-panel", ".canvas"))
    assert panel is not None
    assert chart is not None
    assert size[1] - 20 <= panel["y"] + panel["height"] <= size[1]
    assert chart["height"] > size[1] * 0.5


def test_the_list_of_places_leaves_the_chart_its_room_and_the_page_scrolls(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page = page_of_supervisor
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{address}/?entity={id_of(loaded, '7th & H NW')}")
    items(page, 20)

    page.get_by_text("Map", exact=True).click()
    page.get_by_text("List of places").click()
    expect(page.get_by_role("table", name="Places")).to_be_visible(timeout=20_000)

    chart = page.locator(".canvas").bounding_box()
    assert chart is not None
    assert chart["height"] >= 250
    page.wait_for_function(
        "(({scrollHeight, clientHeight}) => scrollHeight > clientHeight)"
        "(document.querySelector('[data-testid=stMain]'))"
    )


def test_other_data_shows_what_can_be_typed_and_no_dead_example(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page = page_of_supervisor
    page.goto(address)

    example = page.get_by_role("button", name="AB71O3")
    expect(example).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Whitlock")).to_have_count(0)
    example.click()

    expect(page.get_by_role("button", name="DC AB7103")).to_be_visible(timeout=20_000)
    expect(box(page)).to_have_value("AB71O3")


def test_an_answer_opens_under_the_words_that_it_answers(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page = page_of_supervisor
    page.goto(f"{address}/?q=AB71O3")
    answer = page.get_by_role("button", name="DC AB7103")
    expect(answer).to_be_visible(timeout=30_000)

    box(page).fill("carter")  # typed and not yet asked for
    answer.click()

    items(page, 2)
    page.get_by_role("button", name="Back to the results of “AB71O3”").click()
    expect(answer).to_be_visible(timeout=20_000)
    expect(box(page)).to_have_value("AB71O3")


def test_a_hub_opens_a_chooser_and_never_a_flood(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page, corner = page_of_supervisor, id_of(loaded, "7th & H NW")
    page.goto(f"{address}/?entity={corner}")
    items(page, 20)

    page.mouse.click(*spot(page, f"more:{corner}"))

    left = HUB_INCIDENTS + 1 - 18
    expect(page.get_by_text(f"{left} not shown, by most recent")).to_be_visible(timeout=20_000)
    link = page.get_by_role("combobox", name="Link")
    of_incidents = f"what occurred here, incident ({HUB_INCIDENTS + 1})"
    expect(link).to_have_value(of_incidents)
    page.get_by_role("button", name="Add the 20 most recent").click()
    items(page, 40)
    expect(page.get_by_text(f"{left - 20} not shown, by most recent")).to_be_visible()
    expect(link).to_have_value(of_incidents)


def test_links_too_many_to_add_at_once_open_the_chooser_at_themselves(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page, corner = page_of_supervisor, id_of(loaded, "7th & H NW")
    page.goto(f"{address}/?entity={corner}")
    items(page, 20)

    expect(page).to_have_url(re.compile("around="), timeout=20_000)  # the page is drawn to its end
    page.get_by_role("tab", name="Expand").click(timeout=20_000)
    page.get_by_role("button", name=re.compile(r"incidents · choose")).click()

    expect(page.get_by_role("combobox", name="Link")).to_have_value(
        f"what occurred here, incident ({HUB_INCIDENTS + 1})", timeout=20_000
    )


def test_a_record_opens_with_its_file_and_line(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page = page_of_supervisor
    page.goto(f"{address}/?entity={id_of(loaded, '900 block h st ne')}")
    page.get_by_role("tab", name="Records (1)").click(timeout=30_000)

    record = page.get_by_role("tabpanel", name="Records (1)")
    expect(record.get_by_text("MPD|RMS|24000002|place")).to_be_visible(timeout=20_000)
    expect(record.get_by_text("region.csv line 3")).to_be_visible()
    written = page.get_by_role("table", name="As written")
    expect(written).to_contain_text("900 block H St NE")


def test_text_of_an_agency_is_shown_as_it_is(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page = page_of_supervisor
    page.goto(f"{address}/?entity={id_of(loaded, 'plain person')}")

    expect(page.get_by_role("alert")).to_contain_text(MARKUP, timeout=30_000)


def test_text_of_a_refused_row_is_shown_as_it_is(
    loaded: Graph, page_of_administrator: Page, address: str
) -> None:
    page = page_of_administrator
    page.goto(f"{address}/data")

    page.get_by_text("2 values").click(timeout=30_000)
    expect(page.get_by_text(f"note: {MARKUP}")).to_be_visible()


def test_an_unknown_entity_says_so_and_the_slash_goes_back_to_the_box(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page = page_of_supervisor
    page.goto(f"{address}/?entity=0000000000000000")
    expect(page.get_by_text("nothing under this address that you may see")).to_be_visible(
        timeout=30_000
    )

    expect(box(page)).to_be_visible()
    page.wait_for_function("window.__workbenchSlash")
    page.keyboard.press("/")

    type_in(page, "zebediah")
    expect(page.get_by_text("Nothing that you may see answers")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Tried: name, alias or moniker ZEBEDIAH")).to_be_visible()


def test_the_data_page_accounts_for_every_row(
    loaded: Graph, page_of_administrator: Page, address: str
) -> None:
    page = page_of_administrator
    page.goto(f"{address}/data")

    sources = page.get_by_role("table", name="Sources")
    expect(sources).to_contain_text("region.csv", timeout=30_000)
    page.get_by_role("link", name="1 refused row to be corrected").click()
    expect(page.get_by_text("Refused rows waiting for correction (1)")).to_be_in_viewport()
    refused = page.get_by_role("table", name="Refused rows of bad")
    expect(refused).to_contain_text("no number")
    expect(refused).to_contain_text("bad.csv")
    expect(
        page.get_by_text("workbench load table refused.csv --spec SPECIFICATION --corrections")
    ).to_be_visible()


def test_a_pressed_kind_keeps_all_of_it_and_what_was_hidden_is_counted_and_comes_back(
    loaded: Graph, page_of_supervisor: Page, address: str
) -> None:
    page, carter = page_of_supervisor, id_of(loaded, "carter marcus")
    page.goto(f"{address}/?entity={carter}")
    items(page, 5)
    kinds = page.evaluate(f"{CANVAS}.nodes().map(n => n.data('kind'))")
    incidents = kinds.count("incident")

    page.get_by_role("button", name=f"incident {incidents}").click()
    items(page, incidents + 1)
    left_out = f"Left out: {5 - incidents - 1} items and"
    expect(page.get_by_text(left_out)).to_be_visible()

    page.get_by_role("button", name="Clear filters").click()
    items(page, 5)
    page.locator(".stage").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("g")
    items(page, 1)
    assert page.evaluate(f"{CANVAS}.nodes().map(n => n.data('label'))") == ["5 items"]
    page.get_by_role("button", name="Undo").click()
    items(page, 5)

    page.mouse.click(*spot(page, carter))
    page.keyboard.press("h")
    items(page, 4)
    expect(page.locator(".st-key-panel .wb-title")).not_to_contain_text("CARTER, MARCUS")
    page.get_by_role("button", name="1 hidden · show").click()
    items(page, 5)
    expect(page.get_by_text("hidden · show")).to_have_count(0)
    expect(page.locator(".st-key-panel .wb-title")).to_contain_text("CARTER, MARCUS")
