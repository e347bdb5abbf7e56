"""The progress bar, on a terminal of its own."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

import pytest

WORK = """
import time
from workbench.progress import bar
with bar("{what}", "{unit}") as report:
    for pass_ in (1, 2):
        for done in range({steps}):
            report({done}, {total})
            time.sleep(0.1)
print("end")
"""
LONG = "checking arrests of the last [quarter] of the year.csv"


def shown(
    steps: int,
    *,
    what: str = "checking a.csv",
    unit: str = "bytes",
    done: str = "done * 1_000_000",
    total: str = "30_000_000",
    columns: int = 120,
) -> str:
    """What such work shows on a terminal."""
    ours, theirs = pty.openpty()
    wide = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm"}
    work = WORK.format(what=what, unit=unit, steps=steps, done=done, total=total)
    program = [sys.executable, "-c", work]
    running = subprocess.Popen(program, stdout=theirs, stderr=theirs, env=wide)
    os.close(theirs)
    text = b""
    # a closed terminal is an error to read from on Linux, and empty elsewhere
    while chunk := _read(ours):
        text += chunk
    os.close(ours)
    assert running.wait() == 0
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


@pytest.mark.parametrize("columns", [60, 80])
def test_on_a_narrow_terminal_the_bar_is_cut_and_never_wrapped(columns: int) -> None:
    text = shown(steps=14, what=LONG, columns=columns)

    written = (re.sub(r"\x1b\[[^A-Za-z]*[A-Za-z]", "", line) for line in re.split(r"[\r\n]", text))
    lines = [line for line in written if "MB" in line]
    assert any(line.endswith(" left") for line in lines)
    for line in lines:
        assert "checking" in line
        assert "…" in line
        assert re.search(r"MB.* \d:\d\d (gone|left)$", line.rstrip())
        assert len(line) <= columns


def test_the_rate_is_what_was_done_by_the_time_it_took() -> None:
    steps = "(done >= 5) * 1_000 + (done >= 29) * 1_000"  # two bursts in three seconds
    text = shown(steps=30, unit="rows", done=steps, total="2_000")

    rates = [int(rate.replace(",", "")) for rate in re.findall(r"([\d,]+)/s", text)]
    assert rates
    assert all(250 <= rate <= 2_200 for rate in rates)
    assert 250 <= rates[-1] <= 800


def test_a_wait_shows_its_times_alone() -> None:
    text = shown(steps=14, what="starting", unit="seconds", done="done // 5", total="20")

    assert "starting" in text
    assert re.search(r"0:0\d gone, 0:\d\d left", text)
    assert "/s" not in text
    assert "seconds" not in text


def test_no_time_left_is_shown_of_a_wait_that_takes_longer_than_expected() -> None:
    longer = shown(
        steps=14, what="starting", unit="seconds", done="done // 5", total="max(1, done // 5 + 1)"
    )

    assert "gone" in longer
    assert "left" not in longer


def test_short_work_shows_nothing() -> None:
    assert shown(steps=2).split() == ["end"]
