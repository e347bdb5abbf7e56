"""A served app and a browser that may talk to nothing but this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, sync_playwright

from tests.browser.serving import answers, chromium_path
from workbench.graph.server import free_port

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
OUTSIDE_SOCKET = re.compile(r"wss?://(?!(127\.0\.0\.1|localhost|\[::1\])[:/])")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STREAMLIT_ARGUMENTS = [
    "--server.headless=true",
    "--server.address=127.0.0.1",
    "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false",
]

Serve = Callable[..., str]
LOGS = pytest.StashKey[list[Path]]()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for all tests."""
    path = chromium_path()
    if path is None:
        pytest.fail("Browser tests need Chromium on the PATH: apt-get install chromium", False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def chromium_page(chromium: Browser) -> Iterator[Page]:
    """A fresh page; fails its test if the page asked for another machine or raised an error."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, service_workers="block", reduced_motion="reduce"
    )
    outside: list[str] = []
    errors: list[str] = []

    def guard(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"data", "blob"} or address.hostname in LOOPBACK:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def refuse(socket_: WebSocketRoute) -> None:
        outside.append(socket_.url)
        socket_.close()

    context.route("**/*", guard)
    context.route_web_socket(OUTSIDE_SOCKET, refuse)
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert outside == [], "the page asked for something outside this machine"
    assert errors == [], "the page raised JavaScript errors"


@pytest.fixture(scope="module")
def serve(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Serve]:
    """``serve(script, env=None, timeout=60)`` starts a Streamlit script and returns its address.

    ``script`` is a path inside the project; ``env`` adds to the environment. Each call starts one
    server, which stops when the module ends. A server that does not answer fails the test with
    what it wrote; what it wrote is also added to the report of every failing test.
    """
    logs = request.config.stash.setdefault(LOGS, [])
    running: list[subprocess.Popen[bytes]] = []

    def start(script: str | Path, env: Mapping[str, str] | None = None, timeout: float = 60) -> str:
        port = free_port()
        log = tmp_path_factory.mktemp("streamlit") / f"port-{port}.log"
        with log.open("wb") as output:
            command = [sys.executable, "-m", "streamlit", "run", str(ROOT / script)]
            process = subprocess.Popen(
                [*command, f"--server.port={port}", *STREAMLIT_ARGUMENTS],
                cwd=ROOT,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "WORKBENCH_WARM_UP": "off",  # each serves one module, on two processors
                    **(env or {}),
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        running.append(process)
        logs.append(log)
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + timeout
        while not answers(f"{address}/_stcore/health"):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"Streamlit did not start {script}:\n{log.read_text()}", False)
            time.sleep(0.1)
        return address

    yield start
    for process in running:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    logs.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        for log in item.config.stash.get(LOGS, []):
            report.sections.append((f"streamlit {log.stem}", log.read_text()))
    return report
