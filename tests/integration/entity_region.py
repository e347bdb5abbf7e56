"""A person with warrants, co-offenders, a charge and a narrative, as several agencies wrote it.

    Marsh ── subject of ──► robbery ◄── part of ── first arrest ◄── arrested in ── Marsh
    Vale ── victim of ──► robbery ◄── part of ── second arrest ◄── arrested in ── Pike

USMS has two warrants for Marsh, of which one is live; PGPD has a charge of the first arrest.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.integration.two_agencies import moment, place, vehicle
from workbench.records.dates import parse_date
from workbench.records.features import parse_cautions
from workbench.records.model import (
    ChargeRecord,
    DispositionRecord,
    IncidentRecord,
    Link,
    NarrativeRecord,
    PersonRecord,
    Record,
    RecordKey,
)
from workbench.records.names import parse_name
from workbench.records.numbers import case_number, fbi_number
from workbench.records.vocabulary import Category, IncidentStatus, LinkType

MARSH, PIKE, VALE = "Marsh, Delbert Owen", "Pike, Rodney", "Vale, Corinne"
ROBBERY = RecordKey("MPD", "RMS", "24100001")


def party(
    agency: str,
    number: str,
    name: str,
    role: LinkType | None,
    of: RecordKey,
    category: Category = Category.INCIDENT,
    *,
    born: str = "",
    fbi: str = "",
    caution: str = "",
    days: int = 5,
    links: Sequence[Link] = (),
) -> PersonRecord:
    """A person with one role."""
    read = fbi_number(fbi)
    own = (Link(role, of),) if role else ()
    return PersonRecord(
        key=RecordKey(agency, "RMS", number, "person"),
        category=category,
        name=parse_name(name),
        birth_date=parse_date(born),
        identifications=(read,) if read else (),
        cautions=parse_cautions(caution),
        observed=moment(days),
        links=(*own, *links),
        raw={"name": name},
    )


def event(
    key: RecordKey,
    category: Category,
    status: IncidentStatus | None = None,
    *,
    days: int = 5,
    part_of: RecordKey | None = None,
    links: Sequence[Link] = (),
) -> IncidentRecord:
    """An incident, arrest or warrant."""
    parts = (Link(LinkType.PART_OF, part_of),) if part_of else ()
    return IncidentRecord(
        key=key,
        category=category,
        number=case_number(key.number, key.agency),
        offense="ROBBERY",
        status=status,
        start=moment(days),
        observed=moment(days),
        links=(*parts, *links),
        raw={"number": key.number},
    )


def region() -> list[Record]:
    """All of it."""
    first, second = (RecordKey("MPD", "ARREST", number) for number in ("A24770001", "A24770002"))
    live, served = (RecordKey("USMS", "WARRANT", number) for number in ("W2401", "W2402"))
    corner = place("MPD", "24100001", "1412 Trinidad Ave NE")
    car = vehicle("MPD", "V9", "JK4410", "DC", make="FORD")
    charge = RecordKey("PGPD", "COURT", "2024CF1")
    at = (Link(LinkType.OCCURRED_AT, corner.key),)
    born, fbi = "1988-03-09", "555123AA1"
    return [
        corner,
        car,
        event(ROBBERY, Category.INCIDENT, IncidentStatus.OPEN, links=at),
        event(first, Category.ARREST, days=6, part_of=ROBBERY),
        event(second, Category.ARREST, days=7, part_of=ROBBERY),
        event(live, Category.WARRANT, IncidentStatus.ACTIVE, days=30),
        event(served, Category.WARRANT, IncidentStatus.CLEARED_BY_ARREST, days=20),
        party("MPD", "M1", MARSH, LinkType.SUBJECT_OF, ROBBERY, born=born, fbi=fbi,
              links=(Link(LinkType.DRIVES, car.key),)),
        party("MPD", "M2", MARSH, LinkType.ARRESTED_IN, first, Category.ARREST, born=born, fbi=fbi),
        party("USMS", "U1", "Marsh, Delbert", LinkType.SUBJECT_OF, live, Category.WARRANT,
              born="1988-09-03", fbi="555123AA1", caution="ARMED AND DANGEROUS",
              days=30),
        party("USMS", "U2", MARSH, LinkType.SUBJECT_OF, served, Category.WARRANT, born=born,
              fbi=fbi),
        party("MPD", "P1", PIKE, LinkType.ARRESTED_IN, second, Category.ARREST,
              born="1990-01-12"),
        party("MPD", "V1", VALE, LinkType.VICTIM_OF, ROBBERY, born="1975-11-30"),
        party("PGPD", "C1", MARSH, None, ROBBERY, Category.CHARGE, born=born, fbi=fbi,
              links=(Link(LinkType.CHARGED_WITH, charge),)),
        ChargeRecord(key=charge, category=Category.CHARGE, statute="22-2801",
                     description="ROBBERY", observed=moment(8),
                     links=(Link(LinkType.CHARGED_IN, first),)),
        DispositionRecord(key=RecordKey("PGPD", "COURT", "2024CF1", "d"), convicted=True,
                          category=Category.DISPOSITION, disposition="Guilty plea",
                          observed=moment(90), links=(Link(LinkType.DISPOSES_OF, charge),)),
        NarrativeRecord(key=RecordKey("MPD", "RMS", "24100001", "n"), text="S1 FLED ON FOOT",
                        category=Category.NARRATIVE, observed=moment(5),
                        links=(Link(LinkType.NARRATES, ROBBERY),)),
    ]  # fmt: skip
