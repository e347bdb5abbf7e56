"""What rests on items and would be shown otherwise after a decision.

Charts, cases and rankings register a function that finds theirs; the page of impact and the
decision itself ask all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from workbench.access.database import Database
from workbench.access.sharing_tables import requests
from workbench.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Dependent:
    """Something that rests on the records of an item."""

    kind: str
    """One word, as "chart"."""
    title: str
    records: tuple[str, ...]
    """Of those asked about, the ones that it rests on."""


Find = Callable[[Viewer, Database, Sequence[str]], Sequence[Dependent]]
"""Finds what rests on records, by their keys, of what the viewer may know."""

_FOUND_BY: dict[str, Find] = {}


def registers(kind: str) -> Callable[[Find], Find]:
    """Register a function that finds what of a kind rests on records."""

    def register(find: Find) -> Find:
        _FOUND_BY[kind] = find
        return find

    return register


def dependents(viewer: Viewer, db: Database, keys: Sequence[str]) -> tuple[Dependent, ...]:
    """All that rests on these records, by kind and title."""
    found = [one for find in _FOUND_BY.values() for one in find(viewer, db, keys)]
    return tuple(sorted(found, key=lambda one: (one.kind, one.title)))


@registers("request")
def _requests(viewer: Viewer, db: Database, keys: Sequence[str]) -> Sequence[Dependent]:
    """What the viewer's agency asked about the records, or was asked."""
    own = viewer.agency
    asked = sa.select(requests).where(
        requests.c.about.in_(list(keys)),
        sa.or_(requests.c.agency == own, requests.c.owner == own),
    )
    with db.reading() as connection:
        rows = connection.execute(asked).all()
    return [
        Dependent("request", f"{row.kind} asked by {row.agency} of {row.owner}", (row.about,))
        for row in rows
    ]
