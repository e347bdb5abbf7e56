"""A whole graph as comparable data, without seeds and load times."""

from __future__ import annotations

from typing import Any

from workbench.graph.client import Graph

NOT_COMPARED = {"seed", "started_at", "finished_at", "repeated_at", "projected", "published"}


def wipe(graph: Graph) -> None:
    """Take everything but the schema out of the graph."""
    graph.command(
        "MATCH (n) WHERE NOT n:Migration|Turn "
        "CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    )


def picture(graph: Graph) -> dict[str, Any]:
    """Nodes, links and entities of the graph; an entity is named by the keys of its records."""
    entity = {
        f"{row['id']} {row['variant']}": "|".join(row["keys"])
        for row in graph.read(
            "MATCH (e:Entity)<-[:RESOLVED_TO]-(r) WITH e, r.key AS key ORDER BY key "
            "RETURN e.id AS id, e.variant AS variant, collect(key) AS keys"
        )
    }
    nodes = graph.read(
        "MATCH (n) WHERE NOT n:Migration|Turn RETURN elementId(n) AS at, labels(n) AS labels, "
        "properties(n) AS properties"
    )
    names = {row["at"]: _name(row, entity) for row in nodes}
    links = graph.read(
        "MATCH (a)-[l]->(b) RETURN elementId(a) AS a, type(l) AS type, elementId(b) AS b, "
        "properties(l) AS properties"
    )
    return {
        "nodes": sorted((names[row["at"]], sorted(row["labels"]), _plain(row)) for row in nodes),
        "links": sorted(
            (names[row["a"]], row["type"], names[row["b"]], _plain(row)) for row in links
        ),
    }


def _name(row: dict[str, Any], entity: dict[str, str]) -> str:
    properties = row["properties"]
    if "Entity" in row["labels"]:
        return entity.get(
            f"{properties['id']} {properties['variant']}", "an entity without records"
        )
    for name in ("key", "id", "code", "name"):
        if name in properties:
            return f"{properties[name]} {properties.get('revision', '')}"
    return f"load {properties['number']}"


def _plain(row: dict[str, Any]) -> str:
    kept = {
        name: str(value)
        for name, value in row["properties"].items()
        if name not in NOT_COMPARED and not ("Entity" in row.get("labels", ()) and name == "id")
    }
    return str(sorted(kept.items()))
