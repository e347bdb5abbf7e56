"""What happened: incidents, arrests, contacts, warrants, bookings, charges and sightings.

Events are true; how an agency writes them is the business of ``dirt`` and ``agencies``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from workbench.sample.clock import EASTERN
from workbench.sample.groups import Offender, Underworld
from workbench.sample.offenses import OFFENSES, Offense
from workbench.sample.places import STREETS, Place, address, corner
from workbench.sample.population import FIRST_DAY, LAST_DAY, Person
from workbench.sample.vehicles import Item, Vehicle, firearm

DISTRICT_AGENCIES = frozenset({"AMTRAK", "USCP", "USPP", "USSS-UD", "MTPD"})
"""Agencies whose events in the District may also get an MPD number."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person's part in an event; ``written`` replaces what the layout would draw."""

    person: Person
    role: str
    """subject, arrestee, victim, witness, reporter, contact, owner, barred."""
    written: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event under one agency's number.

    ``truth`` is the real event: an event that also stands under an MPD number has it twice.
    """

    truth: str
    agency: str
    paper: str
    number: str
    start: datetime
    place: Place
    offense: Offense
    parties: tuple[Party, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    items: tuple[tuple[Item, str], ...] = ()
    lag: timedelta = timedelta(minutes=40)
    cross: str = ""
    parent: str = ""
    status: str = "OPEN"
    sealed: bool = False
    officer: str = ""
    narrative: str = ""
    clean: bool = False
    """Written without dirt, apart from what ``written`` of its parties says."""
    written: dict[str, object] = field(default_factory=dict)
    """Cells that only this paper has, such as a court's disposition."""


def case_number(agency: str, day: date, serial: int) -> str:
    """The agency's shape of a case number; shapes that are not published are plain."""
    year = f"{day:%y}"
    shapes = {
        "MPD": f"{year}{serial:06d}",
        "MCPD": f"{year}{serial:07d}",
        "PGPD": f"PP{day:%y%m%d}{serial:08d}",
        "ACPD": f"{day:%Y%m%d}{serial % 10_000:04d}",
        "FCPD": f"{day:%Y%j}{serial % 10_000:04d}",
        "USPP": f"{year}{serial:06d}",
        "USCP": f"{day:%Y}{serial:06d}",
        "MTPD": f"{day:%Y}{serial:05d}",
        "AMTRAK": f"{day:%Y}{serial:06d}",
        "USSS-UD": f"{day:%Y}{serial:06d}",
    }
    return shapes[agency]


@dataclass(slots=True)
class Serials:
    """Running numbers, one row of them per agency, paper and year."""

    rng: Random
    last: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def next(self, agency: str, paper: str, year: int) -> int:
        """The next number; a few are skipped, as in real files."""
        key = (agency, paper, year)
        self.last[key] = self.last.get(key, 100) + self.rng.randint(1, 5)
        return self.last[key]


@dataclass(frozen=True, slots=True)
class Town:
    """Everything that events draw from."""

    persons: list[Person]
    vehicles: list[Vehicle]
    underworld: Underworld
    hot: dict[str, list[Place]]


def hot_spots(rng: Random) -> dict[str, list[Place]]:
    """Places that see events again and again, by agency."""
    return {
        agency: [
            corner(rng, streets) if rng.random() < 0.4 else address(rng, rng.choice(streets),
            units=False)
            for _ in range(12)
        ]
        for agency, streets in STREETS.items()
    }  # fmt: skip


def moments(rng: Random, count: int) -> list[datetime]:
    """Sorted moments over the period, more of them in the evening."""
    days = (LAST_DAY - FIRST_DAY).days
    hours = range(24)
    weights = [3, 3, 2, 2, 1, 1, 1, 2, 3, 3, 4, 4, 5, 5, 5, 6, 7, 7, 7, 7, 7, 6, 5, 4]
    return sorted(
        datetime.combine(
            FIRST_DAY + timedelta(days=rng.randrange(days)),
            time(rng.choices(hours, weights)[0], rng.randrange(60)),
            EASTERN,
        )
        for _ in range(count)
    )


def scene(rng: Random, town: Town, agency: str) -> Place:
    """Where it happens: a hot spot two times in five."""
    if rng.random() < 0.4:
        spots = town.hot[agency]
        return spots[min(len(spots) - 1, int(rng.paretovariate(1.0)) - 1)]
    streets = STREETS[agency]
    if rng.random() < 0.15:
        return corner(rng, streets)
    return address(rng, rng.choice(streets))


def incidents(rng: Random, town: Town, serials: Serials, count: int) -> Iterator[Event]:
    """Incidents in order of time; a District event of a partner may follow under an MPD number."""
    weights = [offense.weight for offense in OFFENSES]
    guns = 0
    for n, start in enumerate(moments(rng, count)):
        lead = town.underworld.draw(rng)
        agency = lead.agency(rng)
        offense = rng.choices(OFFENSES, weights)[0]
        known = rng.random() < 0.72
        crew = [lead, *town.underworld.companions(rng, lead, 0.42)] if known else []
        vehicles = _vehicles(rng, town, offense, crew)
        parties = [Party(o.person, "subject") for o in crew if o.person.age_on(start.date()) >= 11]
        parties += _others(
            rng, town, start.date(), offense, vehicles if offense.vehicle == "stolen" else ()
        )
        items: tuple[tuple[Item, str], ...] = ()
        if known and rng.random() < offense.gun * 0.6:
            guns += 1
            items = ((firearm(rng, guns), rng.choice(("SEIZED", "RECOVERED"))),)
        place = scene(rng, town, agency)
        event = Event(
            truth=f"incident-{n + 1:06d}", agency=agency, paper="incident",
            number=case_number(agency, start.date(), serials.next(agency, "incident", start.year)),
            start=start, place=place, offense=offense, parties=tuple(parties), vehicles=vehicles,
            items=items, lag=timedelta(minutes=int(rng.paretovariate(0.7) * 15) % 60_000),
            status=_status(rng, known), sealed=rng.random() < 0.015,
            officer=f"{rng.randint(1000, 1000 + 40 * len(agency)):d}",
        )  # fmt: skip
        yield from _under_two_numbers(rng, serials, event)


