"""Calls for service of the Takoma Park Police Department, as the city publishes them.

Layout: a CSV written by R, one row per dispatch event; the first column is R's row number.

Traps:

- Events repeat: 184 rows of the published file equal another but for R's row number. That number
  is never used, so such rows state the same record.
- A call has no address, only a position, and most positions are shared by many calls.
- ``received`` carries no offset and is local. NA is R's word for a value that is not there.
"""

from __future__ import annotations

from pathlib import Path

from loaders.columns import attributes, coordinates, key, moment, required, text, used
from loaders.contributors import agency
from loaders.reading import read_csv
from loaders.source import Extract, Row, Source
from workbench.progress import Report, silent
from workbench.records.model import IncidentRecord, Link, LocationRecord, Record
from workbench.records.numbers import case_number
from workbench.records.vocabulary import Category, LinkType

REQUIRED = ("event.no.", "type", "received", "beat", "cr.report", "latitude", "longitude", "freq")
NOT_THERE = "NA"
ATTRIBUTES = {"beat": "beat", "cr.report": "criminal report", "freq": "officers responding"}


def read(path: Path, report: Report = silent) -> Extract:
    """The rows of a calls file, checked to its end."""
    return read_csv(path, REQUIRED, report=report)


def map_row(row: Row) -> tuple[Record, ...]:
    """The call and, where a position is given, its place."""
    row = _without_na(row)
    number = required(row, "event.no.")
    call_key = key("TPPD", "CAD", number)
    received = moment(row, "received")
    latitude, longitude = coordinates(row, "latitude", "longitude")
    place_key = call_key.with_part(":place")
    call = IncidentRecord(
        key=call_key,
        category=Category.SERVICE_CALL,
        observed=received,
        links=(Link(LinkType.OCCURRED_AT, place_key),) if latitude is not None else (),
        raw=used(row, "event.no.", "type", "received", *ATTRIBUTES),
        number=case_number(number, "TPPD"),
        offense=text(row, "type"),
        start=received,
        reported=received,
        attributes=attributes(row, ATTRIBUTES),
    )
    if latitude is None:
        return (call,)
    place = LocationRecord(
        key=place_key,
        category=Category.SERVICE_CALL,
        observed=received,
        raw=used(row, "event.no.", "latitude", "longitude"),
        latitude=latitude,
        longitude=longitude,
    )
    return call, place


def _without_na(row: Row) -> Row:
    values = {name: "" if value == NOT_THERE else value for name, value in row.values.items()}
    return Row(row.file, row.line, values)


SOURCE = Source(
    name="takoma-park-calls",
    title="Takoma Park calls for service (City of Takoma Park)",
    layout="CSV, one row per call: event.no., type, received, beat, cr.report, latitude, longitude",
    agencies=(agency("TPPD"),),
    read=read,
    map=map_row,
)
