"""The only way from a page to the graph: reading statements, filtered for one viewer, and noted.

viewer ── rules ──► audiences, profile ──► statements ──► rows ──► entries ──► answer
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from workbench.access.looks import Ledger, Look, Outcome
from workbench.access.rules import Rules, Treatment
from workbench.access.viewer import Viewer, may_administer
from workbench.errors import AccessError, WorkbenchError
from workbench.graph.client import Graph, Rows
from workbench.graph.statements import columns_of, names, parameters_of, statement
from workbench.records.agencies import HOST
from workbench.records.vocabulary import Handling

READING = ("search_", "entity_", "expand_", "path_", "time_", "place_", "tally_", "review_")
"""Beginnings of the names of the statements that answer users."""
REFUSED = "rejects_"
"""Begins the names of the statements that show what agencies wrote in rows that were refused."""
ADMINISTERING = ("status_", REFUSED)
"""Beginnings of the names of the statements that only administrators run: they filter nothing."""
DECIDED_HERE = frozenset({"viewable", "masked", "pointed", "profile"})
"""Parameters that the gateway alone gives."""
SHOWN = ("id", "key", "other", "start", "end")
"""Columns that name what is shown."""
CANDIDATES = "search_"
"""Begins the names of statements whose rows are looked at and not shown: what is shown of them is
read, and noted, by another."""

HELD = "held"
"""Column of keys that the viewer may not see: never given out, but to ask their owners by."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one viewer's reads rest on, read once for one answer."""

    viewable: tuple[str, ...]
    masked: tuple[str, ...]
    pointed: tuple[str, ...]
    profile: str


NOTHING = Standing((), (), (), "")


