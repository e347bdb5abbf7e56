"""Taking the names of records that go out of published models, where nobody else bears them.

A model lists how frequent a name is once three records bear it; these may all be of one person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from workbench.graph.client import Graph, Row, Rows
from workbench.resolution import persons
from workbench.resolution.model import Model, from_json, to_json

_NAMES = ("given", "middle", "surname", "known_as", "names", "monikers")


def unlearned(graph: Graph, keys: Sequence[str], said: Rows) -> list[Row]:
    """The models that list a name which only these records bear, rewritten without it.

    Names that others bear stay: they tell nothing of these records. The models' numbers and the
    versions under which they were published stay too.

    Args:
        said: what the records say, as ``cypher/expunge_said.cypher`` reads it.
    """
    rows = [row["said"] for row in said]
    names = {name for row in rows for name in _names(row)}
    models = [
        (row["number"], from_json(row["document"])) for row in graph.run("expunge_models") if names
    ]
    listed = {name for _, model in models for name in _listed(model)} & names
    if not listed:
        return []
    alone = _borne_by_nobody_else(graph, keys, rows, listed)
    return [
        {"number": number, "document": to_json(without_names(model, alone)).decode()}
        for number, model in models
        if not alone.isdisjoint(_listed(model))
    ]


def without_names(model: Model, names: Collection[str]) -> Model:
    """The model without these names; each is then as rare as any that it does not list."""
    rarity = {
        comparison: msgspec.structs.replace(
            rare, values={name: more for name, more in rare.values.items() if name not in names}
        )
        for comparison, rare in model.rarity.items()
    }
    return msgspec.structs.replace(model, rarity=rarity)


def _borne_by_nobody_else(
    graph: Graph, keys: Sequence[str], rows: Sequence[Mapping[str, Any]], listed: set[str]
) -> set[str]:
    texts = sorted({text for row in rows for text in _texts(row)})

    def work(others: Iterator[Row]) -> set[str]:
        left = set(listed)
        for other in others:
            left -= _names(other["fields"])
            if not left:
                break
        return left

    return graph.gather("expunge_namesakes", work, keys=list(keys), texts=texts)


def _names(row: Mapping[str, Any]) -> set[str]:
    """A person's names as a model lists them."""
    values = persons.fields(row)
    found: set[str] = set()
    for column in _NAMES:
        value = values.get(column, ())
        found.update([value] if isinstance(value, str) else map(str, value))
    return found - {""}


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for name in ("name_given_name", "name_middle_name", "name_sur_name"):
        if row.get(name):
            yield row[name]
    for name in ("aliases_given_name", "aliases_sur_name", "monikers"):
        yield from filter(None, row.get(name) or ())


def _listed(model: Model) -> set[str]:
    return {name for rare in model.rarity.values() for name in rare.values}
