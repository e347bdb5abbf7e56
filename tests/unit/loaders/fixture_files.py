"""The small files of invented rows, one for each published layout."""

from __future__ import annotations

from pathlib import Path

from loaders.source import Row, RowError, Source
from workbench.records.model import Record

FIXTURES = Path(__file__).parents[2] / "fixtures"


def rows_of(source: Source, name: str) -> list[Row]:
    """All rows of a fixture, as the source reads it."""
    return list(source.read(FIXTURES / name).rows())


def records_of(source: Source, name: str) -> list[tuple[Record, ...]]:
    """The records of each row of a fixture."""
    return [source.map(row) for row in rows_of(source, name)]


def reject_of(source: Source, row: Row, **values: str) -> str:
    """The reason for which the row, with these values instead, is refused."""
    try:
        source.map(changed(row, **values))
    except RowError as error:
        return str(error)
    raise AssertionError("the row was not refused")


def changed(row: Row, **values: str) -> Row:
    """The row with these values instead."""
    unknown = values.keys() - row.values.keys()
    if unknown:
        raise KeyError(f"the row has no column {unknown}")
    return Row(row.file, row.line, {**row.values, **values})
