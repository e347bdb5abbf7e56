"""The graph of a generated region of so many records, in a Neo4j of its own, built once and kept.

    region ─► files of the importer (imported.py) ─► graph ─► indexes ─► built.json

A build that was ended begins anew; the file ``built.json`` says that one is whole.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import imported

from workbench import settings as configuration
from workbench.access.profiles import profiles
from workbench.access.rules import default_rules
from workbench.errors import WorkbenchError
from workbench.graph import engine
from workbench.graph.client import Graph, open_graph
from workbench.graph.schema import migrate
from workbench.graph.sharing import Sharing, keep_sharing
from workbench.sample.region import FEWEST, Region, generate, read_region
from workbench.settings import Settings

RECORDS_A_PERSON = 14.1
"""Records that a region states of each of its people; a little more where it is small."""
MARKER = "built.json"
NO_HANDLING = (
    "MATCH (r:Record) WHERE r.kind IS NOT NULL AND r.handling IS NULL "
    "CALL (r) { SET r.handling = [] } IN TRANSACTIONS OF 20000 ROWS"
)
NO_MOMENT = (
    "MATCH (e:Entity)-[d]->() "
    "WHERE d.derived AND size(coalesce(d.last_seen, [])) <> size(d.counts) "
    "CALL (d) { SET d.first_seen = [i IN d.counts | ''], d.last_seen = [i IN d.counts | ''] } "
    "IN TRANSACTIONS OF 20000 ROWS"
)
"""The importer takes an empty list, or one of an empty text, for no value."""


def settings_of(home: Path) -> Settings:
    """The settings of a home, whatever the environment says."""
    return configuration.from_environment({"WORKBENCH_HOME": str(home)})


def build(home: Path, records: int) -> None:
    """Make the home's graph hold about so many records, where it does not yet.

    Raises:
        WorkbenchError: the home holds another graph, which would be lost.
    """
    marker = home / MARKER
    people = max(round(records / RECORDS_A_PERSON), FEWEST)
    if marker.exists():
        if json.loads(marker.read_text(encoding="utf-8"))["people"] != people:
            raise WorkbenchError(f"{home} holds a graph of another size: name another --home")
        return
    begun = home / f"{MARKER}.begun"
    if (home / "neo4j").exists() and not begun.exists():
        raise WorkbenchError(f"{home} holds another graph: name another --home")
    home.mkdir(parents=True, exist_ok=True)
    begun.touch()
    began = time.perf_counter()
    settings = settings_of(home)
    engine.stop(settings)
    shutil.rmtree(home / "neo4j", ignore_errors=True)
    loaded = imported.load(_region(home / "region", people), settings)
    entity_of = imported.entities(loaded, read_region(home / "region"))
    files = home / "files"
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir()
    arguments = imported.write(loaded, entity_of, files)
    told = {
        "people": people,
        "records": len(loaded.records),
        "entities": len({*entity_of.values()}),
    }
    audiences = loaded.audiences
    del loaded, entity_of
    # the first start makes the folder, with its password and configuration
    engine.start(settings)
    engine.stop(settings)
    imported.import_into(home, engine.fetch(settings), arguments)
    shutil.rmtree(files)
    with opened(home) as graph:
        migrate(graph)
        for mend in (NO_HANDLING, NO_MOMENT):
            graph.command(mend)
        rules = default_rules()
        made = profiles(rules, audiences)
        seats = tuple(sorted(made.of_seat.items()))
        sharing = Sharing(rules.text, rules.digest, tuple(made.viewers), seats)
        graph.write(partial(keep_sharing, sharing=sharing))
    print(
        f"{told['records']:,} records of {told['entities']:,} entities, built in "
        f"{time.perf_counter() - began:,.0f} s",
        flush=True,
    )
    marker.write_text(json.dumps(told) + "\n", encoding="utf-8")
    begun.unlink()


@contextmanager
def opened(home: Path) -> Iterator[Graph]:
    """The graph of a home, with its server started before and stopped after."""
    settings = settings_of(home)
    connection = engine.start(settings)
    try:
        with open_graph(connection) as graph:
            yield graph
    finally:
        engine.stop(settings)


def _region(folder: Path, people: int) -> Region:
    if folder.exists() and (there := read_region(folder)).people == people:
        return there
    return generate(folder, people=people, seed=1)
