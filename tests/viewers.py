"""Viewers, rules and a ledger for tests that read."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.access.gateway import Gateway
from workbench.access.looks import Look
from workbench.access.rules import Rules, default_rules, parse_rules
from workbench.access.viewer import Role, Viewer
from workbench.graph.client import Graph

READER = Viewer("reader 1", "MPD", Role.SUPERVISOR, "robbery series", "24-031")
PARTNER = Viewer("analyst 7", "MPD", Role.ANALYST, "robbery series", "24-031")
ONE_SEES_ALL = """\
owners_see_as = ["investigator", "analyst", "supervisor"]
sealed_for = ["supervisor"]
[[grant]]
why = "The host's supervisors see everything"
of = ["*"]
category = ["*"]
handling = ["ordinary", "juvenile", "protected", "intelligence"]
to = ["MPD"]
role = ["supervisor"]
gives = "view"
"""


@dataclass(slots=True)
class Pages:
    """A ledger in memory."""

    looks: list[Look] = field(default_factory=list)

    def note(self, *looks: Look) -> None:
        self.looks += looks


def one_sees_all() -> Rules:
    """Rules under which ``READER`` sees everything, and others their own agency's records."""
    return parse_rules(ONE_SEES_ALL)


def reading(graph: Graph, viewer: Viewer = READER, rules: Rules | None = None) -> Gateway:
    """A gateway whose entries are kept in memory."""
    return Gateway(graph, viewer, rules or default_rules(), Pages())


def seen_ids(gateway: Gateway) -> set[str]:
    """The ids of all entities and references of which a gateway's viewer sees something."""
    rows = gateway.graph.read(
        "MATCH (r:Record)-[:RESOLVED_TO]->(n:Entity) WHERE r.audience IN $viewable "
        "AND (n.only_for IS NULL OR $profile IN n.only_for) "
        "AND NOT $profile IN coalesce(n.not_for, []) RETURN DISTINCT n.id AS id "
        "UNION MATCH (r:Record)-[]->(n:Reference) WHERE r.audience IN $viewable "
        "RETURN DISTINCT n.id AS id",
        viewable=list(gateway.viewable),
        profile=gateway.standing.profile,
    )
    return {row["id"] for row in rows}
