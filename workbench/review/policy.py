"""When a decision needs a second approver: by the home's ``review.toml``, or the packaged one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from workbench.errors import InputError
from workbench.pipeline.policy import own_or_packaged
from workbench.records.vocabulary import Handling

PACKAGED = Path(__file__).resolve().parents[1] / "review.toml"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one supervisor may not decide alone."""

    records: int
    """Records that may come to stand with others before a second approver is needed."""
    handling: frozenset[Handling]

    def because(self, records: int, handling: Iterable[str]) -> str:
        """Why a decision needs a second approver; "" where it needs none.

        Args:
            records: how many would stand with others than now, or without some.
            handling: of the records that it names.
        """
        named = sorted(self.handling & {Handling(one) for one in handling})
        if named:
            return f"it names a record that is {' and '.join(named)}"
        if records > self.records:
            return f"it changes with whom {records:,} records stand, more than {self.records:,}"
        return ""


class _Second(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    records: int
    handling: tuple[Handling, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    second_approver: _Second


def policy(home: Path) -> Policy:
    """The policy of an installation.

    Raises:
        InputError: its file cannot be used; nothing is decided by half a policy.
    """
    path, found = own_or_packaged(
        home, PACKAGED, _File,
        "Write it as the one that comes with the workbench: [second-approver] with records and "
        "handling",
    )  # fmt: skip
    second = found.second_approver
    if not 1 <= second.records <= 1_000_000:
        raise InputError(
            f"{path}: records = {second.records}, which is no number from 1 to 1,000,000: correct "
            "it"
        )
    return Policy(second.records, frozenset(second.handling))
