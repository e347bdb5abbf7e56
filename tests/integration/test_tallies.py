"""Counted answers: what is counted, what never is, and by whose records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.integration.two_agencies import incident, person, place, write
from tests.viewers import PARTNER, one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.explore.associates import associates, associates_behind, relations
from workbench.explore.tallies import By, Filters, State, behind, tally
from workbench.graph.client import Graph
from workbench.pipeline.sharing import apply_rules
from workbench.records.model import IncidentRecord, Link, PersonRecord, Record, RecordKey, Reference
from workbench.records.vocabulary import (
    Category,
    Handling,
    IncidentStatus,
    LinkType,
    ReferenceKind,
)

pytestmark = pytest.mark.integration

CORNER = place("MPD", "1", "7th St NW & H St NW")
EVERY = Filters(category=None)


def event(
    number: str,
    offense: str,
    *,
    agency: str = "MPD",
    days: int = 1,
    status: IncidentStatus | None = None,
    officer: str = "",
    handling: Sequence[Handling] = (),
) -> IncidentRecord:
    made = incident(agency, number, offense, days=days, at=CORNER.key)
    badge = Reference(ReferenceKind.OFFICER, f"{agency} 4411", officer)
    links = (*made.links, Link(LinkType.INVESTIGATED_BY, badge)) if officer else made.links
    return replace(made, status=status, links=links, handling=frozenset(handling))


def somebody(
    number: str,
    name: str,
    *links: Link,
    handling: Sequence[Handling] = (),
    agency: str = "MPD",
    **known: str,
) -> PersonRecord:
    made = person(agency, number, name, links=links, **known)  # type: ignore[arg-type]
    return replace(made, handling=frozenset(handling))


def knows(number: str, relation: str = "knows") -> Link:
    to = RecordKey("MPD", "RMS", number, "person")
    return Link(LinkType.ASSOCIATED_WITH, to, (("relation", relation),))


def role(type_: LinkType, of: IncidentRecord) -> Link:
    return Link(type_, of.key)


def held(graph: Graph, *records: Record) -> Gateway:
    write(graph, [CORNER, *records])
    apply_rules(graph, one_sees_all())
    return reading(graph, rules=one_sees_all())


def counted(gateway: Gateway, by: By, filters: Filters = EVERY) -> dict[str, int]:
    return {line.label: line.incidents for line in tally(gateway, by, filters).lines}


def test_incidents_are_counted_once_by_each_value_the_most_frequent_first(
    empty_graph: Graph,
) -> None:
    gateway = held(
        empty_graph,
        event("24000001", "THEFT"),
        event("24000002", "Theft "),
        event("24000003", "ROBBERY"),
        event("24000004", "ARSON"),
    )

    found = tally(gateway, By.OFFENSE, EVERY, limit=2)

    assert [(line.label, line.incidents) for line in found.lines] == [("THEFT", 2), ("ARSON", 1)]
    assert (found.rows, found.total, found.left_out) == (3, 4, 0)
    of_theft = behind(gateway, By.OFFENSE, found.lines[0].value, EVERY)
    assert of_theft.total == 2
    assert all("24000003" not in card.title for card in of_theft.incidents)


@pytest.mark.parametrize("status", [IncidentStatus.UNFOUNDED, IncidentStatus.CANCELLED])
def test_a_number_that_came_to_nothing_is_in_no_count(
    empty_graph: Graph, status: IncidentStatus
) -> None:
    void = event("24000001", "THEFT", status=status)
    gateway = held(
        empty_graph,
        void,
        event("24000002", "THEFT"),
        somebody("A1", "Doe, John", role(LinkType.SUBJECT_OF, void)),
        somebody("A2", "Roe, Jane", knows("A1")),
    )

    found = tally(gateway, By.OFFENSE, EVERY)

    assert (found.total, found.left_out, found.lines[0].incidents) == (1, 1, 1)
    assert behind(gateway, By.OFFENSE, "THEFT", EVERY).total == 1
    assert associates(gateway).total == 0


def test_filters_are_met_by_one_record_and_each_narrows(empty_graph: Graph) -> None:
    gateway = held(
        empty_graph,
        event("24000001", "Drug sale", status=IncidentStatus.ACTIVE, officer="Ofc. Ann Lee"),
        event("24000002", "Drug use", status=IncidentStatus.CLOSED, officer="Ofc. Ann Lee", days=9),
        event("PG240001", "Drug use", agency="PGPD", days=40),
    )

    def total(**met: object) -> int:
        return tally(gateway, By.OFFENSE, replace(EVERY, **met)).total  # type: ignore[arg-type]

    assert total(offense="use drug") == 2
    assert total(state=State.OPEN) == 1
    assert total(state=State.UNSTATED) == 1
    assert total(officer="lee") == total(officer="mpd 4411") == 2
    assert total(agency="PGPD") == 1
    assert total(until=date(2024, 1, 9)) == 1
    assert total(since=date(2024, 1, 10), until=date(2024, 1, 31)) == 1
    assert total(category=Category.ARREST) == 0
    assert counted(gateway, By.MONTH) == {"2024-02": 1, "2024-01": 2}
    assert counted(gateway, By.OFFICER) == {"Ofc. Ann Lee · MPD 4411": 2, "not stated": 1}


def test_of_several_offenses_any_will_do_by_words_or_by_code(empty_graph: Graph) -> None:
    gateway = held(
        empty_graph,
        event("1", "NARCOTICS"),
        replace(event("2", "PWID"), offense_codes=("35A",)),
        event("3", "CDS: POSSESSION"),
        event("4", "THEFT"),
    )
    either = replace(EVERY, offense="drug, narcotic, cds possession, 35a")

    found = counted(gateway, By.OFFENSE, either)

    assert found == {"CDS: POSSESSION": 1, "NARCOTICS": 1, "PWID": 1}


def test_what_a_viewer_may_not_see_is_in_no_number(empty_graph: Graph) -> None:
    theirs = event("PG240001", "SECRET OFFENSE", agency="PGPD")
    everything = held(
        empty_graph,
        theirs,
        event("24000001", "THEFT"),
        somebody("B1", "Hidden, Person", role(LinkType.SUBJECT_OF, theirs), agency="PGPD"),
        somebody("A2", "Roe, Jane"),
        somebody("B3", "Hidden, Third", knows("A2"), agency="PGPD"),
    )

    mine = reading(empty_graph, PARTNER, one_sees_all())

    assert counted(everything, By.OFFENSE) == {"SECRET OFFENSE": 1, "THEFT": 1}
    assert counted(mine, By.OFFENSE) == {"THEFT": 1}
    assert behind(mine, By.OFFENSE, "SECRET OFFENSE", EVERY).total == 0
    assert relations(mine) == ()


def test_only_subjects_and_arrested_people_count_as_associates(empty_graph: Graph) -> None:
    first, second = event("24000001", "ROBBERY"), event("24000002", "ARSON", days=3)
    gateway = held(
        empty_graph,
        first,
        second,
        somebody("S1", "Subject, Sam", role(LinkType.SUBJECT_OF, first)),
        somebody("S2", "Arrested, Al", role(LinkType.ARRESTED_IN, second), knows("P1", "sibling")),
        somebody("V1", "Victim, Vic", role(LinkType.VICTIM_OF, first)),
        somebody("W1", "Witness, Wes", role(LinkType.WITNESS_OF, first)),
        somebody("P1", "Plain, Pat", knows("S1"), knows("V1"), knows("W1")),
        somebody("P2", "Other, Oz", knows("V1"), knows("W1")),
    )

    ranked = associates(gateway).people
    knowing = associates(gateway, "knows", uninvolved=True).people

    assert [(p.name, p.associates, p.incidents) for p in ranked] == [("PLAIN, PAT", 2, 2)]
    assert [(p.name, p.associates) for p in knowing] == [("PLAIN, PAT", 1)]
    told = associates_behind(gateway, ranked[0].id)
    assert [(one.person.title, len(one.incidents)) for one in told] == [
        ("SUBJECT, SAM", 1),
        ("ARRESTED, AL", 1),
    ]
    assert relations(gateway) == ("knows", "sibling")


@pytest.mark.parametrize("handling", [Handling.JUVENILE, Handling.PROTECTED, Handling.SEALED])
def test_what_is_not_ordinary_lists_nobody_and_makes_nobody_count(
    empty_graph: Graph, handling: Handling
) -> None:
    robbery = event("24000001", "ROBBERY")
    subject = role(LinkType.SUBJECT_OF, robbery)
    gateway = held(
        empty_graph,
        robbery,
        somebody("S1", "Special, Sam", subject, handling=(handling,)),
        somebody("S2", "Subject, Sue", subject),
        somebody("P1", "Plain, Pat", knows("S1")),
        somebody("P2", "Special, Pim", knows("S2"), handling=(handling,)),
    )

    assert associates(gateway).people == ()


def test_those_who_are_subjects_themselves_can_be_left_out(empty_graph: Graph) -> None:
    robbery = event("24000001", "ROBBERY")
    subject = role(LinkType.SUBJECT_OF, robbery)
    gateway = held(
        empty_graph,
        robbery,
        somebody("S1", "Subject, Sam", subject),
        somebody("S2", "Subject, Sue", subject, knows("S1")),
        somebody("P1", "Plain, Pat", knows("S1")),
    )

    every, uninvolved = associates(gateway), associates(gateway, uninvolved=True)

    assert [p.name for p in every.people] == ["PLAIN, PAT", "SUBJECT, SAM", "SUBJECT, SUE"]
    assert [p.name for p in uninvolved.people] == ["PLAIN, PAT"]
