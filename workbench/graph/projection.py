"""Projecting a partition of the records into entities and derived links.

Only what changed is written. An entity whose records or their statements changed carries the
label ``Stale`` from the transaction that changed it until its derived links are right again, so a
projection that was ended at any moment is completed by the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, TypeVar

import neo4j

from workbench.graph.client import Graph, Rows, execute
from workbench.graph.statements import statement
from workbench.graph.together import Part, one_by_one
from workbench.progress import Progress, Report, quiet
from workbench.records.vocabulary import ENTITY_OF, Kind, LinkType

ASSIGN_AT_ONCE = 4_000
DERIVE_AT_ONCE = 2_000
DERIVING = (
    "project_audiences",
    "project_links_out",
    "project_links_in",
    "project_links_references",
)
TYPES = [link.value for link in LinkType]

Item = TypeVar("Item")
Name: TypeAlias = tuple[str, str]
"""Id and variant of an entity."""
MAIN = ""
"""The variant that those see who may view all that it rests on."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A record and the entity that it belongs to now."""

    key: str
    kind: Kind
    before: str | None
    """The entity in which it stood."""
    entity: str


@dataclass(frozen=True, slots=True)
class OnlyFor:
    """An entity that only some profiles see."""

    id: str
    variant: str
    kind: Kind
    only_for: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def name(self) -> Name:
        """Tells it from all other entities."""
        return self.id, self.variant


