"""What two groups of records, or two parts of one group, are asked about.

together:  part ──── few weights, or what one person cannot be ──── part   two after all?
apart:    group ╌╌╌╌ a little against, or held apart by others ╌╌╌╌ group   one after all?
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.resolution.component import Pair


class Ground(StrEnum):
    """Why two records wait for a reviewer."""

    UNCERTAIN = "uncertain"
    """A little speaks against their being one, or too little is said."""
    APART = "apart"
    """They look like one, and other records or decisions hold them apart."""
    FINGERPRINT = "fingerprint"
    """One group has two numbers of one register that goes by fingerprints."""
    VIN = "vin"
    """One group has two vehicle identification numbers with right check digits."""
    AGE = "age"
    """One group has two birth dates, or ages, that one person cannot have."""
    SSN = "ssn"
    """One group has two social security numbers."""
    LICENSE = "license"
    """One group has two driver licenses of one state."""
    SUFFIX = "suffix"
    """One group has two of Jr, Sr, II, III and IV."""
    SEX = "sex"
    """One group has two sexes."""
    BRIDGE = "bridge"
    """Two parts of a group, of several statements each, hold together by a single one."""
    WEAK = "weak"
    """Two parts of a group hold together by little."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records, ``left < right``, that stand for two sides which a reviewer should compare."""

    left: str
    right: str
    weight: int
    """Of these two records, whether a block brought them together or not."""
    grounds: tuple[Ground, ...]
    """In the order of ``Ground``."""
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    """The records beside ``left`` and beside ``right``, each with its own, in key order. Empty
    where they are not known: a record of another component."""
    together: bool
    """Whether the two sides are one group now."""
    between: int | None = None
    """Sum of the weights between the statements of the two sides, as clustering counts them."""
    statements: tuple[int, int] = (0, 0)
    """Different statements on either side, between which that sum is."""
    at_odds: int | None = None
    """Average weight between those statements of the two sides that are not silent on what the
    sides contradict each other in; the least where it is several things, None where it is none."""
    firm: tuple[Ground, ...] = ()
    """The contradictions among its grounds that no single slip explains."""

    @property
    def pair(self) -> Pair:
        """The two records."""
        return self.left, self.right
