"""What records of one group say that one person cannot be, by value and by those who say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.unit.resolution.people import PERSONS
from tests.unit.resolution.populations import town_model
from workbench.records.vocabulary import Kind
from workbench.resolution.discrepancies import Discrepancy, discrepancies
from workbench.resolution.doubt import Ground
from workbench.resolution.persons import with_derived
from workbench.resolution.schemes import person_scheme

COLUMNS = tuple(PERSONS)


def found(said: Mapping[str, Mapping[str, Any]], *columns: str) -> list[Discrepancy]:
    """The discrepancies between records named by single letters; ``ab`` are two that say it."""
    scheme = person_scheme(town_model())
    told = [(scheme.read(with_derived(dict(values))), tuple(keys)) for keys, values in said.items()]
    return discrepancies(Kind.PERSON, told, columns or COLUMNS)


def test_a_birth_date_and_an_age_that_fits_it_speak_with_one_voice() -> None:
    said = {
        "ab": {"birth": "19620417"},
        "c": {"birth": "19900418"},
        "d": {"born": 1991},
        "e": {"born": 1963},
        "f": {"given": "WILLIAM"},
    }

    first, *_ = found(said)

    assert first == Discrepancy(Ground.AGE, ("a", "b", "e"), ("c", "d"))


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("19620417", "19900418", True),
        ("19620417", "19641103", True),
        ("19620417", "19720417", False),
        ("19620417", "19620714", False),
        ("19620417", "19640101", False),
        ("19620417", "19800101", True),
        ("19620417", "1980", True),
        ("19620417", "1964", False),
    ],
)
def test_dates_contradict_where_more_than_a_slip_of_a_key_is_between_them(
    one: str, other: str, contradict: bool
) -> None:
    assert bool(found({"a": {"birth": one}, "b": {"birth": other}})) is contradict


def test_a_record_that_states_both_numbers_contradicts_neither() -> None:
    said = {
        "a": {"fbi": ("US:1",)},
        "b": {"fbi": ("US:2",)},
        "c": {"fbi": ("US:1", "US:2")},
    }

    assert found(said) == [
        Discrepancy(Ground.FINGERPRINT, ("a",), ("b",), frozenset("abc"), near=True)
    ]


def test_of_one_ground_that_between_the_most_records_is_the_first() -> None:
    numbers = {"a": "US:1", "bc": "US:2", "def": "US:3"}

    sizes = [
        (len(one.one), len(one.other))
        for one in found({keys: {"fbi": (number,)} for keys, number in numbers.items()})
    ]

    assert sizes == [(2, 3), (1, 3), (1, 2)]


def test_what_is_not_compared_contradicts_nothing() -> None:
    said = {"a": {"sex": "F", "ssn": "123456789"}, "b": {"sex": "M", "ssn": "987654321"}}

    assert [one.ground for one in found(said)] == [Ground.SSN, Ground.SEX]
    assert [one.ground for one in found(said, "sex")] == [Ground.SEX]
    assert found(said, "given") == []


@pytest.mark.parametrize("kind", [Kind.INCIDENT, Kind.LOCATION, Kind.ITEM])
def test_other_kinds_have_none(kind: Kind) -> None:
    assert discrepancies(kind, [(None, ("a",)), (None, ("b",))]) == []
