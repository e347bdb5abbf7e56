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
from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, Task
from rich.progress import Progress as Display
from rich.table import Column
from rich.text import Text

Report = Callable[[int, int], None]
"""Called with what is done and what there is in all, in the unit of the work."""
Progress = Callable[[str, str], AbstractContextManager[Report]]
"""Opens what shows one long piece of work: what is being done, and the unit that is counted."""
BYTES = "bytes"
SECONDS = "seconds"
"""The unit of a wait: the time that it has taken, and the time that it is expected to take."""
WAIT_SECONDS = 2.0
"""Shorter work shows no bar."""
WIDE = 100
"""Columns of a terminal that has room for the time gone beside the time left."""


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
    anew. Work that tells nothing shows the time that has gone by. On a narrow terminal the bar and
    the description are cut, never wrapped. Nothing is shown where standard error is no terminal.

    Args:
        what: what is being done, "loading montgomery-crime".
        unit: what is counted, "rows".
    """
    console = Console(file=sys.stderr)
    columns: tuple[ProgressColumn, ...] = (
        SpinnerColumn(),
        _Description(),
        BarColumn(max(6, min(40, console.width // 8))),
        _Done(unit),
        _Times(unit, both=console.width >= WIDE),
    )
    progress = Display(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = progress.add_task(what, total=None, begun=None, since=0.0)
    late = threading.Timer(WAIT_SECONDS, progress.start)
    late.daemon = True

    def report(done: int, total: int) -> None:
        if done < progress.tasks[0].completed:
            progress.reset(task, total=total, completed=done, begun=done, since=0.0)
        else:
            progress.update(task, completed=done, total=total)
        if progress.tasks[0].fields["begun"] is None:
            progress.update(task, begun=done, since=progress.tasks[0].elapsed or 0.0)

    late.start()
    try:
        yield report
    finally:
        late.cancel()
        late.join()
        progress.stop()


class _Description(ProgressColumn):
    """What is being done, cut to the room that there is."""

    def render(self, task: Task) -> Text:
        """The text for one bar."""
        return Text(task.description, no_wrap=True, overflow="ellipsis")


class _Done(ProgressColumn):
    """How much of how much, and how much a second; nothing of a wait, whose times say it."""

    def __init__(self, unit: str) -> None:
        super().__init__(Column(no_wrap=True))
        self._unit = unit

    def render(self, task: Task) -> Text:
        """The text for one bar."""
        if task.total is None or self._unit == SECONDS:
            return Text("")
        done, total = self._amount(task.completed), self._amount(task.total)
        rate = _rate(task)
        speed = f", {self._amount(rate)}/s" if rate else ""
        unit = "" if self._unit == BYTES else f" {self._unit}"
        return Text(f"{done} of {total}{unit}{speed}")

    def _amount(self, number: float) -> str:
        return decimal(int(number)) if self._unit == BYTES else f"{number:,.0f}"


class _Times(ProgressColumn):
    """The time that has gone by and, where it is known, the time left; or the latter alone."""

    def __init__(self, unit: str, *, both: bool) -> None:
        super().__init__(Column(no_wrap=True))
        self._unit, self._both = unit, both

    def render(self, task: Task) -> Text:
        """The text for one bar."""
        gone = f"{_clock(task.elapsed or 0)} gone"
        seconds = self._left(task)
        if seconds is None:
            return Text(gone)
        left = f"{_clock(seconds)} left"
        return Text(f"{gone}, {left}" if self._both else left)

    def _left(self, task: Task) -> float | None:
        remaining = task.remaining
        if task.finished or remaining is None:
            return None
        if self._unit == SECONDS:
            return remaining if remaining > 1 else None
        rate = _rate(task)
        return remaining / rate if rate else None


def _rate(task: Task) -> float:
    """Units a second since the first report; 0 where there is none yet."""
    if task.fields["begun"] is None:
        return 0.0
    seconds = (task.finished_time or task.elapsed or 0.0) - task.fields["since"]
    return (task.completed - task.fields["begun"]) / seconds if seconds > 0 else 0.0


def _clock(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any: 1:05, 2:00:10."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
