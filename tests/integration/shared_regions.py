"""Regions of random records, rules and viewers, each region apart from all others.

Every record bears a mark of its own in what it says, so that an answer which shows any of it can be
told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from workbench.access.rules import Rules, Treatment, parse_rules
from workbench.access.viewer import Role, Seat, Viewer
from workbench.records.addresses import parse_address
from workbench.records.dates import parse_date, parse_moment
from workbench.records.features import parse_cautions
from workbench.records.model import (
    IncidentRecord,
    ItemRecord,
    Link,
    LocationRecord,
    NarrativeRecord,
    PersonRecord,
    PlateReadRecord,
    Record,
    RecordKey,
    Reference,
    VehicleRecord,
)
from workbench.records.names import parse_name
from workbench.records.numbers import case_number, fbi_number, firearm_serial
from workbench.records.phones import parse_phone
from workbench.records.plates import parse_plate
from workbench.records.vocabulary import (
    Category,
    Handling,
    IncidentStatus,
    Kind,
    LinkType,
    ReferenceKind,
)

AGENCIES = ("MPD", "PGPD", "ACPD", "FCPD", "FBI")
PARTIES = (LinkType.SUBJECT_OF, LinkType.ARRESTED_IN, LinkType.VICTIM_OF, LinkType.WITNESS_OF)
STATUSES = (
    None,
    None,
    *(IncidentStatus.ACTIVE, IncidentStatus.CLOSED) * 2,
    IncidentStatus.UNFOUNDED,
)
LETTERS = "BCDFGHJKLMNPRSTVWXZ"


@dataclass(frozen=True)
class Region:
    """Records about a few people and things."""

    surname: str
    records: tuple[Record, ...]
    texts: tuple[str, ...]
    """What can be typed to find them."""


def mark(record: Record) -> str:
    """What only this record says."""
    return record.raw["mark"]


def region(number: int, draw: Random) -> Region:
    """A region whose names, numbers and places no other region has."""
    surname = "".join(draw.choice(LETTERS) + draw.choice("AEIOU") for _ in range(4)) + "TON"
    made: list[Record] = []
    fbi = [f"{100000 + number * 10 + n}AB{n}" for n in range(2)]
    phone = f"202-555-{number % 10000:04}"
    plates = [f"{LETTERS[number % 19]}{LETTERS[number // 19 % 19]}{1000 + n}" for n in range(2)]
    numbers = [f"24{number:04}{n:02}" for n in range(4)]
    address = f"{100 + number} {surname} ST"

    def key(part: str) -> RecordKey:
        return RecordKey(draw.choice(AGENCIES), "RMS", f"R{number}N{len(made)}", part)

    def common(own: RecordKey, category: Category) -> dict[str, object]:
        sets: list[frozenset[Handling]] = [frozenset()] * 5
        sets += [frozenset({h}) for h in (Handling.JUVENILE, Handling.PROTECTED, Handling.SEALED)]
        handling = draw.choice(sets)
        if category is Category.INTELLIGENCE:
            handling = frozenset({Handling.INTELLIGENCE})
        return {
            "key": own,
            "category": category,
            "handling": handling,
            "observed": parse_moment(f"2024-01-{draw.randint(1, 28):02}T12:00:00"),
            "raw": {"mark": f"MARK{number}X{len(made)}Y"},
        }

    places, events, cars, people = [], [], [], []
    for _ in range(draw.randint(1, 3)):
        own = key("place")
        made.append(
            LocationRecord(
                address=parse_address(address, city="Washington", state="DC"),
                location_category=f"MARK{number}X{len(made)}Y",
                **common(own, Category.INCIDENT),  # type: ignore[arg-type]
            )
        )
        places.append(own)
    for _ in range(draw.randint(2, 5)):
        own = key("")
        links = [Link(LinkType.OCCURRED_AT, draw.choice(places))]
        badge = Reference(
            ReferenceKind.OFFICER, f"{own.agency} {number}", f"MARK{number}X{len(made)}Y"
        )
        links.append(Link(LinkType.INVESTIGATED_BY, badge))
        if events and draw.random() < 0.3:
            links.append(Link(LinkType.PART_OF, draw.choice(events)))
        made.append(
            IncidentRecord(
                number=case_number(draw.choice(numbers), own.agency),
                offense=f"ROBBERY MARK{number}X{len(made)}Y",
                start=parse_moment(f"2024-01-{draw.randint(1, 3):02}T12:00:00"),
                status=draw.choice(STATUSES),
                outcome=draw.choice(("", "ARREST", "Arrest")),
                links=tuple(links),
                **common(own, draw.choice((Category.INCIDENT, Category.ARREST))),  # type: ignore[arg-type]
            )
        )
        events.append(own)
    for _ in range(draw.randint(1, 4)):
        own = key("vehicle")
        made.append(
            VehicleRecord(
                plate=parse_plate(draw.choice(plates), "DC"),
                make="HONDA",
                color=f"MARK{number}X{len(made)}Y",
                links=(Link(LinkType.INVOLVED_IN, draw.choice(events)),),
                **common(own, draw.choice((Category.REGISTRATION, Category.INCIDENT))),  # type: ignore[arg-type]
            )
        )
        cars.append(own)
    for _ in range(draw.randint(0, 4)):
        own = key("read")
        made.append(
            PlateReadRecord(
                plate=parse_plate(draw.choice(plates), "DC"),
                reader=f"MARK{number}X{len(made)}Y",
                links=(Link(LinkType.SEEN_AT, draw.choice(places)),),
                **common(own, Category.PLATE_READ),  # type: ignore[arg-type]
            )
        )
    names = (
        f"{surname}, WILLIAM",
        f"{surname}, BILL",
        f"{surname}, WILLIAM JR",
        f"{surname}, MARY",
    )
    for _ in range(draw.randint(4, 9)):
        own = key("person")
        category = draw.choice((Category.ARREST, Category.INCIDENT, Category.FIELD_CONTACT))
        if draw.random() < 0.1:
            category = Category.INTELLIGENCE
        links = [Link(draw.choice(PARTIES), draw.choice(events))]
        if people and draw.random() < 0.5:
            said = (("relation", draw.choice(("knows", "lives with"))),)
            links.append(Link(LinkType.ASSOCIATED_WITH, draw.choice(people), said))
        people.append(own)
        if draw.random() < 0.5:
            links.append(Link(LinkType.LIVES_AT, draw.choice(places)))
        if draw.random() < 0.3:
            links.append(Link(LinkType.DRIVES, draw.choice(cars)))
        number_ = parse_phone(phone) if draw.random() < 0.3 else None
        if number_:
            label = f"MARK{number}X{len(made)}Y"
            links.append(Link(LinkType.USES, Reference(ReferenceKind.PHONE, number_.e164, label)))
        known = fbi_number(draw.choice(fbi)) if draw.random() < 0.5 else None
        made.append(
            PersonRecord(
                name=parse_name(draw.choice(names)),
                monikers=(f"MARK{number}X{len(made)}Y",),
                birth_date=parse_date(draw.choice(("1970-04-17", "1970-04-17", "1992-08-01"))),
                identifications=(known,) if known else (),
                phones=(number_,) if number_ else (),
                cautions=parse_cautions("ARMED" if draw.random() < 0.2 else ""),
                links=tuple(links),
                **common(own, category),  # type: ignore[arg-type]
            )
        )
    for _ in range(draw.randint(0, 2)):
        own = key("gun")
        made.append(
            ItemRecord(
                item_category="FIREARM",
                serial=firearm_serial(f"BKXR{number:04}"),
                make="GLOCK",
                model="19",
                description=f"MARK{number}X{len(made)}Y",
                links=(Link(LinkType.INVOLVED_IN, draw.choice(events)),),
                **common(own, Category.FIREARM),  # type: ignore[arg-type]
            )
        )
    for event in draw.sample(events, min(2, len(events))):
        own = key("narrative")
        made.append(
            NarrativeRecord(
                text=f"told of MARK{number}X{len(made)}Y",
                links=(Link(LinkType.NARRATES, event),),
                **common(own, Category.NARRATIVE),  # type: ignore[arg-type]
            )
        )
    texts = (surname, f"william {surname}", numbers[0], plates[0], address, phone, "1970-04-17")
    draw.shuffle(made)
    return Region(surname, tuple(made), texts)


def rules(draw: Random) -> Rules:
    """Sharing rules under which some are given some of it."""
    text = [
        'owners_see_as = ["investigator", "analyst", "supervisor"]',
        'sealed_for = ["supervisor"]',
        f"only_on_a_case = {['plate-read'] if draw.random() < 0.7 else []}",
        "[groups]\nvirginia = ['ACPD', 'FCPD']",
    ]
    owners = ("*", "MPD", "PGPD", "@virginia", "FBI")
    for _ in range(draw.randint(2, 7)):
        handling = draw.choice((["ordinary"], ["ordinary", "juvenile"], ["protected"],
                                ["ordinary", "protected", "intelligence"], ["sealed"]))  # fmt: skip
        roles = (
            ["supervisor"] if "sealed" in handling else ["investigator", "analyst", "supervisor"]
        )
        categories = draw.choice((["*"], ["incident", "arrest"], ["*", "!intelligence"],
                                  ["registration", "plate-read"], ["intelligence"]))  # fmt: skip
        text.append(
            f"[[grant]]\nwhy = 'an agreement'\nof = {[draw.choice(owners)]}\n"
            f"category = {categories}\nhandling = {handling}\nto = {[draw.choice(owners)]}\n"
            f"role = {draw.sample(roles, draw.randint(1, len(roles)))}\n"
            f"gives = '{draw.choice(('view', 'view', 'masked', 'pointer'))}'"
        )
    return parse_rules("\n".join(text))


def viewer(draw: Random) -> Viewer:
    """Somebody of an agency."""
    role = draw.choice((Role.INVESTIGATOR, Role.ANALYST, Role.SUPERVISOR))
    case = draw.choice((None, "24-031"))
    return Viewer("somebody", draw.choice(AGENCIES), role, "robbery series", case)


@dataclass(frozen=True)
class Oracle:
    """What each record may be told of to one seat, worked out record by record."""

    treatments: Mapping[str, Treatment]

    def of(self, treatment: Treatment) -> set[str]:
        """Keys of the records that are treated so."""
        return {key for key, given in self.treatments.items() if given is treatment}


def oracle(records: list[Record], rules_: Rules, seat: Seat) -> Oracle:
    """By the rules; a narrative also needs the right to view every party to its incident."""
    given = {str(r.key): rules_.treatment(seat, r.audience) for r in records}
    parties: dict[str, set[str]] = {}
    within: dict[str, set[str]] = {}
    for record in records:
        for link in record.links:
            if link.type in PARTIES:
                parties.setdefault(str(link.to), set()).add(str(record.key))
            elif link.type is LinkType.PART_OF:
                within.setdefault(str(link.to), set()).add(str(record.key))
    for record in records:
        if record.kind is Kind.NARRATIVE:
            told = {str(link.to) for link in record.links}
            told |= {part for event in told for part in within.get(event, ())}
            named = {party for event in told for party in parties.get(event, ())}
            if any(given[party] is not Treatment.VIEW for party in named):
                given[str(record.key)] = Treatment.HIDDEN
    return Oracle(given)
