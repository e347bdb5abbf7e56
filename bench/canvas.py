"""How soon a chart is there, and how long it freezes the page: ours, pyvis, st-link-analysis.

    python bench/canvas.py [--sizes 500 2000 5000] [--longest 180] [--parts ours]

Headless Chromium opens one Streamlit page a measurement (bench/canvas_page.py), each part as its
own documentation shows it: our canvas with its default arrangement, pyvis with its default physics
in a frame, st-link-analysis with the layout of its first example. Nothing outside this machine is
answered. "picture" is from navigation to the first useful picture: everything is placed and drawn.
That is the end of the last task of over 50 ms before 2.5 s without one; for pyvis, which goes on
moving, the earlier moment at which it hides its progress bar, where it shows one. "freeze" is the
longest single task on the page's main thread. Both include Streamlit's own start, which the row
"nothing" shows: the same page without a chart. A part that is not ready after ``--longest`` seconds
is reported as longer than that, and so compared by what it is at least.

Exit 1 where ours takes more than half of either peer's time or freeze, or freezes for a second at
2,000 nodes.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
from playwright.sync_api import Browser, Error, Frame, Page, Route, sync_playwright

HERE = Path(__file__).resolve().parent
PEERS = ("pyvis", "st-link-analysis")
QUIET = 2.5
"""Seconds without a long task after which a page counts as ready."""
OURS_AT_MOST = 0.5
"""Of each peer's time and freeze."""
FREEZE_BELOW = 1.0
"""Seconds, of ours at ``FREEZE_AT`` nodes."""
FREEZE_AT = 2000
WATCH = """
window.__tasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries())
    window.__tasks.push([performance.timeOrigin + startTime, duration]);
}).observe({ type: "longtask", buffered: true });
"""
SHOWN = """() => {
  const bar = document.getElementById("loadingBar");
  return bar ? bar.style.opacity === "0" || bar.style.display === "none" : null;
}"""
DRAWN = {
    "nothing": "() => !!document.querySelector('[data-testid=stApp]')",
    "ours": """() => {
      const chart = window.__workbenchCanvas?.get("chart");
      return !!chart && chart.nodes().length === NODES && chart.edges().length === 2 * NODES - 4;
    }""",
    "pyvis": "() => !!document.querySelector('#mynetwork canvas')",
    "st-link-analysis": """() => {
      const chart = document.getElementById("cy")?._cyreg?.cy;
      if (!chart || chart.nodes().length < NODES) return null;
      let sum = 0;
      chart.nodes().forEach((node) => { sum += node.position("x") + 3 * node.position("y"); });
      return `${sum} ${chart.zoom()}`;
    }""",
}
"""What tells that a part holds its items; the answer changes while they still move."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds to the first useful picture and of the longest task; ``late``: cut off there."""

    picture: float
    freeze: float
    late: bool = False

    def __str__(self) -> str:
        at_least = ">" if self.late else " "
        return f"{at_least}{self.picture:7.1f} {at_least}{self.freeze:7.2f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every part at every size, print the table, and say where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2000, 5000])
    parser.add_argument("--longest", type=float, default=180, help="seconds a page may take")
    parser.add_argument("--parts", nargs="+", default=["nothing", "ours", *PEERS], choices=DRAWN)
    options = parser.parse_args(arguments)
    missed: list[str] = []
    print(f"{'nodes':>6}  {'part':18}{'picture':>9}{'freeze':>9}   seconds")
    with served() as address:
        for part in options.parts:  # so that no measurement pays for the imports of a part
            measure(address, part, 10, options.longest)
        for size in options.sizes:
            found = {}
            for part in options.parts:
                found[part] = measure(address, part, size, options.longest)
                print(f"{size:6,}  {part:18}{found[part]}", flush=True)
            missed += misses(size, found)
    for miss in missed:
        print(f"MISSED  {miss}")
    return 1 if missed else 0


