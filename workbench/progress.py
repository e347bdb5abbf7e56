"""Progress of long work: what is told, and the bar that shows it on a terminal.

What has one stage takes a ``Report``; what has several takes a ``Progress`` and opens one a stage.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.filesize import decimal
from rich.progress import (
    BarColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Display
from rich.text import Text

Report = Callable[[int, int], None]
"""Called with what is done and what there is in all, in the unit of the work."""
Progress = Callable[[str, str], AbstractContextManager[Report]]
"""Opens what shows one long piece of work: what is being done, and the unit that is counted."""
BYTES = "bytes"
WAIT_SECONDS = 2.0
"""Shorter work shows no bar."""


def silent(done: int, total: int) -> None:
    """A ``Report`` that nobody hears."""


@contextmanager
def quiet(what: str, unit: str) -> Iterator[Report]:
    """A ``Progress`` that shows nothing."""
    yield silent


@contextmanager
def bar(what: str, unit: str) -> Iterator[Report]:
    """Show a bar with rate and time left on standard error, once the work has taken two seconds.

    Work that tells less than it has done before began another pass over its input: the bar begins
    anew. Work that tells nothing shows the time that has gone by. Nothing is shown where standard
    error is no terminal.

    Args:
        what: what is being done, "loading montgomery-crime".
        unit: what is counted, "rows".
    """
    console = Console(file=sys.stderr)
    columns: tuple[ProgressColumn, ...] = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        _Done(unit),
        TimeElapsedColumn(),
        TextColumn("gone, left"),
        TimeRemainingColumn(),
    )
    progress = Display(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = progress.add_task(what, total=None)
    late = threading.Timer(WAIT_SECONDS, progress.start)
    late.daemon = True

    def report(done: int, total: int) -> None:
        if done < progress.tasks[0].completed:
            progress.reset(task, total=total, completed=done)
        else:
            progress.update(task, completed=done, total=total)

    late.start()
    try:
        yield report
    finally:
        late.cancel()
        late.join()
        progress.stop()


class _Done(ProgressColumn):
    """How much of how much, and how much a second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        """The text for one bar."""
        if task.total is None:
            return Text("")
        done, total = self._amount(task.completed), self._amount(task.total)
        rate = "" if task.speed is None else f", {self._amount(task.speed)}/s"
        unit = "" if self._unit == BYTES else f" {self._unit}"
        return Text(f"{done} of {total}{unit}{rate}")

    def _amount(self, number: float) -> str:
        return decimal(int(number)) if self._unit == BYTES else f"{number:,.0f}"
