"""Arrests of the Takoma Park Police Department, as the city publishes them, without names.

Layout: a CSV written by R, one row per arrest; the first column is R's row number.

Traps:

- ``report.`` is not the row's key: a report may have several arrests. Each row states the report as
  a record that holds its number alone, and the arrest as a part of it: co-arrestees meet there.
- Report numbers change in mid-2017 from two digits of year and six of number to two and seven;
  some old ones come later, and warrant arrests carry the year of their warrant.
- The label does not say who is a juvenile: some arrestees of 10 to 17 stand under "Arrest" or
  "Application for charges". The stated age does.
- ``date`` is when the report was written. UNK means not known and OOS out of Maryland.
- Hispanic stands among the races; it is an ethnicity, and then no race is stated.
"""

from __future__ import annotations

from pathlib import Path

from loaders.columns import RACES, SEXES, attributes, key, moment, required, text, used, whole
from loaders.contributors import agency
from loaders.reading import read_csv
from loaders.source import Extract, Row, Source
from workbench.progress import Report, silent
from workbench.records.handling import juvenile
from workbench.records.model import IncidentRecord, Link, PersonRecord, Record
from workbench.records.numbers import case_number
from workbench.records.vocabulary import Category, LinkType

REQUIRED = (
    "unique_id",
    "report.",
    "date",
    "category",
    "type_desc",
    "offense",
    "a.city",
    "a.state",
    "a.race",
    "a.gender",
    "a.age",
)
UNKNOWN = "UNK"
ATTRIBUTES = {
    "type_desc": "arrest type",
    "overall_type": "contact",
    "category": "category",
    "i.ward": "ward",
    "initiated": "initiated by",
}


def read(path: Path, report: Report = silent) -> Extract:
    """The rows of an arrests file, checked to its end."""
    return read_csv(path, REQUIRED, report=report)


def map_row(row: Row) -> tuple[Record, ...]:
    """The arrest, the arrestee, and the report that the arrest is part of."""
    report = _report(row)
    row_number = required(row, "unique_id")
    age = whole(row, "a.age")
    written = moment(row, "date")
    arrest = IncidentRecord(
        key=key("TPPD", "arrests", report.key.number, row_number),
        category=Category.ARREST,
        handling=juvenile(written, None, age),
        observed=written,
        links=(Link(LinkType.PART_OF, report.key),),
        raw=used(row, "unique_id", "report.", "date", "offense", *ATTRIBUTES),
        number=report.number,
        offense=text(row, "offense"),
        reported=written,
        attributes=attributes(row, ATTRIBUTES),
    )
    race = text(row, "a.race").upper()
    arrestee = PersonRecord(
        key=arrest.key.with_part(f"{row_number}:arrestee"),
        category=Category.ARREST,
        handling=arrest.handling,
        observed=written,
        links=(Link(LinkType.ARRESTED_IN, arrest.key),),
        raw=used(row, "unique_id", "a.age", "a.gender", "a.race", "a.city", "a.county", "a.state"),
        age=age,
        sex=SEXES.get(text(row, "a.gender").upper(), ""),
        race=RACES.get(race, ""),
        ethnicity="H" if race == "HISPANIC" else "",
        residence=_residence(row),
    )
    return arrest, arrestee, report


def _report(row: Row) -> IncidentRecord:
    """The report, known by its number alone, so that each of its arrests states it alike."""
    number = required(row, "report.")
    return IncidentRecord(
        key=key("TPPD", "RMS", number),
        category=Category.INCIDENT,
        raw=used(row, "report."),
        number=case_number(number, "TPPD"),
    )


def _residence(row: Row) -> str:
    parts = (text(row, "a.city"), text(row, "a.state"))
    return ", ".join(part for part in parts if part and part != UNKNOWN)


SOURCE = Source(
    name="takoma-park-arrests",
    title="Takoma Park arrests (City of Takoma Park)",
    layout="CSV, one row per arrest: unique_id, report., date, type_desc, offense, a.age …",
    agencies=(agency("TPPD"),),
    read=read,
    map=map_row,
)
