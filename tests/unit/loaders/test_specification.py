"""A specification is read whole, and its errors are reported together."""

from __future__ import annotations

import dataclasses
import encodings
import pkgutil
import re
from pathlib import Path

import pytest

from loaders.specification import FIELDS
from loaders.specification_file import parse_specification
from loaders.table import (
    BUILT_IN,
    load_specification,
    specification_named,
    specifications,
    usable_specifications,
)
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
    HEAD + RECORD + '[[record.link]]\ntype = "PART_OF"\nto = ""': "no other record ''; found none",
    HEAD
    + RECORD
    + '[[record.link]]\ntype = ["PART_OF"]\nto = { agency = "MPD", number = "N" }': "PART_OF'] is",
    HEAD
    + RECORD
    + '[[record.link]]\ntype = "PART_OF"\n'
    + 'to = { agency = "MPD", system = "A|B", number = "N" }': "to.system: a system's short name",
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


@pytest.mark.parametrize(
    "encoding", ["base64", "rot13", "zlib", "hex", "idna", "undefined", "utf-7"]
)
def test_a_codec_that_is_no_encoding_of_files_is_refused(encoding: str) -> None:
    (error,) = errors(f'{HEAD}[input]\nencoding = "{encoding}"\n{RECORD}')
    assert error == (
        f"input.encoding: {encoding!r} is no encoding of text files; use utf-8, cp1252 or utf-16"
    )


def test_an_encoding_is_refused_or_writes_rows_and_reads_them_back() -> None:
    row, kept = "A,1\n", set()
    for module in pkgutil.iter_modules(encodings.__path__):
        text = f'{HEAD}[input]\nencoding = "{module.name}"\n{RECORD}'
        try:
            parse_specification(text, Path("x.toml"))
        except InputError:
            continue
        kept.add(module.name)
        assert row.encode(module.name).decode(module.name) == row
    assert {"utf_8", "utf_8_sig", "utf_16", "utf_32", "cp1252", "latin_1", "ascii"} <= kept


def test_an_encoding_whose_name_cannot_be_one_is_refused() -> None:
    (error,) = errors(f'{HEAD}[input]\nencoding = "a\\u0000b"\n{RECORD}')
    assert "input.encoding: there is no encoding called" in error


def test_all_errors_are_reported_together() -> None:
    text = HEAD.replace('title = "X"', "") + RECORD.replace("incident", "event") + "age = 1\n"

    found = errors(text)

    assert len(found) == 3
    assert {line.split(":")[0] for line in found} == {"title", "record[1].kind", "record[1].age"}


def test_four_misspelled_words_are_all_told_with_what_was_meant() -> None:
    text = (
        HEAD
        + RECORD.replace('"arrest"\nkind', '"home"\nkind').replace("incident", "location")
        + PERSON.replace('kind = "person"', 'kind = "persn"')
        + '[record.fields]\nbirthdate = "DOB"\n'
        + '[[record.link]]\ntype = "LIVESAT"\nto = "hom"\n'
    )

    found = [error.split("; allowed")[0] for error in errors(text)]

    assert found == [
        "record[2].fields.birthdate: no kind of record has such a field (did you mean birth_date?)",
        "record[2].kind: 'persn' is unknown (did you mean person?)",
        "record[2].link[1].to: there is no other record 'hom' (did you mean home?); found home",
        "record[2].link[1].type: 'LIVESAT' is unknown (did you mean LIVES_AT?)",
    ]


def test_a_word_is_suggested_whatever_its_case_and_none_that_is_unlike() -> None:
    (near,) = errors(HEAD + RECORD.replace("incident", "INCIDENT"))
    (far,) = errors(HEAD + RECORD.replace("incident", "zzz"))
    (field,) = errors(HEAD + PERSON + '[record.fields]\nBirthDate = "A"')
    assert "kind: 'INCIDENT' is unknown (did you mean incident?); allowed: person" in near
    assert "kind: 'zzz' is unknown; allowed: person" in far
    assert "fields.BirthDate: unknown (did you mean birth_date?); allowed here: name" in field


def test_a_mistake_is_not_told_again_as_others_that_follow_from_it() -> None:
    misspelled = (
        HEAD
        + '[input]\noptional = ["ST"]\n'
        + RECORD.replace('"arrest"\nkind = "incident"', '"home"\nkind = "locaton"')
        + '[record.fields]\naddress = { full = "ST" }\n'
        + PERSON
        + '[[record.link]]\ntype = "LIVES_AT"\nto = "home"\n'
    )
    numberless = HEAD + RECORD.replace("number", "nubmer") + PERSON.replace("number", "nubmer")
    numberless = numberless.replace('part = { value = "person" }\n', "")

    (kind,) = errors(misspelled)

    assert "'locaton' is unknown (did you mean location?)" in kind
    assert not [error for error in errors(numberless) if "same key" in error]


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


