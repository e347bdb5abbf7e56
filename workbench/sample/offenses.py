"""The offences of the region and how often they happen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offense:
    """An offence as the District, Maryland and Virginia name it, with its NIBRS code."""

    nibrs: str
    district: str
    maryland: str
    virginia: str
    statute: str
    weight: int
    victims: int = 1
    vehicle: str = ""
    gun: float = 0.0


OFFENSES = (
    Offense("120", "ROBBERY", "ROBBERY-STREET", "ROBBERY", "22-2801", 10, 1, "used", 0.35),
    Offense("13A", "ASSAULT W/DANGEROUS WEAPON", "AGG ASSAULT", "MALICIOUS WOUNDING", "22-402", 9,
    1, "", 0.3),
    Offense("13B", "SIMPLE ASSAULT", "ASSAULT 2ND DEGREE", "ASSAULT & BATTERY", "22-404", 16, 1),
    Offense("220", "BURGLARY", "BURGLARY-RESIDENTIAL", "BURGLARY", "22-801", 7, 1),
    Offense("23F", "THEFT F/AUTO", "THEFT FROM AUTO", "LARCENY FROM VEHICLE", "22-3211", 14, 1),
    Offense("23H", "THEFT/OTHER", "THEFT OTHER", "GRAND LARCENY", "22-3211", 16, 1),
    Offense("240", "MOTOR VEHICLE THEFT", "AUTO THEFT", "MOTOR VEHICLE THEFT", "22-3215", 12, 1,
    "stolen"),
    Offense("35A", "NARCOTICS", "CDS POSSESSION", "DRUG VIOLATION", "48-904.01", 10, 0, "used"),
    Offense("520", "WEAPON VIOLATIONS", "HANDGUN VIOLATION", "CONCEALED WEAPON", "22-4504", 8, 0,
    "used", 1.0),
    Offense("290", "DESTRUCTION OF PROPERTY", "VANDALISM", "DESTRUCTION OF PROPERTY", "22-303", 7,
    1),
    Offense("09A", "HOMICIDE", "HOMICIDE", "MURDER", "22-2101", 1, 1, "", 0.7),
    Offense("280", "RECEIVING STOLEN PROPERTY", "STOLEN PROPERTY", "RECEIVING STOLEN GOODS",
    "22-3232", 4, 0, "used"),
)  # fmt: skip
