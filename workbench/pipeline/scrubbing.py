"""What is held outside the graph and names records: each part scrubs its own.

    expunge ──keys, seeds──► scrubber of every part

The command line names every scrubber there is (``commands/scrubbers.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Removed:
    """The records that go."""

    keys: frozenset[str]
    seeds: frozenset[str]
    """Their opaque ids, which entities may have as theirs."""


Scrubber: TypeAlias = Callable[[Removed], None]
"""Takes records out of one place. It may run twice for the same ones; once done, nothing of them
may be left there, whenever the process ends."""
