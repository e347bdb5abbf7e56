"""``make demo`` as a newcomer runs it: the app is found, a search made, a node expanded."""

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

from tests.browser.serving import answers
from workbench import settings as configuration
from workbench.graph import engine
from workbench.graph.server import free_port

pytestmark = [pytest.mark.browser, pytest.mark.integration]

ROOT = Path(__file__).resolve().parents[2]
CANVAS = "window.__workbenchCanvas?.get('explore.canvas')"
READY_SECONDS = 150


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    """The address of a small demo in a home of its own, ended with its server afterwards."""
    port = free_port()
    environment = {**os.environ, "WORKBENCH_HOME": str(tmp_path / "home")}
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
    engine.stop(configuration.from_environment(environment))


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
