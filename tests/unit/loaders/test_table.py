"""Rows become the records that a specification states; what cannot be read is a reject."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders.mapping import mapper
from loaders.source import Row, RowError, Source
from loaders.specification_file import parse_specification
from loaders.table import load_specification, specifications
from workbench.errors import InputError
from workbench.records.model import (
    IncidentRecord,
    Link,
    LocationRecord,
    PersonRecord,
    Record,
    RecordKey,
    Reference,
    VehicleRecord,
)
from workbench.records.vocabulary import Handling, IncidentStatus, LinkType, ReferenceKind

DOCUMENT = Path(__file__).parents[3] / "docs" / "table-specification.md"
HEAD = """
name = "x"
title = "X"
agency = { code = "PGPD" }
dates = { dates = ["%m/%d/%Y"], moments = ["%m/%d/%Y %H:%M"] }
"""


def mapped(body: str, **cells: str) -> tuple[Record, ...]:
    """The records of one row under a specification of the given records."""
    specification = parse_specification(HEAD + body, Path("x.toml"))
    values = dict.fromkeys(specification.columns, "") | {"NO": "1"} | cells
    return mapper(specification)(Row("x.csv", 2, values))


def one(kind: str, fields: str, **cells: str) -> Record:
    """The only record of a row, of that kind and with those fields."""
    head = f'[[record]]\nid = "a"\nkind = "{kind}"\ncategory = "incident"\nnumber = "NO"\n'
    (record,) = mapped(f"{head}[record.fields]\n{fields}\n", **cells)
    return record


# The worked example of the document


@pytest.fixture
def example(tmp_path: Path) -> tuple[Source, Path]:
    blocks = dict(re.findall(r"```(csv|toml)\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL))
    (tmp_path / "example.toml").write_text(blocks["toml"])
    (tmp_path / "pgpd-arrests.csv").write_text(blocks["csv"])
    return load_specification(tmp_path / "example.toml"), tmp_path / "pgpd-arrests.csv"


def test_the_documents_example_gives_what_the_document_says(example: tuple[Source, Path]) -> None:
    source, path = example

    extract = source.read(path)
    first, second = (source.map(row) for row in extract.rows())

    assert [str(record.key) for record in first] == [
        "PGPD|RMS|A24-0017|",
        "PGPD|RMS|A24-0017|arrestee",
        "PGPD|RMS|A24-0017|place",
    ]
    arrest, arrestee, place = first
    assert isinstance(arrest, IncidentRecord)
    assert isinstance(arrestee, PersonRecord)
    assert isinstance(place, LocationRecord)
    assert arrest.cross_numbers[0].normal == "24011234"
    assert arrest.status is IncidentStatus.CLEARED_BY_ARREST
    assert arrest.links == (Link(LinkType.OCCURRED_AT, place.key),)
    assert arrest.observed is not None
    assert arrest.observed.at is not None
    assert arrest.observed.at.isoformat() == "2024-01-16T03:40:00+00:00"
    assert arrestee.name is not None
    assert (arrestee.name.sur_name, arrestee.name.suffix) == ("MOBLEY", "JR")
    assert [alias.normal for alias in arrestee.aliases][1] == "MOBLEY, LES"
    assert arrestee.sex == "M"
    assert arrestee.identifications[0].jurisdiction == "MD"
    assert arrestee.links == (
        Link(LinkType.ARRESTED_IN, arrest.key),
        Link(LinkType.USES, Reference(ReferenceKind.PHONE, "+12025550147", "(202) 555-0147")),
    )
    assert [len(second), *{record.handling for record in second}] == [
        2,
        frozenset({Handling.SEALED}),
    ]
    assert second[0].links == ()


def test_each_record_keeps_only_its_own_columns(example: tuple[Source, Path]) -> None:
    source, path = example

    arrest, arrestee, place = source.map(next(iter(source.read(path).rows())))

    assert set(place.raw) == {"ARREST_NO", "LOCATION"}
    assert "NAME" in arrestee.raw
    assert not {"NAME", "DOB", "SID", "LOCATION"} & set(arrest.raw)


def test_an_optional_column_may_be_absent_and_another_may_not(
    example: tuple[Source, Path],
) -> None:
    source, path = example
    text = path.read_text()
    path.write_text(text.replace(",AKA,", ",OTHER,"))
    assert len(source.map(next(iter(source.read(path).rows())))) == 3

    path.write_text(text.replace(",DOB,", ",OTHER,"))
    with pytest.raises(InputError, match="missing column DOB; found ARREST_NO"):
        source.read(path)


def test_mapping_a_row_twice_gives_equal_records(example: tuple[Source, Path]) -> None:
    source, path = example
    for row in source.read(path).rows():
        assert source.map(row) == source.map(row)


# Built-in specifications


def arrest_cells() -> dict[str, str]:
    specification = specifications()["gaithersburg-arrests"]
    assert specification.agencies[0].code == "GPD"
    return {
        "ARREST_NO": "A24-17",
        "ARREST_DT": "03/09/2024 23:15",
        "CR_NO": "CR 240012345",
        "MPD_CCN": "24-011234",
        "LAST": "Doe",
        "FIRST": "John",
        "DOB": "04/17/1991",
        "HOME_ADDR": "12 Oak St",
        "OFFICER_ID": "4411",
    }


def test_gaithersburg_arrests_link_person_arrest_home_officer_and_incident() -> None:
    records = specifications()["gaithersburg-arrests"].map(Row("g.csv", 2, arrest_cells()))

    arrest, arrestee, home = records
    assert isinstance(arrest, IncidentRecord)
    assert [link.to for link in arrest.links] == [
        RecordKey("GPD", "RMS", "240012345"),
        Reference(ReferenceKind.OFFICER, "GPD 4411", "4411"),
    ]
    assert [(link.type, link.to) for link in arrestee.links] == [
        (LinkType.ARRESTED_IN, arrest.key),
        (LinkType.LIVES_AT, home.key),
    ]
    assert not any(record.handling for record in records)


@pytest.mark.parametrize("cells", [{"DOB": "04/17/2007"}, {"AGE": "16"}])
def test_a_childs_arrest_is_juvenile_with_everything_that_tells_of_it(
    cells: dict[str, str],
) -> None:
    records = specifications()["gaithersburg-arrests"].map(Row("g.csv", 2, arrest_cells() | cells))
    assert [record.handling for record in records] == [frozenset({Handling.JUVENILE})] * 3


def test_rockville_field_contacts_are_read_from_a_workbook(tmp_path: Path) -> None:
    # Arrange: two people of one stop.
    source = specifications()["rockville-field-contacts"]
    columns = [
        "FIR No", "Person No", "Contacted", "Reason", "Result", "Beat", "Officer", "Person",
        "Born", "Age", "Sex", "Race", "Height", "Weight", "Phone", "Tag", "Tag State", "Make",
        "Model", "Colour", "Location",
    ]  # fmt: skip
    when = datetime(2024, 3, 9, 23, 15)  # noqa: DTZ001
    shared = {"FIR No": "F24-1", "Contacted": when, "Tag": "1AB2345", "Tag State": "MD"}
    people = [
        shared | {"Person No": 1, "Person": "Doe, Jane", "Age": 34.0, "Height": "5'11\""},
        shared | {"Person No": 2, "Person": "Doe, Jim", "Age": 16, "Tag": None},
    ]
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Contacts")
    sheet.append(columns)
    for person in people:
        sheet.append([person.get(column) for column in columns])
    book.save(tmp_path / "fir.xlsx")

    # Act
    first, second = (source.map(row) for row in source.read(tmp_path / "fir.xlsx").rows())

    # Assert
    assert [record.kind for record in first] == ["incident", "incident", "person", "vehicle"]
    person, vehicle = first[2], first[3]
    assert isinstance(person, PersonRecord)
    assert isinstance(vehicle, VehicleRecord)
    assert (person.age, person.height_inches) == (34, 71)
    assert vehicle.plate is not None
    assert (vehicle.plate.plate, vehicle.plate.state) == ("1AB2345", "MD")
    assert first[1] == second[1]
    assert {str(record.key) for record in first} & {str(record.key) for record in second} == {
        "RCPD|FIR|F24-1|stop"
    }
    assert [sorted(record.handling) for record in second] == [["juvenile"], [], ["juvenile"]]


# Formats


def test_every_format_gives_the_same_records(tmp_path: Path) -> None:
    body = (
        '[[record]]\nid = "a"\nkind = "incident"\ncategory = "incident"\nnumber = "NO"\n'
        'observed = "AT"\n[record.fields]\noffense = "WHAT"\n'
    )
    rows = [{"NO": "7", "AT": "2024-03-09T23:15:00", "WHAT": "THEFT"}]
    (tmp_path / "in.csv").write_text("NO;AT;WHAT\n7;2024-03-09T23:15:00;THEFT\n")
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("S")
    sheet.append(["NO", "AT", "WHAT"])
    sheet.append([7.0, datetime(2024, 3, 9, 23, 15), "THEFT"])  # noqa: DTZ001
    book.save(tmp_path / "in.xlsx")
    given = {"csv": 'delimiter = ";"', "xlsx": 'sheet = "S"', "parquet": "", "jsonl": ""}

    found = []
    for format, more in given.items():
        (tmp_path / "x.toml").write_text(
            f'name = "x"\ntitle = "X"\nagency = {{ code = "MPD" }}\n'
            f'[input]\nformat = "{format}"\n{more}\n{body}'
        )
        source = load_specification(tmp_path / "x.toml")
        found += [source.map(row) for row in source.read(tmp_path / f"in.{format}").rows()]

    assert len(found) == 4
    assert all(records == found[0] for records in found)


@pytest.mark.parametrize(
    ("stated", "between", "way_out"),
    [
        (",", ";", 'separated by semicolons; write delimiter = ";" under [input]'),
        (";", ",", 'separated by commas; write delimiter = "," under [input]'),
        (",", "\t", 'separated by tabs; write delimiter = "\\t" under [input]'),
    ],
)
def test_a_file_of_another_delimiter_is_refused_with_the_line_to_write(
    tmp_path: Path, stated: str, between: str, way_out: str
) -> None:
    # Arrange: a title that holds the stated delimiter, and is no reason to think it the right one.
    head = f'name = "x"\ntitle = "X"\nagency = {{ code = "PGPD" }}\ninput.delimiter = "{stated}"\n'
    (tmp_path / "x.toml").write_text(head + INCIDENT)
    (tmp_path / "x.csv").write_text(
        f"NO{between}NAME{stated} FULL{between}AT\n1{between}2{between}\n"
    )
    source = load_specification(tmp_path / "x.toml")

    with pytest.raises(InputError) as refused:
        source.read(tmp_path / "x.csv")

    assert way_out in str(refused.value)


def test_the_line_that_the_refusal_gives_makes_the_file_readable(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("NO\tAT\n1\t2024-01-31\n")
    head = 'name = "x"\ntitle = "X"\nagency = { code = "PGPD" }\n'
    (tmp_path / "x.toml").write_text(head + INCIDENT)
    with pytest.raises(InputError) as refused:
        load_specification(tmp_path / "x.toml").read(tmp_path / "x.csv")
    line = re.findall(r"write (.*) under \[input\]", str(refused.value))[0]

    (tmp_path / "x.toml").write_text(f"{head}[input]\n{line}\n{INCIDENT}")

    assert load_specification(tmp_path / "x.toml").read(tmp_path / "x.csv").total == 1


# Expressions, conditions and fields


def test_expressions_map_join_and_fall_back() -> None:
    fields = (
        'make = { column = "A", map = { x = "X" }, default = "other" }\n'
        'model = { column = "A", map = { x = "X" } }\n'
        'style = { columns = ["A", "B"], join = "-" }\n'
        'color = { column = "C", default = "none" }\n'
    )
    known = one("vehicle", fields, A=" x ", B="b", C="red")
    unknown = one("vehicle", fields, A="y")

    assert isinstance(known, VehicleRecord)
    assert isinstance(unknown, VehicleRecord)
    assert (known.make, known.model, known.style, known.color) == ("X", "X", "x-b", "red")
    assert (unknown.make, unknown.model, unknown.style, unknown.color) == (
        "other",
        "y",
        "y",
        "none",
    )


@pytest.mark.parametrize(
    ("condition", "holds", "fails"),
    [
        ("present = true", "x", " "),
        ("present = false", "", "x"),
        ('in = ["a", "b"]', "a", "c"),
        ('not_in = ["a", ""]', "c", ""),
        ('equals = "a"', "a", "A"),
    ],
)
def test_a_condition_decides_whether_a_record_is_stated(
    condition: str, holds: str, fails: str
) -> None:
    body = (
        '[[record]]\nid = "a"\nkind = "incident"\ncategory = "incident"\nnumber = "NO"\n'
        '[[record]]\nid = "b"\nkind = "person"\ncategory = "incident"\nnumber = "NO"\n'
        f'part = {{ value = "b" }}\nwhen = {{ column = "W", {condition} }}\n'
    )
    assert len(mapped(body, W=holds)) == 2
    assert len(mapped(body, W=fails)) == 1


def test_lists_are_split_and_hold_each_value_once() -> None:
    fields = (
        'monikers = { column = "M", split = ";" }\n'
        'phones = ["P", { column = "Q", split = "/" }]\n'
        'cautions = "C"\nfeatures = { column = "F", split = "," }\n'
        'aliases = [{ full = "K", split = ";" }, { given = "G", surname = "S" }]\n'
    )
    person = one(
        "person", fields, M="Moe; ;Moe;Ace", P="202-555-0147", Q="202-555-0147/202-555-0148",
        C="ARMED AND DANGEROUS", F="TAT L ARM ROSE, SC CHIN", K="DOE, J;ROE, R", G="A", S="B",
    )  # fmt: skip

    assert isinstance(person, PersonRecord)
    assert person.monikers == ("MOE", "ACE")
    assert [phone.e164 for phone in person.phones] == ["+12025550147", "+12025550148"]
    assert person.cautions
    assert len(person.features) == 2
    assert [name.normal for name in person.aliases] == ["DOE, J", "ROE, R", "B, A"]


def test_unreadable_names_addresses_and_plates_are_kept_as_written() -> None:
    vehicle = one("vehicle", 'plate = { plate = "T", state = "S" }\nvin = "V"', T="AB*12", V="1O")
    place = one("location", 'address = { full = "L" }', L="behind the blue dumpster")

    assert isinstance(vehicle, VehicleRecord)
    assert isinstance(place, LocationRecord)
    assert vehicle.plate is not None
    assert vehicle.vin is not None
    assert place.address is not None
    assert (vehicle.plate.raw, vehicle.vin.raw) == ("AB*12", "1O")
    assert place.address.raw == "behind the blue dumpster"


REJECTS = [
    ("incident", 'start = "A"', "2024-01-31", "A holds '2024-01-31', which is not one moment"),
    ("incident", 'start = "A"', "02/30/2024 10:00", "A: '02/30/2024 10:00' is not a possible date"),
    ("person", 'birth_date = "A"', "17.4.1991", "A holds '17.4.1991', which is not one date of"),
    ("person", 'birth_date = "A"', "see file", "A holds 'see file', which is not one date of"),
    ("person", 'age = "A"', "17 yrs", "A holds '17 yrs', which is not a whole number"),
    ("person", 'age = "A"', "9223372036854775808", "above 9,223,372,036,854,775,807, the largest"),
    ("person", 'weight_pounds = "A"', "1" + "0" * 20 + ".0", "the largest whole number that can"),
    ("person", 'height_inches = "A"', "tall", "A holds 'tall', which is not a height"),
    ("location", 'latitude = "A"', "95.1", "A holds '95.1', which is not between -90 and 90"),
    ("location", 'longitude = "A"', "west", "A holds 'west', which is not a number"),
    ("offense", 'attempted = "A"', "perhaps", "which is neither true nor false"),
    ("incident", 'status = "A"', "GONE", "A holds 'GONE', which is no incident status"),
]


@pytest.mark.parametrize(("kind", "fields", "cell", "reason"), REJECTS)
def test_a_date_or_number_that_cannot_be_read_rejects_the_row(
    kind: str, fields: str, cell: str, reason: str
) -> None:
    with pytest.raises(RowError) as rejected:
        one(kind, fields, A=cell)
    assert reason in str(rejected.value)
    assert re.search("; (correct|add) ", str(rejected.value))


def test_a_date_of_another_form_says_where_the_form_is_stated() -> None:
    with pytest.raises(RowError) as rejected:
        one("person", 'birth_date = "A"', A="1985-12-01")
    assert str(rejected.value) == (
        "A holds '1985-12-01', which is not one date of the form %m/%d/%Y; correct the value, or "
        "the form in dates under [dates] of the specification"
    )


@pytest.mark.parametrize(
    "kind_and_fields", sorted({(kind, fields) for kind, fields, *_ in REJECTS})
)
@pytest.mark.parametrize("cell", ["", " "])
def test_an_empty_date_or_number_is_absent(kind_and_fields: tuple[str, str], cell: str) -> None:
    kind, fields = kind_and_fields
    assert getattr(one(kind, fields, A=cell), fields.split()[0]) is None


def test_no_position_is_written_as_zero() -> None:
    place = one("location", 'latitude = "A"\nlongitude = "B"', A="0.0", B="-77.01")
    assert isinstance(place, LocationRecord)
    assert (place.latitude, place.longitude) == (None, -77.01)


# Keys, links and handling

INCIDENT = '[[record]]\nid = "a"\nkind = "incident"\ncategory = "incident"\nnumber = "NO"\n'
PERSON = (
    '[[record]]\nid = "p"\nkind = "person"\ncategory = "incident"\nnumber = "NO"\npart = "WHO"\n'
)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"NO": " "}, "NO is empty, and without it what the row states cannot be told"),
        (
            {"NO": "a|b"},
            "NO holds 'a|b', but the number of a record cannot hold the character '|'; correct",
        ),
        (
            {"WHO": "a|b"},
            "WHO holds 'a|b', but the number of a record cannot hold the character '|'; correct",
        ),
    ],
)
def test_an_empty_or_unusable_key_rejects_the_row(cells: dict[str, str], reason: str) -> None:
    with pytest.raises(RowError, match=re.escape(reason)):
        mapped(PERSON, **cells)


def test_a_key_of_several_columns_needs_all_of_them() -> None:
    body = INCIDENT.replace('"NO"', '{ columns = ["NO", "ROW"], join = "-" }')
    assert mapped(body, ROW="2")[0].key.number == "1-2"
    with pytest.raises(RowError, match="ROW is empty"):
        mapped(body)


def test_a_key_number_is_bare_only_where_the_agencys_format_is_known() -> None:
    link = '[[record.link]]\ntype = "PART_OF"\nto = { agency = "MPD", number = "CCN" }\n'

    (record,) = mapped(INCIDENT + link, NO="24-1-12", CCN="CCN 24-011234")

    assert record.key.number == "24-1-12"
    assert record.links[0].to == RecordKey("MPD", "RMS", "24011234")


def test_two_records_of_a_row_with_one_key_reject_it() -> None:
    second = PERSON.replace('"p"', '"q"') + 'when = { column = "Q", present = true }\n'
    first = PERSON + 'when = { column = "P", present = true }\n'
    assert len(mapped(first + second, WHO="1", P="x")) == 1
    with pytest.raises(RowError, match=r"two of the row's records \(p, q\)"):
        mapped(first + second, WHO="1", P="x", Q="x")


def test_a_row_for_which_no_condition_holds_is_a_reject() -> None:
    with pytest.raises(RowError, match=r"none of its conditions \(when\) fits"):
        mapped(INCIDENT + 'when = { column = "X", present = true }\n')


def test_every_value_that_cannot_be_read_is_named_once() -> None:
    fields = '[record.fields]\nstart = "AT"\nreported = "AT"\nstatus = "S"\n'
    person = PERSON + '[record.fields]\nage = "AGE"\n'

    with pytest.raises(RowError) as rejected:
        mapped(INCIDENT + fields + person, AT="02/30/2024 10:00", S="GONE", AGE="old")

    at, status, age = (
        "AT: '02/30/2024 10:00' is not a possible date or time",
        "S holds 'GONE', which is no incident status",
        "AGE holds 'old', which is not a whole number",
    )
    reason = str(rejected.value)
    assert [reason.count(one) for one in (at, status, age)] == [1, 1, 1]
    assert reason.index(at) < reason.index(status) < reason.index(age)


def test_what_a_row_does_not_state_is_not_complained_of() -> None:
    other = PERSON + 'when = { column = "P", present = true }\n[record.fields]\nage = "AGE"\n'

    with pytest.raises(RowError) as rejected:
        mapped(INCIDENT + '[record.fields]\nstatus = "S"\n' + other, S="GONE", AGE="old")

    assert "AGE" not in str(rejected.value)


def test_a_row_with_a_problem_is_a_reject() -> None:
    specification = parse_specification(HEAD + INCIDENT, Path("x.toml"))
    with pytest.raises(RowError, match="1 cells where the header has 2"):
        mapper(specification)(Row("x.csv", 2, {"NO": "1"}, "1 cells where the header has 2"))


def test_links_to_references_carry_properties_and_are_left_out_when_invalid() -> None:
    links = "".join(
        f'[[record.link]]\ntype = "USES"\nto = {{ {kind} = "{column}" }}\n'
        f'properties = {{ relation = "REL" }}\n'
        for kind, column in [("phone", "P"), ("email", "E")]
    )

    (person,) = mapped(PERSON + links, P="(202) 555-0147", E=" A.B@Example.COM ", REL="work")
    (nobody,) = mapped(PERSON + links, P="12", E="none at all")

    assert [link.to for link in person.links] == [
        Reference(ReferenceKind.PHONE, "+12025550147", "(202) 555-0147"),
        Reference(ReferenceKind.EMAIL, "a.b@example.com", "A.B@Example.COM"),
    ]
    assert person.links[0].properties == (("relation", "work"),)
    assert nobody.links == ()


def test_a_link_to_a_record_that_is_not_stated_is_left_out() -> None:
    to_empty = '[[record.link]]\ntype = "PART_OF"\nto = { agency = "MPD", number = "CCN" }\n'
    assert mapped(INCIDENT + to_empty)[0].links == ()


def test_a_child_in_an_incident_marks_the_child_and_not_the_shared_incident() -> None:
    person = (
        PERSON + '[record.fields]\nage = "AGE"\n[[record.link]]\ntype = "VICTIM_OF"\nto = "a"\n'
    )

    incident, child = mapped(INCIDENT + person, AGE="12", WHO="1")

    assert child.handling == {Handling.JUVENILE}
    assert incident.handling == frozenset()


def test_age_is_taken_on_the_day_of_the_event_of_an_earlier_record() -> None:
    incident = INCIDENT + 'observed = "AT"\n'
    person = PERSON + '[record.fields]\nbirth_date = "DOB"\n'

    on_the_eve = mapped(incident + person, AT="04/16/2024 10:00", DOB="04/17/2006", WHO="1")
    on_the_day = mapped(incident + person, AT="04/17/2024 10:00", DOB="04/17/2006", WHO="1")

    assert on_the_eve[1].handling == {Handling.JUVENILE}
    assert on_the_day[1].handling == frozenset()
