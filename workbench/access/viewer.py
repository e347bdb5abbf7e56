"""Who reads: a user of an agency in a role, for a purpose, perhaps on a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.records.agencies import HOST


class Role(StrEnum):
    """What a user comes to do."""

    INVESTIGATOR = "investigator"
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


READING_ROLES = (Role.INVESTIGATOR, Role.ANALYST, Role.SUPERVISOR)
"""Those who come to read records. Auditors read the audit, administrators the loads."""


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """All that sharing rules know of a viewer: two of one seat see the same."""

    agency: str
    role: Role
    on_case: bool = False

    @property
    def name(self) -> str:
        """``MPD/analyst/case`` or ``MPD/analyst/-``."""
        return f"{self.agency}/{self.role.value}/{'case' if self.on_case else '-'}"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person behind every read. Purpose and case can refuse a read, never widen it."""

    user: str
    agency: str
    role: Role
    purpose: str
    case: str | None = None
    session: str = ""
    """Which signed-in session asks; empty for a command."""
    address: str = ""
    """The network address that it comes from."""

    @property
    def seat(self) -> Seat:
        """What decides what is seen; without a purpose a case counts for nothing."""
        return Seat(self.agency, self.role, bool(self.purpose.strip() and self.case))


def may_administer(viewer: Viewer) -> bool:
    """Whether the viewer may see loads, refused rows and figures of all agencies."""
    return viewer.role is Role.ADMINISTRATOR


def may_audit(viewer: Viewer) -> bool:
    """Whether the viewer may read who saw what."""
    return viewer.role is Role.AUDITOR


def governs(viewer: Viewer, agency: str) -> bool:
    """Whether what the viewer administers or audits covers an agency: the host's cover all."""
    return viewer.agency in (agency, HOST)
