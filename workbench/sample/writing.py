"""Writing rows as CSV, JSON lines, workbook or Parquet so that equal rows give equal bytes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

Rows = Sequence[dict[str, str]]
_EPOCH = (2026, 1, 1, 0, 0, 0)
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_rows(path: Path, columns: Sequence[str], rows: Rows, *, delimiter: str = ",") -> None:
    """Write a table; the file's ending decides on its format."""
    if path.suffix == ".jsonl":
        path.write_bytes(b"".join(msgspec.json.encode(_present(row)) + b"\n" for row in rows))
    elif path.suffix == ".xlsx":
        path.write_bytes(_workbook(columns, rows))
    elif path.suffix == ".parquet":
        table = {
            name: pa.array([row[name] or None for row in rows], pa.string()) for name in columns
        }
        pq.write_table(pa.table(table), path, compression="zstd")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([row[name] for name in columns] for row in rows)


def _present(row: dict[str, str]) -> dict[str, str | None]:
    return {name: value or None for name, value in row.items()}


def _workbook(columns: Sequence[str], rows: Rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    sheet.append(list(columns))
    for row in rows:
        sheet.append([row[name] or None for name in columns])
    saved = io.BytesIO()
    book.save(saved)
    return _timeless(saved.getvalue())


def _timeless(workbook: bytes) -> bytes:
    """The workbook without the time at which it was saved, in its members and properties."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _SAVED.sub(rb"\g<1>2026-01-01T00:00:00Z", content)
            target.writestr(
                zipfile.ZipInfo(name, _EPOCH), content, compress_type=zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
