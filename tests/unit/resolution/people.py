"""People made up for the tests of resolution, as columns of a file and as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from workbench.resolution.batch import Compared, compare, train
from workbench.resolution.model import Model
from workbench.resolution.reading import read_columns, with_derived
from workbench.resolution.table import Table, column
from workbench.sample.names import draw_given, draw_surname

Row = dict[str, str | None]
LETTERS = "BCDFGHKLMNPRSTVWZ"
VOWELS = "AEIOU"


def word(draw: Random, syllables: int) -> str:
    """A name that hardly anybody else has."""
    return "".join(draw.choice(LETTERS) + draw.choice(VOWELS) for _ in range(syllables))


def birth_date(draw: Random, first: int = 1940, last: int = 2004) -> str:
    return f"{draw.randint(first, last)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def homes(draw: Random, number: int, members: int) -> Iterator[list[Row]]:
    """Households: one surname and address, given names and birth dates of their own."""
    for _ in range(number):
        shared = {
            "surname": word(draw, 3),
            "street_number": str(draw.randint(1, 9999)),
            "street_name": f"{word(draw, 4)} STREET",
        }
        yield [
            {"given_name": word(draw, 2), "birth_date": birth_date(draw), **shared}
            for _ in range(members)
        ]


def common_people(draw: Random, number: int, members: int) -> list[Row]:
    """A record each of the people of such households, under names that many bear."""
    rows: list[Row] = []
    for home in homes(draw, number, members):
        surname = draw_surname(draw)
        for person in home:
            sex = draw.choice("MF")
            given = draw_given(draw, sex, int(str(person["birth_date"])[:4]))
            named = {"given_name": given, "surname": surname, "sex": sex}
            rows.append({**person, **named, "middle_name": draw.choice(LETTERS)})
    return rows


def mistyped(draw: Random, text: str) -> str:
    at = draw.randrange(len(text))
    return text[:at] + draw.choice(LETTERS) + text[at + 1 :]


def columns(rows: Sequence[Row], *, keyed: bool = True) -> dict[str, list[str | None]]:
    """The rows as columns; ``record_id`` is the row's place unless it has one."""
    names = sorted({name for row in rows for name in row})
    found = {name: [row.get(name) for row in rows] for name in names}
    if keyed and "record_id" not in found:
        found["record_id"] = [f"{at:05}" for at in range(len(rows))]
    return found


def table_of(rows: Sequence[Row]) -> Table:
    return read_columns(columns(rows), len(rows))


def learnt(rows: Sequence[Row]) -> tuple[Compared, Model]:
    compared = compare(table_of(rows))
    return compared, train(compared)


def town(seed: int = 1, number: int = 40, members: int = 3) -> list[Row]:
    """Records of households, two a person, some with a mistake: enough to learn from."""
    draw = Random(seed)
    rows: list[Row] = []
    for home in homes(draw, number, members):
        for person in home:
            again = dict(person)
            if draw.random() < 0.3:
                again["given_name"] = mistyped(draw, str(again["given_name"]))
            if draw.random() < 0.2:
                again["birth_date"] = None
            rows += [person, again]
    return rows


GIVEN = (
    "WILLIAM",
    "BILL",
    "BILLY",
    "J",
    "JOHN",
    "JON",
    "JACK",
    "MARY ANN",
    "MARY",
    "AVA",
    "GARCIA",
)
SURNAMES = ("GARCIA", "GARCIA LOPEZ", "LOPEZ", "SMITH", "SMYTH", "SMITHE", "JOHN", "O", "NGUYEN")
BIRTHS = ("19900417", "19901704", "19900418", "19900471", "19900416", "1990", "199004", "19620417")
BIRTHS += ("19620101", "17001231", "20010229")
MEMBERS = ("MD:1234", "MD:1243", "MD:1235", "VA:1234", "VA:99")

PERSONS: Mapping[str, Sequence[Any]] = {
    "given": GIVEN,
    "middle": ("ANN", "A", "ANNE", "LEE", "L"),
    "surname": SURNAMES,
    "suffix": ("JR", "SR", "III"),
    "birth": BIRTHS,
    "born": (1990, 1991, 1993, 1962, 2001),
    "sex": ("M", "F"),
    "fbi": [(one,) for one in MEMBERS] + [MEMBERS[:2], MEMBERS[2:4]],
    "state_id": [(one,) for one in MEMBERS],
    "license": [(one,) for one in MEMBERS] + [MEMBERS[3:]],
    "ssn": ("123456789", "123456798", "123456780", "999996789", "6789"),
    "number": ("12", "21", "120", "7"),
    "street": ("MAIN ST", "MAINE ST", "MAIN AVE", "OAK LN", "N OAK LN"),
    "postal": ("21201", "21202", "21210", "90210"),
    "city": ("BALTIMORE", "BALTIMOR", "TOWSON"),
    "state": ("MD", "VA"),
    "phones": [("4105550101",), ("4105550101", "4105550102"), ("4105550103",)],
    "known_as": [("BILL SMITH", "WILLIAM SMITH"), ("WILLIAM SMITH",), ("MARY LOPEZ",)],
    "monikers": [("RED",), ("RED", "SHORTY"), ("SHORTY",)],
    "marks": [("TATTOO ARM ROSE",), ("SCAR FACE",)],
    "height": (70, 71, 73, 60),
    "eyes": ("BRO", "BLU"),
    "hair": ("BLK", "BRO"),
    "birth_place": ("NEW YORK", "NEW YORK CITY", "YORK", "LIMA"),
    "occupation": ("COOK", "COOKS", "LINE COOK", "NURSE"),
}
"""A few values of every column that alike records may state."""

person = st.fixed_dictionaries(
    {name: st.none() | st.sampled_from(values) for name, values in PERSONS.items()}
)
persons = st.lists(person, min_size=2, max_size=4)


def stated(rows: Sequence[Mapping[str, Any]]) -> Table:
    """A table of normal forms."""
    names = sorted({name for row in rows for name, value in row.items() if value is not None})
    given = {name: column(row.get(name) for row in rows) for name in names}
    return Table(tuple(f"{at:05}" for at in range(len(rows))), with_derived(given))
