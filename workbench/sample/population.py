"""People in households: shared surnames and addresses, Jr and Sr, twins, siblings.

A household is what makes resolution hard: its members agree on surname and address, so only given
name, suffix, sex and birth date tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from workbench.sample.names import HISPANIC, MONIKERS, draw_given, draw_surname
from workbench.sample.places import STREETS, Place, address

FIRST_DAY = date(2024, 1, 1)
LAST_DAY = date(2025, 12, 31)
HOME_AGENCIES = ("MPD", "PGPD", "MCPD", "FCPD", "ACPD")
HOME_SHARES = (42, 27, 15, 10, 6)
STATE_OF_HOME = {"MPD": "DC", "PGPD": "MD", "MCPD": "MD", "FCPD": "VA", "ACPD": "VA"}
_AREA_CODES = {
    "DC": ("202", "771"),
    "MD": ("301", "240", "227", "410", "443", "667"),
    "VA": ("703", "571", "804", "757", "540", "434", "276", "826", "948"),
}
_MARKS = tuple(
    f"{kind} {site} {what}"
    for kind, what in (
        ("TAT", "CROSS"), ("TAT", "ROSE"), ("TAT", "RIP MOM"), ("TAT", "DICE"), ("TAT", "SKULL"),
        ("TAT", "PRAYING HANDS"), ("TAT", "NAME SCRIPT"), ("SC", ""), ("BULLET WND", ""),
    )
    for site in ("L ARM", "R ARM", "NECK", "CHEST", "L HND", "R HND", "BACK", "FACE")
)  # fmt: skip
_CAUTIONS = ("ARMED AND DANGEROUS", "VIOLENT TENDENCIES", "ESCAPE RISK", "RESISTS ARREST")


@dataclass(frozen=True, slots=True)
class Person:
    """One real person; what agencies write about them differs."""

    id: str
    household: int
    given: str
    middle: str
    surname: str
    second_surname: str
    suffix: str
    sex: str
    birth: date
    agency: str
    """Police agency of the place where the person lives."""
    home: Place
    former_home: Place | None = None
    phone: str = ""
    license: str = ""
    state: str = ""
    state_id: str = ""
    fbi: str = ""
    moniker: str = ""
    alias: str = ""
    marks: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    inches: int = 68
    pounds: int = 170
    eyes: str = "BRO"
    hair: str = "BLK"

    def age_on(self, day: date) -> int:
        """Whole years; born 29 February turns on 1 March."""
        before = (day.month, day.day) < (self.birth.month, self.birth.day)
        return day.year - self.birth.year - before


def populate(rng: Random, people: int) -> list[Person]:
    """``people`` persons in households, in the order in which they were drawn."""
    out: list[Person] = []
    household = 0
    while len(out) < people:
        household += 1
        out.extend(_household(rng, household)[: people - len(out)])
    known = [_identified(rng, n, person) for n, person in enumerate(out)]
    for n in range(1, len(known)):
        # One telephone for two members of a household.
        if known[n].household == known[n - 1].household and rng.random() < 0.2:
            known[n] = replace(known[n], phone=known[n - 1].phone)
    return known


def _household(rng: Random, number: int) -> list[Person]:
    agency = rng.choices(HOME_AGENCIES, HOME_SHARES)[0]
    streets = STREETS[agency]
    home = address(rng, rng.choice(streets))
    former = address(rng, rng.choice(streets)) if rng.random() < 0.2 else None
    surname, second = draw_surname(rng), ""
    if surname in HISPANIC and rng.random() < 0.6:
        second = rng.choice(sorted(HISPANIC))
    elif rng.random() < 0.02:
        second = draw_surname(rng)
    head_year = rng.randint(1950, 1998)

    def member(sex: str, year: int, given: str = "", suffix: str = "") -> Person:
        born = date(year, 1, 1) + timedelta(days=rng.randrange(365))
        given = given or draw_given(rng, sex, year)
        middle = draw_given(rng, sex, year) if rng.random() < 0.75 else ""
        if middle == given:
            middle = ""
        return Person(
            id="", household=number, given=given, middle=middle,
            surname=surname, second_surname=second, suffix=suffix, sex=sex, birth=born,
            agency=agency, home=home, former_home=former,
        )  # fmt: skip

    shape = rng.random()
    if shape < 0.34:
        return [member(rng.choice("MMF"), head_year)]
    father = member("M", head_year)
    mother = member("F", head_year + rng.randint(-4, 5))
    if rng.random() < 0.3:
        mother = replace(mother, surname=draw_surname(rng), second_surname="")
    if shape < 0.5:
        return [father, mother]
    children = _children(rng, member, father)
    if children and children[0].suffix == "Jr":
        father = replace(father, suffix="Sr")
    if shape < 0.75:
        return [father, mother, *children]
    if children and children[0].suffix == "Jr":
        return [father, *children]
    return [mother, *children]


def _children(rng: Random, member: Callable[..., Person], father: Person) -> list[Person]:
    """The children; no two have one given name, and only a Jr has the father's."""
    out: list[Person] = []
    for n in range(rng.randint(1, 4)):
        taken = {father.given, *(child.given for child in out)}
        year = min(2014, father.birth.year + rng.randint(19, 36))
        sex = rng.choice("MF")
        if n == 0 and rng.random() < 0.22:
            son = member("M", year, father.given, "Jr")
            out.append(replace(son, middle=father.middle))
        elif out and rng.random() < 0.06:
            twin = out[-1]
            given = draw_given(rng, twin.sex, twin.birth.year)
            if given not in taken:
                out.append(replace(member(twin.sex, twin.birth.year, given), birth=twin.birth))
        else:
            given = draw_given(rng, sex, year)
            if given not in taken:
                out.append(member(sex, year, given))
    return out


