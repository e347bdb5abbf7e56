from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loaders.nibrs_flat import SOURCE
from loaders.source import Row
from tests.unit.loaders.fixture_files import FIXTURES, changed, records_of, reject_of, rows_of
from workbench.errors import InputError
from workbench.records.model import (
    IncidentRecord,
    ItemRecord,
    OffenseRecord,
    OrganizationRecord,
    PersonRecord,
    Record,
    RecordKey,
)
from workbench.records.vocabulary import Category, Handling, IncidentStatus, LinkType

FILE = "nibrs_submission.txt"
OWNER = "DC9990000|NIBRS|SYN24000001"


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """All records of the fixture by key, the line that deletes left out."""
    rows = [row for row in rows_of(SOURCE, FILE) if row.values["action"] != "D"]
    return {str(record.key): record for row in rows for record in SOURCE.map(row)}


def ties(record: Record, type_: LinkType) -> list[tuple[str, object]]:
    return [
        (str(link.to), dict(link.properties).get("relation"))
        for link in record.links
        if link.type is type_
    ]


def test_a_row_is_a_segment_at_its_line_and_zero_reports_are_none() -> None:
    rows = rows_of(SOURCE, FILE)

    assert SOURCE.read(FIXTURES / FILE).total == len(rows) == 21
    assert [row.line for row in rows] == [*range(1, 13), *range(14, 21), 22, 23]
    assert {row.values["level"] for row in rows} == set("1234567")


def test_rows_can_be_read_again() -> None:
    extract = SOURCE.read(FIXTURES / FILE)

    assert list(extract.rows()) == list(extract.rows())


def test_an_incident_gathers_the_codes_of_its_offences(records: dict[str, Record]) -> None:
    incident = records[f"{OWNER}|"]

    assert isinstance(incident, IncidentRecord)
    assert incident.offense_codes == ("13A", "23F")
    assert incident.offense == "Aggravated Assault; Theft From Motor Vehicle"
    assert incident.status is None


def test_equal_numbers_of_two_agencies_are_two_incidents(records: dict[str, Record]) -> None:
    other = records["DC9990001|NIBRS|SYN24000001|"]

    assert isinstance(other, IncidentRecord)
    assert other.offense_codes == ()
    assert other.key.agency == "DC9990001"


def test_the_hour_spans_its_minutes(records: dict[str, Record]) -> None:
    incident = records[f"{OWNER}|"]

    assert isinstance(incident, IncidentRecord)
    assert incident.start is not None
    assert incident.end is not None
    assert incident.start.at == dt.datetime(2024, 1, 15, 22, 0, tzinfo=dt.UTC)
    assert incident.end.at == dt.datetime(2024, 1, 15, 22, 59, tzinfo=dt.UTC)
    assert incident.reported is None


def test_a_report_date_is_no_start(records: dict[str, Record]) -> None:
    incident = records["DC9990001|NIBRS|SYN24000002|"]

    assert isinstance(incident, IncidentRecord)
    assert incident.start is None
    assert incident.reported is not None
    assert incident.reported.raw == "20240201"


def test_an_exceptional_clearance_is_status_and_outcome(records: dict[str, Record]) -> None:
    incident = records["DC9990001|NIBRS|SYN24000002|"]

    assert isinstance(incident, IncidentRecord)
    assert incident.status is IncidentStatus.CLEARED_BY_EXCEPTIONAL_MEANS
    assert incident.outcome == "Death of Offender"


def test_offences_keep_place_weapons_and_attempt(records: dict[str, Record]) -> None:
    assault, theft = records[f"{OWNER}|offense:13A"], records[f"{OWNER}|offense:23F"]

    assert isinstance(assault, OffenseRecord)
    assert isinstance(theft, OffenseRecord)
    assert assault.weapons == ("Firearm (automatic)", "Personal Weapons")
    assert (assault.attempted, theft.attempted) == (False, True)
    assert assault.location_category == "Residence/Home"
    assert ties(assault, LinkType.COMMITTED_IN) == [(f"{OWNER}|", None)]


