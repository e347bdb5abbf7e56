"""What is due by time: expired intelligence, old plate reads, and validations soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from loaders.messages import clipped
from workbench.errors import InputError
from workbench.graph.client import Graph, Row, Transaction, execute
from workbench.graph.projection import batched
from workbench.graph.statements import statement
from workbench.pipeline.expunge import begin, complete, recompute
from workbench.pipeline.policy import Policy
from workbench.pipeline.removing import remove
from workbench.pipeline.resolve import Resolved
from workbench.pipeline.scrubbing import Removed, Scrubber
from workbench.pipeline.secret import Keyed
from workbench.pipeline.tombstones import Reason
from workbench.pipeline.words import require_words
from workbench.progress import Progress, quiet
from workbench.records.intelligence import expires_at

SOON = timedelta(days=90)
"""Validations due within this time are listed."""
AUTHORITY = "28 CFR 23.20 (h)"
READS_AT_ONCE = 2_000
_ALL = 2**62


@dataclass(frozen=True, slots=True)
class Validation:
    """Intelligence that expires soon unless it is validated before."""

    key: str
    agency: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """What is due at a moment."""

    expired: tuple[str, ...]
    """Keys of intelligence whose clock has run out."""
    reads: int
    """Plate reads, with the places that only these state."""
    counts: tuple[tuple[str, str, int], ...]
    """Agency, category and how many records go."""
    validations: tuple[Validation, ...]


def due(graph: Graph, policy: Policy, now: datetime | None = None) -> Due:
    """What is due; changes nothing."""
    now = now or datetime.now(UTC)
    until = graph.run("retention_due", until=now + SOON)
    expired = [row for row in until if row["expires_at"].to_native() <= now]
    soon = [row for row in until if row["expires_at"].to_native() > now]
    reads = _reads(graph, policy, now, _ALL)
    counts = Counter((row["agency"], row["category"]) for row in (*expired, *reads))
    return Due(
        tuple(row["key"] for row in expired),
        len(reads),
        tuple((agency, category, n) for (agency, category), n in sorted(counts.items())),
        tuple(Validation(r["key"], r["agency"], r["expires_at"].to_native()) for r in soon),
    )


def apply(
    graph: Graph,
    policy: Policy,
    *,
    by: str,
    keyed: Keyed,
    scrubbers: Sequence[Scrubber],
    now: datetime | None = None,
    progress: Progress = quiet,
) -> Resolved | None:
    """Remove what is due. Intelligence goes as by an expunge, plate reads without a tombstone.

    Ended half-way, it is completed by being run again.
    """
    now = now or datetime.now(UTC)
    found = due(graph, policy, now)
    withhold_expired(graph, now)
    if found.expired:
        reason = Reason.INTELLIGENCE_EXPIRED
        begin(graph, found.expired, reason, authority=AUTHORITY, by=by, keyed=keyed, now=now)
    with progress("removing plate reads", "records") as report:
        done = 0
        report(done, found.reads)
        while rows := _reads(graph, policy, now, READS_AT_ONCE):
            for batch in batched([row["key"] for row in rows], READS_AT_ONCE):
                for scrub in scrubbers:
                    scrub(Removed(frozenset(batch), frozenset()))
                remove(graph, batch, traced=False)
            done += len(rows)
            report(done, max(done, found.reads))
    return complete(graph, scrubbers, progress) or recompute(graph, progress)


def validate(
    graph: Graph, keys: Collection[str], *, by: str, reason: str, now: datetime | None = None
) -> dict[str, datetime]:
    """Validate intelligence: its five years run anew from now.

    Returns:
        When each expires, by key.

    Raises:
        InputError: a record is no intelligence, or has expired: it cannot be validated any more.
    """
    require_words(by=by, reason=reason)
    now = now or datetime.now(UTC)
    clocks = {row["key"]: row for row in graph.run("retention_clocks", keys=list(keys))}
    for key in keys:
        if key not in clocks:
            raise InputError(
                f"no intelligence record has the key {clipped(key)}, and only these are validated"
            )
        if clocks[key]["expires_at"].to_native() <= now:
            raise InputError(
                f"{clipped(key)} has expired and is validated too late: `workbench retention run` "
                "removes it"
            )
    ends = {key: expires_at(row["entered"].to_native(), now) for key, row in clocks.items()}
    rows = [
        {"key": key, "by": by, "at": now, "reason": reason, "expires_at": end}
        for key, end in ends.items()
    ]
    graph.write(partial(_execute, name="retention_validate", rows=rows))
    return ends


def withhold_expired(graph: Graph, now: datetime | None = None) -> int:
    """Withhold the entities that rest on intelligence whose clock has run out.

    Reads leave the records out by themselves; what was derived from them is left out by this.

    Returns:
        How many entities were not withheld yet.
    """
    now = now or datetime.now(UTC)

    def work(transaction: Transaction) -> int:
        rows = execute(transaction, statement("retention_withhold"), now=now)
        return int(rows[0]["withheld"])

    return graph.write(work)


def _reads(graph: Graph, policy: Policy, now: datetime, limit: int) -> list[Row]:
    before, otherwise = policy.before(now), policy.otherwise(now)
    return graph.run(
        "retention_reads",
        before=before,
        otherwise=otherwise,
        latest=max([otherwise, *before.values()]),
        limit=limit,
    )


def _execute(transaction: Transaction, *, name: str, **parameters: object) -> None:
    execute(transaction, statement(name), **parameters)
