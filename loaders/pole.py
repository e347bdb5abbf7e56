"""The POLE graph (person, object, location, event) that Neo4j publishes for its data importer.

Layout: a ZIP archive of 28 CSV files, ``crime-investigation.nodes.Person.csv`` to
``crime-investigation.relationships.CALLED.csv``. Crimes, outcomes and positions are of Greater
Manchester in August 2017; people, vehicles, telephones and officers are fictitious.

One row is one node of Person, Vehicle, Crime, Location, Object or PhoneCall, with its
relationships (see ``pole_archive``). Officers, telephones, e-mail addresses, areas and postcodes
are references and have no rows of their own.

Traps:

- Crimes happened on British dates, day first and the day sometimes of one digit.
- Telephone numbers are random digits; none is valid, so their digits are what names them.
- ``call_duration`` has no unit and text messages have one too: it is left to the raw row.
- Ages are empty but for one child. ``nhs_no`` is unique to the person.
- An address has no city: "5 High Street" occurs in several towns and its postcode tells them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from loaders.columns import attributes, coordinates, key, moment, required, text, used, whole
from loaders.contributors import agency
from loaders.messages import quoted
from loaders.pole_archive import ID, NODES, RELATIONSHIPS, SYSTEM, read_archive
from loaders.source import Row, RowError, Source
from workbench.records.addresses import parse_address
from workbench.records.handling import juvenile
from workbench.records.model import (
    IncidentRecord,
    ItemRecord,
    Link,
    LocationRecord,
    PersonRecord,
    Record,
    RecordKey,
    Reference,
    TelephoneCallRecord,
    VehicleRecord,
)
from workbench.records.names import name_of
from workbench.records.numbers import Identification, IdentificationKind, case_number
from workbench.records.phones import Phone, parse_phone
from workbench.records.plates import parse_plate
from workbench.records.vocabulary import Category, IncidentStatus, LinkType, ReferenceKind

ZONE = "Europe/London"
DATES = ("%d/%m/%Y",)
MOMENTS = ("%d/%m/%Y %H:%M",)

RELATIONS = {
    "KNOWS": "knows",
    "KNOWS_LW": "lives with",
    "KNOWS_PHONE": "knows by telephone",
    "KNOWS_SN": "knows in a social network",
}
STATUSES = {
    "Under investigation": IncidentStatus.ACTIVE,
    "Investigation complete; no suspect identified": IncidentStatus.CLOSED,
}
"""Outcomes whose words say what became of the case; the others are kept as outcomes alone."""


def map_row(row: Row) -> tuple[Record, ...]:
    """The one record that a node states."""
    return (_MAPPERS[_label(row)](row),)


def _label(row: Row) -> str:
    label = text(row, ":LABEL") or row.file.rpartition(".nodes.")[2].removesuffix(".csv")
    if label not in NODES:
        raise RowError(f"the label {quoted(label)} is none of {', '.join(NODES)}; correct it")
    return label


def _key(node: str) -> RecordKey:
    return key("POLE", SYSTEM, node)


def _ends_of(row: Row, column: str) -> list[str]:
    return [end for end in text(row, column).split(";") if end]


def _links(row: Row, type_: LinkType, column: str) -> tuple[Link, ...]:
    return tuple(Link(type_, _key(end)) for end in _ends_of(row, column))


def _location(row: Row) -> LocationRecord:
    latitude, longitude = coordinates(row, "latitude:double", "longitude:double")
    postcode = text(row, "postcode")
    areas = [*_ends_of(row, "LOCATION_IN_AREA"), *_ends_of(row, "HAS_POSTCODE")]
    return LocationRecord(
        key=_key(required(row, ID)),
        category=Category.INCIDENT,
        links=tuple(
            Link(LinkType.IN, Reference(ReferenceKind.AREA, f"GB {area}", area)) for area in areas
        ),
        raw=used(
            row, ID, *NODES["Location"], *RELATIONSHIPS["Location"]
        ),
        address=parse_address(text(row, "address"), postal_code=postcode),
        latitude=latitude,
        longitude=longitude,
    )  # fmt: skip


def _crime(row: Row) -> IncidentRecord:
    start = moment(row, "date", DATES, ZONE)
    outcome = text(row, "last_outcome")
    return IncidentRecord(
        key=_key(required(row, ID)),
        category=Category.INCIDENT,
        observed=start,
        links=_links(row, LinkType.OCCURRED_AT, "OCCURRED_AT")
        + tuple(
            Link(LinkType.INVESTIGATED_BY, _officer(end))
            for end in _ends_of(row, "INVESTIGATED_BY")
        ),
        raw=used(row, ID, *NODES["Crime"], *RELATIONSHIPS["Crime"]),
        number=case_number(text(row, "id"), "POLE"),
        offense=text(row, "type"),
        start=start,
        status=STATUSES.get(outcome),
        outcome=outcome,
        attributes=attributes(row, {"charge": "charge", "note": "note"}),
    )


def _officer(end: str) -> Reference:
    badge, _, name = end.partition(" ")
    return Reference(ReferenceKind.OFFICER, f"POLE {badge}", name)


def _vehicle(row: Row) -> VehicleRecord:
    return VehicleRecord(
        key=_key(required(row, ID)),
        category=Category.INCIDENT,
        links=_links(row, LinkType.INVOLVED_IN, "INVOLVED_IN"),
        raw=used(row, ID, *NODES["Vehicle"], *RELATIONSHIPS["Vehicle"]),
        plate=parse_plate(text(row, "reg")),
        make=text(row, "make"),
        model=text(row, "model"),
        model_year=whole(row, "year"),
    )


def _object(row: Row) -> ItemRecord:
    return ItemRecord(
        key=_key(required(row, ID)),
        category=Category.INCIDENT,
        links=_links(row, LinkType.INVOLVED_IN, "INVOLVED_IN"),
        raw=used(row, ID, *NODES["Object"], *RELATIONSHIPS["Object"]),
        item_category=text(row, "type"),
        description=text(row, "description"),
    )


def _person(row: Row) -> PersonRecord:
    phones = tuple(filter(None, map(_phone, _ends_of(row, "HAS_PHONE"))))
    age = whole(row, "age")
    nhs_number = text(row, "nhs_no")
    return PersonRecord(
        key=_key(required(row, ID)),
        category=Category.INCIDENT,
        handling=juvenile(None, None, age),
        links=(
            *_links(row, LinkType.SUBJECT_OF, "PARTY_TO"),
            *_links(row, LinkType.LIVES_AT, "CURRENT_ADDRESS"),
            *(Link(LinkType.USES, _phone_reference(phone)) for phone in phones),
            *(Link(LinkType.USES, _email(end)) for end in _ends_of(row, "HAS_EMAIL")),
            *_acquaintances(row),
        ),
        raw=used(row, ID, *NODES["Person"], *RELATIONSHIPS["Person"]),
        name=name_of(text(row, "name"), "", text(row, "surname"), ""),
        age=age,
        identifications=(_nhs_number(nhs_number),) if nhs_number else (),
        phones=phones,
    )


def _acquaintances(row: Row) -> Iterator[Link]:
    for column, relation in RELATIONS.items():
        for end in _ends_of(row, column):
            yield Link(LinkType.ASSOCIATED_WITH, _key(end), (("relation", relation),))
    for end in _ends_of(row, "FAMILY_REL"):
        node, _, relation = end.partition(":")
        yield Link(LinkType.ASSOCIATED_WITH, _key(node), (("relation", relation.lower()),))


def _nhs_number(raw: str) -> Identification:
    digits = "".join(filter(str.isdecimal, raw))
    return Identification(raw, digits, "GB", IdentificationKind.OTHER, False)


def _phone(raw: str) -> Phone | None:
    return parse_phone(raw, "GB")


def _phone_reference(phone: Phone) -> Reference:
    return Reference(ReferenceKind.PHONE, phone.e164 or phone.digits, phone.raw)


def _email(raw: str) -> Reference:
    return Reference(ReferenceKind.EMAIL, raw.strip().lower(), raw.strip())


def _phone_call(row: Row) -> TelephoneCallRecord:
    when = f"{text(row, 'call_date')} {text(row, 'call_time')}"
    call = Row(row.file, row.line, {"call_date call_time": when})
    return TelephoneCallRecord(
        key=_key(required(row, ID)),
        category=Category.INCIDENT,
        observed=moment(call, "call_date call_time", MOMENTS, ZONE),
        links=tuple(_call_links(row)),
        raw=used(row, ID, *NODES["PhoneCall"], *RELATIONSHIPS["PhoneCall"]),
        call_category=text(row, "call_type"),
    )


def _call_links(row: Row) -> Iterator[Link]:
    for type_, column in ((LinkType.CALLED_FROM, "CALLER"), (LinkType.CALLED_TO, "CALLED")):
        for phone in filter(None, map(_phone, _ends_of(row, column))):
            yield Link(type_, _phone_reference(phone))


_MAPPERS: Mapping[str, Callable[[Row], Record]] = {
    "Location": _location,
    "Crime": _crime,
    "Vehicle": _vehicle,
    "Object": _object,
    "Person": _person,
    "PhoneCall": _phone_call,
}

SOURCE = Source(
    name="pole",
    title="POLE demonstration graph (Neo4j)",
    layout="ZIP of 28 CSV files crime-investigation.nodes.*.csv and .relationships.*.csv",
    agencies=(agency("POLE"),),
    read=read_archive,
    map=map_row,
)
