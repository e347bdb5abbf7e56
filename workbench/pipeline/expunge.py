"""Expunging records: as if they had never been loaded, but for a tombstone that keeps them out.

    begun (hidden, tombstone written) ─► files scrubbed ─► removed ─► entities derived anew ─► done

Ended between any two steps, it is completed by the next expunge, load, resolve or decision. Who
works on a graph here must hold its lock (``Graph.alone``).
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import msgspec

from loaders.messages import clipped
from workbench.errors import InputError
from workbench.graph.client import Graph, Row, Transaction, execute
from workbench.graph.projection import batched
from workbench.graph.statements import statement
from workbench.pipeline.removing import remove
from workbench.pipeline.resolve import Resolved, resolve
from workbench.pipeline.scrubbing import Removed, Scrubber
from workbench.pipeline.secret import Keyed
from workbench.pipeline.tombstones import (
    Reason,
    State,
    Tombstone,
    normal,
    numbered,
    require_secret,
    to_properties,
    tombstones,
)
from workbench.pipeline.words import require_words
from workbench.progress import Progress, quiet
from workbench.records.model import SEPARATOR

AT_ONCE = 500
"""Records that go in one transaction."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What an expunge would remove."""

    keys: tuple[str, ...]
    kin: tuple[str, ...]
    """Other records under the same numbers; they stay unless they are named too."""


def plan(graph: Graph, keys: Collection[str]) -> Planned:
    """What an expunge of these records would remove; changes nothing.

    Raises:
        InputError: a record is not held, nor linked to.
    """
    named = tuple(sorted(set(keys)))
    _find(graph, named)
    starts = sorted({_start(key) for key in named})
    kin = graph.run("expunge_kin", starts=starts, keys=list(named))
    return Planned(named, tuple(row["key"] for row in kin))


def expunge(
    graph: Graph,
    keys: Collection[str],
    reason: Reason,
    *,
    authority: str,
    by: str,
    keyed: Keyed,
    scrubbers: Sequence[Scrubber],
    now: datetime | None = None,
    progress: Progress = quiet,
) -> Resolved | None:
    """Expunge records, and derive anew what rested on them.

    Raises:
        InputError: a record is not held, nor linked to, or the authority names one.
        WorkbenchError: earlier tombstones were made with another secret.
    """
    begin(graph, keys, reason, authority=authority, by=by, keyed=keyed, now=now)
    return complete(graph, scrubbers, progress)


def begin(
    graph: Graph,
    keys: Collection[str],
    reason: Reason,
    *,
    authority: str,
    by: str,
    keyed: Keyed,
    now: datetime | None = None,
) -> None:
    """Hide records and write their tombstones; ``complete`` does the rest.

    Raises:
        InputError: a record is not held, nor linked to, or the authority names one.
        WorkbenchError: earlier tombstones were made with another secret.
    """
    require_words(authority=authority, by=by)
    require_secret(tombstones(graph), keyed)
    found = _find(graph, sorted(set(keys)))
    for key in keys:
        if normal(key.split(SEPARATOR)[2]) in normal(authority):
            raise InputError(
                "the authority holds the number of a record that goes, and would keep it: name the "
                "order or statute by its own number"
            )
    at = now or datetime.now(UTC)
    rows = [_begun(row, reason, authority, by, at, keyed) for row in found]
    for batch in batched(rows, AT_ONCE):
        graph.write(partial(_execute, name="expunge_begin", rows=list(batch)))


def complete(
    graph: Graph, scrubbers: Sequence[Scrubber], progress: Progress = quiet
) -> Resolved | None:
    """Complete every expunge that was begun; nothing happens where none was.

    Returns:
        What was derived anew.
    """
    unfinished = graph.run("expunge_open")
    if not unfinished:
        return None
    begun = [row for row in unfinished if row["state"] == State.BEGUN]
    with progress("expunging", "records") as report:
        done = 0
        report(done, len(begun))
        for batch in batched(begun, AT_ONCE):
            keys = [row["key"] for row in batch if row["key"]]
            seeds = [row["seed"] for row in batch]
            for scrub in scrubbers:
                scrub(Removed(frozenset(keys), frozenset(seeds)))
            remove(graph, keys, seeds)
            done += len(batch)
            report(done, len(begun))
    resolved = recompute(graph, progress)
    seeds = [row["seed"] for row in unfinished]
    graph.write(partial(_execute, name="expunge_state", seeds=seeds, state=State.DONE.value))
    return resolved


