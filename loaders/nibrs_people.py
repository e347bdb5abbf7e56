"""NIBRS people: victims, offenders and arrestees, segments of level 4, 5, 6 and 7."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from loaders import nibrs_codes as codes
from loaders.columns import ETHNICITIES, RACES, SEXES, required, text, used
from loaders.nibrs_incidents import happened, incident_key, moment_of, weapon_name
from loaders.nibrs_layout import SEGMENTS
from loaders.source import Row, RowError
from workbench.records.dates import Moment
from workbench.records.handling import juvenile
from workbench.records.model import (
    IncidentRecord,
    Link,
    OrganizationRecord,
    PersonRecord,
    Record,
    RecordKey,
)
from workbench.records.numbers import case_number
from workbench.records.vocabulary import Category, Handling, LinkType

PEOPLE = frozenset("IL")
NO_TIE = frozenset(("", "ST", "RU"))
UNDER_ONE_YEAR = frozenset(("NN", "NB", "BB"))
RESIDENT = {"R": "resident", "N": "nonresident"}
DISPOSITIONS_UNDER_18 = {"H": "handled within department", "R": "referred to other authorities"}


def victim(row: Row) -> tuple[Record, ...]:
    """The victim: a person with their ties to offenders, or an organization."""
    incident, number = incident_key(row), required(row, "victim")
    kind = required(row, "victim_type")
    victim_key = incident.with_part(f"victim:{number}")
    victim_of = Link(LinkType.VICTIM_OF, incident, _offenses_suffered(row))
    observed = happened(row)[0]
    raw = used(row, "ori", "incident", *SEGMENTS["4"].fields)
    if kind not in PEOPLE:
        organization = OrganizationRecord(
            key=victim_key,
            category=Category.INCIDENT,
            observed=observed,
            links=(victim_of,),
            raw=raw,
            organization_category=codes.VICTIM_TYPES.get(kind, kind),
        )
        return (organization,)
    links = (victim_of, *_ties(row, incident))
    person = _person(row, victim_key, Category.INCIDENT, observed, links, raw)
    return (replace(person, handling=person.handling | {Handling.PROTECTED}),)


def _offenses_suffered(row: Row) -> tuple[tuple[str, str], ...]:
    suffered = " ".join(filter(None, (text(row, f"offense_{i}") for i in range(1, 11))))
    return (("offense_codes", suffered),) if suffered else ()


def _ties(row: Row, incident: RecordKey) -> Iterator[Link]:
    for i in range(1, 11):
        pair = text(row, f"offender_{i}")
        offender, relation = pair[:2].strip(), pair[2:]
        if offender.strip("0") and relation not in NO_TIE:
            yield Link(
                LinkType.ASSOCIATED_WITH,
                incident.with_part(f"offender:{offender}"),
                (("relation", f"victim was {codes.RELATIONSHIPS.get(relation, relation)}"),),
            )


def offender(row: Row) -> tuple[Record, ...]:
    """The offender, as the subject of the incident."""
    incident = incident_key(row)
    person = _person(
        row,
        incident.with_part(f"offender:{required(row, 'offender')}"),
        Category.INCIDENT,
        happened(row)[0],
        (Link(LinkType.SUBJECT_OF, incident),),
        used(row, "ori", "incident", *SEGMENTS["5"].fields),
    )
    return (person,)


def arrestee(row: Row) -> tuple[Record, ...]:
    """The arrest, which is part of its incident, and the arrestee."""
    incident = incident_key(row)
    return _arrest(row, required(row, "arrest"), (Link(LinkType.PART_OF, incident),))


def group_b_arrest(row: Row) -> tuple[Record, ...]:
    """An arrest without an incident report: its number stands where the incident's would."""
    return _arrest(row, required(row, "incident"), ())


def _arrest(row: Row, number: str, links: tuple[Link, ...]) -> tuple[Record, ...]:
    incident, sequence = incident_key(row), required(row, "arrestee")
    day, code = moment_of(text(row, "arrest_date")), text(row, "arrest_offense")
    person = _person(
        row,
        incident.with_part(f"arrestee:{sequence}"),
        Category.ARREST,
        day,
        (Link(LinkType.ARRESTED_IN, incident.with_part(f"arrest:{sequence}")),),
        used(row, "ori", "incident", "arrestee", "age", "sex", "race", "ethnicity", "resident"),
    )
    arrest = IncidentRecord(
        key=incident.with_part(f"arrest:{sequence}"),
        category=Category.ARREST,
        handling=person.handling,
        observed=day,
        links=links,
        raw=used(
            row,
            "ori",
            "incident",
            "arrestee",
            "arrest",
            "arrest_date",
            "arrest_type",
            "arrest_offense",
            "armed_with_1",
            "armed_with_2",
            "disposition_under_18",
        ),
        number=case_number(number, incident.agency),
        offense=codes.OFFENSES.get(code, code),
        offense_codes=(code,) if code else (),
        start=day,
        attributes=tuple(_arrest_attributes(row)),
    )
    return arrest, person


def _arrest_attributes(row: Row) -> Iterator[str]:
    if kind := text(row, "arrest_type"):
        yield f"arrest type: {codes.ARREST_TYPES.get(kind, kind)}"
    for i in (1, 2):
        if weapon := text(row, f"armed_with_{i}"):
            yield f"armed with: {weapon_name(weapon, codes.ARMED_WITH)}"
    if disposition := text(row, "disposition_under_18"):
        yield f"disposition under 18: {DISPOSITIONS_UNDER_18.get(disposition, disposition)}"


def _person(
    row: Row,
    person_key: RecordKey,
    category: Category,
    observed: Moment | None,
    links: tuple[Link, ...],
    raw: Mapping[str, str],
) -> PersonRecord:
    age, youngest = _age(text(row, "age"))
    return PersonRecord(
        key=person_key,
        category=category,
        handling=juvenile(observed, None, youngest),
        observed=observed,
        links=links,
        raw=raw,
        age=age,
        sex=SEXES.get(text(row, "sex"), ""),
        race=RACES.get(text(row, "race"), ""),
        ethnicity=ETHNICITIES.get(text(row, "ethnicity"), ""),
        residence=RESIDENT.get(text(row, "resident"), ""),
    )


def _age(written: str) -> tuple[int | None, int | None]:
    """The age in years where one is stated, and the least that it may be."""
    if written in UNDER_ONE_YEAR:
        return 0, 0
    if written in ("", "00"):
        return None, None
    if not written.isdecimal() or len(written) not in (1, 2, 4):
        raise RowError(
            f"the age {written!r} is no NIBRS age: NN, NB, BB, 00 to 99 or a range; correct it"
        )
    if len(written) == 4:
        return None, int(written[:2])
    return int(written), int(written)
