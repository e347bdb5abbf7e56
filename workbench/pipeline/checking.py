"""What a load checks of its files before anything is written."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from loaders.files import CHUNK, Input
from loaders.reading import read_csv
from loaders.source import Extract, Row, Source
from workbench.access.cells import unmarked
from workbench.errors import InputError
from workbench.graph import loads
from workbench.graph.client import Graph
from workbench.graph.deciding import REASON_COLUMN, REJECT_COLUMN
from workbench.progress import BYTES, Progress


def input_digest(
    source: Source, files: Sequence[Input], *, complete: bool, corrections: bool
) -> str:
    """What was asked and of which bytes: equal digests mean the same load."""
    whole = sha256(f"{source.name}\0{source.version}\0{complete}\0{corrections}".encode())
    for file in files:
        one = sha256()
        with file.open() as stream:
            while chunk := stream.read(CHUNK):
                one.update(chunk)
        whole.update(one.digest())
    return whole.hexdigest()


def check(
    source: Source, files: Sequence[Input], *, corrections: bool, progress: Progress
) -> list[Extract]:
    """Read every file from end to end.

    Raises:
        InputError: one cannot be used, holds exported rejects that are not loaded as
            ``corrections``, or is no longer what it was when ``files`` was made.
    """
    extracts = [
        _extract(source, file, corrections=corrections, progress=progress) for file in files
    ]
    for file in files:
        file.unchanged()
    if not corrections:
        _check_columns(extracts)
    return extracts


def _extract(source: Source, file: Input, *, corrections: bool, progress: Progress) -> Extract:
    with progress(f"checking {file.name}", BYTES) as report:
        if corrections:
            return _as_written(read_csv(file.path, (REJECT_COLUMN,), report=report))
        with file.open() as stream:
            opening = stream.read(64).removeprefix(BOM_UTF8).lstrip(b'"')
        # Seen before the source's own format, encoding and columns are asked for.
        if opening.startswith(REJECT_COLUMN.encode()):
            raise _exported(file.name, REJECT_COLUMN)
        return source.read(file.path, report)


def _as_written(exported: Extract) -> Extract:
    """Exported rows without the marks that keep spreadsheets from taking cells for formulas."""

    def rows() -> Iterator[Row]:
        for row in exported.rows():
            values = {unmarked(name): unmarked(cell) for name, cell in row.values.items()}
            yield replace(row, values=values)

    return Extract(exported.total, rows)


def _check_columns(extracts: Sequence[Extract]) -> None:
    """Raise ``InputError`` where a file has the columns that exported rejects have."""
    for extract in extracts:
        first = next(extract.rows(), None)
        if first and (added := {REJECT_COLUMN, REASON_COLUMN} & first.values.keys()):
            raise _exported(first.file, min(added))


def _exported(file: str, column: str) -> InputError:
    return InputError(
        f"{file}: the column {column} is one of exported rejects. Load these with --corrections; "
        "where the column is the agency's own, rename it"
    )


def answers(graph: Graph, source: Source, extracts: Sequence[Extract]) -> Mapping[str, int]:
    """The load in which each refused row that the corrected rows answer was refused, by its id.

    Raises:
        InputError: a row does not answer one of the source's refused rows in all its columns.
    """
    rows = [row for extract in extracts for row in extract.rows()]
    refused = loads.answered(
        graph, source.name, [row.values.get(REJECT_COLUMN, "") for row in rows]
    )
    for row in rows:
        if row.problem:
            raise InputError(f"{row.file}, line {row.line}: {row.problem}")
        answered = refused.get(row.values[REJECT_COLUMN])
        if answered is None:
            raise InputError(
                f"{row.file}, line {row.line}: {REJECT_COLUMN} {row.values[REJECT_COLUMN]!r} is no "
                f"refused row of {source.name}. Export them with `workbench rejects {source.name} "
                f"--export FILE`, correct the values and leave {REJECT_COLUMN} as it is."
            )
        if lost := answered.values.keys() - row.values.keys():
            raise InputError(
                f"{row.file}: the column {min(lost)} of the refused rows is missing. Correct the "
                "exported file and leave its columns as they are."
            )
    return {id_: one.load for id_, one in refused.items()}
