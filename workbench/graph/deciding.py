"""Deciding what a batch of input rows does to what the graph holds, before anything is written.

Pure, apart from drawing new seeds: the rows of a batch, what is known of their keys and the time go
in, the rows for each writing statement and the figures come out.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any

import msgspec
from neo4j.spatial import WGS84Point

from workbench.records.intelligence import expires_at, local_day
from workbench.records.model import Link, LocationRecord, Record, audience
from workbench.records.properties import Value, digest, properties
from workbench.records.vocabulary import Handling, Kind

REJECT_COLUMN = "_reject"
"""Column of an exported reject that tells, when it comes back corrected, which one it answers."""
REASON_COLUMN = "_reason"
LABEL_OF = {
    Kind.PERSON: "PersonRecord",
    Kind.VEHICLE: "VehicleRecord",
    Kind.LOCATION: "LocationRecord",
    Kind.INCIDENT: "IncidentRecord",
    Kind.ITEM: "ItemRecord",
    Kind.PLATE_READ: "PlateReadRecord",
    Kind.OFFENSE: "OffenseRecord",
    Kind.CHARGE: "ChargeRecord",
    Kind.DISPOSITION: "DispositionRecord",
    Kind.NARRATIVE: "NarrativeRecord",
    Kind.ORGANIZATION: "OrganizationRecord",
    Kind.TELEPHONE_CALL: "TelephoneCallRecord",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A record made ready for writing: flat properties, links and the sum of both."""

    key: str
    kind: Kind
    flat: dict[str, Value]
    links: tuple[Link, ...]
    digest: str
    point: tuple[float, float] | None = None
    """Longitude and latitude of a location that has both."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The refused row that a corrected one answers, and the load that last refused it."""

    id: str
    load: int


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """An input row with the records it states, or with the reason why it is refused."""

    file: str
    line: int
    values: Mapping[str, str]
    stated: tuple[Stated, ...] = ()
    reason: str = ""
    answers: Answered | None = None
    broken: bool = False
    """It could not be read whole, as with too few cells: not the same row as one that can."""
    withheld: bool = False
    """It is refused because it may not be held, so that its values are not kept either."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Input rows accounted for: ``rows = loaded + unchanged + rejected``."""

    rows: int = 0
    loaded: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.rows + other.rows,
            self.loaded + other.loaded,
            self.unchanged + other.unchanged,
            self.rejected + other.rejected,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a load stands: the next row to read is ``row`` (0-based) of file ``file``."""

    file: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph already holds under a key."""

    digest: str
    revision: int
    seed: str
    first_load: int
    first_row: int
    current: bool
    seen: Mapping[str, str]
    """Load and file (``7:0``) in which each source that states it last did."""
    stated_handling: tuple[str, ...] = ()
    """What statements in force add to the handling that the record's own facts call for."""
    entered: date | None = None
    """Day from which the clock of intelligence runs."""
    validated: datetime | None = None
    """Its latest validation, which restarted the clock."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a batch does: rows for each writing statement, and the figures it adds."""

    new: tuple[dict[str, Any], ...]
    revised: tuple[dict[str, Any], ...]
    seen: tuple[str, ...]
    links: tuple[tuple[str, Link], ...]
    rejects: tuple[dict[str, Any], ...]
    accepted: tuple[dict[str, Any], ...]
    """Earlier rejects that these rows correct, with the corrected values."""
    forgotten: tuple[str, ...]
    """Earlier rejects of rows that may not be held: they go with their values."""
    figures: Figures


def state(record: Record) -> Stated:
    """Flatten a record once, outside the transaction."""
    flat = properties(record)
    stated = Stated(str(record.key), record.kind, flat, record.links, digest(flat, record.links))
    if not isinstance(record, LocationRecord):
        return stated
    if record.longitude is None or record.latitude is None:
        return stated
    return replace(stated, point=(record.longitude, record.latitude))


