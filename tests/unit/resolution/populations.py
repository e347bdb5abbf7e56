"""A few people and things, said in many ways, and a model for them, for the tests of resolvers.

Small pools on purpose: records are equal, alike, of one household or of a father and a son, so that
every few records drawn make components in which something has to be decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.unit.resolution.people import birth_date, word
from workbench.records.addresses import parse_address
from workbench.records.dates import parse_date, parse_moment
from workbench.records.model import (
    IncidentRecord,
    ItemRecord,
    Link,
    LocationRecord,
    PersonRecord,
    PlateReadRecord,
    Record,
    RecordKey,
    VehicleRecord,
)
from workbench.records.names import name_of
from workbench.records.numbers import case_number, fbi_number, firearm_serial, state_id
from workbench.records.plates import parse_plate
from workbench.records.properties import end_id, properties
from workbench.records.vins import parse_vin
from workbench.records.vocabulary import Category, Kind, LinkType
from workbench.resolution.blocking import Block
from workbench.resolution.model import Model
from workbench.resolution.one_pair import Fields
from workbench.resolution.persons import with_derived
from workbench.resolution.population import Current
from workbench.resolution.published import learn
from workbench.resolution.resolver import Resolver
from workbench.resolution.schemes import Person, PersonScheme, person_scheme
from workbench.resolution.statement import Scheme
from workbench.resolution.vehicles import Vehicle

R = TypeVar("R")
T = TypeVar("T")
Pairs = Sequence[tuple[str, str]]
KEYS = tuple("abcdefghijkl")

HOME = {"number": "12", "street": "MAIN ST", "postal": "21201", "city": "BALTIMORE", "state": "MD"}
AWAY = {"number": "7", "street": "OAK LN", "postal": "21210", "city": "TOWSON", "state": "MD"}
WILLIAM = {"given": "WILLIAM", "surname": "GARCIA", "birth": "19620417"}
SON = {"given": "WILLIAM", "surname": "GARCIA", "birth": "19900418"}
MARY = {"given": "MARY", "surname": "GARCIA", "birth": "19640302"}
JOHN = {"given": "JOHN", "surname": "SMITH", "birth": "19711105"}
SAID: tuple[Mapping[str, Any], ...] = (
    {**WILLIAM, **HOME},
    {**WILLIAM, "suffix": "SR", **HOME},
    {**WILLIAM, "given": "BILL"},
    {**WILLIAM, "given": "BILL", "birth": "19621704", **HOME},
    {**WILLIAM, "fbi": ("US:12345AB1",)},
    {**WILLIAM, "state_id": ("MD:7001",)},
    {"given": "WILLIAM", "surname": "GARCIA", "fbi": ("US:12345AB1",), **AWAY},
    {"given": "WILLIAM", "surname": "GARCIA", "state_id": ("MD:7001",), "fbi": ("US:99999AB9",)},
    {**SON, "suffix": "JR", **HOME},
    {**SON, **HOME},
    {**SON, "surname": "GARCIA LOPEZ", "phones": ("4105550101",)},
    {**SON, "birth": "19900481", "phones": ("4105550101",)},
    {"given": "WILLIAM", "surname": "GARCIA", **HOME},
    {"given": "WILLIAM", "surname": "GARCIA"},
    {**MARY, **HOME},
    {**MARY, "given": "MARY ANN", **AWAY},
    {**MARY, "surname": "GARCIAS", "ssn": "123456789"},
    {"given": "MARY", "surname": "LOPEZ", "ssn": "123456789", **AWAY},
    {"given": "MARY", "surname": "GARCIA", **HOME},
    {**JOHN, **AWAY},
    {**JOHN, "surname": "SMYTH", "ssn": "555443333"},
    {**JOHN, "given": "JON", "ssn": "555443333"},
    {**JOHN, "birth": "19710511"},
    {"given": "JOHN", "surname": "SMITH"},
    {"given": "JOHN"},
    {"postal": "21201"},
    {},
)
"""All that is ever said; the last few of each person too little to tell anybody apart."""

said = st.sampled_from(SAID)
saids = st.dictionaries(st.sampled_from(KEYS), said, min_size=5)
"""What records say, by their keys."""

SEEN = 1_700_000_000.0
YEAR = 365 * 86_400.0
ACCORD = Vehicle(
    "", "MPD", "1HG09G4543G000581", True, "AB1234", "DC", "A81234", "HONDA", "ACCORD", 2013, "SIL",
    SEEN,
)  # fmt: skip
SEEN_CARS = (
    ACCORD,
    replace(ACCORD, agency="MTPD", observed=SEEN + 60.0),
    replace(ACCORD, vin="", vin_valid=False),
    replace(ACCORD, vin="", vin_valid=False, observed=SEEN + YEAR, color=""),
    replace(ACCORD, vin="", vin_valid=False, observed=SEEN + 5 * YEAR, year=None),
    replace(ACCORD, vin="1HG09G4543G000582", vin_valid=False, plate="", state="", folded=""),
    replace(ACCORD, vin="2HGXX5671AA123456", model="CIVIC", color="RED"),
    replace(ACCORD, vin="", vin_valid=False, plate="A81234", make="FORD", model="F150"),
    replace(ACCORD, vin="", vin_valid=False, plate="A81234"),
    replace(ACCORD, vin="", vin_valid=False, state="MD", make=""),
    Vehicle("", "MPD", plate="AB1234", state="DC", folded="A81234"),
    Vehicle("", "USPP", make="HONDA", model="ACCORD", color="SIL"),
    Vehicle("", "MPD", reports=("MPD|incident|1",), make="HONDA"),
    replace(ACCORD, vin="", vin_valid=False, plate="", reports=("MPD|incident|1",)),
)
vehicles = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(SEEN_CARS), min_size=4).map(
    lambda cars: {key: replace(car, key=key) for key, car in cars.items()}
)
"""What records say of vehicles, by their keys."""


@cache
def town_model() -> Model:
    """A model learnt from a small town that states all that is said here."""
    return learn(_town())


@cache
def model_without(*columns: str) -> Model:
    """A model learnt from the same town, where nobody stated these columns."""
    stated = {
        key: {name: value for name, value in fields.items() if name not in columns}
        for key, fields in _town().items()
    }
    return learn(stated)


def model_stating(**columns: Sequence[Any]) -> Model:
    """A model learnt from the same town, where one person after the other says the next of these.

    Args:
        columns: the values of further columns.
    """
    return learn(
        {
            key: with_derived(
                {**fields, **{of: said[at // 2 % len(said)] for of, said in columns.items()}}
            )
            for at, (key, fields) in enumerate(sorted(_town().items()))
        }
    )


def read(scheme: PersonScheme, records: Mapping[str, Mapping[str, Any]]) -> dict[str, Person]:
    """The records as a resolver takes them."""
    return {key: scheme.read(with_derived(dict(values))) for key, values in records.items()}


class Narrow(PersonScheme):
    """Persons of whom no more than three statements of one block are compared."""

    def largest(self, block: Block) -> int:
        """The same for every key."""
        return 3


def narrow_scheme(model: Model) -> PersonScheme:
    """The scheme of a model, with blocks that a few records outgrow."""
    ordinary = person_scheme(model)
    return Narrow(ordinary.scorer, ordinary.keys)


def fresh(
    scheme: Scheme[R],
    records: Mapping[str, R],
    dropped: Iterable[Block] = (),
    must: Pairs = (),
    cannot: Pairs = (),
) -> Resolver[R]:
    """A resolver that never held anything but these records, and had them in the keys' order."""
    resolver = Resolver[R](scheme, set(dropped))
    for key in sorted(records):
        resolver.put(key, records[key])
    resolver.bind(must, cannot)
    return resolver


