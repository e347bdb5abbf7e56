"""Keyed sums of record keys: they tell a record again, and tell nobody its number.

A number of eight digits is guessed in a second from an ordinary sum. So the sums need a secret,
which lies in the home and never in the graph: a copy of the graph alone gives no number away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from workbench.access.keys import make_secret
from workbench.errors import WorkbenchError

NAME = "tombstone.key"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keyed:
    """Sums under one secret."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """Names the secret without telling it."""
        return blake2b(b"id", key=self.secret, digest_size=6).hexdigest()

    def of(self, text: str) -> str:
        """The sum of a text."""
        return blake2b(text.encode(), key=self.secret, digest_size=16).hexdigest()


def keyed(home: Path) -> Keyed:
    """The sums of this installation; its secret is made at the first call, for its owner alone.

    Raises:
        WorkbenchError: the secret's file is damaged.
    """
    path = home / NAME
    if not path.exists():
        make_secret(path, _BYTES)
    secret = path.read_bytes()
    if len(secret) != _BYTES:
        raise WorkbenchError(
            f"{path} is damaged, and without it no expunged record is told again: put it back from "
            "a backup"
        )
    return Keyed(secret)
