from __future__ import annotations

from loaders.takoma_park_arrests import SOURCE
from tests.unit.loaders.fixture_files import changed, records_of, rows_of
from workbench.records.model import IncidentRecord, PersonRecord, Record
from workbench.records.vocabulary import Category, Handling, LinkType

FILE = "takoma_park_arrests.csv"


def three(records: tuple[Record, ...]) -> tuple[IncidentRecord, PersonRecord, IncidentRecord]:
    arrest, arrestee, report = records
    assert isinstance(arrest, IncidentRecord)
    assert isinstance(arrestee, PersonRecord)
    assert isinstance(report, IncidentRecord)
    return arrest, arrestee, report


def test_a_row_is_an_arrest_of_a_person_under_a_report() -> None:
    arrest, arrestee, report = three(records_of(SOURCE, FILE)[0])

    assert str(arrest.key) == "TPPD|arrests|170599001|9001"
    assert str(arrestee.key) == "TPPD|arrests|170599001|9001:arrestee"
    assert str(report.key) == "TPPD|RMS|170599001|"
    assert (arrest.category, report.category) == (Category.ARREST, Category.INCIDENT)
    assert [(link.type, link.to) for link in arrest.links] == [(LinkType.PART_OF, report.key)]
    assert [(link.type, link.to) for link in arrestee.links] == [(LinkType.ARRESTED_IN, arrest.key)]


def test_co_arrestees_state_their_report_alike() -> None:
    first, second, other = (three(records)[2] for records in records_of(SOURCE, FILE))

    assert first == second
    assert first.key != other.key
    assert dict(first.raw) == {"report.": "170599001"}


def test_both_formats_of_a_report_number_give_their_year() -> None:
    new, _, old = (three(records)[2] for records in records_of(SOURCE, FILE))

    assert new.number is not None
    assert old.number is not None
    assert (len(new.number.normal), new.number.year) == (9, 2017)
    assert (len(old.number.normal), old.number.year) == (8, 2017)


def test_a_juvenile_is_one_by_age_whatever_the_label_says() -> None:
    adult, seventeen, labelled = (three(records)[:2] for records in records_of(SOURCE, FILE))

    assert [record.handling for record in adult] == [frozenset(), frozenset()]
    assert [record.handling for record in seventeen] == [frozenset({Handling.JUVENILE})] * 2
    assert [record.handling for record in labelled] == [frozenset(), frozenset()]


def test_the_report_of_a_juvenile_is_an_ordinary_record() -> None:
    assert three(records_of(SOURCE, FILE)[1])[2].handling == frozenset()


def test_a_label_alone_makes_nobody_a_juvenile() -> None:
    row = changed(rows_of(SOURCE, FILE)[2], **{"a.age": ""})

    arrest, arrestee, _ = three(SOURCE.map(row))

    assert arrestee.age is None
    assert arrest.handling == arrestee.handling == frozenset()


def test_hispanic_is_an_ethnicity_and_unknown_is_absent() -> None:
    _, second, third = (three(records)[1] for records in records_of(SOURCE, FILE))

    assert (second.race, second.ethnicity, second.residence) == ("", "H", "Washington, DC")
    assert (third.race, third.sex, third.residence) == ("W", "F", "")


def test_the_arrest_holds_nothing_of_the_person() -> None:
    arrest, _, _ = three(records_of(SOURCE, FILE)[0])

    assert not [column for column in arrest.raw if column.startswith("a.")]
