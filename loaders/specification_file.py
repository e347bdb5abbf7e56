"""From the text of a TOML specification to ``Specification``, with all its errors at once."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from loaders.contributors import CONTRIBUTORS
from loaders.forms import Form
from loaders.specification import (
    FIELDS,
    LISTS,
    Condition,
    DateRule,
    Expression,
    Field,
    InputFormat,
    InputRule,
    KeyTarget,
    LinkRule,
    Part,
    RecordRule,
    ReferenceTarget,
    Shape,
    Specification,
)
from workbench.errors import InputError
from workbench.records.agencies import SHARING_AGENCIES, Agency, AgencyRole
from workbench.records.dates import parse_date, parse_moment
from workbench.records.links import ENDS, Ends
from workbench.records.names import NameOrder
from workbench.records.numbers import IdentificationKind
from workbench.records.vocabulary import (
    Category,
    Handling,
    IncidentStatus,
    Kind,
    LinkType,
    ReferenceKind,
)

_AGENCIES = {agency.code: agency for agency in (*SHARING_AGENCIES, *CONTRIBUTORS)}
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
_REFERENCES = {kind.value.lower(): kind for kind in ReferenceKind}


def parse_specification(text: str, path: Path) -> Specification:
    """Read a specification.

    Raises:
        InputError: not TOML, or the form is not kept; every error is named with the file, the
            place and what is allowed there.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: this is not TOML: {error}. Correct that place.") from None
    problems: list[str] = []
    form = Form(document, "", problems)
    specification = _specification(form)
    if problems:
        count = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
        raise InputError(
            f"{path}: the specification has {count}; nothing was loaded.\n"
            + "\n".join(f"  {problem}" for problem in problems)
        )
    return specification


def _specification(form: Form) -> Specification:
    form.only("name", "title", "layout", "version", "agency", "input", "dates", "record")
    name = form.text("name")
    if name and not _NAME.fullmatch(name):
        form.problem("name", f"{name!r} is not lower-case words joined by hyphens")
    form.text("version", "1")
    agency = _agency(form.inner("agency"))
    records = tuple(_record(one, agency) for one in form.each("record"))
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
    _check_links(form, records)
    for column in sorted(specification.input.optional - set(specification.columns)):
        form.problem("input.optional", f"no record uses the column {column!r}")
    return specification


def _agency(form: Form) -> Agency:
    form.only("code", "name", "state")
    code = form.text("code")
    known = _AGENCIES.get(code)
    if known is not None:
        if "name" in form.table and form.table["name"] != known.name:
            form.problem("name", f"{code} is {known.name}; leave the name out or use another code")
        return known
    if code and not _CODE.fullmatch(code):
        form.problem("code", f"{code!r} is not capital letters, digits and hyphens")
    if "name" not in form.table:
        form.problem(
            "name", f"missing; {code!r} is no known code ({', '.join(_AGENCIES)}), so name it"
        )
        return Agency(code, "", AgencyRole.CONTRIBUTOR)
    return Agency(code, form.text("name"), AgencyRole.CONTRIBUTOR, form.text("state", ""))


def _input(form: Form) -> InputRule:
    form.only("format", "encoding", "delimiter", "sheet", "optional")
    rule = InputRule(
        format=form.choice("format", InputFormat, InputFormat.CSV),
        encoding=form.text("encoding", "utf-8-sig"),
        delimiter=form.text("delimiter", ","),
        sheet=form.text("sheet", ""),
        optional=frozenset(form.texts("optional")),
    )
    try:
        codecs.lookup(rule.encoding)
    except LookupError:
        form.problem("encoding", f"there is no encoding called {rule.encoding!r}; try utf-8-sig")
    if len(rule.delimiter) != 1 or rule.delimiter in '"\r\n':
        form.problem("delimiter", f"{rule.delimiter!r} is not one character such as , ; or \\t")
    return rule


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


