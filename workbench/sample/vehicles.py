"""Vehicles with valid VINs and plates, and firearms with serials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from workbench.sample.population import Person

_MODELS = (
    ("1HG", "HONDA", "ACCORD", "4D"), ("2HG", "HONDA", "CIVIC", "4D"), ("5J6", "HONDA", "CR-V",
    "SW"),
    ("4T1", "TOYOTA", "CAMRY", "4D"), ("2T1", "TOYOTA", "COROLLA", "4D"), ("2T3", "TOYOTA", "RAV4",
    "SW"),
    ("1N4", "NISSAN", "ALTIMA", "4D"), ("3N1", "NISSAN", "SENTRA", "4D"), ("5N1", "NISSAN",
    "ROGUE", "SW"),
    ("5NP", "HYUNDAI", "ELANTRA", "4D"), ("5NP", "HYUNDAI", "SONATA", "4D"), ("KM8", "HYUNDAI",
    "TUCSON", "SW"),
    ("5XX", "KIA", "OPTIMA", "4D"), ("3KP", "KIA", "FORTE", "4D"), ("KND", "KIA", "SPORTAGE", "SW"),
    ("1FT", "FORD", "F150", "PK"), ("1FM", "FORD", "EXPLORER", "SW"), ("3FA", "FORD", "FUSION",
    "4D"),
    ("1G1", "CHEVROLET", "MALIBU", "4D"), ("1GN", "CHEVROLET", "TAHOE", "SW"), ("2C3", "DODGE",
    "CHARGER", "4D"),
    ("2C3", "CHRYSLER", "300", "4D"), ("WBA", "BMW", "328I", "4D"), ("4JG", "MERCEDES-BENZ", "GLE",
    "SW"),
    ("1C4", "JEEP", "GRAND CHEROKEE", "SW"), ("1FT", "FORD", "TRANSIT", "VN"),
)  # fmt: skip
COLORS = ("BLK", "WHI", "SIL", "GRY", "BLU", "RED", "MAR", "GLD", "GRN")
_COLOR_SHARES = (24, 20, 16, 16, 10, 7, 3, 2, 2)
_VALUES = {letter: int(value) for letter, value in zip(
    "ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True)}  # fmt: skip
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_GUNS = (
    ("GLOCK", "19", "9MM"), ("GLOCK", "43X", "9MM"), ("TAURUS", "G2C", "9MM"),
    ("SMITH & WESSON", "M&P SHIELD", "9MM"), ("RUGER", "LCP", ".380"), ("SIG SAUER", "P365", "9MM"),
    ("SPRINGFIELD ARMORY", "XD", ".40"), ("RUGER", "LCR", ".38"), ("COLT", "1911", ".45"),
    ("ANDERSON", "AM-15", "5.56"), ("SCCY", "CPX-2", "9MM"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One real vehicle with its present plate."""

    id: str
    vin: str
    plate: str
    state: str
    make: str
    model: str
    year: int
    style: str
    color: str
    owner: Person


@dataclass(frozen=True, slots=True)
class Item:
    """One real firearm, or other property where ``serial`` may be empty."""

    id: str
    category: str
    make: str = ""
    model: str = ""
    calibre: str = ""
    serial: str = ""
    description: str = ""


def check_digit(vin: str) -> str:
    """Ninth character of a VIN by 49 CFR 565.15(c): weighted sum modulo 11, ten written X."""
    total = sum(
        weight * (int(letter) if letter.isdigit() else _VALUES[letter])
        for letter, weight in zip(vin, _WEIGHTS, strict=True)
    )
    return "0123456789X"[total % 11]


def make_vin(rng: Random, wmi: str, year: int, serial: int) -> str:
    """Seventeen characters whose check digit, year letter and serial agree."""
    middle = "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") for _ in range(3))
    # The seventh character tells the two thirty-year rounds of year letters apart.
    middle += rng.choice("ABCDEFGH" if year >= 2010 else "12345678") + rng.choice("12345678")
    letter = _YEARS[(year - 1980) % 30]
    vin = f"{wmi}{middle}0{letter}{rng.choice('ABCDEFGH')}{serial:06d}"
    return vin[:8] + check_digit(vin) + vin[9:]


def make_plate(rng: Random, state: str) -> str:
    """A passenger plate: DC ``AB1234``, MD ``1AB2345``, VA ``ABC1234``."""
    letters = [rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(3)]
    digits = f"{rng.randrange(10_000):04d}"
    if state == "DC":
        return "".join(letters[:2]) + digits
    if state == "MD":
        return f"{rng.randint(1, 9)}{letters[0]}{letters[1]}{digits}"
    return "".join(letters) + digits


def equip(
    rng: Random, persons: list[Person], reserved: Iterable[tuple[str, str]] = ()
) -> list[Vehicle]:
    """A vehicle for about half of the adults, a second one for a few.

    ``reserved`` holds plates with their states that nobody of them gets.
    """
    out: list[Vehicle] = []
    used = set(reserved)
    for person in persons:
        if person.birth.year > 2006 or not person.state:
            continue
        for _ in range(rng.choices((0, 1, 2), (45, 47, 8))[0]):
            out.append(vehicle_of(rng, person, len(out) + 1, used))
    return out


def vehicle_of(rng: Random, owner: Person, number: int, used: set[tuple[str, str]]) -> Vehicle:
    """A new vehicle of the owner with a plate that is not in ``used`` yet; the plate is added."""
    wmi, make, model, style = rng.choice(_MODELS)
    year = rng.randint(2002, 2024)
    state = owner.state if rng.random() < 0.93 else rng.choice(("DC", "MD", "VA"))
    plate = make_plate(rng, state)
    while (plate, state) in used:
        plate = make_plate(rng, state)
    used.add((plate, state))
    color = rng.choices(COLORS, _COLOR_SHARES)[0]
    vin = make_vin(rng, wmi, year, number % 1_000_000)
    return Vehicle(
        f"vehicle-{number:06d}", vin, plate, state, make, model, year, style, color, owner
    )


def firearm(rng: Random, number: int) -> Item:
    """A firearm whose serial has its maker's shape."""
    make, model, calibre = rng.choice(_GUNS)
    letters = "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(3))
    serial = f"{letters}{number:05d}" if make in {"GLOCK", "SMITH & WESSON"} else (
        f"{rng.randint(10, 99)}{letters[0]}{number:06d}"
    )  # fmt: skip
    return Item(f"item-{number:06d}", "firearm", make, model, calibre, serial)
