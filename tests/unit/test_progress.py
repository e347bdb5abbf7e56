"""The progress bar, on a terminal of its own."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

WORK = """
import time
from workbench.progress import bar
with bar("checking a.csv", "bytes") as report:
    for pass_ in (1, 2):
        for done in range({steps}):
            report(done * 1_000_000, 30_000_000)
            time.sleep(0.1)
print("end")
"""


def shown(steps: int) -> str:
    """What such work shows on a terminal."""
    ours, theirs = pty.openpty()
    wide = {**os.environ, "COLUMNS": "120", "TERM": "xterm"}
    work = WORK.format(steps=steps)
    done = subprocess.Popen([sys.executable, "-c", work], stdout=theirs, stderr=theirs, env=wide)
    os.close(theirs)
    text = b""
    # a closed terminal is an error to read from on Linux, and empty elsewhere
    while chunk := _read(ours):
        text += chunk
    os.close(ours)
    assert done.wait() == 0
    return text.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_long_work_shows_rate_and_time_left() -> None:
    text = shown(steps=14)

    assert "checking a.csv" in text
    assert "of 30.0 MB" in text
    assert "MB/s" in text
    assert "left" in text
    assert "end" in text


def test_short_work_shows_nothing() -> None:
    assert shown(steps=2).split() == ["end"]
