"""The written values of one event, by the names that layouts ask for.

A cell is a string, a date, a moment or a number; the agency's style turns it into text. Cells that
begin with ``=`` are true ids, for the truth files only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from workbench.sample.dirt import (
    CLEAN,
    Habits,
    chance,
    misread,
    mistyped,
    of_bystander,
    written_birth,
    written_name,
    written_place,
)
from workbench.sample.events import Event, Party
from workbench.sample.vehicles import Item, Vehicle

Cell = str | int | float | date | datetime | None
Cells = Mapping[str, Cell]
BYSTANDERS = frozenset({"victim", "witness", "reporter"})


@dataclass(frozen=True, slots=True)
class Written:
    """One event as its agency writes it: its own cells and those of its parties and things."""

    event: Cells
    parties: tuple[Cells, ...]
    vehicles: tuple[Cells, ...]
    items: tuple[Cells, ...]

    def rows(self) -> list[dict[str, Cell]]:
        """Wide rows: one party, vehicle and item a row, the event's cells on every row."""
        count = max(1, len(self.parties), len(self.vehicles), len(self.items))
        out = []
        for n in range(count):
            row = dict(self.event)
            for group in (self.parties, self.vehicles, self.items):
                if n < len(group):
                    row.update(group[n])
            out.append(row)
        return out


def write(rng: Random, event: Event, habits: Habits, *, block: str, naming: str) -> Written:
    """Write the event with the agency's habits.

    Args:
        block: how the agency writes a block, with ``{low}`` and ``{high}``.
        naming: which name of an offence it uses: district, maryland or virginia.
    """
    habits = CLEAN if event.clean else habits
    vehicles = event.vehicles
    parties = _drivers_first(event) if vehicles else list(event.parties)
    return Written(
        _event(rng, event, habits, block, naming),
        tuple(
            _party(rng, event, party, habits, n + 1, block) for n, party in enumerate(parties)
        ),
        tuple(_vehicle(rng, v, habits, n + 1) for n, v in enumerate(vehicles)),
        tuple(_item(rng, i, s, habits, n + 1) for n, (i, s) in enumerate(event.items)),
    )  # fmt: skip


def _drivers_first(event: Event) -> list[Party]:
    """The owner of the first vehicle leads, so that the row that holds both says who drives."""
    owner = event.vehicles[0].owner.id
    return sorted(event.parties, key=lambda party: party.person.id != owner)


def _event(rng: Random, event: Event, habits: Habits, block: str, naming: str) -> dict[str, Cell]:
    place, precision = written_place(rng, event.place, habits, block=block)
    cross = event.cross
    if cross and chance(rng, habits.cross_hyphen):
        cross = f"{cross[:2]}-{cross[2:]}"
    end = event.start + timedelta(minutes=30 if event.clean else rng.randint(1, 600))
    pointless = chance(rng, habits.point_missing)
    offense = {
        "district": event.offense.district,
        "maryland": event.offense.maryland,
        "virginia": event.offense.virginia,
    }[naming]
    cells: dict[str, Cell] = {
        "number": event.number, "cross": cross, "parent": event.parent, "start": event.start,
        "end": None if chance(rng, habits.blank) else end,
        "reported": event.start + event.lag, "offense": offense, "nibrs": event.offense.nibrs,
        "statute": event.offense.statute, "status": event.status,
        "officer": "" if chance(rng, habits.blank) else event.officer,
        "address": place, "city": event.place.street.city, "state": event.place.street.state,
        "zip": "" if chance(rng, habits.blank) else event.place.street.postal_code,
        "lat": None if pointless else event.place.latitude,
        "lon": None if pointless else event.place.longitude,
        "psa": f"PSA {101 + len(event.place.street.name) * 7 + event.place.number % 5}",
        "sealed": "Y" if event.sealed else "", "narrative": event.narrative,
        "=event": event.truth, "=place": event.place.truth(precision),
    }  # fmt: skip
    return cells | _cells_of(event.written)


