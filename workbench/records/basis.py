"""What criminal intelligence rests on, and how good it is (28 CFR 23.20; LEIU grades)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reliability(StrEnum):
    """How far the source is to be trusted."""

    RELIABLE = "reliable"
    USUALLY_RELIABLE = "usually reliable"
    UNRELIABLE = "unreliable"
    UNKNOWN = "unknown"


class Validity(StrEnum):
    """How far the content is borne out."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    DOUBTFUL = "doubtful"
    CANNOT_BE_JUDGED = "cannot be judged"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why an intelligence record may be held, as its submitting agency states it."""

    predicate: str = ""
    """Code of the specific crime that the subject is reasonably suspected of (NCIC or NIBRS)."""
    suspicion: str = ""
    """The facts that give reasonable suspicion, in words."""
    submitted_by: str = ""
    """The submitting agency."""
    control_official: str = ""
    """Who answers for the submission."""
    reliability: Reliability | None = None
    validity: Validity | None = None
    entered: date | None = None
    """When it was entered; the day of its first load where the agency does not say."""
    identifying_only: bool = False
    """Non-criminal identifying information: about somebody who is not suspected of anything."""