@dataclass(frozen=True)
class Gateway:
    """Reads for one viewer, made anew for every answer.

    What the viewer may see is asked of the rules once, so that all parts of an answer rest on the
    same decision. Every read is noted in the ledger before what it is part of is given out.
    """

    graph: Graph
    viewer: Viewer
    rules: Rules
    ledger: Ledger
    _open: list[list[Look]] = field(default_factory=list, init=False, repr=False, compare=False)
    """What the answer that is being given has read so far; empty between answers."""

    @contextmanager
    def one_answer(self) -> Iterator[None]:
        """Note all reads of one answer together at its end: what cannot be noted is not given."""
        if self._open:
            yield
            return
        self._open.append([])
        try:
            yield
        finally:
            if looks := self._open.pop():
                self.ledger.note(*looks)

    def read(self, name: str, /, **parameters: Any) -> Rows:
        """Run the statement ``cypher/<name>.cypher`` filtered for the viewer.

        Raises:
            AccessError: no such statement answers users, it does not filter, the viewer has given
                no purpose, or the sharing rules are being applied.
        """
        return [
            {column: row[column] for column in row if column != HELD}
            for row in self._rows("read", name, parameters)
        ]

    def behind(self, name: str, /, **parameters: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """By agency, the keys of the records that a statement's answer tells of and does not show.

        They are for whoever keeps what stands for them (``access/pointing.py``), never for a page.

        Raises:
            AccessError: as ``read``.
        """
        rows = self._rows("ask behind", name, parameters)
        return tuple((row["agency"], tuple(row[HELD])) for row in rows)

    def _rows(self, action: str, name: str, parameters: Mapping[str, Any]) -> Rows:
        if not name.startswith(READING) or name not in names():
            raise AccessError(f"{name!r} is no statement for users: name one of cypher/{READING}")
        asked = parameters_of(name)
        if "viewable" not in asked:
            raise AccessError(f"cypher/{name}.cypher does not filter by $viewable: add the filter")
        if given := DECIDED_HERE & parameters.keys():
            raise AccessError(f"what may be viewed is decided here: leave out {min(given)}")
        self._require_purpose(name, parameters)
        standing = self.standing
        decided = {
            "viewable": list(standing.viewable),
            "masked": list(standing.masked),
            "pointed": list(standing.pointed),
            "profile": standing.profile,
        }
        decided = {word: value for word, value in decided.items() if word in asked}
        return self._noted(action, name, parameters, statement(name), {**parameters, **decided})

    def administer(self, name: str, /, **parameters: Any) -> Rows:
        """Run the statement ``cypher/<name>.cypher`` of loads, refused rows and figures.

        Raises:
            AccessError: the viewer is no administrator, or it is no statement of these.
        """
        if not may_administer(self.viewer):
            self._refuse("administer", name, parameters)
            raise AccessError("loads and refused rows are for administrators: ask yours")
        if name.startswith(REFUSED) and self.viewer.agency != HOST:
            self._refuse("administer", name, parameters)
            raise AccessError(f"refused rows are for the host's administrators: ask {HOST}'s")
        if not name.startswith(ADMINISTERING) or name not in names():
            raise AccessError(f"{name!r} is no figure: name one of cypher/{ADMINISTERING}")
        return self._noted("administer", name, parameters, statement(name), parameters)

    @property
    def viewable(self) -> tuple[str, ...]:
        """The audiences that records have and that the viewer may see, sorted."""
        return self.standing.viewable

    @cached_property
    def standing(self) -> Standing:
        """What the viewer may see of the records held.

        Raises:
            AccessError: the entities are still made for other rules.
        """
        seat = self.viewer.seat
        rows = self.graph.run("access_standing", seat=seat.name, now=datetime.now(UTC))
        if not rows:
            return NOTHING
        (row,) = rows
        if row["digest"] != self.rules.digest:
            raise AccessError(
                "the sharing rules have changed and are being applied: try again in a moment. If "
                "this stays, an administrator runs `workbench sharing apply`"
            )
        if row["profile"] is None:
            return NOTHING
        given: dict[Treatment, list[str]] = {}
        for audience in row["audiences"]:
            # what has expired is gone for everyone, from that moment on
            if row["expired"] and Handling.INTELLIGENCE in audience.rpartition("/")[2]:
                continue
            given.setdefault(self.rules.treatment(seat, audience), []).append(audience)
        return Standing(
            tuple(given.get(Treatment.VIEW, ())),
            tuple(given.get(Treatment.MASKED, ())),
            tuple(given.get(Treatment.POINTER, ())),
            row["profile"],
        )

    def as_of(self) -> str | None:
        """When the latest finished load finished (ISO 8601, UTC); None before the first."""
        found: str | None = self.graph.run("access_version")[0]["as_of"]
        return found

    def version(self) -> tuple[object, ...]:
        """Another after every finished load, decision and published model: never shown."""
        row = self.graph.run("access_version")[0]
        return row["as_of"], row["decisions"], row["models"]

    def _require_purpose(self, name: str, parameters: Mapping[str, Any]) -> None:
        if not self.viewer.purpose.strip():
            self._refuse("read", name, parameters)
            raise AccessError("no purpose is given: say what you search for, and for which case")

    def _refuse(self, action: str, name: str, parameters: Mapping[str, Any]) -> None:
        self._note(Look(self.viewer, action, name, parameters, outcome=Outcome.REFUSED))

    def _noted(
        self,
        action: str,
        name: str,
        asked: Mapping[str, Any],
        text: str,
        parameters: Mapping[str, Any],
    ) -> Rows:
        try:
            rows = self.graph.answer(text, columns_of(name), **parameters)
        except WorkbenchError:
            self._note(Look(self.viewer, action, name, asked, outcome=Outcome.FAILED))
            raise
        ids = () if name.startswith(CANDIDATES) else _ids(rows)
        self._note(Look(self.viewer, action, name, asked, ids, len(rows)))
        return rows

    def _note(self, look: Look) -> None:
        if self._open:
            self._open[-1].append(look)
        else:
            self.ledger.note(look)


def _ids(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    found = (row[column] for row in rows for column in SHOWN if column in row)
    return tuple(sorted({one for one in found if isinstance(one, str)}))
