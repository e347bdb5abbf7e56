"""Expressions, conditions and fields of a table specification as functions of a row's cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from loaders.basis import basis_of
from loaders.messages import cause_of, quoted
from loaders.scalars import SCALARS
from loaders.source import RowError
from loaders.specification import Condition, DateRule, Expression, Field, Part, Shape
from workbench.records.addresses import parse_address
from workbench.records.dates import Moment, parse_date, parse_moment
from workbench.records.features import moniker, parse_cautions, parse_feature
from workbench.records.names import NameOrder, PersonName, name_of, parse_name
from workbench.records.numbers import (
    Identification,
    IdentificationKind,
    case_number,
    driver_license,
    fbi_number,
    ssn,
    state_id,
)
from workbench.records.phones import parse_phone
from workbench.records.plain_text import stated
from workbench.records.plates import parse_plate

Values = Mapping[str, str]
Text = Callable[[Values], str]
Test = Callable[[Values], bool]
Build = Callable[[Values], Any]


def evaluate(expression: Expression) -> Text:
    """The expression as a function of the cells; blanks around a cell are left out."""
    columns, constant, join = expression.columns, expression.constant, expression.join
    if not columns:
        return lambda values: constant
    if len(columns) == 1:
        column = columns[0]

        def plain(values: Values) -> str:
            return values.get(column, "").strip()
    else:

        def plain(values: Values) -> str:
            return join.join(text for one in columns if (text := values.get(one, "").strip()))

    mapping, default = expression.mapping or {}, expression.default
    if expression.mapping is None and default is None:
        return plain

    def mapped(values: Values) -> str:
        text = plain(values)
        if text in mapping:
            return mapping[text]
        # A default replaces what the map does not know; without a map, only an empty cell.
        return default if default is not None and (mapping or not text) else text

    return mapped


def condition(rule: Condition | None) -> Test:
    """The condition as a function of the cells; no condition always holds."""
    if rule is None:
        return lambda values: True
    column, allowed, wanted = rule.column, rule.values, not rule.negated
    if allowed is None:
        return lambda values: bool(values.get(column, "").strip()) is wanted
    return lambda values: (values.get(column, "").strip() in allowed) is wanted


def moment_of(expression: Expression, dates: DateRule) -> Callable[[Values], Moment | None]:
    """The expression read as a moment; ``RowError`` where the formats cannot read it."""
    read, label = evaluate(expression), expression.label

    def build(values: Values) -> Moment | None:
        text = read(values)
        if not text:
            return None
        try:
            moment = parse_moment(text, dates.moments, dates.zone)
        except ValueError as error:
            raise RowError(f"{label}: {cause_of(error)}, or {_form_of('moments')}") from error
        if moment.at is None if moment else _says_something(text):
            raise RowError(_unreadable(label, text, "moment", dates.moments))
        return moment

    return build


def _date_of(expression: Expression, dates: DateRule) -> Build:
    read, label = evaluate(expression), expression.label

    def build(values: Values) -> Any:
        text = read(values)
        if not text:
            return None
        try:
            date = parse_date(text, dates.dates)
        except ValueError as error:
            raise RowError(f"{label}: {cause_of(error)}, or {_form_of('dates')}") from error
        if date.year is None if date else _says_something(text):
            raise RowError(_unreadable(label, text, "date", dates.dates))
        return date

    return build


def _says_something(text: str) -> bool:
    """Whether a text that gave no date is more than "unknown" or zeros."""
    return any(map(str.isalpha, stated(text)))


def _unreadable(label: str, text: str, what: str, formats: tuple[str, ...]) -> str:
    expected = " or ".join(formats) or "ISO 8601 (2024-01-31)"
    return (
        f"{label} holds {quoted(text)}, which is not one {what} of the form {expected}; correct "
        f"the value, or {_form_of(f'{what}s')}"
    )


def _form_of(what: str) -> str:
    return f"the form in {what} under [dates] of the specification"


def field(rule: Field, dates: DateRule) -> Build:
    """The field as a function of the cells.

    A date, moment or number that cannot be read raises ``RowError``; any other value is kept as
    its normalising function keeps it.
    """
    match rule.shape:
        case Shape.ATTRIBUTES:
            return _attributes(rule.parts[0])
        case Shape.BASIS:
            parts = rule.parts[0].expressions
            entered = _date_of(parts["entered"], dates)
            return basis_of({name: evaluate(one) for name, one in parts.items()}, entered)
        case Shape.NAMES:
            return _listed([_names(part) for part in rule.parts])
        case Shape.NAME:
            names = _names(rule.parts[0])
            return lambda values: next(names(values), None)
        case Shape.PLATE:
            return _plate(rule.parts[0])
        case Shape.ADDRESS:
            return _address(rule.parts[0])
        case Shape.IDENTIFICATIONS:
            return _listed([_identification(part) for part in rule.parts])
        case Shape.CASE_NUMBERS:
            return _listed([_case_numbers(part) for part in rule.parts])
        case Shape.CASE_NUMBER:
            read, agency = evaluate(rule.parts[0].expressions["value"]), rule.parts[0].choice
            return lambda values: case_number(read(values), agency)
        case Shape.DATE:
            return _date_of(rule.parts[0].expressions["value"], dates)
        case Shape.MOMENT:
            return moment_of(rule.parts[0].expressions["value"], dates)
        case shape if shape in _MANY:
            return _listed([_several(part, _MANY[shape]) for part in rule.parts])
        case _:
            return _single(rule.parts[0].expressions["value"], rule.shape)


_MANY: Mapping[Shape, Callable[[str], tuple[Any, ...]]] = {
    Shape.TEXTS: lambda text: (text,),
    Shape.MONIKERS: lambda text: (one.normal,) if (one := moniker(text)) else (),
    Shape.FEATURES: lambda text: (one,) if (one := parse_feature(text)) else (),
    Shape.CAUTIONS: parse_cautions,
    Shape.PHONES: lambda text: (one,) if (one := parse_phone(text)) else (),
}


def _pieces(text: str, split: str) -> Iterator[str]:
    for piece in text.split(split) if split else (text,):
        if piece := piece.strip():
            yield piece


def _several(part: Part, make: Callable[[str], tuple[Any, ...]]) -> Callable[[Values], Any]:
    expression = part.expressions["value"]
    read, split = evaluate(expression), expression.split

    def build(values: Values) -> Iterable[Any]:
        text = read(values)
        return [one for piece in _pieces(text, split) for one in make(piece)] if text else ()

    return build


def _listed(makers: list[Callable[[Values], Any]]) -> Build:
    """All values of all makers, each once, in order."""

    def build(values: Values) -> tuple[Any, ...]:
        found = [one for make in makers for one in make(values)]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    return build


def _attributes(part: Part) -> Build:
    makers = [(name, evaluate(one)) for name, one in part.expressions.items()]
    return lambda values: tuple(
        f"{name}: {text}" for name, make in makers if (text := make(values))
    )


def _names(part: Part) -> Callable[[Values], Iterator[PersonName]]:
    if "full" not in part.expressions:
        given, middle, surname, suffix = (
            evaluate(part.expressions[name]) for name in ("given", "middle", "surname", "suffix")
        )

        def columns(values: Values) -> Iterator[PersonName]:
            name = name_of(given(values), middle(values), surname(values), suffix(values))
            if name is not None:
                yield name

        return columns
    expression, order = part.expressions["full"], NameOrder(part.choice)
    full, split = evaluate(expression), expression.split

    def whole(values: Values) -> Iterator[PersonName]:
        for piece in _pieces(full(values), split):
            if name := parse_name(piece, order):
                yield name

    return whole


def _plate(part: Part) -> Build:
    plate, state = (evaluate(part.expressions.get(name, _NONE)) for name in ("plate", "state"))
    return lambda values: parse_plate(plate(values), state(values))


def _address(part: Part) -> Build:
    full, city, state, postal_code = (
        evaluate(part.expressions.get(name, _NONE))
        for name in ("full", "city", "state", "postal_code")
    )
    return lambda values: parse_address(
        full(values), city=city(values), state=state(values), postal_code=postal_code(values)
    )


_NONE = Expression()


def _identification(part: Part) -> Callable[[Values], Iterator[Identification]]:
    number, jurisdiction = (evaluate(part.expressions[name]) for name in ("number", "jurisdiction"))
    kind = IdentificationKind(part.choice)

    def build(values: Values) -> Iterator[Identification]:
        text = number(values)
        match kind if text else None:
            case IdentificationKind.STATE_ID:
                found = state_id(text, jurisdiction(values))
            case IdentificationKind.FBI:
                found = fbi_number(text)
            case IdentificationKind.DRIVER_LICENSE:
                found = driver_license(text, jurisdiction(values))
            case IdentificationKind.SSN:
                found = ssn(text)
            case _:
                found = None
        if found is not None:
            yield found

    return build


def _case_numbers(part: Part) -> Callable[[Values], Iterator[Any]]:
    read, agency = evaluate(part.expressions["number"]), part.choice

    def build(values: Values) -> Iterator[Any]:
        if number := case_number(read(values), agency):
            yield number

    return build


def _single(expression: Expression, shape: Shape) -> Build:
    read, label = evaluate(expression), expression.label
    make = SCALARS[shape]
    if shape is Shape.TEXT:
        return read

    def build(values: Values) -> Any:
        text = read(values)
        try:
            return make(text)
        except ValueError as error:
            raise RowError(f"{label} holds {quoted(text)}, which is {error}") from error

    return build
