"""The only way from a page to the graph: reading statements, filtered for one viewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import Any

from workbench.access.viewer import Viewer, may_administer, may_view
from workbench.errors import AccessError
from workbench.graph.client import Graph, Rows
from workbench.graph.statements import names, statement
from workbench.records.vocabulary import Category, Handling

FILTER = "$viewable"
READING = ("search_", "entity_", "expand_")
"""Beginnings of the names of the statements that answer users."""
ADMINISTERING = ("status_", "rejects_")
"""Beginnings of the names of the statements that only administrators run: they filter nothing."""

MayView = Callable[[Viewer, str], bool]


@dataclass(frozen=True)
class Gateway:
    """Reads for one viewer, made anew for every answer.

    ``rule`` decides audience by audience what the viewer may see; it is asked once, so that all
    parts of an answer rest on the same decision.
    """

    graph: Graph
    viewer: Viewer
    rule: MayView = may_view

    def read(self, name: str, /, **parameters: Any) -> Rows:
        """Run the statement ``cypher/<name>.cypher`` with the viewer's audiences as ``$viewable``.

        Raises:
            AccessError: no such statement answers users, or it does not filter by ``$viewable``.
        """
        if not name.startswith(READING) or name not in names():
            raise AccessError(f"{name!r} is no statement for users: name one of cypher/{READING}")
        text = statement(name)
        if FILTER not in text:
            raise AccessError(f"cypher/{name}.cypher does not filter by {FILTER}: add the filter")
        if "viewable" in parameters:
            raise AccessError("what may be viewed is decided here: leave out `viewable`")
        return self.graph.read(text, **parameters, viewable=self.viewable)

    def administer(self, name: str, /, **parameters: Any) -> Rows:
        """Run the statement ``cypher/<name>.cypher`` of loads, refused rows and figures.

        Raises:
            AccessError: the viewer is no administrator, or it is no statement of these.
        """
        if not may_administer(self.viewer):
            raise AccessError("loads and refused rows are for administrators: ask yours")
        if not name.startswith(ADMINISTERING) or name not in names():
            raise AccessError(f"{name!r} is no figure: name one of cypher/{ADMINISTERING}")
        return self.graph.run(name, **parameters)

    @cached_property
    def viewable(self) -> list[str]:
        """The audiences that records have and that the viewer may see, sorted."""
        rows = self.graph.run("access_audiences", suffixes=list(SUFFIXES))
        return [r["audience"] for r in rows if self.rule(self.viewer, r["audience"])]

    def as_of(self) -> str | None:
        """When the latest finished load finished (ISO 8601, UTC); None before the first."""
        found: str | None = self.graph.run("access_as_of")[0]["as_of"]
        return found


def _suffixes() -> tuple[str, ...]:
    sets = chain.from_iterable(combinations(sorted(Handling), n) for n in range(len(Handling) + 1))
    handling = ["+".join(members) for members in sets]
    return tuple(f"/{category.value}/{members}" for category in Category for members in handling)


SUFFIXES = _suffixes()
"""Every ``/category/handling`` that an audience can end with."""
