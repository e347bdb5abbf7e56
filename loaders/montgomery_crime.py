"""Crimes of Montgomery County, Maryland, as its open data portal publishes them.

Layout: a CSV, one row per offence, in either of the portal's spellings of the columns: the API's
(``incident_id``, ``crimename1`` …) or the download's (``Incident ID``, ``Crime Name1`` …).

Traps:

- One incident has a row for each of its offences. The county's agencies share one numbering scheme;
  the row's ``agency`` owns it, and the rows of an incident join by agency and number.
- Positions are 0.0 in a sixth of the rows: then there is none. Locations are empty in others: then
  the street's name in its own columns is the address, or the city alone.
- Times carry no offset and are local. Some start after they end; both are kept as written.
- "Crime Against Not a Crime" rows (runaways) state no offence: they keep their words and class,
  and their code 90I, which NIBRS has given up, is left to the raw row.
- Other rows are events rather than crimes too (emergency petition, sudden death) though the class
  says "Crime Against Society"; they keep the code 90Z that the county gives them.
- A location is the county's block ("4700 BLK  IRIS ST"), with street types of its own (LA, BLV).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from loaders.columns import attributes, coordinates, key, moment, required, text, used
from loaders.contributors import agency
from loaders.reading import read_csv
from loaders.source import Extract, Row, Source
from workbench.progress import Report, silent
from workbench.records.addresses import parse_address
from workbench.records.dates import Moment
from workbench.records.model import IncidentRecord, Link, LocationRecord, Record, RecordKey
from workbench.records.numbers import case_number
from workbench.records.vocabulary import Category, LinkType

DOWNLOAD_NAMES: Mapping[str, Sequence[str]] = {
    "incident_id": ("Incident ID",),
    "offence_code": ("Offence Code",),
    "case_number": ("CR Number",),
    "date": ("Dispatch Date / Time",),
    "start_date": ("Start_Date_Time", "Start Date/Time", "Start Date / Time"),
    "end_date": ("End_Date_Time", "End Date/Time", "End Date / Time"),
    "nibrs_code": ("NIBRS Code",),
    "victims": ("Victims",),
    "crimename1": ("Crime Name1",),
    "crimename2": ("Crime Name2",),
    "crimename3": ("Crime Name3",),
    "district": ("Police District Name",),
    "location": ("Block Address",),
    "city": ("City",),
    "state": ("State",),
    "zip_code": ("Zip Code",),
    "agency": ("Agency",),
    "place": ("Place",),
    "sector": ("Sector",),
    "beat": ("Beat",),
    "pra": ("PRA",),
    "address_number": ("Address Number",),
    "street_prefix_dir": ("Street Prefix",),
    "address_street": ("Street Name",),
    "street_suffix_dir": ("Street Suffix",),
    "street_type": ("Street Type",),
    "latitude": ("Latitude",),
    "longitude": ("Longitude",),
    "police_district_number": ("Police District Number",),
    "geolocation": ("Location",),
}
"""The API's column names to the download's."""

REQUIRED = (
    "incident_id",
    "offence_code",
    "case_number",
    "date",
    "start_date",
    "end_date",
    "nibrs_code",
    "crimename1",
    "crimename2",
    "crimename3",
    "location",
    "city",
    "state",
    "zip_code",
    "agency",
    "place",
    "latitude",
    "longitude",
)
NOT_A_CRIME = "Crime Against Not a Crime"
FORMATS = ("%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y %I:%M:%S %p")
ATTRIBUTES = {
    "crimename1": "class",
    "crimename2": "offense group",
    "victims": "victims",
    "district": "district",
    "sector": "sector",
    "beat": "beat",
    "pra": "police reporting area",
}


def read(path: Path, report: Report = silent) -> Extract:
    """The rows of a crimes file of either spelling, checked to its end."""
    return read_csv(path, REQUIRED, alternatives=DOWNLOAD_NAMES, report=report)


def map_row(row: Row) -> tuple[Record, ...]:
    """One offence of an incident and, where one is given, its place."""
    number, code = required(row, "case_number"), required(row, "offence_code")
    owner = required(row, "agency")
    incident_key = key(owner, "RMS", number, code)
    start, dispatched = moment(row, "start_date", FORMATS), moment(row, "date", FORMATS)
    observed = start or dispatched
    place = _place(row, incident_key.with_part(f"{code}:place"), observed)
    nibrs = text(row, "nibrs_code")
    crime = text(row, "crimename1") != NOT_A_CRIME
    incident = IncidentRecord(
        key=incident_key,
        category=Category.INCIDENT,
        observed=observed,
        links=(Link(LinkType.OCCURRED_AT, place.key),) if place else (),
        raw=used(
            row,
            "incident_id",
            "case_number",
            "offence_code",
            "agency",
            "date",
            "start_date",
            "end_date",
            "nibrs_code",
            "crimename3",
            *ATTRIBUTES,
        ),
        number=case_number(number, owner),
        offense=text(row, "crimename3"),
        offense_codes=(nibrs,) if nibrs and crime else (),
        start=start,
        end=moment(row, "end_date", FORMATS),
        reported=dispatched,
        attributes=attributes(row, ATTRIBUTES),
    )
    return (incident, place) if place else (incident,)


def _place(row: Row, place_key: RecordKey, observed: Moment | None) -> LocationRecord | None:
    """The block, street or city of the row; None where it gives neither words nor a position."""
    street = ("street_prefix_dir", "address_street", "street_type", "street_suffix_dir")
    written = text(row, "location") or " ".join(filter(None, (text(row, part) for part in street)))
    latitude, longitude = coordinates(row, "latitude", "longitude")
    address = parse_address(
        written,
        city=text(row, "city"),
        state=text(row, "state"),
        postal_code=text(row, "zip_code"),
    )
    if address is None and latitude is None:
        return None
    return LocationRecord(
        key=place_key,
        category=Category.INCIDENT,
        observed=observed,
        raw=used(
            row,
            "location",
            *street,
            "city",
            "state",
            "zip_code",
            "place",
            "latitude",
            "longitude",
        ),
        address=address,
        latitude=latitude,
        longitude=longitude,
        location_category=text(row, "place"),
    )


SOURCE = Source(
    name="montgomery-crime",
    title="Montgomery County crimes (data.montgomerycountymd.gov)",
    layout="CSV, one row per offence: incident_id, offence_code, case_number … or Incident ID …",
    agencies=tuple(agency(code) for code in ("MCPD", "RCPD", "GPD", "TPPD", "MCSO")),
    read=read,
    map=map_row,
)
