"""From the text of a TOML specification to ``Specification``, with all errors that can be told."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from loaders.forms import Form
from loaders.specification import (
    Condition,
    DateRule,
    InputFormat,
    InputRule,
    RecordRule,
    Specification,
)
from loaders.specification_agency import read_agency, read_system
from loaders.specification_fields import check_names, read_fields
from loaders.specification_links import check_records, read_link, stated_kinds
from workbench.errors import InputError
from workbench.records.agencies import Agency
from workbench.records.dates import parse_date, parse_moment
from workbench.records.vocabulary import Category, Handling, Kind

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_OF_FILES = frozenset(
    {"base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib"}
    | {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
"""What Python knows as encodings besides: of bytes or text, host names and its own literals, and
UTF-7, which lets halves of surrogate pairs through."""


def parse_specification(text: str, path: Path) -> Specification:
    """Read a specification.

    Raises:
        InputError: not TOML, or the form is not kept; every error that does not hide behind
            another is named with the file, the place and what is allowed there.
    """
    problems: list[str] = []
    try:
        specification = _specification(Form(_document(text, path), "", problems))
    except RecursionError:
        raise InputError(
            f"{path}: it is nested too deep. Write it in the form of docs/table-specification.md."
        ) from None
    if problems:
        count = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
        raise InputError(
            f"{path}: the specification has {count} and cannot be used.\n"
            + "\n".join(f"  {problem}" for problem in problems)
        )
    return specification


def _document(text: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise InputError(f"{path}: this is not TOML: {error}. Correct that place.") from None


def _specification(form: Form) -> Specification:
    form.only("name", "title", "layout", "version", "agency", "input", "dates", "record")
    name = form.text("name")
    if name and not _NAME.fullmatch(name):
        form.problem("name", f"{name!r} is not lower-case words joined by hyphens")
    form.text("version", "1")
    agency = read_agency(form.inner("agency"))
    before = len(form.problems)
    forms = form.each("record")
    kinds = stated_kinds(forms)
    records = tuple(_record(one, agency, kinds) for one in forms)
    check_records(form, records)
    whole = len(form.problems) == before
    specification = Specification(
        name=name,
        title=form.text("title"),
        layout=form.text("layout", ""),
        agency=agency,
        input=_input(form.inner("input")),
        dates=_dates(form.inner("dates")),
        records=records,
    )
    if not records:
        form.problem("record", "missing; at least one [[record]] is needed")
    # A record that is not read whole may use the column in what could not be read.
    unused = specification.input.optional - set(specification.columns) if whole else ()
    for column in sorted(unused):
        form.problem("input.optional", f"no record uses the column {column!r}")
    return specification


def _input(form: Form) -> InputRule:
    form.only("format", "encoding", "delimiter", "sheet", "optional")
    rule = InputRule(
        format=form.choice("format", InputFormat, InputFormat.CSV),
        encoding=form.text("encoding", "utf-8-sig"),
        delimiter=form.text("delimiter", ","),
        sheet=form.text("sheet", ""),
        optional=frozenset(form.texts("optional")),
    )
    if problem := _encoding_problem(rule.encoding):
        form.problem("encoding", f"{problem}; use utf-8, cp1252 or utf-16")
    if len(rule.delimiter) != 1 or rule.delimiter in '"\r\n':
        form.problem("delimiter", f"{rule.delimiter!r} is not one character such as , ; or \\t")
    return rule


def _encoding_problem(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return f"there is no encoding called {encoding!r}"
    return f"{encoding!r} is no encoding of text files" if name in _NOT_OF_FILES else ""


def _dates(form: Form) -> DateRule:
    form.only("dates", "moments", "zone")
    rule = DateRule(
        dates=form.texts("dates"),
        moments=form.texts("moments"),
        zone=form.text("zone", "America/New_York"),
    )
    for key, formats in (("dates", rule.dates), ("moments", rule.moments)):
        for one in formats:
            try:
                parse_date("1", (one,))
            except ValueError as error:
                form.problem(key, str(error))
            if "%Y" not in one:
                form.problem(key, f"date format {one!r} names no year (%Y)")
    try:
        parse_moment("2000-01-01", (), rule.zone)
    except ValueError as error:
        form.problem("zone", str(error))
    return rule


def _record(form: Form, agency: Agency, kinds: Mapping[str, Kind | None]) -> RecordRule:
    form.only(
        "id", "kind", "category", "system", "number", "part", "when", "observed", "handling",
        "fields", "link",
    )  # fmt: skip
    id, known, fields = form.text("id"), form.member("kind", Kind), form.inner("fields")
    if known is None:
        check_names(fields)
    others = {other: kind for other, kind in kinds.items() if other != id}
    return RecordRule(
        id=id,
        kind=form.choice("kind", Kind),
        category=form.choice("category", Category),
        system=read_system(form),
        number=form.expression("number", needed=True),
        part=form.expression("part"),
        when=_condition(form, "when"),
        observed=form.expression("observed"),
        handling=tuple(_handling(one) for one in form.each("handling")),
        fields=read_fields(fields, known, agency) if known else (),
        links=tuple(read_link(one, known, others) for one in form.each("link")),
    )


def _handling(form: Form) -> tuple[Handling, Condition | None]:
    form.only("add", "when")
    return form.choice("add", Handling), _condition(form, "when")


def _condition(form: Form, key: str) -> Condition | None:
    if key not in form.table:
        return None
    inner = form.inner(key)
    tests = ("present", "in", "not_in", "equals")
    inner.only("column", *tests)
    column = inner.text("column")
    stated = [test for test in tests if test in inner.table]
    if len(stated) != 1:
        form.problem(key, f"exactly one of {', '.join(tests)} is needed")
        return Condition(column, None, False)
    if stated == ["present"]:
        if not isinstance(inner.table["present"], bool):
            inner.problem("present", "true or false is needed")
        return Condition(column, None, inner.table["present"] is False)
    if stated == ["equals"]:
        return Condition(column, frozenset({inner.text("equals", "")}), False)
    return Condition(column, frozenset(inner.texts(stated[0])), stated == ["not_in"])
