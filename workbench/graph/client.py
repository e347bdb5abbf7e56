"""One driver a process: reads in READ access mode, writes in managed, retried transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from workbench.errors import EngineError, WorkbenchError
from workbench.graph.connection import MAKE_ROOM, Connection, ask, cause
from workbench.graph.statements import statement

T = TypeVar("T")
Transaction = neo4j.ManagedTransaction
"""What a unit of work of ``Graph.write`` is given."""
Row = dict[str, Any]
Rows = list[Row]
USER_AGENT = "rtcc-workbench"
RETRY_SECONDS = 10
"""A server that is gone for longer is told, not waited for."""
TURN_SECONDS = 2
"""To wait for a lock that nobody holds for a moment only."""
_TRANSACTION = "Neo.ClientError.Transaction."
TIMED_OUT = (
    f"{_TRANSACTION}LockClientStopped",
    f"{_TRANSACTION}TransactionTimedOut",
    f"{_TRANSACTION}TransactionTimedOutClientConfiguration",
)


@dataclass(frozen=True, slots=True)
class Graph:
    """An open database. Closing it closes the driver; use it as a context manager."""

    driver: neo4j.Driver
    database: str

    def read(self, cypher: str, /, **parameters: Any) -> Rows:
        """Run one reading statement; the server refuses it if it writes.

        Returns:
            One dict a row, by column name.
        """
        with _asking():
            result = self.driver.execute_query(
                cypher,
                parameters,
                routing_=neo4j.RoutingControl.READ,
                database_=self.database,
            )
        return [_row(record) for record in result.records]

    def run(self, name: str, /, **parameters: Any) -> Rows:
        """Run the reading statement ``cypher/<name>.cypher``."""
        return self.read(statement(name), **parameters)

    def gather(self, name: str, work: Callable[[Iterator[Row]], T], /, **parameters: Any) -> T:
        """Run the reading statement ``cypher/<name>.cypher`` and do ``work`` while its rows come.

        After a transient failure the statement runs again, and ``work`` with it from the start.
        """
        with _asking():
            return self.driver.execute_query(
                statement(name),
                parameters,
                routing_=neo4j.RoutingControl.READ,
                database_=self.database,
                result_transformer_=lambda result: work(map(_row, result)),
            )

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run ``work`` in one transaction, retried on transient failures: all of it or nothing."""
        with _asking(), self.driver.session(database=self.database) as session:
            return session.execute_write(work)

    def command(self, cypher: str, /, **parameters: Any) -> Rows:
        """Run one statement in its own auto-commit transaction (schema, batched deletes)."""
        with _asking(), self.driver.session(database=self.database) as session:
            return [_row(r) for r in session.run(cypher, parameters)]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else load or resolve on this graph, from whichever home or machine.

        A transaction that stays open holds the lock of one node. The server takes it back when the
        connection ends, and so when this process does.

        Raises:
            WorkbenchError: another process holds it.
        """
        session = self.driver.session(database=self.database)
        try:
            with _asking():
                _take_turn(session)
            yield
        finally:
            # Where the server is gone, so is the lock.
            with suppress(DriverError, Neo4jError):
                session.close()

    def close(self) -> None:
        """Give the driver's connections back."""
        self.driver.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()


def _take_turn(session: neo4j.Session) -> None:
    take = statement("turn_take")
    try:
        with session.begin_transaction(timeout=TURN_SECONDS) as trying:
            trying.run(take).consume()
    except ClientError as error:
        if str(error.code) not in TIMED_OUT:
            raise
        raise WorkbenchError(
            "another load or resolve is at work on this graph: wait for it to end"
        ) from error
    session.begin_transaction(timeout=0).run(take).consume()


def execute(transaction: neo4j.ManagedTransaction, cypher: str, **parameters: Any) -> Rows:
    """Run one statement inside a transaction to its end; one dict a row."""
    return [_row(row) for row in transaction.run(cypher, parameters)]


def open_graph(connection: Connection) -> Graph:
    """Open a driver, after the server and its database have answered.

    Raises:
        EngineError: nothing answers there, or it refuses the password.
    """
    ask(connection)
    driver = neo4j.GraphDatabase.driver(
        connection.uri,
        auth=(connection.user, connection.password),
        user_agent=USER_AGENT,
        max_connection_lifetime=50 * 60,
        liveness_check_timeout=5 * 60,
        keep_alive=True,
        max_transaction_retry_time=RETRY_SECONDS,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )
    return Graph(driver, connection.database)


def _row(record: neo4j.Record) -> Row:
    return dict(zip(record.keys(), record.values(), strict=True))


@contextmanager
def _asking() -> Iterator[None]:
    """What goes wrong with the server as one clear error; a mistake in a statement stays one."""
    try:
        yield
    except ClientError:
        raise
    except DriverError as error:
        raise _unreachable(error) from error
    except Neo4jError as error:
        raise EngineError(f"Neo4j could not do that ({error.message}). {MAKE_ROOM}") from error


def _unreachable(error: Exception) -> EngineError:
    return EngineError(
        f"Neo4j does not answer ({cause(error)}): run `workbench neo4j start`, or check NEO4J_URI"
    )
