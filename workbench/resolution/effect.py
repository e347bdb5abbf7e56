"""What a decision on a doubt can be expected to mend: the order of the reviewers' queue.

    effect = chance that what stands is wrong × records on one side × records on the other

A wrong join puts as many pairs of records together, and a wrong separation tears as many apart, as
the product of the sides' sizes. The chance comes from what the statements of one side say of those
of the other on average, as weights are log2 odds:

- What speaks for a join is not added up. Sixty records that each say the same half bit say it once:
  twins share surname, birth date and home in all their records.
- What speaks against one is added up over the statements of the smaller side. Once it may be a slip
  of the pen; the same person's records do not all slip in the same place.
- Where the sides contradict each other, only those of their statements are asked that are not
  silent on it: the others agree with both.

Nothing is fitted here to any data: the model's weights are, and ``LEAST`` is stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from workbench.resolution.doubt import Doubt, Ground
from workbench.resolution.scored import UNITS

LEAST: Mapping[Ground, float] = {
    Ground.FINGERPRINT: 1 / 2,
    Ground.VIN: 1 / 2,
    Ground.AGE: 1 / 4,
    Ground.SSN: 1 / 4,
    Ground.LICENSE: 1 / 4,
    Ground.SUFFIX: 1 / 4,
    Ground.SEX: 1 / 8,
    Ground.BRIDGE: 1 / 8,
}
"""The least chance that a join is wrong on such a ground, however much else speaks for it, where no
single slip explains it.

Even odds for two numbers of which one person, or vehicle, has one; one in four for what is now and
then guessed, borrowed, renewed or left out; one in eight for a box that is easily ticked wrong, and
for a bridge, which is no contradiction.
"""


def chance(doubt: Doubt) -> float:
    """The chance that what stands is wrong: the join of the sides, or their separation.

    It falls as more speaks for what stands, and a further ground never lowers it.
    """
    one, other = doubt.statements
    average: float = doubt.weight
    if doubt.between is not None and one and other:
        average = doubt.between / (one * other)
    if not doubt.together:
        against = average * min(one, other) if average < 0 else average
        return _odds(min(against, doubt.weight))
    if doubt.at_odds is not None:
        average = min(average, doubt.at_odds)
    firm = {*doubt.firm, Ground.BRIDGE}.intersection(doubt.grounds)
    return max(_odds(-average), *(LEAST.get(ground, 0.0) for ground in firm), 0.0)


def effect(doubt: Doubt, left: int | None = None, right: int | None = None) -> float:
    """The wrong pairs of records that a decision on the doubt is expected to mend.

    Args:
        left, right: records on either side, where they are more than the doubt itself knows.
    """
    sizes = (
        max(1, len(side)) if size is None else size
        for side, size in zip(doubt.sides, (left, right), strict=True)
    )
    return chance(doubt) * prod(sizes)


def _odds(weight: float) -> float:
    """The chance of what a weight speaks for."""
    bits = max(min(weight / UNITS, 1000.0), -1000.0)
    return 1 / (1 + float(2.0**-bits))