def _cells_of(written: Mapping[str, object]) -> dict[str, Cell]:
    return {
        name: value
        for name, value in written.items()
        if value is None or isinstance(value, str | int | float | date)
    }


def _party(
    rng: Random, event: Event, party: Party, habits: Habits, n: int, block: str
) -> dict[str, Cell]:
    person, day = party.person, event.start.date()
    if party.role in BYSTANDERS and not event.clean:
        habits = of_bystander(habits)
    home, home_truth = "", ""
    lived = person.home
    if not chance(rng, habits.home_missing):
        if person.former_home is not None and chance(rng, habits.home_former):
            lived = person.former_home
        home, precision = written_place(rng, lived, habits, block=block, home=True)
        home_truth = lived.truth(precision)
    birth = written_birth(rng, person.birth, habits)
    known = party.role not in BYSTANDERS
    otherwise = chance(rng, habits.measured_otherwise)
    cells: dict[str, Cell] = {
        "pid": f"P{n}", "role": party.role, **written_name(rng, person, habits),
        "moniker": person.moniker if known and not chance(rng, habits.moniker_missing) else "",
        "birth": birth,
        "age": person.age_on(day) if birth is None or not chance(rng, habits.age_missing) else None,
        "sex": "" if chance(rng, habits.sex_missing) else person.sex,
        "license": "" if chance(rng, habits.license_missing) else person.license,
        "sid": person.state_id if known else "", "sid_state": person.state if known else "",
        "fbi": person.fbi if known and not chance(rng, habits.fbi_missing) else "",
        "phone": "" if chance(rng, habits.phone_missing) else person.phone,
        "marks": ";".join(person.marks) if known else "",
        "cautions": ";".join(person.cautions) if known else "",
        "aid": f"A{n}" if home else "", "home": home,
        "home_city": lived.street.city if home else "",
        "home_state": lived.street.state if home else "",
        "home_zip": lived.street.postal_code if home else "",
        "inches": person.inches + (rng.choice((-1, 1)) if otherwise else 0),
        "pounds": person.pounds + (rng.choice((-15, -5, 5, 15)) if otherwise else 0),
        "eyes": person.eyes, "hair": person.hair,
        "=person": person.id, "=home": home_truth,
    }  # fmt: skip
    cells["license_state"] = person.state if cells["license"] else ""
    return cells | _cells_of(party.written)


def _vehicle(rng: Random, vehicle: Vehicle, habits: Habits, n: int) -> dict[str, Cell]:
    plate = "" if chance(rng, habits.plate_missing) else vehicle.plate
    vin = "" if plate and chance(rng, habits.vin_missing) else vehicle.vin
    if chance(rng, habits.plate_error):
        plate = misread(rng, plate)
    if vin and chance(rng, habits.vin_error):
        vin = mistyped(rng, vin)
    return {
        "vid": f"V{n}", "plate": plate,
        "plate_state": "" if not plate or chance(rng,
        habits.plate_state_missing) else vehicle.state,
        "vin": vin, "make": vehicle.make,
        "model": "" if chance(rng, habits.blank) else vehicle.model,
        "year": None if chance(rng, habits.blank) else vehicle.year, "style": vehicle.style,
        "color": "" if chance(rng, habits.blank) else vehicle.color,
        "=vehicle": vehicle.id,
    }  # fmt: skip


def _item(rng: Random, item: Item, status: str, habits: Habits, n: int) -> dict[str, Cell]:
    serial = item.serial
    if chance(rng, habits.serial_missing):
        serial = ""
    elif chance(rng, habits.serial_obliterated):
        serial = "OBLITERATED"
    return {
        "iid": f"I{n}", "item": item.category, "serial": serial, "gun_make": item.make,
        "gun_model": "" if chance(rng, habits.blank) else item.model, "calibre": item.calibre,
        "item_status": status, "=item": item.id,
    }  # fmt: skip
