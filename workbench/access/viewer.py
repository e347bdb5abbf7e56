"""Who reads: a user of an agency in a role, for a purpose, perhaps on a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user comes to do."""

    INVESTIGATOR = "investigator"
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person behind every read. Purpose and case can refuse a read, never widen it."""

    user: str
    agency: str
    role: Role
    purpose: str
    case: str | None = None


BUILT_IN = Viewer("built-in viewer", "MPD", Role.ADMINISTRATOR, "demonstration")
"""The one viewer until accounts are set up: sees every audience."""


def may_view(viewer: Viewer, audience: str) -> bool:
    """Whether the viewer may see records of ``audience`` (``agency/category/handling``).

    Without sharing rules nobody but the built-in viewer sees anything.
    """
    return bool(audience) and viewer == BUILT_IN


def may_administer(viewer: Viewer) -> bool:
    """Whether the viewer may see loads, refused rows and figures of all agencies."""
    return viewer.role is Role.ADMINISTRATOR
