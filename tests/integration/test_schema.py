"""The schema: applied once, applied again without effect, data brought along."""

from __future__ import annotations

import pytest

from workbench.graph.client import Graph
from workbench.graph.schema import migrate
from workbench.graph.statements import names, statement

pytestmark = pytest.mark.integration


def test_every_migration_can_be_applied_again(empty_graph: Graph) -> None:
    for name in names("migrations"):
        empty_graph.command(statement(name))

    assert migrate(empty_graph) == ()


def test_a_record_of_an_earlier_version_names_its_source_in_a_list(empty_graph: Graph) -> None:
    empty_graph.command("CREATE (:Record {key: 'MPD|RMS|1|', source: 'old'})")

    empty_graph.command(statement("migrations/0022_record_sources"))

    rows = empty_graph.read("MATCH (r:Record) RETURN r.sources AS sources, r.source AS source")
    assert rows == [{"sources": ["old"], "source": None}]
