"""The part of a graph's records on which a decision about some of them can tell, in memory.

    named records ── weights, decisions, entities, plates ──► whole components
                  ── kept pairs ──► their other ends        ── links ──► what these are read with

What follows for the graph is what follows where all its records are held (``held.hold``): a pair's
weight rests on its two records and the model alone, and only whole components are grouped anew.
So it takes a moment, whatever the graph's size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from workbench.access.profiles import Profiles, profiles
from workbench.access.rules import Rules, parse_rules
from workbench.errors import InputError
from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.graph.sharing import kept_sharing
from workbench.pipeline.explaining import model_of
from workbench.pipeline.held import TYPES, Held, bound, current
from workbench.pipeline.seen import seen_of
from workbench.resolution.decisions import from_text
from workbench.resolution.population import population


def hold_near(graph: Graph, keys: Iterable[str]) -> Held:
    """Read what resolves with these records, under the published model and the decisions.

    Keys that no record has are left out; whoever decides is told by ``Held.require``.

    Raises:
        InputError: nothing was resolved yet.
    """
    document, kept = judged.model(graph), kept_sharing(graph)
    if document is None or kept is None:
        raise InputError("nothing was resolved yet: run `workbench resolve` first")
    model, rules = model_of(document), _rules(kept.rules)
    profiles_ = _profiles(kept.rules, kept.audiences)
    tied = _tied(graph, keys)
    members = tied | {row["key"] for row in graph.run("near_scored", keys=sorted(tied))}
    beside = {row["key"] for row in graph.run("near_read_with", keys=sorted(members))} - members
    rows = {row["key"]: row for row in judged.records(graph, sorted(members | beside), TYPES)}
    rows = {key: row for key, row in rows.items() if row["kind"] is not None}
    log = [from_text(row["document"]) for row in graph.run("near_decisions", keys=sorted(members))]
    named = members.union(*(decision.records for decision in log))
    placed = {row["key"]: row for row in graph.run("near_placed", keys=sorted(named))}
    audiences = {key: row["audience"] for key, row in placed.items() if row["audience"]}
    held = population(model, profiles_.viewers)
    held.read(
        (current(rows[key]) for key in sorted(members & rows.keys())),
        (current(rows[key]) for key in sorted(beside & rows.keys())),
    )
    held.bind(bound(log, held.context, audiences))
    here = members & rows.keys()
    return Held(
        graph,
        model,
        held,
        log,
        {key: placed[key]["entity"] for key in here},
        {key: rows[key]["digest"] for key in here},
        model.version,
        rules,
        profiles_,
        kept,
        seen_of(graph, sorted(members)),
        audiences,
        {key for key in here if not placed[key]["projected"]},
    )


def named_in(graph: Graph, ids: Iterable[str]) -> set[str]:
    """The records that these decisions name."""
    return {row["key"] for row in graph.run("near_named", ids=sorted(ids))}


def _tied(graph: Graph, keys: Iterable[str]) -> set[str]:
    found = set(keys)
    waiting: Collection[str] = found
    while waiting:
        rows = graph.run("near_records", keys=sorted(waiting))
        waiting = {row["key"] for row in rows} - found
        found |= waiting
    return found


@lru_cache(maxsize=2)
def _rules(text: str) -> Rules:
    return parse_rules(text)


@lru_cache(maxsize=2)
def _profiles(rules: str, audiences: tuple[str, ...]) -> Profiles:
    return profiles(_rules(rules), audiences)
