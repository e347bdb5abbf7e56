"""The schema, brought up to date by ordered, checksummed migrations.

``cypher/migrations/NNNN_what.cypher`` are applied once each, in the order of their names; what was
applied is kept in the graph with a checksum, so that an edited migration is noticed.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

from workbench.errors import EngineError
from workbench.graph.client import Graph
from workbench.graph.statements import names, statement
from workbench.progress import Report, silent

FOLDER = "migrations"
_INDEX = re.compile(
    r"(?:RANGE INDEX|CONSTRAINT) .*?FOR \(n:\w*Record\) (?:ON|REQUIRE) \(?n\.(\w+)", re.DOTALL
)


def migrate(graph: Graph, report: Report = silent) -> tuple[str, ...]:
    """Apply the migrations that this database does not have yet.

    Safe to interrupt and to repeat: each migration says IF NOT EXISTS and is recorded after it.

    Returns:
        The names applied now.

    Raises:
        EngineError: an applied migration was edited, or the database is newer than this program.
    """
    graph.command(statement("schema_migration_constraint"))
    applied = {r["name"]: r["checksum"] for r in graph.run("schema_migrations")}
    wanted = {name.removeprefix(f"{FOLDER}/"): statement(name) for name in names(FOLDER)}
    _check(applied, wanted)
    missing = tuple(name for name in wanted if name not in applied)
    for done, name in enumerate(missing):
        report(done, len(missing))
        graph.command(wanted[name])
        graph.command(
            statement("schema_record_migration"), name=name, checksum=_checksum(wanted[name])
        )
    if missing:
        graph.command(statement("schema_await_indexes"))
    return missing


@cache
def indexed() -> frozenset[str]:
    """Properties of records that an index holds whole, as the migrations say.

    A value longer than an index takes (about 8 kB) fails the transaction that writes it.
    """
    return frozenset(name for file in names(FOLDER) for name in _INDEX.findall(statement(file)))


def _check(applied: dict[str, str], wanted: dict[str, str]) -> None:
    unknown = sorted(applied.keys() - wanted.keys())
    if unknown:
        raise EngineError(
            f"this database was brought to {unknown[-1]} by a newer workbench: "
            "update this one, or use another WORKBENCH_HOME"
        )
    for name, checksum in applied.items():
        if checksum != _checksum(wanted[name]):
            raise EngineError(
                f"migration {name} was edited after it was applied here: restore "
                f"cypher/{FOLDER}/{name}.cypher and put the change into a new migration"
            )


def _checksum(text: str) -> str:
    return sha256(text.encode()).hexdigest()
