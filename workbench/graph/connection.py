"""How a Neo4j is reached, whether it answers, and the one that ``NEO4J_URI`` names."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import AuthError, DatabaseError, DriverError, Neo4jError

from workbench.errors import EngineError
from workbench.settings import Settings

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
ANSWER_SECONDS = 10
MAKE_ROOM = "Make room where its disk is full, run `workbench neo4j stop`, and run this again"
"""The way out where the server itself fails; it recovers when it starts anew."""


@dataclass(frozen=True, slots=True)
class Connection:
    """What a driver needs to reach the graph."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str


def named(settings: Settings, uri: str) -> Connection:
    """The server that ``NEO4J_URI`` names; it is not asked.

    Raises:
        EngineError: the settings name no server that could be used.
    """
    if settings.neo4j_password is None:
        raise EngineError(
            f"NEO4J_URI names {uri}, but NEO4J_PASSWORD is not set; set it, or unset NEO4J_URI "
            "to use the managed server."
        )
    if uri.partition("://")[0] not in SCHEMES:
        raise EngineError(
            f"NEO4J_URI {uri!r} is no address of a Neo4j: it begins with {', '.join(SCHEMES)}, "
            "as in bolt://localhost:7687."
        )
    try:
        _ = urlsplit(uri).port
    except ValueError as error:
        raise EngineError(f"NEO4J_URI {uri!r} is no address of a Neo4j: {error}.") from error
    if settings.neo4j_database == "system":
        raise EngineError("NEO4J_DATABASE names the system database: name the one for the data.")
    if not settings.neo4j_password.isprintable():
        raise EngineError("NEO4J_PASSWORD holds characters that are no text: set it again.")
    return Connection(uri, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database)


def ask(to: Connection) -> str:
    """Version of the server there, once its database has answered.

    Raises:
        EngineError: it refuses the password, or nothing answers within ``ANSWER_SECONDS``.
    """
    try:
        return answer(to)
    except AuthError as error:
        raise EngineError(
            f"{to.uri} refused the password of {to.user}. Check NEO4J_USER and NEO4J_PASSWORD."
        ) from error
    except DatabaseError as error:
        raise EngineError(f"Neo4j cannot go on ({error.message}). {MAKE_ROOM}.") from error
    # An address without a known scheme is a ConfigurationError or, from its parser, a ValueError.
    except (DriverError, Neo4jError, OSError, ValueError) as error:
        raise EngineError(
            f"{to.uri} does not answer: {cause(error)}. Check NEO4J_URI, NEO4J_DATABASE and that "
            "the server runs."
        ) from error


def cause(error: Exception) -> str:
    """What the driver or the server says went wrong, in one line."""
    said = error.message if isinstance(error, Neo4jError) else str(error)
    return (said or type(error).__name__).splitlines()[0].rstrip(":. ")


def answer(to: Connection) -> str:
    """Version of the server there, by one query that is not tried again; errors as they come."""
    with (
        neo4j.GraphDatabase.driver(
            to.uri,
            auth=(to.user, to.password),
            connection_timeout=ANSWER_SECONDS,
            connection_acquisition_timeout=ANSWER_SECONDS,
        ) as driver,
        driver.session(database=to.database, default_access_mode=neo4j.READ_ACCESS) as session,
    ):
        return session.run("RETURN 1").consume().server.agent.removeprefix("Neo4j/")
