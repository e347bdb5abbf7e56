"""What records disagree on although there can only be one."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.explore.conflicts import conflicts
from workbench.explore.values import Stated
from workbench.records.vocabulary import Kind


def stated(agency: str, records: int = 1, **said: Any) -> Stated:
    return Stated(said, records, (agency,), (f"{agency}|RMS|1|",), "2024-01-01")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ([{"birth_date_date": "1991-04-17"}, {"birth_date_date": "1991-07-04"}], ["birth date"]),
        ([{"birth_date_date": "1991-04-17"}, {"birth_date_year": 1991}], []),
        ([{"birth_date_date": "1991-04-17"}, {"birth_date_year": 1990}], ["birth date"]),
        ([{"sex": "M"}, {"sex": "F"}, {}], ["sex"]),
        ([{"name_suffix": "JR"}, {"name_suffix": ""}], []),
        ([{"name_suffix": "JR"}, {"name_suffix": "SR"}], ["suffix"]),
        ([{"race": "W"}, {"race": "B"}], []),
    ],
)
def test_only_what_is_stated_twice_and_differs_is_a_conflict(
    said: list[dict[str, Any]], names: list[str]
) -> None:
    found = conflicts(Kind.PERSON, [stated("MPD", **one) for one in said])

    assert [one.name for one in found] == names


def test_two_numbers_of_one_fingerprint_register_conflict_and_of_two_states_do_not() -> None:
    def number(agency: str, kind: str, place: str, written: str) -> Stated:
        return stated(
            agency,
            identifications_kind=[kind],
            identifications_jurisdiction=[place],
            identifications_number=[written],
        )

    found = conflicts(
        Kind.PERSON,
        [
            number("MPD", "fbi", "US", "1AA1"),
            number("PGPD", "fbi", "US", "2BB2"),
            number("MPD", "state-id", "DC", "77"),
            number("PGPD", "state-id", "MD", "88"),
            number("DMV", "driver-license", "DC", "5"),
            number("DMV", "driver-license", "DC", "6"),
        ],
    )

    assert [one.name for one in found] == ["FBI"]
    assert [(v.text, v.agencies) for v in found[0].values] == [
        ("1AA1", ("MPD",)),
        ("2BB2", ("PGPD",)),
    ]


def test_a_conflict_keeps_every_value_the_most_stated_first() -> None:
    (found,) = conflicts(
        Kind.VEHICLE,
        [stated("MPD", 1, make="HONDA"), stated("DMV", 3, make="ACURA"), stated("X", make="HONDA")],
    )

    assert [(v.text, v.records) for v in found.values] == [("ACURA", 3), ("HONDA", 2)]


def test_a_placeholder_date_is_called_one() -> None:
    (found,) = conflicts(
        Kind.PERSON,
        [
            stated("MPD", birth_date_date="1986-07-23"),
            stated("USMS", birth_date_date="1986-01-01", birth_date_placeholder=True),
        ],
    )

    assert "1986-01-01, perhaps a placeholder" in {v.text for v in found.values}
