"""What somebody who is signed in can try on the pages: others' addresses, and forged events."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.forging import EVENTS, Forger, of_canvas
from tests.browser.signing import sign_in
from tests.integration.people import entity_ids
from tests.integration.two_agencies import person, region, write
from workbench.access.viewer import Role
from workbench.graph.client import Graph
from workbench.records.model import Link, RecordKey
from workbench.records.vocabulary import Handling, LinkType
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

Serve = Callable[..., str]
CANVAS = "window.__workbenchCanvas?.get('explore.canvas')"
EXPAND = f"""id => {{
    for (const event of ["tap", "tap", "dbltap"]) {CANVAS}.getElementById(id).emit(event);
}}"""
SEALED, SEEN = "MPD|RMS|S1|person", "MPD|RMS|A1|person"
THEFT = "MPD|RMS|24000001|"
WITHHELD = "UNDERSEAL"
ABSENT = "f0e1d2c3b4a59687"


@pytest.fixture
def ids(empty_graph: Graph) -> dict[str, str]:
    """Ids by record key, of two agencies' records and a sealed one at the same incident."""
    event = RecordKey("MPD", "RMS", "24000001")
    sealed = person("MPD", "S1", "Underseal, Oscar", days=2, phone="202-555-0177",
                    links=(Link(LinkType.SUBJECT_OF, event),))  # fmt: skip
    records = region()
    assert event in {record.key for record in records}
    write(empty_graph, [*records, replace(sealed, handling=frozenset({Handling.SEALED}))])
    return entity_ids(empty_graph)