@st.composite
def constraints(draw: st.DrawFn, keys: Sequence[str] = KEYS) -> tuple[Pairs, Pairs]:
    """Pairs decided to be one, and pairs decided apart that no chain of those holds together."""
    pair = st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True)
    pairs = pair.map(lambda two: (min(two), max(two)))
    must = draw(st.lists(pairs, max_size=4))
    of = first_of(must, keys)
    cannot = draw(st.lists(pairs, max_size=4))
    return must, [(one, other) for one, other in cannot if of[one] != of[other]]


def first_of(must: Pairs, keys: Iterable[str]) -> dict[str, str]:
    """The first record that each is decided to be one with, through chains too."""
    first = {key: key for key in keys}
    for _ in must:
        for one, other in must:
            first[one] = first[other] = min(first[one], first[other])
    return first


def among(pairs: Pairs, keys: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of which both records are among these."""
    held = set(keys)
    return [pair for pair in pairs if held.issuperset(pair)]


@cache
def _town() -> Mapping[str, Fields]:
    draw = Random(3)
    fields: dict[str, Fields] = {}
    for _ in range(45):
        surname, home = word(draw, 3), dict(HOME, number=str(draw.randint(1, 9999)))
        home["street"], home["postal"] = f"{word(draw, 4)} ST", f"21{draw.randint(200, 230)}"
        for _ in range(2):
            person: dict[str, Any] = {
                "given": word(draw, 2),
                "surname": surname,
                "birth": birth_date(draw).replace("-", ""),
                "ssn": str(draw.randrange(10**8, 7 * 10**8)),
                "fbi": (f"US:{draw.randrange(10**7)}",),
                "state_id": (f"MD:{draw.randrange(10**7)}",),
                "phones": (f"410{draw.randrange(10**7):07}",),
                "suffix": draw.choice(("JR", "SR", "III")),
                **home,
            }
            for _ in range(2):
                # a name, and by chance all the rest
                kept = {n: v for n, v in person.items() if n in WILLIAM or draw.random() < 0.6}
                fields[f"{len(fields):04}"] = with_derived(kept)
    return fields


def key(kind: Kind, number: int) -> RecordKey:
    return RecordKey("USPP" if number % 3 == 2 else "MPD", "RMS", str(number), kind.value)


def links(*ends: tuple[LinkType, Kind, int | None]) -> tuple[Link, ...]:
    return tuple(Link(of, key(kind, at)) for of, kind, at in ends if at is not None)


def person(
    number: int,
    given: str = "",
    surname: str = "",
    suffix: str = "",
    birth: str = "",
    fbi: str = "",
    sid: str = "",
    *,
    home: int | None = None,
    event: int | None = None,
    car: int | None = None,
) -> PersonRecord:
    numbers = (fbi_number(fbi), state_id(sid, "MD"))
    return PersonRecord(
        key=key(Kind.PERSON, number),
        category=Category.ARREST,
        name=name_of(given, "", surname, suffix),
        birth_date=parse_date(birth),
        identifications=tuple(number for number in numbers if number),
        links=links(
            (LinkType.LIVES_AT, Kind.LOCATION, home),
            (LinkType.ARRESTED_IN, Kind.INCIDENT, event),
            (LinkType.DRIVES, Kind.VEHICLE, car),
        ),
    )


def place(number: int, text: str, city: str = "", state: str = "") -> LocationRecord:
    return LocationRecord(
        key=key(Kind.LOCATION, number),
        category=Category.INCIDENT,
        address=parse_address(text, city=city, state=state),
    )


def incident(
    number: int,
    case: str = "",
    quoted: str = "",
    start: str = "",
    category: Category = Category.INCIDENT,
    *,
    where: int | None = None,
    part_of: int | None = None,
) -> IncidentRecord:
    cross = case_number(quoted, "MPD")
    return IncidentRecord(
        key=key(Kind.INCIDENT, number),
        category=category,
        number=case_number(case, key(Kind.INCIDENT, number).agency),
        cross_numbers=(cross,) if cross else (),
        offense="ROBBERY",
        start=parse_moment(start),
        links=links(
            (LinkType.OCCURRED_AT, Kind.LOCATION, where),
            (LinkType.PART_OF, Kind.INCIDENT, part_of),
        ),
    )


def car(
    number: int,
    vin: str = "",
    plate: str = "",
    state: str = "DC",
    make: str = "HONDA",
    seen: str = "2024-03-01",
    *,
    event: int | None = None,
) -> VehicleRecord:
    return VehicleRecord(
        key=key(Kind.VEHICLE, number),
        category=Category.INCIDENT,
        vin=parse_vin(vin),
        plate=parse_plate(plate, state),
        make=make,
        observed=parse_moment(seen),
        links=links((LinkType.INVOLVED_IN, Kind.INCIDENT, event)),
    )


def plate_read(number: int, plate: str, state: str = "DC", seen: str = "2024-03-02") -> Record:
    return PlateReadRecord(
        key=key(Kind.PLATE_READ, number),
        category=Category.PLATE_READ,
        plate=parse_plate(plate, state),
        observed=parse_moment(seen),
    )


def firearm(number: int, serial: str, make: str = "GLOCK") -> ItemRecord:
    return ItemRecord(
        key=key(Kind.ITEM, number),
        category=Category.FIREARM,
        item_category="FIREARM",
        serial=firearm_serial(serial),
        make=make,
        model="19",
    )


def current(record: Record) -> Current:
    """The record as the graph has it; the later its number, the earlier it came."""
    number = int(record.key.number)
    ends = tuple((link.type, end_id(link.to)) for link in record.links)
    text = str(record.key)
    return Current(text, record.kind, f"seed of {text}", (1, 99 - number), properties(record), ends)


def one_of(*values: T) -> st.SearchStrategy[T]:
    return st.sampled_from(values)


FATHER = ("WILLIAM", "GARCIA", "", "1962-04-17")
JUNIOR = ("WILLIAM", "GARCIA", "JR", "1990-04-18")
NICKNAMED = ("BILL", "GARCIA", "", "1962-04-17")
PEOPLE = (
    FATHER,
    JUNIOR,
    NICKNAMED,
    (*FATHER, "12345AB1"),
    (*JUNIOR[:2], "", "", "12345AB1"),
    (*NICKNAMED, "99999AB9", "7001"),
    ("WILLIAM", "GARCIA LOPEZ", "", "1990-04-18", "", "7001"),
    ("WILLIAM", "GARCIA"),
    ("MARY", "GARCIA", "", "1964-03-02"),
    ("MARY", "LOPEZ", "", "1964-03-02"),
)
PLACES = (
    ("1412 TRINIDAD AVE NE", "WASHINGTON", "DC"),
    ("1412 Trinidad Avenue N.E.",),
    ("12 MAIN ST", "BALTIMORE", "MD"),
    ("12 MAIN ST", "TOWSON", "MD"),
    ("12 MAIN ST",),
)
EVENTS = (
    ("24000153", "", "2024-03-01 12:30"),
    ("24000154", "", "2024-03-01 12:45"),
    ("202400115", "24000153", "2024-03-01 12:40"),
    ("", "24000153", "2024-03-01"),
    ("24000153", "", "2024-03-01 13:00", Category.ARREST),
)
CARS = (
    ("1HG09G4543G000581", "AB1234"),
    ("", "AB1234"),
    ("", "AB1234", "DC", "FORD", "2021-06-01"),
    ("1HG09G4543G000582", ""),
    ("2HGXX5671AA123456", "AB1234", "MD"),
    ("", "", ""),
)
READS = (
    ("AB1234",),
    ("AB1234", "DC", "2021-05-30"),
    ("AB1234", "MD"),
    ("AB1234", ""),
    ("XY9876",),
)
SERIALS = (("BKXR417",), ("BKXR411",), ("BKXR417", "RUGER"), ("417",), ("417", ""))

at = st.integers(0, 5)
near = st.none() | st.integers(0, 2)
records = st.one_of(
    st.builds(lambda n, p, h, e, c: person(n, *p, home=h, event=e, car=c),
              at, one_of(*PEOPLE), near, near, near),
    st.builds(lambda n, p, h: person(n, *p, home=h), at, one_of(*PEOPLE), near),
    st.builds(lambda n, p: place(n, *p), st.integers(0, 3), one_of(*PLACES)),
    st.builds(lambda n, e, w, p: incident(n, *e, where=w, part_of=p),
              st.integers(0, 3), one_of(*EVENTS), near, near),
    st.builds(lambda n, c, e: car(n, *c, event=e), st.integers(0, 4), one_of(*CARS), near),
    st.builds(lambda n, r: plate_read(n, *r), st.integers(0, 3), one_of(*READS)),
    st.builds(lambda n, s: firearm(n, *s), st.integers(0, 3), one_of(*SERIALS)),
).map(current)  # fmt: skip
worlds = st.lists(records, min_size=6, max_size=26, unique_by=lambda record: record.key)
"""Records of all kinds that are linked, also to some that are not there."""
batches = st.lists(
    st.tuples(
        st.lists(records, max_size=5, unique_by=lambda record: record.key),
        st.lists(records.map(lambda record: record.key), max_size=3, unique=True),
    ),
    max_size=5,
)
"""What arrives or is revised, and what is withdrawn, one load after the other."""
