"""Telling those whom a decision concerns: the supervisors of the agencies whose records it joins.

    decision ── not announced yet ──► notices and the mark that it was, in one transaction

A decision is in the graph, what tells of it is in the operations database: whoever comes next
completes what an ended process has left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from workbench.access.database import Database
from workbench.access.dissemination import owner_of
from workbench.access.moments import EPOCH, kept, moment
from workbench.access.notices import NoticeKind, To, post
from workbench.access.review_tables import announced
from workbench.access.rules import Rules, Treatment
from workbench.access.viewer import Role, Seat
from workbench.graph.client import Graph
from workbench.records.agencies import AGENCY_NAMES
from workbench.resolution.decisions import Decision, Verdict, from_text

DECISION = "decision:"
"""Begins what a notice is about where that is a decision."""
OVERLAP = timedelta(hours=1)
"""Clocks of several machines may differ by less than that."""


def announce(graph: Graph, db: Database, rules: Rules, now: datetime | None = None) -> int:
    """Tell of every decision of which nobody was told yet; how many.

    Only supervisors who may view every record that a decision names are told of it.
    """
    with db.reading() as connection:
        last = connection.scalar(sa.select(sa.func.max(announced.c.at)))
    since = moment(last) - OVERLAP if last else EPOCH
    rows = graph.run("decision_since", since=since)
    made = [from_text(row["document"]) for row in rows]
    if not made:
        return 0
    with db.reading() as connection:
        known = set(connection.scalars(sa.select(announced.c.decision).where(
            announced.c.at >= kept(since))))  # fmt: skip
    new = [one for one in made if one.id not in known]
    if not new:
        return 0
    audiences = audiences_of(graph, {key for one in new for key in one.records})
    before = decisions_of(graph, {id_ for one in new for id_ in one.supersedes})
    done = 0
    with db.writing() as connection:
        for one in new:
            there = sa.select(announced).where(announced.c.decision == one.id)
            if connection.execute(there).first():
                continue
            for kind, to in _told(one, audiences, rules, before):
                post(connection, kind, to, f"{DECISION}{one.id}", now or datetime.now(UTC))
            connection.execute(sa.insert(announced).values(decision=one.id, at=kept(one.at)))
            done += 1
    return done


def concerned(
    keys: Collection[str], audiences: Mapping[str, str], rules: Rules, own: str = ""
) -> list[To]:
    """The supervisors of the records' owners, but for ``own``, who may view every record."""
    owners = sorted(set(map(owner_of, keys)) - {own})
    return [To(one, Role.SUPERVISOR) for one in owners if may_view(one, keys, audiences, rules)]


def may_view(
    agency: str, keys: Collection[str], audiences: Mapping[str, str], rules: Rules
) -> bool:
    """Whether an agency's supervisors may view all of these records, on no case of theirs."""
    if agency not in AGENCY_NAMES:
        return False
    seat = Seat(agency, Role.SUPERVISOR)
    return all(
        rules.treatment(seat, audiences.get(key, "")) is Treatment.VIEW for key in keys
    )  # fmt: skip


def audiences_of(graph: Graph, keys: Iterable[str]) -> dict[str, str]:
    """The audiences of records, also of withdrawn ones."""
    rows = graph.run("near_placed", keys=sorted(keys))
    return {row["key"]: row["audience"] for row in rows if row["audience"]}


def decisions_of(graph: Graph, ids: Iterable[str]) -> dict[str, Decision]:
    """Decisions by their ids."""
    rows = graph.run("decision_of", ids=sorted(ids))
    found = (from_text(row["document"]) for row in rows)
    return {one.id: one for one in found}


def _told(
    one: Decision, audiences: Mapping[str, str], rules: Rules, before: Mapping[str, Decision]
) -> Iterable[tuple[NoticeKind, list[To]]]:
    owners = concerned(one.records, audiences, rules, one.agency)
    agencies = set(map(owner_of, one.records))
    if one.verdict is Verdict.SAME and len(agencies) > 1:
        yield NoticeKind.MERGED, owners
    taken = [before[id_] for id_ in one.supersedes if id_ in before]
    if taken:
        users = {(d.agency, d.reviewer) for d in taken if d.agency and d.reviewer != one.reviewer}
        yield NoticeKind.UNDONE, [*owners, *(To(agency, user=user) for agency, user in
                                             sorted(users))]  # fmt: skip
