"""How long agencies keep plate reads: by the home's ``retention.toml``, or the packaged one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from workbench.errors import InputError

NAME = "retention.toml"
T = TypeVar("T")
PACKAGED = Path(__file__).resolve().parents[1] / NAME


@dataclass(frozen=True, slots=True)
class Policy:
    """Days that plate reads are kept."""

    days: int
    agencies: Mapping[str, int]
    """By the codes of agencies that keep them for another time."""

    def before(self, now: datetime) -> dict[str, datetime]:
        """By agency, the moment before which its reads are due."""
        return {code: now - timedelta(days=days) for code, days in self.agencies.items()}

    def otherwise(self, now: datetime) -> datetime:
        """The same for every other agency."""
        return now - timedelta(days=self.days)


class _Reads(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    days: int
    agencies: Mapping[str, int] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    plate_reads: _Reads


def policy(home: Path) -> Policy:
    """The policy of an installation.

    Raises:
        InputError: its file cannot be used; nothing is removed by half a policy.
    """
    path, found = own_or_packaged(
        home, PACKAGED, _File,
        "Write it as docs/handling.md says: [plate-reads] with days, and [plate-reads.agencies] "
        "with days by agency",
    )  # fmt: skip
    reads = found.plate_reads
    for name, days in {"days": reads.days, **reads.agencies}.items():
        if not 1 <= days <= 36_500:
            raise InputError(
                f"{path}: {name} = {days}, which is no number of days from 1 to 36,500: correct it"
            )
    return Policy(reads.days, reads.agencies)


def own_or_packaged(home: Path, packaged: Path, form: type[T], how: str) -> tuple[Path, T]:
    """The home's file of a name, or the packaged one, and what it says.

    Args:
        form: the struct that it must fill.
        how: the sentence that says how to write it.

    Raises:
        InputError: it cannot be used.
    """
    path = home / packaged.name
    if not path.exists():
        path = packaged
    try:
        return path, msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), form)
    except (ValueError, msgspec.ValidationError) as error:
        raise InputError(f"{path}: {error}. {how}") from error
