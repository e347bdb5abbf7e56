"""NIBRS incidents, offences and property: segments of level 1, 2 and 3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from loaders import nibrs_codes as codes
from loaders.columns import key, required, text, used, whole
from loaders.nibrs_layout import ADMINISTRATIVE, OFFENSES, SEGMENTS
from loaders.source import Row, RowError
from workbench.records.dates import Moment, parse_moment
from workbench.records.model import (
    IncidentRecord,
    ItemRecord,
    Link,
    OffenseRecord,
    Record,
    RecordKey,
)
from workbench.records.numbers import case_number
from workbench.records.vocabulary import Category, IncidentStatus, LinkType

SYSTEM = "NIBRS"


def incident_key(row: Row) -> RecordKey:
    """The key of the incident that a segment belongs to: its ORI as written, and its number."""
    return key(required(row, "ori"), SYSTEM, required(row, "incident"))


def moment_of(written: str) -> Moment | None:
    """A date or time of a segment; RowError where there is no such date."""
    try:
        return parse_moment(written)
    except ValueError as error:
        raise RowError(str(error)) from error


def happened(row: Row) -> tuple[Moment | None, Moment | None]:
    """First and last minute of the incident's hour; its day where the hour is not known."""
    day, hour = text(row, "incident_date"), text(row, "incident_hour")
    if not day or not hour:
        return moment_of(day), None
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    first, last = moment_of(f"{date} {hour}:00"), moment_of(f"{date} {hour}:59")
    if first is None or last is None:
        return first, last
    return replace(first, raw=f"{day} {hour}"), replace(last, raw=f"{day} {hour}")


def administrative(row: Row) -> tuple[Record, ...]:
    """The incident, with the codes of all its offences."""
    return (_incident(row),)


def _incident(row: Row) -> IncidentRecord:
    owner = incident_key(row)
    first, last = happened(row)
    is_report = text(row, "report_indicator") == "R"
    clearance = text(row, "exceptional_clearance")
    offenses = tuple(filter(None, text(row, OFFENSES).split(";")))
    cleared = clearance in codes.EXCEPTIONAL_CLEARANCES
    return IncidentRecord(
        key=owner,
        category=Category.INCIDENT,
        observed=first,
        raw=used(row, "ori", "incident", *ADMINISTRATIVE, OFFENSES),
        number=case_number(owner.number, owner.agency),
        offense="; ".join(codes.OFFENSES.get(code, code) for code in offenses),
        offense_codes=offenses,
        start=None if is_report else first,
        end=None if is_report else last,
        reported=first if is_report else None,
        status=IncidentStatus.CLEARED_BY_EXCEPTIONAL_MEANS if cleared else None,
        outcome=codes.EXCEPTIONAL_CLEARANCES.get(clearance, ""),
        attributes=("cargo theft: yes",) if text(row, "cargo_theft") == "Y" else (),
    )


def offense(row: Row) -> tuple[Record, ...]:
    """One offence of the incident."""
    incident, code = incident_key(row), required(row, "offense")
    completed = text(row, "completed")
    weapons = tuple(weapon_name(text(row, f"weapon_{i}"), codes.WEAPONS) for i in (1, 2, 3))
    location = text(row, "location")
    record = OffenseRecord(
        key=incident.with_part(f"offense:{code}"),
        category=Category.INCIDENT,
        observed=happened(row)[0],
        links=(Link(LinkType.COMMITTED_IN, incident),),
        raw=used(row, "ori", "incident", *SEGMENTS["2"].fields),
        code=code,
        attempted={"A": True, "C": False}.get(completed),
        location_category=codes.LOCATIONS.get(location, location),
        weapons=tuple(filter(None, weapons)),
    )
    return (record,)


def weapon_name(written: str, table: Mapping[str, str]) -> str:
    """A weapon code of two digits and perhaps ``A`` for automatic, in words."""
    code, automatic = written[:2], written[2:] == "A"
    name = table.get(code, code)
    return f"{name} (automatic)" if automatic else name


def property_items(row: Row) -> tuple[Record, ...]:
    """An item for each kind of property and each drug; without any, the incident once more."""
    items = (*_goods(row), *_drugs(row))
    if items:
        return items
    if not text(row, "incident_date"):
        raise RowError(
            "this property segment (level 3) lists no property, and its incident's administrative "
            "segment (level 1) does not stand before it; send the two together"
        )
    return (_incident(row),)


def _goods(row: Row) -> Iterator[ItemRecord]:
    for i in range(1, 11):
        code = text(row, f"property_{i}")
        described_as_drug = code == "10" and text(row, "drug_1")
        if not code or described_as_drug:
            continue
        columns = [f"property_{i}", f"value_{i}", f"recovered_{i}"]
        recovered = text(row, f"recovered_{i}")
        told = [_value(row, f"value_{i}"), f"recovered on {recovered}" if recovered else ""]
        if code in _MOTOR_VEHICLES:
            columns += ["vehicles_stolen", "vehicles_recovered"]
            told += [_count(row, "vehicles_stolen"), _count(row, "vehicles_recovered")]
        yield _item(row, str(i), columns, codes.PROPERTY.get(code, code), told)


_MOTOR_VEHICLES = frozenset(("03", "05", "24", "28", "37"))
"""Kinds of property that the segment's counts of stolen and recovered vehicles are about."""


def _drugs(row: Row) -> Iterator[ItemRecord]:
    for i in range(1, 4):
        code = text(row, f"drug_{i}")
        if not code:
            continue
        columns = [f"drug_{i}", f"drug_quantity_{i}", f"drug_unit_{i}"]
        told = [codes.DRUGS.get(code, code), _quantity(row, i)]
        yield _item(row, f"drug{i}", columns, codes.PROPERTY["10"], told)


def _item(row: Row, part: str, columns: list[str], category: str, told: list[str]) -> ItemRecord:
    incident, loss = incident_key(row), required(row, "loss")
    return ItemRecord(
        key=incident.with_part(f"property:{loss}:{part}"),
        category=Category.INCIDENT,
        observed=happened(row)[0],
        links=(Link(LinkType.INVOLVED_IN, incident),),
        raw=used(row, "ori", "incident", "loss", *columns),
        item_category=category,
        description="; ".join(filter(None, told)),
        status=codes.PROPERTY_STATUSES.get(loss, loss),
    )


def _value(row: Row, column: str) -> str:
    """The value in dollars; 1 stands for an unknown value (NIBRS data element 16)."""
    dollars = whole(row, column)
    return f"${dollars:,}" if dollars is not None and dollars != 1 else ""


def _count(row: Row, column: str) -> str:
    number = whole(row, column)
    return f"{column.replace('_', ' ')}: {number}" if number else ""


def _quantity(row: Row, i: int) -> str:
    """Nine digits and three behind the point, with its measure."""
    digits, unit = text(row, f"drug_quantity_{i}"), text(row, f"drug_unit_{i}")
    if not digits.isdecimal():
        return ""
    amount = f"{int(digits) / 1000:g}"
    return f"{amount} {codes.DRUG_UNITS.get(unit, unit)}".strip()
