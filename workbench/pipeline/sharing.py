"""Bringing the graph's entities to other sharing rules."""

from __future__ import annotations

from workbench.access.acts import act
from workbench.access.database import Database
from workbench.access.rulebook import Version
from workbench.access.rules import Rules
from workbench.access.viewer import Viewer
from workbench.graph.client import Graph
from workbench.graph.sharing import Sharing, kept_sharing
from workbench.pipeline.held import hold
from workbench.pipeline.resolve import Resolved, bring
from workbench.progress import Progress, quiet


def apply_rules(graph: Graph, rules: Rules, progress: Progress = quiet) -> Resolved:
    """Make the entities of every profile anew for these rules; whoever calls it holds the lock.

    Reads are refused from the moment at which the rules are in force until this ends; one that was
    ended half-way is completed by calling it again.
    """
    return bring(hold(graph, progress, rules=rules), progress)


def bring_in_force(
    database: Database, viewer: Viewer, graph: Graph, version: Version, progress: Progress = quiet
) -> Resolved:
    """Apply a published version, and note by whom and how it ended."""
    named = [f"rules:{version.number}"]
    with act(database, viewer, "apply", "sharing rules", {}, named):
        return apply_rules(graph, version.rules, progress)


def applied(graph: Graph) -> Sharing | None:
    """The rules that the entities are made for, with the audiences held; None before any."""
    return kept_sharing(graph)
