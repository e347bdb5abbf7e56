"""The rules by which two persons' fields agree, each into levels from the strongest on.

The first level that holds counts, and where none does the two are different. The docstring of a
rule is what a supervisor reads about it. Race and ethnicity are compared nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.resolution.views import View

GENERATION = 14
"""Years between a parent's birth and a child's, at the least."""
Levels = Iterator[tuple[str, Any]]


def given_name(given: View, names: View) -> Levels:
    """The first given names. A nickname counts (BILL for WILLIAM), one wrong letter, an initial
    for a name. "exchanged": each record's given name is the other's surname. A rare name says
    more than a common one."""
    yield "exact", given.same
    yield "exchanged", names.same
    yield "nickname", given.nickname
    yield "near", (given.likeness >= 0.92) | (given.edits_where(given.likeness >= 0.75) <= 1)
    yield "initial", given.initial
    yield "alike", (given.likeness >= 0.8) | given.shared


def surname(surname: View, names: View) -> Levels:
    """The surnames. One part of a double surname counts (GARCIA for GARCIA LOPEZ), and one wrong
    letter. A rare surname says more than a common one. People marry and divorce, so a different
    surname alone parts nobody."""
    yield "exact", surname.same
    yield "exchanged", names.same
    yield "near", (surname.likeness >= 0.92) | (surname.edits_where(surname.likeness >= 0.75) <= 1)
    yield "part", surname.shared
    yield "alike", surname.likeness >= 0.8


def middle_name(middle: View) -> Levels:
    """The middle names, or their initials."""
    yield "exact", middle.same
    yield "initial", middle.initial
    yield "near", (middle.edits <= 1) | (middle.likeness >= 0.9)


def suffix(suffix: View) -> Levels:
    """Jr, Sr, II, III, IV. Two different ones are a father and his son."""
    yield "exact", suffix.same


def birth_date(birth: View, year: View, day: View, born: View) -> Levels:
    """The dates of birth. "near": one digit wrong or two exchanged. "turned": day and month
    exchanged. "partial": one record states the year only, and it agrees. "close": two digits
    wrong, or two years without a day that follow each other. "day" and "year": only these agree.
    "generation": the years are so far apart that one could be the other's parent. A date that many
    records state, such as 1 January, says less."""
    yield "exact", birth.same
    yield "near", day.both & (birth.edits <= 1)
    yield "turned", year.same & day.turned
    yield "partial", year.same & (day.both == False)  # noqa: E712  (arrays and single values)
    yield "close", (day.both & (birth.edits <= 2)) | ((day.both == False) & (born.gap <= 1))  # noqa: E712
    yield "day", day.same
    yield "year", year.same
    yield "generation", born.both & (born.gap >= GENERATION)


def age(born: View, birth: View) -> Levels:
    """The years of birth as ages imply them, where a record states no date of birth. "fits":
    within one year. "near": within three."""
    yield "fits", born.gap <= 1
    yield "near", born.gap <= 3


def sex(sex: View) -> Levels:
    """The sex as recorded. Two different ones speak against one person; they do not exclude it."""
    yield "exact", sex.same


def identifier(number: View) -> Levels:
    """Numbers that one register gives to one person. "near": one character wrong. Different
    numbers of the same register speak against one person; of different registers, nothing."""
    yield "exact", number.shared
    yield "near", number.near_member


def ssn(ssn: View) -> Levels:
    """Social security numbers. "near": one digit wrong or two exchanged. "ending": the last four
    agree. Numbers are borrowed and mistyped, so an equal one is strong, not certain."""
    yield "exact", ssn.same
    yield "near", ssn.edits <= 1
    yield "ending", ssn.ending


def address(address: View, number: View, street: View) -> Levels:
    """Where they live: house number and street. "near": the same number and nearly the same
    street, or the same street and one digit of the number wrong. "street": only the street.
    People move, so a different address says little against."""
    yield "exact", address.same
    yield (
        "near",
        (
            (number.same & ((street.edits_where(number.same) <= 2) | (street.likeness >= 0.88)))
            | (street.same & (number.edits_where(street.same) <= 1))
        ),
    )
    yield "street", street.same | (street.likeness >= 0.95)
    yield "number", number.same


def locality(postal: View, city: View, area: View, state: View) -> Levels:
    """Postal code, town and state. "near": one character of the code wrong. "area": the first
    part of the code. "town", "state": only these agree."""
    yield "exact", postal.same
    yield "near", postal.edits <= 1
    yield "town", city.same | (city.likeness >= 0.92)
    yield "area", area.same
    yield "state", state.same


def phone(phones: View) -> Levels:
    """A telephone number that both state. People have several, so different ones say little."""
    yield "exact", phones.shared


def place_of_birth(birth_place: View) -> Levels:
    """The places of birth. A rare place says more than a common one."""
    yield "exact", birth_place.same
    yield "near", (birth_place.likeness >= 0.88) | birth_place.shared


def occupation(occupation: View) -> Levels:
    """The occupations. They change, so different ones say little against."""
    yield "exact", occupation.same
    yield "near", (occupation.likeness >= 0.88) | occupation.shared


def alias(known_as: View, names: View) -> Levels:
    """Names that both go by, where the names they were recorded under differ: one gave the
    other's alias, or both gave one alias."""
    yield "exact", known_as.shared


def moniker(monikers: View) -> Levels:
    """Street names. A rare one says more, but several people may bear it; different ones say
    little against."""
    yield "exact", monikers.shared


def mark(marks: View) -> Levels:
    """Scars, marks and tattoos, by kind, place on the body and words."""
    yield "exact", marks.shared


def height(height: View) -> Levels:
    """The height. "exact": within an inch. "near": within three, as people estimate."""
    yield "exact", height.gap <= 1
    yield "near", height.gap <= 3


def color(color: View) -> Levels:
    """The color as recorded; recorded by eye, so a different one says little against."""
    yield "exact", color.same
