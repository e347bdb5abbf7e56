"""One driver a process: reads in READ access mode, writes in managed, retried transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from workbench.errors import BusyError, EngineError
from workbench.graph.asking import TIMED_OUT, Asking
from workbench.graph.connection import MAKE_ROOM, Connection, ask, cause
from workbench.graph.statements import statement, together

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
CONNECT_SECONDS = 5
"""A server on a police network answers at once, or not at all."""
WAIT_SECONDS = 10
"""To wait for one of the connections when all are in use."""
END_SECONDS = 5
"""What ending a question may take itself."""


@dataclass(frozen=True, slots=True)
class Graph:
    """An open database. Closing it closes the driver; use it as a context manager."""

    driver: neo4j.Driver
    database: str
    asking: Asking = field(default_factory=Asking)
    """The question that its reads answer; without end, as loads and resolves are, unless asked."""

    def asked(self, seconds: float) -> Graph:
        """The same graph for one question of a user.

        Args:
            seconds: how long each of its statements may take before the server ends it.
        """
        return replace(self, asking=Asking(seconds))

    def end(self) -> None:
        """End the question from another thread: no statement of it is begun or goes on.

        What cannot be told to the server ends by its time.
        """
        self.asking.cancelled.set()
        ending = neo4j.Query(statement("asked_end"), timeout=END_SECONDS)
        with suppress(DriverError, Neo4jError), self.driver.session(database=self.database) as one:
            one.run(ending, asking=self.asking.id).consume()

    def read(self, cypher: str, /, **parameters: Any) -> Rows:
        """Run one reading statement; the server refuses it if it writes.

        Returns:
            One dict a row, by column name.

        Raises:
            EndedError: it took too long, or the question was cancelled.
        """
        with self._reading():
            result = self.driver.execute_query(
                self.asking.query(cypher),
                parameters,
                routing_=neo4j.RoutingControl.READ,
                database_=self.database,
            )
        return [_row(record) for record in result.records]

    def answer(self, cypher: str, columns: Sequence[str], /, **parameters: Any) -> Rows:
        """As ``read``, with all rows brought at once: for statements that may find thousands.

        Args:
            cypher: a statement that returns these columns.
            columns: their names.
        """
        (found,) = self.read(together(cypher, columns), **parameters)
        return [dict(zip(columns, row, strict=True)) for row in found["rows"]]

    def run(self, name: str, /, **parameters: Any) -> Rows:
        """Run the reading statement ``cypher/<name>.cypher``."""
        return self.read(statement(name), **parameters)

    def gather(self, name: str, work: Callable[[Iterator[Row]], T], /, **parameters: Any) -> T:
        """Run the reading statement ``cypher/<name>.cypher`` and do ``work`` while its rows come.

        After a transient failure the statement runs again, and ``work`` with it from the start.
        """
        with self._reading():
            return self.driver.execute_query(
                self.asking.query(statement(name)),
                parameters,
                routing_=neo4j.RoutingControl.READ,
                database_=self.database,
                result_transformer_=lambda result: work(map(_row, result)),
            )

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run ``work`` in one transaction, retried on transient failures: all of it or nothing."""
        with _asking(), self.driver.session(database=self.database) as session:
            return session.execute_write(neo4j.unit_of_work(timeout=0)(work))

    def command(self, cypher: str, /, **parameters: Any) -> Rows:
        """Run one statement in its own auto-commit transaction (schema, batched deletes)."""
        with _asking(), self.driver.session(database=self.database) as session:
            return [_row(r) for r in session.run(neo4j.Query(cypher, timeout=0), parameters)]

    @contextmanager
    def alone(self, patience: float = TURN_SECONDS) -> Iterator[None]:
        """Let nobody else load or resolve on this graph, from whichever home or machine.

        A transaction that stays open holds the lock of one node. The server takes it back when the
        connection ends, and so when this process does.

        Args:
            patience: seconds to wait for whoever holds it.

        Raises:
            BusyError: another process holds it.
        """
        session = self.driver.session(database=self.database)
        try:
            with _asking():
                _take_turn(session, patience)
            yield
        finally:
            # Where the server is gone, so is the lock.
            with suppress(DriverError, Neo4jError):
                session.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            with _asking():
                yield
        except ClientError as error:
            ended = self.asking.ended(error)
            if ended is None:
                raise
            raise ended from error

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


def _take_turn(session: neo4j.Session, patience: float) -> None:
    take = statement("turn_take")
    try:
        with session.begin_transaction(timeout=patience) as trying:
            trying.run(take).consume()
    except ClientError as error:
        if str(error.code) not in TIMED_OUT:
            raise
        raise BusyError(
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
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=WAIT_SECONDS,
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
