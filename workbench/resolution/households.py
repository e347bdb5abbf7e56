"""Whether a population's records hold households whose members are taken for one person.

Signature pairs agree on the surname, and on the address or a telephone, and have incompatible given
names. Where what else they state (birth date, else social security number, else sex) mostly
disagrees, they are two members of a household, and the latent class belongs in the model; where it
mostly agrees, they are one person with a damaged given name, and the class would take true pairs
away. Where they state nothing else, they are members of households if they are more than half as
many as the pairs alike in all of these, since given names are seldom damaged. No label is read.
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
SURNAME = frozenset(("exact", "near"))
GIVEN = frozenset((DIFFERENT,))
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
    alike: int = 0
    """Pairs with compatible given names that agree like signature pairs in all else."""

    @property
    def used(self) -> bool:
        """Whether the household class takes part in the model."""
        if not self.witness:
            return self.told and self.signature_pairs > MOSTLY * self.alike
        return self.disagree > MOSTLY * self.comparable

    @property
    def told(self) -> bool:
        """Whether there were signature pairs enough to decide by."""
        return self.signature_pairs >= FEWEST


def household_evidence(
    comparisons: Sequence[Comparison], patterns: Patterns, repeats: int
) -> HouseholdEvidence:
    """Apply the rule to the patterns of the candidate pairs.

    Args:
        repeats: records that say what another says, and so stand in no pair: they are alike.
    """
    at = {comparison.name: number for number, comparison in enumerate(comparisons)}
    if not at.keys() >= {"surname", "given_name"} or at.keys().isdisjoint(PLACES):
        return HouseholdEvidence(0, "", 0, 0)
    together = np.zeros(len(patterns.counts), dtype=np.bool_)
    for name, wanted in PLACES.items():
        if name in at:
            together |= _shows(comparisons[at[name]], patterns.levels[:, at[name]], wanted)
    together &= _shows(comparisons[at["surname"]], patterns.levels[:, at["surname"]], SURNAME)
    given = patterns.levels[:, at["given_name"]]
    signature = together & _shows(comparisons[at["given_name"]], given, GIVEN)
    pairs = int(patterns.counts[signature].sum())
    alike = int(patterns.counts[together & (given != UNSTATED)].sum()) - pairs + repeats
    for name, agreeing in WITNESSES.items():
        if name not in at:
            continue
        levels = patterns.levels[:, at[name]]
        comparable = signature & (levels != UNSTATED)
        count = int(patterns.counts[comparable].sum())
        if count >= FEWEST:
            agree = comparable & _shows(comparisons[at[name]], levels, agreeing)
            return HouseholdEvidence(
                pairs, name, count, count - int(patterns.counts[agree].sum()), alike
            )
    return HouseholdEvidence(pairs, "", 0, 0, alike)


def _shows(
    comparison: Comparison, levels: NDArray[np.int8], wanted: frozenset[str]
) -> NDArray[np.bool_]:
    names = (*comparison.levels, DIFFERENT)
    return np.isin(levels, [number for number, name in enumerate(names) if name in wanted])
