"""What a layout is: a file whose columns are filled from cells in the agency's style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum

from workbench.sample.cells import Cell, Cells
from workbench.sample.dirt import Habits


class Shape(Enum):
    """What one row of a file is about."""

    WIDE = "an event with one of its parties, vehicles and items"
    SINGLE = "an event with its only party, vehicle and item"
    EVENTS = "an event"
    PARTIES = "a party"
    VEHICLES = "a vehicle"
    ITEMS = "an item"


@dataclass(frozen=True, slots=True)
class Style:
    """How an agency writes every value."""

    habits: Habits
    naming: str = "district"
    block: str = "{low} BLOCK OF"
    upper: bool = True
    dates: str = "%Y-%m-%d"
    moments: str = "%Y-%m-%d %H:%M"
    utc: bool = False
    surname_first: bool = True
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Cell → true word → the agency's code."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One file: its source name, the paper it holds and its columns (header → cell)."""

    source: str
    file: str
    paper: str
    shape: Shape
    system: str
    columns: Mapping[str, str]
    main: str = "incident"
    """What the row's main record is: incident, party, narrative, charge, vehicle, item."""
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Agency:
    """A contributor of files."""

    code: str
    style: Style
    layouts: tuple[Layout, ...]


def text(cell: str, cells: Cells, style: Style) -> str:
    """The cell as the agency writes it; an absent cell is empty."""
    if cell == "name":
        return _cased(full_name(cells, style), style)
    value = cells.get(cell)
    if isinstance(value, str) and cell in style.codes:
        return style.codes[cell].get(value, value)
    return _cased(_plain(value, style), style)


def _plain(value: Cell, style: Style) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        shown = value.astimezone(UTC) if style.utc else value
        return shown.strftime(style.moments)
    if isinstance(value, date):
        return value.strftime(style.dates)
    return str(value)


def _cased(value: str, style: Style) -> str:
    return value.upper() if style.upper else value


def full_name(cells: Cells, style: Style) -> str:
    """``Surname Suffix, Given Middle`` or ``Given Middle Surname, Suffix``."""
    given, middle, surname, suffix = (
        str(cells.get(part) or "") for part in ("given", "middle", "surname", "suffix")
    )
    if not given and not surname:
        return ""
    first = f"{given} {middle}".strip()
    if style.surname_first:
        return f"{surname} {suffix}".strip() + f", {first}"
    return f"{first} {surname}" + (f", {suffix}" if suffix else "")