@pytest.fixture(scope="module")
def address(settings: Settings, serve: Serve) -> str:
    return serve("app.py", {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_AUTH": "demo"})


def told(page: Page, address: str, entity: str) -> str:
    """All that the page of an address says."""
    page.goto(f"{address}/?{urlencode({'entity': entity})}")
    expect(page.get_by_text("There is nothing under this address")).to_be_visible(timeout=30_000)
    settle(page)
    for icon in (
        "[data-testid=stTextInput] [data-testid=stIconMaterial]",
        ".st-key-tool-lock span",
    ):
        page.locator(icon).first.wait_for()
    return str(page.get_by_test_id("stMain").inner_text())


def test_the_address_of_what_is_hidden_says_what_any_wrong_address_says(
    ids: dict[str, str], chromium_page: Page, address: str, settings: Settings
) -> None:
    page = chromium_page
    sign_in(page, address, settings, Role.ANALYST, "PGPD")
    wrong = told(page, address, ABSENT)
    assert "PGPD" in wrong

    for tried in (ids[SEALED], SEALED, f"more:{ids[SEALED]}", "phone:+12025550177",
                  "<script>window.__ran = 1</script>", "\0", "x" * 3_000):  # fmt: skip
        assert told(page, address, tried) == wrong, tried
    assert page.evaluate("window.__ran") is None


def test_the_address_of_anothers_page_shows_what_its_reader_may_see(
    ids: dict[str, str], chromium_page: Page, address: str, settings: Settings
) -> None:
    page = chromium_page
    sign_in(page, address, settings, Role.SUPERVISOR, "MPD")
    page.goto(f"{address}/?q=underseal&entity={ids[SEALED]}")
    expect(page.get_by_text(WITHHELD).first).to_be_visible(timeout=30_000)
    page.wait_for_function(f"{CANVAS}?.nodes().length == 3", timeout=30_000)
    expect(page).to_have_url(re.compile(ids[THEFT]), timeout=30_000)
    theirs = page.url
    assert ids[SEALED] in theirs
    browser = page.context.browser
    assert browser is not None

    other = browser.new_context().new_page()
    sign_in(other, address, settings, Role.ANALYST, "PGPD")
    other.goto(theirs)

    other.wait_for_function(f"{CANVAS}?.nodes().length == 1", timeout=30_000)
    assert other.evaluate(f"{CANVAS}.nodes()[0].id()") == ids[THEFT]
    settle(other)
    assert WITHHELD not in other.content()
    other.context.close()


def event(name: str, value: object) -> Callable[[BackMsg], None]:
    """Say that this happened on the canvas."""
    return events(json.dumps([{"event": name, "value": value}]))


def events(text: str) -> Callable[[BackMsg], None]:
    def change(said: BackMsg) -> None:
        for one in of_canvas(said):
            if one.id.endswith(EVENTS):
                one.json_trigger_value = text

    return change


def state(value: object) -> Callable[[BackMsg], None]:
    """Say that the canvas is like this."""
    return like(json.dumps(value))


def like(text: str) -> Callable[[BackMsg], None]:
    def change(said: BackMsg) -> None:
        for one in of_canvas(said):
            if one.id.endswith(EVENTS):
                one.json_trigger_value = "[]"
            else:
                one.json_value = text

    return change


WRONG: tuple[Any, ...] = (
    None, 10**400, float("nan"), "x" * 200_000, "\ud800", "__proto__", [], {"id": {"id": {}}},
    "more:more:", "<img src=x onerror=window.__ran=1>", ABSENT,
)  # fmt: skip
"""What a browser has no reason to send."""


def forged(hidden: str, shown: str) -> list[tuple[str, Callable[[BackMsg], None]]]:
    ids = (hidden, f"more:{hidden}", SEALED, "phone:+12025550177")
    moves: list[Any] = [
        {shown: one} for one in (None, "12", {}, [10**400, 0], [float("nan"), 0], ["1", "2"],
                                 [1, 2, 3], [True, False], [1e300, -1e300], [[1], [2]])
    ]  # fmt: skip
    return [
        *((f"expand {one!r:.40}", event("expand", one)) for one in (*ids, *WRONG)),
        *((f"command {one!r:.40}", event("command", one)) for one in (*WRONG, "h", "z", "Z")),
        *((f"{one!r:.40} happened", event("expand\0" if one is None else str(one)[:60], hidden))
          for one in WRONG[:4]),
        *((f"selected {one!r:.40}", state({"selected": one})) for one in (ids, *WRONG)),
        *((f"selected [{one!r:.40}]", state({"selected": [one]})) for one in WRONG[:6]),
        *((f"moved {one!r:.60}", state({"positions": {"arrangement": "picture 1", "at": one}}))
          for one in (*moves, *WRONG[:6])),
        *((f"positions {one!r:.40}", state({"positions": one})) for one in WRONG[:6]),
        *((f"state {one!r:.40}", state(one)) for one in WRONG[:6]),
        ("nodes of one's own", state({"data": {"nodes": [{"id": hidden, "kind": "ghost"}]},
                                      "nodes": [hidden], "expand": hidden, "command": "h"})),
        *((f"raw state {text!r:.30}", like(text)) for text in ("{", "nul", "", "[1", '"', "\0")),
        *((f"raw events {text!r:.30}", events(text)) for text in
          ("{", "", "7", "null", '"x"', '{"event": "expand"}', "[7]", "[null]", "[[]]",
           '[{"value": 1}]', '[{"event": {}, "value": 1}]', '[{"event": ["expand"]}]')),
        ("deep state", like("[" * 50_000)),
        ("a number without end", like('{"selected": ' + "9" * 10_000 + "}")),
    ]  # fmt: skip


def test_forged_events_of_the_canvas_show_nothing_hidden_and_break_nothing(
    ids: dict[str, str], chromium_page: Page, address: str, settings: Settings
) -> None:
    page, shown, hidden = chromium_page, ids[SEEN], ids[SEALED]
    forger = Forger(page)
    sign_in(page, address, settings, Role.ANALYST, "PGPD")
    page.goto(f"{address}/?entity={shown}")
    page.wait_for_function(f"{CANVAS}?.nodes().length === 5", timeout=30_000)

    broken = []
    for what, change in forged(hidden, shown):
        before = forger.forged
        forger.change = change
        page.evaluate(EXPAND, shown)
        until(page, forger, before + 1)
        settle(page)
        if page.get_by_test_id("stException").count() or not page.evaluate(f"!!{CANVAS}"):
            broken.append(what)
            page.goto(f"{address}/?entity={shown}")
            page.wait_for_function(f"{CANVAS}?.nodes().length === 5", timeout=30_000)
        nodes = page.evaluate(f"{CANVAS}.nodes().map(n => n.id())")
        assert hidden not in json.dumps(nodes), what
        assert WITHHELD not in page.content(), what
    assert broken == []
    assert page.evaluate("window.__ran") is None
    page.goto(f"{address}/?entity={shown}")
    page.wait_for_function(f"{CANVAS}?.nodes().length === 5", timeout=30_000)


def until(page: Page, forger: Forger, sent: int) -> None:
    """Wait until so many messages were forged."""
    for _ in range(400):
        if forger.forged >= sent:
            return
        page.wait_for_timeout(25)
    pytest.fail("nothing was sent")


def settle(page: Page) -> None:
    """Wait until the server has answered and nothing runs."""
    page.wait_for_timeout(150)
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'",
        timeout=20_000,
    )
