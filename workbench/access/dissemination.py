"""Which records may be passed on to whom: the owner's permission decides.

record ── own, or given back to its owner, or kept in the agency, or permitted ──► recipient
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workbench.access.answering import standing_permissions
from workbench.access.database import Database
from workbench.access.requests import Use
from workbench.records.model import SEPARATOR


@dataclass(frozen=True, slots=True)
class Sorted:
    """Record keys by whether they may go."""

    may: tuple[str, ...]
    must_stay: tuple[str, ...]
    """Of other owners, who have not permitted it."""

    @property
    def owners(self) -> tuple[str, ...]:
        """Whom to ask for what must stay."""
        return tuple(sorted({owner_of(key) for key in self.must_stay}))


def owner_of(key: str) -> str:
    """The agency whose record it is."""
    return key.partition(SEPARATOR)[0]


def sort(db: Database, agency: str, keys: Iterable[str], recipient: str, now: datetime) -> Sorted:
    """Which of the records ``agency`` may pass on to a recipient's agency at a moment."""
    named = sorted(set(keys))
    foreign = [key for key in named if owner_of(key) not in (agency, recipient)]
    if recipient == agency:
        foreign = []
    given = standing_permissions(db, agency, foreign, now)
    stay = {
        key
        for key, permissions in given.items()
        if not any(
            Use.DISSEMINATE in one.scope.uses and recipient in one.scope.recipients
            for one in permissions
        )
    }
    return Sorted(tuple(key for key in named if key not in stay), tuple(sorted(stay)))
