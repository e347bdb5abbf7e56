"""A server that NEO4J_URI names: what cannot be one is told before anything is asked."""

from __future__ import annotations

import pytest

from workbench import settings as configuration
from workbench.errors import EngineError
from workbench.graph import engine

NAMED = {"NEO4J_URI": "bolt://127.0.0.1:7687", "NEO4J_PASSWORD": "secret"}


@pytest.mark.parametrize(
    ("name", "value", "cause"),
    [
        ("NEO4J_URI", "http://127.0.0.1:7474", "no address of a Neo4j"),
        ("NEO4J_URI", "127.0.0.1:7687", "no address of a Neo4j"),
        ("NEO4J_URI", "bolt://127.0.0.1:99999", "no address of a Neo4j: Port out of range"),
        ("NEO4J_DATABASE", "system", "system database"),
        ("NEO4J_PASSWORD", "\udcff", "no text"),
    ],
)
def test_what_names_no_usable_server_is_told(name: str, value: str, cause: str) -> None:
    settings = configuration.from_environment({**NAMED, name: value})

    with pytest.raises(EngineError, match=cause):
        engine.connection(settings)

    assert cause in engine.status(settings).detail


def test_a_named_server_is_taken_as_named() -> None:
    to = engine.connection(configuration.from_environment(NAMED))

    assert (to.uri, to.user, to.database) == ("bolt://127.0.0.1:7687", "neo4j", "neo4j")
    assert "secret" not in repr(to)
