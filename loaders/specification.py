"""What a table specification says: the form in dataclasses, its closed sets, its allowed fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from workbench.records.agencies import Agency
from workbench.records.vocabulary import Category, Handling, Kind, LinkType, ReferenceKind


class InputFormat(StrEnum):
    """File formats that a specification can read."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSONL = "jsonl"


class Shape(Enum):
    """How a field is written in a specification and built from a row."""

    TEXT = "text"
    TEXTS = "texts"
    WHOLE = "whole number"
    HEIGHT = "height"
    NUMBER = "number"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    TRUTH = "true or false"
    SEX = "sex"
    RACE = "race"
    ETHNICITY = "ethnicity"
    DATE = "date"
    MOMENT = "moment"
    NAME = "name"
    NAMES = "names"
    MONIKERS = "monikers"
    IDENTIFICATIONS = "identifications"
    FEATURES = "features"
    CAUTIONS = "cautions"
    PHONES = "phones"
    PLATE = "plate"
    VIN = "vin"
    ADDRESS = "address"
    SERIAL = "serial"
    CASE_NUMBER = "case number"
    CASE_NUMBERS = "case numbers"
    STATUS = "status"
    ATTRIBUTES = "attributes"
    BASIS = "basis"


LISTS = frozenset({Shape.TEXTS, Shape.MONIKERS, Shape.FEATURES, Shape.CAUTIONS, Shape.PHONES})
"""Shapes that take one expression or a list of them, each of which may be split."""

_FIELDS: Mapping[Kind, Mapping[str, Shape]] = {
    Kind.PERSON: {
        "name": Shape.NAME,
        "aliases": Shape.NAMES,
        "monikers": Shape.MONIKERS,
        "birth_date": Shape.DATE,
        "age": Shape.WHOLE,
        "sex": Shape.SEX,
        "race": Shape.RACE,
        "ethnicity": Shape.ETHNICITY,
        "height_inches": Shape.HEIGHT,
        "weight_pounds": Shape.WHOLE,
        "eye_color": Shape.TEXT,
        "hair_color": Shape.TEXT,
        "features": Shape.FEATURES,
        "identifications": Shape.IDENTIFICATIONS,
        "phones": Shape.PHONES,
        "cautions": Shape.CAUTIONS,
        "residence": Shape.TEXT,
    },
    Kind.ORGANIZATION: {"name": Shape.TEXT, "organization_category": Shape.TEXT},
    Kind.VEHICLE: {
        "plate": Shape.PLATE,
        "vin": Shape.VIN,
        "make": Shape.TEXT,
        "model": Shape.TEXT,
        "model_year": Shape.WHOLE,
        "style": Shape.TEXT,
        "color": Shape.TEXT,
    },
    Kind.LOCATION: {
        "address": Shape.ADDRESS,
        "latitude": Shape.LATITUDE,
        "longitude": Shape.LONGITUDE,
        "location_category": Shape.TEXT,
    },
    Kind.INCIDENT: {
        "number": Shape.CASE_NUMBER,
        "cross_numbers": Shape.CASE_NUMBERS,
        "offense": Shape.TEXT,
        "offense_codes": Shape.TEXTS,
        "start": Shape.MOMENT,
        "end": Shape.MOMENT,
        "reported": Shape.MOMENT,
        "status": Shape.STATUS,
        "outcome": Shape.TEXT,
        "method": Shape.TEXT,
        "attributes": Shape.ATTRIBUTES,
    },
    Kind.ITEM: {
        "item_category": Shape.TEXT,
        "serial": Shape.SERIAL,
        "make": Shape.TEXT,
        "model": Shape.TEXT,
        "calibre": Shape.TEXT,
        "description": Shape.TEXT,
        "status": Shape.TEXT,
    },
    Kind.OFFENSE: {
        "code": Shape.TEXT,
        "attempted": Shape.TRUTH,
        "location_category": Shape.TEXT,
        "weapons": Shape.TEXTS,
    },
    Kind.CHARGE: {"statute": Shape.TEXT, "description": Shape.TEXT, "severity": Shape.TEXT},
    Kind.DISPOSITION: {"disposition": Shape.TEXT, "convicted": Shape.TRUTH},
    Kind.NARRATIVE: {"text": Shape.TEXT},
    Kind.PLATE_READ: {"plate": Shape.PLATE, "confidence": Shape.NUMBER, "reader": Shape.TEXT},
    Kind.TELEPHONE_CALL: {"duration_seconds": Shape.WHOLE, "call_category": Shape.TEXT},
}
FIELDS: Mapping[Kind, Mapping[str, Shape]] = {
    kind: {**fields, "basis": Shape.BASIS} for kind, fields in _FIELDS.items()
}
"""The fields of each kind of record; their meaning is that of ``workbench.records.model``."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A value made from the row: columns joined and mapped, or a constant where none is named."""

    columns: tuple[str, ...] = ()
    constant: str = ""
    mapping: Mapping[str, str] | None = None
    default: str | None = None
    """For a value that ``mapping`` does not know, or an empty one; itself where None."""
    join: str = " "
    split: str = ""
    """Separator of several values in one cell, for fields that are lists."""

    @property
    def label(self) -> str:
        """How messages name it."""
        return " and ".join(self.columns) or repr(self.constant)