@dataclass(frozen=True, slots=True)
class SeenChange:
    """What changes of what only some profiles see."""

    write: tuple[OnlyFor, ...] = ()
    forget: tuple[Name, ...] = ()
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By main entity the profiles that do not see it from now on."""
    again: tuple[Name, ...] = ()
    """Entities of some profiles that stay, and whose records have changed."""


UNSEEN = SeenChange()


@dataclass(frozen=True, slots=True)
class Projected:
    """What a projection did."""

    assigned: int
    """Records that were given an entity, moved to another, or had changed."""
    derived: int
    """Entities whose derived links were made anew."""


def project(
    graph: Graph,
    assignments: Sequence[Assignment],
    progress: Progress = quiet,
    unseen: Callable[[], None] = lambda: None,
) -> Projected:
    """Move records to their entities, and bring the derived links of all entities up to date.

    In transactions of some thousand records each; one that is ended half-way is completed by the
    next.

    Args:
        unseen: called when all records stand in their entities, and before any link is derived.
    """
    _withdraw(graph)
    with progress("assigning records", "records") as report:
        done = 0
        report(done, len(assignments))
        for batch in batched(assignments, ASSIGN_AT_ONCE):
            graph.write(partial(assign, assignments=batch))
            done += len(batch)
            report(done, len(assignments))
    unseen()
    with progress("linking entities", "entities") as report:
        derived = _derive(graph, report)
    return Projected(len(assignments), derived)


def projecting(
    assignments: Sequence[Assignment],
    gone: Sequence[str],
    left: Iterable[str],
    seen: SeenChange = UNSEEN,
) -> Iterator[Part]:
    """The statements that do the same for a few records and the entities concerned, in order.

    Args:
        gone: withdrawn records, to be taken out of their entities.
        left: the entities in which these stood.
        seen: what changes of what only some profiles see.
    """
    yield from _assigning(assignments, gone)
    yield from (_seeing(seen.write), _leaving_out(seen.left_out), _forgetting(seen.forget))
    mains = {*left, *(e for a in assignments for e in (a.before, a.entity) if e)}
    mains |= {id_ for id_, _ in seen.left_out}
    ids = sorted({*((main, MAIN) for main in mains), *seen.again, *(v.name for v in seen.write)})
    for name in ("project_links_forget", *DERIVING, "project_fresh"):
        yield statement(name), {"ids": [list(id_) for id_ in ids], "types": TYPES}


def _seeing(write: Iterable[OnlyFor]) -> Part:
    rows = [
        {
            "id": one.id,
            "variant": one.variant,
            "label": one.kind.value.capitalize(),
            "only_for": list(one.only_for),
            "keys": list(one.keys),
        }
        for one in write
    ]
    return statement("project_variants"), {"rows": rows}


def _leaving_out(left_out: Iterable[tuple[str, tuple[str, ...]]]) -> Part:
    rows = [{"id": id_, "not_for": list(names) or None} for id_, names in left_out]
    return statement("project_left_out"), {"rows": rows}


def _forgetting(forget: Iterable[Name]) -> Part:
    return statement("project_variants_forget"), {"names": [list(name) for name in forget]}


def see(graph: Graph, seen: SeenChange) -> None:
    """Write what only some profiles see, beside what they saw before."""
    for write in batched(seen.write, ASSIGN_AT_ONCE):
        graph.write(partial(one_by_one, parts=[_seeing(write)]))
    for left_out in batched(seen.left_out, ASSIGN_AT_ONCE):
        graph.write(partial(one_by_one, parts=[_leaving_out(left_out)]))


def unsee(graph: Graph, seen: SeenChange) -> None:
    """Take back what only some profiles saw."""
    for forget in batched(seen.forget, ASSIGN_AT_ONCE):
        graph.write(partial(one_by_one, parts=[_forgetting(forget)]))


def assign(transaction: neo4j.ManagedTransaction, assignments: Sequence[Assignment]) -> None:
    """Put records into their entities; these and those they left are stale from then on."""
    one_by_one(transaction, _assigning(assignments))


def _assigning(assignments: Sequence[Assignment], gone: Sequence[str] = ()) -> Iterator[Part]:
    moved = [*gone, *(a.key for a in assignments if a.before not in {None, a.entity})]
    # also where there is nothing to do: one text is planned once
    yield statement("project_leave"), {"keys": moved}
    for kind in sorted(set(ENTITY_OF.values())):
        of_kind = (a for a in assignments if ENTITY_OF[a.kind] is kind)
        yield _assign(kind), {"rows": [{"key": a.key, "entity": a.entity} for a in of_kind]}


def _withdraw(graph: Graph) -> None:
    limit = ASSIGN_AT_ONCE
    while True:
        rows = _write(graph, "project_withdraw", limit=limit)
        if rows[0]["taken"] < limit:
            return


def _assign(kind: Kind) -> str:
    # (:Record)-[:RESOLVED_TO]->(:Entity:Person)
    return (
        "UNWIND $rows AS row\n"
        "MERGE (e:Entity {id: row.entity, variant: ''})\n"
        f"SET e:{kind.value.capitalize()}:Stale\n"
        "WITH row, e\n"
        "MATCH (r:Record {key: row.key}) USING INDEX SEEK r:Record(key)\n"
        "SET r.projected = r.digest\n"
        "REMOVE r:Waiting\n"
        "MERGE (r)-[:RESOLVED_TO]->(e)\n"
        # what only some profiles see of it is out of date as well
        "WITH r MATCH (r)-[:RESOLVED_TO]->(other) SET other:Stale"
    )


def _derive(graph: Graph, report: Report) -> int:
    """Make the stale entities' audiences and links anew; all old ones go before any new comes."""
    ids = [[row["id"], row["variant"]] for row in graph.run("project_stale")]
    done = 0
    report(done, len(ids))
    for names in (("project_links_forget",), DERIVING, ("project_fresh",)):
        for batch in batched(ids, DERIVE_AT_ONCE):
            _write(graph, *names, ids=list(batch), types=TYPES)
            done += len(batch)
            report(done // 3, len(ids))
    return len(ids)


def _write(graph: Graph, *names: str, **parameters: Any) -> Rows:
    """Run statements in one transaction; the rows are the last one's."""

    def work(transaction: neo4j.ManagedTransaction) -> Rows:
        rows: Rows = []
        for name in names:
            rows = execute(transaction, statement(name), **parameters)
        return rows

    return graph.write(work)


def batched(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Consecutive slices of at most ``size``."""
    return (items[start : start + size] for start in range(0, len(items), size))
