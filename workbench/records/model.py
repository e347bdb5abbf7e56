"""Records: what one agency wrote about one person, vehicle, location, incident or item.

A record is immutable. Its fields keep the raw value beside the normal form, inside the small
dataclasses of the normalising modules; ``raw`` holds the columns of the input row that this record
was mapped from, and no others, so that showing one record never shows another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from workbench.records.addresses import Address
from workbench.records.basis import Basis
from workbench.records.dates import Moment, PartialDate
from workbench.records.features import Caution, Feature
from workbench.records.names import PersonName
from workbench.records.numbers import CaseNumber, FirearmSerial, Identification
from workbench.records.phones import Phone
from workbench.records.plates import Plate
from workbench.records.vins import Vin
from workbench.records.vocabulary import (
    Category,
    Handling,
    IncidentStatus,
    Kind,
    LinkType,
    ReferenceKind,
)

SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class RecordKey:
    """Names one record for ever: who wrote it, in which system, under which number, which part.

    Raises:
        ValueError: agency, system or number is empty, or a piece holds the separator ``|``.
    """

    agency: str
    system: str
    number: str
    part: str = ""

    def __post_init__(self) -> None:
        if not (self.agency and self.system and self.number):
            raise ValueError("a record needs an agency, a system and a number")
        if SEPARATOR in self.agency + self.system + self.number + self.part:
            raise ValueError(f"the number of a record cannot hold the character {SEPARATOR!r}")

    def __str__(self) -> str:
        return SEPARATOR.join((self.agency, self.system, self.number, self.part))

    def with_part(self, part: str) -> RecordKey:
        """The key of another record written under the same number."""
        return RecordKey(self.agency, self.system, self.number, part)


@dataclass(frozen=True, slots=True)
class Reference:
    """A node keyed by its exact normal form: ``Phone +12025550147``, ``Officer MPD 4411``."""

    kind: ReferenceKind
    value: str
    label: str = ""

    @property
    def id(self) -> str:
        """Unique over all kinds of reference."""
        return f"{self.kind.value.lower()}:{self.value}"


Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as its start record states it; the end may not have been loaded yet."""

    type: LinkType
    to: RecordKey | Reference
    properties: tuple[tuple[str, Scalar], ...] = ()


def audience(agency: str, category: str, handling: Iterable[str]) -> str:
    """``agency/category/handling``, the members of the handling in order."""
    return f"{agency}/{category}/{'+'.join(sorted(handling))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has.

    ``observed`` is when what it tells happened (not when it was loaded); it dates its links.
    ``basis`` is that of criminal intelligence, which may not be held without one.
    """

    kind: ClassVar[Kind]

    key: RecordKey
    category: Category
    handling: frozenset[Handling] = frozenset()
    observed: Moment | None = None
    basis: Basis | None = None
    links: tuple[Link, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)

    @property
    def audience(self) -> str:
        """``agency/category/handling``: what sharing rules decide on."""
        return audience(self.key.agency, self.category, self.handling)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord(Record):
    """nc:Person as one agency wrote it. Roles are links, never fields of the person."""

    kind: ClassVar[Kind] = Kind.PERSON

    name: PersonName | None = None
    aliases: tuple[PersonName, ...] = ()
    monikers: tuple[str, ...] = ()
    birth_date: PartialDate | None = None
    age: int | None = None
    """As stated on ``observed``, in years."""
    sex: str = ""
    race: str = ""
    ethnicity: str = ""
    height_inches: int | None = None
    weight_pounds: int | None = None
    eye_color: str = ""
    hair_color: str = ""
    features: tuple[Feature, ...] = ()
    identifications: tuple[Identification, ...] = ()
    phones: tuple[Phone, ...] = ()
    cautions: tuple[Caution, ...] = ()
    residence: str = ""
    """Coarse residence (city, state) where no address is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRecord(Record):
    """A business, financial institution, government, religious body or society, as a party."""

    kind: ClassVar[Kind] = Kind.ORGANIZATION

    name: str = ""
    organization_category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleRecord(Record):
    """nc:Vehicle with its registration as one agency wrote it."""

    kind: ClassVar[Kind] = Kind.VEHICLE

    plate: Plate | None = None
    vin: Vin | None = None
    make: str = ""
    model: str = ""
    model_year: int | None = None
    style: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationRecord(Record):
    """nc:Location: an address, block, intersection or point, with its precision."""

    kind: ClassVar[Kind] = Kind.LOCATION

    address: Address | None = None
    latitude: float | None = None
    longitude: float | None = None
    location_category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRecord(Record):
    """nc:Activity: an incident, arrest, booking, field contact, call for service or warrant."""

    kind: ClassVar[Kind] = Kind.INCIDENT

    number: CaseNumber | None = None
    cross_numbers: tuple[CaseNumber, ...] = ()
    """Numbers that other agencies gave the same event, such as an MPD CCN."""
    offense: str = ""
    offense_codes: tuple[str, ...] = ()
    """NIBRS codes; several where the agency's own code is ambiguous."""
    start: Moment | None = None
    end: Moment | None = None
    reported: Moment | None = None
    status: IncidentStatus | None = None
    outcome: str = ""
    method: str = ""
    attributes: tuple[str, ...] = ()
    """``name: value`` of other fields a reader expects, such as district or shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord(Record):
    """nc:Item: a firearm (recovered, traced, registered) or other property."""

    kind: ClassVar[Kind] = Kind.ITEM

    item_category: str = ""
    serial: FirearmSerial | None = None
    make: str = ""
    model: str = ""
    calibre: str = ""
    description: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenseRecord(Record):
    """j:Offense: one offence of an incident, where the source tells them apart."""

    kind: ClassVar[Kind] = Kind.OFFENSE

    code: str = ""
    """NIBRS code."""
    attempted: bool | None = None
    location_category: str = ""
    weapons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRecord(Record):
    """j:Charge."""

    kind: ClassVar[Kind] = Kind.CHARGE

    statute: str = ""
    description: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionRecord(Record):
    """j:ChargeDisposition: what a court did with a charge."""

    kind: ClassVar[Kind] = Kind.DISPOSITION

    disposition: str = ""
    convicted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeRecord(Record):
    """nc:IncidentReportedNarrative."""

    kind: ClassVar[Kind] = Kind.NARRATIVE

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateReadRecord(Record):
    """One sighting by a plate reader; it joins a vehicle by its plate, never pairwise."""

    kind: ClassVar[Kind] = Kind.PLATE_READ

    plate: Plate | None = None
    confidence: float | None = None
    """0 to 1, as the reader states it."""
    reader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneCallRecord(Record):
    """j:TelephoneCallAssociation: a toll record."""

    kind: ClassVar[Kind] = Kind.TELEPHONE_CALL

    duration_seconds: int | None = None
    call_category: str = ""
