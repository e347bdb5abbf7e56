"""An older copy of the graph is expunged again before anybody reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.people import SOURCE, person, write_people
from tests.integration.picture import wipe
from workbench import settings as configuration
from workbench.commands.graph import remembered, require_expunged
from workbench.errors import InputError
from workbench.graph.client import Graph
from workbench.pipeline.expunge import expunge
from workbench.pipeline.load import load
from workbench.pipeline.resolve import resolve
from workbench.pipeline.secret import keyed
from workbench.pipeline.tombstones import Reason, State, tombstones
from workbench.settings import Settings

pytestmark = pytest.mark.integration

GONE = person(5)


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return configuration.from_environment({"WORKBENCH_HOME": str(tmp_path / "home")})


def backed_up(graph: Graph, folder: Path) -> None:
    """The graph as it was before the expunge."""
    wipe(graph)
    load(graph, SOURCE, [write_people(folder / "people.csv", range(20))])
    resolve(graph)


def keys(graph: Graph) -> set[str]:
    return {row["key"] for row in graph.read("MATCH (r:Record) RETURN r.key AS key")}


@pytest.fixture
def expunged(empty_graph: Graph, here: Settings, tmp_path: Path) -> Graph:
    backed_up(empty_graph, tmp_path)
    expunge(
        empty_graph, [GONE], Reason.COURT_ORDER, authority="order 7", by="clerk",
        keyed=keyed(here.home), scrubbers=(),
    )  # fmt: skip
    remembered(here).keep(empty_graph)
    return empty_graph


def test_what_was_expunged_goes_again_from_an_older_copy(
    expunged: Graph, here: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backed_up(expunged, tmp_path)
    assert GONE in keys(expunged)

    require_expunged(here, expunged)

    assert GONE not in keys(expunged)
    assert {one.state for one in tombstones(expunged)} == {State.DONE}
    assert "1 record expunged again" in capsys.readouterr().err
    require_expunged(here, expunged)
    assert capsys.readouterr().err == ""


def test_the_file_names_nobody_and_is_written_only_where_something_is_new(
    expunged: Graph, here: Settings
) -> None:
    path = remembered(here).path
    before = path.stat().st_mtime_ns

    remembered(here).keep(expunged)

    assert path.stat().st_mtime_ns == before
    assert GONE not in path.read_text()
    assert [one.seed for one in remembered(here).read()] == [tombstones(expunged)[0].seed]


def test_a_file_that_is_no_list_of_tombstones_says_so(expunged: Graph, here: Settings) -> None:
    remembered(here).path.write_text("{}\n")

    with pytest.raises(InputError, match="no list of expunged records"):
        require_expunged(here, expunged)
