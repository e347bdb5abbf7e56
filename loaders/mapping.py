"""From the rows of a table to its records, as a specification states them.

The specification is compiled once into closures, one per record, so that a row costs little more
than the normalising of its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from loaders.cells import Build, Test, condition, evaluate, field, moment_of
from loaders.messages import quoted
from loaders.scalars import MAP_IT
from loaders.source import Row, RowError
from loaders.specification import (
    Expression,
    KeyTarget,
    LinkRule,
    RecordRule,
    ReferenceTarget,
    Specification,
)
from workbench.records.dates import Moment
from workbench.records.handling import juvenile
from workbench.records.model import (
    SEPARATOR,
    ChargeRecord,
    DispositionRecord,
    IncidentRecord,
    ItemRecord,
    Link,
    LocationRecord,
    NarrativeRecord,
    OffenseRecord,
    OrganizationRecord,
    PersonRecord,
    PlateReadRecord,
    Record,
    RecordKey,
    Reference,
    TelephoneCallRecord,
    VehicleRecord,
)
from workbench.records.numbers import case_number
from workbench.records.phones import parse_phone
from workbench.records.vocabulary import Category, Handling, Kind, LinkType, ReferenceKind

Values = Mapping[str, str]
Keys = Mapping[str, RecordKey]
_Record = Callable[[Values, Keys, Moment | None], Record]

_RECORDS: Mapping[Kind, type[Record]] = {
    shape.kind: shape
    for shape in (
        ChargeRecord, DispositionRecord, IncidentRecord, ItemRecord, LocationRecord,
        NarrativeRecord, OffenseRecord, OrganizationRecord, PersonRecord, PlateReadRecord,
        TelephoneCallRecord, VehicleRecord,
    )
}  # fmt: skip


def mapper(specification: Specification) -> Callable[[Row], tuple[Record, ...]]:
    """What maps a row to the records that the specification states.

    The ``RowError`` of a row names each of its values that cannot be read.
    """
    dates, agency = specification.dates, specification.agency.code
    steps: list[tuple[str, Test, Callable[[Values], RecordKey], _Record]] = []
    readings: list[tuple[Test, list[Build]]] = []
    for rule in specification.records:
        emitted, key = condition(rule.when), _key(rule, agency)
        observed = moment_of(rule.observed, dates)
        fields = [(one.name, field(one, dates)) for one in rule.fields]
        steps.append((rule.id, emitted, key, _record(rule, observed, fields, agency)))
        readings.append((emitted, [key, observed, *(make for _, make in fields)]))
    children = _said_of_the_child(specification.records)

    def map_row(row: Row) -> tuple[Record, ...]:
        if row.problem:
            raise RowError(row.problem)
        try:
            return records_of(row.values)
        except RowError as first:
            found = [*_problems(readings, row.values), str(first)]
            raise RowError("; ".join(dict.fromkeys(found))) from first

    def records_of(values: Values) -> tuple[Record, ...]:
        keys = {id: key(values) for id, emitted, key, _ in steps if emitted(values)}
        if not keys:
            raise RowError(
                "the specification takes no record from a row like this, for none of its "
                "conditions (when) fits; correct the row, or have it taken by the specification"
            )
        if len(set(keys.values())) < len(keys):
            raise RowError(
                f"two of the row's records ({', '.join(keys)}) have the same number, so they "
                "cannot be told apart; have the specification give each its own part"
            )
        event: Moment | None = None
        records: dict[str, Record] = {}
        for id, _, _, build in steps:
            if id in keys:
                records[id] = record = build(values, keys, event)
                event = event or record.observed
        for person, ids in children.items():
            if person in records and Handling.JUVENILE in records[person].handling:
                for id in ids & records.keys():
                    handling = records[id].handling | {Handling.JUVENILE}
                    records[id] = replace(records[id], handling=handling)
        return tuple(records.values())

    return map_row


def _problems(readings: Iterable[tuple[Test, list[Build]]], values: Values) -> Iterator[str]:
    """What is wrong with each value that cannot be read; the mapping itself ends at the first."""
    for emitted, reads in readings:
        if emitted(values):
            for read in reads:
                try:
                    read(values)
                except RowError as error:
                    yield str(error)


def _said_of_the_child(records: Sequence[RecordRule]) -> dict[str, frozenset[str]]:
    """For each person of a row, the other records that speak of nobody else.

    They are the person's own arrest, booking or contact, charges and home, with the place,
    narrative, charges and dispositions of these. An incident is not: other rows may state it too.
    """
    own = {LinkType.ARRESTED_IN, LinkType.CONTACTED_IN, LinkType.CHARGED_WITH, LinkType.LIVES_AT}
    about = {LinkType.CHARGED_IN, LinkType.NARRATES, LinkType.DISPOSES_OF}
    shared = {
        record.id
        for record in records
        if record.kind is Kind.INCIDENT and record.category in _SHARED
    }
    edges = [
        (record.id, link.type, link.to)
        for record in records
        for link in record.links
        if isinstance(link.to, str)
    ]
    found: dict[str, frozenset[str]] = {}
    for person in (record.id for record in records if record.kind is Kind.PERSON):
        reached = {end for start, type, end in edges if start == person and type in own} - shared
        size = -1
        while size != len(reached):
            size = len(reached)
            reached |= {
                end for start, type, end in edges if start in reached and type == "OCCURRED_AT"
            }
            reached |= {start for start, type, end in edges if end in reached and type in about}
            reached -= shared
        found[person] = frozenset(reached)
    return found


_SHARED = (Category.INCIDENT, Category.SERVICE_CALL)


def _key(rule: RecordRule, agency: str) -> Callable[[Values], RecordKey]:
    system = rule.system
    number, part, label = evaluate(rule.number), evaluate(rule.part), rule.number.label
    several = rule.number.columns if len(rule.number.columns) > 1 else ()

    def key(values: Values) -> RecordKey:
        text = number(values)
        if not text:
            raise _without(label)
        for column in several:
            if not values.get(column, "").strip():
                raise _without(column)
        detail = part(values)
        try:
            return RecordKey(agency, system, key_number(text, agency), detail)
        except ValueError as error:
            raise _no_key(error, (rule.number, text), (rule.part, detail)) from error

    return key


def _without(column: str) -> RowError:
    return RowError(
        f"{column} is empty, and without it what the row states cannot be told from others; fill "
        "it in, or have the specification leave it out of such rows (when)"
    )


def _no_key(
    error: ValueError, number: tuple[Expression, str], part: tuple[Expression, str]
) -> RowError:
    expression, text = part if SEPARATOR in part[1] else number
    return RowError(
        f"{expression.label} holds {quoted(text)}, but {error}; correct the value, or {MAP_IT}"
    )


def key_number(text: str, agency: str) -> str:
    """The number as a key holds it: bare where the agency's format is known, else as written.

    So "24-011234" of MPD is the key that MPD's own files give as "24011234".
    """
    number = case_number(text, agency)
    return text if number is None or number.year is None else number.normal


def _record(
    rule: RecordRule,
    observed: Callable[[Values], Moment | None],
    fields: Sequence[tuple[str, Build]],
    agency: str,
) -> _Record:
    shape: Any = _RECORDS[rule.kind]
    columns = rule.columns
    handling = [(member, condition(when)) for member, when in rule.handling]
    links = [_link(link, agency) for link in rule.links]
    is_person = rule.kind is Kind.PERSON

    def build(values: Values, keys: Keys, event: Moment | None) -> Record:
        stated = {name: make(values) for name, make in fields}
        seen = observed(values)
        members = _members(handling, values) if handling else _ORDINARY
        if is_person:
            members |= juvenile(seen or event, stated.get("birth_date"), stated.get("age"))
        record: Record = shape(
            key=keys[rule.id],
            category=rule.category,
            handling=members,
            observed=seen,
            links=tuple(link for make in links if (link := make(values, keys))),
            raw={column: value for column in columns if (value := values.get(column))},
            **stated,
        )
        return record

    return build


_ORDINARY: frozenset[Handling] = frozenset()


def _members(handling: Iterable[tuple[Handling, Test]], values: Values) -> frozenset[Handling]:
    return frozenset(member for member, holds in handling if holds(values))


def _link(rule: LinkRule, agency: str) -> Callable[[Values, Keys], Link | None]:
    end = _end(rule.to, agency)
    properties = [(name, evaluate(one)) for name, one in rule.properties.items()]

    def link(values: Values, keys: Keys) -> Link | None:
        to = end(values, keys)
        if to is None:
            return None
        stated = tuple((name, text) for name, made in properties if (text := made(values)))
        return Link(rule.type, to, stated)

    return link


def _end(
    to: str | ReferenceTarget | KeyTarget, agency: str
) -> Callable[[Values, Keys], RecordKey | Reference | None]:
    if isinstance(to, str):
        return lambda values, keys: keys.get(to)
    if isinstance(to, KeyTarget):
        return _key_end(to)
    value, kind = evaluate(to.value), to.kind

    def reference(values: Values, keys: Keys) -> Reference | None:
        text = value(values)
        return _reference(kind, text, agency) if text else None

    return reference


def _key_end(to: KeyTarget) -> Callable[[Values, Keys], RecordKey | None]:
    number, part = evaluate(to.number), evaluate(to.part)

    def key(values: Values, keys: Keys) -> RecordKey | None:
        text = number(values)
        if not text:
            return None
        detail = part(values)
        try:
            return RecordKey(to.agency, to.system, key_number(text, to.agency), detail)
        except ValueError as error:
            raise _no_key(error, (to.number, text), (to.part, detail)) from error

    return key


def _reference(kind: ReferenceKind, text: str, agency: str) -> Reference | None:
    """The node of a phone, e-mail address, officer or area; None where the text is none.

    Officers' and areas' numbers are each agency's own, so its code stands before them.
    """
    match kind:
        case ReferenceKind.PHONE:
            phone = parse_phone(text)
            return Reference(kind, phone.e164, text) if phone and phone.e164 else None
        case ReferenceKind.EMAIL:
            name, at, domain = text.strip().lower().partition("@")
            whole = name and at and "." in domain and not set(" @,;") & set(name + domain)
            return Reference(kind, f"{name}@{domain}", text) if whole else None
        case ReferenceKind.OFFICER | ReferenceKind.AREA:
            return Reference(kind, f"{agency} {' '.join(text.upper().split())}", text)
