"""Places on real-looking streets of the District, Maryland and Virginia, with coordinates.

Street names, block ranges and coordinates are plausible, house numbers are drawn: an address here
is not a statement about any real house.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random


class Precision(Enum):
    """How exactly a layout writes a place; each is a place of its own in the truth."""

    EXACT = "exact"
    BLOCK = "block"
    CORNER = "corner"


@dataclass(frozen=True, slots=True)
class Street:
    """A street segment: name, USPS type, quadrant, town, state, postal code, house numbers,
    and the coordinates of its first and last house."""

    name: str
    type: str
    quadrant: str
    city: str
    state: str
    postal_code: str
    first: int
    last: int
    start: tuple[float, float]
    end: tuple[float, float]

    def text(self) -> str:
        return " ".join(word for word in (self.name, self.type, self.quadrant) if word)


@dataclass(frozen=True, slots=True)
class Place:
    """One real place: a numbered address, or the corner of two streets where ``cross`` is set."""

    number: int
    street: Street
    unit: str = ""
    cross: Street | None = None
    latitude: float = 0.0
    longitude: float = 0.0

    def truth(self, precision: Precision) -> str:
        """The entity that a record of this place at this precision is about."""
        street = f"{self.street.text()} {self.street.city}".lower().replace(" ", "-")
        if self.cross is not None:
            names = sorted((self.street.text(), self.cross.text()))
            return "corner-" + "--".join(names).lower().replace(" ", "-")
        if precision is Precision.BLOCK:
            return f"block-{self.number // 100 * 100}-{street}"
        unit = f"-{self.unit.lower()}" if self.unit else ""
        return f"address-{self.number}-{street}{unit}"


def _streets(text: str, state: str) -> tuple[Street, ...]:
    out = []
    for line in text.strip().splitlines():
        name, kind, quadrant, city, code, numbers, start, end = (
            cell.strip() for cell in line.split("|")
        )
        first, last = (int(number) for number in numbers.split("-"))
        out.append(
            Street(name, kind, quadrant, city, state, code, first, last, _point(start), _point(end))
        )
    return tuple(out)


def _point(text: str) -> tuple[float, float]:
    latitude, longitude = text.split()
    return float(latitude), float(longitude)


_DC = _streets(
    """
H|ST|NE|Washington|20002|200-1599|38.9001 -77.0030|38.9001 -76.9800
TRINIDAD|AVE|NE|Washington|20002|1000-1899|38.9020 -76.9890|38.9090 -76.9850
BENNING|RD|NE|Washington|20019|1600-4499|38.9000 -76.9790|38.8890 -76.9370
BLADENSBURG|RD|NE|Washington|20018|1100-3099|38.9020 -76.9790|38.9270 -76.9570
RHODE ISLAND|AVE|NE|Washington|20018|100-3299|38.9210 -77.0050|38.9330 -76.9600
MONTANA|AVE|NE|Washington|20018|1200-2399|38.9150 -76.9880|38.9210 -76.9720
MINNESOTA|AVE|NE|Washington|20019|100-4099|38.8870 -76.9570|38.9010 -76.9440
KENILWORTH|AVE|NE|Washington|20019|600-1699|38.8980 -76.9460|38.9100 -76.9380
FLORIDA|AVE|NE|Washington|20002|100-1299|38.9080 -77.0050|38.9000 -76.9870
EAST CAPITOL|ST|NE|Washington|20003|100-5799|38.8899 -77.0050|38.8899 -76.9200
16TH|ST|NE|Washington|20002|200-999|38.8930 -76.9830|38.9030 -76.9820
8TH|ST|NE|Washington|20002|200-1099|38.8930 -76.9950|38.9040 -76.9950
14TH|ST|NE|Washington|20002|200-999|38.8930 -76.9860|38.9030 -76.9860
14TH|ST|NW|Washington|20009|900-3799|38.9020 -77.0320|38.9370 -77.0330
7TH|ST|NW|Washington|20001|400-2099|38.8950 -77.0220|38.9170 -77.0220
P|ST|NW|Washington|20005|100-2699|38.9096 -77.0130|38.9096 -77.0550
U|ST|NW|Washington|20009|700-1999|38.9169 -77.0230|38.9169 -77.0450
GEORGIA|AVE|NW|Washington|20010|2100-7799|38.9180 -77.0220|38.9840 -77.0270
COLUMBIA|RD|NW|Washington|20009|1100-1899|38.9280 -77.0270|38.9220 -77.0430
K|ST|NW|Washington|20005|700-2099|38.9025 -77.0230|38.9025 -77.0460
MASSACHUSETTS|AVE|NW|Washington|20001|100-1299|38.8990 -77.0120|38.9060 -77.0290
NORTH CAPITOL|ST|NW|Washington|20001|100-1999|38.8910 -77.0091|38.9150 -77.0091
KENNEDY|ST|NW|Washington|20011|100-999|38.9565 -77.0120|38.9565 -77.0260
PENNSYLVANIA|AVE|NW|Washington|20004|500-2499|38.8930 -77.0190|38.9040 -77.0510
PENNSYLVANIA|AVE|SE|Washington|20003|200-3899|38.8870 -77.0030|38.8640 -76.9500
ALABAMA|AVE|SE|Washington|20020|600-4299|38.8440 -76.9950|38.8830 -76.9430
GOOD HOPE|RD|SE|Washington|20020|1100-2999|38.8670 -76.9900|38.8590 -76.9690
MARTIN LUTHER KING JR|AVE|SE|Washington|20032|1900-4299|38.8660 -76.9900|38.8290 -77.0060
WHEELER|RD|SE|Washington|20032|3200-4399|38.8460 -76.9920|38.8280 -76.9950
BENNING|RD|SE|Washington|20019|4400-5199|38.8890 -76.9370|38.8800 -76.9300
SAVANNAH|ST|SE|Washington|20032|300-1399|38.8460 -77.0010|38.8460 -76.9870
8TH|ST|SE|Washington|20003|200-1299|38.8860 -76.9950|38.8740 -76.9950
16TH|ST|SE|Washington|20003|100-1699|38.8880 -76.9830|38.8650 -76.9830
SOUTH CAPITOL|ST|SW|Washington|20032|3800-4699|38.8360 -77.0080|38.8240 -77.0050
M|ST|SW|Washington|20024|100-1099|38.8765 -77.0100|38.8765 -77.0240
4TH|ST|SW|Washington|20024|400-1399|38.8840 -77.0177|38.8710 -77.0177
7TH|ST|SW|Washington|20024|400-999|38.8840 -77.0220|38.8790 -77.0220
""",
    "DC",
)
_MONTGOMERY = _streets(
    """
