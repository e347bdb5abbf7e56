"""Who offends, how often, with whom and where: heavy tails, as in every arrest file.

Activity and group size follow Pareto laws (shape 1.2 and 1.4): most people have one contact with
the police, a few have dozens; most groups are pairs, one or two are large.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from workbench.sample.population import LAST_DAY, Person
from workbench.sample.vehicles import Vehicle

_NEAR = {
    "MPD": ("PGPD", "MTPD", "MCPD", "USPP", "USCP", "AMTRAK", "USSS-UD", "ACPD", "FCPD"),
    "PGPD": ("MPD", "MCPD", "MTPD", "USPP", "FCPD", "ACPD", "AMTRAK", "USCP", "USSS-UD"),
    "MCPD": ("MPD", "PGPD", "MTPD", "FCPD", "USPP", "ACPD", "AMTRAK", "USCP", "USSS-UD"),
    "FCPD": ("ACPD", "MPD", "MTPD", "PGPD", "MCPD", "USPP", "USCP", "USSS-UD", "AMTRAK"),
    "ACPD": ("FCPD", "MPD", "MTPD", "USPP", "PGPD", "MCPD", "USCP", "USSS-UD", "AMTRAK"),
}
_NEAR_SHARES = (30, 16, 10, 8, 7, 6, 5, 5, 5)
_HOME_SHARE = 130
_MOST_ACTIVE = 25.0


@dataclass(frozen=True, slots=True)
class Offender:
    """A person who offends, with the group and the vehicles they offend with."""

    person: Person
    group: int
    vehicles: tuple[Vehicle, ...]

    def agency(self, rng: Random) -> str:
        """The agency in whose territory they act this time: home first, then the neighbours."""
        home = self.person.agency
        return rng.choices((home, *_NEAR[home]), (_HOME_SHARE, *_NEAR_SHARES))[0]


@dataclass(frozen=True, slots=True)
class Underworld:
    """All offenders with cumulative activity, and the groups they belong to."""

    offenders: tuple[Offender, ...]
    cumulative: tuple[float, ...]
    groups: tuple[tuple[Offender, ...], ...]

    def draw(self, rng: Random) -> Offender:
        return rng.choices(self.offenders, cum_weights=self.cumulative)[0]

    def companions(self, rng: Random, lead: Offender, chance: float) -> list[Offender]:
        """Members of the lead's group who take part; often none, rarely many."""
        others = [o for o in self.groups[lead.group] if o.person.id != lead.person.id]
        if not others or rng.random() >= chance:
            return []
        return rng.sample(others, min(len(others), 5, int(rng.paretovariate(1.6))))


def form_groups(rng: Random, persons: list[Person], vehicles: list[Vehicle]) -> Underworld:
    """About one person in five between 13 and 58 offends; groups draw from one jurisdiction."""
    owned: dict[str, list[Vehicle]] = {}
    for vehicle in vehicles:
        owned.setdefault(vehicle.owner.id, []).append(vehicle)
    candidates = [
        p for p in persons
        if 13 <= p.age_on(LAST_DAY) <= 58 and rng.random() < (0.34 if p.sex == "M" else 0.12)
    ]  # fmt: skip
    # Sorting by jurisdiction keeps most groups local; the shuffle mixes households within it.
    rng.shuffle(candidates)
    candidates.sort(key=lambda p: (p.agency, rng.random() < 0.3))
    groups: list[tuple[Offender, ...]] = []
    weights: list[float] = []
    while candidates:
        size = min(len(candidates), 40, int(rng.paretovariate(1.4)))
        members, candidates = candidates[:size], candidates[size:]
        groups.append(tuple(Offender(p, len(groups), tuple(owned.get(p.id, ()))) for p in members))
        weights.extend(min(_MOST_ACTIVE, rng.paretovariate(1.2)) for _ in members)
    offenders = tuple(offender for group in groups for offender in group)
    return Underworld(offenders, tuple(accumulate(weights)), tuple(groups))
