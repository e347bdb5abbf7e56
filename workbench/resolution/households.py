"""Whether a population's records hold households whose members are taken for one person.

Signature pairs agree on the surname, and on the address or a telephone, and have incompatible given
names. Where what else they state (birth date, else social security number, else sex) mostly
disagrees, or they state nothing else, they are two members of a household, and the latent class
belongs in the model; where it mostly agrees, they are one person with a damaged given name, and the
class would take true pairs away. No label is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.resolution.comparisons import DIFFERENT, Comparison
from workbench.resolution.patterns import UNSTATED, Patterns

FEWEST = 5
"""Comparable signature pairs without which no household is assumed."""
MOSTLY = 0.5
SIGNATURE: Mapping[str, frozenset[str]] = {
    "surname": frozenset(("exact", "near")),
    "given_name": frozenset((DIFFERENT,)),
}
PLACES: Mapping[str, frozenset[str]] = {
    "address": frozenset(("exact", "near")),
    "phone": frozenset(("exact",)),
}
"""Of which one at least agrees."""
WITNESSES: Mapping[str, frozenset[str]] = {
    "birth_date": frozenset(("exact", "near", "turned", "partial", "close")),
    "ssn": frozenset(("exact", "near")),
    "sex": frozenset(("exact",)),
}
"""Comparisons that tell, best first, and the levels that count as agreement."""


@dataclass(frozen=True, slots=True)
class HouseholdEvidence:
    """What the rule saw and decided."""

    signature_pairs: int
    witness: str
    """The comparison that decided, "" if too few signature pairs state any."""
    comparable: int
    """Signature pairs of which both records state the witness."""
    disagree: int

    @property
    def used(self) -> bool:
        """Whether the household class takes part in the model."""
        if not self.witness:
            return self.signature_pairs >= FEWEST
        return self.disagree > MOSTLY * self.comparable

    @property
    def told(self) -> bool:
        """Whether there were signature pairs enough to decide by."""
        return self.signature_pairs >= FEWEST


def household_evidence(comparisons: Sequence[Comparison], patterns: Patterns) -> HouseholdEvidence:
    """Apply the rule to the patterns of the candidate pairs."""
    at = {comparison.name: number for number, comparison in enumerate(comparisons)}
    if not at.keys() >= SIGNATURE.keys() or at.keys().isdisjoint(PLACES):
        return HouseholdEvidence(0, "", 0, 0)
    signature = np.ones(len(patterns.counts), dtype=np.bool_)
    for name, wanted in SIGNATURE.items():
        signature &= _shows(comparisons[at[name]], patterns.levels[:, at[name]], wanted)
    together = np.zeros_like(signature)
    for name, wanted in PLACES.items():
        if name in at:
            together |= _shows(comparisons[at[name]], patterns.levels[:, at[name]], wanted)
    signature &= together
    pairs = int(patterns.counts[signature].sum())
    for name, agreeing in WITNESSES.items():
        if name not in at:
            continue
        levels = patterns.levels[:, at[name]]
        comparable = signature & (levels != UNSTATED)
        count = int(patterns.counts[comparable].sum())
        if count >= FEWEST:
            agree = comparable & _shows(comparisons[at[name]], levels, agreeing)
            return HouseholdEvidence(pairs, name, count, count - int(patterns.counts[agree].sum()))
    return HouseholdEvidence(pairs, "", 0, 0)


def _shows(
    comparison: Comparison, levels: NDArray[np.int8], wanted: frozenset[str]
) -> NDArray[np.bool_]:
    names = (*comparison.levels, DIFFERENT)
    return np.isin(levels, [number for number, name in enumerate(names) if name in wanted])
