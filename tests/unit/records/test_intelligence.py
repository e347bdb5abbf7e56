"""Criminal intelligence: what it must state, and how long it may be kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.basis import Basis, Reliability, Validity
from workbench.records.intelligence import expires_at, marked, missing, refusal, review_due
from workbench.records.model import Link, PersonRecord, RecordKey
from workbench.records.properties import properties
from workbench.records.vocabulary import Category, Handling, LinkType

WHOLE = Basis(
    predicate="35A",
    suspicion="seen to sell on three days",
    submitted_by="PGPD",
    control_official="Sgt. Example",
    reliability=Reliability.USUALLY_RELIABLE,
    validity=Validity.PROBABLE,
)
KEY = RecordKey("PGPD", "INTEL", "1")
SUBJECT = PersonRecord(key=KEY, category=Category.INTELLIGENCE, basis=WHOLE)


def test_a_whole_basis_is_held_and_marked() -> None:
    assert refusal(SUBJECT) == ""
    assert marked(SUBJECT).audience == "PGPD/intelligence/intelligence"


@pytest.mark.parametrize(
    "part",
    ["predicate", "suspicion", "submitted_by", "control_official", "reliability", "validity"],
)
def test_each_part_of_the_basis_is_needed(part: str) -> None:
    empty = None if part in ("reliability", "validity") else " "

    lacking = replace(WHOLE, **{part: empty})  # type: ignore[arg-type]

    assert len(missing(lacking)) == 1
    assert missing(lacking)[0] in refusal(replace(SUBJECT, basis=lacking))


def test_the_handling_alone_asks_for_a_basis_too() -> None:
    arrest = PersonRecord(
        key=KEY, category=Category.ARREST, handling=frozenset({Handling.INTELLIGENCE})
    )

    assert "source reliability" in refusal(arrest)
    assert refusal(replace(arrest, handling=frozenset())) == ""


def test_identifying_information_makes_nobody_a_subject() -> None:
    about = replace(SUBJECT, basis=replace(WHOLE, identifying_only=True))
    link = Link(LinkType.SUBJECT_OF, RecordKey("PGPD", "INTEL", "2"))

    assert refusal(about) == ""
    assert "SUBJECT_OF" in refusal(replace(about, links=(link,)))


def test_the_basis_becomes_properties() -> None:
    flat = properties(SUBJECT)

    assert flat["basis_reliability"] == "usually reliable"
    assert flat["basis_validity"] == "probable"
    assert flat["basis_identifying_only"] is False
    assert "basis_entered" not in flat


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_clock_runs_five_calendar_years_and_never_longer(entered: date) -> None:
    due = review_due(entered)

    assert due.year == entered.year + 5
    assert (due.month, due.day) <= (entered.month, entered.day)
    assert timedelta(0) <= timedelta(days=5 * 365 + 2) - (due - entered) <= timedelta(days=2)


def test_a_leap_day_expires_on_the_day_before_the_first_of_march() -> None:
    assert review_due(date(2024, 2, 29)) == date(2029, 2, 28)


def test_it_expires_at_local_midnight_in_winter_and_summer() -> None:
    assert expires_at(date(2024, 1, 5)) == datetime(2029, 1, 5, 5, tzinfo=UTC)
    assert expires_at(date(2024, 7, 5)) == datetime(2029, 7, 5, 4, tzinfo=UTC)


def test_a_validation_restarts_it_by_its_local_day() -> None:
    late_evening = datetime(2026, 3, 2, 3, tzinfo=UTC)

    assert expires_at(date(2024, 1, 5), late_evening) == datetime(2031, 3, 1, 5, tzinfo=UTC)
