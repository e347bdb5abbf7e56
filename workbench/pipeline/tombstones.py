"""Tombstones: what is left of expunged records. They keep them from coming back.

A tombstone holds keyed sums, a reason's code and the authority; no number, name or value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from workbench.errors import InputError, WorkbenchError
from workbench.graph.client import Graph
from workbench.pipeline.secret import NAME, Keyed
from workbench.records.model import SEPARATOR


class Reason(StrEnum):
    """Why a record was expunged; a code, since words could name what is gone."""

    COURT_ORDER = "court-order"
    STATUTE = "statute"
    OWNER_REQUEST = "owner-request"
    ENTERED_IN_ERROR = "entered-in-error"
    INTELLIGENCE_EXPIRED = "intelligence-expired"


class State(StrEnum):
    """How far an expunge has come."""

    BEGUN = "begun"
    """Nobody sees the record any more; it is still there."""
    REMOVED = "removed"
    """It is gone; what rested on it has to be computed anew."""
    DONE = "done"
    RELEASED = "released"
    """The record may be loaded again."""


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of one expunged record."""

    seed: str
    digest: str
    """Keyed sum of the record's key."""
    number_digest: str
    """Keyed sum of its agency and number, to tell rows that cannot be read whole."""
    key_id: str
    """Which secret the sums were made with."""
    reason_code: str
    authority: str
    at: datetime
    by: str
    state: State
    sources: tuple[str, ...] = ()
    """Layouts that stated it."""
    released_at: datetime | None = None
    released_by: str = ""
    release_reason: str = ""
    release_authority: str = ""


@dataclass(frozen=True, slots=True)
class Expunged:
    """Which records may not be loaded."""

    keyed: Keyed | None = None
    records: frozenset[str] = field(default_factory=frozenset)
    numbers: frozenset[str] = field(default_factory=frozenset)

    def holds(self, key: str) -> bool:
        """Whether the record of that key was expunged."""
        return self.keyed is not None and self.keyed.of(key) in self.records

    def numbered(self, agencies: Iterable[str], values: Mapping[str, str]) -> bool:
        """Whether a row has the number of an expunged record of one of these agencies."""
        if self.keyed is None:
            return False
        cells = {normal(cell) for cell in values.values()} - {""}
        return any(
            self.keyed.of(numbered(agency, cell)) in self.numbers
            for agency in agencies
            for cell in cells
        )


NOTHING_EXPUNGED = Expunged()


def tombstones(graph: Graph) -> list[Tombstone]:
    """Every tombstone, by time."""
    return [_tombstone(row["stone"]) for row in graph.run("tombstone_all")]


def expunged(graph: Graph, keyed: Keyed | None) -> Expunged:
    """The records of this graph that may not be loaded.

    Raises:
        WorkbenchError: their sums cannot be compared, for they were made with another secret.
    """
    stones = [one for one in tombstones(graph) if one.state is not State.RELEASED]
    if not stones:
        return NOTHING_EXPUNGED
    require_secret(stones, keyed)
    return Expunged(
        keyed,
        frozenset(one.digest for one in stones),
        frozenset(one.number_digest for one in stones),
    )


def require_secret(stones: Iterable[Tombstone], keyed: Keyed | None) -> None:
    """See that the sums of tombstones can be compared.

    Raises:
        WorkbenchError: they were made with another secret.
    """
    if any(keyed is None or one.key_id != keyed.id for one in stones):
        raise WorkbenchError(
            f"records were expunged here from another installation, whose file {NAME} is needed to "
            "tell them again: copy it into WORKBENCH_HOME, so that none of them comes back"
        )


def normal(text: str) -> str:
    """Letters and digits alone: 24-011234 and 24011234 are one number."""
    return "".join(char for char in text.upper() if char.isalnum())


def numbered(agency: str, number: str) -> str:
    """What the sum of an agency's number is made of."""
    return f"{agency}{SEPARATOR}{normal(number)}"


def to_json(stone: Tombstone) -> str:
    """One line of JSON."""
    return msgspec.json.encode(stone).decode()


def from_json(line: str | bytes) -> Tombstone:
    """A tombstone that ``to_json`` wrote.

    Raises:
        InputError: it is none.
    """
    try:
        return msgspec.json.decode(line, type=Tombstone)
    except msgspec.DecodeError as error:
        raise InputError(
            f"this is no list of expunged records ({error}): take one that `workbench expunge "
            "list` wrote"
        ) from error


def to_properties(stone: Tombstone) -> dict[str, Any]:
    """A tombstone as the graph keeps it."""
    plain = msgspec.structs.asdict(stone)
    kept = {name: value for name, value in plain.items() if value not in (None, "")}
    return kept | {"state": stone.state.value, "sources": list(stone.sources)}


def _tombstone(properties: dict[str, Any]) -> Tombstone:
    times = {
        name: properties[name].to_native() for name in ("at", "released_at") if name in properties
    }
    return msgspec.convert(properties | times, Tombstone)
