"""A story that is told in every region, whatever its size and seed, so that it can be looked up.

Darnell Whitlock Jr drives a silver Accord, DC plate AB7103; his father of the same name lives at
the same address and is the victim of a theft there. About the son are a registration, an MPD field
contact with Marcus Quarles, a PGPD arrest with his birth date's day and month exchanged, a USPP
incident with a misread plate that also stands under an MPD number, an MPD arrest without a birth
date and a booking. Quarles robs Elena Pinder on H Street NE; the Accord is seen leaving, and plate
readers follow it to Prince George's County. His gun was bought by Tyrell Ashby, with whom he was
stopped in Arlington.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from workbench.sample.clock import local
from workbench.sample.events import Event, Party
from workbench.sample.offenses import OFFENSES, Offense
from workbench.sample.papers import booking, charge, registration
from workbench.sample.places import Place, find, house, meeting
from workbench.sample.population import Person
from workbench.sample.reads import Read, Site
from workbench.sample.vehicles import Item, Vehicle, make_vin

PLATE = ("AB7103", "DC")
_FATHERS_PLATE = ("GT2290", "DC")
PLATES = (PLATE, _FATHERS_PLATE)
ROBBERY = "25900101"
_FIRST_CONTACT = "FC25900101"
_ROBBERY, _CAR_CRIME, _DRUGS, _WEAPON = (OFFENSES[n] for n in (0, 4, 7, 8))


@dataclass(frozen=True, slots=True)
class Story:
    """Its papers, in no order, and its plate reads."""

    events: tuple[Event, ...]
    reads: tuple[Read, ...]


def tell() -> Story:
    """The same story every time; nothing in it is drawn."""
    home = house(find("TRINIDAD AVE NE"), 1412)
    junior = _person("whitlock-jr", "Darnell", "Antoine", "Whitlock", "Jr", date(2001, 4, 7), home)
    senior = _person(
        "whitlock-sr", "Darnell", "Antoine", "Whitlock", "Sr", date(1974, 10, 21), home
    )
    marlboro = house(find("MARLBORO PIKE", "District Heights"), 6118, "2C")
    quarles = _person(
        "quarles", "Marcus", "Leon", "Quarles", "", date(1999, 12, 3), marlboro, "MD",
        moniker="Deuce", marks=("TAT NECK DICE",), cautions=("ARMED AND DANGEROUS",),
    )  # fmt: skip
    pike = house(find("COLUMBIA PIKE", "Arlington"), 3020)
    ashby = _person("ashby", "Tyrell", "James", "Ashby", "", date(1997, 6, 15), pike, "VA")
    victim = _person(
        "pinder", "Elena", "Ruth", "Pinder", "", date(1988, 2, 11), house(find("P ST NW"), 1504)
    )
    vin = make_vin(Random(7103), "1HG", 2019, 900_001)
    accord = Vehicle(
        "vehicle-story-accord", vin, *PLATE, "HONDA", "ACCORD", 2019, "4D", "SIL", junior
    )
    equinox = Vehicle(
        "vehicle-story-equinox", make_vin(Random(7104), "2GN", 2016, 900_002), *_FATHERS_PLATE,
        "CHEVROLET", "EQUINOX", 2016, "SW", "WHI", senior,
    )  # fmt: skip
    gun = Item("item-story-glock", "firearm", "GLOCK", "19", "9MM", "BKXR417")
    return Story(
        _papers(junior, senior, quarles, ashby, victim, accord, equinox, gun), _trail(accord)
    )


def _person(
    name: str, given: str, middle: str, surname: str, suffix: str, birth: date, home: Place,
    state: str = "DC", **fields: object,
) -> Person:  # fmt: skip
    numbers = {
        "whitlock-jr": ("7301442", "DC9900417", "990417CB7", "2025550147"),
        "whitlock-sr": ("7300981", "DC9900418", "990418CC8", "2025550148"),
        "quarles": ("Q991203004417", "MD9900419", "990419CD9", "3015550149"),
        "ashby": ("T99061597", "VA9900420", "990420CE1", "7035550150"),
        "pinder": ("7300552", "DC9900421", "990421CF2", "2025550151"),
    }
    license_, state_id, fbi, phone = numbers[name]
    person = Person(
        id=f"person-story-{name}", household=-1, given=given, middle=middle, surname=surname,
        second_surname="", suffix=suffix, sex="F" if name == "pinder" else "M", birth=birth,
        agency={"DC": "MPD", "MD": "PGPD", "VA": "ACPD"}[state], home=home, phone=phone,
        license=license_, state=state, state_id=state_id, fbi=fbi,
    )  # fmt: skip
    return replace(person, **fields)  # type: ignore[arg-type]


def _event(
    agency: str, paper: str, number: str, start: datetime, place: Place, offense: Offense,
    *parties: Party, **fields: object,
) -> Event:  # fmt: skip
    event = Event(
        truth=f"{paper}-story-{number.lower()}", agency=agency, paper=paper, number=number,
        start=start, place=place, offense=offense, parties=parties, clean=True,
    )  # fmt: skip
    return replace(event, **fields)  # type: ignore[arg-type]


def _papers(
    junior: Person, senior: Person, quarles: Person, ashby: Person, victim: Person,
    accord: Vehicle, equinox: Vehicle, gun: Item,
) -> tuple[Event, ...]:  # fmt: skip
    contact = replace(_ROBBERY, nibrs="", district="FIELD CONTACT")
    no_suffix: dict[str, object] = {"suffix": "", "middle": "", "license": "", "license_state": ""}
    stop = _event(
        "MPD", "contact", _FIRST_CONTACT, local(2025, 1, 9, 22, 15),
        meeting(find("TRINIDAD AVE NE"), find("FLORIDA AVE NE")), contact,
        Party(junior, "contact", {"suffix": "", "middle": "A"}),
        Party(quarles, "contact", {"given": "Marc", "middle": ""}), vehicles=(accord,),
    )  # fmt: skip
    arrest_pg = _event(
        "PGPD", "arrest", "A24900101", local(2024, 11, 2, 1, 20),
        house(find("SILVER HILL RD", "Suitland"), 4601), _DRUGS,
        Party(junior, "arrestee", {"given": "Darnel", "middle": "A", "birth": date(2001, 7, 4),
                                   "suffix": ""}),
        parent="PP24110290000101", status="CLOSED", vehicles=(accord,),
    )  # fmt: skip
    incident_pg = replace(
        arrest_pg, truth="incident-story-pp24110290000101", paper="incident", parent="",
        number=arrest_pg.parent, parties=(Party(junior, "subject", {"given": "Darnel"}),),
    )  # fmt: skip
    park = _event(
        "USPP", "incident", "25900117", local(2025, 2, 14, 23, 5),
        house(find("KENILWORTH AVE NE"), 1300), _DRUGS, Party(junior, "subject", no_suffix),
        vehicles=(replace(accord, plate="AB71O3"),), cross="25900102",
    )  # fmt: skip
    park_mpd = replace(park, agency="MPD", number=park.cross, cross="", vehicles=(accord,))
    robbery = _event(
        "MPD", "incident", ROBBERY, local(2025, 1, 18, 21, 40), house(find("H ST NE"), 921),
        _ROBBERY, Party(quarles, "subject", {"home": "", "aid": "", "license": "",
                                             "license_state": "", "=home": ""}),
        Party(victim, "victim"), vehicles=(replace(accord, vin=""),), status="CLEARED_BY_ARREST",
        narrative="C-1 STATES S-1 PRODUCED A HANDGUN AND TOOK HER PHONE AND PURSE. S-1 ENTERED A "
        "SILVER HONDA, DC TAG AB7103, LAST SEEN EASTBOUND ON H ST NE TOWARD BENNING RD NE.",
    )  # fmt: skip
    arrest = _event(
        "MPD", "arrest", "A25900101", local(2025, 2, 20, 14, 30),
        house(find("BENNING RD NE"), 3341), _ROBBERY, Party(quarles, "arrestee"),
        parent=ROBBERY, status="CLOSED",
    )  # fmt: skip
    weapon = _event(
        "MPD", "incident", "25900103", local(2025, 2, 20, 14, 30),
        house(find("BENNING RD NE"), 3341), _WEAPON, Party(quarles, "subject"),
        items=((gun, "SEIZED"),), status="CLEARED_BY_ARREST",
    )  # fmt: skip
    theft = _event(
        "MPD", "incident", "25900104", local(2025, 1, 6, 7, 30), senior.home, _CAR_CRIME,
        Party(senior, "victim", {"suffix": "", "middle": ""}), vehicles=(equinox,),
    )  # fmt: skip
    trace = _event(
        "ATF", "trace", "T202590001", local(2025, 3, 4), weapon.place, _WEAPON,
        Party(ashby, "purchaser"), items=((gun, "SEIZED"),), parent=weapon.number,
    )  # fmt: skip
    with_ashby = _event(
        "ACPD", "incident", "202412129001", local(2024, 12, 12, 18, 0),
        house(find("WILSON BLVD", "Arlington"), 2800), _WEAPON,
        Party(ashby, "subject"), Party(quarles, "subject", {"surname": "Quarels", "middle": ""}),
    )  # fmt: skip
    warrant = _event(
        "USMS", "warrant", "W2590001", local(2025, 2, 1), quarles.home, _ROBBERY,
        Party(quarles, "subject"), status="CLOSED",
    )  # fmt: skip
    arrest_jr = _event(
        "MPD", "arrest", "A25900102", local(2025, 3, 7, 16, 0), junior.home, _DRUGS,
        Party(junior, "arrestee", {"birth": None}), parent=park_mpd.number, status="CLOSED",
    )  # fmt: skip
    return (
        stop, arrest_pg, incident_pg, park, park_mpd, robbery, arrest, weapon, theft, trace,
        with_ashby, warrant, arrest_jr,
        booking(arrest, local(2025, 2, 20, 19, 0), 900_101),
        booking(arrest_jr, local(2025, 3, 7, 20, 0), 900_102),
        charge(arrest, local(2025, 2, 24), "2025CF900101C1", _ROBBERY, disposition="Guilty plea",
               convicted="Y", disposed=date(2025, 9, 16)),
        replace(registration(accord, local(2023, 5, 15), 9_000_001), clean=True),
        replace(registration(equinox, local(2022, 9, 1), 9_000_002), clean=True),
    )  # fmt: skip


def _trail(accord: Vehicle) -> tuple[Read, ...]:
    h_street = Site("MPD", "MPD-H8", meeting(find("H ST NE"), find("8TH ST NE")))
    benning = Site("MPD", "MPD-BM", meeting(find("BENNING RD NE"), find("MINNESOTA AVE NE")))
    central = Site(
        "PGPD", "PGPD-CA", meeting(find("CENTRAL AVE", "Capitol Heights"),
                                   find("ADDISON RD", "Capitol Heights")),
    )  # fmt: skip
    silver_spring = Site(
        "MCPD", "MCPD-GC", meeting(find("GEORGIA AVE", "Silver Spring"),
                                   find("COLESVILLE RD", "Silver Spring")),
    )  # fmt: skip
    robbed = local(2025, 1, 18, 21, 40)
    seen = (
        (h_street, timedelta(minutes=-55), "AB7103", "DC", 0.98),
        (h_street, timedelta(minutes=-12), "AB7103", "DC", 0.97),
        (benning, timedelta(minutes=5), "AB71O3", "DC", 0.71),
        (benning, timedelta(minutes=6), "AB7103", "DC", 0.95),
        (central, timedelta(minutes=17), "AB7103", "", 0.93),
        (central, timedelta(hours=9, minutes=2), "AB7103", "DC", 0.98),
        (silver_spring, timedelta(days=2, hours=1), "AB7103", "DC", 0.96),
        (h_street, timedelta(days=3, minutes=8), "A87103", "DC", 0.58),
    )
    return tuple(
        Read(site, robbed + after, accord, plate, state, sure)
        for site, after, plate, state, sure in seen
    )