def _record(form: Form, agency: Agency) -> RecordRule:
    form.only(
        "id", "kind", "category", "system", "number", "part", "when", "observed", "handling",
        "fields", "link",
    )  # fmt: skip
    known = form.table.get("kind") in FIELDS
    kind = form.choice("kind", Kind)
    system = form.text("system", "RMS")
    if "|" in system or not system:
        form.problem("system", "a system's short name is needed, without |")
    return RecordRule(
        id=form.text("id"),
        kind=kind,
        category=form.choice("category", Category),
        system=system,
        number=form.expression("number", needed=True),
        part=form.expression("part"),
        when=_condition(form, "when"),
        observed=form.expression("observed"),
        handling=tuple(_handling(one) for one in form.each("handling")),
        fields=_fields(form.inner("fields"), kind, agency) if known else (),
        links=tuple(link for one in form.each("link") if (link := _link(one))),
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


def _fields(form: Form, kind: Kind, agency: Agency) -> tuple[Field, ...]:
    allowed = FIELDS[kind]
    form.only(*allowed)
    return tuple(
        Field(name, shape, _parts(form, name, shape, agency))
        for name, shape in allowed.items()
        if name in form.table
    )


def _parts(form: Form, name: str, shape: Shape, agency: Agency) -> tuple[Part, ...]:
    if shape in LISTS:
        values = form.table[name]
        return tuple(
            Part({"value": form.made(name, one, listed=True)})
            for one in (values if isinstance(values, list) else [values])
        )
    if shape is Shape.ATTRIBUTES:
        inner = form.inner(name)
        return (Part({title: inner.expression(title) for title in inner.table}),)
    if shape is Shape.NAMES:
        listed = isinstance(form.table[name], list)
        return tuple(_name(one) for one in (form.each(name) if listed else [form.inner(name)]))
    if shape is Shape.NAME:
        return (_name(form.inner(name)),)
    if shape is Shape.PLATE:
        return (_composed(form.inner(name), "plate", "state"),)
    if shape is Shape.ADDRESS:
        return (_composed(form.inner(name), "full", "city", "state", "postal_code"),)
    if shape is Shape.IDENTIFICATIONS:
        return tuple(_identification(one) for one in form.each(name))
    if shape is Shape.CASE_NUMBERS:
        return tuple(_case_number(one) for one in form.each(name))
    expression = form.expression(name)
    if shape is Shape.STATUS:
        _check_statuses(form, name, expression)
    return (Part({"value": expression}, agency.code if shape is Shape.CASE_NUMBER else ""),)


def _composed(form: Form, *names: str) -> Part:
    form.only(*names)
    form.expression(names[0], needed=True)
    return Part({name: form.expression(name) for name in names if name in form.table})


def _name(form: Form) -> Part:
    if "full" in form.table:
        form.only("full", "order", "split")
        full = form.expression("full", listed=True)
        split = form.text("split", "") or full.split
        order = form.choice("order", NameOrder, NameOrder.AUTO)
        whole = Expression(
            full.columns, full.constant, full.mapping, full.default, full.join, split
        )
        return Part({"full": whole}, order.value)
    names = ("given", "middle", "surname", "suffix")
    form.only(*names)
    if not form.table:
        form.problem("", f"full or some of {', '.join(names)} are needed")
    return Part({name: form.expression(name) for name in names})


def _identification(form: Form) -> Part:
    form.only("kind", "number", "jurisdiction")
    kind = form.choice("kind", IdentificationKind)
    if kind is IdentificationKind.OTHER:
        form.problem("kind", "'other' cannot be read; allowed: state-id, fbi, driver-license, ssn")
    return Part(
        {
            "number": form.expression("number", needed=True),
            "jurisdiction": form.expression("jurisdiction"),
        },
        kind.value,
    )


def _case_number(form: Form) -> Part:
    form.only("agency", "number")
    return Part({"number": form.expression("number", needed=True)}, _known_agency(form))


def _known_agency(form: Form) -> str:
    code = form.text("agency")
    if code and not _CODE.fullmatch(code):
        form.problem("agency", f"{code!r} is no agency's code, such as {', '.join(_AGENCIES)}")
    return code


def _check_statuses(form: Form, name: str, expression: Expression) -> None:
    allowed = {status.value for status in IncidentStatus} | {""}
    stated = [*(expression.mapping or {}).values(), expression.default or "", expression.constant]
    for value in stated:
        if value not in allowed:
            form.problem(
                name, f"{value!r} is no status; allowed: {', '.join(sorted(allowed - {''}))}"
            )


def _link(form: Form) -> LinkRule | None:
    form.only("type", "to", "properties")
    known = form.table.get("type") in ENDS
    link = form.choice("type", LinkType)
    target = _target(form)
    inner = form.inner("properties")
    properties = {name: inner.expression(name) for name in inner.table}
    return LinkRule(link, target, properties) if known and target else None


def _target(form: Form) -> str | ReferenceTarget | KeyTarget:
    value = form.table.get("to")
    if isinstance(value, str):
        return value
    inner = form.inner("to")
    if len(inner.table) == 1 and (kind := _REFERENCES.get(next(iter(inner.table)))):
        return ReferenceTarget(kind, inner.expression(next(iter(inner.table))))
    if "agency" not in inner.table:
        form.problem(
            "to",
            f"a record's id, one of {', '.join(_REFERENCES)}, or agency, system and number are "
            "needed",
        )
        return ""
    inner.only("agency", "system", "number", "part")
    return KeyTarget(
        _known_agency(inner),
        inner.text("system", "RMS"),
        inner.expression("number", needed=True),
        inner.expression("part"),
    )


def _check_links(form: Form, records: Sequence[RecordRule]) -> None:
    kinds: dict[str, Kind] = {}
    for number, record in enumerate(records, 1):
        if record.id in kinds:
            form.problem(
                f"record[{number}].id", f"{record.id!r} is used twice; each record needs its own"
            )
        kinds[record.id] = record.kind
        for other in records[: number - 1]:
            # Records under conditions may share a key: a row states only one of them.
            always = record.when is None or other.when is None
            if always and _key(record) == _key(other):
                form.problem(
                    f"record[{number}].part",
                    f"the record {other.id!r} has the same key; give each its own part",
                )
    for number, record in enumerate(records, 1):
        for link in record.links:
            _check_link(form, f"record[{number}].link {link.type}", record, link, kinds)


def _key(record: RecordRule) -> tuple[str, str, str]:
    return record.system, repr(record.number), repr(record.part)


def _check_link(
    form: Form, place: str, record: RecordRule, link: LinkRule, kinds: Mapping[str, Kind]
) -> None:
    starts, ends = ENDS[link.type]
    if record.kind not in starts:
        form.problem(place, f"{link.type} starts at {_listed(starts)}, not at {record.kind}")
    end: Kind | ReferenceKind | None = None
    if isinstance(link.to, ReferenceTarget):
        end = link.to.kind
    elif isinstance(link.to, str) and link.to:
        end = kinds.get(link.to)
        if end is None or link.to == record.id:
            form.problem(place, f"there is no other record {link.to!r}; found {', '.join(kinds)}")
    elif isinstance(link.to, KeyTarget) and any(isinstance(one, ReferenceKind) for one in ends):
        form.problem(place, f"{link.type} ends at {_listed(ends)}, not at a record")
    if end is not None and end not in ends:
        form.problem(place, f"{link.type} ends at {_listed(ends)}, not at {end.lower()}")


def _listed(ends: Ends) -> str:
    return " or ".join(sorted(end.value.lower() for end in ends))
