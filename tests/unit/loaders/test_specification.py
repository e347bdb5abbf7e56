"""A specification is read whole, and every error in it is reported at once."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from loaders.specification import FIELDS
from loaders.specification_file import parse_specification
from loaders.table import BUILT_IN, load_specification, specifications
from workbench.errors import InputError
from workbench.records.agencies import AgencyRole
from workbench.records.links import ENDS
from workbench.records.model import Record
from workbench.records.vocabulary import Kind, LinkType

DOCUMENT = Path(__file__).parents[3] / "docs" / "table-specification.md"
HEAD = """
name = "x-arrests"
title = "X"
[agency]
code = "PGPD"
"""
RECORD = """
[[record]]
id = "arrest"
kind = "incident"
category = "arrest"
number = "NO"
"""
PERSON = """
[[record]]
id = "person"
kind = "person"
category = "arrest"
number = "NO"
part = { value = "person" }
"""


def errors(text: str) -> list[str]:
    """The lines of the refusal below its first one."""
    with pytest.raises(InputError) as refused:
        parse_specification(text, Path("x.toml"))
    first, *rest = str(refused.value).splitlines()
    assert first.startswith("x.toml: ")
    return [line.strip() for line in rest]


def test_the_smallest_specification_has_the_stated_defaults() -> None:
    specification = parse_specification(HEAD + RECORD, Path("x.toml"))

    (record,) = specification.records
    assert (specification.input.format, specification.input.delimiter) == ("csv", ",")
    assert specification.input.encoding == "utf-8-sig"
    assert specification.dates.zone == "America/New_York"
    assert (record.system, record.part.constant, record.when) == ("RMS", "", None)
    assert specification.columns == ("NO",)


def test_an_unknown_agency_needs_a_name_and_becomes_a_contributor() -> None:
    text = HEAD.replace('"PGPD"', '"XPD"\nname = "X Police"\nstate = "MD"') + RECORD

    agency = parse_specification(text, Path("x.toml")).agency

    assert (agency.code, agency.name, agency.state) == ("XPD", "X Police", "MD")
    assert agency.role is AgencyRole.CONTRIBUTOR
    (missing,) = errors(HEAD.replace("PGPD", "XPD") + RECORD)
    assert missing.startswith("agency.name: missing; 'XPD' is no known code")


CASES = {
    "colour = 1\n" + HEAD + RECORD: "colour: unknown; allowed here: name, title",
    HEAD.replace("x-arrests", "X Arrests") + RECORD: "name: 'X Arrests' is not lower-case words",
    HEAD.replace('title = "X"', "") + RECORD: "title: missing; a text is needed",
    HEAD.replace('title = "X"', "title = 3") + RECORD: "title: a text is needed, not 3",
    HEAD.replace('"PGPD"', '"PGPD"\nname = "Other"') + RECORD: "agency.name: PGPD is Prince",
    HEAD.replace('"PGPD"', '"p|g"\nname = "Other"') + RECORD: "agency.code: 'p|g' is not capital",
    HEAD: "record: missing; at least one [[record]]",
    HEAD + '[input]\nformat = "xml"\n' + RECORD: "input.format: 'xml' is unknown; allowed: csv",
    HEAD + '[input]\nencoding = "u9"\n' + RECORD: "input.encoding: there is no encoding",
    HEAD + '[input]\ndelimiter = ",,"\n' + RECORD: "input.delimiter: ',,' is not one character",
    HEAD + '[input]\noptional = ["Z"]\n' + RECORD: "input.optional: no record uses",
    HEAD + '[dates]\ndates = ["%d/%q"]\n' + RECORD: "dates.dates: date format '%d/%q'",
    HEAD + '[dates]\nmoments = ["%H:%M"]\n' + RECORD: "names no year (%Y)",
    HEAD + '[dates]\nzone = "Mars"\n' + RECORD: "dates.zone: 'Mars' is not a time zone",
    HEAD + RECORD.replace("incident", "event"): "record[1].kind: 'event' is unknown; allowed: pers",
    HEAD + RECORD.replace('"arrest"\nnumber', '"a"\nnumber'): "record[1].category: 'a' is unknown",
    HEAD + RECORD.replace('number = "NO"', ""): "record[1].number: missing; a column such as",
    HEAD + RECORD + 'system = "A|B"': "record[1].system: a system's short name",
    HEAD + RECORD + "observed = 7": "record[1].observed: a column's name or a table is needed",
    HEAD + RECORD + 'observed = { column = "A", value = "B" }': "exactly one of value, column",
    HEAD + RECORD + 'observed = { column = "A", split = ";" }': "observed.split: unknown; allowed",
    HEAD + RECORD + 'observed = { column = "A", map = { B = 1 } }': "observed.map: texts are neede",
    HEAD + RECORD + 'when = { column = "A" }': "record[1].when: exactly one of present, in",
    HEAD + RECORD + 'when = { column = "A", present = 1 }': "when.present: true or false is needed",
    HEAD + RECORD + 'handling = [{ add = "secret" }]': "handling[1].add: 'secret' is unknown",
    HEAD + RECORD + 'handling = "sealed"': "record[1].handling: a list of tables is needed",
    HEAD + RECORD + '[record.fields]\nDOB = "A"': "record[1].fields.DOB: unknown; allowed here: nu",
    HEAD + RECORD + '[record.fields]\nstatus = { column = "S", map = { A = "GONE" } }': "'GONE' is",
    HEAD + RECORD + '[record.fields]\ncross_numbers = [{ number = "A" }]': "numbers[1].agency: mis",
    HEAD + PERSON + '[record.fields]\nname = "A"': "record[1].fields.name: a table is needed",
    HEAD + PERSON + "[record.fields]\nname = {}": "fields.name: full or some of given",
    HEAD + PERSON + '[record.fields]\nname = { full = "A", order = "x" }': "name.order: 'x' is unk",
    HEAD + PERSON + '[record.fields]\nidentifications = [{ kind = "x", number = "A" }]': "[1].kind",
    HEAD + RECORD + RECORD: "record[2].id: 'arrest' is used twice",
    HEAD
    + RECORD
    + RECORD.replace('"arrest"\nkind', '"b"\nkind'): "the record 'arrest' has the same",
    HEAD + RECORD + '[[record.link]]\ntype = "AT"\nto = "x"': "record[1].link[1].type: 'AT' is unk",
    HEAD + RECORD + '[[record.link]]\ntype = "PART_OF"\nto = "x"': "there is no other record 'x'",
    HEAD + RECORD + '[[record.link]]\ntype = "PART_OF"': "link[1].to: a record's id, one of phone",
    HEAD + RECORD + '[[record.link]]\ntype = "LIVES_AT"\nto = { area = "A" }': "LIVES_AT starts at",
    HEAD + PERSON + '[[record.link]]\ntype = "USES"\nto = { area = "A" }': "USES ends at email or",
    HEAD
    + PERSON
    + '[[record.link]]\ntype = "USES"\nto = { agency = "MPD", number = "A" }': "not a",
    HEAD + PERSON + RECORD + '[[record.link]]\ntype = "PART_OF"\nto = "person"': "ends at incident",
}


@pytest.mark.parametrize(("text", "message"), CASES.items(), ids=list(CASES.values()))
def test_an_error_names_its_place_and_what_is_allowed(text: str, message: str) -> None:
    assert message in "\n".join(errors(text))


def test_all_errors_are_reported_together() -> None:
    text = HEAD.replace('title = "X"', "") + RECORD.replace("incident", "event") + "age = 1\n"

    found = errors(text)

    assert len(found) == 3
    assert {line.split(":")[0] for line in found} == {"title", "record[1].kind", "record[1].age"}


def test_records_under_conditions_may_share_a_key() -> None:
    roles = [
        PERSON.replace('id = "person"', f'id = "{role}"')
        + f'when = {{ column = "ROLE", equals = "{role}" }}\n'
        for role in ("victim", "witness")
    ]
    assert len(parse_specification(HEAD + "".join(roles), Path("x.toml")).records) == 2


def test_text_that_is_not_toml_names_the_line() -> None:
    with pytest.raises(InputError, match=r"x\.toml: this is not TOML: .*line 1"):
        parse_specification("name = \n", Path("x.toml"))


def test_every_field_of_the_model_can_be_specified_and_no_other() -> None:
    envelope = {field.name for field in dataclasses.fields(Record)}
    for shape in Record.__subclasses__():
        own = {field.name for field in dataclasses.fields(shape)} - envelope
        assert set(FIELDS[shape.kind]) == own
    assert set(FIELDS) == set(Kind)


def test_every_link_type_has_its_ends() -> None:
    assert set(ENDS) == set(LinkType)


def test_the_document_names_every_field_kind_and_link_type() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z-]+) \| (`.*`) \|$", document, re.MULTILINE))
    for kind, fields in FIELDS.items():
        assert re.findall(r"`(\w+)`", rows[kind]) == list(fields)
    assert all(f"`{link}`" in document for link in LinkType)


def test_every_built_in_specification_loads_under_the_name_of_its_file() -> None:
    assert set(specifications()) == {path.stem for path in BUILT_IN.glob("*.toml")}
    assert {"gaithersburg-arrests", "rockville-field-contacts"} <= set(specifications())


def test_specifications_of_a_folder_join_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(HEAD + RECORD)
    assert "x-arrests" in specifications([tmp_path, tmp_path / "absent"])


def test_a_name_used_twice_and_errors_of_several_files_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(HEAD + RECORD)
    (tmp_path / "b.toml").write_text(HEAD + RECORD)
    (tmp_path / "c.toml").write_text(HEAD)

    with pytest.raises(InputError) as refused:
        specifications([tmp_path])

    assert f"b.toml: the name 'x-arrests' is already that of {tmp_path / 'a.toml'}" in str(
        refused.value
    )
    assert "c.toml: the specification has 1 error" in str(refused.value)


def test_the_version_changes_with_the_text_only(tmp_path: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text(HEAD + RECORD)
    second.write_text(HEAD + RECORD)
    before = load_specification(first).version

    first.write_text(HEAD + RECORD + 'observed = "WHEN"\n')

    assert load_specification(second).version == before
    assert load_specification(first).version != before


def test_a_missing_or_undecodable_specification_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_specification(tmp_path / "x.toml")
    (tmp_path / "x.toml").write_bytes(b'name = "\xe4"')
    with pytest.raises(InputError, match="not UTF-8"):
        load_specification(tmp_path / "x.toml")
