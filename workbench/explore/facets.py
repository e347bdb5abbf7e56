"""What answers are of, counted to choose from: kind, agency, role, year and place.

Nothing else is: race and ethnicity choose nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.access.dissemination import owner_of
from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.candidates import Candidate, some_candidate
from workbench.explore.words import ZONE, link_words

TRAITS_OF = 2_000
"""Answers of which agency, role, year and place are read; of more, the kind alone is counted."""


class Facet(StrEnum):
    """A side from which answers are counted and chosen."""

    KIND = "kind"
    AGENCY = "agency"
    ROLE = "role"
    YEAR = "year"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Facets:
    """What is chosen. Within one facet any value will do; all facets must agree."""

    kind: Collection[str] = ()
    agency: Collection[str] = ()
    role: Collection[str] = ()
    year: Collection[str] = ()
    place: Collection[str] = ()

    def of(self, facet: Facet) -> frozenset[str]:
        """The values chosen of one facet; none where it is left open."""
        return frozenset(getattr(self, facet.value))

    def __bool__(self) -> bool:
        return any(self.of(facet) for facet in Facet)


NOTHING_CHOSEN = Facets()
Traits = Mapping[Facet, frozenset[str]]
"""The values that one answer has of each facet."""
Counts = Mapping[Facet, Mapping[str, int]]
"""Answers by value, the most first."""


_ANY = "MPD|RMS|0|person"
"""A key to ask by: who states an answer is given, not read."""


@answers(lambda probe: (dict.fromkeys(probe.ids, some_candidate(_ANY)),))
def traits(gateway: Gateway, found: Mapping[str, Candidate]) -> dict[str, Traits]:
    """What each answer is of, by its id, as the viewable records of its entity say."""
    out: dict[str, Traits] = {
        id_: {
            Facet.KIND: frozenset((one.kind,)),
            Facet.AGENCY: frozenset(map(owner_of, one.keys)),
        }
        for id_, one in found.items()
    }
    entities = [id_ for id_ in found if ":" not in id_]
    if not entities:
        return out
    for row in gateway.read("search_facets", ids=entities, zone=ZONE.key):
        out[row["id"]] = {
            **out[row["id"]],
            Facet.AGENCY: frozenset(row["agencies"]),
            Facet.YEAR: frozenset(str(year) for year in row["years"]),
            Facet.ROLE: frozenset(map(_role, row["roles"])),
            Facet.PLACE: frozenset(place for some in row["places"] for place in some if place),
        }
    return out


def kinds_alone(found: Mapping[str, Candidate]) -> dict[str, Traits]:
    """The kinds of answers that are too many to read more of."""
    return {id_: {Facet.KIND: frozenset((one.kind,))} for id_, one in found.items()}


def choose(of: Mapping[str, Traits], chosen: Facets) -> list[str]:
    """Ids of the answers that fit every facet that is chosen."""
    wanted = _wanted(chosen)
    return [id_ for id_, one in of.items() if _fits(one, wanted)]


def count(of: Mapping[str, Traits], chosen: Facets) -> Counts:
    """Answers by value, those of a facet among what all other facets leave.

    So each count says how many answers its value would give beside what is chosen.
    """
    counts: dict[Facet, Mapping[str, int]] = {}
    wanted = _wanted(chosen)
    for facet in Facet:
        others = {other: values for other, values in wanted.items() if other is not facet}
        values = Counter(
            value for one in of.values() if _fits(one, others) for value in one.get(facet, ())
        )
        if values or facet in wanted:
            values.update(dict.fromkeys(wanted.get(facet, frozenset()) - values.keys(), 0))
            counts[facet] = dict(sorted(values.items(), key=lambda v: _order(facet, *v)))
    return counts


def _wanted(chosen: Facets) -> dict[Facet, frozenset[str]]:
    """The values chosen, of the facets that are not left open."""
    return {facet: values for facet in Facet if (values := chosen.of(facet))}


def _fits(one: Traits, wanted: Mapping[Facet, frozenset[str]]) -> bool:
    return all(not values.isdisjoint(one.get(facet, ())) for facet, values in wanted.items())


def _order(facet: Facet, value: str, count_: int) -> tuple[int, str]:
    return (
        (-int(value), "")
        if facet is Facet.YEAR and value.isdecimal() and len(value) == 4
        else (-count_, value)
    )


def _role(type_: str) -> str:
    """What a record's link to an incident makes of it: "subject", "victim", "arrestee"."""
    return "involved" if type_ == "INVOLVED_IN" else link_words(type_, outgoing=False)
