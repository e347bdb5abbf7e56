"""Plate readers: fixed sites of six agencies, and what they saw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from loaders.plate_reads import SYSTEM, place_key
from loaders.source import Row
from workbench.sample.dirt import misread
from workbench.sample.events import moments
from workbench.sample.groups import Underworld
from workbench.sample.places import STREETS, Place, Precision, corner
from workbench.sample.truth import Truth
from workbench.sample.vehicles import Vehicle

FILE = "plate-reads.csv"
COLUMNS = (
    "plate", "state", "read_at", "latitude", "longitude", "reader", "location", "confidence",
    "agency", "read_id", "image",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """A fixed reader at a corner."""

    agency: str
    reader: str
    place: Place

    @property
    def location(self) -> str:
        street, cross = self.place.street.text(), self.place.cross
        return f"{street} AND {cross.text()}" if cross else f"{self.place.number} {street}"


@dataclass(frozen=True, slots=True)
class Read:
    """One sighting of a vehicle; ``plate`` is what the machine made of its plate."""

    site: Site
    at: datetime
    vehicle: Vehicle
    plate: str
    state: str
    confidence: float


def sites(rng: Random) -> list[Site]:
    """Twenty-six readers."""
    counts = {"MPD": 10, "PGPD": 5, "MCPD": 4, "ACPD": 2, "FCPD": 3, "USCP": 2}
    return [
        Site(agency, f"{agency}-{n + 1:02d}", corner(rng, STREETS[agency]))
        for agency, count in counts.items()
        for n in range(count)
    ]


def sightings(
    rng: Random, sites: list[Site], vehicles: list[Vehicle], underworld: Underworld, count: int
) -> Iterator[Read]:
    """Reads in order of time, a third of offenders' vehicles; each keeps to few sites."""
    watched = [vehicle for offender in underworld.offenders for vehicle in offender.vehicles]
    for at in moments(rng, count):
        vehicle = rng.choice(watched if watched and rng.random() < 0.33 else vehicles)
        usual = (int(vehicle.id[-6:]) * 7) % len(sites)
        site = sites[(usual + rng.choice((0, 0, 0, 1, 2, 5))) % len(sites)]
        plate, state, confidence = vehicle.plate, vehicle.state, rng.uniform(0.9, 0.999)
        if rng.random() < 0.05:
            plate, confidence = misread(rng, plate), rng.uniform(0.45, 0.9)
        if rng.random() < 0.1:
            state = ""
        yield Read(
            site, at + timedelta(seconds=rng.randrange(60)), vehicle, plate, state, confidence
        )


def rows(reads: list[Read], truth: Truth) -> Iterator[dict[str, str]]:
    """The export's lines; the truth of each read and of its place goes to ``truth``."""
    for n, read in enumerate(reads):
        number = f"R{n + 1:08d}"
        row = {
            "plate": read.plate, "state": read.state,
            "read_at": read.at.isoformat(),
            "latitude": f"{read.site.place.latitude:.6f}",
            "longitude": f"{read.site.place.longitude:.6f}", "reader": read.site.reader,
            "location": read.site.location, "confidence": f"{read.confidence:.3f}",
            "agency": read.site.agency, "read_id": number, "image": "",
        }  # fmt: skip
        truth.add("plate-read", read.site.agency, SYSTEM, number, "", read.vehicle.id)
        site = place_key(Row(FILE, n + 2, row), read.site.agency)
        place = read.site.place.truth(Precision.EXACT)
        truth.add("location", site.agency, site.system, site.number, site.part, place)
        yield row
