"""The sharing rules that the graph's entities were made for, and each seat's profile.

(:Sharing {rules, digest, audiences, seats, profiles})
"""

from __future__ import annotations

from dataclasses import dataclass

import neo4j

from workbench.graph.client import Graph, execute
from workbench.graph.statements import statement


@dataclass(frozen=True, slots=True)
class Sharing:
    """Rules as text with its digest, and what follows from them for the records held."""

    rules: str
    digest: str
    audiences: tuple[str, ...]
    """Audiences that records have, sorted."""
    seats: tuple[tuple[str, str], ...]
    """Names of seats with the profile of each, sorted."""


def kept_sharing(graph: Graph) -> Sharing | None:
    """What the graph's entities were made for; None before the first."""
    rows = graph.run("sharing_standing")
    if not rows:
        return None
    row = rows[0]
    return Sharing(
        row["rules"],
        row["digest"],
        tuple(row["audiences"]),
        tuple(zip(row["seats"], row["profiles"], strict=True)),
    )


def keep_sharing(transaction: neo4j.ManagedTransaction, sharing: Sharing) -> None:
    """Note what the graph's entities are made for from now on."""
    execute(
        transaction,
        statement("sharing_keep"),
        rules=sharing.rules,
        digest=sharing.digest,
        audiences=list(sharing.audiences),
        seats=[seat for seat, _ in sharing.seats],
        profiles=[profile for _, profile in sharing.seats],
    )
