"""``make demo`` as a newcomer runs it, and in it the day of a federal partner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.pictures import picture
from tests.browser.serving import answers
from tests.browser.signing import sign_in
from workbench import settings as configuration
from workbench.access.viewer import Role
from workbench.graph import engine
from workbench.graph.server import free_port
from workbench.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.integration]

ROOT = Path(__file__).resolve().parents[2]
CANVAS = "window.__workbenchCanvas?.get('explore.canvas')"
READY_SECONDS = 300


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home for the demo."""
    path = tmp_path_factory.mktemp("demo") / "home"
    return configuration.from_environment({**os.environ, "WORKBENCH_HOME": str(path)})


@pytest.fixture(scope="module")
def demo(home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small demo, ended with its server afterwards."""
    port = free_port()
    environment = {**os.environ, "WORKBENCH_HOME": str(home.home)}
    tmp_path = tmp_path_factory.mktemp("log")
    log = tmp_path / "demo.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["make", "demo", f"VENV={sys.prefix}", f"DEMO=--people 300 --port {port}"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://localhost:{port}"
    deadline = time.monotonic() + READY_SECONDS
    while not answers(f"{address}/_stcore/health"):
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the demo did not come up:\n{log.read_text()}", pytrace=False)
        time.sleep(0.2)
    yield address
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)
    engine.stop(home)


def test_the_demo_is_found_searched_and_expanded(demo: str, chromium_page: Page) -> None:
    page = chromium_page
    page.goto(demo)
    page.get_by_role("button", name="Enter").click()
    page.get_by_role("button", name="I understand and agree").click(timeout=30_000)
    page.get_by_role("textbox", name="Case number").fill("24-031")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("textbox", name="Search")).to_be_focused(timeout=30_000)

    page.keyboard.type("AB71O3")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="DC AB7103").first.click(timeout=30_000)
    page.wait_for_function(f"{CANVAS}?.nodes('[kind = \"person\"]').length > 0", timeout=30_000)
    before = page.evaluate(f"{CANVAS}.nodes().length")
    driver = page.evaluate(f"{CANVAS}.nodes('[kind = \"person\"]')[0].renderedPosition()")
    frame = page.locator(".graph").bounding_box()
    assert frame is not None
    page.mouse.dblclick(frame["x"] + driver["x"], frame["y"] + driver["y"])

    page.wait_for_function(f"{CANVAS}.nodes().length > {before}", timeout=30_000)


def items(page: Page, number: str) -> None:
    page.wait_for_function(f"{CANVAS}?.nodes().length {number}", timeout=60_000)


def id_of(page: Page, label: str) -> str:
    found: str = page.evaluate(
        f"{CANVAS}.nodes().filter(n => n.data('label') === '{label}')[0].id()"
    )
    return found


def click(page: Page, label: str, *, twice: bool = False) -> None:
    frame = page.locator(".graph").bounding_box()
    assert frame is not None
    at = page.evaluate(f"{CANVAS}.getElementById('{id_of(page, label)}').renderedPosition()")
    press = page.mouse.dblclick if twice else page.mouse.click
    press(frame["x"] + at["x"], frame["y"] + at["y"])


def shown(page: Page) -> set[str]:
    return set(page.evaluate(f"{CANVAS}.nodes('[kind != \"hub\"]').map(n => n.data('label'))"))


def test_the_day_of_a_federal_partner(demo: str, home: Settings, chromium_page: Page) -> None:
    page = chromium_page
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, demo, home, Role.INVESTIGATOR, "FBI")

    # a plate with one wrong character leads to the vehicle
    page.goto(demo)
    expect(page.get_by_role("textbox", name="Search")).to_be_focused(timeout=60_000)
    page.keyboard.type("AB71O3")
    page.keyboard.press("Enter")
    car = page.get_by_role("button", name="DC AB7103").first
    expect(page.get_by_text("look-alike character").first).to_be_visible(timeout=60_000)
    picture(page, "search")
    assert serious(page) == []
    car.click()
    items(page, "> 2")
    picture(page, "explore")
    assert serious(page) == []

    # its driver: five records or more of three agencies or more, and why they are one
    driver = "WHITLOCK, DARNELL ANTOINE JR"
    click(page, driver)
    panel = page.locator(".st-key-panel")
    expect(panel.get_by_text(driver).first).to_be_visible(timeout=60_000)
    told = panel.get_by_text("records ·").first.inner_text()
    assert int(told.split(" records")[0].split("· ")[-1]) >= 5
    panel.get_by_role("link", name="Open page").click()
    expect(page.get_by_role("heading", name="Why these records are one")).to_be_visible(
        timeout=60_000
    )
    picture(page, "entity")
    assert serious(page) == []
    page.go_back()
    items(page, "> 2")

    # the path to the subject of a robbery
    click(page, driver)
    expect(panel.get_by_text(driver).first).to_be_visible(timeout=60_000)
    page.locator(".stage").focus()
    page.keyboard.press("p")
    page.get_by_role("textbox", name="Path to").fill("quarles marcus")
    page.keyboard.press("Enter")
    panel.get_by_role("button", name="QUARLES, MARCUS").first.click(timeout=60_000)
    first = page.get_by_role("table", name="Path, from the first end to the last").first
    expect(first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Weakest:").first).to_be_visible()
    before = first.inner_text()
    picture(page, "paths")
    assert serious(page) == []

    # without unreviewed merges another path is left, or none
    panel.get_by_text("Leave out unreviewed merges").click()
    page.wait_for_function(
        "before => document.querySelector('[aria-label^=\"Path, from\"]')?.innerText !== before",
        arg=before,
        timeout=60_000,
    )
    panel.get_by_text("Leave out unreviewed merges").click()
    expect(first).to_be_visible(timeout=60_000)
    panel.get_by_role("button", name="Show on chart").first.click()
    page.wait_for_function(
        f"{CANVAS}.nodes().some(n => n.data('label').startsWith('QUARLES'))", timeout=60_000
    )

    # January alone
    everything = shown(page)
    page.locator('.bar[title^="2025-01:"]').click()
    expect(page.get_by_text("Left out:")).to_be_visible(timeout=60_000)
    page.wait_for_function(f"{CANVAS}.nodes().length < {len(everything)}", timeout=60_000)

    # the map, and the same in a list
    page.get_by_text("Map", exact=True).click()
    expect(page.get_by_text("on the map").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(3_000)
    picture(page, "map")
    assert serious(page) == []

    # a colleague opens the link in their own rights, filters and all; what these leave out of it
    # is tested on records of two agencies (test_anchors.py)
    link = page.url
    ours = shown(page)
    page.context.clear_cookies()
    sign_in(page, demo, home, Role.INVESTIGATOR, "AMTRAK")
    page.goto(link)
    expect(page.get_by_text("AMTRAK investigator")).to_be_visible(timeout=60_000)
    items(page, ">= 1")
    expect(page.get_by_text("Left out:")).to_be_visible(timeout=60_000)
    assert shown(page) <= ours
