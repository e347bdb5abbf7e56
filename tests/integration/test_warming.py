"""A started server is warmed: read as users read it, with nothing noted and nothing kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.two_agencies import region, write
from workbench.access.audit import verify
from workbench.access.database import open_database
from workbench.access.rules import default_rules
from workbench.commands.warming import warm, warm_beside
from workbench.graph.client import Graph
from workbench.graph.store import read_through
from workbench.settings import Settings

pytestmark = pytest.mark.integration


@pytest.fixture
def loaded(empty_graph: Graph) -> Graph:
    write(empty_graph, region())
    return empty_graph


def test_what_users_read_is_read_of_every_kind(loaded: Graph) -> None:
    kinds = loaded.read("MATCH (e:Entity) RETURN count(DISTINCT labels(e)) AS kinds")[0]["kinds"]

    done = warm(loaded, default_rules())

    assert done >= 3 * kinds


def test_an_empty_graph_is_warmed_without_a_read(empty_graph: Graph) -> None:
    assert warm(empty_graph, default_rules()) == 0


def test_nothing_is_begun_after_the_time(loaded: Graph) -> None:
    assert warm(loaded, default_rules(), seconds=0) == 0


def test_rules_that_are_being_applied_end_it_without_an_error(loaded: Graph) -> None:
    rules = default_rules()

    assert warm(loaded, replace(rules, text=f"{rules.text}\n# not these")) == 0


def test_the_app_warms_its_server_beside_and_notes_nothing_in_the_audit(
    loaded: Graph, settings: Settings, tmp_path: Path
) -> None:
    with open_database(replace(settings, home=tmp_path)) as database:
        thread = warm_beside(settings, database)
        assert thread is not None
        thread.join(60)

        assert not thread.is_alive()
        assert verify(database).entries == 0


def test_where_it_is_off_nothing_is_begun(settings: Settings, tmp_path: Path) -> None:
    with open_database(replace(settings, home=tmp_path)) as database:
        assert warm_beside(replace(settings, warm_up=False), database) is None


def test_the_store_of_a_managed_server_is_read_whole(loaded: Graph, settings: Settings) -> None:
    assert read_through(settings) > 1_000_000


def test_the_store_of_a_named_server_is_elsewhere(settings: Settings) -> None:
    assert read_through(replace(settings, neo4j_uri="bolt://elsewhere:7687")) == 0
