"""A question that somebody waits for: how long the server lets it take, and how it is ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from uuid import uuid4

import neo4j
from neo4j.exceptions import ClientError

from workbench.errors import CancelledError, EndedError

_TRANSACTION = "Neo.ClientError.Transaction."
TIMED_OUT = (
    f"{_TRANSACTION}LockClientStopped",
    f"{_TRANSACTION}TransactionTimedOut",
    f"{_TRANSACTION}TransactionTimedOutClientConfiguration",
)
TERMINATED = (f"{_TRANSACTION}Terminated", "Neo.TransientError.Transaction.Terminated")


@dataclass(frozen=True, slots=True)
class Asking:
    """One question; each of its statements may take ``seconds``, without end where 0."""

    seconds: float = 0
    id: str = field(default_factory=lambda: uuid4().hex)
    """Names its statements on the server, and nothing else."""
    cancelled: Event = field(default_factory=Event)
    """Set where nobody waits for it any longer: no further statement of it is begun."""

    def query(self, cypher: str) -> neo4j.Query:
        """A statement of this question.

        Raises:
            CancelledError: the question was cancelled.
        """
        if self.cancelled.is_set():
            raise CancelledError()
        return neo4j.Query(cypher, metadata={"asking": self.id}, timeout=self.seconds)

    def ended(self, error: ClientError) -> EndedError | None:
        """What ended the question, where that is what the server tells."""
        code = str(error.code)
        if code not in TIMED_OUT + TERMINATED:
            return None
        if self.cancelled.is_set():
            return CancelledError()
        if code in TERMINATED and not self.seconds:
            return EndedError("the server ended the question: ask again")
        return EndedError(
            f"the question took longer than {self.seconds:g} s and was ended by the server: "
            "narrow it, by a date or another word, or ask again when less is going on"
        )