def recompute(graph: Graph, progress: Progress = quiet) -> Resolved | None:
    """Derive anew what waits for it; None where nothing does, or nothing was ever resolved."""
    if not graph.run("status_pending")[0]["pending"] or not graph.run("model_current"):
        return None
    return resolve(graph, progress)


def release(
    graph: Graph, keys: Collection[str], *, reason: str, authority: str, by: str, keyed: Keyed
) -> int:
    """Allow expunged records to be loaded again. Nothing brings back what was removed.

    Returns:
        How many tombstones no longer count.

    Raises:
        InputError: a record was not expunged.
    """
    require_words(reason=reason, authority=authority, by=by)
    stones = [one for one in tombstones(graph) if one.state is not State.RELEASED]
    require_secret(stones, keyed)
    digests = {keyed.of(key): key for key in keys}
    standing = {one.digest for one in stones}
    if unknown := [key for digest, key in digests.items() if digest not in standing]:
        raise InputError(f"{clipped(unknown[0])} is not expunged, so there is nothing to release")
    seeds = [one.seed for one in stones if one.digest in digests]
    graph.write(
        partial(
            _execute,
            name="tombstone_release",
            seeds=seeds,
            at=datetime.now(UTC),
            by=by,
            reason=reason,
            authority=authority,
        )
    )
    return len(seeds)


def reapply(
    graph: Graph,
    stones: Iterable[Tombstone],
    *,
    keyed: Keyed,
    scrubbers: Sequence[Scrubber],
    progress: Progress = quiet,
) -> int:
    """Expunge again what these tombstones say, as after an older copy of the graph was restored.

    A record is told by its seed, or by its key where it was loaded anew.

    Returns:
        How many records went.

    Raises:
        WorkbenchError: the tombstones were made with another secret.
    """
    kept = list(stones)
    require_secret(kept, keyed)
    graph.write(
        partial(_execute, name="tombstone_keep", rows=[to_properties(_done(s)) for s in kept])
    )
    standing = {
        one.seed: one for one in tombstones(graph) if one.state in (State.DONE, State.REMOVED)
    }
    by_digest = {one.digest: one for one in standing.values()}
    rows = [
        {"key": row["key"], "seed": row["seed"] or secrets.token_hex(8), "stone": stone}
        for row in graph.run("expunge_keys")
        if (stone := standing.get(row["seed"]) or by_digest.get(keyed.of(row["key"])))
    ]
    for batch in batched(rows, AT_ONCE):
        begun = [_again(row["key"], row["seed"], row["stone"]) for row in batch]
        graph.write(partial(_execute, name="expunge_begin", rows=begun))
    complete(graph, scrubbers, progress)
    return len(rows)


def _find(graph: Graph, keys: Sequence[str]) -> list[Row]:
    found = graph.run("expunge_find", keys=list(keys))
    there = {row["key"] for row in found}
    for key in keys:
        if key not in there:
            raise InputError(
                f"no record has the key {clipped(key)}: an entity's records show their keys, and "
                "what was expunged before has none"
            )
    return found


def _begun(
    row: Row, reason: Reason, authority: str, by: str, at: datetime, keyed: Keyed
) -> dict[str, object]:
    agency, _, number, *_ = row["key"].split(SEPARATOR)
    seed = row["seed"] or secrets.token_hex(8)
    stone = Tombstone(
        seed=seed,
        digest=keyed.of(row["key"]),
        number_digest=keyed.of(numbered(agency, number)),
        key_id=keyed.id,
        reason_code=reason.value,
        authority=authority,
        at=at,
        by=by,
        state=State.BEGUN,
        sources=tuple(sorted(set(row["sources"]))),
    )
    return {"key": row["key"], "seed": seed, "tombstone": to_properties(stone)}


def _again(key: str, seed: str, stone: Tombstone) -> dict[str, object]:
    told = to_properties(stone) | {"seed": seed, "state": State.BEGUN.value}
    return {"key": key, "seed": seed, "tombstone": told}


def _done(stone: Tombstone) -> Tombstone:
    """As it counts elsewhere: an expunge that was begun there may be unheard of here."""
    if stone.state is State.RELEASED:
        return stone
    return msgspec.structs.replace(stone, state=State.DONE)


def _start(key: str) -> str:
    return SEPARATOR.join(key.split(SEPARATOR)[:3]) + SEPARATOR


def _execute(transaction: Transaction, *, name: str, **parameters: object) -> None:
    execute(transaction, statement(name), **parameters)
