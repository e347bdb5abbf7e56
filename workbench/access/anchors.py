"""Anchors: the chain's end at some moments, kept in files outside the database.

Whoever rewrites the chain from some entry on makes it consistent again, but not equal to an anchor
written before. So one of the files should lie where the database's administrator cannot write.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from workbench.errors import OperationsError

if TYPE_CHECKING:
    from workbench.access.database import Database

LONGEST = 1_000
"""Bytes that a line never has."""


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
    """Append an anchor to every file of anchors that does not end with it already.

    Raises:
        OperationsError: one cannot be written.
    """
    unsigned = Anchor(seq, hash_, datetime.now(UTC).isoformat(timespec="seconds"))
    signature = database.keys.digest(unsigned.said())
    made = msgspec.structs.replace(unsigned, signature=signature)
    for path in database.anchors:
        try:
            _append(path, made)
        except OSError as error:
            raise OperationsError(
                f"{path}: no anchor of the audit can be written ({error.strerror}). Make room, or "
                "name another WORKBENCH_AUDIT_ANCHORS"
            ) from error


def _append(path: Path, made: Anchor) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # only ever at the end, so that the system may forbid anything else
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a+b") as file:
        size = os.fstat(descriptor).st_size
        *lines, cut = os.pread(descriptor, LONGEST, max(0, size - LONGEST)).split(b"\n")
        last = _anchor(lines[-1]) if lines and not cut else None
        if last and (last.seq, last.hash) == (made.seq, made.hash):
            return
        file.write((b"\n" if cut else b"") + msgspec.json.encode(made) + b"\n")
        file.flush()
        os.fsync(descriptor)


def read(database: Database) -> tuple[dict[int, str], list[str]]:
    """The anchored hash by entry number, and what is wrong with the files.

    Raises:
        OperationsError: a file cannot be read.
    """
    found: dict[int, str] = {}
    problems: list[str] = []
    for path in database.anchors:
        try:
            lines = path.read_bytes().split(b"\n")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OperationsError(
                f"{path}: the anchors of the audit cannot be read ({error.strerror})"
            ) from error
        for number, line in enumerate(lines, 1):
            # a line that was ended half-way takes nothing back: its anchor was written again
            if not line.endswith(b"}"):
                continue
            anchor = _anchor(line)
            if anchor is None:
                problems.append(f"{path}, line {number}: it is no anchor")
            elif database.keys.digest(anchor.said()) != anchor.signature:
                problems.append(f"{path}, line {number}: the anchor was not written here")
            elif found.setdefault(anchor.seq, anchor.hash) != anchor.hash:
                problems.append(f"{path}, line {number}: entry {anchor.seq} has two anchors")
    return found, problems


def _anchor(line: bytes) -> Anchor | None:
    try:
        return msgspec.json.decode(line, type=Anchor)
    except msgspec.DecodeError:
        return None