def _identified(rng: Random, n: int, person: Person) -> Person:
    state = STATE_OF_HOME[person.agency]
    male = person.sex == "M"
    alias = f"{draw_given(rng, person.sex, person.birth.year)} {draw_surname(rng)}"
    inches = round(rng.gauss(69 if male else 64, 2.6))
    return replace(
        person,
        id=f"person-{n + 1:06d}",
        phone=phone_number(state, n) if rng.random() < 0.7 else "",
        license=driver_license(rng, state, person) if rng.random() < 0.8 else "",
        state=state,
        state_id=f"{state}{1_000_000 + n * 7 % 8_999_999:07d}",
        fbi=f"{100_000 + n}{'ABCDEFGH'[n % 8]}{'ABCDEFGHJK'[n % 10]}{n % 10}",
        moniker=rng.choice(MONIKERS) if rng.random() < 0.3 else "",
        alias=alias if rng.random() < 0.15 else "",
        marks=tuple(sorted(rng.sample(_MARKS, rng.choice((0, 0, 1, 2, 3))))),
        cautions=(rng.choice(_CAUTIONS),) if rng.random() < 0.06 else (),
        inches=inches,
        pounds=round(inches * 2.6 + rng.gauss(0, 22)),
        eyes=rng.choices(("BRO", "BLU", "GRN", "HAZ"), (80, 9, 5, 6))[0],
        hair=rng.choices(("BLK", "BRO", "BLN", "GRY"), (62, 28, 5, 5))[0],
    )


def phone_number(state: str, n: int) -> str:
    """A number that nobody has: 555-01xx first, kept for fiction; then the unused rest of 555.

    ``n`` may repeat a number only after every area code of the state has been gone through.
    """
    codes = _AREA_CODES[state]
    code, line = codes[n % len(codes)], n // len(codes)
    return f"{code}555{100 + line:04d}" if line < 100 else f"{code}555{2000 + line % 2000:04d}"


def driver_license(rng: Random, state: str, person: Person) -> str:
    """A licence number of the state's shape: DC seven digits, MD letter + 12, VA letter + 8."""
    if state == "DC":
        return f"{rng.randint(1_000_000, 9_999_999)}"
    if state == "MD":
        return person.surname[0] + f"{rng.randrange(10**12):012d}"
    return rng.choice("ABT") + f"{rng.randrange(10**8):08d}"