GEORGIA|AVE||Silver Spring|20910|7900-10099|38.9850 -77.0270|39.0190 -77.0410
COLESVILLE|RD||Silver Spring|20910|8300-9799|38.9930 -77.0300|39.0180 -77.0130
PINEY BRANCH|RD||Silver Spring|20901|8100-9499|38.9860 -77.0170|39.0010 -76.9850
NEW HAMPSHIRE|AVE||Silver Spring|20903|9000-12099|39.0010 -76.9860|39.0510 -76.9860
FLOWER|AVE||Silver Spring|20901|8300-9299|38.9880 -77.0090|39.0040 -77.0040
ROCKVILLE|PIKE||Rockville|20852|11000-15099|39.0350 -77.1130|39.0830 -77.1480
VEIRS MILL|RD||Rockville|20851|11100-13699|39.0420 -77.0560|39.0840 -77.1360
FREDERICK|AVE||Gaithersburg|20877|100-899|39.1390 -77.1960|39.1550 -77.2150
WISCONSIN|AVE||Bethesda|20814|6700-8299|38.9770 -77.0900|38.9970 -77.0980
RANDOLPH|RD||Silver Spring|20902|1900-4299|39.0640 -77.0430|39.0560 -77.0800
CONNECTICUT|AVE||Kensington|20895|9500-11399|39.0200 -77.0770|39.0480 -77.0760
IRIS|ST||Silver Spring|20902|2000-2599|39.0430 -77.0490|39.0440 -77.0560
""",
    "MD",
)
_PRINCE_GEORGES = _streets(
    """
MARLBORO|PIKE||District Heights|20747|5500-7799|38.8560 -76.9180|38.8420 -76.8700
SILVER HILL|RD||Suitland|20746|3400-5699|38.8530 -76.9220|38.8480 -76.9010
BRANCH|AVE||Temple Hills|20748|3000-5899|38.8460 -76.9580|38.8090 -76.9310
INDIAN HEAD|HWY||Oxon Hill|20745|5400-8499|38.8200 -76.9990|38.7650 -77.0010
ANNAPOLIS|RD||Lanham|20706|4900-9599|38.9440 -76.9290|38.9660 -76.8490
LANDOVER|RD||Hyattsville|20785|5800-8399|38.9320 -76.9160|38.9240 -76.8710
UNIVERSITY|BLVD||Hyattsville|20783|900-2899|38.9840 -76.9780|38.9780 -76.9560
RIVERDALE|RD||Riverdale|20737|4700-6999|38.9630 -76.9320|38.9610 -76.8870
CENTRAL|AVE||Capitol Heights|20743|4800-7099|38.8860 -76.9280|38.8880 -76.8860
SOUTHERN|AVE||Oxon Hill|20745|600-2299|38.8270 -77.0010|38.8430 -76.9780
BALTIMORE|AVE||College Park|20740|7200-9999|38.9790 -76.9370|39.0170 -76.9270
ADDISON|RD||Capitol Heights|20743|100-1399|38.8890 -76.8960|38.9060 -76.9010
""",
    "MD",
)
_ARLINGTON = _streets(
    """