def test_every_kind_of_property_is_an_item(records: dict[str, Record]) -> None:
    items = {key: record for key, record in records.items() if isinstance(record, ItemRecord)}

    assert [
        (key.rpartition("|")[2], item.item_category, item.status, item.description)
        for key, item in items.items()
    ] == [
        ("property:7:1", "Money", "STOLEN", "$500"),
        ("property:7:2", "Automobile", "STOLEN", "$12,000; vehicles stolen: 2"),
        ("property:5:1", "Automobile", "RECOVERED", "$12,000; recovered on 20240120"),
        ("property:6:2", "Drug/Narcotic Equipment", "SEIZED", "$100"),
        ("property:6:drug1", "Drugs/Narcotics", "SEIZED", "Marijuana; 1.5 Gram"),
        ("property:6:drug2", "Drugs/Narcotics", "SEIZED", "Crack Cocaine; 2 Dosage Units/Items"),
    ]


def test_a_property_segment_without_property_states_its_incident_alike() -> None:
    rows = rows_of(SOURCE, FILE)

    assert rows[5].values["loss"] == "1"
    assert SOURCE.map(rows[5]) == SOURCE.map(rows[0])


def test_victims_are_protected_people_or_organizations(records: dict[str, Record]) -> None:
    person, business = records[f"{OWNER}|victim:001"], records[f"{OWNER}|victim:003"]
    officer = records[f"{OWNER}|victim:004"]

    assert isinstance(person, PersonRecord)
    assert isinstance(business, OrganizationRecord)
    assert isinstance(officer, PersonRecord)
    assert person.handling == officer.handling == frozenset({Handling.PROTECTED})
    assert (person.age, person.sex, person.race, person.ethnicity) == (34, "F", "W", "N")
    assert (officer.race, business.organization_category) == ("", "Business")
    assert ties(business, LinkType.VICTIM_OF) == [(f"{OWNER}|", None)]


def test_a_relationship_ties_a_victim_to_an_offender_unless_it_is_none(
    records: dict[str, Record],
) -> None:
    friend, officer = records[f"{OWNER}|victim:001"], records[f"{OWNER}|victim:004"]
    spouse = records[f"{OWNER}|victim:002"]

    assert ties(friend, LinkType.ASSOCIATED_WITH) == [(f"{OWNER}|offender:01", "victim was friend")]
    assert ties(spouse, LinkType.ASSOCIATED_WITH) == [(f"{OWNER}|offender:01", "victim was spouse")]
    assert ties(officer, LinkType.ASSOCIATED_WITH) == []


@pytest.mark.parametrize(
    ("written", "age", "juvenile"),
    [
        ("NN", 0, True),
        ("NB", 0, True),
        ("BB", 0, True),
        ("17", 17, True),
        ("8", 8, True),
        ("18", 18, False),
        ("99", 99, False),
        ("00", None, False),
        ("", None, False),
        ("1619", None, True),
        ("1825", None, False),
    ],
)
def test_ages(written: str, age: int | None, juvenile: bool) -> None:
    row = changed(rows_of(SOURCE, FILE)[12], age=written)

    (offender,) = SOURCE.map(row)

    assert isinstance(offender, PersonRecord)
    assert offender.age == age
    assert (Handling.JUVENILE in offender.handling) == juvenile


def test_an_unknown_offender_is_a_record_of_nothing_known(records: dict[str, Record]) -> None:
    offender = records["DC9990001|NIBRS|SYN24000002|offender:00"]

    assert isinstance(offender, PersonRecord)
    assert (offender.age, offender.sex, offender.race) == (None, "", "")
    assert ties(offender, LinkType.SUBJECT_OF) == [("DC9990001|NIBRS|SYN24000002|", None)]


