"""Anchors: the chain's end at some moments, kept in files outside the database.

Whoever rewrites the chain from some entry on makes it consistent again, but not equal to an anchor
written before. So one of the files should lie where the database's administrator cannot write.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from workbench.errors import OperationsError

if TYPE_CHECKING:
    from workbench.access.database import Database


class Anchor(msgspec.Struct, frozen=True):
    """The hash of an entry when it was the last, signed with the installation's key."""

    seq: int
    hash: str
    at: str
    signature: str = ""

    def said(self) -> bytes:
        """What is signed."""
        return f"{self.seq} {self.hash} {self.at}".encode()


def write(database: Database, seq: int, hash_: str) -> None:
    """Append an anchor to every file of anchors.

    Raises:
        OperationsError: one cannot be written.
    """
    unsigned = Anchor(seq, hash_, datetime.now(UTC).isoformat(timespec="seconds"))
    signature = database.keys.digest(unsigned.said())
    line = msgspec.json.encode(msgspec.structs.replace(unsigned, signature=signature)) + b"\n"
    for path in database.anchors:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OperationsError(
                f"{path}: no anchor of the audit can be written ({error.strerror}). Make room, or "
                "name another WORKBENCH_AUDIT_ANCHORS"
            ) from error


def read(database: Database) -> tuple[dict[int, str], list[str]]:
    """The anchored hash by entry number, and what is wrong with the files."""
    found: dict[int, str] = {}
    problems: list[str] = []
    for path in database.anchors:
        if not path.exists():
            continue
        # what follows the last line's end was ended half-way, and takes nothing back
        *lines, _ = path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, 1):
            try:
                anchor = msgspec.json.decode(line, type=Anchor)
            except msgspec.DecodeError:
                problems.append(f"{path}, line {number}: it is no anchor")
                continue
            if database.keys.digest(anchor.said()) != anchor.signature:
                problems.append(f"{path}, line {number}: the anchor was not written here")
            elif found.setdefault(anchor.seq, anchor.hash) != anchor.hash:
                problems.append(f"{path}, line {number}: entry {anchor.seq} has two anchors")
    return found, problems
