"""Crime incidents of the Metropolitan Police Department, as Open Data DC publishes them.

Layout: a CSV with a byte order mark, one row per crime, 25 columns (``Crime_Incidents_in_2024``).

Traps:

- ``CCN`` is not the row's key: a homicide has one row per victim, and one CCN may carry several
  crimes. ``OBJECTID`` is the row's own number.
- ``REPORT_DAT``, ``START_DATE`` and ``END_DATE`` all carry ``+00`` and are read as UTC, as written.
  The file bears that out: robberies are then reported two hours after they began in the median,
  where local times would put most reports before the crime. 27 rows seem reported before they
  began, 24 of them homicides, whose ``REPORT_DAT`` is always local midnight of its day. They are
  kept as written.
- ``BLOCK`` is a block or an intersection and the position its centre, never the address.
- ``OFFENSE`` is the District's own list. Two of its nine names cover several NIBRS offences, and
  then every code that the name may stand for is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from loaders.columns import attributes, coordinates, key, moment, required, text, used
from loaders.contributors import agency
from loaders.reading import read_csv
from loaders.source import Extract, Row, Source
from workbench.progress import Report, silent
from workbench.records.addresses import parse_address
from workbench.records.model import IncidentRecord, Link, LocationRecord, Record
from workbench.records.numbers import case_number
from workbench.records.vocabulary import Category, LinkType

REQUIRED = (
    "CCN",
    "OBJECTID",
    "REPORT_DAT",
    "OFFENSE",
    "METHOD",
    "BLOCK",
    "START_DATE",
    "END_DATE",
    "LATITUDE",
    "LONGITUDE",
)

NIBRS_CODES: Mapping[str, tuple[str, ...]] = {
    "HOMICIDE": ("09A",),
    "SEX ABUSE": ("11A", "11B", "11C", "11D"),
    "ROBBERY": ("120",),
    "ASSAULT W/DANGEROUS WEAPON": ("13A",),
    "BURGLARY": ("220",),
    "THEFT F/AUTO": ("23F",),
    "THEFT/OTHER": ("23A", "23B", "23C", "23D", "23E", "23G", "23H"),
    "MOTOR VEHICLE THEFT": ("240",),
    "ARSON": ("200",),
}
"""The District's offence names to NIBRS; several codes where the name does not tell them apart."""

ATTRIBUTES = {
    "SHIFT": "shift",
    "DISTRICT": "district",
    "PSA": "police service area",
    "WARD": "ward",
    "ANC": "advisory neighborhood commission",
    "NEIGHBORHOOD_CLUSTER": "neighborhood cluster",
    "BLOCK_GROUP": "block group",
    "CENSUS_TRACT": "census tract",
    "VOTING_PRECINCT": "voting precinct",
    "BID": "business improvement district",
}


def read(path: Path, report: Report = silent) -> Extract:
    """The rows of an incidents file, checked to its end."""
    return read_csv(path, REQUIRED, report=report)


def map_row(row: Row) -> tuple[Record, ...]:
    """One crime and the block it happened in."""
    ccn, row_number = required(row, "CCN"), required(row, "OBJECTID")
    incident_key = key("MPD", "RMS", ccn, row_number)
    place_key = incident_key.with_part(f"{row_number}:place")
    start = moment(row, "START_DATE", zone="UTC")
    reported = moment(row, "REPORT_DAT", zone="UTC")
    offense = text(row, "OFFENSE")
    latitude, longitude = coordinates(row, "LATITUDE", "LONGITUDE")
    incident = IncidentRecord(
        key=incident_key,
        category=Category.INCIDENT,
        observed=start or reported,
        links=(Link(LinkType.OCCURRED_AT, place_key),),
        raw=used(
            row, "CCN", "OBJECTID", "OFFENSE", "METHOD", "REPORT_DAT", "START_DATE", "END_DATE",
            *ATTRIBUTES,
        ),
        number=case_number(ccn, "MPD"),
        offense=offense,
        offense_codes=NIBRS_CODES.get(offense, ()),
        start=start,
        end=moment(row, "END_DATE", zone="UTC"),
        reported=reported,
        method=text(row, "METHOD"),
        attributes=attributes(row, ATTRIBUTES),
    )  # fmt: skip
    place = LocationRecord(
        key=place_key,
        category=Category.INCIDENT,
        observed=incident.observed,
        raw=used(row, "BLOCK", "LATITUDE", "LONGITUDE"),
        address=parse_address(text(row, "BLOCK"), city="WASHINGTON", state="DC"),
        latitude=latitude,
        longitude=longitude,
    )
    return incident, place


SOURCE = Source(
    name="dc-mpd-incidents",
    title="MPD crime incidents (Open Data DC)",
    layout="CSV, one row per crime: CCN, REPORT_DAT, OFFENSE, BLOCK … OBJECTID",
    agencies=(agency("MPD"),),
    read=read,
    map=map_row,
)