def misses(size: int, found: dict[str, Measured]) -> list[str]:
    """What ours does not reach at one size; prints its ratios."""
    ours = found.get("ours")
    if ours is None:
        return []
    told = []
    for name in (name for name in PEERS if name in found):
        theirs = found[name]
        picture, freeze = ours.picture / theirs.picture, ours.freeze / theirs.freeze
        print(f"{size:6,}  ours / {name:18} picture {picture:.2f}, freeze {freeze:.2f}")
        if max(picture, freeze) > OURS_AT_MOST:
            told.append(f"{size:,} nodes: more than {OURS_AT_MOST} of {name}")
    if size == FREEZE_AT and ours.freeze >= FREEZE_BELOW:
        told.append(f"{size:,} nodes: frozen for {ours.freeze:.2f} s")
    return told


def measure(address: str, part: str, size: int, longest: float) -> Measured:
    """Open the page of one part in a browser of its own and wait until it has come to rest."""
    began = answered = time.time()
    shown = there = answer = None
    freeze = 0.0
    drawn = DRAWN[part].replace("NODES", str(size))
    with chromium(longest) as browser, contextlib.suppress(Error):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script(WATCH)
        context.route("**/*", _only_this_machine)
        page = context.new_page()
        page.on("pageerror", lambda error: print(f"{size:6,}  {part}: {error}"))
        began = answered = time.time()
        page.goto(f"{address}/?part={part}&nodes={size}", wait_until="commit")
        while time.time() - began < longest:
            time.sleep(0.1)
            tasks = _tasks(page)
            now = answered = time.time()
            last = max((start + length for start, length in tasks), default=0.0)
            freeze = max((length for _, length in tasks), default=0.0)
            if shown is None and _answer(page, SHOWN):
                shown = now
            before, answer = answer, _answer(page, drawn)
            if answer != before or _waiting(page):
                there = now if answer else None
            if there and now - max(last, there) > QUIET:
                return Measured((shown or max(last, there)) - began, freeze)
    # a page that the watch had to end was frozen since it last answered
    freeze = max(freeze, time.time() - answered)
    if shown is not None:
        return Measured(shown - began, freeze)
    return Measured(longest, freeze, late=True)


def _tasks(page: Page) -> list[tuple[float, float]]:
    """Start and length of every long task, in seconds, of the page and its frames."""
    found = set()
    for frame in page.frames:
        for start, length in _ask(frame, "() => window.__tasks ?? []") or []:
            found.add((start / 1000, length / 1000))
    return sorted(found)


def _waiting(page: Page) -> bool:
    """Whether a part still shows its progress bar."""
    return any(_ask(frame, SHOWN) is False for frame in page.frames)


def _answer(page: Page, question: str) -> object:
    """What the first frame says that has something to say."""
    return next(filter(None, (_ask(frame, question) for frame in page.frames)), None)


def _ask(frame: Frame, question: str) -> object:
    try:
        return frame.evaluate(question)
    except Error:  # the frame has just gone, or is being loaded
        if frame.page.is_closed():
            raise
        return None


def _only_this_machine(route: Route) -> None:
    address = urlsplit(route.request.url)
    if address.scheme in {"data", "blob", "about"} or address.hostname in {
        "127.0.0.1",
        "localhost",
    }:
        route.continue_()
    else:
        route.abort()


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Streamlit with the page, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = [str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    command = [sys.executable, "-m", "streamlit", "run", str(HERE / "canvas_page.py")]
    process = subprocess.Popen(
        [
            *command,
            f"--server.port={port}",
            "--server.address=127.0.0.1",
            "--server.headless=true",
            "--server.fileWatcherType=none",
            "--browser.gatherUsageStats=false",
        ],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urlopen(f"{address}/_stcore/health"):
                break
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def chromium(longest: float) -> Iterator[Browser]:
    """Headless Chromium without a graphics card, ended from outside should it hang."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("Chromium is not on the PATH: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        watch = threading.Timer(longest + 20, _end_chromium)
        watch.start()
        try:
            yield browser
        finally:
            watch.cancel()
        with contextlib.suppress(Error):
            browser.close()


def _end_chromium() -> None:
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "chrom" in child.name():
                child.kill()


if __name__ == "__main__":
    sys.exit(main())
