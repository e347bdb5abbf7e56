"""The closed sets of the record model: kinds, categories, handling, link types, agencies' roles."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a record is about. The first five resolve to entities."""

    PERSON = "person"
    VEHICLE = "vehicle"
    LOCATION = "location"
    INCIDENT = "incident"
    ITEM = "item"
    PLATE_READ = "plate-read"
    OFFENSE = "offense"
    CHARGE = "charge"
    DISPOSITION = "disposition"
    NARRATIVE = "narrative"
    ORGANIZATION = "organization"
    TELEPHONE_CALL = "telephone-call"


ENTITY_OF: dict[Kind, Kind] = {
    Kind.PERSON: Kind.PERSON,
    Kind.VEHICLE: Kind.VEHICLE,
    Kind.PLATE_READ: Kind.VEHICLE,
    Kind.LOCATION: Kind.LOCATION,
    Kind.INCIDENT: Kind.INCIDENT,
    Kind.ITEM: Kind.ITEM,
}
"""The kind of entity that a kind of record resolves to; a plate read joins a vehicle by key."""


class Category(StrEnum):
    """What sort of paper a record comes from; sharing rules speak of these."""

    INCIDENT = "incident"
    ARREST = "arrest"
    BOOKING = "booking"
    CHARGE = "charge"
    DISPOSITION = "disposition"
    FIELD_CONTACT = "field-contact"
    SERVICE_CALL = "service-call"
    WARRANT = "warrant"
    REGISTRATION = "registration"
    PLATE_READ = "plate-read"
    FIREARM = "firearm"
    NARRATIVE = "narrative"
    INTELLIGENCE = "intelligence"


class Handling(StrEnum):
    """Why a record needs more than the ordinary right to be viewed."""

    JUVENILE = "juvenile"
    SEALED = "sealed"
    PROTECTED = "protected"
    INTELLIGENCE = "intelligence"


class LinkType(StrEnum):
    """Relations between records as written, named after N-DEx and NIEM roles.

    Each is stated by the record at its start.
    """

    # (:PersonRecord)-[..]->(:IncidentRecord)
    SUBJECT_OF = "SUBJECT_OF"
    ARRESTED_IN = "ARRESTED_IN"
    VICTIM_OF = "VICTIM_OF"
    WITNESS_OF = "WITNESS_OF"
    CONTACTED_IN = "CONTACTED_IN"
    REPORTED = "REPORTED"
    # (:IncidentRecord)-[:OCCURRED_AT]->(:LocationRecord)
    OCCURRED_AT = "OCCURRED_AT"
    # (:IncidentRecord)-[:INVESTIGATED_BY]->(:Officer)
    INVESTIGATED_BY = "INVESTIGATED_BY"
    # (:IncidentRecord)-[:PART_OF]->(:IncidentRecord)    an arrest, booking or call in its incident
    PART_OF = "PART_OF"
    # (:VehicleRecord|ItemRecord)-[:INVOLVED_IN]->(:IncidentRecord)
    INVOLVED_IN = "INVOLVED_IN"
    # (:PersonRecord)-[:LIVES_AT]->(:LocationRecord)
    LIVES_AT = "LIVES_AT"
    # (:PersonRecord)-[:OWNS|DRIVES]->(:VehicleRecord)
    OWNS = "OWNS"
    DRIVES = "DRIVES"
    # (:PersonRecord)-[:POSSESSED]->(:ItemRecord)
    POSSESSED = "POSSESSED"
    # (:LocationRecord)-[:IN]->(:Area)
    IN = "IN"
    # (:PersonRecord)-[:ASSOCIATED_WITH {relation}]->(:PersonRecord)
    ASSOCIATED_WITH = "ASSOCIATED_WITH"
    # (:PersonRecord)-[:USES]->(:Phone|Email)
    USES = "USES"
    # (:PlateReadRecord)-[:SEEN_AT]->(:LocationRecord)
    SEEN_AT = "SEEN_AT"
    # (:PersonRecord)-[:CHARGED_WITH]->(:ChargeRecord)-[:CHARGED_IN]->(:IncidentRecord)
    CHARGED_WITH = "CHARGED_WITH"
    CHARGED_IN = "CHARGED_IN"
    # (:OffenseRecord)-[:COMMITTED_IN]->(:IncidentRecord)
    COMMITTED_IN = "COMMITTED_IN"
    # (:DispositionRecord)-[:DISPOSES_OF]->(:ChargeRecord)
    DISPOSES_OF = "DISPOSES_OF"
    # (:NarrativeRecord)-[:NARRATES]->(:IncidentRecord)
    NARRATES = "NARRATES"
    # (:TelephoneCallRecord)-[:CALLED_FROM|CALLED_TO]->(:Phone)
    CALLED_FROM = "CALLED_FROM"
    CALLED_TO = "CALLED_TO"


class ReferenceKind(StrEnum):
    """Nodes that need no resolution: their exact normal form is their key."""

    PHONE = "Phone"
    EMAIL = "Email"
    OFFICER = "Officer"
    AREA = "Area"


class IncidentStatus(StrEnum):
    """N-DEx incident status codes, and the agency's own cancelling of a number."""

    ACTIVE = "ACTIVE"
    ADMINISTRATIVELY_CLOSED = "ADMINISTRATIVELY_CLOSED"
    CLEARED_BY_ARREST = "CLEARED_BY_ARREST"
    CLEARED_BY_EXCEPTIONAL_MEANS = "CLEARED_BY_EXCEPTIONAL_MEANS"
    CLOSED = "CLOSED"
    COLD = "COLD"
    INACTIVE = "INACTIVE"
    OPEN = "OPEN"
    PENDING = "PENDING"
    REOPENED = "RE-OPENED"
    UNFOUNDED = "UNFOUNDED"
    CANCELLED = "CANCELLED"


OUT_OF_COUNTS = frozenset({IncidentStatus.UNFOUNDED, IncidentStatus.CANCELLED})
"""Numbers that leave every count: nothing happened under them."""

ENDED = frozenset(
    {
        *(IncidentStatus.ADMINISTRATIVELY_CLOSED, IncidentStatus.CLEARED_BY_ARREST),
        *(IncidentStatus.CLEARED_BY_EXCEPTIONAL_MEANS, IncidentStatus.CLOSED),
        *OUT_OF_COUNTS,
    }
)
"""What an owner says of a warrant that was served, recalled or cleared; any other may be live."""