def test_a_number_that_is_too_long_to_read_is_refused() -> None:
    with pytest.raises(InputError, match=r"x\.toml: this is not TOML: .*digits"):
        parse_specification(f"name = {'1' * 5_000}\n", Path("x.toml"))


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, f"title{'.a' * 20_000} = 1"])
def test_a_specification_that_is_nested_too_deep_is_refused_beside_the_others(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "deep.toml").write_text(text)

    sources, (error,) = usable_specifications([tmp_path])

    assert str(error).startswith(f"{tmp_path / 'deep.toml'}: it is nested too deep. ")
    assert set(sources) == set(specifications())


def test_every_field_of_the_model_can_be_specified_and_no_other() -> None:
    envelope = {field.name for field in dataclasses.fields(Record)}
    for shape in Record.__subclasses__():
        own = {field.name for field in dataclasses.fields(shape)} - envelope
        assert set(FIELDS[shape.kind]) == own | {"basis"}
    assert set(FIELDS) == set(Kind)


def test_every_link_type_has_its_ends() -> None:
    assert set(ENDS) == set(LinkType)


def test_the_document_names_every_field_kind_and_link_type() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z-]+) \| (`.*`) \|$", document, re.MULTILINE))
    for kind, fields in FIELDS.items():
        assert re.findall(r"`(\w+)`", rows[kind]) == [one for one in fields if one != "basis"]
    assert all(f"`{link}`" in document for link in LinkType)


def test_every_built_in_specification_loads_under_the_name_of_its_file() -> None:
    assert set(specifications()) == {path.stem for path in BUILT_IN.glob("*.toml")}
    assert {"gaithersburg-arrests", "rockville-field-contacts"} <= set(specifications())


def test_specifications_of_a_folder_join_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "x-arrests.toml").write_text(HEAD + RECORD)
    assert "x-arrests" in specifications([tmp_path, tmp_path / "absent"])


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder of one specification that is kept and three that are refused."""
    (tmp_path / "x-arrests.toml").write_text(HEAD + RECORD)
    (tmp_path / "incomplete.toml").write_text(HEAD.replace("x-arrests", "incomplete"))
    (tmp_path / "misnamed.toml").write_text(HEAD.replace("x-arrests", "y-arrests") + RECORD)
    (tmp_path / "mpd-arrests.toml").write_text(HEAD.replace("x-arrests", "mpd-arrests") + RECORD)
    return tmp_path


REASONS = {
    "incomplete": "incomplete.toml: the specification has 1 error",
    "misnamed": "misnamed.toml: the specification is called 'y-arrests', and a source is found by "
    "the name of its file. Rename the file to y-arrests.toml",
    "mpd-arrests": f"the name 'mpd-arrests' is already that of {BUILT_IN / 'mpd-arrests.toml'}",
}


def test_errors_of_several_specifications_are_reported_together(mixed: Path) -> None:
    with pytest.raises(InputError) as refused:
        specifications([mixed])
    assert [reason for reason in REASONS.values() if reason not in str(refused.value)] == []


def test_refused_specifications_are_listed_beside_those_that_can_be_used(mixed: Path) -> None:
    sources, refused = usable_specifications([mixed])

    assert set(sources) == {*specifications(), "x-arrests"} - {"mpd-arrests"}
    assert len(refused) == len(REASONS)
    for reason, error in zip(REASONS.values(), sorted(refused, key=str), strict=True):
        assert reason in str(error)


def test_a_source_is_found_by_name_whatever_else_the_folder_holds(mixed: Path) -> None:
    for name in ("x-arrests", "mpd-incidents"):
        source = specification_named(name, [mixed])
        assert source is not None
        assert source.name == name


@pytest.mark.parametrize("name", ["y-arrests", "absent", "", "../x-arrests"])
def test_a_name_that_no_file_has_finds_no_source(mixed: Path, name: str) -> None:
    assert specification_named(name, [mixed]) is None


@pytest.mark.parametrize(("name", "reason"), REASONS.items(), ids=list(REASONS))
def test_a_refused_source_is_refused_by_name_too(mixed: Path, name: str, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        specification_named(name, [mixed])
    assert reason in str(refused.value)


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
