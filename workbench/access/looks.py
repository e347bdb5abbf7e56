"""What is noted of every look, and where: no entry, no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from workbench.access.viewer import Viewer


class Outcome(StrEnum):
    """How an act ended."""

    SHOWN = "shown"
    REFUSED = "refused"
    FAILED = "failed"
    INTENDED = "intended"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Look:
    """One read, as far as it came."""

    viewer: Viewer
    action: str
    """What kind of act: ``read``, ``administer``."""
    statement: str
    """Name of the statement in cypher/."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    """Ids and record keys about to be shown."""
    rows: int = 0
    outcome: Outcome = Outcome.SHOWN


class Ledger(Protocol):
    """Keeps looks for ever."""

    def note(self, *looks: Look) -> None:
        """Commit entries; what cannot be kept raises, and then nothing may be shown."""
