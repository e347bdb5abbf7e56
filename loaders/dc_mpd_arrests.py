"""Adult arrests of the Metropolitan Police Department, as Open Data DC publishes them.

Layout: a CSV with a byte order mark, one row per arrest, 33 columns.

Traps:

- ``CCN`` and ``ARREST_NUMBER`` are hashed, so no arrest joins an incident of the incidents file;
  but arrests with one hashed CCN are of one incident. Each row states that incident as a record
  that holds the hash alone, and its arrest as a part of it: co-arrestees meet there.
- ``DATE_`` is local midnight written in UTC (``05:00:00+00`` in winter) and ``HOUR`` a local hour;
  the arrest is given as lying between the first and last minute of that hour.
- ``CATEGORY`` holds " rcotics": a careless replacement of "Na" took it out of "Narcotics" (and of
  "Marijuana" in ``DESCRIPTION``). The category is mended, the raw value kept.
- ``ARREST_BLOCKX`` and ``ARREST_BLOCKY`` are Maryland State Plane metres (EPSG:26985) of a block,
  rounded to 100 m; the columns of degrees beside them are empty in a third of the rows. The
  offence's block, which rows of one incident need not agree on, stays with the arrest in words.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pyproj import Transformer
from pyproj.exceptions import ProjError

from loaders.columns import (
    ETHNICITIES,
    RACES,
    SEXES,
    attributes,
    coordinates,
    key,
    moment,
    required,
    text,
    used,
    whole,
)
from loaders.contributors import agency
from loaders.messages import cause_of, quoted
from loaders.reading import read_csv
from loaders.source import Extract, Row, RowError, Source
from workbench.progress import Report, silent
from workbench.records.dates import Moment, parse_moment
from workbench.records.handling import juvenile
from workbench.records.model import (
    IncidentRecord,
    Link,
    LocationRecord,
    PersonRecord,
    Record,
    RecordKey,
)
from workbench.records.vocabulary import Category, LinkType

REQUIRED = (
    "CCN",
    "ARREST_NUMBER",
    "DATE_",
    "HOUR",
    "AGE",
    "SEX",
    "RACE",
    "ETHNICITY",
    "CATEGORY",
    "DESCRIPTION",
    "ARREST_BLOCKX",
    "ARREST_BLOCKY",
)
MENDED = {"rcotics": "Narcotics"}
ATTRIBUTES = {
    "TYPE": "type",
    "CATEGORY": "category",
    "ARREST_DISTRICT": "arrest district",
    "ARREST_PSA": "arrest police service area",
    "OFFENSE_DISTRICT": "offense district",
    "OFFENSE_PSA": "offense police service area",
    "OFFENSE_BLOCKX": "offense block x",
    "OFFENSE_BLOCKY": "offense block y",
}
RESIDENCE = {"DEFENDANT_DISTRICT": "district", "DEFENDANT_PSA": "police service area"}
_LOCAL = ZoneInfo("America/New_York")


def read(path: Path, report: Report = silent) -> Extract:
    """The rows of an arrests file, checked to its end."""
    return read_csv(path, REQUIRED, report=report)


def map_row(row: Row) -> tuple[Record, ...]:
    """The arrest, the arrestee, the arrest's block where given, and the incident it is part of."""
    incident = _incident(row)
    arrest_key = key("MPD", "arrests", required(row, "ARREST_NUMBER"))
    start, end = _hour(row)
    place = _place(row, arrest_key.with_part(":place"), start)
    links = [Link(LinkType.PART_OF, incident.key)]
    if place:
        links.append(Link(LinkType.OCCURRED_AT, place.key))
    category = text(row, "CATEGORY")
    arrest = IncidentRecord(
        key=arrest_key,
        category=Category.ARREST,
        handling=juvenile(start, None, whole(row, "AGE")),
        observed=start,
        links=tuple(links),
        raw=used(row, "ARREST_NUMBER", "CCN", "DATE_", "HOUR", "DESCRIPTION", *ATTRIBUTES),
        offense=text(row, "DESCRIPTION"),
        start=start,
        end=end,
        attributes=tuple(
            f"category: {MENDED.get(category, category)}" if said.startswith("category:") else said
            for said in attributes(row, ATTRIBUTES)
        ),
    )
    records: list[Record] = [arrest, _arrestee(row, arrest)]
    if place:
        records.append(place)
    return (*records, incident)


