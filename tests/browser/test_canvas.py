"""The graph canvas in a real browser that may reach nothing but this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Serve = Callable[..., str]

SCRIPT = "tests/browser/canvas_page.py"
CHART = "window.__workbenchCanvas.get('chart')"
POSITIONS = f"() => Object.fromEntries({CHART}.nodes().map(n => [n.id(), {{...n.position()}}]))"
VIEWPORT = f"() => ({{zoom: {CHART}.zoom(), pan: {{...{CHART}.pan()}}}})"


@pytest.fixture(scope="module")
def address(serve: Serve) -> str:
    return serve(SCRIPT)


@pytest.fixture
def chart(chromium_page: Page, address: str) -> Page:
    chromium_page.goto(address)
    drawn(chromium_page, 12)
    return chromium_page


def drawn(page: Page, nodes: int) -> None:
    page.wait_for_function(
        f"window.__workbenchCanvas?.get('chart')?.nodes().length === {nodes}", timeout=30_000
    )


def told(page: Page) -> Any:
    """What Python was told in its last run."""
    return json.loads(page.locator("[data-testid=stCode] code").inner_text())


def told_when(page: Page, name: str, value: object) -> Any:
    text = f'"{name}": {json.dumps(value)}'
    expect(page.locator("[data-testid=stCode]")).to_contain_text(text, timeout=15_000)
    return told(page)


def spot(page: Page, node: str) -> tuple[float, float]:
    """Where an item stands on the page, in pixels."""
    box = page.locator(".graph").bounding_box()
    assert box is not None
    place = page.evaluate(f"{CHART}.getElementById('{node}').renderedPosition()")
    return box["x"] + place["x"], box["y"] + place["y"]


def focus(page: Page) -> None:
    page.locator(".stage").focus()


def test_every_item_and_link_is_drawn_where_python_placed_it(chart: Page) -> None:
    positions = chart.evaluate(POSITIONS)

    assert chart.evaluate(f"{CHART}.edges().length") == 13
    assert {i: [p["x"], p["y"]] for i, p in positions.items()} == told(chart)["positions"]
    expect(chart.locator(".stage")).to_have_attribute(
        "aria-label", "Link chart: 11 items, 12 links"
    )


def test_items_have_ink_on_the_canvas(chart: Page) -> None:
    painted = chart.evaluate(
        f"""() => {{
            const bitmap = document.createElement("canvas").getContext("2d");
            const picture = new Image();
            picture.src = {CHART}.png({{ scale: 1 }});
            return picture.decode().then(() => {{
                bitmap.canvas.width = picture.width; bitmap.canvas.height = picture.height;
                bitmap.drawImage(picture, 0, 0);
                const bytes = bitmap.getImageData(0, 0, picture.width, picture.height).data;
                return new Set(new Uint32Array(bytes.buffer)).size;
            }});
        }}"""
    )

    assert painted > 100


def test_a_double_click_adds_neighbours_and_moves_nothing(chart: Page) -> None:
    before = chart.evaluate(POSITIONS)

    chart.mouse.dblclick(*spot(chart, "p1"))
    drawn(chart, 15)

    after = chart.evaluate(POSITIONS)
    assert set(after) - set(before) == {"p1+0", "p1+1", "p1+2"}
    assert {i: after[i] for i in before} == before


def test_quick_clicks_on_two_items_are_no_double_click(chart: Page) -> None:
    select(chart, "v1", "t1")
    told_when(chart, "selected", ["v1", "t1"])
    chart.get_by_role("button", name="Run again").click()
    expect(chart.locator("[data-testid=stCode]")).to_contain_text('"runs": 3')

    assert chart.evaluate(f"{CHART}.nodes().length") == 12


@pytest.mark.parametrize("zoom", [0.2, 1.6])
def test_the_view_moves_to_new_items_only_where_they_are_not_in_it(
    chart: Page, zoom: float
) -> None:
    chart.evaluate(f"void {CHART}.zoom({zoom})")
    chart.evaluate(f"void {CHART}.center({CHART}.getElementById('o1'))")
    chart.evaluate(f"void {CHART}.getElementById('o1').select()")
    view = chart.evaluate(VIEWPORT)
    focus(chart)

    chart.keyboard.press("e")
    drawn(chart, 15)

    box = chart.evaluate(f"() => {CHART}.nodes('[id ^= \"o1+\"]').renderedBoundingBox()")
    frame = chart.locator(".graph").bounding_box()
    assert frame is not None
    assert box["x1"] >= 0
    assert box["x2"] <= frame["width"]
    assert box["y2"] <= frame["height"]
    assert box["y1"] >= 40, "a new item stands below the buttons"
    assert (chart.evaluate(VIEWPORT) == view) is (zoom < 1)


@pytest.mark.parametrize("key", ["e", "Enter"])
def test_a_key_expands_the_selected_item(chart: Page, key: str) -> None:
    chart.mouse.click(*spot(chart, "i1"))
    told_when(chart, "selected", ["i1"])

    chart.keyboard.press(key)

    drawn(chart, 15)
    assert "i1+0" in chart.evaluate(POSITIONS)


def test_clicks_select_items_and_links_in_python(chart: Page) -> None:
    chart.mouse.click(*spot(chart, "p2"))
    told_when(chart, "selected", ["p2"])

    chart.keyboard.down("Shift")
    chart.mouse.click(*spot(chart, "v1"))
    chart.keyboard.up("Shift")
    told_when(chart, "selected", ["p2", "v1"])

    focus(chart)
    chart.keyboard.press("Escape")
    told_when(chart, "selected", [])

    (x1, y1), (x2, y2) = spot(chart, "i1"), spot(chart, "l1")
    chart.mouse.click(x1 + (x2 - x1) * 0.5, y1 + (y2 - y1) * 0.5)
    told_when(chart, "links", ["e4"])


def test_a_box_selects_what_it_covers(chart: Page) -> None:
    box = chart.locator(".graph").bounding_box()
    assert box is not None

    chart.keyboard.down("Shift")
    chart.mouse.move(box["x"] + 4, box["y"] + 4)
    chart.mouse.down()
    chart.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    chart.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4, steps=4)
    chart.mouse.up()
    chart.keyboard.up("Shift")

    expect(chart.locator(".unseen")).to_contain_text("elements selected")
    chart.wait_for_function(f"{CHART}.nodes(':selected').length === 12")


def test_a_moved_item_stays_where_it_was_put(chart: Page) -> None:
    x, y = spot(chart, "t1")
    chart.mouse.move(x, y)
    chart.mouse.down()
    chart.mouse.move(x - 40, y - 20, steps=5)
    chart.mouse.up()
    moved = chart.evaluate(POSITIONS)["t1"]
    told_when(chart, "t1", [round(moved["x"], 1), round(moved["y"], 1)])
    view = chart.evaluate(VIEWPORT)
    before = chart.evaluate(POSITIONS)
    runs = told(chart)["runs"]

    chart.get_by_role("button", name="Run again").click()
    told_when(chart, "runs", runs + 1)

    assert chart.evaluate(POSITIONS) == before
    assert chart.evaluate(VIEWPORT) == view
    assert spot(chart, "t1") == pytest.approx((x - 40, y - 20), abs=2)


def test_a_chart_that_was_away_comes_back_as_it_was(chart: Page) -> None:
    x, y = spot(chart, "t1")
    chart.mouse.move(x, y)
    chart.mouse.down()
    chart.mouse.move(x - 40, y - 20, steps=5)
    chart.mouse.up()
    chart.get_by_role("button", name="Zoom in").click()
    positions, view = chart.evaluate(POSITIONS), chart.evaluate(VIEWPORT)
    told_when(chart, "t1", [round(positions["t1"]["x"], 1), round(positions["t1"]["y"], 1)])

    chart.get_by_text("Show the chart").click()
    chart.wait_for_function("window.__workbenchCanvas.size === 0")
    chart.get_by_text("Show the chart").click()
    drawn(chart, 12)

    back = chart.evaluate(POSITIONS)
    assert {i: (p["x"], p["y"]) for i, p in back.items()} == {
        i: (round(p["x"], 1), round(p["y"], 1)) for i, p in positions.items()
    }
    assert chart.evaluate(VIEWPORT) == view


@pytest.mark.parametrize("away", [True, False])
def test_another_picture_is_shown_whole_whatever_the_view_was_before(
    chart: Page, away: bool
) -> None:
    for _ in range(6):
        chart.get_by_role("button", name="Zoom in").click()
    expect(chart.locator(".status")).to_contain_text("outside the view")

    if away:
        chart.get_by_text("Show the chart").click()
        chart.wait_for_function("window.__workbenchCanvas.size === 0")
    chart.get_by_text("Another picture").click()
    if away:
        chart.get_by_text("Show the chart").click()
    drawn(chart, 2)

    expect(chart.locator(".status")).to_have_text("2 items, 1 link")


def test_a_rerun_keeps_the_same_chart_in_the_browser(chart: Page) -> None:
    chart.evaluate(f"void ({CHART}.kept = true)")

    for runs in (2, 3):
        chart.get_by_role("button", name="Run again").click()
        told_when(chart, "runs", runs)

    assert chart.evaluate(f"{CHART}.kept") is True


def test_arrows_walk_and_the_selection_is_announced(chart: Page) -> None:
    focus(chart)

    chart.keyboard.press("ArrowRight")
    expect(chart.locator(".unseen")).to_have_text(
        "Person, CARTER, MARCUS D JR, born 1991-04-17, the chart began here, caution, "
        "4 not shown, MPD, PGPD, MTPD, 6 links"
    )
    chart.keyboard.press("ArrowRight")

    expect(chart.locator(".unseen")).not_to_contain_text("CARTER")
    chosen = chart.evaluate(f"() => {CHART}.nodes(':selected').map(n => n.position().x)")
    assert len(chosen) == 1
    assert chosen[0] > chart.evaluate(POSITIONS)["p1"]["x"]


def test_keys_of_the_page_come_back_as_a_command(chart: Page) -> None:
    focus(chart)
    chart.keyboard.press("p")

    told_when(chart, "commands", 1)


def test_words_of_links_lie_on_no_item_and_on_no_other_words(chart: Page) -> None:
    shown, covered = chart.evaluate(
        f"""() => {{
            const meet = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
            const words = {CHART}.edges().filter(e => e.data("text")).map(e => {{
                const {{ x, y }} = e.midpoint(), left = x + e.data("x"), top = y + e.data("y");
                return {{ x1: left - 8, x2: left + 8, y1: top - 6, y2: top + 6 }};
            }});
            const items = {CHART}.nodes("[kind != 'hub']").map(n => {{
                const {{ x, y }} = n.position();
                const {{ x1, y2 }} = n.boundingBox({{ includeOverlays: false }});
                return {{ x1: x1 + 4, x2: 2 * x - x1 - 4, y1: y + 26, y2: y2 - 4 }};
            }});
            const covered = words.filter((w, i) => items.some(b => meet(w, b))
                || words.some((o, j) => i !== j && meet(w, o))).length;
            return [words.length, covered];
        }}"""
    )

    assert shown >= 5
    assert covered == 0


def test_the_badge_of_many_agencies_is_not_cut_off(chart: Page) -> None:
    room = chart.evaluate(
        f"""() => {{
            const node = {CHART}.getElementById('p1');
            return node.boundingBox({{ includeLabels: false }}).x2 - node.position().x;
        }}"""
    )

    assert room >= 10 + 10 + 7 * len("MPD +2")


def test_fit_brings_everything_back_into_view(chart: Page) -> None:
    chart.evaluate(f"void {CHART}.pan({{ x: 9000, y: 9000 }})")
    expect(chart.locator(".status")).to_have_text("11 items, 12 links (11 outside the view)")

    chart.get_by_role("button", name="Fit everything").click()

    expect(chart.locator(".status")).to_have_text("11 items, 12 links")


def test_the_keys_and_the_legend_open_by_keyboard(chart: Page) -> None:
    focus(chart)
    chart.keyboard.press("?")
    expect(chart.locator("#keys")).to_contain_text("find a path")

    chart.get_by_role("button", name="Legend").press("Enter")
    expect(chart.locator(".legend")).to_contain_text("Dashed: unconfirmed")
    expect(chart.locator(".legend")).to_contain_text("Phone")
    expect(chart.locator("#keys")).to_be_hidden()


@pytest.mark.parametrize("where", [".stage", "[data-do=keys]"])
def test_escape_closes_the_keys_first_and_clears_the_selection_then(
    chart: Page, where: str
) -> None:
    chart.mouse.click(*spot(chart, "p2"))
    told_when(chart, "selected", ["p2"])
    chart.get_by_role("button", name="Keys").click()
    expect(chart.locator("#keys")).to_be_visible()
    chart.locator(where).focus()

    chart.keyboard.press("Escape")

    expect(chart.locator("#keys")).to_be_hidden()
    assert chart.evaluate(f"{CHART}.nodes(':selected').length") == 1
    focus(chart)
    chart.keyboard.press("Escape")
    told_when(chart, "selected", [])


@pytest.mark.parametrize("width", [420, 700, 1000])
def test_no_room_is_empty_on_one_side_while_items_are_cut_off_on_the_other(
    chromium_page: Page, address: str, width: int
) -> None:
    chromium_page.set_viewport_size({"width": width, "height": 800})
    chromium_page.goto(address)
    drawn(chromium_page, 12)

    box = chromium_page.evaluate(f"() => {CHART}.elements().renderedBoundingBox()")
    frame = chromium_page.locator(".graph").bounding_box()
    assert frame is not None
    whole = box["x1"] >= 0 and box["x2"] <= frame["width"]
    assert whole or (box["x1"] <= 18.5 and box["x2"] >= frame["width"] - 18.5)


@pytest.mark.parametrize("width", [480, 620, 760])
def test_no_item_of_a_new_chart_is_half_behind_the_buttons(
    chromium_page: Page, address: str, width: int
) -> None:
    chromium_page.set_viewport_size({"width": width, "height": 900})
    chromium_page.goto(address)
    drawn(chromium_page, 12)
    expect(chromium_page.locator(".status")).to_contain_text("11 items")

    tops = chromium_page.evaluate(
        f"{CHART}.nodes().map(n => n.renderedBoundingBox({{includeLabels: false}}))"
        ".filter(({y1, y2}) => y2 > 4 && y1 < 40)"
    )

    assert tops == []


def test_an_empty_chart_says_what_to_do_next(chromium_page: Page, serve: Serve) -> None:
    chromium_page.goto(serve(SCRIPT, {"CANVAS_EMPTY": "1"}))

    expect(chromium_page.locator(".empty")).to_contain_text("Search for a name", timeout=30_000)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def select(page: Page, *ids: str) -> None:
    """Select items as a person does, then give the chart the keys."""
    for i, node in enumerate(ids):
        page.mouse.click(*spot(page, node))
        if i == 0 and len(ids) > 1:
            page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    focus(page)


def data(page: Page, element: str, name: str) -> Any:
    return page.evaluate(f"{CHART}.getElementById('{element}').data('{name}')")


def test_select_area_lets_a_plain_drag_select_until_escape(chart: Page) -> None:
    button = chart.get_by_role("button", name="Select area")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    view = chart.evaluate(VIEWPORT)
    box = chart.locator(".graph").bounding_box()
    assert box is not None
    corner = box["x"] + 4, box["y"] + 4

    drag(chart, corner, (box["x"] + box["width"] - 4, box["y"] + box["height"] - 4))

    chart.wait_for_function(f"{CHART}.nodes(':selected').length === 12")
    assert chart.evaluate(VIEWPORT) == view
    focus(chart)
    chart.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert chart.evaluate(f"{CHART}.nodes(':selected').length") == 12


def test_a_new_arrangement_is_shown_whole(chart: Page) -> None:
    chart.set_viewport_size({"width": 560, "height": 900})
    for _ in range(6):
        chart.get_by_role("button", name="Zoom in").click()
    expect(chart.locator(".status")).to_contain_text("outside the view")

    chart.get_by_role("button", name="Arrange in rows").click()

    expect(chart.locator(".status")).to_have_text("11 items, 12 links")


def test_every_item_is_selected_by_a_key(chart: Page) -> None:
    focus(chart)

    chart.keyboard.press("Control+a")

    expect(chart.locator(".unseen")).to_have_text("11 elements selected")


def test_a_new_arrangement_leaves_a_pinned_item_where_it_is(chart: Page) -> None:
    select(chart, "t1")
    chart.keyboard.press("Space")
    chart.wait_for_function(f"{CHART}.getElementById('t1').data('pinned')")
    before = chart.evaluate(POSITIONS)

    chart.get_by_role("button", name="Arrange in rows").click()
    chart.wait_for_function(
        f"{CHART}.getElementById('p1').position().x !== {before['p1']['x']}", timeout=15_000
    )

    after = chart.evaluate(POSITIONS)
    assert after["t1"] == before["t1"]
    assert sum(after[i] != before[i] for i in before) >= 9
    chart.get_by_role("button", name="Legend").click()
    expect(chart.locator(".legend")).to_contain_text("Pinned: no arrangement moves it")


def test_a_group_stands_for_its_items_and_opens_again(chart: Page) -> None:
    before = chart.evaluate(POSITIONS)
    select(chart, "v1", "t1")
    told_when(chart, "selected", ["v1", "t1"])
    chart.keyboard.press("g")
    drawn(chart, 11)

    assert data(chart, "group", "holds") == 2
    assert chart.evaluate(f"{CHART}.getElementById('group').connectedEdges().length") == 3
    select(chart, "group")
    expect(chart.locator(".unseen")).to_contain_text(
        "Group of items, My group, 2 items in the group"
    )
    chart.keyboard.press("e")
    drawn(chart, 12)

    assert chart.evaluate(POSITIONS) == before


def test_what_is_outside_a_filter_is_faded_and_a_path_is_set_off(chart: Page) -> None:
    select(chart, "p1", "i1")
    told_when(chart, "selected", ["p1", "i1"])

    chart.keyboard.press("d")
    chart.wait_for_function(f"{CHART}.getElementById('p2').data('dim')")
    chart.keyboard.press("t")
    chart.wait_for_function(f"{CHART}.getElementById('e1').data('strong')")

    look = chart.evaluate(
        f"""() => Object.fromEntries(["p1", "p2", "e1", "e2"].map((id) => {{
            const element = {CHART}.getElementById(id);
            return [id, [Number(element.style("opacity")), parseFloat(element.style("width"))]];
        }}))"""
    )
    assert (look["p1"][0], look["e1"][0]) == (1, 1)
    assert max(look["p2"][0], look["e2"][0]) < 0.5
    assert look["e1"][1] > 3.5 + 3
    chart.get_by_role("button", name="Legend").click()
    expect(chart.locator(".legend")).to_contain_text("Faded: outside the filter")
    expect(chart.locator(".legend")).to_contain_text("on the found path")


def test_a_selection_made_elsewhere_is_shown_once(chart: Page) -> None:
    chart.get_by_role("button", name="Select elsewhere").click()
    told_when(chart, "selected", ["p2", "i1"])

    select(chart, "v1")
    runs = told_when(chart, "selected", ["v1"])["runs"]
    chart.get_by_role("button", name="Run again").click()
    told_when(chart, "runs", runs + 1)

    assert told(chart)["selected"] == ["v1"]
    chosen = chart.evaluate(f"{CHART}.nodes(':selected').map(n => n.id())")
    assert chosen == ["v1"]


def test_a_move_is_told_and_can_be_undone_and_done_again(chart: Page) -> None:
    before, view = chart.evaluate(POSITIONS), chart.evaluate(VIEWPORT)
    x, y = spot(chart, "t1")
    for _ in range(2):
        drag(chart, (x, y), (x - 40, y - 20))
        told_when(chart, "moved", ["t1"])
        expect(chart.get_by_role("button", name="Undo the move")).to_be_enabled()

        chart.get_by_role("button", name="Undo the move").click()
        chart.wait_for_function(
            f"{CHART}.getElementById('t1').position().x === {before['t1']['x']}", timeout=15_000
        )

        expect(chart.get_by_role("button", name="Undo the move")).to_be_disabled()
        assert chart.evaluate(POSITIONS) == before
        assert chart.evaluate(VIEWPORT) == view


def test_the_list_names_every_item_and_selects_on_the_chart(chart: Page) -> None:
    focus(chart)
    chart.keyboard.press("l")

    table = chart.get_by_role("region", name="What is on the chart").get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(12)
    expect(table.get_by_role("row").nth(1)).to_have_text(
        "PersonCARTER, MARCUS D JRborn 1991-04-176MPD, PGPD, MTPD"
        "the chart began here, caution, 4 not shown"
    )
    table.get_by_role("button", name="OKAFOR, DEVON").press("Enter")

    told_when(chart, "selected", ["p2"])


def test_more_contrast_makes_lines_and_labels_solid(chart: Page) -> None:
    opacity = f"Number({CHART}.getElementById('e4').style('line-opacity'))"
    assert chart.evaluate(opacity) < 0.5

    chart.emulate_media(contrast="more")
    chart.get_by_role("button", name="Select elsewhere").click()

    chart.wait_for_function(f"{opacity} > 0.8")


@pytest.fixture(scope="module")
def large(serve: Serve) -> str:
    return serve(SCRIPT, {"CANVAS_NODES": "2000"})


@pytest.fixture
def large_chart(chromium_page: Page, large: str) -> Page:
    chromium_page.goto(large)
    chromium_page.wait_for_function(
        f"window.__workbenchCanvas?.get('chart') && {CHART}.elements().length === 5999",
        timeout=60_000,
    )
    expect(chromium_page.locator(".status")).to_have_text("2,000 items, 3,999 links")
    return chromium_page


def test_two_thousand_items_are_shown_whole_in_the_colours_of_their_kinds(
    large_chart: Page,
) -> None:
    colours = """() => {
        const seen = new Map();
        for (const canvas of document.querySelectorAll("*"))
            for (const one of canvas.shadowRoot?.querySelectorAll("canvas") ?? []) {
                const { width, height } = one;
                const { data } = one.getContext("2d").getImageData(0, 0, width, height);
                for (const pixel of new Uint32Array(data.buffer))
                    if (pixel >>> 24 === 255) seen.set(pixel, (seen.get(pixel) ?? 0) + 1);
            }
        const often = [...seen.keys()].filter((pixel) => seen.get(pixel) > 500);
        const two = (byte) => byte.toString(16).padStart(2, "0");
        return often.map((pixel) => "#" + [0, 8, 16].map((by) => two(pixel >> by & 255)).join(""));
    }"""

    large_chart.wait_for_timeout(500)

    assert {"#0072b2", "#e69f00", "#009e73", "#d55e00"} <= set(large_chart.evaluate(colours))


def test_two_thousand_items_answer_a_click(large_chart: Page) -> None:
    focus(large_chart)
    large_chart.keyboard.press("ArrowDown")

    expect(large_chart.locator(".unseen")).to_contain_text("Item 0", timeout=20_000)


def test_a_large_chart_bears_words_only_where_they_can_be_read(large_chart: Page) -> None:
    words = f"() => {CHART}.nodes().filter(n => n.style('label')).map(n => n.id())"
    assert large_chart.evaluate(words) == []

    large_chart.evaluate(f"void {CHART}.zoom(1)")
    large_chart.evaluate(f"void {CHART}.center({CHART}.getElementById('n700'))")

    large_chart.wait_for_function(f"{CHART}.getElementById('n700').style('label')")
    assert len(large_chart.evaluate(words)) < 200


def test_the_list_of_two_thousand_items_is_whole(large_chart: Page) -> None:
    large_chart.get_by_role("button", name="List").click()

    expect(large_chart.locator(".list tbody tr")).to_have_count(2000, timeout=20_000)
    expect(large_chart.locator(".list caption")).to_have_text("2,000 items, by kind and name")