def decide(
    rows: Sequence[RowOutcome],
    known: Mapping[str, Known],
    *,
    source: str,
    load: int,
    file: int,
    first_row: int,
    at: datetime | None = None,
) -> Decided:
    """Decide what each row does to what is ``known`` under the keys that the rows state.

    A key that this file has already stated with other content refuses the row: the file says two
    things, and the later one would otherwise revise the earlier at every load. The same holds for
    a corrected row and the file from which it was refused. The whole row is refused, so a row is
    never half loaded.

    Args:
        at: decides on the clock of intelligence; this moment where None.
    """
    at = at or datetime.now(UTC)
    current = dict(known)
    seen = f"{load}:{file}"
    changes: dict[str, dict[str, Any]] = {}
    links: dict[str, tuple[Link, ...]] = {}
    revised: set[str] = set()
    touched: dict[str, None] = {}
    rejects: dict[str, dict[str, Any]] = {}
    accepted: defaultdict[str, list[str]] = defaultdict(list)
    forgotten: dict[str, None] = {}
    loaded = unchanged = rejected = 0
    for offset, row in enumerate(rows):
        reason = row.reason or _conflict(row, current, source, seen) or _too_new(row, at)
        if not reason and (reason := _too_old(row, current, at)):
            row = replace(row, withheld=True)
        if reason:
            rejected += 1
            if row.withheld:
                forgotten |= dict.fromkeys(_kept_as(row, source))
            reject = _reject(row, reason, source)
            rejects.setdefault(reject["id"], reject)["rows"] += 1
            continue
        changed = False
        for stated in row.stated:
            before = current.get(stated.key)
            if before and before.digest == stated.digest and before.current:
                if before.seen.get(source) != seen:
                    touched[stated.key] = None
                    current[stated.key] = replace(before, seen={**before.seen, source: seen})
                continue
            changed = True
            if before:
                revised.add(stated.key)
            now = Known(
                stated.digest,
                before.revision + 1 if before else 1,
                before.seed if before else secrets.token_hex(8),
                before.first_load if before else load,
                before.first_row if before else _order(file, first_row + offset),
                True,
                {**(before.seen if before else {}), source: seen},
                before.stated_handling if before else (),
                _entered(stated, before, at),
                before.validated if before else None,
            )
            current[stated.key] = now
            changes[stated.key] = _node(stated, now, row)
            links[stated.key] = stated.links
        loaded, unchanged = loaded + changed, unchanged + (not changed)
        if row.answers:
            accepted[row.answers.id].append(_written(row.values))
    return Decided(
        new=tuple(node for key, node in changes.items() if key not in revised),
        revised=tuple(node for key, node in changes.items() if key in revised),
        seen=tuple(key for key in touched if key not in changes),
        links=tuple((key, link) for key, stated in links.items() for link in stated),
        rejects=tuple(rejects.values()),
        accepted=tuple({"id": id_, "values": values} for id_, values in accepted.items()),
        forgotten=tuple(forgotten),
        figures=Figures(len(rows), loaded, unchanged, rejected),
    )


def _node(stated: Stated, now: Known, row: RowOutcome) -> dict[str, Any]:
    flat: dict[str, Any] = stated.flat | {
        "seed": now.seed,
        "revision": now.revision,
        "first_load": now.first_load,
        "first_row": now.first_row,
        "digest": now.digest,
        "sources": list(now.seen),
        "seen": list(now.seen.values()),
        "current": True,
    }
    if stated.point:
        flat["point"] = WGS84Point(stated.point)
    if now.stated_handling:
        # not part of what the row says: the digest is as it was without
        flat["own_handling"], flat["stated_handling"] = flat["handling"], [*now.stated_handling]
        flat["handling"] = sorted({*flat["handling"], *now.stated_handling})
        flat["audience"] = audience(flat["agency"], flat["category"], flat["handling"])
    if now.entered:
        flat["entered"] = now.entered
        if Handling.INTELLIGENCE in flat["handling"]:
            flat["expires_at"] = expires_at(now.entered, now.validated)
    if now.validated:
        flat["validated_at"] = now.validated
    return {
        "key": stated.key,
        "label": LABEL_OF[stated.kind],
        "agency": flat["agency"],
        "properties": flat,
        "file": row.file,
        "line": row.line,
    }