NOTHING = Expression()


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the cell is (or, ``negated``, is not) one of ``values``; None: not empty."""

    column: str
    values: frozenset[str] | None
    negated: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a field: its expressions by name, and the constant that says how to read it.

    ``choice`` is a name's order, an identification's kind or a case number's agency.
    """

    expressions: Mapping[str, Expression]
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record and where its values come from."""

    name: str
    shape: Shape
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReferenceTarget:
    """A link's end that is a phone, e-mail address, officer or area."""

    kind: ReferenceKind
    value: Expression


@dataclass(frozen=True, slots=True)
class KeyTarget:
    """A link's end that another source, or another row, states."""

    agency: str
    system: str
    number: Expression
    part: Expression


@dataclass(frozen=True, slots=True)
class LinkRule:
    """A link of a record; ``to`` is the id of another record of the row, or an end by value."""

    type: LinkType
    to: str | ReferenceTarget | KeyTarget
    properties: Mapping[str, Expression]


@dataclass(frozen=True, slots=True)
class RecordRule:
    """One record that a row states."""

    id: str
    kind: Kind
    category: Category
    system: str
    number: Expression
    part: Expression
    when: Condition | None
    observed: Expression
    handling: tuple[tuple[Handling, Condition | None], ...]
    fields: tuple[Field, ...]
    links: tuple[LinkRule, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that the record is mapped from, in order; conditions are not among them."""
        expressions = [self.number, self.part, self.observed]
        for field in self.fields:
            expressions += [one for part in field.parts for one in part.expressions.values()]
        for link in self.links:
            expressions += link.properties.values()
            if isinstance(link.to, ReferenceTarget):
                expressions.append(link.to.value)
            elif isinstance(link.to, KeyTarget):
                expressions += [link.to.number, link.to.part]
        return tuple(dict.fromkeys(column for one in expressions for column in one.columns))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition that decides on the record or its handling."""
        every = (self.when, *(condition for _, condition in self.handling))
        return tuple(condition for condition in every if condition is not None)


@dataclass(frozen=True, slots=True)
class InputRule:
    """How the file is read."""

    format: InputFormat = InputFormat.CSV
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    sheet: str = ""
    optional: frozenset[str] = frozenset()
    """Columns that a file may lack; they are then empty."""


@dataclass(frozen=True, slots=True)
class DateRule:
    """Formats of dates and moments (ISO 8601 where empty) and the zone of moments without one."""

    dates: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    zone: str = "America/New_York"


@dataclass(frozen=True, slots=True)
class Specification:
    """A whole specification; its first record is the row's main one."""

    name: str
    title: str
    layout: str
    agency: Agency
    input: InputRule
    dates: DateRule
    records: tuple[RecordRule, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is used, in order."""
        used: list[str] = []
        for record in self.records:
            used += record.columns
            used += [condition.column for condition in record.conditions]
        return tuple(dict.fromkeys(used))