def test_an_arrest_is_part_of_its_incident(records: dict[str, Record]) -> None:
    arrest, person = records[f"{OWNER}|arrest:01"], records[f"{OWNER}|arrestee:01"]

    assert isinstance(arrest, IncidentRecord)
    assert arrest.category is Category.ARREST
    assert ties(arrest, LinkType.PART_OF) == [(f"{OWNER}|", None)]
    assert ties(person, LinkType.ARRESTED_IN) == [(f"{OWNER}|arrest:01", None)]
    assert arrest.handling == person.handling == frozenset({Handling.JUVENILE})
    assert arrest.attributes == (
        "arrest type: Taken Into Custody",
        "armed with: Handgun (automatic)",
        "disposition under 18: handled within department",
    )
    assert not {"age", "sex", "race"} & set(arrest.raw)


def test_a_group_b_arrest_stands_alone(records: dict[str, Record]) -> None:
    arrest = records["DC9990000|NIBRS|SYNARR00001|arrest:01"]

    assert isinstance(arrest, IncidentRecord)
    assert (arrest.links, arrest.offense, arrest.offense_codes) == ((), "Drunkenness", ("90E",))


def test_a_deletion_is_a_reject_that_says_the_way_out() -> None:
    row = rows_of(SOURCE, FILE)[-1]

    assert row.values["action"] == "D"
    assert "with --complete, which withdraws" in reject_of(SOURCE, row)


def test_a_modification_states_the_same_record_anew() -> None:
    row = rows_of(SOURCE, FILE)[12]

    (before,) = SOURCE.map(row)
    (after,) = SOURCE.map(changed(row, action="M", age="19"))

    assert before.key == after.key
    assert before != after


def test_unknown_actions_ages_and_dates_are_rejects() -> None:
    rows = rows_of(SOURCE, FILE)

    assert "none of I, A, W" in reject_of(SOURCE, rows[0], action="Z")
    assert "no NIBRS age" in reject_of(SOURCE, rows[12], age="XX")
    assert "20240230" in reject_of(SOURCE, rows[18], incident_date="20240230", incident_hour="")


def test_no_property_without_its_incident_is_a_reject() -> None:
    row = rows_of(SOURCE, FILE)[5]
    alone = Row(row.file, row.line, {**row.values, "incident_date": "", "offenses": ""})

    assert "does not stand before it; send the two together" in reject_of(SOURCE, alone)


def with_line(tmp_path: Path, line: str) -> Path:
    first = (FIXTURES / FILE).read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / "submission.txt"
    path.write_text(f"{first}\r\n{line}\r\n", encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("00885I012024    DC9990000SYN24000001 01", "says 88 characters and has"),
        ("00409I012024    DC9990000SYN24000001 01 ", "its level from 0 to 7"),
        ("hello", "its level from 0 to 7"),
        (f"{'2024010000015IDC9990000SYN240000013':<112}FLOPPY", r"error listing \(EDS\)"),
    ],
)
def test_what_is_no_submission_is_refused_at_its_line(
    tmp_path: Path, line: str, message: str
) -> None:
    with pytest.raises(InputError, match=f"line 2 .*{message}"):
        SOURCE.read(with_line(tmp_path, line))


def test_stripped_blanks_are_refused_because_positions_count(tmp_path: Path) -> None:
    lines = (FIXTURES / FILE).read_text(encoding="utf-8").splitlines()
    path = tmp_path / "stripped.txt"
    path.write_text("\n".join(line.rstrip() for line in lines), encoding="utf-8")

    with pytest.raises(InputError, match="with the blanks at the ends of lines"):
        SOURCE.read(path)


def test_a_file_of_zero_reports_holds_no_segment(tmp_path: Path) -> None:
    path = tmp_path / "zero.txt"
    path.write_text(f"{'00430I012024    DC9990002':<43}\n", encoding="utf-8")

    with pytest.raises(InputError, match="holds no segment"):
        SOURCE.read(path)


def test_every_record_belongs_to_the_ori_as_written() -> None:
    rows = rows_of(SOURCE, FILE)[:-1]

    for row, stated in zip(rows, (SOURCE.map(row) for row in rows), strict=True):
        assert {record.key.agency for record in stated} == {row.values["ori"]}
        for record in stated:
            assert all(isinstance(link.to, RecordKey) for link in record.links)


def test_the_fixture_maps_as_a_whole() -> None:
    with pytest.raises(ValueError, match="action D"):
        records_of(SOURCE, FILE)