def _is_intelligence(stated: Stated) -> bool:
    handling = stated.flat["handling"]
    return isinstance(handling, list) and Handling.INTELLIGENCE in handling


def _entered(stated: Stated, before: Known | None, now: datetime) -> date | None:
    """The day from which the clock of intelligence runs; a revision never puts it off."""
    if not _is_intelligence(stated):
        return before.entered if before else None
    said = stated.flat.get("basis_entered")
    entered = said if isinstance(said, date) else local_day(now)
    return min(entered, before.entered) if before and before.entered else entered


def _too_new(row: RowOutcome, now: datetime) -> str:
    for stated in row.stated:
        said = stated.flat.get("basis_entered")
        if isinstance(said, date) and said > local_day(now):
            return (
                f"the intelligence was entered on {said}, which is yet to come, and its five years "
                "would end too late: correct the date"
            )
    return ""


def _too_old(row: RowOutcome, current: Mapping[str, Known], now: datetime) -> str:
    for stated in row.stated:
        before = current.get(stated.key)
        entered = _entered(stated, before, now) if _is_intelligence(stated) else None
        if entered and now >= expires_at(entered, before.validated if before else None):
            return (
                "the five years of this intelligence have run out and it was not validated before "
                "(28 CFR 23.20 (h)): it may not be kept, and the row's values are not"
            )
    return ""


def _kept_as(row: RowOutcome, source: str) -> tuple[str, ...]:
    """Ids under which the row may have been kept among the refused ones before."""
    own = reject_id(source, row.values, broken=row.broken)
    return (own, row.answers.id) if row.answers else (own,)


def _conflict(row: RowOutcome, current: Mapping[str, Known], source: str, seen: str) -> str:
    for stated in row.stated:
        before = current.get(stated.key)
        if before is None or before.digest == stated.digest:
            continue
        last = before.seen.get(source, "")
        if last == seen:
            return (
                f"an earlier row of this file has the same number ({stated.key}) and other values: "
                "give the two rows different numbers, or keep only one of them"
            )
        if row.answers and last.partition(":")[0] == str(row.answers.load):
            return (
                f"another row that was loaded when this one was refused has the same number "
                f"({stated.key}) and other values: give this row its own number, or dismiss it"
            )
    return ""


def reject_id(source: str, values: Mapping[str, str], *, broken: bool) -> str:
    """The id of an input row among the refused ones: a sum of what is written in which column.

    Neither its place, nor the order of the columns, nor columns that it leaves empty matter; but
    a row that is ``broken`` is another than a whole one with the same cells.
    """
    filled = {name: cell for name, cell in values.items() if cell}
    text = msgspec.json.encode(
        [source, filled, "broken"] if broken else [source, filled], order="sorted"
    )
    return blake2b(text, digest_size=12).hexdigest()


def _written(values: Mapping[str, str]) -> str:
    added = (REJECT_COLUMN, REASON_COLUMN)
    return msgspec.json.encode({n: cell for n, cell in values.items() if n not in added}).decode()


def _reject(row: RowOutcome, reason: str, source: str) -> dict[str, Any]:
    """A refused row for writing; a correction that fails keeps the place of the row it answers.

    Of rows that may not be held nothing is kept but that there was one, with its place.
    """
    if row.withheld:
        row = replace(row, values={}, answers=None, broken=False)
    return {
        "id": row.answers.id if row.answers else reject_id(source, row.values, broken=row.broken),
        "source": source,
        "file": None if row.answers else row.file,
        "line": None if row.answers else row.line,
        "rows": 0,
        "reason": reason,
        "values": _written(row.values),
    }


def _order(file: int, row: int) -> int:
    return file * 1_000_000_000 + row
