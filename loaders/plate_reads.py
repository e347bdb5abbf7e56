"""Plate reads, as a reader system (ALPR) exports them.

Layout: a CSV, one row per read: plate, state, read_at, latitude, longitude, reader, location,
confidence, agency, read_id, image.

Traps:

- A read is a machine's opinion: the text is kept as read, and a missing state stays missing,
  because a plate without its state names no vehicle.
- ``confidence`` is 0 to 1. A value above 1 is refused, not taken for a percentage.
- ``read_at`` without an offset is local; with one, the offset counts.
- ``image`` names a picture. It is kept with the raw row and never opened.
- A reader repeats its place in each of thousands of rows. Equal cells are one record of one place,
  stated again and again; a reader that moves, or is described anew, has another.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from loaders.columns import coordinates, key, moment, required, text, used
from loaders.messages import quoted
from loaders.reading import read_csv
from loaders.source import Extract, Row, RowError, Source
from workbench.progress import Report, silent
from workbench.records.addresses import parse_address
from workbench.records.agencies import SHARING_AGENCIES
from workbench.records.model import Link, LocationRecord, PlateReadRecord, Record, RecordKey
from workbench.records.plates import parse_plate
from workbench.records.vocabulary import Category, LinkType

COLUMNS = (
    "plate",
    "state",
    "read_at",
    "latitude",
    "longitude",
    "reader",
    "location",
    "confidence",
    "agency",
    "read_id",
    "image",
)


SYSTEM = "ALPR"
SITE = ("reader", "location", "latitude", "longitude")
"""Columns that say where a read was made."""
NO_READER = "READER-NOT-GIVEN"


def read(path: Path, report: Report = silent) -> Extract:
    """The rows of a file of reads, checked to its end."""
    return read_csv(path, COLUMNS, report=report)


def map_row(row: Row) -> tuple[Record, ...]:
    """The read and, where one is given, the place of it."""
    read_id = required(row, "read_id")
    read_key = key(required(row, "agency"), SYSTEM, read_id)
    read_at = moment(row, "read_at")
    if read_at is None or read_at.at is None:
        raise RowError(
            f"the column read_at holds {quoted(text(row, 'read_at'))}; a read needs its time, "
            "such as 2024-03-18T14:02:11-04:00"
        )
    place = _place(row, read_key.agency)
    sighting = PlateReadRecord(
        key=read_key,
        category=Category.PLATE_READ,
        observed=read_at,
        links=(Link(LinkType.SEEN_AT, place.key),) if place else (),
        raw=used(
            row,
            "read_id",
            "agency",
            "plate",
            "state",
            "read_at",
            "reader",
            "confidence",
            "image",
        ),
        plate=parse_plate(required(row, "plate"), text(row, "state")),
        confidence=_confidence(row),
        reader=text(row, "reader"),
    )
    return (sighting, place) if place else (sighting,)


def place_key(row: Row, agency: str) -> RecordKey:
    """The key of the place that the row states: equal where reader and place are written equally.

    Raises:
        RowError: agency or reader holds the separator of keys.
    """
    written = "\n".join(row.values.get(column, "") for column in SITE)
    digest = blake2b(written.encode(), digest_size=8).hexdigest()
    return key(agency, SYSTEM, text(row, "reader") or NO_READER, f":place:{digest}")


def _place(row: Row, agency: str) -> LocationRecord | None:
    """The site: undated and without the read's number, so that all its reads state one record."""
    latitude, longitude = coordinates(row, "latitude", "longitude")
    address = parse_address(text(row, "location"))
    if latitude is None and address is None:
        return None
    return LocationRecord(
        key=place_key(row, agency),
        category=Category.PLATE_READ,
        raw=used(row, *SITE),
        address=address,
        latitude=latitude,
        longitude=longitude,
    )


def _confidence(row: Row) -> float | None:
    value = text(row, "confidence")
    if not value:
        return None
    try:
        confidence = float(value)
    except ValueError:
        confidence = float("nan")
    if not 0.0 <= confidence <= 1.0:
        raise RowError(
            f"the column confidence holds {quoted(value)}; a number from 0 to 1 is expected; "
            "correct it"
        )
    return confidence


SOURCE = Source(
    name="plate-reads",
    title="Plate reads of a reader system (ALPR)",
    layout="CSV, one row per read: plate, state, read_at, latitude, longitude, reader, agency …",
    agencies=SHARING_AGENCIES,
    read=read,
    map=map_row,
    version="2",
)