def _incident(row: Row) -> IncidentRecord:
    """The incident behind the arrest, known by its hashed CCN alone; alike for each co-arrest."""
    return IncidentRecord(
        key=key("MPD", "RMS", required(row, "CCN")),
        category=Category.INCIDENT,
        raw=used(row, "CCN"),
    )


def _arrestee(row: Row, arrest: IncidentRecord) -> PersonRecord:
    return PersonRecord(
        key=arrest.key.with_part(":arrestee"),
        category=Category.ARREST,
        handling=arrest.handling,
        observed=arrest.observed,
        links=(Link(LinkType.ARRESTED_IN, arrest.key),),
        raw=used(row, "ARREST_NUMBER", "AGE", "SEX", "RACE", "ETHNICITY", *RESIDENCE),
        age=whole(row, "AGE"),
        sex=SEXES.get(text(row, "SEX"), ""),
        race=RACES.get(text(row, "RACE"), ""),
        ethnicity=ETHNICITIES.get(text(row, "ETHNICITY"), ""),
        residence=_residence(row),
    )


def _residence(row: Row) -> str:
    district = text(row, "DEFENDANT_DISTRICT")
    if not district or district == "Out of State":
        return district
    return ", ".join(attributes(row, RESIDENCE))


def _place(row: Row, place_key: RecordKey, observed: Moment | None) -> LocationRecord | None:
    """The block of the arrest, at its degrees or, without them, its State Plane metres."""
    latitude, longitude = coordinates(row, "ARREST_LATITUDE", "ARREST_LONGITUDE")
    if latitude is None:
        latitude, longitude = _from_state_plane(row)
    if latitude is None:
        return None
    return LocationRecord(
        key=place_key,
        category=Category.ARREST,
        observed=observed,
        raw=used(
            row,
            "ARREST_NUMBER",
            "ARREST_LATITUDE",
            "ARREST_LONGITUDE",
            "ARREST_BLOCKX",
            "ARREST_BLOCKY",
        ),
        latitude=latitude,
        longitude=longitude,
        location_category="block",
    )


def _from_state_plane(row: Row) -> tuple[float | None, float | None]:
    x, y = text(row, "ARREST_BLOCKX"), text(row, "ARREST_BLOCKY")
    if not x or not y:
        return None, None
    try:
        longitude, latitude = _state_plane().transform(float(x), float(y), errcheck=True)
    except (ProjError, ValueError) as error:
        raise RowError(
            f"ARREST_BLOCKX {quoted(x)} and ARREST_BLOCKY {quoted(y)} are no metres east and "
            f"north in the District's grid ({cause_of(error)}); correct them"
        ) from error
    return round(latitude, 6), round(longitude, 6)


@cache
def _state_plane() -> Transformer:
    return Transformer.from_crs("EPSG:26985", "EPSG:4326", always_xy=True)


def _hour(row: Row) -> tuple[Moment | None, Moment | None]:
    """First and last minute of the arrest; the whole local day where the hour is not given."""
    midnight, hour = moment(row, "DATE_", zone="UTC"), whole(row, "HOUR")
    if midnight is None or midnight.at is None:
        return midnight, None
    day = midnight.at.astimezone(_LOCAL).date()
    if hour is None:
        return _local(row, f"{day}"), None
    if hour > 23:
        raise RowError(f"the column HOUR holds {hour}; hours run from 0 to 23; correct it")
    return _local(row, f"{day} {hour:02}:00"), _local(row, f"{day} {hour:02}:59")


def _local(row: Row, local: str) -> Moment | None:
    read_as = parse_moment(local)
    written = " ".join(used(row, "DATE_", "HOUR").values())
    return replace(read_as, raw=written) if read_as else None


SOURCE = Source(
    name="dc-mpd-arrests",
    title="MPD adult arrests (Open Data DC)",
    layout="CSV, one row per arrest: hashed CCN and ARREST_NUMBER, DATE_, HOUR, AGE, CATEGORY …",
    agencies=(agency("MPD"),),
    read=read,
    map=map_row,
)