COLUMBIA|PIKE||Arlington|22204|800-5299|38.8650 -77.0730|38.8480 -77.1170
WILSON|BLVD||Arlington|22201|1400-4499|38.8940 -77.0740|38.8800 -77.1110
GLEBE|RD||Arlington|22203|100-1999|38.8620 -77.0980|38.8900 -77.1160
CLARENDON|BLVD||Arlington|22201|1500-3099|38.8930 -77.0760|38.8870 -77.0950
FOUR MILE RUN|DR||Arlington|22206|2500-4699|38.8440 -77.0850|38.8560 -77.1080
HAYES|ST||Arlington|22202|1100-2299|38.8620 -77.0600|38.8500 -77.0590
""",
    "VA",
)
_FAIRFAX = _streets(
    """
RICHMOND|HWY||Alexandria|22306|5900-8799|38.7900 -77.0750|38.7200 -77.1200
LEESBURG|PIKE||Falls Church|22041|3400-6399|38.8370 -77.1060|38.8620 -77.1490
COLUMBIA|PIKE||Annandale|22003|5900-7299|38.8450 -77.1330|38.8310 -77.1930
LITTLE RIVER|TPKE||Annandale|22003|6100-8999|38.8180 -77.1540|38.8350 -77.2310
BACKLICK|RD||Springfield|22150|5400-7999|38.8030 -77.1850|38.7420 -77.1830
LEE|HWY||Fairfax|22031|8100-9999|38.8730 -77.2290|38.8630 -77.2760
ARLINGTON|BLVD||Falls Church|22042|6000-8199|38.8690 -77.1480|38.8680 -77.2110
""",
    "VA",
)
STREETS: dict[str, tuple[Street, ...]] = {
    "MPD": _DC,
    "MCPD": _MONTGOMERY,
    "PGPD": _PRINCE_GEORGES,
    "ACPD": _ARLINGTON,
    "FCPD": _FAIRFAX,
    "AMTRAK": tuple(
        s for s in _DC if s.text() in {"MASSACHUSETTS AVE NW", "H ST NE", "FLORIDA AVE NE"}
    ),
    "USCP": tuple(
        s
        for s in _DC
        if s.text() in {"EAST CAPITOL ST NE", "PENNSYLVANIA AVE SE", "NORTH CAPITOL ST NW"}
    ),
    "MTPD": _DC[:20] + _MONTGOMERY[:3] + _PRINCE_GEORGES[:3] + _ARLINGTON[:2],
    "USPP": tuple(
        s
        for s in _DC
        if s.text() in {"GOOD HOPE RD SE", "M ST SW", "KENILWORTH AVE NE", "4TH ST SW"}
    ),
    "USSS-UD": tuple(
        s for s in _DC if s.text() in {"PENNSYLVANIA AVE NW", "K ST NW", "14TH ST NW"}
    ),
    "DCHAPD": tuple(
        s for s in _DC if s.text() in {"BENNING RD NE", "SAVANNAH ST SE", "ALABAMA AVE SE"}
    ),
}
"""Streets in an agency's territory, by agency code."""


def address(rng: Random, street: Street, *, units: bool = True) -> Place:
    """A numbered house on the street, in a flat one time in four."""
    number = rng.randint(street.first, street.last)
    if not units or rng.random() >= 0.25:
        return house(street, number)
    # Blocks of flats are few and large, so that strangers share a house number.
    building = max(street.first, number // 200 * 200 + 1)
    return house(street, building, f"{rng.randint(1, 12)}{rng.choice('ABCDEF')}")


def house(street: Street, number: int, unit: str = "") -> Place:
    """The address with that number; its coordinates lie along the street in proportion."""
    share = (number - street.first) / max(1, street.last - street.first)
    latitude, longitude = (
        round(a + (b - a) * share, 6) for a, b in zip(street.start, street.end, strict=True)
    )
    return Place(number, street, unit, None, latitude, longitude)


def corner(rng: Random, streets: tuple[Street, ...]) -> Place:
    """The corner of two streets that cross, drawn in either order; a house where none do."""
    street = rng.choice(streets)
    crossing = [
        s for s in streets
        if (s.city, s.quadrant) == (street.city, street.quadrant)
        and _runs_north(s) != _runs_north(street)
    ]  # fmt: skip
    if not crossing:
        return address(rng, street, units=False)
    return meeting(street, rng.choice(crossing))


def meeting(street: Street, cross: Street) -> Place:
    """The corner of the two streets; the same point whichever is named first."""
    north, east = (street, cross) if _runs_north(street) else (cross, street)
    latitude = round((east.start[0] + east.end[0]) / 2, 6)
    longitude = round((north.start[1] + north.end[1]) / 2, 6)
    return Place(0, street, "", cross, latitude, longitude)


def _runs_north(street: Street) -> bool:
    return abs(street.start[0] - street.end[0]) > abs(street.start[1] - street.end[1])


def find(text: str, city: str = "Washington") -> Street:
    """The street written so, such as ``TRINIDAD AVE NE``."""
    return next(
        s for code in ("MPD", "MCPD", "PGPD", "ACPD", "FCPD") for s in STREETS[code]
        if s.text() == text and s.city == city
    )  # fmt: skip
