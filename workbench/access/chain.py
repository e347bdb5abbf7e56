"""The audit's chain: what an entry holds, and how each rests on the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from workbench.access.keys import Keys
from workbench.access.looks import Look
from workbench.access.tables import audit, head
from workbench.errors import OperationsError

_HASHED = tuple(column.name for column in audit.columns if column.name != "hash")


class End(NamedTuple):
    """The last entry's number and hash, kept apart from the entries; 0 and "" before the first."""

    seq: int
    hash: str


def end_of(connection: sa.Connection) -> End | None:
    """The chain's end; None where somebody took it away."""
    row = connection.execute(sa.select(head.c.seq, head.c.hash)).first()
    return End(*row) if row else None


def prepared(look: Look, keys: Keys) -> dict[str, Any]:
    """What an entry says of a look, before it has its place.

    Raises:
        OperationsError: something in it cannot be written.
    """
    viewer = look.viewer
    try:
        said = msgspec.json.encode(dict(look.parameters), order="sorted")
        ids = msgspec.json.encode(list(look.ids)).decode()
    except (TypeError, ValueError) as error:
        raise OperationsError(f"an entry cannot be written: {error}") from error
    return {
        "user": viewer.user,
        "agency": viewer.agency,
        "role": viewer.role.value,
        "purpose": viewer.purpose,
        "case_number": viewer.case or "",
        "session": viewer.session,
        "action": look.action,
        "statement": look.statement,
        "digest": keys.digest(said),
        "sealed": keys.seal(said),
        "ids": ids,
        "rows": look.rows,
        "outcome": look.outcome.value,
        "address": viewer.address,
    }


def chained(looks: Iterable[dict[str, Any]], last: End, at: int) -> Iterator[dict[str, Any]]:
    """Entries with their numbers and hashes, after the last one.

    Raises:
        OperationsError: something in one cannot be written.
    """
    previous = last.hash
    for seq, look in enumerate(looks, last.seq + 1):
        row = look | {"seq": seq, "at": at, "previous": previous}
        try:
            row["hash"] = previous = hashed(row)
        except ValueError as error:
            raise OperationsError(f"an entry cannot be written: {error}") from error
        yield row


def hashed(row: Mapping[str, Any]) -> str:
    """The hash of an entry over all that it says, and over the one before."""
    return sha256(msgspec.json.encode([row[name] for name in _HASHED])).hexdigest()
