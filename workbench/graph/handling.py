"""Statements about handling in the graph, and the handling that records show because of them.

(:HandlingStatement {id, handling, verb, reason, authority, by, at})-[:OF]->(:Record)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workbench.graph.client import Graph, Row, Rows, Transaction, execute
from workbench.graph.judged import KINDS
from workbench.graph.statements import statement
from workbench.records.handling import Statement, Verb, in_force
from workbench.records.model import audience
from workbench.records.vocabulary import Handling


@dataclass(frozen=True, slots=True)
class Stood:
    """How a record's handling came about."""

    own: frozenset[Handling]
    """What its own facts call for."""
    statements: tuple[Statement, ...]
    current: bool

    @property
    def stated(self) -> frozenset[Handling]:
        """What statements in force add."""
        return in_force(self.statements)


def stands(graph: Graph, keys: Collection[str]) -> dict[str, Stood]:
    """The handling of these records; one that was never loaded is left out."""
    nodes = graph.run("handling_nodes", keys=list(keys))
    return _stood(nodes, graph.run("handling_statements", keys=list(keys)))


def append(transaction: Transaction, statements: Mapping[str, Sequence[Statement]]) -> None:
    """Append statements by record key, and have the records show what follows, all at once.

    A record whose audience changes is then ``Waiting``, and its entities are ``Withheld``.
    """
    keys = list(statements)
    rows = [
        {
            "key": key,
            "id": one.id,
            "handling": one.handling.value,
            "verb": one.verb.value,
            "reason": one.reason,
            "authority": one.authority,
            "by": one.by,
            "at": one.at,
        }
        for key, several in statements.items()
        for one in several
    ]
    execute(transaction, statement("handling_append"), rows=rows)
    nodes = execute(transaction, statement("handling_nodes"), keys=keys)
    said = execute(transaction, statement("handling_statements"), keys=keys)
    stood = _stood(nodes, said)
    shown = [_shown(node, stood[node["key"]].stated) for node in nodes]
    execute(transaction, statement("handling_apply"), rows=shown, kinds=KINDS)


def _shown(node: Row, stated: frozenset[Handling]) -> Row:
    handling = sorted({*node["own"], *stated})
    return {
        "node": node["node"],
        "own": node["own"],
        "stated": sorted(stated),
        "handling": handling,
        "audience": audience(node["agency"], node["category"], handling),
    }


def _stood(nodes: Rows, said: Rows) -> dict[str, Stood]:
    latest: dict[str, Row] = {}
    for node in nodes:
        latest.setdefault(node["key"], node)
    statements: dict[str, list[Statement]] = {}
    for row in said:
        statements.setdefault(row["key"], []).append(_statement(row))
    return {
        key: Stood(
            frozenset(map(Handling, node["own"])),
            tuple(statements.get(key, ())),
            node["current"],
        )
        for key, node in latest.items()
    }


def _statement(row: Row) -> Statement:
    return Statement(
        row["id"],
        Handling(row["handling"]),
        Verb(row["verb"]),
        row["reason"],
        row["authority"],
        row["by"],
        row["at"].to_native(),
    )
