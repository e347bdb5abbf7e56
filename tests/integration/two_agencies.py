"""A small graph of two agencies whose records are about the same people, vehicles and places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from workbench.graph import loads
from workbench.graph.client import Graph
from workbench.graph.deciding import Figures, Place, RowOutcome, state
from workbench.pipeline.resolve import resolve
from workbench.records.addresses import parse_address
from workbench.records.agencies import SHARING_AGENCIES
from workbench.records.dates import Moment, Precision, parse_date
from workbench.records.features import parse_cautions
from workbench.records.model import (
    IncidentRecord,
    Link,
    LocationRecord,
    PersonRecord,
    Record,
    RecordKey,
    Reference,
    VehicleRecord,
)
from workbench.records.names import parse_name
from workbench.records.numbers import case_number, fbi_number
from workbench.records.phones import parse_phone
from workbench.records.plates import parse_plate
from workbench.records.vocabulary import Category, LinkType, ReferenceKind

START = datetime(2024, 1, 1, 17, tzinfo=UTC)
HUB_INCIDENTS = 60
"""Incidents that MPD wrote at one place."""


def moment(days: int) -> Moment:
    at = START + timedelta(days=days)
    return Moment(at.isoformat(), at, Precision.MINUTE)


def person(
    agency: str,
    number: str,
    name: str,
    *,
    born: str = "",
    fbi: str = "",
    caution: str = "",
    phone: str = "",
    days: int = 0,
    links: Sequence[Link] = (),
) -> PersonRecord:
    read_fbi, read_phone = fbi_number(fbi), parse_phone(phone)
    uses: tuple[Link, ...] = ()
    if read_phone:
        label = f"written by {agency}"
        uses = (Link(LinkType.USES, Reference(ReferenceKind.PHONE, read_phone.e164, label)),)
    return PersonRecord(
        key=RecordKey(agency, "RMS", number, "person"),
        category=Category.ARREST,
        name=parse_name(name),
        birth_date=parse_date(born),
        identifications=(read_fbi,) if read_fbi else (),
        cautions=parse_cautions(caution),
        phones=(read_phone,) if read_phone else (),
        observed=moment(days),
        links=(*links, *uses),
        raw={"name": name, "born": born, "fbi": fbi},
    )


def incident(agency: str, number: str, offense: str, *, days: int, at: RecordKey) -> IncidentRecord:
    return IncidentRecord(
        key=RecordKey(agency, "RMS", number),
        category=Category.INCIDENT,
        number=case_number(number, agency),
        offense=offense,
        start=moment(days),
        observed=moment(days),
        links=(Link(LinkType.OCCURRED_AT, at),),
        raw={"number": number, "offense": offense},
    )


def place(agency: str, number: str, address: str) -> LocationRecord:
    return LocationRecord(
        key=RecordKey(agency, "RMS", number, "place"),
        category=Category.INCIDENT,
        address=parse_address(address, city="Washington", state="DC"),
        raw={"address": address},
    )


def vehicle(agency: str, number: str, plate: str, state_: str, **looks: str) -> VehicleRecord:
    return VehicleRecord(
        key=RecordKey(agency, "RMS", number, "vehicle"),
        category=Category.REGISTRATION,
        plate=parse_plate(plate, state_),
        raw={"plate": plate},
        **looks,  # type: ignore[arg-type]
    )


def region() -> list[Record]:
    """MPD's and PGPD's records: one person of both, one vehicle of both, a hub of MPD alone."""
    corner = place("MPD", "24000001", "7th St NW & H St NW")
    robbery = incident("PGPD", "PG240001", "ROBBERY", days=9, at=corner.key)
    hub = [
        incident("MPD", f"2400{n:04}", "THEFT", days=n, at=corner.key)
        for n in range(1, HUB_INCIDENTS + 1)
    ]
    car = vehicle("MPD", "V1", "AB7103", "DC", make="HONDA")
    return [
        corner,
        place("MPD", "24000002", "900 block H St NE"),
        robbery,
        *hub,
        car,
        vehicle("PGPD", "V2", "AB7103", "DC", color="BLUE"),
        person(
            "MPD",
            "A1",
            "Carter, Marcus D Jr",
            born="1991-04-17",
            fbi="123456AB7",
            phone="202-555-0143",
            days=1,
            links=(Link(LinkType.SUBJECT_OF, hub[0].key), Link(LinkType.DRIVES, car.key)),
        ),
        person(
            "PGPD",
            "B1",
            "Karter, Marc",
            born="1991-07-04",
            fbi="123456AB7",
            caution="ARMED AND DANGEROUS",
            phone="202-555-0143",
            days=9,
            links=(Link(LinkType.SUBJECT_OF, robbery.key),),
        ),
        person("PGPD", "B2", "Secret, Only Theirs", days=3),
    ]


def write(graph: Graph, records: Sequence[Record], source: str = "region") -> None:
    """Load records as one file of one source and resolve them."""
    load_records(graph, records, source)
    resolve(graph)


def load_records(
    graph: Graph,
    records: Sequence[Record],
    source: str = "region",
    never: Collection[str] = (),
) -> None:
    """Load records as one file of one source, apart from the keys in ``never``."""
    loads.register(graph, SHARING_AGENCIES)
    number = loads.begin(
        graph,
        source=source,
        title="Two agencies",
        version="1",
        input_digest=source,
        files=["region.csv"],
        complete=False,
        corrections=False,
    )
    rows = [
        RowOutcome("region.csv", line, dict(one.raw), (state(one),))
        for line, one in enumerate(records, start=2)
        if str(one.key) not in never
    ]
    loads.advance(graph, number, source, Place(), Figures(), rows)
    loads.finish(graph, number)
