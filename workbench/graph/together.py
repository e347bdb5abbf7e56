"""Several statements: as one, so that only one answer is waited for, or one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import neo4j

from workbench.graph.client import execute

Part: TypeAlias = tuple[str, Mapping[str, Any]]
"""The text of a statement that returns no rows, and its parameters."""


def together(parts: Iterable[Part]) -> tuple[str, dict[str, Any]]:
    """One statement that does what the parts do, one after the other, and its parameters.

    All are in one map: Neo4j plans a text anew for every size class of a list that is a parameter
    itself, which would be many combinations.
    """
    texts: list[str] = []
    values: dict[str, Any] = {}
    for number, (text, given) in enumerate(parts):
        for name, value in given.items():
            text = re.sub(rf"\${name}\b", f"$given.part{number}_{name}", text)
            values[f"part{number}_{name}"] = value
        texts.append(f"CALL () {{\n{text.rstrip()}\n}}")
    return "\n".join(texts), {"given": values}


def one_by_one(transaction: neo4j.ManagedTransaction, parts: Iterable[Part]) -> None:
    """Run the parts in turn, but those that have nothing to do: a parameter of theirs is empty."""
    for text, parameters in parts:
        if all(parameters.values()):
            execute(transaction, text, **parameters)
