"""What is anywhere in a database, and what was derived in it, for tests of what must be gone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.graph.client import Graph


def leftovers(graph: Graph, needles: Iterable[str]) -> list[str]:
    """Where any of these texts stands: in any property of any node or relationship, lists too."""
    found = []
    wanted = [needle.casefold() for needle in needles]
    rows = graph.read("MATCH (n) RETURN labels(n) AS what, properties(n) AS said") + graph.read(
        "MATCH ()-[l]->() RETURN type(l) AS what, properties(l) AS said"
    )
    for row in rows:
        for name, value in row["said"].items():
            text = str(value).casefold()
            found += [f"{row['what']}.{name}: {needle}" for needle in wanted if needle in text]
    return found


def derived(graph: Graph) -> dict[str, Any]:
    """Entities by the keys of their records, with their links and scores, without ids."""
    rows = graph.read(
        "MATCH (e:Entity)<-[:RESOLVED_TO]-(r) WITH e, r.key AS key ORDER BY key "
        "RETURN e.id AS id, e.audiences AS audiences, collect(key) AS keys"
    )
    name = {row["id"]: "|".join(row["keys"]) for row in rows}
    links = graph.read(
        "MATCH (a:Entity)-[d]->(b:Entity|Reference) WHERE d.derived "
        "RETURN a.id AS a, type(d) AS type, b.id AS b, properties(d) AS said"
    )
    scores = graph.read(
        "MATCH (a)-[s:SCORED]->(b) RETURN a.key AS a, b.key AS b, s.weight AS weight"
    )
    return {
        "entities": sorted((name[row["id"]], tuple(row["audiences"])) for row in rows),
        "links": sorted(
            (name[r["a"]], r["type"], name.get(r["b"], r["b"]), str(sorted(r["said"].items())))
            for r in links
        ),
        "scores": sorted((row["a"], row["b"], row["weight"]) for row in scores),
    }
