"""What follows an event on paper: bookings, charges, traces and registrations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from workbench.sample.clock import local
from workbench.sample.events import Event, Party, Serials
from workbench.sample.offenses import OFFENSES, Offense
from workbench.sample.population import Person
from workbench.sample.vehicles import Vehicle

_BOOKED_BY = frozenset({"MPD", "USPP", "USCP", "AMTRAK", "USSS-UD"})
_NARRATIVES = (
    "C-1 STATES THAT SUBJECTS APPROACHED ON FOOT AND FLED TOWARD {street}. CANVASS NEGATIVE.",
    "R/O RESPONDED FOR THE LISTED OFFENSE. W-1 PROVIDED A LOOKOUT. VIDEO RECOVERED NEAR {street}.",
    "COMPLAINANT REPORTS {offense}. NO FURTHER DESCRIPTION. REPORT TAKEN FOR INSURANCE.",
    "LISTED VEHICLE OBSERVED LEAVING {street} AT A HIGH RATE OF SPEED. BOLO BROADCAST.",
)


def narrated(rng: Random, event: Event) -> Event:
    """The event with a narrative, for one MPD incident in four."""
    if event.agency != "MPD" or rng.random() >= 0.25:
        return event
    text = rng.choice(_NARRATIVES)
    street = event.place.street.text()
    return replace(event, narrative=text.format(street=street, offense=event.offense.district))


def bookings(rng: Random, serials: Serials, arrests: list[Event]) -> Iterator[Event]:
    """Three of four adults arrested by an agency that uses the District's jail."""
    for event in arrests:
        person = event.parties[0].person
        if event.agency not in _BOOKED_BY or rng.random() >= 0.75:
            continue
        if person.age_on(event.start.date()) < 18:
            continue
        start = event.start + timedelta(hours=rng.randint(2, 30))
        yield booking(event, start, serials.next("DOC", "booking", start.year))


def booking(arrest: Event, start: datetime, serial: int) -> Event:
    """The jail's paper of an arrest; it names the arrest where MPD made it."""
    parent = arrest.number if arrest.agency == "MPD" else ""
    return replace(
        arrest, truth=f"booking-of-{arrest.truth}", agency="DOC", paper="booking",
        number=f"B{start:%y}{serial:06d}", start=start, parent=parent, vehicles=(), items=(),
        parties=(Party(arrest.parties[0].person, "subject"),), officer="",
    )  # fmt: skip


def charges(rng: Random, serials: Serials, arrests: list[Event]) -> Iterator[Event]:
    """One to three charges for an adult's MPD arrest, each with a disposition if it has ended."""
    for event in arrests:
        if event.agency != "MPD" or rng.random() >= 0.8:
            continue
        if event.parties[0].person.age_on(event.start.date()) < 18:
            continue
        start = event.start + timedelta(days=rng.randint(1, 10))
        serial = serials.next("DCSC", "charge", start.year)
        for n in range(rng.choices((1, 2, 3), (60, 28, 12))[0]):
            offense = event.offense if n == 0 else rng.choice(OFFENSES)
            outcome, convicted = rng.choices(
                (("Guilty plea", "Y"), ("Convicted at trial", "Y"), ("Dismissed", "N"),
                 ("Nolle prosequi", "N"), ("Acquitted", "N"), ("", "")),
                (34, 6, 22, 12, 4, 22),
            )[0]  # fmt: skip
            disposed = (start + timedelta(days=rng.randint(20, 400))).date() if outcome else None
            yield charge(
                event, start, f"{start:%Y}CF{serial:06d}C{n + 1}", offense,
                disposition=outcome, convicted=convicted, disposed=disposed,
            )  # fmt: skip


def charge(arrest: Event, start: datetime, number: str, offense: Offense, **cells: object) -> Event:
    """The court's paper of one charge; ``cells`` are those of its disposition."""
    severe = arrest.offense.nibrs in {"120", "13A", "09A", "520"}
    cells["severity"] = "Felony" if severe else "Misdemeanor"
    return replace(
        arrest, truth=number, agency="DCSC", paper="charge", number=number, start=start,
        parent=arrest.number, offense=offense, vehicles=(), items=(), written=cells,
        parties=(Party(arrest.parties[0].person, "defendant"),),
    )  # fmt: skip


def traces(
    rng: Random, serials: Serials, persons: list[Person], incidents: list[Event]
) -> Iterator[Event]:
    """A trace of every second firearm, to a purchaser who is rarely the one that was caught."""
    adults = [person for person in persons if person.birth.year < 2000]
    seen: set[str] = set()
    for event in incidents:
        for item, status in event.items:
            if item.id in seen or rng.random() < 0.5:
                continue
            seen.add(item.id)
            start = event.start + timedelta(days=rng.randint(3, 60))
            yield Event(
                truth=item.id, agency="ATF", paper="trace",
                number=f"T{start:%Y}{serials.next('ATF', 'trace', start.year):05d}", start=start,
                place=event.place, offense=event.offense, items=((item, status),),
                parties=(Party(rng.choice(adults), "purchaser"),),
                parent=event.number if event.agency == "MPD" else "",
            )  # fmt: skip


def registrations(rng: Random, vehicles: list[Vehicle]) -> Iterator[Event]:
    """The register's line of every vehicle."""
    for n, vehicle in enumerate(vehicles):
        start = local(2024, 1, 1) - timedelta(days=rng.randrange(900))
        yield registration(vehicle, start, n + 1)


def registration(vehicle: Vehicle, start: datetime, serial: int) -> Event:
    return Event(
        truth=vehicle.id, agency="DMV", paper="registration",
        number=f"{vehicle.owner.state}R{serial:07d}", start=start, place=vehicle.owner.home,
        offense=OFFENSES[0], parties=(Party(vehicle.owner, "owner"),), vehicles=(vehicle,),
    )  # fmt: skip