def _under_two_numbers(rng: Random, serials: Serials, event: Event) -> Iterator[Event]:
    if event.agency not in DISTRICT_AGENCIES or event.place.street.state != "DC":
        yield event
        return
    if rng.random() > 0.6:
        yield event
        return
    ccn = case_number("MPD", event.start.date(), serials.next("MPD", "incident", event.start.year))
    yield _changed(event, cross=ccn)
    if rng.random() < 0.6:
        yield _changed(event, agency="MPD", number=ccn, officer=f"{rng.randint(1000, 1400)}")


def _changed(event: Event, **fields: object) -> Event:
    values = {name: getattr(event, name) for name in Event.__slots__}
    return Event(**(values | fields))


def _vehicles(
    rng: Random, town: Town, offense: Offense, crew: list[Offender]
) -> tuple[Vehicle, ...]:
    if offense.vehicle == "stolen":
        return (rng.choice(town.vehicles),) if town.vehicles else ()
    share = 0.55 if offense.vehicle == "used" else 0.12
    if crew and crew[0].vehicles and rng.random() < share:
        return (rng.choice(crew[0].vehicles),)
    return ()


def _others(
    rng: Random, town: Town, day: date, offense: Offense, stolen: tuple[Vehicle, ...]
) -> list[Party]:
    """Victims, one of four an offender elsewhere; now and then a witness or a caller."""

    def somebody() -> Person:
        while (person := rng.choice(town.persons)).age_on(day) < 10:
            pass
        return person

    out = []
    for n in range(offense.victims):
        if stolen and n == 0:
            victim = stolen[0].owner
        else:
            victim = town.underworld.draw(rng).person if rng.random() < 0.25 else somebody()
        out.append(Party(victim, "victim"))
    if rng.random() < 0.22:
        out.append(Party(somebody(), "witness"))
    if rng.random() < 0.12:
        out.append(Party(somebody(), "reporter"))
    return out


def _status(rng: Random, known: bool) -> str:
    chance = rng.random()
    if chance < 0.03:
        return "UNFOUNDED"
    if chance < 0.045:
        return "CANCELLED"
    return rng.choice(("OPEN", "CLOSED", "CLEARED_BY_ARREST") if known else ("OPEN", "INACTIVE"))


def arrests(rng: Random, serials: Serials, incidents: list[Event]) -> Iterator[Event]:
    """One arrest per arrestee; several share an incident, and that is what co-arrest means."""
    n = 0
    for event in incidents:
        if event.status in {"UNFOUNDED", "CANCELLED"}:
            continue
        for party in event.parties:
            if party.role != "subject" or rng.random() >= 0.55:
                continue
            n += 1
            start = event.start + timedelta(minutes=int(rng.paretovariate(0.45) * 30) % 90_000)
            serial = serials.next(event.agency, "arrest", start.year)
            yield Event(
                truth=f"arrest-{n:06d}", agency=event.agency, paper="arrest",
                number=f"A{start:%y}{serial:06d}", parent=event.number, start=start,
                place=event.place if rng.random() < 0.6 else party.person.home,
                offense=event.offense, parties=(Party(party.person, "arrestee"),),
                vehicles=tuple(v for v in event.vehicles if v.owner.id == party.person.id),
                items=event.items, sealed=event.sealed, status="CLOSED", officer=event.officer,
            )  # fmt: skip


def contacts(rng: Random, town: Town, serials: Serials, count: int) -> Iterator[Event]:
    """Field contacts: people of one group seen together, sometimes in a vehicle."""
    stop = Offense("", "FIELD CONTACT", "FIELD CONTACT", "FIELD CONTACT", "", 1, 0)
    for n, start in enumerate(moments(rng, count)):
        lead = town.underworld.draw(rng)
        crew = [lead, *town.underworld.companions(rng, lead, 0.5)]
        place = scene(rng, town, "MPD")
        yield Event(
            truth=f"contact-{n + 1:06d}", agency="MPD", paper="contact",
            number=f"FC{start:%y}{serials.next('MPD', 'contact', start.year):06d}",
            start=start, place=place, offense=stop, status="CLOSED",
            parties=tuple(Party(o.person, "contact") for o in crew),
            vehicles=lead.vehicles[:1] if rng.random() < 0.5 else (),
            officer=f"{rng.randint(1000, 1400)}",
        )  # fmt: skip


def orders(
    rng: Random, town: Town, serials: Serials, agency: str, paper: str, count: int
) -> Iterator[Event]:
    """Warrants (USMS) or barring notices (DCHAPD), each about one offender."""
    for n, start in enumerate(moments(rng, count)):
        offender = town.underworld.draw(rng)
        serial = serials.next(agency, paper, start.year)
        role = "subject" if paper == "warrant" else "barred"
        place = offender.person.home if paper == "warrant" else scene(rng, town, "DCHAPD")
        yield Event(
            truth=f"{paper}-{n + 1:06d}", agency=agency, paper=paper,
            number=f"{'W' if paper == 'warrant' else 'BN'}{start:%y}{serial:05d}", start=start,
            place=place, offense=rng.choice(OFFENSES), parties=(Party(offender.person, role),),
            status="ACTIVE" if rng.random() < 0.4 else "CLOSED",
        )  # fmt: skip
